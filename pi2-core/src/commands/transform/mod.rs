//! Commands that change the shape of an image.
mod bin;
mod crop;
mod fft;
mod montage;
mod project;

pub use bin::{BinMethod, bin};
pub use crop::crop;
pub use fft::{fft, ifft};
pub use montage::montage;
pub use project::{maxproject, maxproject_with_values};
