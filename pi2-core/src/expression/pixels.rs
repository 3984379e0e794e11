//! An expression at work: pixels become float64 at the edge of blocks, and the results pixels.

use multiversion::multiversion;

use super::Program;
use super::operations::{ROW, Row};
use crate::image::{DynImage, Image, RealPixel};
use crate::par::{map_pixels, tasks};
use crate::{Context, Error, Result};

/// Runs an expression on an image of any real type; `$image` is the typed image.
macro_rules! with_real_image {
    ($any:expr, |$image:ident| $body:expr) => {
        match $any {
            DynImage::UInt8($image) => $body,
            DynImage::UInt16($image) => $body,
            DynImage::UInt32($image) => $body,
            DynImage::UInt64($image) => $body,
            DynImage::Int8($image) => $body,
            DynImage::Int16($image) => $body,
            DynImage::Int32($image) => $body,
            DynImage::Int64($image) => $body,
            DynImage::Float32($image) => $body,
            DynImage::Complex32(_) => Err(complex_error()),
        }
    };
}

fn complex_error() -> Error {
    Error::pixel_type("an expression cannot work with complex32 images")
        .with_hint("take the real part or the magnitude first, with `real` or `abs`")
}

/// Replaces each pixel of `image` by the value of the program.
pub fn evaluate(ctx: &Context, program: &Program, image: &mut DynImage, others: &[&DynImage]) -> Result<()> {
    if others.iter().any(|other| matches!(other, DynImage::Complex32(_))) {
        return Err(complex_error());
    }
    with_real_image!(image, |image| evaluate_typed(ctx, program, image, others))
}

fn evaluate_typed<T: RealPixel>(
    ctx: &Context,
    program: &Program,
    image: &mut Image<T>,
    others: &[&DynImage],
) -> Result<()> {
    let is_small = T::TYPE.is_integer() && T::TYPE.size() <= 2;
    let count = 1 << (8 * T::TYPE.size().min(2));
    // A value that does not occur might never end in a loop.
    if is_small && others.is_empty() && !program.has_loops() && image.pixels().len() > 2 * count {
        return look_up(ctx, program, image, count);
    }
    compute(ctx, program, image, others)
}

/// Computes the value for each possible pixel first.
fn look_up<T: RealPixel>(ctx: &Context, program: &Program, image: &mut Image<T>, count: usize) -> Result<()> {
    let first = T::MIN.to_i128() as i32;
    let all = (0..count).map(|index| T::from_i128_saturating((index as i32 + first).into())).collect();
    let mut table = Image::from_vec([count, 1, 1], all)?;
    compute(ctx, program, &mut table, &[])?;
    let index = |pixel: T| (pixel.to_i128() as i32 - first) as usize;
    // The masks tell the compiler that an index is always inside of the table.
    if let Ok(table) = <&[T; 1 << 8]>::try_from(table.pixels()) {
        map_pixels(ctx, image, |pixel| table[index(pixel) & 0xff])
    } else if let Ok(table) = <&[T; 1 << 16]>::try_from(table.pixels()) {
        map_pixels(ctx, image, |pixel| table[index(pixel) & 0xffff])
    } else {
        Err(Error::bug("a table of values has another size than its type"))
    }
}

fn compute<T: RealPixel>(ctx: &Context, program: &Program, image: &mut Image<T>, others: &[&DynImage]) -> Result<()> {
    let len = tasks::task_len(size_of::<T>());
    tasks::chunks_mut(ctx, image.pixels_mut(), len, |task, pixels| {
        let mut worker = program.worker();
        for (index, block) in pixels.chunks_mut(ROW).enumerate() {
            let start = task * len + index * ROW;
            if program.reads(0) {
                load(block, &mut worker.rows[0]);
            }
            for (number, other) in (1..).zip(others).filter(|(number, _)| program.reads(*number)) {
                load_any(other, start, block.len(), &mut worker.rows[number])?;
            }
            program.run(ctx, &mut worker, block.len())?;
            store(worker.result(), block);
        }
        Ok(())
    })
}

/// The pixels of an image from number `start` on.
fn load_any(image: &DynImage, start: usize, len: usize, row: &mut Row) -> Result<()> {
    with_real_image!(image, |image| {
        load(&image.pixels()[start..start + len], row);
        Ok(())
    })
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn load<T: RealPixel>(pixels: &[T], row: &mut Row) {
    for (value, pixel) in row.0.iter_mut().zip(pixels) {
        *value = pixel.to_f64();
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn store<T: RealPixel>(row: &Row, pixels: &mut [T]) {
    for (pixel, value) in pixels.iter_mut().zip(&row.0) {
        *pixel = T::from_f64_saturating(*value);
    }
}
