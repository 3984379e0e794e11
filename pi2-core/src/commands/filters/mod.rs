//! Filters: each result depends on the pixels around it.

pub mod gaussfilter;
