//! What formats have in common that keep an image in chunks, each a file of its own in a folder: codecs of chunks,
//! replacing whole datasets, and writing parts of one dataset from many processes.

mod array;
mod block;
mod blosc;
mod concurrent;
mod folder;
mod lock;
mod packer;
mod pipeline;
mod shape;
mod shards;

pub use concurrent::Job;

pub(super) use array::{Array, Keys, MAX_AXES, paste};
pub(super) use blosc::{Blosc, COMPRESSORS};
pub(super) use concurrent::{BlockSink, ChunkStore, Pending, check_jobs, check_same, finish, finish_chunk, start};
pub(super) use folder::{IsPart, Kind, Staging, is_temporary};
pub(super) use packer::Packer;
pub(super) use pipeline::{Pipeline, Serial};
pub(super) use shape::{Numbers, Shape};
pub(super) use shards::Shards;
