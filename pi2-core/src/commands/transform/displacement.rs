//! Displacements that are known at the points of a regular grid, and the files of block matching with them.

use std::fs;
use std::path::PathBuf;

use crate::image::{Image, Vec3i};
use crate::{Error, Result};

/// The points of a grid along one axis.
#[derive(Clone, Copy, PartialEq, Debug)]
struct GridAxis {
    start: f64,
    step: f64,
    count: usize,
}

/// The grid points beside a position along an axis, and how far behind the first it lies, from 0 to 1.
#[derive(Clone, Copy)]
pub(super) struct Place {
    before: usize,
    behind: usize,
    t: f64,
}

impl Place {
    /// The value between those of the two points. A point that has no weight may be NaN.
    fn between(self, value: impl Fn(usize) -> f64) -> f64 {
        if self.t == 0.0 {
            value(self.before)
        } else {
            value(self.before) * (1.0 - self.t) + value(self.behind) * self.t
        }
    }
}

impl GridAxis {
    fn place(self, position: f64) -> Place {
        let last = self.count - 1;
        let at = ((position - self.start) / self.step).clamp(0.0, last as f64);
        let before = at as usize;
        Place { before, behind: (before + 1).min(last), t: at - at.floor() }
    }

    fn point(self, index: usize) -> f64 {
        self.start + index as f64 * self.step
    }
}

/// Displacements at the points of a grid. Between them they are linear, outside as at the nearest edge.
#[derive(Debug)]
pub(super) struct Displacements {
    axes: [GridAxis; 3],
    /// Components along x, y and z at each point, x fastest.
    shifts: [Vec<f64>; 3],
}

/// First coordinate, last possible coordinate and distance of the points of a grid.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct GridSpec {
    pub start: Vec3i,
    pub max: Vec3i,
    pub step: Vec3i,
}

impl GridSpec {
    fn axes(&self) -> Result<[GridAxis; 3]> {
        for axis in 0..3 {
            if self.step[axis] <= 0 {
                return Err(Error::argument("grid step", "positive along each axis", self.step));
            }
            if self.max[axis] < self.start[axis] {
                let expected = format!("at least {}, the first point, along each axis", self.start);
                return Err(Error::argument("grid max", expected, self.max));
            }
        }
        Ok(std::array::from_fn(|axis| GridAxis {
            start: self.start[axis] as f64,
            step: self.step[axis] as f64,
            count: ((self.max[axis].abs_diff(self.start[axis]) / self.step[axis] as u64) as usize).saturating_add(1),
        }))
    }

    /// Number of points along each axis.
    fn counts(&self) -> Result<[usize; 3]> {
        Ok(self.axes()?.map(|axis| axis.count))
    }
}

impl Displacements {
    /// The displacements of a grid whose points come to the `deformed` positions.
    fn new(spec: GridSpec, mut deformed: [Vec<f64>; 3]) -> Result<Self> {
        let axes = spec.axes()?;
        let [w, h, _] = axes.map(|axis| axis.count);
        for (axis, positions) in deformed.iter_mut().enumerate() {
            for (index, position) in positions.iter_mut().enumerate() {
                *position -= axes[axis].point([index % w, index / w % h, index / w / h][axis]);
            }
        }
        Ok(Self { axes, shifts: deformed })
    }

    /// The displacements of a grid whose points come to the positions in three images.
    ///
    /// # Errors
    /// `Argument` if there is no such grid, `Dimensions` if an image has not one pixel for each point.
    pub fn of_images(spec: GridSpec, images: [&Image<f32>; 3]) -> Result<Self> {
        let counts = spec.counts()?;
        for (name, image) in ["x", "y", "z"].into_iter().zip(images) {
            if image.dims().to_array() != counts {
                let [w, h, d] = counts;
                let message = format!("`{name}` is {} but the grid has {w}×{h}×{d} points", image.dims());
                return Err(Error::dimensions(message));
            }
        }
        Self::new(spec, images.map(|image| image.pixels().iter().map(|&at| f64::from(at)).collect()))
    }

    /// The displacements in the files of block matching whose names begin with a prefix.
    ///
    /// # Errors
    /// `Io` if a file is missing, `Format` if it is not what block matching writes.
    pub fn of_files(prefix: &str) -> Result<Self> {
        let spec = read_grid(prefix)?;
        let path = PathBuf::from(format!("{prefix}_refpoints.txt"));
        let [w, h, d] = spec.counts().map_err(|error| Error::format(&path, error.to_string()))?;
        let path = PathBuf::from(format!("{prefix}_defpoints_{w}x{h}x{d}.raw"));
        let bytes = fs::read(&path).map_err(|source| Error::io("read", &path, source))?;
        let wanted = [w, h, d, 24].iter().try_fold(1usize, |product, &side| product.checked_mul(side));
        if wanted != Some(bytes.len()) {
            let message = format!("{w}×{h}×{d} points need 24 bytes each, but there are {} bytes", bytes.len());
            return Err(Error::format(&path, message));
        }
        let component = |axis: usize| {
            let points = bytes.chunks_exact(24);
            points.map(|point| f64::from_ne_bytes(std::array::from_fn(|i| point[8 * axis + i]))).collect()
        };
        Self::new(spec, [component(0), component(1), component(2)])
    }

    /// The displacement at a point.
    pub fn at(&self, point: [f64; 3]) -> [f64; 3] {
        let [x, y, z]: [Place; 3] = std::array::from_fn(|axis| self.axes[axis].place(point[axis]));
        std::array::from_fn(|component| x.between(|i| self.between_lines(component, i, y, z)))
    }

    /// Where positions lie between the grid points along x.
    pub fn places_along_x(&self, positions: impl Iterator<Item = f64>) -> Vec<Place> {
        positions.map(|position| self.axes[0].place(position)).collect()
    }

    /// One component of the displacements along a row: adds them to `result`, at places along x.
    pub fn add_row(&self, component: usize, places: &[Place], [y, z]: [f64; 2], result: &mut [f64]) {
        let (y, z) = (self.axes[1].place(y), self.axes[2].place(z));
        let line: Vec<f64> = (0..self.axes[0].count).map(|i| self.between_lines(component, i, y, z)).collect();
        for (value, place) in result.iter_mut().zip(places) {
            *value += place.between(|i| line[i]);
        }
    }

    /// A component between four lines of the grid along x, at grid point `i`.
    fn between_lines(&self, component: usize, i: usize, y: Place, z: Place) -> f64 {
        let [w, h] = [self.axes[0].count, self.axes[1].count];
        z.between(|k| y.between(|j| self.shifts[component][i + w * (j + h * k)]))
    }
}

/// Reads the grid from the text file of block matching: a line with first, last and step for each axis.
fn read_grid(prefix: &str) -> Result<GridSpec> {
    let path = PathBuf::from(format!("{prefix}_refpoints.txt"));
    let text = fs::read_to_string(&path).map_err(|source| Error::io("read", &path, source))?;
    let mut rows = [[0; 3]; 3];
    let mut lines = text.lines();
    for (row, axis) in rows.iter_mut().zip(["x", "y", "z"]) {
        let line = lines.next().unwrap_or_default();
        let numbers: Vec<i64> = line.split(',').filter_map(|number| number.trim().parse().ok()).collect();
        *row = numbers.try_into().map_err(|_| {
            Error::format(&path, format!("expected first, maximum and step along {axis}, but found `{line}`"))
        })?;
    }
    let column = |i: usize| Vec3i::from(rows.map(|row| row[i]));
    Ok(GridSpec { start: column(0), max: column(1), step: column(2) })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Writes the files of a block matching whose grid points come to `deformed`.
    pub fn write(prefix: &str, rows: [[i64; 3]; 3], deformed: &[[f64; 3]]) {
        let lines = rows.map(|[first, max, step]| format!("{first}, {max}, {step}\n")).concat();
        fs::write(format!("{prefix}_refpoints.txt"), lines + "0\n1\n100\n").expect("writable");
        let [w, h, d] = rows.map(|[first, max, step]| (max - first) / step + 1);
        let bytes: Vec<u8> = deformed.iter().flatten().flat_map(|at| at.to_ne_bytes()).collect();
        fs::write(format!("{prefix}_defpoints_{w}x{h}x{d}.raw"), bytes).expect("writable");
    }

    #[test]
    fn displacements_are_linear_between_points_and_constant_outside() {
        let folder = tempfile::tempdir().expect("a folder");
        let prefix = folder.path().join("bm").to_string_lossy().into_owned();
        write(&prefix, [[10, 15, 3], [0, 0, 1], [4, 4, 9]], &[[11.0, 0.0, 4.0], [15.0, 0.5, 4.0]]);
        let displacements = Displacements::of_files(&prefix).expect("valid");
        assert_eq!(displacements.at([10.0, 7.0, 7.0]), [1.0, 0.0, 0.0]);
        assert_eq!(displacements.at([11.5, 0.0, 4.0]), [1.5, 0.25, 0.0]);
        assert_eq!(displacements.at([-5.0, 0.0, 4.0]), [1.0, 0.0, 0.0]);
        assert_eq!(displacements.at([99.0, 0.0, 4.0]), [2.0, 0.5, 0.0]);
        let mut row = vec![0.0; 2];
        let places = displacements.places_along_x([11.5, 99.0].into_iter());
        displacements.add_row(0, &places, [3.0, 3.0], &mut row);
        assert_eq!(row, [1.5, 2.0]);
    }

    #[test]
    fn damaged_files_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let prefix = folder.path().join("bm").to_string_lossy().into_owned();
        let error = || Displacements::of_files(&prefix).expect_err("damaged").to_string();
        assert_eq!(error(), format!("cannot read {prefix}_refpoints.txt: no such file or folder"));
        fs::write(format!("{prefix}_refpoints.txt"), "1, 2, 1\n1, x\n").expect("writable");
        let expected = "expected first, maximum and step along y, but found `1, x`";
        assert_eq!(error(), format!("{prefix}_refpoints.txt: {expected}"));
        fs::write(format!("{prefix}_refpoints.txt"), "1, 2, 0\n1, 2, 1\n1, 2, 1\n").expect("writable");
        assert!(error().contains("`grid step` must be positive along each axis, but it is [0, 1, 1]"));
        write(&prefix, [[0, 1, 1]; 3], &[[0.0; 3]; 7]);
        let expected = "2×2×2 points need 24 bytes each, but there are 168 bytes";
        assert_eq!(error(), format!("{prefix}_defpoints_2x2x2.raw: {expected}"));
    }
}
