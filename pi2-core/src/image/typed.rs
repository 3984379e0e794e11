//! `Image<T>`: pixels of a known type.

use std::fmt;
use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use ndarray::{Array3, ArrayView3, ArrayViewMut3};

use super::buffer::{Buffer, Owner, SharedMemory};
use super::{Dimensions, Metadata, Pixel};
use crate::{Error, Result};

/// A three-dimensional image: `width` x `height` x `depth` pixels of type `T`, x fastest, without gaps.
///
/// Pixel (x, y, z) is element `x + width * (y + height * z)` of [`pixels`](Self::pixels).
///
/// ```
/// use pi2_core::Image;
/// let mut image = Image::<u8>::new([4, 3, 2])?;
/// image.set(1, 2, 1, 200);
/// assert_eq!(image.get(1, 2, 1), 200);
/// assert_eq!(image.view()[[1, 2, 1]], 200); // [z, y, x]
/// # Ok::<(), pi2_core::Error>(())
/// ```
pub struct Image<T> {
    dims: Dimensions,
    buffer: Buffer<T>,
    metadata: Metadata,
}

impl<T: Pixel> Image<T> {
    /// An image filled with zeros.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory.
    pub fn new(dims: impl Into<Dimensions>) -> Result<Self> {
        let dims = dims.into();
        Ok(Self { dims, buffer: Buffer::zeroed(checked_len(dims)?)?, metadata: Metadata::default() })
    }

    /// An image filled with zeros, which takes memory only when somebody looks at it without asking for its size first.
    ///
    /// # Errors
    /// `Limit` if it could not be addressed.
    pub(crate) fn lazy(dims: Dimensions) -> Result<Self> {
        Ok(Self { dims, buffer: Buffer::lazy(checked_len(dims)?), metadata: Metadata::default() })
    }

    /// An image for somebody who sets all pixels: what they are until then is not defined.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory.
    pub(crate) fn undefined(dims: Dimensions) -> Result<Self> {
        let len = checked_len(dims)?;
        let mut buffer = Buffer::reused(len).map_or_else(|| Buffer::zeroed(len), Ok)?;
        if cfg!(debug_assertions) {
            // Tests find out who leaves a pixel as it was.
            bytemuck::cast_slice_mut(buffer.as_mut_slice()).fill(0xa5u8);
        }
        Ok(Self { dims, buffer, metadata: Metadata::default() })
    }

    /// An image with the given pixels, x fastest.
    ///
    /// # Errors
    /// `Dimensions` if the number of pixels does not fit.
    pub fn from_vec(dims: impl Into<Dimensions>, pixels: Vec<T>) -> Result<Self> {
        let dims = dims.into();
        if pixels.len() != dims.pixel_count() {
            let message =
                format!("an image of {dims} has {} pixels, but {} were given", dims.pixel_count(), pixels.len());
            return Err(Error::dimensions(message));
        }
        Ok(Self { dims, buffer: Buffer::from_vec(pixels), metadata: Metadata::default() })
    }

    /// An image whose pixel (x, y, z) is the result of a function.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory.
    pub fn from_fn(dims: impl Into<Dimensions>, f: impl Fn(usize, usize, usize) -> T) -> Result<Self> {
        let mut image = Self::new(dims)?;
        let [w, h, d] = image.dims.to_array();
        let pixels = image.pixels_mut();
        let mut index = 0;
        for z in 0..d {
            for y in 0..h {
                for x in 0..w {
                    pixels[index] = f(x, y, z);
                    index += 1;
                }
            }
        }
        Ok(image)
    }

    /// An image over foreign memory: a mapped file, a NumPy array.
    ///
    /// # Safety
    /// `pointer` must be valid for reads and writes of all pixels as long as `owner` lives, and nobody else may write
    /// there while a command works on the image.
    pub unsafe fn from_memory(dims: Dimensions, pointer: NonNull<T>, owner: Arc<dyn Owner>) -> Self {
        // SAFETY: the caller's promise.
        let buffer = unsafe { Buffer::from_raw(pointer, dims.pixel_count(), owner) };
        Self { dims, buffer, metadata: Metadata::default() }
    }

    /// The same image, known to have the bytes of a [mapped file](Self::mapped_file) as its memory.
    #[must_use]
    pub fn of_file(self, file: &Path) -> Self {
        Self { buffer: self.buffer.of_file(file), ..self }
    }

    /// The file whose bytes are the memory of the image, see [`map_raw`](crate::io::mapped::map_raw).
    pub fn mapped_file(&self) -> Option<&Path> {
        self.buffer.file()
    }

    /// The same image, marked as [read-only](Self::is_read_only).
    #[must_use]
    pub fn into_read_only(self) -> Self {
        Self { buffer: self.buffer.into_read_only(), ..self }
    }

    /// True if the pixels show a file that must not change. A session refuses commands that would change them; what is
    /// written in another way stays in this process.
    pub fn is_read_only(&self) -> bool {
        self.buffer.is_read_only()
    }

    /// Width, height and depth in pixels.
    pub fn dims(&self) -> Dimensions {
        self.dims
    }

    /// Pixels along x.
    pub fn width(&self) -> usize {
        self.dims.width
    }

    /// Pixels along y.
    pub fn height(&self) -> usize {
        self.dims.height
    }

    /// Pixels along z.
    pub fn depth(&self) -> usize {
        self.dims.depth
    }

    /// All pixels, x fastest.
    pub fn pixels(&self) -> &[T] {
        self.buffer.as_slice()
    }

    /// All pixels, x fastest.
    pub fn pixels_mut(&mut self) -> &mut [T] {
        self.buffer.as_mut_slice()
    }

    /// Pixel (x, y, z). Panics outside the image.
    pub fn get(&self, x: usize, y: usize, z: usize) -> T {
        assert!(x < self.width() && y < self.height(), "({x}, {y}, {z}) is outside an image of {}", self.dims);
        self.pixels()[self.dims.index(x, y, z)]
    }

    /// Sets pixel (x, y, z). Panics outside the image.
    pub fn set(&mut self, x: usize, y: usize, z: usize, value: T) {
        assert!(x < self.width() && y < self.height(), "({x}, {y}, {z}) is outside an image of {}", self.dims);
        let index = self.dims.index(x, y, z);
        self.pixels_mut()[index] = value;
    }

    /// The row of pixels with the given y and z.
    pub fn row(&self, y: usize, z: usize) -> &[T] {
        let start = self.dims.index(0, y, z);
        &self.pixels()[start..start + self.dims.width]
    }

    /// The pixels of a z-slice.
    pub fn slice(&self, z: usize) -> &[T] {
        let len = self.dims.slice_len();
        &self.pixels()[z * len..(z + 1) * len]
    }

    /// The pixels as a standard-layout `[z, y, x]` array.
    pub fn view(&self) -> ArrayView3<'_, T> {
        let [w, h, d] = self.dims.to_array();
        ArrayView3::from_shape((d, h, w), self.pixels()).expect("the buffer has the size of the image")
    }

    /// The pixels as a standard-layout `[z, y, x]` array.
    pub fn view_mut(&mut self) -> ArrayViewMut3<'_, T> {
        let [w, h, d] = self.dims.to_array();
        ArrayViewMut3::from_shape((d, h, w), self.pixels_mut()).expect("the buffer has the size of the image")
    }

    /// Makes the image `dims` large. Pixels are kept if the size does not change, else they are all zero.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory; the image is then unchanged.
    pub fn resize(&mut self, dims: impl Into<Dimensions>) -> Result<()> {
        let dims = dims.into();
        if dims != self.dims || self.buffer.is_missing() {
            let metadata = std::mem::take(&mut self.metadata);
            *self = Self { metadata, ..Self::new(dims)? };
        }
        Ok(())
    }

    /// Makes the image as large as another one, see [`resize`](Self::resize).
    ///
    /// # Errors
    /// `Limit` if there is not enough memory.
    pub fn resize_like<U: Pixel>(&mut self, other: &Image<U>) -> Result<()> {
        self.resize(other.dims())
    }

    /// Makes the image `dims` large for somebody who sets all pixels: what they are until then is not defined.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory; the image is then unchanged.
    pub(crate) fn renew(&mut self, dims: Dimensions) -> Result<()> {
        if dims != self.dims || self.buffer.is_fresh() {
            let buffer = Self::undefined(dims)?.buffer;
            (self.dims, self.buffer) = (dims, buffer);
        }
        Ok(())
    }

    /// What is known about the image besides its pixels.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// What is known about the image besides its pixels.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        &mut self.metadata
    }

    /// A view of the memory that stays valid when the image changes its buffer.
    pub fn share(&self) -> SharedMemory {
        self.buffer.share()
    }

    /// Takes the pixels of `new`. Memory that others look at (a view in Python, a mapped file) is written to instead of
    /// being replaced, if the size fits and it is not read-only.
    pub(crate) fn take_pixels_of(&mut self, new: Self) {
        if self.buffer.is_observed() && !self.is_read_only() && self.dims == new.dims {
            self.pixels_mut().copy_from_slice(new.pixels());
            self.metadata = new.metadata;
        } else {
            *self = new;
        }
    }
}

/// The number of pixels, unless it overflows.
fn checked_len(dims: Dimensions) -> Result<usize> {
    let [w, h, d] = dims.to_array();
    let len = w.checked_mul(h).and_then(|area| area.checked_mul(d));
    len.ok_or_else(|| Error::limit(format!("an image of {dims} pixels is too large to be addressed")))
}

impl<T: Pixel> Clone for Image<T> {
    /// A copy of the pixels in memory of its own.
    fn clone(&self) -> Self {
        let buffer = Buffer::reused(self.pixels().len()).map_or_else(
            || Buffer::from_vec(self.pixels().to_vec()),
            |mut buffer| {
                buffer.as_mut_slice().copy_from_slice(self.pixels());
                buffer
            },
        );
        Self { dims: self.dims, buffer, metadata: self.metadata.clone() }
    }
}

impl<T: Pixel> PartialEq for Image<T> {
    fn eq(&self, other: &Self) -> bool {
        self.dims == other.dims && self.pixels() == other.pixels()
    }
}

impl<T: Pixel> fmt::Debug for Image<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image {} {}", self.dims, T::TYPE)?;
        if self.dims.pixel_count() <= 512 {
            write!(f, " {:?}", self.pixels())?;
        }
        Ok(())
    }
}

impl<T: Pixel> From<Array3<T>> for Image<T> {
    /// The image whose pixel (x, y, z) is element `[z, y, x]`. An empty array becomes one zero pixel.
    fn from(array: Array3<T>) -> Self {
        let (d, h, w) = array.dim();
        let mut pixels = if array.is_standard_layout() {
            array.into_raw_vec_and_offset().0
        } else {
            array.iter().copied().collect()
        };
        let dims = Dimensions::new(w, h, d);
        pixels.resize(dims.pixel_count(), T::default());
        Self { dims, buffer: Buffer::from_vec(pixels), metadata: Metadata::default() }
    }
}

impl<T: Pixel> From<Image<T>> for Array3<T> {
    fn from(image: Image<T>) -> Self {
        image.view().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resizing_to_the_same_size_keeps_the_pixels() {
        let mut image = Image::from_vec([2, 1, 1], vec![5u8, 6]).expect("two pixels");
        image.resize([2, 1, 1]).expect("same size");
        assert_eq!(image.pixels(), [5, 6]);
        image.resize([3, 1, 1]).expect("small");
        assert_eq!(image.pixels(), [0, 0, 0]);
    }

    #[test]
    fn a_view_of_a_resized_image_keeps_the_old_pixels() {
        let mut image = Image::from_vec([2, 1, 1], vec![5u8, 6]).expect("two pixels");
        let view = image.share();
        image.resize([100, 1, 1]).expect("small");
        // SAFETY: the view keeps two bytes alive.
        assert_eq!(unsafe { *view.as_ptr().add(1) }, 6);
    }

    #[test]
    fn results_are_written_into_memory_that_others_look_at() {
        let mut image = Image::from_vec([2, 1, 1], vec![5u8, 6]).expect("two pixels");
        let view = image.share();
        image.take_pixels_of(Image::from_vec([2, 1, 1], vec![7, 8]).expect("two pixels"));
        // SAFETY: the view keeps two bytes alive.
        assert_eq!(unsafe { *view.as_ptr().add(1) }, 8);
    }

    #[test]
    fn arrays_convert_both_ways() {
        let array = Array3::from_shape_fn((2, 3, 4), |(z, y, x)| (100 * z + 10 * y + x) as u16);
        let image = Image::from(array.clone());
        assert_eq!(image.get(3, 2, 1), 123);
        assert_eq!(Array3::from(image), array);
        let transposed = Image::from(array.clone().reversed_axes());
        assert_eq!(transposed.get(1, 2, 3), 123);
    }

    #[test]
    fn a_wrong_number_of_pixels_is_an_error() {
        let error = Image::from_vec([2, 2, 1], vec![0u8; 3]).expect_err("one is missing").to_string();
        assert_eq!(error, "an image of 2×2×1 has 4 pixels, but 3 were given");
    }
}
