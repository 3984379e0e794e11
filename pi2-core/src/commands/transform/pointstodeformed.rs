//! Points in the coordinates of a deformed image.

use super::displacement::Displacements;
use crate::image::Image;
use crate::par::tasks::{self, task_len};
use crate::{Context, Error, Result, pi2_command};

/// Moves points from the reference image to the deformed image, with the files of block matching.
///
/// A point X becomes X + shift(X). The shift is linear between the points of the grid, and as at the nearest edge outside
/// the grid; it is computed in float64.
///
/// Reads `<prefix>_refpoints.txt` and `<prefix>_defpoints_<size>.raw`. The first six lines of the example write what a
/// block matching would: a single grid point at (1, 1, 1) that comes to the origin.
///
/// # Shapes
/// `points` is 3×N: x, y and z of each point.
///
/// # Errors
/// `Dimensions` if `points` is not 3×N; `Io` if a file is missing, `Format` if it is not one of block matching.
///
/// # References
/// pi2, `pointstodeformed`, which calls `points` an input although it changes them.
///
/// # Example
/// ```pi2
/// newimage(text, uint32, 2, 3)
/// set(text, 170991660)
/// box(text, 0, [1, 3, 1], 824192049)
/// writerawblock(text, "match_refpoints.txt", 0, [2, 3, 1])
/// newimage(place, uint64, 3)
/// writerawblock(place, "match_defpoints_1x1x1.raw", 0, [3, 1, 1])
/// newimage(points, float32, 3)
/// pointstodeformed(points, match)   # -1
/// ```
#[pi2_command(
    category = "Transforms",
    see_also = [pullback],
    whole_image = "lists of points are small"
)]
pub fn pointstodeformed(
    ctx: &Context,
    /// Points to move, in pixels.
    points: &mut Image<f32>,
    /// Start of the names of the files.
    file_name_prefix: &str,
) -> Result<()> {
    let dims = points.dims();
    if dims.width != 3 || dims.depth != 1 {
        return Err(Error::dimensions(format!("`points` is {dims} but must be 3×N: x, y and z of each point")));
    }
    let displacements = Displacements::of_files(file_name_prefix)?;
    tasks::chunks_mut(ctx, points.pixels_mut(), task_len(size_of::<f32>()) / 3 * 3, |_, pixels| {
        for point in pixels.chunks_exact_mut(3) {
            let at = [point[0], point[1], point[2]].map(f64::from);
            let shift = displacements.at(at);
            for axis in 0..3 {
                point[axis] = (at[axis] + shift[axis]) as f32;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::transform::displacement::tests::write;

    #[test]
    fn points_move_with_the_grid() {
        let folder = tempfile::tempdir().expect("a folder");
        let prefix = folder.path().join("bm").to_string_lossy().into_owned();
        let deformed: Vec<[f64; 3]> =
            [0.0, 4.0].iter().flat_map(|&y| [[0.0, y, 1.0], [4.0 + y / 4.0, y, 1.0]]).collect();
        write(&prefix, [[0, 4, 4], [0, 4, 4], [0, 0, 1]], &deformed);
        let mut points = Image::from_vec([3, 3, 1], vec![2f32, 2.0, 0.0, 4.0, 4.0, 9.0, -3.0, 0.0, 0.0]);
        let points = points.as_mut().expect("three points");
        pointstodeformed(&Context::with_threads(2), points, &prefix).expect("valid");
        assert_eq!(points.pixels(), [2.25, 2.0, 1.0, 5.0, 4.0, 10.0, -3.0, 0.0, 1.0]);
    }

    #[test]
    fn lists_of_other_shapes_and_missing_files_are_refused() {
        let mut points = Image::<f32>::new([2, 3, 1]).expect("small");
        let error = pointstodeformed(&Context::default(), &mut points, "x").expect_err("two columns").to_string();
        assert_eq!(error, "`points` is 2×3×1 but must be 3×N: x, y and z of each point");
        let mut points = Image::<f32>::new([3, 1, 1]).expect("small");
        let error = pointstodeformed(&Context::default(), &mut points, "x").expect_err("no file").to_string();
        assert_eq!(error, "cannot read x_refpoints.txt: no such file or folder");
    }
}
