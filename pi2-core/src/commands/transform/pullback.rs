//! Undoing a deformation that is known on a grid.

use super::displacement::{Displacements, GridSpec};
use super::sampling::check_finite;
use crate::image::{Dimensions, Image, RealPixel, Vec3d, Vec3i};
use crate::interpolate::{Blend, Interpolation, sample_at};
use crate::par::Boundary;
use crate::{Context, Error, Result, pi2_command};

/// Brings a deformed image back to the coordinates of the reference image, with the files of block matching.
///
/// Pixel p of the result is the value of the image at p + shift(p); outside the image there are zeros. The shift is
/// linear between the points of the grid, and as at the nearest edge outside the grid. All is computed in float64.
///
/// Reads `<prefix>_refpoints.txt` and `<prefix>_defpoints_<size>.raw`.
///
/// # Shapes
/// `pullback image` becomes as large as `image`.
///
/// # Errors
/// `Io` if a file is missing, `Format` if it is not one of block matching.
///
/// # References
/// pi2, `pullback`, which spreads NaN to neighbours of exact positions.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4)
/// set(img, [1, 0, 0], 7)
/// newimage(x, float32, 2)
/// set(x, [0, 0, 0], 1)
/// set(x, [1, 0, 0], 4)
/// newlike(y, x)
/// newlike(z, x)
/// pullback(img, moved, 0, [3, 1, 1], [3, 0, 0], x, y, z, nearest)   # 7
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [pointstodeformed, generictransform],
    whole_image = "displacements may be larger than any block"
)]
pub fn pullback<T: RealPixel + Blend>(
    ctx: &Context,
    /// The deformed image.
    image: &Image<T>,
    /// The image without the deformation.
    #[arg(out)]
    pullback_image: &mut Image<T>,
    /// Start of the names of the files.
    file_name_prefix: &str,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Cubic)]
    interpolation_mode: Interpolation,
) -> Result<()> {
    let displacements = Displacements::of_files(file_name_prefix)?;
    pullback_image.resize_like(image)?;
    undo(ctx, image, pullback_image, &displacements, Vec3d::splat(0.0), interpolation_mode)
}

/// Brings a deformed image back to the coordinates of the reference image, with positions in images.
///
/// The points of the grid are `grid start`, `grid start` + `grid step`, ... up to `grid max` along each axis. Pixel p of
/// the result is the value of the image at X + shift(X) for X = p + `pullback position`; outside the image there are
/// zeros. The shift is linear between the points of the grid, and as at the nearest edge outside the grid. All is
/// computed in float64.
///
/// # Shapes
/// `x`, `y` and `z` have one pixel for each point of the grid. `pullback image` becomes `pullback size`, or as large as
/// `image` if that is zero.
///
/// # Errors
/// `Argument` if `grid step` is not positive, `grid max` is below `grid start`, or `pullback position` is not finite;
/// `Dimensions` if `x`, `y` or `z` does not have the size of the grid; `Limit` if the result is too large.
///
/// # References
/// pi2, `pullback`, which spreads NaN to neighbours of exact positions.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4)
/// set(img, [1, 0, 0], 7)
/// newimage(x, float32, 2)
/// set(x, [0, 0, 0], 1)
/// set(x, [1, 0, 0], 4)
/// newlike(y, x)
/// newlike(z, x)
/// pullback(img, moved, 0, [3, 1, 1], [3, 0, 0], x, y, z, nearest)   # 7
/// ```
#[pi2_command(
    name = "pullback",
    category = "Transforms",
    see_also = [pointstodeformed, generictransform],
    whole_image = "displacements may be larger than any block"
)]
pub fn pullback_with_grid<T: RealPixel + Blend>(
    ctx: &Context,
    /// The deformed image.
    image: &Image<T>,
    /// The image without the deformation.
    #[arg(out)]
    pullback_image: &mut Image<T>,
    /// First point of the grid, in pixels of the reference image.
    grid_start: Vec3i,
    /// Distance of the points of the grid, in pixels.
    grid_step: Vec3i,
    /// Largest possible coordinates of points, in pixels.
    grid_max: Vec3i,
    /// X-coordinates of the grid points in the deformed image.
    x: &Image<f32>,
    /// Y-coordinates of the grid points in the deformed image.
    y: &Image<f32>,
    /// Z-coordinates of the grid points in the deformed image.
    z: &Image<f32>,
    /// How values between pixels are found.
    #[arg(default = Interpolation::Cubic)]
    interpolation_mode: Interpolation,
    /// Place of the first pixel of the result in the reference image, in pixels.
    #[arg(default = Vec3d::splat(0.0))]
    pullback_position: Vec3d,
    /// Size of the result. [0, 0, 0] is the size of `image`.
    #[arg(default = Vec3i::splat(0))]
    pullback_size: Vec3i,
) -> Result<()> {
    check_finite("pullback position", pullback_position)?;
    if pullback_size.iter().any(|side| *side < 0) {
        return Err(Error::argument("pullback size", "positive or zero", pullback_size));
    }
    let spec = GridSpec { start: grid_start, max: grid_max, step: grid_step };
    let displacements = Displacements::of_images(spec, [x, y, z])?;
    let is_given = pullback_size.iter().any(|side| *side > 0);
    pullback_image.resize(if is_given { Dimensions::from_request(pullback_size)? } else { image.dims() })?;
    undo(ctx, image, pullback_image, &displacements, pullback_position, interpolation_mode)
}

/// Samples the image at the displaced pixels of the output, which begins at `position`.
fn undo<T: Blend>(
    ctx: &Context,
    image: &Image<T>,
    output: &mut Image<T>,
    displacements: &Displacements,
    position: Vec3d,
    interpolation: Interpolation,
) -> Result<()> {
    let along_x = (0..output.width()).map(|x| x as f64 + position[0]);
    let places = displacements.places_along_x(along_x);
    sample_at(ctx, image, output, interpolation, Boundary::Zero, &|[y, z], points| {
        let [y, z] = [y as f64 + position[1], z as f64 + position[2]];
        for (x, at) in points[0].iter_mut().enumerate() {
            *at = x as f64 + position[0];
        }
        points[1].fill(y);
        points[2].fill(z);
        for (component, line) in points.iter_mut().enumerate() {
            displacements.add_row(component, &places, [y, z], line);
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::commands::transform::displacement::tests::write;
    use crate::interpolate::reference;
    use crate::testing::{for_each_real_type, random_image, sides};

    struct Grid {
        spec: [[i64; 3]; 3],
        points: [Image<f32>; 3],
    }

    impl Grid {
        /// A grid with random displacements. Rows of `spec` are first, maximum and step along an axis.
        fn random(spec: [[i64; 3]; 3], seed: u64) -> Self {
            let counts = spec.map(|[first, max, step]| ((max - first) / step + 1) as usize);
            let points = std::array::from_fn(|axis| {
                let noise = random_image::<f32>(counts, seed + axis as u64);
                Image::from_fn(counts, |x, y, z| {
                    let index = [x, y, z][axis] as i64;
                    (spec[axis][0] + index * spec[axis][2]) as f32 + (noise.get(x, y, z) / 250.0).round() / 4.0
                })
                .expect("small")
            });
            Self { spec, points }
        }

        fn column(&self, i: usize) -> Vec3i {
            self.spec.map(|row| row[i]).into()
        }

        fn displacement(&self, at: [f64; 3]) -> [f64; 3] {
            let place: [f64; 3] =
                std::array::from_fn(|axis| (at[axis] - self.spec[axis][0] as f64) / self.spec[axis][2] as f64);
            std::array::from_fn(|axis| {
                let base = |x: usize, y: usize, z: usize| {
                    let index = [x, y, z][axis] as i64;
                    self.points[axis].get(x, y, z) - (self.spec[axis][0] + index * self.spec[axis][2]) as f32
                };
                let dims = self.points[axis].dims();
                let shifts = Image::from_fn(dims, base).expect("small");
                reference::sample(&shifts, place, Interpolation::Linear, Boundary::Nearest)
            })
        }
    }

    fn pulled<T: RealPixel + Blend>(
        image: &Image<T>,
        grid: &Grid,
        mode: Interpolation,
        position: [f64; 3],
        size: [i64; 3],
    ) -> Result<Image<T>> {
        let mut output = Image::new([1, 1, 1])?;
        let ([x, y, z], [start, max, step]) = (&grid.points, [0, 1, 2].map(|i| grid.column(i)));
        let ctx = Context::with_threads(2);
        let (position, size) = (position.into(), size.into());
        pullback_with_grid(&ctx, image, &mut output, start, step, max, x, y, z, mode, position, size)?;
        Ok(output)
    }

    fn shift_by_one() -> Grid {
        let x = Image::from_vec([2, 1, 1], vec![1f32, 6.0]).expect("two");
        let zero = Image::new([2, 1, 1]).expect("small");
        Grid { spec: [[0, 5, 5], [0, 0, 1], [0, 0, 1]], points: [x, zero.clone(), zero] }
    }

    #[test]
    fn a_shift_by_one_pixel_is_undone() {
        let image = Image::from_vec([6, 1, 1], vec![0u8, 10, 20, 30, 40, 50]).expect("six");
        let result = pulled(&image, &shift_by_one(), Interpolation::Linear, [0.0; 3], [0; 3]).expect("valid");
        assert_eq!(result.pixels(), [10, 20, 30, 40, 50, 0]);
        let part = pulled(&image, &shift_by_one(), Interpolation::Cubic, [1.0, 0.0, 0.0], [2, 1, 1]).expect("valid");
        assert_eq!(part.pixels(), [20, 30]);
    }

    #[test]
    fn files_and_images_give_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let prefix = folder.path().join("bm").to_string_lossy().into_owned();
        let grid = Grid::random([[1, 7, 3], [0, 6, 2], [-1, 5, 4]], 3);
        let [x, y, z] = grid.points.each_ref().map(Image::pixels);
        let deformed: Vec<[f64; 3]> = (0..x.len()).map(|i| [x[i], y[i], z[i]].map(f64::from)).collect();
        write(&prefix, grid.spec, &deformed);
        let image = random_image::<u16>([8, 7, 6], 5);
        let mut output = Image::new([1, 1, 1]).expect("small");
        pullback(&Context::default(), &image, &mut output, &prefix, Interpolation::Cubic).expect("valid");
        assert_eq!(output, pulled(&image, &grid, Interpolation::Cubic, [0.0; 3], [0; 3]).expect("valid"));
        let error = pullback(&Context::default(), &image, &mut output, "missing", Interpolation::Cubic);
        assert_eq!(
            error.expect_err("missing").to_string(),
            "cannot read missing_refpoints.txt: no such file or folder"
        );
    }

    #[test]
    fn impossible_grids_are_refused() {
        let image = random_image::<u8>([2, 2, 2], 5);
        let error = |change: &dyn Fn(&mut Grid), position: f64, size: i64| {
            let mut grid = shift_by_one();
            change(&mut grid);
            pulled(&image, &grid, Interpolation::Linear, [position; 3], [size; 3]).expect_err("impossible").to_string()
        };
        assert_eq!(error(&|grid| grid.spec[0][1] = 12, 0.0, 0), "`x` is 2×1×1 but the grid has 3×1×1 points");
        let step = error(&|grid| grid.spec[1][2] = 0, 0.0, 0);
        assert_eq!(step, "argument `grid step` must be positive along each axis, but it is [5, 0, 1]");
        let max = error(&|grid| grid.spec[2][1] = -1, 0.0, 0);
        let expected = "argument `grid max` must be at least [0, 0, 0], the first point, along each axis, but it is \
                        [5, 0, -1]";
        assert_eq!(max, expected);
        let position = error(&|_| {}, f64::NAN, 0);
        assert_eq!(position, "argument `pullback position` must be finite, but it is [NaN, NaN, NaN]");
        let size = error(&|_| {}, 0.0, -1);
        assert_eq!(size, "argument `pullback size` must be positive or zero, but it is [-1, -1, -1]");
        let points = error(&|grid| grid.spec[0] = [i64::MIN, i64::MAX, 1], 0.0, 0);
        assert!(points.starts_with("`x` is 2×1×1 but the grid has"), "{points}");
    }

    fn agrees<T: RealPixel + Blend>(sides: [usize; 3], mode: Interpolation, seed: u64) -> Result<(), TestCaseError> {
        let image = random_image::<T>(sides, seed);
        let grid = Grid::random([[0, 7, 3], [1, 5, 2], [-1, 3, 4]], seed >> 1);
        let position = [0.25, -1.0, 0.5];
        let output = pulled(&image, &grid, mode, position, [5, 4, 3]).expect("valid");
        reference::check(&image, &output, mode, Boundary::Zero, |at| {
            let place: [f64; 3] = std::array::from_fn(|axis| at[axis] as f64 + position[axis]);
            let shift = grid.displacement(place);
            std::array::from_fn(|axis| place[axis] + shift[axis])
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(sides in sides(), is_cubic: bool, seed: u64) {
            let mode = if is_cubic { Interpolation::Cubic } else { Interpolation::Linear };
            for_each_real_type!(agrees, sides, mode, seed);
        }
    }
}
