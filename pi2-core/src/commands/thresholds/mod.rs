//! Thresholds: fixed ones, and those found from the grey levels.

pub mod auto;
pub mod fixed;
