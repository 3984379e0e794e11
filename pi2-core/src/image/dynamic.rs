//! `DynImage`: an image whose pixel type is known at run time.

use std::path::Path;
use std::ptr::NonNull;
use std::sync::Arc;

use super::pixel::for_each_pixel_type;
use super::{Dimensions, Image, Metadata, Owner, Pixel, PixelType, SharedMemory};
use crate::{Error, Result};

/// Runs the same expression on the typed image inside a [`DynImage`]; `$t` names its pixel type.
#[macro_export]
macro_rules! with_image {
    ($image:expr, |$name:ident| $body:expr) => {
        match $image {
            $crate::DynImage::UInt8($name) => $body,
            $crate::DynImage::UInt16($name) => $body,
            $crate::DynImage::UInt32($name) => $body,
            $crate::DynImage::UInt64($name) => $body,
            $crate::DynImage::Int8($name) => $body,
            $crate::DynImage::Int16($name) => $body,
            $crate::DynImage::Int32($name) => $body,
            $crate::DynImage::Int64($name) => $body,
            $crate::DynImage::Float32($name) => $body,
            $crate::DynImage::Complex32($name) => $body,
        }
    };
}

macro_rules! define_dyn_image {
    ($(($variant:ident, $rust:ty, $word:literal)),+) => {
        /// An image of any of the ten pixel types.
        #[derive(Clone, PartialEq, Debug)]
        pub enum DynImage {
            $(#[doc = concat!("Pixels of type `", $word, "`.")] $variant(Image<$rust>)),+
        }

        impl DynImage {
            /// An image filled with zeros.
            ///
            /// # Errors
            /// `Limit` if there is not enough memory.
            pub fn new(pixel_type: PixelType, dims: impl Into<Dimensions>) -> Result<Self> {
                let dims = dims.into();
                Ok(match pixel_type { $(PixelType::$variant => Self::$variant(Image::new(dims)?)),+ })
            }

            /// The image that a command gets as its result, see [`Image::lazy`].
            ///
            /// # Errors
            /// `Limit` if it could not be addressed.
            pub(crate) fn lazy(pixel_type: PixelType, dims: Dimensions) -> Result<Self> {
                Ok(match pixel_type { $(PixelType::$variant => Self::$variant(Image::lazy(dims)?)),+ })
            }

            /// The type of the pixels.
            pub fn pixel_type(&self) -> PixelType {
                match self { $(Self::$variant(_) => PixelType::$variant),+ }
            }
        }
    };
}

for_each_pixel_type!(define_dyn_image);

impl DynImage {
    /// An image over foreign memory, see [`Image::from_memory`].
    ///
    /// # Safety
    /// As [`Image::from_memory`] for the type that `pixel_type` means; `pointer` must be aligned for it.
    pub unsafe fn from_memory(
        pixel_type: PixelType,
        dims: Dimensions,
        pointer: NonNull<u8>,
        owner: Arc<dyn Owner>,
    ) -> Self {
        macro_rules! typed {
            ($(($variant:ident, $rust:ty, $word:literal)),+) => {
                match pixel_type {
                    // SAFETY: the caller's promise.
                    $(PixelType::$variant => unsafe { Image::from_memory(dims, pointer.cast::<$rust>(), owner) }.into()),+
                }
            };
        }
        for_each_pixel_type!(typed)
    }

    /// The same image, known to have the bytes of a [mapped file](Self::mapped_file) as its memory.
    #[must_use]
    pub fn of_file(self, file: &Path) -> Self {
        with_image!(self, |image| image.of_file(file).into())
    }

    /// The file whose bytes are the memory of the image, see [`map_raw`](crate::io::mapped::map_raw).
    pub fn mapped_file(&self) -> Option<&Path> {
        with_image!(self, |image| image.mapped_file())
    }

    /// The same image, marked as [read-only](Self::is_read_only).
    #[must_use]
    pub fn into_read_only(self) -> Self {
        with_image!(self, |image| image.into_read_only().into())
    }

    /// True if the pixels show a file that must not change, see [`Image::is_read_only`].
    pub fn is_read_only(&self) -> bool {
        with_image!(self, |image| image.is_read_only())
    }

    /// Width, height and depth in pixels.
    pub fn dims(&self) -> Dimensions {
        with_image!(self, |image| image.dims())
    }

    /// What is known about the image besides its pixels.
    pub fn metadata(&self) -> &Metadata {
        with_image!(self, |image| image.metadata())
    }

    /// What is known about the image besides its pixels.
    pub fn metadata_mut(&mut self) -> &mut Metadata {
        with_image!(self, |image| image.metadata_mut())
    }

    /// The pixels as bytes in native order, x fastest.
    pub fn bytes(&self) -> &[u8] {
        with_image!(self, |image| bytemuck::cast_slice(image.pixels()))
    }

    /// The pixels as bytes in native order, x fastest.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        with_image!(self, |image| bytemuck::cast_slice_mut(image.pixels_mut()))
    }

    /// A view of the memory that stays valid when the image changes its buffer.
    pub fn share(&self) -> SharedMemory {
        with_image!(self, |image| image.share())
    }

    /// The typed image.
    ///
    /// # Errors
    /// `PixelType` if the pixels have another type.
    pub fn typed<T: Pixel>(&self) -> Result<&Image<T>> {
        T::of(self).ok_or_else(|| wrong_type::<T>(self.pixel_type()))
    }

    /// The typed image.
    ///
    /// # Errors
    /// `PixelType` if the pixels have another type.
    pub fn typed_mut<T: Pixel>(&mut self) -> Result<&mut Image<T>> {
        let pixel_type = self.pixel_type();
        T::of_mut(self).ok_or_else(|| wrong_type::<T>(pixel_type))
    }

    /// The typed image.
    ///
    /// # Errors
    /// `PixelType` if the pixels have another type.
    pub fn into_typed<T: Pixel>(self) -> Result<Image<T>> {
        T::recover(self).map_err(|image| wrong_type::<T>(image.pixel_type()))
    }

    /// Makes the image `dims` large. Pixels are kept if the size does not change, else they are all zero.
    ///
    /// # Errors
    /// `Limit` if there is not enough memory; the image is then unchanged.
    pub fn resize(&mut self, dims: impl Into<Dimensions>) -> Result<()> {
        with_image!(self, |image| image.resize(dims))
    }

    /// Takes type, pixels and metadata of `new`, in place if somebody looks at the memory and size and type fit.
    pub(crate) fn take_pixels_of(&mut self, new: Self) {
        macro_rules! take {
            ($(($variant:ident, $rust:ty, $word:literal)),+) => {
                match (self, new) {
                    $((Self::$variant(old), Self::$variant(new)) => old.take_pixels_of(new),)+
                    (old, new) => *old = new,
                }
            };
        }
        for_each_pixel_type!(take);
    }
}

impl<T: Pixel> From<Image<T>> for DynImage {
    fn from(image: Image<T>) -> Self {
        T::erase(image)
    }
}

fn wrong_type<T: Pixel>(found: PixelType) -> Error {
    Error::pixel_type(format!("the pixels are {found}, but {} is needed", T::TYPE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_access_checks_the_type() {
        let mut image = DynImage::new(PixelType::Int16, [2, 1, 1]).expect("small");
        image.typed_mut::<i16>().expect("int16").set(1, 0, 0, -5);
        assert_eq!(image.bytes(), [0, 0, 0xfb, 0xff]);
        let error = image.typed::<u8>().expect_err("not uint8").to_string();
        assert_eq!(error, "the pixels are int16, but uint8 is needed");
    }

    #[test]
    fn every_type_has_its_size() {
        for pixel_type in PixelType::ALL {
            let image = DynImage::new(pixel_type, [3, 1, 1]).expect("small");
            assert_eq!((image.pixel_type(), image.bytes().len()), (pixel_type, 3 * pixel_type.size()));
        }
    }
}
