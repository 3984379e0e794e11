//! Quarter turns and other changes of axes.

use ndarray::ArrayView3;

use crate::image::{Dimensions, Image, Pixel, Region};
use crate::par::copy_from_strided;
use crate::{Choice, Context, Result, pi2_command};

/// Turns an image clockwise by 90 degrees about the z-axis.
///
/// Clockwise is meant on a screen, where y points down: the x-axis becomes the y-axis. Pixels are copied exactly.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes H×W×D, with pixel (x, y, z) at (H - 1 - y, x, z).
///
/// # Errors
/// `Limit` if there is not enough memory.
///
/// # References
/// pi2, `rot90cw`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 2)
/// set(img, [0, 1, 0], 4)
/// rot90cw(img, turned)   # 4
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rot90ccw, rotate, flip, reslice],
    blocks = clockwise_source(output, input_image.dims()),
    job = Fast,
)]
pub fn rot90cw<T: Pixel>(
    ctx: &Context,
    /// Image to turn.
    input_image: &Image<T>,
    /// The turned image.
    #[arg(out)]
    output_image: &mut Image<T>,
) -> Result<()> {
    change_axes(ctx, input_image, output_image, [0, 2, 1], &[2])
}

/// Turns an image counterclockwise by 90 degrees about the z-axis.
///
/// Counterclockwise is meant on a screen, where y points down: the y-axis becomes the x-axis. Pixels are copied exactly.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes H×W×D, with pixel (x, y, z) at (y, W - 1 - x, z).
///
/// # Errors
/// `Limit` if there is not enough memory.
///
/// # References
/// pi2, `rot90ccw`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 2)
/// set(img, [2, 0, 0], 4)
/// rot90ccw(img, turned)   # 4
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rot90cw, rotate, flip, reslice],
    blocks = counterclockwise_source(output, input_image.dims()),
    job = Fast,
)]
pub fn rot90ccw<T: Pixel>(
    ctx: &Context,
    /// Image to turn.
    input_image: &Image<T>,
    /// The turned image.
    #[arg(out)]
    output_image: &mut Image<T>,
) -> Result<()> {
    change_axes(ctx, input_image, output_image, [0, 2, 1], &[1])
}

/// From where a volume is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Choice)]
#[choice(name = "string")]
pub enum ResliceDirection {
    /// From smaller y: slices along y, with z pointing up.
    #[choice("Top")]
    Top,
    /// From larger y: slices along y, the first is that with the largest y.
    #[choice("Bottom")]
    Bottom,
    /// From smaller x: slices along x, with z pointing left.
    #[choice("Left")]
    Left,
    /// From larger x: slices along x, the first is that with the largest x.
    #[choice("Right")]
    Right,
}

/// Cuts an image into slices along another axis.
///
/// Pixels are copied exactly.
///
/// # Shapes
/// `input image` is W×H×D. Pixel (x, y, z) comes to
/// (x, D - 1 - z, y) for `Top`, (x, z, H - 1 - y) for `Bottom`: `output image` becomes W×D×H;
/// (D - 1 - z, y, x) for `Left`, (z, y, W - 1 - x) for `Right`: `output image` becomes D×H×W.
///
/// # Errors
/// `Limit` if there is not enough memory. Another direction fits no form of the command.
///
/// # References
/// pi2, `reslice`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 2, 2)
/// set(img, [0, 0, 1], 6)
/// reslice(img, slices, top)   # 6
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [rot90cw, rot90ccw, flip, rotate],
    blocks = reslice_source(output, input_image.dims(), direction),
)]
pub fn reslice<T: Pixel>(
    ctx: &Context,
    /// Image to cut.
    input_image: &Image<T>,
    /// The image with its slices along z.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// From where the slices are seen: `Top`, `Bottom`, `Left` or `Right`.
    direction: ResliceDirection,
) -> Result<()> {
    // Axes of the input in the order z, y, x of the output, and the axes of the output that go backwards.
    let (axes, backwards) = match direction {
        ResliceDirection::Top => ([1, 0, 2], 1),
        ResliceDirection::Bottom => ([1, 0, 2], 0),
        ResliceDirection::Left => ([2, 1, 0], 2),
        ResliceDirection::Right => ([2, 1, 0], 0),
    };
    change_axes(ctx, input_image, output_image, axes, &[backwards])
}

/// Makes `output` the input with axes (in the order z, y, x) in another order, some of them backwards.
fn change_axes<T: Pixel>(
    ctx: &Context,
    input: &Image<T>,
    output: &mut Image<T>,
    axes: [usize; 3],
    backwards: &[usize],
) -> Result<()> {
    let mut view: ArrayView3<'_, T> = input.view().permuted_axes(axes);
    for &axis in backwards {
        view.invert_axis(ndarray::Axis(axis));
    }
    output.take_pixels_of(copy_from_strided(ctx, &view, |pixel| pixel)?);
    Ok(())
}

/// First coordinate of a part of an axis of `side` pixels that is counted from the other end.
fn from_end(side: usize, start: i64, size: usize) -> i64 {
    side as i64 - start - size as i64
}

/// The part of the input image from which a part of the output of `rot90cw` is made.
pub fn clockwise_source(output: Region, input: Dimensions) -> Region {
    let ([x, y, z], [w, h, d]) = (output.start, output.size);
    Region { start: [y, from_end(input.height, x, w), z], size: [h, w, d] }
}

/// The part of the input image from which a part of the output of `rot90ccw` is made.
pub fn counterclockwise_source(output: Region, input: Dimensions) -> Region {
    let ([x, y, z], [w, h, d]) = (output.start, output.size);
    Region { start: [from_end(input.width, y, h), x, z], size: [h, w, d] }
}

/// The part of the input image from which a part of the output of `reslice` is made.
pub fn reslice_source(output: Region, input: Dimensions, direction: ResliceDirection) -> Region {
    let ([x, y, z], [w, h, d]) = (output.start, output.size);
    match direction {
        ResliceDirection::Top => Region { start: [x, z, from_end(input.depth, y, h)], size: [w, d, h] },
        ResliceDirection::Bottom => Region { start: [x, from_end(input.height, z, d), y], size: [w, d, h] },
        ResliceDirection::Left => Region { start: [z, y, from_end(input.depth, x, w)], size: [d, h, w] },
        ResliceDirection::Right => Region { start: [from_end(input.width, z, d), y, x], size: [d, h, w] },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::transform::crop;
    use crate::image::{Complex32, RealPixel, Vec3i};
    use crate::testing::{for_each_real_type, random_image, sides};

    type Turn<T> = Box<dyn Fn(&Image<T>) -> Image<T>>;
    type Place = Box<dyn Fn([usize; 3], [usize; 3]) -> [usize; 3]>;
    type Source = Box<dyn Fn(Region, Dimensions) -> Region>;

    /// All commands of this file, where they put a pixel, and what a block of the output needs.
    fn commands<T: Pixel>() -> Vec<(Turn<T>, Place, Source)> {
        fn run<T: Pixel>(f: impl Fn(&Context, &Image<T>, &mut Image<T>) -> Result<()> + 'static) -> Turn<T> {
            Box::new(move |input| {
                let mut output = Image::new([1, 1, 1]).expect("small");
                f(&Context::with_threads(2), input, &mut output).expect("enough memory");
                output
            })
        }
        let resliced = |direction| run(move |ctx, input, output| reslice(ctx, input, output, direction));
        let source = |direction| -> Source { Box::new(move |output, input| reslice_source(output, input, direction)) };
        vec![
            (run(rot90cw), Box::new(|[x, y, z], [_, h, _]| [h - 1 - y, x, z]), Box::new(clockwise_source)),
            (run(rot90ccw), Box::new(|[x, y, z], [w, _, _]| [y, w - 1 - x, z]), Box::new(counterclockwise_source)),
            (
                resliced(ResliceDirection::Top),
                Box::new(|[x, y, z], [_, _, d]| [x, d - 1 - z, y]),
                source(ResliceDirection::Top),
            ),
            (
                resliced(ResliceDirection::Bottom),
                Box::new(|[x, y, z], [_, h, _]| [x, z, h - 1 - y]),
                source(ResliceDirection::Bottom),
            ),
            (
                resliced(ResliceDirection::Left),
                Box::new(|[x, y, z], [_, _, d]| [d - 1 - z, y, x]),
                source(ResliceDirection::Left),
            ),
            (
                resliced(ResliceDirection::Right),
                Box::new(|[x, y, z], [w, _, _]| [z, y, w - 1 - x]),
                source(ResliceDirection::Right),
            ),
        ]
    }

    fn agrees<T: Pixel>(input: &Image<T>) -> Result<(), TestCaseError> {
        let sides = input.dims().to_array();
        for (turn, place, source) in commands::<T>() {
            let output = turn(input);
            prop_assert_eq!(output.dims().pixel_count(), input.dims().pixel_count());
            for index in 0..input.dims().pixel_count() {
                let at = input.dims().coordinates(index);
                let [x, y, z] = place(at, sides);
                prop_assert_eq!(output.get(x, y, z), input.pixels()[index]);
            }
            let last = output.dims().to_array();
            let part = Region { start: last.map(|side| side as i64 / 2), size: last.map(|side| side - side / 2) };
            let needed = source(part, input.dims());
            prop_assert_eq!(turn(&cut(input, needed)), cut(&output, part));
        }
        Ok(())
    }

    fn cut<T: Pixel>(image: &Image<T>, part: Region) -> Image<T> {
        let mut output = Image::new([1, 1, 1]).expect("small");
        let size = Vec3i::from(part.size.map(|side| side as i64));
        crop(&Context::with_threads(1), image, &mut output, part.start.into(), size).expect("valid");
        output
    }

    fn real_agrees<T: RealPixel>(sides: [usize; 3], seed: u64) -> Result<(), TestCaseError> {
        agrees(&random_image::<T>(sides, seed))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_comes_to_its_place_and_blocks_make_the_whole(sides in sides(), seed: u64) {
            for_each_real_type!(real_agrees, sides, seed);
            let real = random_image::<f32>(sides, seed);
            let pixels = real.pixels().iter().map(|&re| Complex32::new(re, -1.0)).collect();
            agrees(&Image::from_vec(sides, pixels).expect("as many"))?;
        }
    }

    #[test]
    fn large_images_are_turned_in_tiles() {
        agrees(&Image::from_fn([300, 170, 3], |x, y, z| (x * 31 + y * 7 + z) as u8).expect("small")).expect("equal");
        agrees(&Image::from_fn([70, 33, 90], |x, y, z| (x * 31 + y * 7000 + z) as u32).expect("small")).expect("equal");
    }

    #[test]
    fn four_quarter_turns_are_none() {
        let image = random_image::<i16>([5, 4, 3], 1);
        let (clockwise, _, _) = &commands::<i16>()[0];
        assert_eq!((0..4).fold(image.clone(), |image, _| clockwise(&image)), image);
    }
}
