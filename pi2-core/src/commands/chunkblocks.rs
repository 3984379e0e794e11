//! Commands that write parts of datasets whose chunks are files, from any number of processes.

use std::path::Path;

use serde_json::Value as Json;

use super::writezarr::options;
use crate::image::{Dimensions, Region, Vec3i};
use crate::io::zarr::{self, DEFAULT_CHUNK, DEFAULT_CODECS};
use crate::io::{self, nn5};
use crate::{Context, DynImage, Error, Result, pi2_command};

/// Writes a part of an image into a Zarr array.
///
/// Any number of processes may write different boxes at once: a chunk is replaced when its new file is complete, and
/// processes on machines that share the disk change the same chunk one after the other. It is fastest if each writes
/// whole chunks. An array that does not exist is made; chunks without a file have `fillValue`.
///
/// # Shapes
/// The box is given in pixels of the array. Only what lies in `image` and in the array is written.
///
/// # Errors
/// `Format` if there is an array of another size or pixel type, or a folder that is not an array. `Argument` if there is
/// none and `file dimensions` are not given, or as in `writezarr`. `Io` if the array cannot be written.
///
/// # References
/// Zarr core specification, version 3, <https://zarr-specs.readthedocs.io>.
///
/// # Example
/// ```pi2
/// newimage(part, uint16, 10, 10, 10)
/// set(part, 7)
/// writezarrblock(part, "parts.zarr", [0, 0, 0], [20, 10, 10])
/// writezarrblock(part, "parts.zarr", [10, 0, 0], [20, 10, 10])
/// read(whole, "parts.zarr")
/// minval(whole, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [writezarr, writenn5block, read],
    whole_image = "a part of an array is written by one process; `writezarr` writes all of them"
)]
pub fn writezarrblock(
    ctx: &Context,
    /// Image to write.
    #[arg(types = real)]
    image: &DynImage,
    /// Name of the folder.
    filename: &str,
    /// Where the first pixel of the image lies in the array, along x, y and z.
    image_position: Vec3i,
    /// Size of the array along x, y and z, in pixels; a component below 1 takes that of the array that is there.
    #[arg(default = 0)]
    file_dimensions: Vec3i,
    /// First pixel of the box along x, y and z, in the array.
    #[arg(default = 0)]
    block_position: Vec3i,
    /// Size of the box along x, y and z, in pixels; a component below 1 takes the whole image.
    #[arg(default = 0)]
    block_size: Vec3i,
    /// Size of a chunk along x, y and z, in pixels, if the array is made.
    #[arg(default = Vec3i::splat(DEFAULT_CHUNK))]
    chunk_size: Vec3i,
    /// How the pixels of a chunk become bytes, if the array is made.
    #[arg(default = &*DEFAULT_CODECS)]
    codecs: &Json,
    /// Pixel value of chunks that have no file, in grey levels, if the array is made.
    #[arg(name = "fillValue", default = 0)]
    fill_value: i64,
    /// What is between the positions in the name of a chunk, if the array is made.
    #[arg(default = "/")]
    separator: &str,
) -> Result<()> {
    let options = options(chunk_size, codecs, fill_value, separator)?;
    let path = Path::new(filename);
    let dims = given_dimensions(file_dimensions, path, zarr::METADATA)?;
    let source = Region { start: image_position.0, size: image.dims().to_array() };
    let block = if block_size.iter().any(|side| *side < 1) {
        source
    } else {
        Region { start: block_position.0, size: block_size.map(|side| side as usize).0 }.intersection(&source)
    };
    let sink = zarr::open_block_sink(path, dims, image.pixel_type(), &options, image.metadata())?;
    if block.is_empty() {
        return sink.finish().map(drop);
    }
    let start = std::array::from_fn(|axis| block.start[axis] - source.start[axis]);
    let size = block.size.map(|side| side as i64);
    io::write_block(ctx, sink, image, block.start.into(), start.into(), size.into()).map(drop)
}

/// The size that was given for a dataset; none takes that of the dataset, which must exist.
fn given_dimensions(dimensions: Vec3i, folder: &Path, description: &str) -> Result<Option<Dimensions>> {
    let given = io::given_size(dimensions)?;
    if given.is_some() || folder.join(description).exists() {
        return Ok(given);
    }
    Err(Error::argument("file dimensions", "positive along all axes if there is no dataset of this name", dimensions))
}

/// Writes a part of an image into an NN5 dataset.
///
/// Any number of processes may write different boxes at once: a chunk is replaced when its new file is complete, and
/// processes on machines that share the disk change the same chunk one after the other. It is fastest if each writes
/// whole chunks. A dataset that does not exist is made; pixels that nobody writes are zero.
///
/// # Shapes
/// The box lies inside `input image`. What would lie outside the dataset is left out.
///
/// # Errors
/// `Format` if there is a dataset of another size or pixel type, or a folder that is none. `Argument` if there is none
/// and `file dimensions` are not given, or if the box is not inside the image. `Io` if the dataset cannot be written.
///
/// # References
/// pi2, `writenn5block`.
///
/// # Example
/// ```pi2
/// newimage(part, uint16, 10, 10, 10)
/// set(part, 7)
/// writenn5block(part, "parts", [0, 0, 0], [20, 10, 10])
/// writenn5block(part, "parts", [10, 0, 0], [20, 10, 10])
/// read(whole, "parts")
/// minval(whole, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [writenn5, readnn5block, writezarrblock],
    whole_image = "a part of a dataset is written by one process; `writenn5` writes all of them"
)]
pub fn writenn5block(
    ctx: &Context,
    /// Image to write.
    input_image: &DynImage,
    /// Name of the folder.
    filename: &str,
    /// Where the first pixel of the box goes in the dataset, along x, y and z.
    position: Vec3i,
    /// Size of the dataset along x, y and z, in pixels; a component below 1 takes that of the dataset that is there.
    #[arg(default = 0)]
    file_dimensions: Vec3i,
    /// First pixel of the box in the image, along x, y and z.
    #[arg(default = 0)]
    source_position: Vec3i,
    /// Size of the box along x, y and z, in pixels; a component below 1 takes the whole image.
    #[arg(default = 0)]
    source_block_size: Vec3i,
    /// Size of a chunk along x, y and z, in pixels, if the dataset is made.
    #[arg(default = Vec3i::splat(1536))]
    chunk_size: Vec3i,
) -> Result<()> {
    if chunk_size.iter().any(|side| *side < 1) {
        return Err(Error::argument("chunk size", "positive along all axes", chunk_size));
    }
    let path = Path::new(filename);
    let dims = given_dimensions(file_dimensions, path, nn5::METADATA)?;
    let chunk = Dimensions::from_request(chunk_size)?;
    let sink = nn5::open_block_sink(path, dims, input_image.pixel_type(), chunk)?;
    io::write_block(ctx, sink, input_image, position, source_position, source_block_size).map(drop)
}

/// Merges what jobs have written into a chunk of a dataset, after all of them are done.
///
/// Jobs that read and write an NN5 dataset or a Zarr array at the same time put boxes of chunks that others use into
/// files of their own. This command brings them into one chunk, or into all if a component of the index is negative,
/// after which the dataset is complete. If it was interrupted, it can be repeated. Where nothing waits, nothing happens.
///
/// # Errors
/// `Argument` if there is no such chunk. `Format` if the folder is no dataset. `Io` if it cannot be written.
///
/// # References
/// pi2, `endconcurrentwrite`.
///
/// # Example
/// ```pi2
/// newimage(part, uint8, 10, 10)
/// writenn5block(part, "jobs", [0, 0, 0], [20, 10, 1])
/// endconcurrentwrite("jobs", [0, 0, 0])
/// endconcurrentwrite("jobs", -1)
/// isimagefile("jobs", yes)   # 1
/// ```
#[pi2_command(category = "Input and output", see_also = [writenn5block, writezarrblock], trivial)]
pub fn endconcurrentwrite(
    ctx: &Context,
    /// Name of the folder.
    filename: &str,
    /// Position of the chunk in the grid of chunks along x, y and z.
    chunk_index: Vec3i,
) -> Result<()> {
    let path = Path::new(filename);
    let is_zarr = path.join(zarr::METADATA).exists();
    if chunk_index.iter().any(|position| *position < 0) {
        return if is_zarr { zarr::finish(ctx, path) } else { nn5::finish(ctx, path) };
    }
    let index = chunk_index.map(|position| position as usize).0;
    if is_zarr { zarr::finish_chunk(ctx, path, index) } else { nn5::finish_chunk(ctx, path, index) }
}
