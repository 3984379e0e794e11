//! Projections of the largest and the smallest pixel.

#![expect(clippy::inline_always, reason = "the loops over pixels are compiled for several sets of vector instructions")]

use multiversion::multiversion;

use super::{Lines, project, project_source, rows_per_task};
use crate::image::{Dimensions, Image, RealPixel};
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
#[pi2_command(category = "Transforms", see_also = [maxval, minproject, bin], blocks = project_source(output, dimension))]
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
    project(ctx, lines, input_image, output_image, T::from_f32_saturating(f32::NEG_INFINITY), raise_to::<T>, |best| {
        best
    })
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
    see_also = [maxval, minproject, bin],
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

/// Projects the smallest pixel value along an axis.
///
/// NaN is ignored; a line of nothing but NaN gives inf.
///
/// # Shapes
/// `input image` is W×H×D. `output image` becomes W×H for dimension 2, W×D (x, z) for dimension 1, and D×H for
/// dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2.
///
/// # References
/// pi2, `minproject`, which loses digits of 64-bit integers above 2⁵³.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 1)
/// set(img, 9)
/// minproject(img, lowest)   # 9
/// ```
#[pi2_command(category = "Transforms", see_also = [minval, maxproject, bin], blocks = project_source(output, dimension))]
pub fn minproject<T: RealPixel>(
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
    project(ctx, lines, input_image, output_image, T::from_f32_saturating(f32::INFINITY), lower_to::<T>, |best| best)
}

/// Projects the smallest pixel value along an axis, and the pixel of another image at the same place.
///
/// The other image is read at the first position (the lowest coordinate) at which the smallest value is reached. NaN is
/// ignored; for a line of nothing but NaN the projection is inf and the value 0.
///
/// # Shapes
/// `input image` and `input value image` are W×H×D. Both outputs become W×H for dimension 2, W×D (x, z) for dimension 1,
/// and D×H for dimension 0, where the line (y, z) is found at (D - 1 - z, y): z is mirrored.
///
/// # Errors
/// `Argument` if `dimension` is above 2. `Dimensions` if the input images differ in size.
///
/// # References
/// pi2, `minproject`, which loses digits of 64-bit integers above 2⁵³.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 1, 1, 3)
/// set(img, 9)
/// set(img, [0, 0, 2], 4)
/// newimage(colour, float32, 1, 1, 3)
/// set(colour, [0, 0, 2], 0.5)
/// newimage(found, float32)
/// minproject(img, lowest, 2, colour, found)   # 4
/// minval(found, value)   # 0.5
/// ```
#[pi2_command(
    name = "minproject",
    category = "Transforms",
    see_also = [minval, maxproject, bin],
    types(T, U = real_pairs),
    blocks = project_source(output, dimension)
)]
pub fn minproject_with_values<T: RealPixel, U: RealPixel>(
    ctx: &Context,
    /// Image to project.
    input_image: &Image<T>,
    /// The projection.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Axis along which to project: 0 is x, 1 is y, 2 is z.
    #[arg(default = 2)]
    dimension: u64,
    /// Image from which a value is taken where the input image is smallest.
    input_value_image: &Image<U>,
    /// The values.
    #[arg(out)]
    output_value_image: &mut Image<U>,
) -> Result<()> {
    check_equal_size(input_image.dims(), input_value_image.dims())?;
    minproject(ctx, input_image, output_image, dimension)?;
    pick_values(
        ctx,
        Lines::new(input_image.dims(), dimension)?,
        (input_image, output_image),
        input_value_image,
        output_value_image,
    )
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
    let (width, rows) = (output.width(), rows_per_task::<T>(output.dims()));
    tasks::chunks_mut(ctx, output.pixels_mut(), rows * width, |task, band| {
        let first_y = task * rows;
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
    fold_into(results, pixels, |best, pixel| if pixel > best { pixel } else { best });
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn lower_to<T: RealPixel>(results: &mut [T], pixels: &[T]) {
    fold_into(results, pixels, |best, pixel| if pixel < best { pixel } else { best });
}

#[inline(always)]
fn fold_into<T: RealPixel>(results: &mut [T], pixels: &[T], better: impl Fn(T, T) -> T) {
    if let [best] = results {
        *best = fold_lanes(pixels, *best, &better, &better);
        return;
    }
    for (best, pixel) in results.iter_mut().zip(pixels) {
        *best = better(*best, *pixel);
    }
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
