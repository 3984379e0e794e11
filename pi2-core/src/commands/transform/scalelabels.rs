//! Enlarging images of labels.

use crate::image::{Dimensions, Image, RealPixel, Region, Vec3i};
use crate::par::for_each_block;
use crate::{Context, Error, Result, pi2_command};

/// Rows of input pixels that a task enlarges.
const ROWS: usize = 4;
/// Largest factor, so that the pixels of a box can be counted.
const MAX_FACTOR: i64 = 1 << 16;

/// Makes an image of labels larger by an integer factor, with smooth boundaries.
///
/// Each pixel of the result is the median of a box of 2f + 1 pixels along an axis with the factor f around it in the image
/// whose pixels are enlarged f times. No values appear that are not in the image.
///
/// # Shapes
/// `input image` is W×H×D; a side of `output image` becomes factor · side. An axis with the factor 0 keeps the side of
/// `output image`, and the factor is that side divided by that of the input, rounded down. With a
/// `block origin`, the output keeps its size.
///
/// # Errors
/// `Argument` if a factor is above 65536, or an axis with the factor 0 has fewer pixels in the output than in the input.
/// `Limit` if the output is too large.
///
/// # References
/// pi2, `scalelabels`, which cannot take single factors from the size of the output.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 1)
/// set(img, [0, 0, 0], 7)
/// scalelabels(img, large, [3, 1, 1])
/// sum(large, total)   # 21
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [scale, label],
    blocks = {
        let factors = label_factors(input_image.dims(), output_image.dims(), scaling_factor)?;
        scalelabels_source(output, factors).clip(input_image.dims())
    },
)]
pub fn scalelabels<T: RealPixel>(
    ctx: &Context,
    /// Image to enlarge.
    input_image: &Image<T>,
    /// The enlarged image.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Output size divided by input size along x, y and z, dimensionless. One number sets all three, also for
    /// two-dimensional images. 0 or less takes it from the size of the output image.
    #[arg(default = Vec3i::splat(0))]
    scaling_factor: Vec3i,
    /// Position of the output image in the whole output image, for distributed mode; the input image is then the part
    /// that this block needs.
    #[arg(default = Vec3i::splat(-1))]
    block_origin: Vec3i,
) -> Result<()> {
    let dims = input_image.dims().to_array();
    let factors = label_factors(input_image.dims(), output_image.dims(), scaling_factor)?;
    let current = output_image.dims().to_array();
    if block_origin.iter().any(|start| *start < 0) {
        let side = |axis: usize| match scaling_factor[axis] {
            1.. => factors[axis].saturating_mul(dims[axis]),
            _ => current[axis],
        };
        output_image.resize(Dimensions::from_request(Vec3i::from([0, 1, 2].map(|axis| side(axis) as i64)))?)?;
    }
    // Where the block begins in the enlarged image of its part of the input.
    let block = Region { start: block_origin.map(|start| start.clamp(0, i64::MAX / 2)).0, size: [1; 3] };
    let needed = scalelabels_source(block, factors);
    let skipped: [usize; 3] =
        std::array::from_fn(|axis| block.start[axis] as usize - needed.start[axis] as usize * factors[axis]);
    let rows = if skipped == [0; 3] { [factors[1] * ROWS, factors[2]] } else { [ROWS, 1] };
    for_each_block(ctx, output_image, rows, |[first_y, first_z], block| {
        let [height, depth] = block.size();
        let mut cells = Cells::new(input_image, factors);
        for z in 0..depth {
            for y in 0..height {
                let place = [first_y + y + skipped[1], first_z + z + skipped[2]];
                cells.enlarge(place, skipped[0], block.row([y, z]));
            }
        }
        Ok(())
    })
}

/// The integer factors that a user's factors mean for images of given sizes.
///
/// # Errors
/// `Argument` if the output is smaller than the input along an axis that gives a factor, or a factor is too large.
pub fn label_factors(input: Dimensions, output: Dimensions, factor: Vec3i) -> Result<[usize; 3]> {
    if factor.iter().any(|factor| *factor > MAX_FACTOR) {
        return Err(Error::argument("scaling factor", format!("at most {MAX_FACTOR} along each axis"), factor));
    }
    let (input, output) = (input.to_array(), output.to_array());
    let mut factors = [1; 3];
    for axis in 0..3 {
        factors[axis] = if factor[axis] > 0 { factor[axis] as usize } else { output[axis] / input[axis] };
        if factors[axis] == 0 {
            let expected = "positive along each axis in which the output image is smaller than the input image";
            return Err(Error::argument("scaling factor", expected, factor));
        }
    }
    Ok(factors)
}

/// The part of the input image from which a part of the output image is made. It may reach beyond the far edges.
pub fn scalelabels_source(output: Region, factors: [usize; 3]) -> Region {
    let cell = |at: i64, axis: usize| at.div_euclid(factors[axis] as i64);
    let start = |axis: usize| (cell(output.start[axis], axis) - 1).max(0);
    let end = |axis: usize| (cell(output.end()[axis] - 1, axis) + 2).max(1);
    Region { start: std::array::from_fn(start), size: std::array::from_fn(|axis| (end(axis) - start(axis)) as usize) }
}

/// Input pixels with their neighbours, for one row of the input after the other.
struct Cells<'a, T> {
    input: &'a Image<T>,
    factors: [usize; 3],
    /// The row of the input that `sorted` is about.
    row: Option<[usize; 2]>,
    /// For each pixel of the row its neighbours by value, each with its offset along x, y and z, from 0 to 2.
    sorted: Vec<Neighbours<T>>,
}

/// The 27 pixels around one, by value; none if they are all equal.
struct Neighbours<T> {
    centre: T,
    by_value: Vec<(T, [u8; 3])>,
}

impl<'a, T: RealPixel> Cells<'a, T> {
    fn new(input: &'a Image<T>, factors: [usize; 3]) -> Self {
        Self { input, factors, row: None, sorted: Vec::new() }
    }

    /// Fills the row of the enlarged image with a given y and z, from pixel `first` on.
    fn enlarge(&mut self, [y, z]: [usize; 2], first: usize, result: &mut [T]) {
        let row = [y / self.factors[1], z / self.factors[2]];
        if self.row != Some(row) {
            self.sorted = (0..self.input.width()).map(|x| self.neighbours([x, row[0], row[1]])).collect();
            self.row = Some(row);
        }
        let weights_y = weights(self.factors[1], y % self.factors[1]);
        let weights_z = weights(self.factors[2], z % self.factors[2]);
        let last = self.sorted.len() - 1;
        let half = self.factors.iter().map(|&factor| 2 * factor as u64 + 1).product::<u64>() / 2;
        let width = self.factors[0];
        let mut rest = result;
        let mut x = first;
        while !rest.is_empty() {
            // Behind the last pixel there are pixels of the same value.
            let (cell, is_inside) = ((x / width).min(last), x / width <= last);
            let (pixels, behind) = rest.split_at_mut((width - x % width).min(rest.len()));
            let neighbours = &self.sorted[cell];
            if neighbours.by_value.is_empty() {
                pixels.fill(neighbours.centre);
            } else {
                for (i, pixel) in pixels.iter_mut().enumerate() {
                    let weights_x =
                        if is_inside { weights(width, x % width + i) } else { [0, 0, 2 * width as u64 + 1] };
                    *pixel = neighbours.median([weights_x, weights_y, weights_z], half);
                }
            }
            x += pixels.len();
            rest = behind;
        }
    }

    fn neighbours(&self, at: [usize; 3]) -> Neighbours<T> {
        let dims = self.input.dims().to_array();
        let near = |axis: usize| [-1, 0, 1].map(|offset| at[axis].saturating_add_signed(offset).min(dims[axis] - 1));
        let [xs, ys, zs] = [near(0), near(1), near(2)];
        let centre = self.input.get(xs[1], ys[1], zs[1]);
        let mut by_value = Vec::new();
        let mut differ = false;
        for (k, &z) in zs.iter().enumerate() {
            for (j, &y) in ys.iter().enumerate() {
                let row = self.input.row(y, z);
                differ |= xs.iter().any(|&x| row[x] != centre);
                by_value.extend(xs.iter().enumerate().map(|(i, &x)| (row[x], [i as u8, j as u8, k as u8])));
            }
        }
        if !differ {
            return Neighbours { centre, by_value: Vec::new() };
        }
        // NaN comes last, whatever it is compared with.
        by_value.sort_by(|(a, _), (b, _)| a.partial_cmp(b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())));
        Neighbours { centre, by_value }
    }
}

impl<T: Copy> Neighbours<T> {
    /// The first value at which the sum of weights exceeds half of all.
    fn median(&self, weights: [[u64; 3]; 3], half: u64) -> T {
        let mut sum = 0;
        for &(value, [i, j, k]) in &self.by_value {
            sum += weights[0][usize::from(i)] * weights[1][usize::from(j)] * weights[2][usize::from(k)];
            if sum > half {
                return value;
            }
        }
        self.centre
    }
}

/// Number of pixels of the box in the cells before, at and behind the one in which its centre is pixel `m`.
fn weights(factor: usize, m: usize) -> [u64; 3] {
    [factor - m, factor, m + 1].map(|count| count as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};

    fn enlarged<T: RealPixel>(input: &Image<T>, size: [usize; 3], factor: [i64; 3]) -> Result<Image<T>> {
        let mut output = Image::new(size)?;
        scalelabels(&Context::with_threads(2), input, &mut output, factor.into(), Vec3i::splat(-1))?;
        Ok(output)
    }

    /// The median of the box, with no thought for speed.
    fn reference<T: RealPixel>(input: &Image<T>, size: [usize; 3], factors: [usize; 3]) -> Image<T> {
        let dims = input.dims().to_array();
        Image::from_fn(size, |x, y, z| {
            let at = [x, y, z];
            let range = |axis: usize| {
                let (centre, reach) = (at[axis] as i64, factors[axis] as i64);
                let last = (dims[axis] * factors[axis]) as i64 - 1;
                (centre - reach..=centre + reach).map(move |p| p.clamp(0, last) as usize / factors[axis])
            };
            let mut values = Vec::new();
            for z in range(2) {
                for y in range(1) {
                    values.extend(range(0).map(|x| input.get(x, y, z)));
                }
            }
            values.sort_by(|a, b| a.partial_cmp(b).expect("no NaN"));
            values[values.len() / 2]
        })
        .expect("small")
    }

    fn agrees<T: RealPixel>(sides: [usize; 3], factors: [usize; 3], seed: u64) -> Result<(), TestCaseError> {
        let few = random_image::<u8>(sides, seed);
        let labels = few.pixels().iter().map(|&p| T::from_f64_saturating(f64::from(p / 100))).collect();
        for input in [Image::from_vec(sides, labels).expect("as many"), random_image::<T>(sides, seed)] {
            let size: [usize; 3] = std::array::from_fn(|axis| sides[axis] * factors[axis]);
            let expected = reference(&input, size, factors);
            prop_assert_eq!(&enlarged(&input, [1; 3], factors.map(|f| f as i64)).expect("valid"), &expected);
            // The factor comes from a size that is no multiple.
            let size: [usize; 3] = std::array::from_fn(|axis| size[axis] + (factors[axis] - 1).min(sides[axis] - 1));
            prop_assert_eq!(enlarged(&input, size, [0; 3]).expect("valid"), reference(&input, size, factors));
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(12))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            sides in sides().prop_map(|sides| sides.map(|side| side.min(4))),
            factors in prop::array::uniform3(1usize..4),
            seed: u64,
        ) {
            for_each_real_type!(agrees, sides, factors, seed);
        }
    }

    #[test]
    fn blocks_make_the_whole() {
        let input = random_image::<u16>([9, 8, 10], 3);
        let (whole, factors) = (enlarged(&input, [1; 3], [3, 2, 2]).expect("valid"), [3, 2, 2]);
        let block = Region { start: [4, 3, 5], size: [14, 10, 12] };
        let source = scalelabels_source(block, factors).clip(input.dims());
        let from = source.start.map(|start| start as usize);
        let part = Image::from_fn(source.size, |x, y, z| input.get(from[0] + x, from[1] + y, from[2] + z));
        let mut output = Image::new(block.size).expect("small");
        let part = part.expect("small");
        scalelabels(&Context::default(), &part, &mut output, [3, 2, 2].into(), block.start.into()).expect("valid");
        let expected = Image::from_fn(block.size, |x, y, z| whole.get(x + 4, y + 3, z + 5)).expect("small");
        assert_eq!(output, expected);
    }

    #[test]
    fn single_factors_that_are_zero_come_from_the_size_of_the_output() {
        let input = random_image::<u8>([3, 3, 1], 3);
        let some = enlarged(&input, [6, 3, 1], [0, 2, 0]).expect("valid");
        assert_eq!(some, enlarged(&input, [1; 3], [2, 2, 1]).expect("valid"));
    }

    #[test]
    fn an_output_that_is_too_small_is_refused() {
        let input = random_image::<u8>([3, 3, 1], 3);
        let error = enlarged(&input, [2, 9, 9], [0; 3]).expect_err("too small").to_string();
        let expected = "argument `scaling factor` must be positive along each axis in which the output image is smaller \
                        than the input image, but it is [0, 0, 0]";
        assert_eq!(error, expected);
        let error = enlarged(&input, [1; 3], [i64::MAX; 3]).expect_err("too large").to_string();
        assert!(error.starts_with("argument `scaling factor` must be at most 65536 along each axis"), "{error}");
    }
}
