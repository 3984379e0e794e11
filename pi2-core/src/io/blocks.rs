//! Parts of files: boxes of pixels that are read from a larger image or written into it.

use std::path::PathBuf;

use super::runs::Runs;
use super::{ImageSink, ImageSource};
use crate::image::{Dimensions, DynImage, PixelType, Region, Vec3i};
use crate::{Context, Error, Result};

/// Reads a box of pixels. Its start must be inside the image; what lies behind the borders is zero.
///
/// # Errors
/// Those of the source, `Argument` if the start is outside or a side of the box is not positive, and `Limit` if there is
/// not enough memory.
pub fn read_block(
    ctx: &Context,
    source: &dyn ImageSource,
    position: Vec3i,
    size: Vec3i,
    requested: Option<PixelType>,
) -> Result<DynImage> {
    let dims = source.info().dims;
    if !dims.contains(position[0], position[1], position[2]) {
        return Err(Error::argument("position", format!("inside the image of {dims} pixels"), position));
    }
    if size.iter().any(|side| *side < 1) {
        return Err(Error::argument("block size", "positive along all axes", size));
    }
    let pixel_type = source.pixel_type(requested)?;
    let block_dims = Dimensions::from_request(size)?;
    let mut image = DynImage::new(pixel_type, block_dims)?;
    image.metadata_mut().clone_from(&source.info().metadata);
    let inside = Region { start: position.0, size: block_dims.to_array() }.clip(dims);
    if inside.size == block_dims.to_array() {
        source.read_region(ctx, inside, pixel_type, image.bytes_mut())?;
    } else {
        let mut pixels = vec![0; inside.pixel_count() * pixel_type.size()];
        source.read_region(ctx, inside, pixel_type, &mut pixels)?;
        let place = Region { start: [0; 3], size: inside.size };
        Runs::new(block_dims, place).paste(pixel_type.size(), &pixels, image.bytes_mut());
    }
    Ok(image)
}

/// Writes a box of an image into a larger one and completes it. The pixel of the image at `source_position` goes to
/// `position`; if a side of `source_size` is not positive, the box is the whole image. What would lie outside the larger
/// image is left out.
///
/// # Errors
/// Those of the sink, and `Argument` if the box is not inside the image.
pub fn write_block(
    ctx: &Context,
    mut sink: Box<dyn ImageSink>,
    image: &DynImage,
    position: Vec3i,
    source_position: Vec3i,
    source_size: Vec3i,
) -> Result<PathBuf> {
    let whole = Region::whole(image.dims());
    let source = if source_size.iter().any(|side| *side < 1) {
        whole
    } else {
        Region { start: source_position.0, size: source_size.map(|side| side as usize).0 }
    };
    if source.intersection(&whole) != source {
        let message = format!("a box inside the image of {} pixels", image.dims());
        return Err(Error::argument("source position", message, format!("{source_position} + {source_size}")));
    }
    let target = Region { start: position.0, size: source.size }.clip(sink.dims());
    if !target.is_empty() {
        let start = std::array::from_fn(|axis| source.start[axis] + target.start[axis] - position[axis]);
        let part = Region { start, size: target.size };
        if part == whole {
            sink.write_region(ctx, target, image.bytes())?;
        } else {
            let pixels = Runs::new(image.dims(), part).cut(image.pixel_type().size(), image.bytes());
            sink.write_region(ctx, target, &pixels)?;
        }
    }
    sink.finish()
}
