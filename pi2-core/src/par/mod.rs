//! The only place that loops over pixels with several threads.
//!
//! Every driver takes the [`Context`], splits the work into tasks whose number does not depend on the number of
//! threads, shows progress per task and stops within a task after a request. Kernels are plain functions on rows.

mod accumulate;
mod bundles;
mod cells;
mod columns;
mod context;
mod lanes;
mod mirror;
mod neighbourhood;
mod pixels;
mod reduce;
mod region;
mod rows;
mod separable;
mod stream;
mod strided;
pub mod tasks;
mod transpose;
mod window;

pub use accumulate::accumulate;
pub use bundles::for_each_line;
pub use cells::{BoxMut, BoxRef, Cell, Cells};
pub use columns::{Across, for_each_placed_tile, for_each_tile};
pub use context::{CancelToken, Context, Printer, Progress, default_threads};
pub use lanes::fold_lanes;
pub use mirror::for_each_mirrored_pair;
#[cfg(test)]
pub(crate) use neighbourhood::read;
pub use neighbourhood::{Boundary, neighbourhood};
pub use pixels::{fill, map_into, map_pixels, zip_pixels};
pub use reduce::{fold_pixels, fold_rows};
pub use region::for_each_row_in;
pub use rows::{for_each_row, for_each_slab};
pub use separable::{LineKernel, convolve_separable};
pub use strided::{copy_from_strided, copy_to_strided, copy_to_uninit};
pub use window::{BlockRows, Window, for_each_block, for_each_window};
