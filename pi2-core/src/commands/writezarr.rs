//! Writing Zarr arrays.

use std::path::Path;

use serde_json::Value as Json;

use crate::image::{Dimensions, Vec3i};
use crate::io::zarr::{self, DEFAULT_CHUNK, DEFAULT_CODECS, ZarrOptions};
use crate::{Context, DynImage, Error, Result, pi2_command};

/// Writes an image to a Zarr array of version 3.
///
/// An array is a folder: the image is cut into chunks, each a file of its own, so that a part of a large image can be
/// read without the rest. The axes of the array are z, y and x, and have these names. Voxel size, origin and unit of the
/// image are attributes of the array. Folders that are missing are made. An older array of that name is replaced when the
/// new one is complete; a folder that is anything else, or has other files in it, is never touched.
///
/// `codecs` is a list as in the description of an array, in JSON, for the axes z, y and x. There are `bytes`, `transpose`,
/// `sharding_indexed`, `blosc`, `zstd`, `gzip` and `crc32c`. By default, a chunk is a shard of smaller chunks of 32×32×32
/// pixels, each compressed, which can be read alone. The transposition in the default list is left out: it is there for
/// arrays with the axes x, y, z. Chunks whose pixels are all `fillValue` have no file.
///
/// # Shapes
/// `input image` may have any size. Chunks reach over its borders; a chunk of the default size is not larger than the
/// image needs.
///
/// # Errors
/// `Argument` if a side of the chunk is not positive, or the codecs or the separator cannot be used. `Format` if there is
/// something of this name that is not a Zarr array. `Io` if the array cannot be written.
///
/// # References
/// Zarr core specification, version 3, <https://zarr-specs.readthedocs.io>.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 50, 40, 30)
/// set(img, [44, 33, 22], 700)
/// writezarr(img, "example.zarr", [32, 32, 32], '[{"name": "bytes"}, {"name": "zstd"}]')
/// read(back, "example.zarr")
/// maxval(back, top)   # 700
/// ```
#[pi2_command(category = "Input and output", see_also = [read, writezarrblock, writenn5, writeraw], pointwise)]
pub fn writezarr(
    ctx: &Context,
    /// Image to write.
    #[arg(types = real)]
    input_image: &DynImage,
    /// Name of the folder.
    path: &str,
    /// Size of a chunk along x, y and z, in pixels.
    #[arg(default = Vec3i::splat(DEFAULT_CHUNK))]
    chunk_size: Vec3i,
    /// How the pixels of a chunk become bytes.
    #[arg(default = &*DEFAULT_CODECS)]
    codecs: &Json,
    /// Pixel value of chunks that have no file, in grey levels. The nearest one of the pixel type is taken.
    #[arg(name = "fillValue", default = 0)]
    fill_value: i64,
    /// What is between the positions in the name of a chunk: `/` makes folders, `.` does not.
    #[arg(default = "/")]
    separator: &str,
) -> Result<()> {
    let options = options(chunk_size, codecs, fill_value, separator)?;
    zarr::write(ctx, input_image, Path::new(path), &options).map(drop)
}

/// How an array is stored, with its arguments checked.
pub(super) fn options(chunk_size: Vec3i, codecs: &Json, fill: i64, separator: &str) -> Result<ZarrOptions> {
    if chunk_size.iter().any(|side| *side < 1) {
        return Err(Error::argument("chunk size", "positive along all axes", chunk_size));
    }
    let chunk = Dimensions::from_request(chunk_size)?;
    Ok(ZarrOptions { chunk, codecs: codecs.clone(), fill, separator: separator.to_owned() })
}
