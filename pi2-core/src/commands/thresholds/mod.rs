//! TBD
pub mod fixed;
