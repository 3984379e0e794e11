//! Work on volumes that do not fit in memory: block by block.

pub mod plan;
