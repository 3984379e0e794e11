use proptest::prelude::*;

use super::*;
use crate::Context;
use crate::image::{Dimensions, Image, Region};
use crate::par::{Boundary, neighbourhood};

const PIXEL: usize = 2;

fn image(dims: [usize; 3], is_kept: bool) -> PassImage {
    PassImage { dims: dims.into(), pixel_bytes: PIXEL, is_kept }
}

fn step(reads: &[usize], write: usize, margin: [usize; 3]) -> Step {
    let reads = reads.iter().map(|&image| (image, Need::Same)).collect();
    Step { reads, writes: vec![write], margin, extra_memory: 0.0 }
}

/// Filters that follow each other: image 0 is read, the last one is kept.
fn chain(dims: [usize; 3], margins: &[[usize; 3]]) -> Pass {
    let images = (0..=margins.len()).map(|number| image(dims, number == margins.len())).collect();
    let steps = margins.iter().enumerate().map(|(number, &margin)| step(&[number], number + 1, margin)).collect();
    Pass::new(images, steps).expect("each image is made once")
}

fn unlimited() -> Limits {
    Limits { memory: u128::MAX, chunk: [1; 3] }
}

#[test]
fn margins_of_commands_that_follow_each_other_add_up() {
    let pass = chain([100, 100, 100], &[[3, 0, 1], [2, 2, 2], [0, 0, 0]]);
    let tile = Region { start: [40, 1, 90], size: [10, 10, 10] };
    let block = pass.block(tile).expect("no mapping");
    assert_eq!(block.reads, [(0, Region { start: [35, 0, 87], size: [20, 13, 13] })]);
    let second = Region { start: [38, 0, 88], size: [14, 13, 12] };
    assert_eq!(block.steps, [(0, second), (1, tile), (2, tile)]);
    assert_eq!(pass.working_region(1, tile), second);
}

#[test]
fn results_that_nobody_needs_are_not_made() {
    let images = vec![image([9, 9, 9], false), image([9, 9, 9], false), image([9, 9, 9], true)];
    let pass = Pass::new(images, vec![step(&[0], 1, [5; 3]), step(&[0], 2, [0; 3])]).expect("valid");
    let tile = Region { start: [3, 3, 3], size: [2, 2, 2] };
    let block = pass.block(tile).expect("no mapping");
    assert_eq!((block.reads, block.steps), (vec![(0, tile)], vec![(1, tile)]));
}

#[test]
fn images_are_mapped_and_read_as_a_whole() {
    let images = vec![image([50, 40, 30], false), image([7, 1, 1], false), image([10, 40, 30], true)];
    let tenfold = |region: Region| {
        let ([x, y, z], [w, h, d]) = (region.start, region.size);
        Ok(Region { start: [5 * x, y, z], size: [5 * w, h, d] })
    };
    let reads = vec![(0, Need::Mapped(Box::new(tenfold))), (1, Need::Whole)];
    let bin = Step { reads, writes: vec![2], margin: [0; 3], extra_memory: 0.0 };
    let pass = Pass::new(images, vec![bin]).expect("valid");
    let block = pass.block(Region { start: [4, 0, 0], size: [2, 3, 3] }).expect("maps");
    let expected =
        [(0, Region { start: [20, 0, 0], size: [10, 3, 3] }), (1, Region { start: [0; 3], size: [7, 1, 1] })];
    assert_eq!(block.reads, expected);
    assert_eq!(pass.memory(&block), (10 * 9 + 7 + 2 * 9) * 2);
}

#[test]
fn memory_counts_what_is_alive_at_a_time() {
    // Three images in a row: never more than two of them, with what the second command needs besides.
    let mut steps = vec![step(&[0], 1, [0; 3]), step(&[1], 2, [0; 3])];
    steps[1].extra_memory = 0.5;
    let images = vec![image([10, 10, 10], false), image([10, 10, 10], false), image([10, 10, 10], true)];
    let pass = Pass::new(images, steps).expect("valid");
    let block = pass.block(Region::whole(pass.grid())).expect("no mapping");
    assert_eq!(pass.memory(&block), 6000);
}

#[test]
fn mistakes_of_the_caller_are_errors() {
    let images = || vec![image([9, 9, 9], false), image([9, 9, 9], true), image([8, 9, 9], true)];
    let error = |steps| Pass::new(images(), steps).expect_err("wrong").to_string();
    assert!(error(vec![step(&[0], 1, [0; 3]), step(&[0], 1, [0; 3])]).contains("made twice"));
    assert!(error(vec![step(&[1], 0, [0; 3]), step(&[0], 1, [0; 3])]).contains("after it is read"));
    assert!(error(vec![step(&[7], 1, [0; 3])]).contains("not there"));
    assert!(error(vec![step(&[1], 0, [0; 3])]).contains("nothing that is kept"));
    let sizes = error(vec![step(&[0], 1, [0; 3]), step(&[0], 2, [0; 3])]);
    assert_eq!(sizes, "a pass makes images of 9×9×9 and 8×9×9");
}

#[test]
fn one_block_is_enough_if_there_is_memory() {
    let pass = chain([300, 200, 100], &[[5; 3]]);
    assert_eq!(Tiling::choose(&pass, &unlimited()).expect("fits").counts(), [1, 1, 1]);
}

#[test]
fn blocks_with_margins_are_nearly_cubic() {
    let pass = chain([4000, 4000, 4000], &[[20; 3], [20; 3]]);
    let limits = Limits { memory: 1 << 30, chunk: [1; 3] };
    let tiling = Tiling::choose(&pass, &limits).expect("fits");
    let [x, y, z] = tiling.block_size();
    assert!(x.max(y).max(z) <= 5 * x.min(y).min(z), "{:?}", tiling.block_size());
    let memory = tiling.memory(&pass).expect("no mapping");
    assert!(memory <= limits.memory && memory > limits.memory / 3, "{memory}");
}

#[test]
fn rows_stay_whole_without_margins() {
    let pass = chain([4000, 4000, 4000], &[[0; 3]]);
    let tiling = Tiling::choose(&pass, &Limits { memory: 1 << 30, chunk: [1; 3] }).expect("fits");
    assert_eq!(tiling.block_size()[0], 4000);
}

#[test]
fn too_little_memory_is_an_error_that_says_how_much_is_needed() {
    let pass = chain([500, 500, 500], &[[30; 3]]);
    let error = Tiling::choose(&pass, &Limits { memory: 1 << 18, chunk: [64; 3] }).expect_err("too little");
    let expected = "a block of 64×64×64 pixels, the smallest possible, needs 7.3 MiB, but 0.2 MiB are allowed";
    assert_eq!(error.to_string(), expected);
    assert!(Tiling::choose(&pass, &Limits { memory: 1 << 18, chunk: [0, 1, 1] }).is_err());
}

#[test]
fn a_million_blocks_of_a_large_volume_cover_it() {
    // 100 TB.
    let dims = [46_416, 46_416, 46_416];
    let pass = chain(dims, &[[3; 3], [2; 3], [0; 3]]);
    let tiling = Tiling::new(pass.grid(), [465; 3]);
    assert_eq!(tiling.len(), 1_000_000);
    let mut pixels = 0;
    for number in 0..tiling.len() {
        let block = pass.block(tiling.tile(number)).expect("no mapping");
        pixels += block.tile.pixel_count();
    }
    assert_eq!(pixels, dims.iter().product::<usize>());
}

/// An image on its way through a block.
struct Part {
    region: Region,
    image: Image<u16>,
}

fn cut(part: &Part, region: Region) -> Image<u16> {
    let offset: [usize; 3] = std::array::from_fn(|axis| (region.start[axis] - part.region.start[axis]) as usize);
    let at = |x, y, z| part.image.get(x + offset[0], y + offset[1], z + offset[2]);
    Image::from_fn(region.size, at).expect("small")
}

/// The sum of the inputs' largest values in boxes: a filter that notices each pixel of its margin.
fn run(inputs: &[Image<u16>], margin: [usize; 3]) -> Image<u16> {
    let offsets = |m: [i64; 3]| -> Vec<[i64; 3]> {
        let cube = (-m[2]..=m[2]).flat_map(move |z| (-m[1]..=m[1]).map(move |y| [y, z]));
        cube.flat_map(|[y, z]| (-m[0]..=m[0]).map(move |x| [x, y, z])).collect()
    };
    let mut total = Image::<u16>::new(inputs[0].dims()).expect("small");
    for input in inputs {
        let mut largest = Image::new([1, 1, 1]).expect("small");
        let ctx = Context::with_threads(1);
        let max = |values: &mut [u16]| values.iter().copied().max().unwrap_or(0);
        neighbourhood(&ctx, input, &mut largest, &offsets(margin.map(|m| m as i64)), Boundary::Nearest, max)
            .expect("no error");
        total.pixels_mut().iter_mut().zip(largest.pixels()).for_each(|(sum, value)| *sum = sum.wrapping_add(*value));
    }
    total
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn blocks_of_random_pipelines_make_the_whole(
        sides in [1..14usize, 1..14usize, 1..14usize],
        block in [1..9usize, 1..9usize, 1..9usize],
        spec in prop::collection::vec((any::<(u8, u8)>(), [0..3usize, 0..3usize, 0..3usize]), 2..7),
        seed: u64,
    ) {
        let count = spec.len();
        let images: Vec<PassImage> = (0..=count).map(|i| image(sides, i == count || (i > 0 && seed >> i & 1 == 1))).collect();
        let inputs = |number: usize| {
            let (a, b) = spec[number].0;
            // Mostly the image before.
            let first = if a < 60 { usize::from(a) % (number + 1) } else { number };
            if b < 100 { vec![first, usize::from(b) % (number + 1)] } else { vec![first] }
        };
        let steps = (0..count).map(|number| step(&inputs(number), number + 1, spec[number].1)).collect();
        let pass = Pass::new(images, steps).expect("valid");
        let source = crate::testing::random_image::<u16>(sides, seed);
        let mut whole = vec![source.clone()];
        for (number, (_, margin)) in spec.iter().enumerate() {
            let inputs: Vec<_> = inputs(number).into_iter().map(|image| whole[image].clone()).collect();
            whole.push(run(&inputs, *margin));
        }
        let tiling = Tiling::new(sides.into(), block);
        let mut written: Vec<Image<u16>> = whole.iter().map(|image| Image::new(image.dims()).expect("small")).collect();
        let mut times = Image::<u16>::new(Dimensions::from(sides)).expect("small");
        for number in 0..tiling.len() {
            let block = pass.block(tiling.tile(number)).expect("no mapping");
            let whole_source = Part { region: Region::whole(source.dims()), image: source.clone() };
            let mut parts: Vec<Option<Part>> = (0..=count).map(|_| None).collect();
            for &(image, region) in &block.reads {
                prop_assert_eq!(image, 0);
                parts[0] = Some(Part { region, image: cut(&whole_source, region) });
            }
            for &(step, region) in &block.steps {
                let working = pass.working_region(step, region);
                let inputs: Vec<_> =
                    inputs(step).into_iter().map(|image| cut(parts[image].as_ref().expect("made before"), working)).collect();
                let result = Part { region: working, image: run(&inputs, spec[step].1) };
                parts[step + 1] = Some(Part { region, image: cut(&result, region) });
            }
            let [x0, y0, z0] = block.tile.start.map(|at| at as usize);
            for (image, part) in parts.iter().enumerate().filter(|(image, _)| pass.images()[*image].is_kept) {
                let tile = cut(part.as_ref().expect("it is kept"), block.tile);
                for index in 0..tile.pixels().len() {
                    let [x, y, z] = tile.dims().coordinates(index);
                    written[image].set(x0 + x, y0 + y, z0 + z, tile.pixels()[index]);
                    if image == count {
                        times.set(x0 + x, y0 + y, z0 + z, times.get(x0 + x, y0 + y, z0 + z) + 1);
                    }
                }
            }
        }
        prop_assert!(times.pixels().iter().all(|&times| times == 1), "every pixel is written once");
        for (image, expected) in whole.iter().enumerate().filter(|(image, _)| pass.images()[*image].is_kept) {
            prop_assert_eq!(&written[image], expected, "image {}", image);
        }
    }

    #[test]
    fn chosen_blocks_fit_and_end_where_chunks_end(
        sides in [1..700usize, 1..700usize, 1..700usize],
        chunk in [1..70usize, 1..70usize, 1..70usize],
        margin in [0..9usize, 0..9usize, 0..9usize],
        memory in 20..34u32,
    ) {
        let pass = chain(sides, &[margin, [1; 3]]);
        let limits = Limits { memory: 1 << memory, chunk };
        match Tiling::choose(&pass, &limits) {
            Ok(tiling) => {
                prop_assert!(tiling.memory(&pass).expect("no mapping") <= limits.memory);
                for axis in 0..3 {
                    let block = tiling.block_size()[axis];
                    prop_assert!(block == sides[axis] || block % chunk[axis] == 0);
                }
            }
            Err(error) => {
                let smallest: [usize; 3] = std::array::from_fn(|axis| chunk[axis].min(sides[axis]));
                let needed = Tiling::new(sides.into(), smallest).memory(&pass).expect("no mapping");
                prop_assert!(needed > limits.memory, "{}", error);
            }
        }
    }
}
