//! Connected components: which pixels hang together.
//!
//! Rows are cut into runs of foreground pixels. Slabs of rows unite their runs independently; then the components of
//! neighbouring slabs are united. Components are numbered in raster order of their first pixels, so the result does not
//! depend on the slabs.
//!
//! Reference: He, Chao, Suzuki, "A run-based two-scan labeling algorithm", IEEE Trans. Image Process. 17(5), 2008.

mod connectivity;
mod disjoint_sets;

pub use connectivity::Connectivity;
pub use disjoint_sets::DisjointSets;

use multiversion::multiversion;

use crate::image::{Dimensions, Image, Pixel};
use crate::par::tasks;
use crate::{Context, Error, Result};

/// Pixels in a slab: few enough for even load, many enough that the borders between slabs hardly count.
const SLAB_PIXELS: usize = 1 << 18;

/// Adjacent foreground pixels of one row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Run {
    /// First pixel.
    pub start: u32,
    /// First pixel after the run.
    pub end: u32,
}

impl Run {
    /// Number of pixels.
    pub const fn pixel_count(self) -> u32 {
        self.end - self.start
    }
}

/// The connected components of the foreground of an image.
#[derive(Debug)]
pub struct Components {
    dims: Dimensions,
    rows_per_slab: usize,
    slabs: Vec<Slab>,
    /// Number of the component of each component of a slab.
    numbers: Vec<u32>,
    count: u32,
}

/// Some rows of the image, in raster order.
#[derive(Debug)]
struct Slab {
    runs: Vec<Run>,
    /// Number of the component of each run within the slab.
    components: Vec<u32>,
    count: u32,
    /// Where the runs of each row start in `runs`, and where the last row ends.
    starts: Vec<usize>,
    /// Number of components in the slabs before.
    offset: u32,
}

impl Components {
    /// Finds the components of the pixels that are foreground.
    ///
    /// # Errors
    /// `Limit` if a side of the image or the number of runs does not fit into 32 bits.
    pub fn find<T: Pixel>(
        ctx: &Context,
        image: &Image<T>,
        connectivity: Connectivity,
        is_foreground: impl Fn(T) -> bool + Sync,
    ) -> Result<Self> {
        let dims = image.dims();
        if dims.to_array().iter().any(|&side| side >= u32::MAX as usize) {
            return Err(Error::limit(format!("components cannot be found in an image as long as {dims}")));
        }
        let rows_per_slab = (SLAB_PIXELS / dims.width).max(1);
        let pieces = image.pixels().chunks(rows_per_slab * dims.width).collect::<Vec<_>>();
        let mut slabs = tasks::collect(ctx, pieces.len(), |index| {
            Slab::new(pieces[index], dims, index * rows_per_slab, connectivity, &is_foreground)
        })?;
        let mut total = 0u32;
        for slab in &mut slabs {
            slab.offset = total;
            total = total.checked_add(slab.count).ok_or_else(too_many)?;
        }
        let mut found = Self { dims, rows_per_slab, slabs, numbers: Vec::new(), count: 0 };
        let mut sets = DisjointSets::new(total);
        let borders = tasks::collect(ctx, found.slabs.len(), |index| Ok(found.border(index, connectivity)))?;
        for (a, b) in borders.into_iter().flatten() {
            sets.unite(a, b);
        }
        (found.numbers, found.count) = sets.into_numbers();
        Ok(found)
    }

    /// Number of components. They are numbered from 0, in raster order of their first pixels.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// Size of the image.
    pub fn dims(&self) -> Dimensions {
        self.dims
    }

    /// Number of slabs: rows whose runs are stored together.
    pub fn slab_count(&self) -> usize {
        self.slabs.len()
    }

    /// The runs of a slab with their components and their rows, counted through all slices (y + height * z), in raster
    /// order.
    pub fn slab_runs(&self, slab: usize) -> impl Iterator<Item = (usize, Run, usize)> {
        let (first, slab) = (slab * self.rows_per_slab, &self.slabs[slab]);
        slab.starts.windows(2).enumerate().flat_map(move |(i, bounds)| {
            let runs = bounds[0]..bounds[1];
            let numbers = slab.components[runs.clone()].iter();
            let numbers = numbers.map(|&local| self.numbers[(slab.offset + local) as usize] as usize);
            slab.runs[runs].iter().zip(numbers).map(move |(&run, number)| (first + i, run, number))
        })
    }

    /// Number of pixels of each component.
    pub fn volumes(&self) -> Vec<u64> {
        let mut volumes = vec![0; self.count()];
        for slab in 0..self.slab_count() {
            for (_, run, component) in self.slab_runs(slab) {
                volumes[component] += u64::from(run.pixel_count());
            }
        }
        volumes
    }

    /// Sets the pixels of each component to the value that `value` gives for its number; other pixels are kept.
    pub fn paint<T: Pixel>(
        &self,
        ctx: &Context,
        image: &mut Image<T>,
        value: impl Fn(usize) -> T + Sync,
    ) -> Result<()> {
        let width = self.dims.width;
        tasks::chunks_mut(ctx, image.pixels_mut(), self.rows_per_slab * width, |index, pixels| {
            let first = index * self.rows_per_slab;
            for (row, run, component) in self.slab_runs(index) {
                let start = (row - first) * width;
                pixels[start + run.start as usize..start + run.end as usize].fill(value(component));
            }
            Ok(())
        })
    }

    /// Pairs of components, numbered through all slabs, that touch where a slab meets the slabs before it.
    fn border(&self, index: usize, connectivity: Connectivity) -> Vec<(u32, u32)> {
        let (slab, first) = (&self.slabs[index], index * self.rows_per_slab);
        let (mut pairs, mut touches) = (Vec::new(), vec![(0, 0); self.dims.width + 2]);
        // No neighbour in raster order is more rows away than one slice and one row.
        for (i, bounds) in slab.starts.windows(2).take(self.dims.height + 1).enumerate() {
            for neighbour in earlier_rows(self.dims, first + i, connectivity).filter(|&row| row < first) {
                let other = &self.slabs[neighbour / self.rows_per_slab];
                let local = neighbour % self.rows_per_slab;
                let (runs, others) = (bounds[0]..bounds[1], other.starts[local]..other.starts[local + 1]);
                let (here, there) = (&slab.runs[runs.clone()], &other.runs[others.clone()]);
                let count = touching(here, there, connectivity, &mut touches);
                pairs.extend(touches[..count].iter().map(|&(a, b)| {
                    let a = slab.offset + slab.components[runs.start + a as usize];
                    (a, other.offset + other.components[others.start + b as usize])
                }));
            }
        }
        pairs.dedup();
        pairs
    }
}

impl Slab {
    fn new<T: Pixel>(
        pixels: &[T],
        dims: Dimensions,
        first: usize,
        connectivity: Connectivity,
        is_foreground: &impl Fn(T) -> bool,
    ) -> Result<Self> {
        let rows = pixels.len() / dims.width;
        let (mut runs, mut starts, mut sets) = (Vec::new(), Vec::with_capacity(rows + 1), DisjointSets::default());
        let (mut edges, mut pairs, mut roots) = (vec![0; dims.width + 1], vec![(0, 0); dims.width + 2], Vec::new());
        starts.push(0);
        for (i, row) in pixels.chunks_exact(dims.width).enumerate() {
            let before = runs.len();
            find_runs(row, is_foreground, &mut edges, &mut runs);
            u32::try_from(runs.len()).map_err(|_| too_many())?;
            starts.push(runs.len());
            roots.clear();
            roots.extend(before as u32..runs.len() as u32);
            for &run in &roots {
                sets.push(run);
            }
            for neighbour in earlier_rows(dims, first + i, connectivity).filter(|&row| row >= first) {
                let others = starts[neighbour - first]..starts[neighbour - first + 1];
                let count = touching(&runs[before..], &runs[others.clone()], connectivity, &mut pairs);
                for &(a, b) in &pairs[..count] {
                    let (root, latest) = (sets.find(others.start as u32 + b), &mut roots[a as usize]);
                    if root != *latest {
                        let current = sets.find(*latest);
                        *latest = sets.unite_roots(root, current);
                    }
                }
            }
        }
        let (components, count) = sets.into_numbers();
        Ok(Self { runs, components, count, starts, offset: 0 })
    }
}

/// Appends the runs of a row. `edges` has room for one number more than the row has pixels.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn find_runs<T: Copy, F: Fn(T) -> bool>(row: &[T], is_foreground: &F, edges: &mut [u32], runs: &mut Vec<Run>) {
    let (mut count, mut inside) = (0, 0);
    for (word, pixels) in row.chunks(64).enumerate() {
        let mut flags = [0; 64];
        for (flag, &pixel) in flags.iter_mut().zip(pixels) {
            *flag = u8::from(is_foreground(pixel));
        }
        let foreground = to_bits(&flags);
        // A bit for each pixel that differs from the one before it.
        let mut changes = foreground ^ (foreground << 1 | inside);
        inside = foreground >> 63;
        while changes != 0 {
            edges[count] = 64 * word as u32 + changes.trailing_zeros();
            count += 1;
            changes &= changes - 1;
        }
    }
    if inside != 0 {
        edges[count] = row.len() as u32;
        count += 1;
    }
    runs.extend(edges[..count].chunks_exact(2).map(|edge| Run { start: edge[0], end: edge[1] }));
}

/// One bit for each byte, which is 0 or 1.
fn to_bits(bytes: &[u8; 64]) -> u64 {
    // The product brings the lowest bits of eight bytes together in its highest byte.
    let words: &[u64; 8] = &bytemuck::cast(*bytes);
    words.iter().rev().fold(0, |bits, word| bits << 8 | word.to_le().wrapping_mul(0x0102_0408_1020_4080) >> 56)
}

/// The neighbours of a row (counted through all slices) that come before it in raster order.
fn earlier_rows(dims: Dimensions, row: usize, connectivity: Connectivity) -> impl Iterator<Item = usize> {
    let (y, z, height) = (row % dims.height, row / dims.height, dims.height);
    let all = connectivity == Connectivity::All;
    let neighbours = [
        (y > 0).then(|| row - 1),
        (all && z > 0 && y > 0).then(|| row - height - 1),
        (z > 0).then(|| row - height),
        (all && z > 0 && y + 1 < height).then(|| row - height + 1),
    ];
    neighbours.into_iter().flatten()
}

/// Finds each two runs of neighbouring rows that touch; returns how many there are. `pairs` gets their places and has room
/// for one pair more than there are runs.
fn touching(runs: &[Run], others: &[Run], connectivity: Connectivity, pairs: &mut [(u32, u32)]) -> usize {
    let reach = u32::from(connectivity == Connectivity::All);
    let (mut a, mut b, mut count) = (0, 0, 0);
    // Pairs that do not touch are overwritten: a branch here would be one that nobody can predict.
    while a < runs.len() && b < others.len() {
        let (run, other) = (runs[a], others[b]);
        pairs[count] = (a as u32, b as u32);
        count += usize::from(run.start < other.end + reach) & usize::from(other.start < run.end + reach);
        // The run that ends first cannot touch any other one. With corners, the next run of its row starts behind a gap.
        let next = run.end <= other.end;
        a += usize::from(next);
        b += usize::from(!next);
    }
    count
}

fn too_many() -> Error {
    Error::limit("the image has too many runs of foreground pixels to count them in 32 bits")
}

#[cfg(test)]
pub(crate) mod tests;
