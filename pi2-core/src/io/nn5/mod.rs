//! NN5 datasets: a folder with a description, `metadata.json`, and the image in chunks, each a file in a folder of its
//! own that is named after the position of the chunk in the grid. Chunks that are missing are zero.

mod chunks;
mod metadata;
mod read;
mod replace;
mod write;

pub use read::Nn5Source;
pub use write::{Nn5Sink, write};

/// Name of the file that describes a dataset.
const METADATA: &str = "metadata.json";

/// Name of the file that is there while several processes write a dataset.
const MARKER: &str = "concurrent";

/// True for the name of a file that is not complete, or was left by a process that was stopped.
fn is_temporary(name: &str) -> bool {
    super::names::matches(".*.tmp", name)
}
