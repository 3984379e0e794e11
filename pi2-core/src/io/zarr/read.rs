//! Reading arrays.

use std::path::Path;

use super::description::Description;
use super::numbers::fill_bytes;
use super::ome::{Multiscales, group_attributes};
use super::{METADATA, read_json, v2, v3};
use crate::image::{PixelType, Region};
use crate::io::chunked::{Array, Numbers};
use crate::io::{ImageInfo, ImageSource, check_region};
use crate::{Context, Error, Result};

/// An array, open for reading.
#[derive(Debug)]
pub struct ZarrSource {
    pub(super) array: Array,
    /// None if the pixel type is not one of ours.
    pub(super) numbers: Option<Numbers>,
    info: ImageInfo,
    type_name: String,
}

impl ZarrSource {
    /// Opens the array in a folder; if there is a group with an image in several resolutions, the array with the full
    /// one.
    ///
    /// # Errors
    /// `Io` if the system cannot read, `Format` if the folder has no array that can be read.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.is_dir() {
            return Err(Error::format(path, "is not a folder"));
        }
        if let Some(image) = Multiscales::of_group(path)? {
            return Self::open_image(path, &image);
        }
        if group_attributes(path)?.is_none() {
            // Its group may know more about an array than itself.
            let folder = path.canonicalize().map_err(|source| Error::io("read", path, source))?;
            let group = folder.parent().and_then(|parent| Multiscales::of_group(parent).ok().flatten());
            let name = folder.file_name().unwrap_or_default().to_string_lossy();
            let number = group.as_ref().and_then(|group| group.number(&name));
            return Self::open_array(path, group.as_ref().zip(number));
        }
        // Converters of microscope files put their images into numbered groups.
        let first = path.join("0");
        if let Some(image) = Multiscales::of_group(&first)? {
            return Self::open_image(&first, &image);
        }
        let message = "is a group without an image in several resolutions";
        Err(Error::format(path, message).with_hint("give the folder of an array in it"))
    }

    /// Opens the array with the full resolution.
    fn open_image(path: &Path, image: &Multiscales) -> Result<Self> {
        let folder = image.full_resolution();
        let folder = folder.ok_or_else(|| Error::format(path, "the group does not tell where its arrays are"))?;
        Self::open_array(&path.join(folder), Some((image, 0)))
    }

    /// Opens an array that is the one of a number of an image, if it is one.
    fn open_array(path: &Path, image: Option<(&Multiscales, usize)>) -> Result<Self> {
        let mut description = read_description(path)?;
        let error = |message: String| Error::format(path, message);
        let mut metadata = description.metadata();
        if let Some((image, number)) = image {
            if description.names.is_empty() && image.axes().len() == description.shape.len() {
                description.names = image.axes();
            }
            metadata.merge(&image.metadata(number));
        }
        let mut source = Self::new(path, "zarr", &description).map_err(error)?;
        source.info.metadata = metadata;
        Ok(source)
    }

    /// The array of a description.
    pub(in crate::io) fn new(path: &Path, format: &'static str, description: &Description) -> Result<Self, String> {
        let mut array = description.array()?;
        if description.names.is_empty() {
            array.keys = v3::found_keys(path, array.keys, array.dims, description.shape.len());
        }
        let pixel_type = description.pixel_type;
        let numbers = match pixel_type {
            Some(pixel_type) => Some(Numbers { pixel_type, fill: fill_bytes(&description.fill, pixel_type)? }),
            None => None,
        };
        let pixel_size = pixel_type.map_or(0, PixelType::size);
        let mut info = ImageInfo::new(path, format, array.dims, pixel_type, pixel_size);
        info.metadata = description.metadata();
        Ok(Self { array, numbers, info, type_name: description.type_name.clone() })
    }

    /// Tells what is known from elsewhere.
    pub(in crate::io) fn info_mut(&mut self) -> &mut ImageInfo {
        &mut self.info
    }
}

/// The description of the array in a folder.
pub(super) fn read_description(path: &Path) -> Result<Description> {
    let error = |message: String| Error::format(path, message);
    if let Some(json) = read_json(&path.join(METADATA))? {
        return v3::parse(&json).map_err(error);
    }
    let Some(json) = read_json(&path.join(".zarray"))? else {
        return Err(Error::format(path, format!("the folder has neither {METADATA} nor .zarray")));
    };
    v2::parse(&json, read_json(&path.join(".zattrs"))?.unwrap_or_default()).map_err(error)
}

impl ImageSource for ZarrSource {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn pixel_type(&self, requested: Option<PixelType>) -> Result<PixelType> {
        let path = &self.info.path;
        match (self.info.pixel_type, requested) {
            (None, _) => Err(Error::format(path, format!("the pixels are {}, which pi2 has not", self.type_name))),
            (Some(found), Some(requested)) if found != requested => {
                let message = format!("the pixels are {found}, they cannot be read as {requested}");
                Err(Error::format(path, message).with_hint("read the image as it is and `convert` it"))
            }
            (Some(found), _) => Ok(found),
        }
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        check_region(self.info.dims, region, pixel_type.size(), pixels.len())?;
        let Some(numbers) = self.numbers.filter(|numbers| numbers.pixel_type == pixel_type) else {
            return self.pixel_type(Some(pixel_type)).map(drop);
        };
        if region.is_empty() {
            return Ok(());
        }
        self.array.read(ctx, &self.info.path, &numbers, region, pixels)
    }
}
