//! Slices side by side.

use super::scale::smoothing;
use crate::image::{Dimensions, Image, Pixel};
use crate::interpolate::{Blend, Interpolation, resample};
use crate::par::{Boundary, for_each_row};
use crate::{Context, Error, Result, pi2_command};

/// Makes one two-dimensional image of several slices of an image.
///
/// The slices `first slice`, `first slice` + `step`, ... up to `last slice` fill a table row by row; slices that find no
/// cell are left out, and cells without a slice have the border colour. Scaled slices are interpolated linearly, with the
/// nearest pixel beyond their edges. If they get smaller, they are smoothed first with a Gaussian of standard deviation
/// (1/scale - 1)/2, with zeros beyond their edges, which darkens the edges of small tiles.
///
/// # Shapes
/// `input image` is W×H×D. A tile is w×h with w = round(W · `scale`) and h = round(H · `scale`), at least 1. `output
/// image` becomes (w + b) · `columns` - b times (h + b) · `rows` - b pixels for the border width b.
///
/// # Errors
/// `Argument` if `columns`, `rows` or `scale` is not positive or `first slice` is not in the image.
///
/// # References
/// pi2, `montage`, which darkens the right and lower edges of enlarged slices and may leave old pixels in unused cells.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 2, 2, 3)
/// set(img, [0, 0, 0], 7)
/// montage(img, table, 2, 2, 1, 0, 2, 1, 1, 9)   # 7
/// maxval(table, top)   # 9
/// ```
#[pi2_command(category = "Transforms", see_also = [crop, bin, scale], whole_image = "the table is made of slices of the whole image")]
pub fn montage<T: Pixel + Blend>(
    ctx: &Context,
    /// Image whose slices are shown.
    input_image: &Image<T>,
    /// The table of slices.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Number of slices side by side.
    columns: u64,
    /// Number of slices one below the other.
    rows: u64,
    /// Factor by which slices are scaled, dimensionless.
    #[arg(default = 1.0)]
    scale: f64,
    /// The first slice to show.
    #[arg(default = 0)]
    first_slice: u64,
    /// The last slice to show. The last slice of the image if it is beyond that.
    #[arg(default = u64::MAX)]
    last_slice: u64,
    /// Distance between slices that are shown. 0 spreads them over the range.
    #[arg(default = 0)]
    step: u64,
    /// Distance between tiles, in pixels.
    #[arg(default = 0)]
    border_width: u64,
    /// Grey value between tiles and of empty cells, rounded and saturated to the pixel type.
    #[arg(default = 0.0)]
    border_color: f64,
) -> Result<()> {
    let dims = input_image.dims();
    check(dims, columns, rows, scale, first_slice)?;
    let side = |length: usize| ((length as f64 * scale).round() as usize).max(1);
    let table =
        Table { columns: columns as usize, tile: [side(dims.width), side(dims.height)], border: border_width as usize };
    output_image.resize(table.dims(columns, rows)?)?;

    let last = last_slice.min(dims.depth as u64 - 1);
    let cells = columns.saturating_mul(rows);
    let step = if step == 0 { (last.saturating_sub(first_slice) / cells).max(1) } else { step };
    let slices: Vec<usize> =
        (first_slice..=last).step_by(step as usize).take(cells as usize).map(|z| z as usize).collect();
    let border = T::from_real(border_color);
    if table.tile == [dims.width, dims.height] {
        let row_of = |cell: usize, y: usize| slices.get(cell).map(|&z| input_image.row(y, z));
        return table.fill(ctx, output_image, border, &row_of);
    }
    let mut shown = Image::new([dims.width, dims.height, slices.len()])?;
    for_each_row(ctx, &mut shown, |y, cell, row| {
        if let Some(&z) = slices.get(cell) {
            row.copy_from_slice(input_image.row(y, z));
        }
        Ok(())
    })?;
    let tiles = scaled(ctx, &shown, table.tile)?;
    table.fill(ctx, output_image, border, &|cell, y| (cell < slices.len()).then(|| tiles.row(y, cell)))
}

fn check(dims: Dimensions, columns: u64, rows: u64, scale: f64, first_slice: u64) -> Result<()> {
    for (name, value) in [("columns", columns), ("rows", rows)] {
        if value == 0 {
            return Err(Error::argument(name, "positive", value));
        }
    }
    if !scale.is_finite() || scale <= 0.0 {
        return Err(Error::argument("scale", "finite and positive", scale));
    }
    if first_slice >= dims.depth as u64 {
        return Err(Error::argument("first slice", format!("below {}, the number of slices", dims.depth), first_slice));
    }
    Ok(())
}

/// How tiles are laid out.
struct Table {
    columns: usize,
    tile: [usize; 2],
    border: usize,
}

impl Table {
    fn dims(&self, columns: u64, rows: u64) -> Result<Dimensions> {
        let length = |tile: usize, count: u64| {
            let pitch = (tile as u64).checked_add(self.border as u64)?;
            usize::try_from(pitch.checked_mul(count)? - self.border as u64).ok()
        };
        match (length(self.tile[0], columns), length(self.tile[1], rows)) {
            (Some(width), Some(height)) => Ok(Dimensions::new(width, height, 1)),
            _ => Err(Error::limit(format!("a table of {columns}×{rows} slices is too large to be addressed"))),
        }
    }

    /// Fills the output. `row_of` gives the rows of the tile in a cell.
    fn fill<'a, T: Pixel>(
        &self,
        ctx: &Context,
        output: &mut Image<T>,
        border: T,
        row_of: &(dyn Fn(usize, usize) -> Option<&'a [T]> + Sync),
    ) -> Result<()> {
        for_each_row(ctx, output, |y, _, row| {
            row.fill(border);
            self.copy_tiles(row_of, y, row);
            Ok(())
        })
    }

    /// Copies the part of the tiles that lies in row `y` of the output.
    fn copy_tiles<'a, T: Pixel>(&self, row_of: &dyn Fn(usize, usize) -> Option<&'a [T]>, y: usize, row: &mut [T]) {
        let [width, height] = self.tile;
        let (table_row, tile_y) = (y / (height + self.border), y % (height + self.border));
        if tile_y >= height {
            return;
        }
        let first = table_row.saturating_mul(self.columns);
        for (column, cell) in row.chunks_mut(width + self.border).enumerate() {
            let Some(tile) = row_of(first.saturating_add(column), tile_y) else { return };
            cell[..width].copy_from_slice(tile);
        }
    }
}

/// The slices of an image, each in the size of a tile.
fn scaled<T: Blend>(ctx: &Context, slices: &Image<T>, tile: [usize; 2]) -> Result<Image<T>> {
    let [w, h, d] = slices.dims().to_array();
    let factors = [tile[0] as f64 / w as f64, tile[1] as f64 / h as f64];
    // Sides of one pixel are not smoothed: their only pixel would get darker.
    let smoothed = |axis: usize| if [w, h][axis] > 1 { factors[axis] } else { 1.0 };
    let along = |axis: usize| (0..tile[axis]).map(|at| at as f64 / factors[axis]).collect();
    let positions = [along(0), along(1), (0..d).map(|z| z as f64).collect()];
    let (mode, boundary) = (Interpolation::Linear, Boundary::Nearest);
    let mut tiles = Image::new([1, 1, 1])?;
    if let Some(kernels) = smoothing([smoothed(0), smoothed(1), 1.0])? {
        let smooth = T::smooth(ctx, slices, &kernels, Boundary::Zero)?;
        resample(ctx, &smooth, &positions, mode, boundary, &mut tiles)?;
    } else {
        resample(ctx, slices, &positions, mode, boundary, &mut tiles)?;
    }
    Ok(tiles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::Complex32;

    struct Options {
        scale: f64,
        slices: [u64; 3],
        border: (u64, f64),
    }

    const PLAIN: Options = Options { scale: 1.0, slices: [0, u64::MAX, 0], border: (0, 0.0) };

    fn table<T: Blend>(input: &Image<T>, columns: u64, rows: u64, options: &Options) -> Result<Image<T>> {
        let mut output = Image::new([1, 1, 1])?;
        let Options { scale, slices: [first, last, step], border: (width, color) } = *options;
        let ctx = Context::with_threads(2);
        montage(&ctx, input, &mut output, columns, rows, scale, first, last, step, width, color)?;
        Ok(output)
    }

    fn ramp() -> Image<u8> {
        Image::from_vec([2, 2, 3], (1..=12).collect()).expect("twelve")
    }

    #[test]
    fn tiles_are_separated_by_borders_and_empty_cells_have_their_colour() {
        let result = table(&ramp(), 2, 2, &Options { border: (1, 9.0), ..PLAIN }).expect("valid");
        let expected = vec![1, 2, 9, 5, 6, 3, 4, 9, 7, 8, 9, 9, 9, 9, 9, 9, 10, 9, 9, 9, 11, 12, 9, 9, 9];
        assert_eq!(result, Image::from_vec([5, 5, 1], expected).expect("25"));
    }

    #[test]
    fn the_step_spreads_slices_over_the_range() {
        let input = Image::from_fn([1, 1, 11], |_, _, z| z as u16).expect("small");
        assert_eq!(table(&input, 2, 2, &PLAIN).expect("valid").pixels(), [0, 2, 4, 6]);
        let some = Options { slices: [1, 9, 3], ..PLAIN };
        assert_eq!(table(&input, 5, 1, &some).expect("valid").pixels(), [1, 4, 7, 0, 0]);
    }

    #[test]
    fn a_constant_slice_stays_constant_when_enlarged() {
        let input = Image::from_fn([7, 5, 1], |_, _, _| 50.0f32).expect("small");
        for scale in [1.2, 1.7, 3.0] {
            let result = table(&input, 1, 1, &Options { scale, ..PLAIN }).expect("valid");
            assert_eq!(result.width(), (7.0 * scale).round() as usize);
            assert!(result.pixels().iter().all(|p| (p - 50.0).abs() < 1e-4), "{scale}: {result:?}");
        }
    }

    #[test]
    fn reduced_slices_are_smoothed_and_darker_at_the_edge() {
        let input = Image::from_fn([20, 1, 1], |_, _, _| 100.0f32).expect("small");
        let result = table(&input, 1, 1, &Options { scale: 0.5, ..PLAIN }).expect("valid");
        assert_eq!(result.width(), 10);
        assert!((result.get(5, 0, 0) - 100.0).abs() < 1e-4 && result.get(0, 0, 0) < 95.0, "{result:?}");
    }

    #[test]
    fn enlarged_slices_are_interpolated() {
        let input = Image::from_vec([2, 1, 1], vec![10u8, 20]).expect("two");
        let result = table(&input, 1, 1, &Options { scale: 2.0, ..PLAIN }).expect("valid");
        assert_eq!(result.pixels(), [10, 15, 20, 20, 10, 15, 20, 20]);
        let complex =
            Image::from_vec([2, 1, 1], vec![Complex32::new(0.0, 2.0), Complex32::new(1.0, 4.0)]).expect("two");
        let result = table(&complex, 1, 1, &Options { scale: 2.0, ..PLAIN }).expect("valid");
        assert_eq!(result.get(1, 0, 0), Complex32::new(0.5, 3.0));
    }

    #[test]
    fn impossible_tables_are_refused() {
        let error = |columns, options| table(&ramp(), columns, 2, &options).expect_err("not valid").to_string();
        assert_eq!(error(0, PLAIN), "argument `columns` must be positive, but it is 0");
        let scale = Options { scale: 0.0, ..PLAIN };
        assert_eq!(error(1, scale), "argument `scale` must be finite and positive, but it is 0");
        let slices = Options { slices: [3, 9, 1], ..PLAIN };
        assert_eq!(error(1, slices), "argument `first slice` must be below 3, the number of slices, but it is 3");
        assert_eq!(error(u64::MAX, PLAIN), format!("a table of {}×2 slices is too large to be addressed", u64::MAX));
    }
}
