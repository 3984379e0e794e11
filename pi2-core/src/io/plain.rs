//! Pixels that follow each other in a file without gaps, described by a header or by another file.

use std::path::Path;

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
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub dims: Dimensions,
    /// None if the header does not tell, or none of ours is the same.
    pub pixel_type: Option<PixelType>,
    pub pixel_size: usize,
    pub big_endian: bool,
    /// The pixel type is a guess, so that the user may ask for another one of the same size.
    pub guessed: bool,
    /// The pixels are float64, which can only be read as the nearest float32.
    pub double: bool,
}

impl Layout {
    /// Pixels of a known type; none stands for float64.
    pub fn new(dims: Dimensions, pixel_type: Option<PixelType>, big_endian: bool) -> Self {
        let pixel_size = pixel_type.map_or(8, PixelType::size);
        Self { dims, pixel_type, pixel_size, big_endian, guessed: false, double: pixel_type.is_none() }
    }

    /// What the file tells about its image.
    pub fn info(&self, path: &Path, format: &'static str) -> ImageInfo {
        ImageInfo::new(path, format, self.dims, self.pixel_type, self.pixel_size)
    }

    /// Bytes of all pixels. It cannot overflow, see [`checked_dims`].
    pub fn byte_count(&self) -> u64 {
        self.dims.pixel_count() as u64 * self.pixel_size as u64
    }

    /// Brings stored pixels into native byte order.
    fn to_native(self, pixel_type: PixelType, pixels: &mut [u8]) {
        if self.big_endian {
            swap_bytes(pixel_type, pixels);
        }
    }

    /// Fills `pixels`: `read` gets the place for as many stored pixels.
    pub fn fill(
        &self,
        pixel_type: PixelType,
        pixels: &mut [u8],
        read: impl FnOnce(&mut [u8]) -> Result<()>,
    ) -> Result<()> {
        if !self.double {
            read(pixels)?;
            self.to_native(pixel_type, pixels);
            return Ok(());
        }
        let mut stored = vec![0; pixels.len() / size_of::<f32>() * size_of::<f64>()];
        read(&mut stored)?;
        let from_bytes = if self.big_endian { f64::from_be_bytes } else { f64::from_le_bytes };
        for (pixel, double) in pixels.chunks_exact_mut(4).zip(stored.chunks_exact(8)) {
            let double = from_bytes(double.try_into().expect("chunks of 8 bytes"));
            pixel.copy_from_slice(&(double as f32).to_ne_bytes());
        }
        Ok(())
    }

    /// The answer of [`ImageSource::pixel_type`].
    pub fn choose_type(&self, info: &ImageInfo, requested: Option<PixelType>) -> Result<PixelType> {
        let size = self.pixel_size;
        match (requested, self.pixel_type) {
            (Some(PixelType::Float32), _) if self.double => Ok(PixelType::Float32),
            (None, _) if self.double => Err(Error::format(&info.path, "the pixels are float64, which pi2 has not")
                .with_hint("give the data type float32 to read the nearest float32")),
            (Some(requested), _) if self.double => {
                Err(Error::format(&info.path, format!("the pixels are float64, they cannot be read as {requested}")))
            }
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
        let size = pixel_type.size();
        check_region(self.info.dims, region, size, pixels.len())?;
        Runs::new(self.info.dims, region).for_each_mut(ctx, size, pixels, |position, piece| {
            let first = self.start + position / size as u64 * self.layout.pixel_size as u64;
            self.layout.fill(pixel_type, piece, |stored| self.input.read_at(first, stored))
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
        let layout = Layout { guessed: true, double: false, ..Layout::new(dims, None, true) };
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

    #[test]
    fn float64_is_read_as_float32_only_on_request() {
        let layout = Layout::new(Dimensions::new(2, 1, 1), None, true);
        let info = layout.info(Path::new("a"), "nrrd");
        assert_eq!(layout.choose_type(&info, Some(PixelType::Float32)).expect("asked for"), PixelType::Float32);
        for (requested, expected) in [
            (None, "a: the pixels are float64, which pi2 has not"),
            (Some(PixelType::UInt64), "a: the pixels are float64, they cannot be read as uint64"),
        ] {
            assert_eq!(layout.choose_type(&info, requested).expect_err("float64").to_string(), expected);
        }
        let mut pixels = [0; 8];
        let read = |stored: &mut [u8]| {
            stored[..8].copy_from_slice(&0.1f64.to_be_bytes());
            stored[8..].copy_from_slice(&(-2.0f64).to_be_bytes());
            Ok(())
        };
        layout.fill(PixelType::Float32, &mut pixels, read).expect("no error");
        assert_eq!(bytemuck::cast::<_, [f32; 2]>(pixels), [0.1, -2.0]);
    }
}
