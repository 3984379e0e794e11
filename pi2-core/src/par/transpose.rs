//! Transposes tiles in the cache.

use crate::image::Pixel;

/// Rows that are transposed together: as many as a line that is stored has pixels.
const BAND_BYTES: usize = 32;
/// Bytes between the lines of a tile: lines a power of two apart would compete for the same places of the cache.
const PADDING: usize = 64;

/// Pixels that are put in by rows and taken out by columns.
///
/// A few rows at a time are transposed when they are complete.
pub struct Tile<T> {
    rows: usize,
    columns: usize,
    /// The last rows that were put in, each with space for a multiple of the pixels that are transposed at once.
    band: Vec<T>,
    stride: usize,
    /// The columns, each with space for a multiple of the rows of a band.
    lines: Vec<T>,
    line_stride: usize,
}

impl<T: Pixel> Tile<T> {
    pub fn new(rows: usize, columns: usize) -> Self {
        let height = BAND_BYTES / size_of::<T>();
        let stride = columns.next_multiple_of(height);
        let line_stride = rows.next_multiple_of(height) + PADDING / size_of::<T>();
        Self {
            rows,
            columns,
            band: vec![T::default(); height * stride],
            stride,
            lines: vec![T::default(); stride * line_stride],
            line_stride,
        }
    }

    /// Fills the tile: `write` writes each row.
    pub fn fill(&mut self, mut write: impl FnMut(usize, &mut [T])) {
        let height = BAND_BYTES / size_of::<T>();
        for first in (0..self.rows).step_by(height) {
            for (row, pixels) in (first..self.rows).zip(self.band.chunks_exact_mut(self.stride)) {
                write(row, &mut pixels[..self.columns]);
            }
            transpose(&self.band, self.stride, &mut self.lines[first..], self.line_stride);
        }
    }

    /// The columns.
    pub fn columns(&self) -> impl Iterator<Item = &[T]> {
        self.lines.chunks_exact(self.line_stride).take(self.columns).map(|line| &line[..self.rows])
    }
}

/// Makes rows of `stride` pixels the beginnings of lines that are `line_stride` pixels apart.
fn transpose<T: Pixel>(band: &[T], stride: usize, lines: &mut [T], line_stride: usize) {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        let size = size_of::<T>();
        let (band, lines) = (bytemuck::cast_slice(band), bytemuck::cast_slice_mut(lines));
        // SAFETY: the processor has the instructions.
        return unsafe {
            match size {
                1 => avx2::transpose::<16>(band, stride, lines, line_stride),
                2 => avx2::transpose::<8>(band, stride * size, lines, line_stride * size),
                4 => avx2::transpose::<4>(band, stride * size, lines, line_stride * size),
                _ => avx2::transpose::<2>(band, stride * size, lines, line_stride * size),
            }
        };
    }
    transpose_simply(band, stride, lines, line_stride);
}

fn transpose_simply<T: Pixel>(band: &[T], stride: usize, lines: &mut [T], line_stride: usize) {
    for column in 0..stride {
        for (row, pixels) in band.chunks_exact(stride).enumerate() {
            lines[column * line_stride + row] = pixels[column];
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use std::arch::x86_64::{
        __m256i, _mm_loadu_si128, _mm256_castsi128_si256, _mm256_inserti128_si256, _mm256_storeu_si256,
        _mm256_unpackhi_epi8, _mm256_unpackhi_epi16, _mm256_unpackhi_epi32, _mm256_unpackhi_epi64,
        _mm256_unpacklo_epi8, _mm256_unpacklo_epi16, _mm256_unpacklo_epi32, _mm256_unpacklo_epi64,
    };

    use super::BAND_BYTES;

    /// Bytes of a row that are transposed at once.
    const PIECE: usize = 16;

    /// Transposes `2 * N` rows of pixels of `16 / N` bytes; strides are in bytes.
    #[target_feature(enable = "avx2")]
    pub fn transpose<const N: usize>(band: &[u8], stride: usize, lines: &mut [u8], line_stride: usize) {
        let last_line = (stride / (PIECE / N)).saturating_sub(1) * line_stride;
        assert!(stride % PIECE == 0 && band.len() == 2 * N * stride && lines.len() >= last_line + BAND_BYTES);
        for first in (0..stride).step_by(PIECE) {
            // SAFETY: the piece lies in each row, and its lines have space for a pixel of each row.
            unsafe {
                let from = band.as_ptr().add(first);
                let row = |i: usize| _mm_loadu_si128(from.add(i * stride).cast());
                let rows =
                    std::array::from_fn(|i| _mm256_inserti128_si256::<1>(_mm256_castsi128_si256(row(i)), row(i + N)));
                let to = lines.as_mut_ptr().add(first / (PIECE / N) * line_stride);
                for (i, line) in block::<N>(rows).into_iter().enumerate() {
                    _mm256_storeu_si256(to.add(i * line_stride).cast(), line);
                }
            }
        }
    }

    /// Transposes two blocks of `N` rows at once, one in each half of the registers.
    ///
    /// Merging the two halves of a block like a deck of cards moves the highest bit of the position of each pixel to the
    /// lowest place; after as many rounds as the number of rows has bits, row and column have changed places.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn block<const N: usize>(mut rows: [__m256i; N]) -> [__m256i; N] {
        for _ in 0..N.trailing_zeros() {
            let mut merged = rows;
            for i in 0..N / 2 {
                let (a, b) = (rows[i], rows[i + N / 2]);
                [merged[2 * i], merged[2 * i + 1]] = match N {
                    16 => [_mm256_unpacklo_epi8(a, b), _mm256_unpackhi_epi8(a, b)],
                    8 => [_mm256_unpacklo_epi16(a, b), _mm256_unpackhi_epi16(a, b)],
                    4 => [_mm256_unpacklo_epi32(a, b), _mm256_unpackhi_epi32(a, b)],
                    _ => [_mm256_unpacklo_epi64(a, b), _mm256_unpackhi_epi64(a, b)],
                };
            }
            rows = merged;
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Pixel>(pixel: impl Fn(usize) -> T) {
        for (rows, columns) in [(1, 1), (1, 7), (2, 1), (16, 16), (3, 170), (33, 17), (64, 128), (130, 5)] {
            let mut tile = Tile::new(rows, columns);
            tile.fill(|i, pixels| pixels.iter_mut().enumerate().for_each(|(j, p)| *p = pixel(i * columns + j)));
            let lines: Vec<Vec<T>> = tile.columns().map(<[T]>::to_vec).collect();
            let expected: Vec<Vec<T>> =
                (0..columns).map(|j| (0..rows).map(|i| pixel(i * columns + j)).collect()).collect();
            assert_eq!(lines, expected, "{}", T::TYPE);

            let (height, stride) = (BAND_BYTES / size_of::<T>(), tile.stride);
            let mut lines = vec![T::default(); stride * height];
            transpose_simply(&tile.band, stride, &mut lines, height);
            let mut same = vec![T::default(); stride * height];
            transpose(&tile.band, stride, &mut same, height);
            assert_eq!(lines, same, "{}", T::TYPE);
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
