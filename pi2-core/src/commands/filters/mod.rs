//! Filters: each result depends on the pixels around it.

pub mod gaussfilter;
pub mod medianfilter;
pub mod neighbourhood_shape;
#[cfg(test)]
mod testing;
