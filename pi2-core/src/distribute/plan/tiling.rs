use super::Pass;
use crate::image::{Dimensions, Region};
use crate::{Error, Result};

/// What restricts the size of blocks.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes that the work on one block may use.
    pub memory: u128,
    /// Sides of the chunks in which results are stored: blocks begin and end at their borders, so that no two blocks
    /// write to one chunk. \[1, 1, 1\] for files in which any region can be written.
    pub chunk: [usize; 3],
}

/// A regular division of a grid into blocks, numbered along x, then y, then z.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tiling {
    dims: Dimensions,
    block: [usize; 3],
}

/// Work on a block besides its pixels, as bytes that could be moved in the same time: starting it, keeping its records.
const BLOCK_COST: f64 = (1 << 20) as f64;
/// The same for each piece of memory that is read or written in one go.
const PIECE_COST: f64 = 512.0;

impl Tiling {
    /// Blocks of a given size; the last one along each axis may be smaller.
    pub fn new(dims: Dimensions, block: [usize; 3]) -> Self {
        let sides = dims.to_array();
        Self { dims, block: std::array::from_fn(|axis| block[axis].clamp(1, sides[axis])) }
    }

    /// The blocks that cost least: few pixels are read twice, and rows are read as a whole where possible.
    ///
    /// # Errors
    /// `Limit` if even the smallest block needs more memory than allowed; `Argument` if a side of a chunk is 0.
    pub fn choose(pass: &Pass, limits: &Limits) -> Result<Self> {
        if limits.chunk.contains(&0) {
            return Err(Error::argument("chunk size", "positive along each axis", format!("{:?}", limits.chunk)));
        }
        let dims = pass.grid();
        let sides: [Vec<usize>; 3] = std::array::from_fn(|axis| candidates(dims.to_array()[axis], limits.chunk[axis]));
        let mut best: Option<(f64, Self)> = None;
        for &x in &sides[0] {
            for &y in &sides[1] {
                // More memory is needed for larger blocks, so the largest that fits is found by halving.
                let fits =
                    |z: &usize| -> Result<bool> { Ok(Self::new(dims, [x, y, *z]).memory(pass)? <= limits.memory) };
                let (mut first, mut end) = (0, sides[2].len());
                while first < end {
                    let middle = first.midpoint(end);
                    (first, end) = if fits(&sides[2][middle])? { (first, middle) } else { (middle + 1, end) };
                }
                let Some(&z) = sides[2].get(first) else { continue };
                let tiling = Self::new(dims, [x, y, z]);
                let cost = tiling.cost(pass)?;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, tiling));
                }
            }
        }
        let smallest = sides.map(|sides| sides[sides.len() - 1]);
        best.map(|(_, tiling)| tiling).ok_or_else(|| too_little(pass, limits, Self::new(dims, smallest)))
    }

    /// The size of what is divided.
    pub fn dims(&self) -> Dimensions {
        self.dims
    }

    /// Sides of a block.
    pub fn block_size(&self) -> [usize; 3] {
        self.block
    }

    /// Number of blocks along each axis.
    pub fn counts(&self) -> [usize; 3] {
        let sides = self.dims.to_array();
        std::array::from_fn(|axis| sides[axis].div_ceil(self.block[axis]))
    }

    /// Number of blocks.
    pub fn len(&self) -> usize {
        self.counts().iter().product()
    }

    /// Never true: an image has a pixel.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Position of a block among the blocks along each axis.
    pub fn place(&self, number: usize) -> [usize; 3] {
        let [columns, rows, _] = self.counts();
        [number % columns, number / columns % rows, number / columns / rows]
    }

    /// Number of the block at a place.
    pub fn number(&self, [x, y, z]: [usize; 3]) -> usize {
        let [columns, rows, _] = self.counts();
        x + columns * (y + rows * z)
    }

    /// The pixels of a block.
    pub fn tile(&self, number: usize) -> Region {
        Region::cell(self.place(number), self.block).clip(self.dims)
    }

    /// Numbers of blocks that can differ in what they need: at the corners, edges and faces, and inside.
    fn samples(&self) -> Vec<usize> {
        let counts = self.counts();
        let along = |axis: usize| {
            let last = counts[axis] - 1;
            let mut places = vec![0, last / 2, last];
            places.dedup();
            places
        };
        let [xs, ys, zs] = [along(0), along(1), along(2)];
        let mut numbers = Vec::with_capacity(27);
        for &z in &zs {
            for &y in &ys {
                numbers.extend(xs.iter().map(|&x| self.number([x, y, z])));
            }
        }
        numbers
    }

    /// The most bytes that the work on a block needs.
    ///
    /// # Errors
    /// What a mapping of the pass returns.
    pub fn memory(&self, pass: &Pass) -> Result<u128> {
        if !pass.has_mappings() {
            // No block is larger than one in the middle.
            let middle = self.counts().map(|count| (count - 1) / 2);
            return Ok(pass.memory(&pass.block(self.tile(self.number(middle)))?));
        }
        let mut most = 0;
        for number in self.samples() {
            most = most.max(pass.memory(&pass.block(self.tile(number))?));
        }
        Ok(most)
    }

    /// Bytes that are moved for all blocks, and what else takes as long.
    fn cost(&self, pass: &Pass) -> Result<f64> {
        let middle = self.counts().map(|count| (count - 1) / 2);
        let block = pass.block(self.tile(self.number(middle)))?;
        let moved = |image: usize, region: &Region| {
            let image = &pass.images()[image];
            let [w, h, d] = image.dims.to_array();
            let pieces = match region.size {
                [width, height, _] if width >= w && height >= h => 1,
                [width, _, depth] if width >= w => depth.min(d),
                [_, height, depth] => height.min(h) * depth.min(d),
            };
            let pixels: f64 = region.size.iter().map(|&side| side as f64).product();
            pixels * image.pixel_bytes as f64 + pieces as f64 * PIECE_COST
        };
        let read: f64 = block.reads.iter().map(|(image, region)| moved(*image, region)).sum();
        let written = pass.images().iter().enumerate().filter(|(_, image)| image.is_kept);
        let written: f64 = written.map(|(image, _)| moved(image, &block.tile)).sum();
        let full = self.dims.pixel_count() as f64 / block.tile.pixel_count() as f64;
        // Commands work on the margins, too.
        let worked: f64 = block
            .steps
            .iter()
            .map(|(step, region)| {
                pass.working_region(*step, *region).pixel_count() as f64
                    * pass.images()[pass.steps()[*step].writes[0]].pixel_bytes as f64
            })
            .sum();
        Ok(full * (read + written + worked + BLOCK_COST))
    }
}

/// Sides of blocks to try, the largest first: about four for each halving, as multiples of the chunk.
fn candidates(side: usize, chunk: usize) -> Vec<usize> {
    let mut sides = vec![side];
    let mut parts = 2.0f64;
    loop {
        let wanted = ((side as f64 / parts).ceil() as usize).max(1);
        let aligned = wanted.next_multiple_of(chunk).min(side);
        if sides.last().is_some_and(|&last| aligned < last) {
            sides.push(aligned);
        }
        if wanted <= chunk {
            return sides;
        }
        // 2, 3, 4, 5, 6, 8, 10, 12, ...
        parts = (parts * 1.19).floor().max(parts + 1.0);
    }
}

fn too_little(pass: &Pass, limits: &Limits, smallest: Tiling) -> Error {
    let mebibytes = |bytes: u128| bytes as f64 / f64::from(1 << 20);
    let [x, y, z] = smallest.block;
    let needed = smallest.memory(pass).unwrap_or(u128::MAX);
    let message = format!(
        "a block of {x}×{y}×{z} pixels, the smallest possible, needs {:.1} MiB, but {:.1} MiB are allowed",
        mebibytes(needed),
        mebibytes(limits.memory)
    );
    Error::limit(message).with_hint("allow more with `maxmemory`, or make chunks smaller with `chunksize`")
}
