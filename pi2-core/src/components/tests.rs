use proptest::prelude::*;

use super::*;

/// Component numbers by flood filling, with no thought for speed; `None` for background.
pub(crate) fn reference<T: Pixel>(
    image: &Image<T>,
    connectivity: Connectivity,
    is_foreground: impl Fn(T) -> bool,
) -> Vec<Option<usize>> {
    let dims = image.dims();
    let mut numbers = vec![None; dims.pixel_count()];
    let mut count = 0;
    for seed in 0..numbers.len() {
        if numbers[seed].is_some() || !is_foreground(image.pixels()[seed]) {
            continue;
        }
        let mut queue = vec![seed];
        while let Some(index) = queue.pop() {
            numbers[index] = Some(count);
            let [x, y, z] = dims.coordinates(index).map(|c| c as i64);
            for step in 0..27 {
                let [dx, dy, dz]: [i64; 3] = [step % 3 - 1, step / 3 % 3 - 1, step / 9 - 1];
                let near = connectivity == Connectivity::All || dx.abs() + dy.abs() + dz.abs() == 1;
                if near && dims.contains(x + dx, y + dy, z + dz) {
                    let there = dims.index((x + dx) as usize, (y + dy) as usize, (z + dz) as usize);
                    if numbers[there].is_none() && is_foreground(image.pixels()[there]) {
                        queue.push(there);
                    }
                }
            }
        }
        count += 1;
    }
    numbers
}

/// Small images of zeros and other values.
pub(crate) fn images() -> impl Strategy<Value = Image<u8>> {
    [1usize..8, 1usize..8, 1usize..8].prop_flat_map(|dims| {
        proptest::collection::vec(prop_oneof![Just(0u8), 0u8..4], dims.iter().product::<usize>())
            .prop_map(move |pixels| Image::from_vec(dims, pixels).expect("the size fits"))
    })
}

fn check(image: &Image<u8>) {
    for connectivity in [Connectivity::Nearest, Connectivity::All] {
        let expected = reference(image, connectivity, |p| p != 0);
        for threads in [1, 2] {
            let ctx = Context::with_threads(threads);
            let found = Components::find(&ctx, image, connectivity, |p| p != 0).expect("small");
            let mut numbers = Image::<i32>::new(image.dims()).expect("small");
            found.paint(&ctx, &mut numbers, |number| number as i32 + 1).expect("no error");
            let expected: Vec<i32> = expected.iter().map(|n| n.map_or(0, |n| n as i32 + 1)).collect();
            assert_eq!(numbers.pixels(), expected);
            assert_eq!(found.count(), expected.iter().max().map_or(0, |&n| n as usize));
            let mut volumes = vec![0; found.count()];
            expected.iter().filter(|&&n| n > 0).for_each(|&n| volumes[n as usize - 1] += 1);
            assert_eq!(found.volumes(), volumes);
        }
    }
}

proptest! {
    #[test]
    fn components_agree_with_flood_filling(image in images()) {
        check(&image);
    }
}

#[test]
fn components_are_united_across_slabs() {
    let random = |x: usize, y: usize, z: usize| {
        let mixed = ((x * 73 + y) * 91 + z) as u64;
        u8::from((mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % 100 < 35)
    };
    for dims in [[1024, 1100, 1], [SLAB_PIXELS / 2, 3, 1], [SLAB_PIXELS, 2, 1], [30, 200, 200]] {
        check(&Image::from_fn(dims, random).expect("small"));
    }
}

#[test]
fn runs_end_where_words_of_64_pixels_end() {
    for width in [1usize, 63, 64, 65, 127, 128, 129, 200] {
        for (start, end) in [(0, width), (0, 1), (width / 2, width), (width.saturating_sub(65), width - 1)] {
            let row: Vec<u16> = (0..width).map(|x| u16::from((start..end).contains(&x)) * 256).collect();
            let mut runs = Vec::new();
            find_runs(&row, &|p| p != 0, &mut vec![0; width + 1], &mut runs);
            let expected = Run { start: start as u32, end: end as u32 };
            assert_eq!(runs, if start < end { vec![expected] } else { Vec::new() }, "{width} {start} {end}");
        }
    }
}
