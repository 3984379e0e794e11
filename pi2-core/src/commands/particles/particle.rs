use crate::components::{Components, Run};
use crate::image::Dimensions;

/// A run with its row.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PlacedRun {
    /// x of the first pixel.
    pub start: u32,
    /// x of the first pixel after the run.
    pub end: u32,
    /// y of all pixels.
    pub y: u32,
    /// z of all pixels.
    pub z: u32,
}

impl PlacedRun {
    /// Number of pixels.
    pub fn pixel_count(self) -> u64 {
        u64::from(self.end - self.start)
    }

    /// The first and the last pixel.
    pub fn ends(self) -> [[f64; 3]; 2] {
        [self.start, self.end - 1].map(|x| [x, self.y, self.z].map(f64::from))
    }
}

/// The pixels of one particle, as runs in raster order.
#[derive(Clone, Copy, Debug)]
pub struct Particle<'a> {
    /// Size of the image.
    pub dims: Dimensions,
    /// All runs; at least one.
    pub runs: &'a [PlacedRun],
}

impl Particle<'_> {
    /// First and last pixel of each run: every corner of the particle is among them.
    pub fn ends(&self) -> impl Iterator<Item = [f64; 3]> {
        self.runs.iter().flat_map(|run| run.ends())
    }
}

/// Particles of an image.
#[derive(Debug)]
pub struct Particles {
    dims: Dimensions,
    /// The runs of the first particle, then of the second, and so on.
    runs: Vec<PlacedRun>,
    /// Where the runs of each particle start, and where those of the last one end.
    starts: Vec<usize>,
}

impl Particles {
    /// The components that `keep` accepts, in their order.
    pub fn from_components(components: &Components, keep: impl Fn(usize) -> bool) -> Self {
        let runs = || (0..components.slab_count()).flat_map(|slab| components.slab_runs(slab));
        let mut counts = vec![0; components.count()];
        runs().for_each(|(_, _, component)| counts[component] += 1);
        // From here on, the place of each component's next run; components that are left out have none.
        let (mut starts, mut total) = (vec![0], 0);
        for (component, count) in counts.iter_mut().enumerate() {
            let place = if keep(component) { total } else { usize::MAX };
            if keep(component) {
                total += *count;
                starts.push(total);
            }
            *count = place;
        }
        let (height, mut sorted) = (components.dims().height, vec![PlacedRun::default(); total]);
        for (row, Run { start, end }, component) in runs() {
            let place = &mut counts[component];
            if *place != usize::MAX {
                sorted[*place] = PlacedRun { start, end, y: (row % height) as u32, z: (row / height) as u32 };
                *place += 1;
            }
        }
        Self { dims: components.dims(), runs: sorted, starts }
    }

    /// One particle, from its pixels.
    #[cfg(test)]
    pub fn from_points(dims: Dimensions, points: &[[u32; 3]]) -> Self {
        let mut points = points.to_vec();
        points.sort_by_key(|&[x, y, z]| [z, y, x]);
        let mut runs: Vec<PlacedRun> = Vec::new();
        for [x, y, z] in points {
            match runs.last_mut() {
                Some(last) if (last.end, last.y, last.z) == (x, y, z) => last.end += 1,
                _ => runs.push(PlacedRun { start: x, end: x + 1, y, z }),
            }
        }
        let starts = vec![0, runs.len()];
        Self { dims, runs, starts }
    }

    /// Number of particles.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// True if there are no particles.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A particle by its number, counted from 0.
    pub fn get(&self, index: usize) -> Particle<'_> {
        Particle { dims: self.dims, runs: &self.runs[self.starts[index]..self.starts[index + 1]] }
    }
}
