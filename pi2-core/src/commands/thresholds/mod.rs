//! Thresholds: from grey levels to classes.

pub mod auto;
