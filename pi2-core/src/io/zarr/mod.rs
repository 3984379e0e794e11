//! Zarr arrays: a folder with a description and the chunks of an image. Versions 3 and 2 are read, and the images of
//! OME-Zarr; version 3 is written.

mod codecs;
mod description;
mod numbers;
mod ome;
mod read;
mod store;
mod v2;
mod v3;
mod write;

pub use read::ZarrSource;
pub use store::{finish, finish_chunk, open_block_sink, start};
pub use write::{DEFAULT_CHUNK, DEFAULT_CODECS, ZarrOptions, ZarrSink, write};

pub(super) use codecs::blosc;
pub(super) use description::{Description, Order, sides};

use std::path::Path;

use serde_json::Value as Json;

use super::input::InputFile;
use crate::Result;

/// Name of the file that describes an array or a group of version 3.
pub(crate) const METADATA: &str = "zarr.json";

/// The longest description that is looked at. Those of groups may have those of all their arrays in them.
const MAX_METADATA: u64 = 1 << 24;

/// The description in a file; none if there is no such file.
pub(super) fn read_json(path: &Path) -> Result<Option<Json>> {
    if !path.exists() {
        return Ok(None);
    }
    let input = InputFile::open(path)?;
    if input.len() > MAX_METADATA {
        return Err(input.error(format!("the description has {} bytes, more than any image needs", input.len())));
    }
    let json = serde_json::from_slice(&input.head(MAX_METADATA)?);
    json.map(Some).map_err(|error| input.error(format!("the description is no JSON: {error}")))
}
