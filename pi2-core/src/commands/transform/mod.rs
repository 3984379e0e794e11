//! Commands that change the shape of an image.
pub mod bin;
pub mod crop;
pub mod montage;
pub mod project;
