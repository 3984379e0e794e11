//! Labels of connected regions.

mod label;

pub use label::label;
