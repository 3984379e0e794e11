//! Transposes tiles in the cache.

use std::mem;

use multiversion::multiversion;

use crate::image::Pixel;

/// Bytes of a row of a block: a line of the cache.
const BLOCK_BYTES: usize = 64;

/// Pixels that are put in by rows and taken out by columns.
///
/// The rows are cut into strips of a few columns, so that the square blocks that are transposed one after the other lie
/// in adjacent memory.
pub struct Tile<T> {
    rows: usize,
    columns: usize,
    /// Columns of a strip (the last may have fewer), and rows of a block, a power of two.
    block: [usize; 2],
    strips: Vec<T>,
    scratch: Vec<T>,
    /// The columns of a strip, each with space for the rows of the last block that are missing.
    lines: Vec<T>,
}

impl<T: Pixel> Tile<T> {
    pub fn new(rows: usize, columns: usize) -> Self {
        let side = (BLOCK_BYTES / size_of::<T>()).max(16);
        let block = [side.min(columns), side.min(rows.next_power_of_two())];
        let padded = rows.next_multiple_of(block[1]);
        Self {
            rows,
            columns,
            block,
            strips: vec![T::default(); columns.next_multiple_of(block[0]) * padded],
            scratch: vec![T::default(); block[0] * block[1]],
            lines: vec![T::default(); block[0] * padded],
        }
    }

    /// The places of the pixels of a row, with the first column of each.
    pub fn row_mut(&mut self, row: usize) -> impl Iterator<Item = (usize, &mut [T])> {
        let (columns, width) = (self.columns, self.block[0]);
        let strip_len = self.lines.len();
        self.strips.chunks_exact_mut(strip_len).enumerate().map(move |(strip, pixels)| {
            let first = strip * width;
            (first, &mut pixels[row * width..][..width.min(columns - first)])
        })
    }

    /// Hands out each column; the tile is empty afterwards.
    pub fn drain_columns(&mut self, mut work: impl FnMut(usize, &[T])) {
        let [width, height] = self.block;
        let padded = self.lines.len() / width;
        for (strip, pixels) in self.strips.chunks_exact_mut(self.lines.len()).enumerate() {
            for (i, block) in pixels.chunks_exact_mut(width * height).enumerate() {
                let columns = transpose(height, block, &mut self.scratch);
                for (line, column) in self.lines.chunks_exact_mut(padded).zip(columns.chunks_exact(height)) {
                    line[i * height..][..height].copy_from_slice(column);
                }
            }
            let first = strip * width;
            for (column, line) in (first..self.columns).zip(self.lines.chunks_exact(padded)) {
                work(column, &line[..self.rows]);
            }
        }
    }
}

/// Transposes a block of `rows` rows, a power of two: pixel `i * columns + j` goes to `j * rows + i`. The result is in one
/// of the two given places, which are equally long.
///
/// Merging the two halves of a block like a deck of cards moves the highest bit of the position of each pixel to the
/// lowest place; after as many rounds as the number of rows has bits, row and column have changed places. A round is a
/// few vector instructions per line of the cache, whatever the pixel type.
fn transpose<'a, T: Pixel>(rows: usize, block: &'a mut [T], scratch: &'a mut [T]) -> &'a [T] {
    debug_assert!(rows.is_power_of_two() && block.len() % rows == 0 && block.len() == scratch.len());
    let (mut from, mut to) = (block, scratch);
    for _ in 0..rows.trailing_zeros() {
        riffle(from, to);
        mem::swap(&mut from, &mut to);
    }
    from
}

/// Takes a pixel from each half in turn.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn riffle<T: Copy>(from: &[T], to: &mut [T]) {
    let (upper, lower) = from.split_at(from.len() / 2);
    for ((pair, &first), &second) in to.chunks_exact_mut(2).zip(upper).zip(lower) {
        pair[0] = first;
        pair[1] = second;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Pixel>(pixel: impl Fn(usize) -> T) {
        for (rows, columns) in [(1, 1), (1, 7), (2, 1), (16, 16), (3, 170), (33, 17), (64, 128), (130, 5)] {
            let mut tile = Tile::new(rows, columns);
            for i in 0..rows {
                for (first, pixels) in tile.row_mut(i) {
                    pixels.iter_mut().enumerate().for_each(|(j, place)| *place = pixel(i * columns + first + j));
                }
            }
            let mut next = 0;
            tile.drain_columns(|j, line| {
                let expected: Vec<T> = (0..rows).map(|i| pixel(i * columns + j)).collect();
                assert_eq!((j, line), (next, &expected[..]), "{}", T::TYPE);
                next += 1;
            });
            assert_eq!(next, columns);
        }
    }

    #[test]
    fn rows_become_columns_for_any_pixel_size() {
        check(|i| (i % 251) as u8);
        check(|i| i as u16);
        check(|i| i as f32);
        check(|i| i as i64);
    }
}
