//! Pixel by pixel: each result depends on the pixel at the same place only.

use multiversion::multiversion;

use super::tasks::{self, task_len};
use super::{Context, for_each_row};
use crate::image::{Dimensions, Image, Pixel};
use crate::{Error, Result};

/// Replaces each pixel by `f(pixel)`.
pub fn map_pixels<T: Pixel>(ctx: &Context, image: &mut Image<T>, f: impl Fn(T) -> T + Sync) -> Result<()> {
    tasks::chunks_mut(&ctx.with_short_tasks(), image.pixels_mut(), task_len(size_of::<T>()), |_, pixels| {
        map_slice(pixels, &f);
        Ok(())
    })
}

/// Sets all pixels to one value.
pub fn fill<T: Pixel>(ctx: &Context, image: &mut Image<T>, value: T) -> Result<()> {
    map_pixels(ctx, image, move |_| value)
}

/// Makes `output` as large as `input` and each of its pixels `f(input pixel)`.
pub fn map_into<A: Pixel, B: Pixel>(
    ctx: &Context,
    input: &Image<A>,
    output: &mut Image<B>,
    f: impl Fn(A) -> B + Sync,
) -> Result<()> {
    output.renew(input.dims())?;
    let (input, len) = (input.pixels(), task_len(size_of::<A>().max(size_of::<B>())));
    tasks::chunks_mut(&ctx.with_short_tasks(), output.pixels_mut(), len, |task, pixels| {
        let start = task * len;
        map_slice_into(&input[start..start + pixels.len()], pixels, &f);
        Ok(())
    })
}

/// Replaces each pixel of `image` by `f(pixel, parameter pixel)`.
///
/// With `broadcast` the parameter image may have any size: it is read at the coordinates of the pixel clamped to its own
/// range, so that a missing dimension repeats.
///
/// # Errors
/// `Dimensions` if the sizes differ and `broadcast` is false.
pub fn zip_pixels<A: Pixel, B: Pixel>(
    ctx: &Context,
    image: &mut Image<A>,
    parameter: &Image<B>,
    broadcast: bool,
    f: impl Fn(A, B) -> A + Sync,
) -> Result<()> {
    if image.dims() == parameter.dims() {
        let (parameter, len) = (parameter.pixels(), task_len(size_of::<A>().max(size_of::<B>())));
        return tasks::chunks_mut(&ctx.with_short_tasks(), image.pixels_mut(), len, |task, pixels| {
            let start = task * len;
            zip_slices(pixels, &parameter[start..start + pixels.len()], &f);
            Ok(())
        });
    }
    check_broadcast(image.dims(), parameter.dims(), broadcast)?;
    let (last_y, last_z) = (parameter.height() - 1, parameter.depth() - 1);
    for_each_row(ctx, image, |y, z, row| {
        let other = parameter.row(y.min(last_y), z.min(last_z));
        let common = row.len().min(other.len());
        let (head, tail) = row.split_at_mut(common);
        zip_slices(head, &other[..common], &f);
        let last = other[other.len() - 1];
        map_slice(tail, &|pixel| f(pixel, last));
        Ok(())
    })
}

fn check_broadcast(image: Dimensions, parameter: Dimensions, broadcast: bool) -> Result<()> {
    if broadcast {
        return Ok(());
    }
    let message =
        format!("`image` is {image} but `parameter image` is {parameter}; they must be equal unless `allow broadcast`");
    Err(Error::dimensions(message))
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn map_slice<T: Copy, F: Fn(T) -> T>(pixels: &mut [T], f: &F) {
    for pixel in pixels {
        *pixel = f(*pixel);
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
pub(super) fn map_slice_into<A: Copy, B, F: Fn(A) -> B>(input: &[A], output: &mut [B], f: &F) {
    for (result, pixel) in output.iter_mut().zip(input) {
        *result = f(*pixel);
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn zip_slices<A: Copy, B: Copy, F: Fn(A, B) -> A>(pixels: &mut [A], parameter: &[B], f: &F) {
    for (pixel, other) in pixels.iter_mut().zip(parameter) {
        *pixel = f(*pixel, *other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_pixel_and_many_pixels_are_mapped() {
        let ctx = Context::with_threads(2);
        for dims in [[1, 1, 1], [1000, 1000, 2]] {
            let mut image = Image::from_fn(dims, |x, _, _| x as u32).expect("small");
            map_pixels(&ctx, &mut image, |p| p + 1).expect("no error");
            let mut halves = Image::<f32>::new([1, 1, 1]).expect("small");
            map_into(&ctx, &image, &mut halves, |p| p as f32 / 2.0).expect("no error");
            assert_eq!(halves.dims(), image.dims());
            assert_eq!(halves.get(dims[0] - 1, 0, 0), dims[0] as f32 / 2.0);
        }
    }

    #[test]
    fn broadcasting_clamps_coordinates_to_the_parameter_image() {
        let ctx = Context::with_threads(2);
        let mut image = Image::from_fn([4, 2, 2], |x, _, _| x as u8 + 1).expect("small");
        let parameter = Image::from_vec([3, 1, 1], vec![10u8, 20, 30]).expect("three");
        zip_pixels(&ctx, &mut image, &parameter, true, |a, b| a + b).expect("no error");
        assert_eq!(image.row(1, 1), [11, 22, 33, 34]);
        let error = zip_pixels(&ctx, &mut image, &parameter, false, |a, _| a).expect_err("sizes differ").to_string();
        assert!(error.contains("4×2×2") && error.contains("3×1×1"), "{error}");
    }
}
