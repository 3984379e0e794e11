//! Which blocks a chain of commands works on, and what each block reads, makes and writes. Nothing here touches pixels.
//!
//! A [`Pass`] is a chain of commands that runs over the data once. Its results are cut into the tiles of a [`Tiling`].
//! What a tile needs is found backwards: the last command says what it needs for the tile, the one before what it needs
//! for that, and so on. So the margins of commands that follow each other add up, and each intermediate image gets no
//! more than the margin that it needs.

mod pass;
mod tiling;

#[cfg(test)]
mod tests;

pub use pass::{Block, Need, Pass, PassImage, Step};
pub use tiling::{Limits, Tiling};
