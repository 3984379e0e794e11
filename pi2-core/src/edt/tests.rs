use proptest::prelude::*;

use super::*;

/// Squared distance to the nearest background pixel, with no thought for speed.
fn reference(image: &Image<u8>) -> Option<Vec<i64>> {
    let dims = image.dims();
    let at = |index| dims.coordinates(index).map(|c| c as i64);
    let background: Vec<_> = (0..dims.pixel_count()).filter(|&i| image.pixels()[i] == 0).map(at).collect();
    (0..dims.pixel_count())
        .map(|index| {
            let here = at(index);
            background.iter().map(|there| (0..3).map(|axis| (here[axis] - there[axis]).pow(2)).sum()).min()
        })
        .collect()
}

fn check(image: &Image<u8>) {
    for threads in [1, 2] {
        let ctx = Context::with_threads(threads);
        let (mut narrow, mut wide) = (vec![0i32; image.pixels().len()], vec![0i64; image.pixels().len()]);
        let found = squared(&ctx, image, |p| p == 0, &mut narrow).expect("small");
        assert_eq!(found, squared(&ctx, image, |p| p == 0, &mut wide).expect("small"));
        let expected = reference(image);
        assert_eq!(found, expected.is_some());
        if let Some(expected) = expected {
            assert_eq!(wide, expected);
            assert_eq!(narrow.into_iter().map(i64::from).collect::<Vec<_>>(), expected);
        } else {
            assert!(narrow.iter().all(|&d| d == i32::FAR) && wide.iter().all(|&d| d == i64::FAR));
        }
    }
}

proptest! {
    #[test]
    fn distances_agree_with_the_definition(w in 1usize..8, h in 1usize..8, d in 1usize..8, seed in any::<u64>(), rare in 1u64..40) {
        let image = Image::from_fn([w, h, d], |x, y, z| {
            let mixed = (seed ^ (x + 7 * (y + 7 * z)) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            u8::from((mixed >> 33) % rare != 0)
        }).expect("small");
        check(&image);
    }
}

#[test]
fn lines_longer_than_the_reach_agree_with_the_definition() {
    for dims in [[3, 150, 1], [2, 2, 140], [40, 90, 2], [1, 200, 1], [1, 1, 131]] {
        for background in [vec![0], vec![1, 97], vec![50, 51, 119]] {
            let mut image = Image::<u8>::from_fn(dims, |_, _, _| 1).expect("small");
            for index in background {
                let count = image.pixels().len();
                image.pixels_mut()[index % count] = 0;
            }
            check(&image);
        }
    }
}

#[test]
fn sizes_whose_diagonal_does_not_fit_are_refused() {
    assert!(fits::<i32>(Dimensions::new(18_000, 18_000, 18_000)));
    assert!(!fits::<i32>(Dimensions::new(1, 32_770, 1)));
    assert!(fits::<i64>(Dimensions::new(1, 1, 1 << 30)));
    let image = Image::<u8>::new([1, 32_770, 1]).expect("small");
    let ctx = Context::with_threads(1);
    let error = squared(&ctx, &image, |p| p == 0, &mut vec![0i32; 32_770]).expect_err("too long").to_string();
    assert_eq!(error, "squared distances in an image of 1×32770×1 are too large");
}
