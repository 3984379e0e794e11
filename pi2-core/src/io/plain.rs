//! Pixels that follow each other in a file without gaps, described by a header or by another file.

use super::input::InputFile;
use super::runs::Runs;
use super::{ImageInfo, ImageSource, check_region};
use crate::image::{Dimensions, PixelType, Region};
use crate::{Context, Error, Result};

/// Changes the byte order of pixels; real and imaginary part of a complex number are two numbers.
pub(crate) fn swap_bytes(pixel_type: PixelType, pixels: &mut [u8]) {
    let number = if pixel_type == PixelType::Complex32 { 4 } else { pixel_type.size() };
    swap_numbers(number, pixels);
}

/// Changes the byte order of numbers of `size` bytes.
pub(super) fn swap_numbers(size: usize, bytes: &mut [u8]) {
    match size {
        2 => bytes.chunks_exact_mut(2).for_each(<[u8]>::reverse),
        4 => bytes.chunks_exact_mut(4).for_each(<[u8]>::reverse),
        8 => bytes.chunks_exact_mut(8).for_each(<[u8]>::reverse),
        _ => {}
    }
}

/// What a header tells about pixels.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub dims: Dimensions,
    /// None if the header does not tell, or none of ours is the same.
    pub pixel_type: Option<PixelType>,
    pub pixel_size: usize,
    pub big_endian: bool,
    /// The pixel type is a guess, so that the user may ask for another one of the same size.
    pub guessed: bool,
}

impl Layout {
    /// Bytes of all pixels. It cannot overflow, see [`checked_dims`].
    pub fn byte_count(&self) -> u64 {
        self.dims.pixel_count() as u64 * self.pixel_size as u64
    }

    /// Brings stored pixels into native byte order.
    pub fn to_native(&self, pixel_type: PixelType, pixels: &mut [u8]) {
        if self.big_endian {
            swap_bytes(pixel_type, pixels);
        }
    }

    /// The answer of [`ImageSource::pixel_type`].
    pub fn choose_type(&self, info: &ImageInfo, requested: Option<PixelType>) -> Result<PixelType> {
        let size = self.pixel_size;
        match (requested, self.pixel_type) {
            (None, Some(found)) => Ok(found),
            (Some(requested), found) if found == Some(requested) || self.guessed && requested.size() == size => {
                Ok(requested)
            }
            (Some(requested), Some(found)) => {
                let message = format!("the pixels are {found}, they cannot be read as {requested}");
                Err(Error::format(&info.path, message).with_hint("read the image as it is and `convert` it"))
            }
            (Some(requested), None) => {
                let message = format!("the pixels have {size} bytes, they cannot be read as {requested}");
                Err(Error::format(&info.path, message))
            }
            (None, None) => {
                let message = format!("the pixel type is unknown: the pixels have {size} bytes");
                Err(Error::format(&info.path, message).with_hint("give the data type, for example `complex32`"))
            }
        }
    }
}

/// The size that a header gives: 1 to 3 sides, the others are 1.
///
/// # Errors
/// A text that says what is wrong with the size.
pub(super) fn checked_dims(sides: &[u64]) -> Result<Dimensions, String> {
    let too_large = || format!("the header gives the impossible size {sides:?}");
    let count = sides.iter().try_fold(8u64, |bytes, side| bytes.checked_mul(*side));
    if sides.len() > 3 || count.is_none_or(|bytes| bytes > i64::MAX as u64) || sides.contains(&0) {
        return Err(too_large());
    }
    let side = |axis: usize| sides.get(axis).map_or(1, |side| *side as usize);
    Ok(Dimensions::new(side(0), side(1), side(2)))
}

/// Pixels in a file, open for reading.
#[derive(Debug)]
pub struct PlainSource {
    input: InputFile,
    info: ImageInfo,
    layout: Layout,
    /// Position of the first pixel.
    start: u64,
}

impl PlainSource {
    /// The pixels of `input` from byte `start` on. Bytes behind the last pixel do not matter.
    ///
    /// # Errors
    /// `Format` if the file is too short.
    pub(super) fn new(input: InputFile, info: ImageInfo, layout: Layout, start: u64) -> Result<Self> {
        let (needed, len) = (layout.byte_count(), input.len());
        if start.checked_add(needed).is_none_or(|end| end > len) {
            let there = len.saturating_sub(start);
            let message = format!("the file is cut off or damaged: {} pixels need {needed} bytes", layout.dims);
            return Err(input.error(format!("{message}, but there are {there}")));
        }
        Ok(Self { input, info, layout, start })
    }
}

impl ImageSource for PlainSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        self.layout.choose_type(&self.info, requested)
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        check_region(self.info.dims, region, pixel_type.size(), pixels.len())?;
        Runs::new(self.info.dims, region).for_each_mut(ctx, pixel_type.size(), pixels, |position, piece| {
            self.input.read_at(self.start + position, piece)?;
            self.layout.to_native(pixel_type, piece);
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_sizes_are_refused() {
        assert_eq!(checked_dims(&[5]), Ok(Dimensions::new(5, 1, 1)));
        assert_eq!(checked_dims(&[5, 6, 7]), Ok(Dimensions::new(5, 6, 7)));
        for sides in [&[5, 0][..], &[1, 1, 1, 1], &[u64::MAX], &[1 << 31, 1 << 31], &[u64::MAX, u64::MAX, 2]] {
            let error = checked_dims(sides).expect_err("impossible");
            assert!(error.starts_with("the header gives the impossible size ["), "{error}");
        }
    }

    #[test]
    fn parts_of_complex_numbers_are_swapped_one_by_one() {
        let dims = Dimensions::ONE;
        let layout = Layout { dims, pixel_type: None, pixel_size: 8, big_endian: true, guessed: true };
        let swapped = |pixel_type| {
            let mut pixels = [1, 2, 3, 4, 5, 6, 7, 8];
            layout.to_native(pixel_type, &mut pixels);
            pixels
        };
        assert_eq!(swapped(PixelType::Complex32), [4, 3, 2, 1, 8, 7, 6, 5]);
        assert_eq!(swapped(PixelType::UInt64), [8, 7, 6, 5, 4, 3, 2, 1]);
        assert_eq!(swapped(PixelType::Int16), [2, 1, 4, 3, 6, 5, 8, 7]);
        assert_eq!(swapped(PixelType::UInt8), [1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
