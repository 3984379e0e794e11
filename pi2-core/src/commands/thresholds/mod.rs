//! Thresholds: fixed ones, and those found from the grey levels.

mod auto;
mod classes;
mod fixed;
mod local;
mod periodic;

pub use auto::{AutoThresholdMethod, autothreshold, autothresholdvalue};
pub use classes::{doublethreshold, dualthreshold};
pub use fixed::{threshold_constant, threshold_image, thresholdrange};
pub use local::localthreshold;
pub use periodic::thresholdperiodic;
