//! Spheres around all pixels, the largest in front.

use std::cmp::Ordering;

use bytemuck::cast_slice_mut;
use multiversion::multiversion;

use crate::image::{Image, RealPixel, Vec3i};
use crate::par::{BoxMut, tasks};
use crate::{Context, Result, pi2_command};

/// Draws a sphere around each pixel, whose value is the squared radius.
///
/// Each pixel becomes the largest squared radius of the spheres in which it lies, 0 if there is none. A pixel lies in a
/// sphere if its squared distance to the centre is smaller than the squared radius. Pixels that are not positive have no
/// sphere. This makes a local thickness map of the ridge of a squared distance map.
///
/// # Shapes
/// `input image` is W×H×D; `output image` becomes W×H×D.
///
/// # References
/// Hildebrand, Rüegsegger, "A new method for the model-independent assessment of thickness in three-dimensional images",
/// Journal of Microscopy 185, 1997. pi2, `drawspheres2`, which cuts off fractions of squared radii if `save memory` is
/// true.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 7, 7)
/// set(img, [3, 3, 0], 5)
/// newimage(spheres, uint16)
/// drawspheres2(img, spheres)
/// newimage(total, uint64)
/// sum(spheres, total)   # 65
/// ```
#[pi2_command(category = "Distance and thickness", see_also = [dmap, sphere], stages, job = Slow)]
pub fn drawspheres2<T: RealPixel>(
    ctx: &Context,
    /// Squared radii of the spheres, in pixels.
    input_image: &Image<T>,
    /// Squared radius of the largest sphere at each pixel.
    #[arg(out)]
    output_image: &mut Image<T>,
    /// Kept for old scripts: has no effect, little memory is needed anyway.
    #[arg(default = false)]
    _save_memory: bool,
    /// Kept for old scripts: has no effect.
    #[arg(default = Vec3i::splat(0))]
    _block_size: Vec3i,
) -> Result<()> {
    output_image.resize_like(input_image)?;
    let [w, h, d] = input_image.dims().to_array();
    let spheres = Spheres::new(ctx, input_image)?;
    let band = (BAND_PIXELS / w).max(BAND_ROWS);
    let pixels = BoxMut::whole(cast_slice_mut(output_image.pixels_mut()), [w, h, d], size_of::<T>());
    pixels.for_each_cell(ctx, [0; 3], [w, band, 1], &|cell, mut part| {
        let [_, first_row, z] = cell.offset;
        let mut discs = spheres.discs(z as i64, first_row as i64, cell.size[1] as i64);
        // The larger sphere is in front, so it comes first and smaller ones fill what is left.
        discs.sort_unstable_by(|a, b| b.color.partial_cmp(&a.color).unwrap_or(Ordering::Equal));
        (0..cell.size[1]).for_each(|y| part.row(y, 0).fill(0));
        let mut free = FreePixels::new(w, cell.size[1]);
        for disc in discs {
            disc.for_each_row(first_row as i64, cell.size[1], |y, span| {
                let row: &mut [T] = cast_slice_mut(part.row(y, 0));
                free.take(y, span, |x| row[x] = disc.color);
            });
        }
        Ok(())
    })
}

/// A task draws bands of at least so many pixels and so many rows: discs reach over their edges.
const BAND_PIXELS: usize = 1 << 16;
const BAND_ROWS: usize = 256;

/// The spheres of an image.
struct Spheres<'a, T> {
    image: &'a Image<T>,
    /// The largest squared radius in each row.
    largest: Vec<f64>,
    /// No sphere reaches more slices than this.
    reach: i64,
    /// No two pixels have a larger squared distance.
    diagonal: f64,
}

impl<'a, T: RealPixel> Spheres<'a, T> {
    fn new(ctx: &Context, image: &'a Image<T>) -> Result<Self> {
        let dims = image.dims();
        let mut largest = vec![0.0; dims.row_count()];
        tasks::chunks_mut(ctx, &mut largest, dims.height, |z, rows| {
            for (y, value) in rows.iter_mut().enumerate() {
                *value = largest_of(image.row(y, z));
            }
            Ok(())
        })?;
        let diagonal = dims.to_array().iter().map(|&side| (side as f64 - 1.0).powi(2)).sum::<f64>();
        let reach = largest.iter().copied().fold(0.0, f64::max).sqrt().min(diagonal.sqrt() + 1.0) as i64 + 1;
        Ok(Self { image, largest, reach, diagonal })
    }

    /// The cuts of spheres with slice z that have rows among those from `first` on. Of discs with the same centre, only
    /// those are listed that are seen.
    fn discs(&self, z: i64, first: i64, rows: i64) -> Vec<Disc<T>> {
        let [w, h, d] = self.image.dims().to_array();
        let mut discs = Vec::new();
        let mut at_x: Vec<Vec<Disc<T>>> = vec![Vec::new(); w];
        let mut found = Vec::new();
        for y in (first - self.reach).max(0)..(first + rows + self.reach).min(h as i64) {
            let to_band = (first - y).max(y - (first + rows - 1)).max(0);
            for other_z in (z - self.reach).max(0)..(z + self.reach + 1).min(d as i64) {
                let depth = (other_z - z) * (other_z - z);
                let needed = (depth + to_band * to_band) as f64;
                if self.largest[other_z as usize * h + y as usize] <= needed {
                    continue;
                }
                let row = self.image.row(y as usize, other_z as usize);
                find_larger(row, needed, &mut found);
                for &x in &found {
                    let color = row[x];
                    let limit = (color.to_f64().ceil() - 1.0).min(self.diagonal) as i64;
                    insert(&mut at_x[x], Disc { color, square: limit - depth, x: x as i64, y });
                }
            }
            for same in &mut at_x {
                discs.append(same);
            }
        }
        discs
    }
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn largest_of<T: RealPixel>(row: &[T]) -> f64 {
    let mut largest = T::ZERO;
    for &pixel in row {
        largest = if pixel > largest { pixel } else { largest };
    }
    largest.to_f64()
}

/// Pixels that are compared at once.
const CHUNK: usize = 32;

/// Lists the places of pixels above a limit.
#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn find_larger<T: RealPixel>(row: &[T], limit: f64, found: &mut Vec<usize>) {
    found.clear();
    for (chunk_number, chunk) in row.chunks(CHUNK).enumerate() {
        let mut any = false;
        for pixel in chunk {
            any |= pixel.to_f64() > limit;
        }
        if any {
            for (i, pixel) in chunk.iter().enumerate() {
                if pixel.to_f64() > limit {
                    found.push(chunk_number * CHUNK + i);
                }
            }
        }
    }
}

/// The pixels of a slice whose squared distance to a centre is at most a number.
#[derive(Clone, Copy)]
struct Disc<T> {
    color: T,
    square: i64,
    x: i64,
    y: i64,
}

impl<T: RealPixel> Disc<T> {
    /// True if the other disc, which has the same centre, is behind this one.
    fn hides(&self, other: &Self) -> bool {
        self.color >= other.color && self.square >= other.square
    }

    /// Calls `work` with the number of each row of a band, and the first and last x of the disc there.
    fn for_each_row(&self, first: i64, rows: usize, mut work: impl FnMut(usize, [i64; 2])) {
        let mut half = (self.square as f64).sqrt() as i64 + 1;
        let mut distance = 0;
        while distance * distance <= self.square {
            while half * half > self.square - distance * distance {
                half -= 1;
            }
            for y in [self.y - distance, self.y + distance] {
                if y >= first && y < first + rows as i64 {
                    work((y - first) as usize, [self.x - half, self.x + half]);
                }
                if distance == 0 {
                    break;
                }
            }
            distance += 1;
        }
    }
}

/// Adds a disc to others with the same centre, unless it is hidden; removes those that it hides.
fn insert<T: RealPixel>(discs: &mut Vec<Disc<T>>, disc: Disc<T>) {
    if !discs.iter().any(|other| other.hides(&disc)) {
        discs.retain(|other| !disc.hides(other));
        discs.push(disc);
    }
}

/// The pixels that are not drawn yet: a forest whose roots are free pixels or the end of a row.
struct FreePixels {
    /// A pixel at or behind each pixel. All pixels between them are drawn.
    next: Vec<u32>,
    stride: usize,
}

impl FreePixels {
    fn new(width: usize, rows: usize) -> Self {
        let next = (0..rows).flat_map(|_| 0..=width as u32).collect();
        Self { next, stride: width + 1 }
    }

    /// Calls `work` with each free x of a span, which is taken then.
    fn take(&mut self, y: usize, [first, last]: [i64; 2], mut work: impl FnMut(usize)) {
        let row = &mut self.next[y * self.stride..][..self.stride];
        let end = (last + 1).clamp(0, self.stride as i64 - 1) as usize;
        let mut x = root(row, (first.max(0) as usize).min(end));
        while x < end {
            work(x);
            row[x] = x as u32 + 1;
            x = root(row, x + 1);
        }
    }
}

/// The first free pixel from x on. The way there gets shorter for the next time.
fn root(next: &mut [u32], mut x: usize) -> usize {
    while next[x] as usize != x {
        next[x] = next[next[x] as usize];
        x = next[x] as usize;
    }
    x
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, sides};

    fn drawn<T: RealPixel>(input: &Image<T>) -> Image<T> {
        let mut output = Image::from_fn([2, 1, 1], |_, _, _| T::ONE).expect("small");
        drawspheres2(&Context::with_threads(2), input, &mut output, false, Vec3i::splat(0)).expect("valid");
        output
    }

    fn single(value: f32) -> usize {
        let mut image = Image::<f32>::new([7, 7, 1]).expect("small");
        image.set(3, 3, 0, value);
        let output = drawn(&image);
        assert!(output.pixels().iter().all(|&pixel| pixel == 0.0 || pixel == value));
        output.pixels().iter().filter(|&&pixel| pixel > 0.0).count()
    }

    #[test]
    fn the_distance_is_smaller_than_the_radius() {
        assert_eq!([1.0, 2.0, 4.0, 5.0, 1e30, f32::INFINITY].map(single), [1, 5, 9, 13, 49, 49]);
        assert_eq!([0.0, -3.0, 0.5].map(single), [0, 0, 1]);
    }

    #[test]
    fn fractions_of_squared_radii_count() {
        assert_eq!([2.0, 2.5, 1.0, 1.000_001].map(single), [5, 9, 1, 5]);
    }

    #[test]
    fn not_a_number_has_no_sphere() {
        let image = Image::from_vec([3, 1, 1], vec![f32::NAN, 0.0, 2.0]).expect("three");
        assert_eq!(drawn(&image).pixels(), [0.0, 2.0, 2.0]);
    }

    #[test]
    fn discs_reach_over_the_edges_of_bands() {
        let mut image = Image::<u16>::new([1, 3 * BAND_PIXELS, 1]).expect("small");
        image.set(0, BAND_PIXELS + 3, 0, 101);
        let output = drawn(&image);
        let first = output.pixels().iter().position(|&pixel| pixel == 101);
        assert_eq!((first, output.pixels().iter().filter(|&&pixel| pixel == 101).count()), (Some(BAND_PIXELS - 7), 21));
    }

    /// The definition, with no thought for speed.
    fn reference<T: RealPixel>(input: &Image<T>) -> Image<T> {
        let dims = input.dims();
        let centres: Vec<_> = (0..dims.pixel_count())
            .map(|index| (dims.coordinates(index), input.pixels()[index]))
            .filter(|(_, value)| *value > T::ZERO)
            .collect();
        Image::from_fn(dims.to_array(), |x, y, z| {
            let mut largest = T::ZERO;
            for (centre, value) in &centres {
                let square: usize = [x, y, z].iter().zip(centre).map(|(a, b)| a.abs_diff(*b).pow(2)).sum();
                if (square as f64) < value.to_f64() && *value > largest {
                    largest = *value;
                }
            }
            largest
        })
        .expect("small")
    }

    fn check<T: RealPixel>(dims: [usize; 3], values: &[f64]) -> Result<(), TestCaseError> {
        let input = Image::from_fn(dims, |x, y, z| T::from_f64_saturating(values[x + dims[0] * (y + dims[1] * z)]))?;
        prop_assert_eq!(drawn(&input), reference(&input));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            dims in sides(),
            values in proptest::collection::vec(prop_oneof![9 => Just(0.0), 1 => -9.0..40.0, 1 => Just(1e12)], 343),
            dense in proptest::collection::vec(0.0..30.0, 343),
            is_dense in any::<bool>(),
        ) {
            let values = if is_dense { dense } else { values };
            for_each_real_type!(check, dims, &values);
        }

        #[test]
        fn larger_images_agree_too(
            places in proptest::collection::vec((0usize..40, 0usize..40, 0usize..10, 1.0..90.0), 1..40),
        ) {
            let mut input = Image::<f32>::new([40, 40, 10])?;
            for (x, y, z, value) in places {
                input.set(x, y, z, value as f32);
            }
            prop_assert_eq!(drawn(&input), reference(&input));
        }
    }
}
