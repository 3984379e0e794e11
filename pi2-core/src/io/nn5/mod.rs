//! NN5 datasets: a folder with a description, `metadata.json`, and the image in chunks, each a file in a folder of its
//! own that is named after the position of the chunk in the grid. Chunks that are missing are zero.

mod chunks;
mod metadata;
mod read;
mod store;
mod write;

pub use read::Nn5Source;
pub use store::{finish, finish_chunk, open_block_sink, start};
pub use write::{Nn5Sink, write};

use std::path::Path;

use super::chunked::{IsPart, Kind};
use super::names::matches;

/// Name of the file that describes a dataset.
pub(crate) const METADATA: &str = "metadata.json";

/// What tells a dataset from other folders.
const KIND: Kind = Kind { name: "an NN5 dataset", description: METADATA, parts };

/// What belongs to the dataset in a folder, if it is one.
fn parts(folder: &Path) -> Option<IsPart> {
    let levels = read::read_metadata(folder).ok()?.dims.dimensionality().max(1);
    Some(Box::new(move |names, is_folder| match names {
        [name] if !is_folder && name == METADATA => true,
        folders if is_folder => {
            folders.len() <= levels && folders.iter().all(|name| name.bytes().all(|c| c.is_ascii_digit()))
        }
        [folders @ .., name] => folders.len() == levels && (name == "chunk.lz4raw" || matches("chunk_@x@x@.raw", name)),
        [] => false,
    }))
}
