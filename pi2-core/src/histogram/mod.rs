//! Histograms of images: which bin a pixel belongs to, and fast exact counting.

mod bins;
mod count;

pub use bins::Bins;
pub use count::{counts, value_counts};
