//! Projections: one pixel from a line of pixels along an axis.

use multiversion::multiversion;

use crate::image::{Dimensions, Image, RealPixel, Region};
use crate::par::{fold_lanes, tasks};
use crate::{Context, Error, Result, pi2_command};

/// Projects the largest pixel value along an axis.
///
/// NaN is ignored; a line of nothing but NaN gives -inf.
///
/// # Shapes
/// `input image` is W×H×D. `output image` becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
/// dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2.
///
/// # References
/// pi2, `maxproject`, which loses digits of 64-bit integers above 2⁵³.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 3)
/// set(img, [0, 0, 2], 9)
/// maxproject(img, top)   # 9
/// ```
#[pi2_command(category = "Transforms", see_also = [maxval, bin], blocks = project_source(output, dimension))]
pub fn maxproject<T: RealPixel>(
    ctx: &Context,
    /// Image to project.
    input_image: &Image<T>,
    /// The projection.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Axis along which to project: 0 is x, 1 is y, 2 is z.
    #[arg(default = 2)]
    dimension: u64,
) -> Result<()> {
    let lines = Lines::new(input_image.dims(), dimension)?;
    output_image.resize(lines.output_dims())?;
    project(ctx, lines, input_image, output_image, T::from_f32_saturating(f32::NEG_INFINITY), raise_to::<T>)
}

/// Projects the largest pixel value along an axis, and the pixel of another image at the same place.
///
/// The other image is read at the first position (the lowest coordinate) at which the largest value is reached. NaN is
/// ignored; for a line of nothing but NaN the projection is -inf and the value 0.
///
/// # Shapes
/// `input image` and `input value image` are W×H×D. Both outputs become W×H for dimension 2, W×D (x, z) for dimension 1,
/// and D×H for dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2. `Dimensions` if the input images differ in size.
///
/// # References
/// pi2, `maxproject`, which loses digits of 64-bit integers above 2⁵³.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 3)
/// set(img, [0, 0, 2], 9)
/// newimage(colour, float32, 3, 3, 3)
/// set(colour, [0, 0, 2], 0.5)
/// newimage(found, float32)
/// maxproject(img, top, 2, colour, found)
/// maxval(found, value)   # 0.5
/// ```
#[pi2_command(
    name = "maxproject",
    category = "Transforms",
    see_also = [maxval, bin],
    types(T, U = real_pairs),
    blocks = project_source(output, dimension)
)]
pub fn maxproject_with_values<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to project.
    input_image: &Image<T>,
    /// The projection.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Axis along which to project: 0 is x, 1 is y, 2 is z.
    #[arg(default = 2)]
    dimension: u64,
    /// Image from which a value is taken where the input image is largest.
    input_value_image: &Image<U>,
    /// The values.
    #[arg(out)]
    output_value_image: &mut Image<U>,
) -> Result<()> {
    check_equal_size(input_image.dims(), input_value_image.dims())?;
    maxproject(ctx, input_image, output_image, dimension)?;
    pick_values(
        ctx,
        Lines::new(input_image.dims(), dimension)?,
        (input_image, output_image),
        input_value_image,
        output_value_image,
    )
}

/// The part of the input image that a part of the projection is made of. Along the projected axis it is longer than any
/// image; so is z for dimension 0, where it is mirrored.
pub fn project_source(output: Region, dimension: u64) -> Region {
    const WHOLE: (i64, usize) = (0, 1 << 40);
    let ([x, y, _], [w, h, _]) = (output.start, output.size);
    let [x, y, z] = match dimension {
        0 => [WHOLE, (y, h), WHOLE],
        1 => [(x, w), WHOLE, (y, h)],
        _ => [(x, w), (y, h), WHOLE],
    };
    Region { start: [x.0, y.0, z.0], size: [x.1, y.1, z.1] }
}

/// The lines of an image along one axis, and where their results go.
#[derive(Clone, Copy)]
struct Lines {
    dims: Dimensions,
    dimension: u64,
}

impl Lines {
    fn new(dims: Dimensions, dimension: u64) -> Result<Self> {
        if dimension > 2 {
            return Err(Error::argument("dimension", "0, 1 or 2", dimension));
        }
        Ok(Self { dims, dimension })
    }

    fn output_dims(self) -> Dimensions {
        let Dimensions { width, height, depth } = self.dims;
        match self.dimension {
            0 => Dimensions::new(depth, height, 1),
            1 => Dimensions::new(width, depth, 1),
            _ => Dimensions::new(width, height, 1),
        }
    }

    /// y and z of the input row that is one line, for dimension 0.
    fn row_of(self, x: usize, y: usize) -> (usize, usize) {
        (y, self.dims.depth - 1 - x)
    }

    /// y and z of the input row that holds element `i` of the lines of row `y` of the output, for dimensions 1 and 2.
    fn row_at(self, y: usize, i: usize) -> (usize, usize) {
        if self.dimension == 1 { (i, y) } else { (y, i) }
    }

    /// Number of pixels of a line, for dimensions 1 and 2.
    fn length(self) -> usize {
        if self.dimension == 1 { self.dims.height } else { self.dims.depth }
    }
}

/// Rows of the output per task: each stands for many input pixels, and neighbouring rows share pages of the input.
const ROWS_PER_TASK: usize = 8;

/// Makes each output pixel the fold of its line. `fold(results, pixels)` folds each pixel into the result at its place; a
/// single result takes all pixels.
fn project<T: RealPixel>(
    ctx: &Context,
    lines: Lines,
    input: &Image<T>,
    output: &mut Image<T>,
    start: T,
    fold: fn(&mut [T], &[T]),
) -> Result<()> {
    let width = output.width();
    tasks::chunks_mut(ctx, output.pixels_mut(), ROWS_PER_TASK * width, |task, band| {
        let first_y = task * ROWS_PER_TASK;
        band.fill(start);
        if lines.dimension == 0 {
            for (i, result) in band.iter_mut().enumerate() {
                let (source_y, source_z) = lines.row_of(i % width, first_y + i / width);
                fold(std::slice::from_mut(result), input.row(source_y, source_z));
            }
            return Ok(());
        }
        for i in 0..lines.length() {
            for (y, row) in band.chunks_exact_mut(width).enumerate() {
                let (source_y, source_z) = lines.row_at(first_y + y, i);
                fold(row, input.row(source_y, source_z));
            }
        }
        Ok(())
    })
}

/// Makes each output value the value at the first position of the line where the image equals its projection.
fn pick_values<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    lines: Lines,
    (input, projection): (&Image<T>, &Image<T>),
    values: &Image<U>,
    output: &mut Image<U>,
) -> Result<()> {
    output.resize(lines.output_dims())?;
    let width = output.width();
    tasks::chunks_mut(ctx, output.pixels_mut(), ROWS_PER_TASK * width, |task, band| {
        let first_y = task * ROWS_PER_TASK;
        band.fill(U::ZERO);
        if lines.dimension == 0 {
            for (i, result) in band.iter_mut().enumerate() {
                let (x, y) = (i % width, first_y + i / width);
                let (source_y, source_z) = lines.row_of(x, y);
                let wanted = projection.get(x, y, 0);
                if let Some(position) = input.row(source_y, source_z).iter().position(|pixel| *pixel == wanted) {
                    *result = values.row(source_y, source_z)[position];
                }
            }
            return Ok(());
        }
        // Backwards, so that the first position is the last to be written.
        for i in (0..lines.length()).rev() {
            for (y, row) in band.chunks_exact_mut(width).enumerate() {
                let (source_y, source_z) = lines.row_at(first_y + y, i);
                let wanted = projection.row(first_y + y, 0);
                take_where_equal(row, values.row(source_y, source_z), input.row(source_y, source_z), wanted);
            }
        }
        Ok(())
    })
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn raise_to<T: RealPixel>(results: &mut [T], pixels: &[T]) {
    if let [best] = results {
        *best = fold_lanes(pixels, *best, larger, larger);
        return;
    }
    for (best, pixel) in results.iter_mut().zip(pixels) {
        *best = larger(*best, *pixel);
    }
}

#[inline]
fn larger<T: RealPixel>(best: T, pixel: T) -> T {
    if pixel > best { pixel } else { best }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn take_where_equal<T: RealPixel, U: RealPixel>(results: &mut [U], values: &[U], pixels: &[T], wanted: &[T]) {
    for (((result, value), pixel), wanted) in results.iter_mut().zip(values).zip(pixels).zip(wanted) {
        *result = if pixel == wanted { *value } else { *result };
    }
}

fn check_equal_size(image: Dimensions, values: Dimensions) -> Result<()> {
    if image == values {
        return Ok(());
    }
    Err(Error::dimensions(format!("`input image` is {image} but `input value image` is {values}; they must be equal")))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::for_each_real_pair;

    fn ctx() -> Context {
        Context::with_threads(2)
    }

    fn projected<T: RealPixel>(input: &Image<T>, dimension: u64) -> Image<T> {
        let mut output = Image::new([9, 9, 9]).expect("small");
        maxproject(&ctx(), input, &mut output, dimension).expect("valid");
        output
    }

    fn with_values<T: RealPixel, U: RealPixel>(
        input: &Image<T>,
        values: &Image<U>,
        dimension: u64,
    ) -> Result<(Image<T>, Image<U>)> {
        let (mut output, mut picked) = (Image::new([1, 1, 1])?, Image::new([1, 1, 1])?);
        maxproject_with_values(&ctx(), input, &mut output, dimension, values, &mut picked)?;
        Ok((output, picked))
    }

    #[test]
    fn along_x_the_slices_are_mirrored() {
        let ramp = Image::from_fn([2, 3, 2], |x, y, z| (x + 2 * y + 6 * z) as u8).expect("small");
        let values = Image::from_fn([2, 3, 2], |x, y, z| (100 + x + 2 * y + 6 * z) as u8).expect("small");
        let (output, picked) = with_values(&ramp, &values, 0).expect("valid");
        assert_eq!(output, Image::from_vec([2, 3, 1], vec![7, 1, 9, 3, 11, 5]).expect("six"));
        assert_eq!(picked.pixels(), [107, 101, 109, 103, 111, 105]);
    }

    #[test]
    fn wide_integers_are_exact() {
        let input = Image::from_vec([2, 1, 1], vec![u64::MAX - 1, 3]).expect("two");
        assert_eq!(projected(&input, 0).pixels(), [u64::MAX - 1]);
        let input = Image::from_vec([1, 1, 1], vec![i64::MIN]).expect("one");
        assert_eq!(with_values(&input, &input, 0).expect("valid").1.pixels(), [i64::MIN]);
    }

    #[test]
    fn nan_is_ignored() {
        let input = Image::from_vec([1, 2, 2], vec![f32::NAN, f32::NAN, f32::NAN, 4.0]).expect("four");
        let values = Image::from_vec([1, 2, 2], vec![1u16, 2, 3, 4]).expect("four");
        let (output, picked) = with_values(&input, &values, 2).expect("valid");
        assert_eq!(output.pixels(), [f32::NEG_INFINITY, 4.0]);
        assert_eq!(picked.pixels(), [0, 4]);
    }

    #[test]
    fn wrong_axes_and_sizes_are_refused() {
        let (a, b) = (Image::<u8>::new([2, 1, 1]).expect("small"), Image::<u8>::new([3, 1, 1]).expect("small"));
        assert_eq!(
            with_values(&a, &a, 3).expect_err("no such axis").to_string(),
            "argument `dimension` must be 0, 1 or 2, but it is 3"
        );
        assert_eq!(
            with_values(&a, &b, 2).expect_err("sizes differ").to_string(),
            "`input image` is 2×1×1 but `input value image` is 3×1×1; they must be equal"
        );
    }

    /// The definition, with no thought for speed.
    fn agrees<T: RealPixel, U: RealPixel>(dims: [usize; 3], seed: usize) {
        let hash = |x: usize, y: usize, z: usize| (x * 31 + y * 57 + z * 97 + seed) % 13;
        let input = Image::from_fn(dims, |x, y, z| T::from_f64_saturating(hash(x, y, z) as f64 - 5.0)).expect("small");
        let values =
            Image::from_fn(dims, |x, y, z| U::from_f64_saturating((1 + x + 2 * y + 3 * z) as f64)).expect("small");
        let [w, h, d] = dims;
        for (dimension, size, length) in [(0, [d, h], w), (1, [w, d], h), (2, [w, h], d)] {
            let at = |x: usize, y: usize, i: usize| match dimension {
                0 => (i, y, d - 1 - x),
                1 => (x, i, y),
                _ => (x, y, i),
            };
            let first = |x: usize, y: usize| {
                let mut best = 0;
                for i in 1..length {
                    let ((a, b, c), (p, q, r)) = (at(x, y, i), at(x, y, best));
                    if input.get(a, b, c) > input.get(p, q, r) {
                        best = i;
                    }
                }
                at(x, y, best)
            };
            let (output, picked) = with_values(&input, &values, dimension).expect("valid");
            let place = |x, y| first(x, y);
            let expected = Image::from_fn([size[0], size[1], 1], |x, y, _| {
                let (x, y, z) = place(x, y);
                input.get(x, y, z)
            });
            assert_eq!(output, expected.expect("small"));
            let expected = Image::from_fn([size[0], size[1], 1], |x, y, _| {
                let (x, y, z) = place(x, y);
                values.get(x, y, z)
            });
            assert_eq!(picked, expected.expect("small"));
        }
    }

    macro_rules! check_pairs {
        ($dims:ident, $seed:ident: $($t:ty: $($u:ty),+;)+) => {$($(agrees::<$t, $u>($dims, $seed);)+)+};
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn all_pairs_agree_with_the_definition(dims in prop::array::uniform3(1usize..8), seed in 0usize..1000) {
            for_each_real_pair!(check_pairs, dims, seed);
        }
    }
}
