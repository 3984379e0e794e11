//! Image sequences: each slice of an image is a file of its own.

mod read;
mod template;
mod write;

pub use read::SequenceSource;
pub(super) use read::open;
pub(super) use template::is_template;
pub use write::{SequenceSink, write};

/// Key in the metadata of a slice: its position along the axis of the sequence, a number. Slices that have it are
/// ordered by it and not by their names.
pub(super) const SLICE_POSITION: &str = "slice position";
