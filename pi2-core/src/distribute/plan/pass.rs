use std::fmt;

use crate::image::{Dimensions, Region};
use crate::{Error, Result};

/// An image of a pass. A command that changes an image makes another one here.
#[derive(Clone, Debug)]
pub struct PassImage {
    /// Its size as a whole.
    pub dims: Dimensions,
    /// Bytes of a pixel.
    pub pixel_bytes: usize,
    /// True if it is written to where it lasts; otherwise it lives only while a block is worked on.
    pub is_kept: bool,
}

/// The part of an input image that a part of the result needs.
pub enum Need {
    /// The same, with the margin of the step.
    Same,
    /// All of it.
    Whole,
    /// What a function says. Outside the image there are zeros.
    Mapped(Box<dyn Fn(Region) -> Result<Region> + Send + Sync>),
}

impl fmt::Debug for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Same => "Same",
            Self::Whole => "Whole",
            Self::Mapped(_) => "Mapped",
        })
    }
}

/// A command of a pass. Images are known by their position in the pass.
#[derive(Debug)]
pub struct Step {
    /// What it reads.
    pub reads: Vec<(usize, Need)>,
    /// What it makes.
    pub writes: Vec<usize>,
    /// How far it looks beyond a pixel.
    pub margin: [usize; 3],
    /// Memory that it needs besides its images, relative to them.
    pub extra_memory: f64,
}

/// Commands that run over the data together.
#[derive(Debug)]
pub struct Pass {
    images: Vec<PassImage>,
    steps: Vec<Step>,
    grid: Dimensions,
}

/// What happens to a tile of the results.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// The part of the kept images that is written.
    pub tile: Region,
    /// What is read from images that no step makes: image and region, each once.
    pub reads: Vec<(usize, Region)>,
    /// One entry for each step that is needed: step and what it makes. Its images get the margin besides, as far as they
    /// reach.
    pub steps: Vec<(usize, Region)>,
}

impl Pass {
    /// # Errors
    /// `Bug` if the images of a step do not exist, are made twice or read before they are made; `Dimensions` if the kept
    /// images, or the images that one step makes, have different sizes.
    pub fn new(images: Vec<PassImage>, steps: Vec<Step>) -> Result<Self> {
        let mut made = vec![false; images.len()];
        let mut is_read_from_store = vec![false; images.len()];
        for step in &steps {
            let (reads, writes) = (step.reads.iter().map(|(image, _)| *image), &step.writes);
            if reads.clone().chain(writes.iter().copied()).any(|image| image >= images.len()) || writes.is_empty() {
                return Err(Error::bug("a step of a pass has no results or uses an image that is not there"));
            }
            reads.filter(|&image| !made[image]).for_each(|image| is_read_from_store[image] = true);
            let dims = images[writes[0]].dims;
            for &image in writes {
                if std::mem::replace(&mut made[image], true) || is_read_from_store[image] {
                    return Err(Error::bug("an image of a pass is made twice, or after it is read"));
                }
                if images[image].dims != dims {
                    let found = images[image].dims;
                    return Err(Error::dimensions(format!("a command makes images of {dims} and {found} in one pass")));
                }
            }
        }
        let mut kept = images.iter().zip(&made).filter(|(image, made)| image.is_kept && **made).map(|(image, _)| image);
        let grid = kept.next().ok_or_else(|| Error::bug("a pass makes nothing that is kept"))?.dims;
        if let Some(other) = kept.find(|image| image.dims != grid) {
            return Err(Error::dimensions(format!("a pass makes images of {grid} and {}", other.dims)));
        }
        Ok(Self { images, steps, grid })
    }

    /// The size of the images that are kept, whose tiles are the blocks.
    pub fn grid(&self) -> Dimensions {
        self.grid
    }

    /// The images.
    pub fn images(&self) -> &[PassImage] {
        &self.images
    }

    /// The steps.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// True if blocks at different places can need differently large parts of an image.
    pub fn has_mappings(&self) -> bool {
        self.steps.iter().flat_map(|step| &step.reads).any(|(_, need)| matches!(need, Need::Mapped(_)))
    }

    /// What a tile of the results needs.
    ///
    /// # Errors
    /// What a [`Need::Mapped`] returns.
    pub fn block(&self, tile: Region) -> Result<Block> {
        let mut needed: Vec<Option<Region>> = vec![None; self.images.len()];
        let mut made = vec![false; self.images.len()];
        let mut steps = Vec::with_capacity(self.steps.len());
        for (number, step) in self.steps.iter().enumerate().rev() {
            let wanted = step.writes.iter().filter_map(|&image| {
                let kept = self.images[image].is_kept.then_some(tile);
                union(kept, needed[image])
            });
            step.writes.iter().for_each(|&image| made[image] = true);
            // A result that nobody needs is not made.
            let Some(region) = wanted.reduce(|a, b| bounding_box(&a, &b)) else { continue };
            for (image, need) in &step.reads {
                let part = self.needed_part(*image, need, region, step.margin)?;
                needed[*image] = union(needed[*image], Some(part));
            }
            steps.push((number, region));
        }
        steps.reverse();
        let sources = needed.iter().enumerate().filter(|(image, _)| !made[*image]);
        let reads = sources.filter_map(|(image, region)| region.map(|region| (image, region))).collect();
        Ok(Block { tile, reads, steps })
    }

    fn needed_part(&self, image: usize, need: &Need, region: Region, margin: [usize; 3]) -> Result<Region> {
        let dims = self.images[image].dims;
        match need {
            Need::Same => Ok(region.grow(margin).clip(dims)),
            Need::Whole => Ok(Region::whole(dims)),
            Need::Mapped(map) => map(region),
        }
    }

    /// The part of its images that a step works on to make a region: the region with the margin, as far as the image
    /// reaches.
    pub fn working_region(&self, step: usize, region: Region) -> Region {
        let step = &self.steps[step];
        region.grow(step.margin).clip(self.images[step.writes[0]].dims)
    }

    /// The most bytes that are in use at a time while a block is worked on.
    pub fn memory(&self, block: &Block) -> u128 {
        let mut size = vec![0u128; self.images.len()];
        let bytes = |image: usize, region: &Region| {
            let pixels: u128 = region.size.iter().map(|&side| side as u128).product();
            pixels * self.images[image].pixel_bytes as u128
        };
        for (image, region) in &block.reads {
            size[*image] = bytes(*image, region);
        }
        let last_use = self.last_uses();
        // Everything that is read is there at the start, and goes when it is not needed any more.
        let mut used: u128 = size.iter().sum();
        let mut most = used;
        for (step, region) in &block.steps {
            let spec = &self.steps[*step];
            let working = self.working_region(*step, *region);
            for &image in &spec.writes {
                size[image] = bytes(image, &working);
                used += size[image];
            }
            let own: u128 =
                spec.reads.iter().map(|(image, _)| *image).chain(spec.writes.iter().copied()).map(|i| size[i]).sum();
            most = most.max(used + (own as f64 * spec.extra_memory) as u128);
            for (image, last) in last_use.iter().enumerate() {
                if *last == Some(*step) {
                    used -= size[image];
                    size[image] = 0;
                }
            }
        }
        most
    }

    /// The last step that uses each image; none for images that stay until they are written.
    fn last_uses(&self) -> Vec<Option<usize>> {
        let mut last = vec![None; self.images.len()];
        for (number, step) in self.steps.iter().enumerate() {
            step.reads.iter().for_each(|(image, _)| last[*image] = Some(number));
            step.writes.iter().for_each(|&image| last[image] = Some(number));
        }
        last.iter().zip(&self.images).map(|(last, image)| if image.is_kept { None } else { *last }).collect()
    }
}

fn union(a: Option<Region>, b: Option<Region>) -> Option<Region> {
    match (a, b) {
        (Some(a), Some(b)) => Some(bounding_box(&a, &b)),
        (a, b) => a.or(b),
    }
}

/// The smallest box with both boxes in it.
fn bounding_box(a: &Region, b: &Region) -> Region {
    if a.is_empty() || b.is_empty() {
        return if a.is_empty() { *b } else { *a };
    }
    let (ends, other_ends) = (a.end(), b.end());
    let start: [i64; 3] = std::array::from_fn(|axis| a.start[axis].min(b.start[axis]));
    let size = std::array::from_fn(|axis| (ends[axis].max(other_ends[axis]) - start[axis]) as usize);
    Region { start, size }
}
