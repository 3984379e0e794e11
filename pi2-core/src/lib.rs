//! pi2: processing of volume images.
#![doc = ""]

// The attribute names items of this crate by its name, also inside the crate.
extern crate self as pi2_core;

mod error;
pub mod image;
pub mod par;

pub use error::{Error, ErrorKind, Result, nearest_name};
pub use image::{Dimensions, DynImage, Image, Metadata, Pixel, PixelType, RealPixel, Region, Vec3, Vec3d, Vec3i};
pub use par::Context;
pub use pi2_macros::{Choice, pi2_command};

pub mod commands;
pub mod components;
pub mod edt;
mod eigen;
pub mod io;
