//! Which blocks a chain of commands works on, and what each block reads, makes and writes. Nothing here touches pixels.
//!
//! A [`Pass`] is a chain of commands that runs over the data once. Its results are cut into the tiles of a [`Tiling`].
//! What a tile needs is found backwards: the last command says what it needs for the tile, the one before what it needs
//! for that, and so on. So the margins of commands that follow each other add up, and each intermediate image gets no
//! more than the margin that it needs.
//!
//! ```
//! use pi2_core::Dimensions;
//! use pi2_core::distribute::plan::{Limits, Need, Pass, PassImage, Step, Tiling};
//!
//! let image = |is_kept| PassImage { dims: Dimensions::new(4000, 4000, 4000), pixel_bytes: 2, is_kept };
//! let filter = |from, to, radius| Step {
//!     reads: vec![(from, Need::Same)],
//!     writes: vec![to],
//!     margin: [radius; 3],
//!     extra_memory: 0.0,
//! };
//! // Two filters. The image between them is not kept.
//! let pass = Pass::new(vec![image(false), image(false), image(true)], vec![filter(0, 1, 3), filter(1, 2, 2)])?;
//! let tiling = Tiling::choose(&pass, &Limits { memory: 1 << 30, chunk: [1; 3] })?;
//! assert!(tiling.len() > 100);
//! // A cube in the corner needs five pixels more on three sides.
//! let block = pass.block(Tiling::new(pass.grid(), [500; 3]).tile(0))?;
//! assert_eq!(block.reads[0].1.size, [505; 3]);
//! # Ok::<(), pi2_core::Error>(())
//! ```

mod pass;
mod tiling;

#[cfg(test)]
mod tests;

pub use pass::{Block, Need, Pass, PassImage, Step};
pub use tiling::{Limits, Tiling};
