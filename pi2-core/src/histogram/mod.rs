//! Histograms of images: which bin a pixel belongs to, and fast exact counting.

mod bins;
mod count;
mod numbered;

pub use bins::Bins;
pub use count::{counts, value_counts};
pub use numbered::{RowBins, bins_of, count_rows, joint_bins, weigh_rows};
