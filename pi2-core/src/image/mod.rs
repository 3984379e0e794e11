//! Images: pixel types, dimensions, memory and metadata.

pub(crate) mod buffer;
mod dims;
mod dynamic;
mod metadata;
pub(crate) mod metadata_text;
pub(crate) mod pixel;
mod recycle;
mod typed;

pub use buffer::{Owner, SharedMemory};
pub use dims::{Dimensions, Region, Vec3, Vec3d, Vec3i};
pub use dynamic::DynImage;
pub use metadata::Metadata;
pub use pixel::{Complex32, Pixel, PixelType, RealPixel, WorkFloat, convert};
pub use typed::Image;
