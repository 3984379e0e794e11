//! Marching cubes: the surface between the pixels on both sides of a value.
//!
//! A cell has its corners at the centres of 2×2×2 neighbouring pixels. The surface crosses its edges where linear
//! interpolation between two pixels gives the value; a table tells how the crossings are joined.
//!
//! References: Lorensen, Cline, "Marching cubes: A high resolution 3D surface construction algorithm", SIGGRAPH 1987;
//! Bourke, "Polygonising a scalar field", 1994.

mod table;

use crate::image::{Image, RealPixel};
use crate::par::fold_rows;
use crate::{Context, Result};

use table::{CORNERS, EDGES, triangles};

/// Nearer to a pixel than this, in grey levels, the surface goes through its centre.
const SNAP: f64 = 1e-5;
/// What infinite pixels count as: small enough for sums and differences.
const LARGEST: f64 = f64::MAX / 4.0;

/// The corners of a cell on its four rows of pixels, the first pixel before the second: (y, z), (y + 1, z), (y, z + 1),
/// (y + 1, z + 1).
const ROW_CORNERS: [[usize; 2]; 4] = [[7, 6], [3, 2], [4, 5], [0, 1]];

/// The bit that tells in a [`Column`] whether the pixel of each of the four rows is outside.
pub const ROW_BITS: [Column; 4] = [1 << 7, 1 << 3, 1 << 4, 1 << 0];

/// Which of the four pixels of equal x, one in each row, are outside.
pub type Column = u8;

/// The case of the cell between two columns.
pub const fn case_between(first: Column, second: Column) -> u8 {
    first | (second & (ROW_BITS[0] | ROW_BITS[1])) >> 1 | (second & (ROW_BITS[2] | ROW_BITS[3])) << 1
}

/// Area of the surface that separates pixels below `isovalue` from the others, in squared pixels.
///
/// It is open where the inside meets the border of the image. NaN pixels are inside; next to the surface they make the
/// area NaN.
pub fn area<T: RealPixel>(ctx: &Context, image: &Image<T>, isovalue: f64) -> Result<f64> {
    let [width, height, depth] = image.dims().to_array();
    let start = || (0.0, vec![0; width]);
    let add = |(area, columns): &mut (f64, Vec<Column>), y: usize, z: usize, row: &[T]| {
        if y + 1 < height && z + 1 < depth {
            let rows = [row, image.row(y + 1, z), image.row(y, z + 1), image.row(y + 1, z + 1)];
            *area += area_between(rows, isovalue, columns);
        }
    };
    Ok(fold_rows(ctx, image, start, add, |(a, columns), (b, _)| (a + b, columns))?.0)
}

/// Area inside the cells between four rows of pixels. `columns` has room for one element per pixel.
fn area_between<T: RealPixel>(rows: [&[T]; 4], isovalue: f64, columns: &mut [Column]) -> f64 {
    let [a, b, c, d] = rows;
    for (((column, a), b), (c, d)) in columns.iter_mut().zip(a).zip(b).zip(c.iter().zip(d)) {
        let bit = |pixel: &T, row: usize| if pixel.to_f64() < isovalue { ROW_BITS[row] } else { 0 };
        *column = bit(a, 0) | bit(b, 1) | bit(c, 2) | bit(d, 3);
    }
    let mut area = 0.0;
    for (x, pair) in columns.windows(2).enumerate() {
        let case = case_between(pair[0], pair[1]);
        if case != 0 && case != u8::MAX {
            let mut values = [0.0; 8];
            for (row, corners) in rows.iter().zip(ROW_CORNERS) {
                corners.iter().zip(&row[x..]).for_each(|(&corner, pixel)| values[corner] = pixel.to_f64());
            }
            area += area_in_cell(case, &values, isovalue);
        }
    }
    area
}

/// Area of the surface inside a cell, from the values at its eight corners.
pub fn area_in_cell(case: u8, values: &[f64; 8], isovalue: f64) -> f64 {
    let triangle_area = |edges: &[u8; 3]| {
        let [p, q, r] = edges.map(|edge| crossing(EDGES[usize::from(edge)], values, isovalue));
        let (u, v) = (difference(q, p), difference(r, p));
        let cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
        0.5 * cross.iter().map(|component| component * component).sum::<f64>().sqrt()
    };
    triangles(case).iter().map(triangle_area).sum()
}

/// Where the surface crosses an edge.
fn crossing([from, to]: [usize; 2], values: &[f64; 8], isovalue: f64) -> [f64; 3] {
    let [a, b] = [from, to].map(|corner| values[corner].clamp(-LARGEST, LARGEST));
    let part = if (isovalue - a).abs() < SNAP {
        0.0
    } else if (isovalue - b).abs() < SNAP {
        1.0
    } else if (a - b).abs() < SNAP {
        0.0
    } else {
        (isovalue - a) / (b - a)
    };
    let (start, step) = (CORNERS[from], difference(CORNERS[to], CORNERS[from]));
    std::array::from_fn(|axis| start[axis] + part * step[axis])
}

fn difference(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|axis| a[axis] - b[axis])
}

#[cfg(test)]
mod tests;
