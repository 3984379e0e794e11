//! pi2: processing of volume images, from one laptop to a cluster.
//!
//! A command is a plain Rust function with `#[pi2_command]`. Call it directly on an [`Image`]:
//!
//! ```
//! use pi2_core::commands::arithmetic::add_constant;
//! use pi2_core::{Context, Image};
//! let mut image = Image::<u8>::new([4, 4, 1])?;
//! add_constant(&Context::default(), &mut image, 300.0)?;
//! assert_eq!(image.get(3, 3, 0), 255);
//! # Ok::<(), pi2_core::Error>(())
//! ```
//!
//! or by its name in a [`Session`], as scripts and Python do.

// The attribute names items of this crate by its name, also inside the crate.
extern crate self as pi2_core;

pub mod cli;
pub mod commands;
pub mod components;
pub mod distribute;
pub mod edt;
mod eigen;
mod error;
pub mod expression;
pub mod fft;
pub mod histogram;
pub mod image;
pub mod interpolate;
pub mod io;
pub mod marching_cubes;
pub mod moments;
pub mod par;
pub mod reference;
pub mod registry;
pub mod script;
pub mod session;
#[cfg(test)]
mod testing;

pub use error::{Error, ErrorKind, Result, nearest_name};
pub use image::{Dimensions, DynImage, Image, Metadata, Pixel, PixelType, RealPixel, Region, Vec3, Vec3d, Vec3i};
pub use par::Context;
pub use pi2_macros::{Choice, pi2_command};
pub use session::Session;
