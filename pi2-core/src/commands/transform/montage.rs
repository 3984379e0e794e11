//! Slices side by side.

use std::borrow::Cow;

use crate::image::{Complex32, Dimensions, Image, Pixel, RealPixel};
use crate::par::{for_each_row, tasks};
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
#[pi2_command(category = "Transforms", see_also = [crop, bin], whole_image = "the table is made of slices of the whole image")]
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
    let tiles = tasks::collect(ctx, slices.len(), |cell| Ok(table.tile_of(input_image, slices[cell])))?;

    let border = T::from_parts([border_color, 0.0]);
    for_each_row(ctx, output_image, |y, _, row| {
        row.fill(border);
        table.copy_tiles(&tiles, y, row);
        Ok(())
    })
}

/// A pixel of which weighted means can be made.
pub trait Blend: Pixel {
    /// Real and imaginary part; the latter is 0 for real pixels.
    fn parts(self) -> [f64; 2];
    /// The pixel value nearest to these parts.
    fn from_parts(parts: [f64; 2]) -> Self;
}

macro_rules! blend_real {
    ($($t:ty),+) => {$(
        impl Blend for $t {
            fn parts(self) -> [f64; 2] {
                [self.to_f64(), 0.0]
            }

            fn from_parts(parts: [f64; 2]) -> Self {
                Self::from_f64_saturating(parts[0])
            }
        }
    )+};
}

blend_real!(u8, u16, u32, u64, i8, i16, i32, i64, f32);

impl Blend for Complex32 {
    fn parts(self) -> [f64; 2] {
        [self.re.into(), self.im.into()]
    }

    fn from_parts(parts: [f64; 2]) -> Self {
        Self::new(parts[0] as f32, parts[1] as f32)
    }
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

    /// A slice of the image in the size of a tile.
    fn tile_of<'a, T: Blend>(&self, image: &'a Image<T>, z: usize) -> Cow<'a, [T]> {
        let size = [image.width(), image.height()];
        if size == self.tile {
            return Cow::Borrowed(image.slice(z));
        }
        let mut plane = Plane { size, parts: image.slice(z).iter().map(|pixel| pixel.parts()).collect() };
        let factors = [0, 1].map(|axis| self.tile[axis] as f64 / size[axis] as f64);
        for (axis, factor) in factors.into_iter().enumerate() {
            plane.smooth(axis, (1.0 / factor - 1.0) / 2.0);
        }
        Cow::Owned(plane.sample(self.tile, factors).into_iter().map(T::from_parts).collect())
    }

    /// Copies the part of the tiles that lies in row `y` of the output.
    fn copy_tiles<T: Blend>(&self, tiles: &[Cow<'_, [T]>], y: usize, row: &mut [T]) {
        let [width, height] = self.tile;
        let (table_row, tile_y) = (y / (height + self.border), y % (height + self.border));
        if tile_y >= height {
            return;
        }
        let in_row = tiles.iter().skip(table_row.saturating_mul(self.columns)).take(self.columns);
        for (tile, cell) in in_row.zip(row.chunks_mut(width + self.border)) {
            cell[..width].copy_from_slice(&tile[tile_y * width..(tile_y + 1) * width]);
        }
    }
}

/// A slice in float64.
struct Plane {
    size: [usize; 2],
    parts: Vec<[f64; 2]>,
}

impl Plane {
    /// The pixel that is nearest to a position.
    fn get(&self, x: usize, y: usize) -> [f64; 2] {
        self.parts[x.min(self.size[0] - 1) + self.size[0] * y.min(self.size[1] - 1)]
    }

    /// Smooths along an axis with a Gaussian that is cut off at three standard deviations. Outside there are zeros.
    fn smooth(&mut self, axis: usize, sigma: f64) {
        if sigma <= 0.0 || self.size[axis] == 1 {
            return;
        }
        let radius = (3.0 * sigma).ceil() as usize;
        let weights: Vec<f64> =
            (0..=2 * radius).map(|i| (-(i as f64 - radius as f64).powi(2) / (2.0 * sigma * sigma)).exp()).collect();
        let total: f64 = weights.iter().sum();
        let mean_around = |x: usize, y: usize| {
            let (centre, at): (_, &dyn Fn(usize) -> [f64; 2]) =
                if axis == 0 { (x, &|i| self.get(i, y)) } else { (y, &|i| self.get(x, i)) };
            let range = centre.saturating_sub(radius)..(centre + radius + 1).min(self.size[axis]);
            range.fold([0.0; 2], |sum, i| add_scaled(sum, weights[i + radius - centre] / total, at(i)))
        };
        let [width, height] = self.size;
        self.parts = (0..width * height).map(|index| mean_around(index % width, index / width)).collect();
    }

    /// The plane at the points (x / factor, y / factor), interpolated linearly.
    fn sample(&self, size: [usize; 2], factors: [f64; 2]) -> Vec<[f64; 2]> {
        let value = |x: usize, y: usize| {
            let (x, y) = (x as f64 / factors[0], y as f64 / factors[1]);
            let (column, row) = (x.floor(), y.floor());
            let mut sum = [0.0; 2];
            for (dy, weight_y) in [(0, 1.0 - (y - row)), (1, y - row)] {
                for (dx, weight_x) in [(0, 1.0 - (x - column)), (1, x - column)] {
                    sum = add_scaled(sum, weight_x * weight_y, self.get(column as usize + dx, row as usize + dy));
                }
            }
            sum
        };
        (0..size[0] * size[1]).map(|index| value(index % size[0], index / size[0])).collect()
    }
}

/// `sum + weight * value`; a weight of zero takes nothing, not even NaN.
fn add_scaled(sum: [f64; 2], weight: f64, value: [f64; 2]) -> [f64; 2] {
    if weight == 0.0 { sum } else { [sum[0] + weight * value[0], sum[1] + weight * value[1]] }
}

#[cfg(test)]
mod tests {
    use super::*;

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
