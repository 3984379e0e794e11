//! Distances to the background.

mod dmap;

pub use dmap::dmap;
