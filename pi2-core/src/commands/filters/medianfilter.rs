//! Median filtering.

mod histogram;
mod key;
mod network;

use key::Key;
use network::Network;

use super::neighbourhood_shape::{Chord, NeighbourhoodType, chords, members, radius_in};
use crate::image::{Image, RealPixel, Vec3i};
use crate::par::{BlockRows, Boundary, Window, for_each_window};
use crate::{Context, Result, pi2_command};

/// Largest neighbourhood, per key that is sorted at once, that is faster to sort than to count.
const MAX_SORTED_PER_LANE: usize = 6;

/// Replaces each pixel by the median of its neighbourhood.
///
/// Removes outliers ("salt and pepper") and keeps edges. The result is always one of the pixel values in the
/// neighbourhood, in every pixel type. NaN counts as larger than all numbers. With the boundary condition Zero, the zeros
/// outside count as members.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D.
///
/// # Errors
/// `Argument` if a component of `radius` is negative or above 1000000; `Limit` if the memory does not suffice for
/// the surroundings of a pixel.
///
/// # References
/// pi2, `medianfilter`. It computes 32- and 64-bit integers in float32 and does not define the place of NaN; other results
/// are equal. Small neighbourhoods are sorted by a network (Batcher 1968), large ones are counted in a sliding histogram
/// (Huang, Yang, Tang 1979).
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 5, 5, 5)
/// set(img, [2, 2, 2], 1000)
/// newlike(clean, img)
/// medianfilter(img, clean, 1)
/// maxval(clean, top)   # 0
/// ```
#[pi2_command(
    category = "Filters",
    see_also = [gaussfilter],
    margin = radius,
    extra_memory = 0.0,
)]
pub fn medianfilter<T: RealPixel>(
    ctx: &Context,
    /// Image to filter.
    input_image: &Image<T>,
    /// Filtered image, with the pixel type of `input image`.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Radius of the neighbourhood along x, y and z, in voxels. One number sets all three. The sides of a box are
    /// 2 · radius + 1.
    #[arg(default = Vec3i::splat(1))]
    radius: Vec3i,
    /// Shape of the neighbourhood.
    #[arg(default = NeighbourhoodType::Ellipsoidal)]
    neighbourhood_type: NeighbourhoodType,
    /// What lies outside the image.
    #[arg(default = Boundary::Nearest)]
    boundary_condition: Boundary,
) -> Result<()> {
    let radius = radius_in(radius, input_image.dims())?;
    let chords = chords(neighbourhood_type, radius)?;
    let reach = radius.map(|r| r as usize).0;
    // The key decides, so all pixel types of one size share their code.
    match size_of::<T>() {
        1 => Median::<u8, 128>::new(&chords).filter(ctx, input_image, output_image, reach, boundary_condition),
        2 => Median::<u16, 64>::new(&chords).filter(ctx, input_image, output_image, reach, boundary_condition),
        4 => Median::<u32, 32>::new(&chords).filter(ctx, input_image, output_image, reach, boundary_condition),
        _ => Median::<u64, 16>::new(&chords).filter(ctx, input_image, output_image, reach, boundary_condition),
    }
}

/// The median of keys over a neighbourhood; `LANES` keys are sorted at once.
enum Median<'a, K, const LANES: usize> {
    Sorted { members: Vec<[i64; 3]>, network: Network<K, LANES> },
    Counted { chords: &'a [Chord] },
}

impl<'a, K: Key, const LANES: usize> Median<'a, K, LANES> {
    fn new(chords: &'a [Chord]) -> Self {
        let count: i64 = chords.iter().map(|chord| 2 * chord.half + 1).sum();
        if count as usize > MAX_SORTED_PER_LANE * LANES {
            return Self::Counted { chords };
        }
        Self::Sorted { members: members(chords).collect(), network: Network::new(count as usize) }
    }

    fn filter<T: RealPixel>(
        &self,
        ctx: &Context,
        input: &Image<T>,
        output: &mut Image<T>,
        reach: [usize; 3],
        boundary: Boundary,
    ) -> Result<()> {
        for_each_window(ctx, input, output, reach, LANES, boundary, key::of_pixel::<T, K>, |window, block| match self {
            Self::Sorted { members, network } => sort_rows(ctx, window, block, members, network),
            Self::Counted { chords } => histogram::count_rows(ctx, window, block, chords),
        })
    }
}

fn sort_rows<T: RealPixel, K: Key, const LANES: usize>(
    ctx: &Context,
    window: &Window<K>,
    block: &mut BlockRows<T>,
    members: &[[i64; 3]],
    network: &Network<K, LANES>,
) -> Result<()> {
    let [rows, planes] = block.size();
    let mut values = network.buffer();
    for at in (0..planes).flat_map(|z| (0..rows).map(move |y| [y, z])) {
        ctx.check_cancelled()?;
        let sources: Vec<&[K]> = members.iter().map(|&offset| window.row(at, offset)).collect();
        for (i, pixels) in block.row(at).chunks_mut(LANES).enumerate() {
            let medians = network.medians(&sources, i * LANES, &mut values);
            for (pixel, median) in pixels.iter_mut().zip(medians) {
                *pixel = key::to_pixel(*median);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
