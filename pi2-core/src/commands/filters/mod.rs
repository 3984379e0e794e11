//! Filters: each result depends on the pixels around it.

mod gaussfilter;
mod medianfilter;
mod neighbourhood_shape;

pub use gaussfilter::gaussfilter;
pub(crate) use gaussfilter::{check_sigma, gaussian};
pub use medianfilter::medianfilter;
pub use neighbourhood_shape::NeighbourhoodType;
pub(crate) use neighbourhood_shape::radius_in;
