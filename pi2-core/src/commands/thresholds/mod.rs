//! Thresholds: fixed ones, and those found from the grey levels.

mod auto;
mod fixed;

pub use auto::{AutoThresholdMethod, autothreshold, autothresholdvalue};
pub use fixed::{threshold_constant, threshold_image, thresholdrange};
