//! What precedes the data in a block of an N5 dataset.

use crate::Result;
use crate::io::input::InputFile;

/// The sides of a block along the axes of its dataset, and the position of the data.
pub(super) fn header(input: &InputFile, axes: usize) -> Result<(Vec<usize>, u64)> {
    let fixed = input.bytes_at(0, 4)?;
    let number = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
    let (mode, found) = (number(0), usize::from(number(2)));
    if mode > 1 {
        return Err(input.error(format!("blocks of mode {mode} cannot be read, only those of numbers")));
    }
    if found != axes {
        return Err(input.error(format!("the file is damaged: its block has {found} axes, not {axes}")));
    }
    let sides = input.bytes_at(4, 4 * axes as u64)?;
    let sides: Vec<usize> =
        sides.chunks_exact(4).map(|side| u32::from_be_bytes([side[0], side[1], side[2], side[3]]) as usize).collect();
    if sides.contains(&0) {
        return Err(input.error("the file is damaged: its block is empty"));
    }
    // In mode 1, the number of elements follows.
    Ok((sides, 4 + 4 * axes as u64 + if mode == 1 { 4 } else { 0 }))
}
