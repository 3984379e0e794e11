//! Surfaces given by a height for each x and y.

use multiversion::multiversion;

use crate::image::{Image, RealPixel};
use crate::par::{for_each_row, tasks};
use crate::{Context, Error, Result, pi2_command};

/// Draws a height map as a surface one pixel thick.
///
/// Sets pixel (x, y, z) where z is the height at (x, y), rounded half away from zero. Heights outside the image and NaN
/// draw nothing.
///
/// # Shapes
/// `geometry` is W×H×D and keeps its size, `height map` is W×H.
///
/// # Errors
/// `Dimensions` if the width, height or depth of `height map` is another one.
///
/// # References
/// pi2, `drawheightmap`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 5)
/// newimage(heights, float32, 3, 3)
/// set(heights, 2.5)
/// drawheightmap(img, heights, 7)
/// newimage(total, uint64)
/// sum(img, total)   # 63
/// ```
#[pi2_command(
    category = "Drawing",
    see_also = [setafterheightmap, setbeforeheightmap, shiftz],
    whole_image = "heights are counted from the first slice, and the map covers all rows"
)]
pub fn drawheightmap<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    geometry: &mut Image<T>,
    /// Height of the surface, in pixels.
    height_map: &Image<f32>,
    /// Grey value of the surface, rounded and saturated to the pixel type.
    visualization_color: f64,
) -> Result<()> {
    check_map(geometry, height_map)?;
    let color = T::from_f64_saturating(visualization_color);
    let slice = geometry.dims().slice_len();
    // A task has some slices and looks for the heights that are among them.
    let slices = (geometry.depth() / DRAWING_TASKS).max(1);
    tasks::chunks_mut(ctx, geometry.pixels_mut(), slices * slice, |task, pixels| {
        let first = (task * slices) as f32;
        let last = first + (pixels.len() / slice - 1) as f32;
        for (place, height) in height_map.pixels().iter().enumerate() {
            let z = height.round();
            if z >= first && z <= last {
                pixels[(z - first) as usize * slice + place] = color;
            }
        }
        Ok(())
    })
}

/// Parts of an image into which a height map is drawn at once.
const DRAWING_TASKS: usize = 8;

/// Sets all pixels before a height map.
///
/// Pixel (x, y, z) is set if z is smaller than the height at (x, y). Where the height is NaN, no pixel is set.
///
/// # Shapes
/// `geometry` is W×H×D and keeps its size, `height map` is W×H.
///
/// # Errors
/// `Dimensions` if the width, height or depth of `height map` is another one.
///
/// # References
/// pi2, `setbeforeheightmap`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 5)
/// newimage(heights, float32, 3, 3)
/// set(heights, 2.5)
/// setbeforeheightmap(img, heights, 1)
/// newimage(count, uint64)
/// sum(img, count)   # 27
/// ```
#[pi2_command(
    category = "Drawing",
    see_also = [drawheightmap, setafterheightmap, shiftz],
    whole_image = "heights are counted from the first slice, and the map covers all rows"
)]
pub fn setbeforeheightmap<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    geometry: &mut Image<T>,
    /// Height, in pixels.
    height_map: &Image<f32>,
    /// Grey value of the pixels before the height map, rounded and saturated to the pixel type.
    visualization_color: f64,
) -> Result<()> {
    set_where(ctx, geometry, height_map, visualization_color, |z, height| z < height)
}

/// Sets all pixels after a height map.
///
/// Pixel (x, y, z) is set if z is larger than the height at (x, y). Where the height is NaN, no pixel is set.
///
/// # Shapes
/// `geometry` is W×H×D and keeps its size, `height map` is W×H.
///
/// # Errors
/// `Dimensions` if the width, height or depth of `height map` is another one.
///
/// # References
/// pi2, `setafterheightmap`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 3, 3, 5)
/// newimage(heights, float32, 3, 3)
/// set(heights, 2.5)
/// setafterheightmap(img, heights, 1)
/// newimage(count, uint64)
/// sum(img, count)   # 18
/// ```
#[pi2_command(
    category = "Drawing",
    see_also = [drawheightmap, setbeforeheightmap, shiftz],
    whole_image = "heights are counted from the first slice, and the map covers all rows"
)]
pub fn setafterheightmap<T: RealPixel>(
    ctx: &Context,
    /// Image to draw into.
    geometry: &mut Image<T>,
    /// Height, in pixels.
    height_map: &Image<f32>,
    /// Grey value of the pixels after the height map, rounded and saturated to the pixel type.
    visualization_color: f64,
) -> Result<()> {
    set_where(ctx, geometry, height_map, visualization_color, |z, height| z > height)
}

fn check_map<T: RealPixel>(geometry: &Image<T>, map: &Image<f32>) -> Result<()> {
    let (dims, size) = (geometry.dims(), map.dims());
    if [size.width, size.height, size.depth] == [dims.width, dims.height, 1] {
        return Ok(());
    }
    let message =
        format!("`height map` is {size} but `geometry` is {dims}; the map must be {}×{}×1", dims.width, dims.height);
    Err(Error::dimensions(message))
}

/// Sets the pixels for which `is_set(z, height)` holds.
fn set_where<T: RealPixel>(
    ctx: &Context,
    geometry: &mut Image<T>,
    map: &Image<f32>,
    color: f64,
    is_set: impl Fn(f32, f32) -> bool + Sync,
) -> Result<()> {
    check_map(geometry, map)?;
    let color = T::from_f64_saturating(color);
    for_each_row(ctx, geometry, |y, z, row| {
        set_row(row, map.row(y, 0), z as f32, color, &is_set);
        Ok(())
    })
}

#[multiversion(targets("x86_64+avx2+fma+bmi2", "x86_64+sse4.2"))]
fn set_row<T: Copy, F: Fn(f32, f32) -> bool>(row: &mut [T], heights: &[f32], z: f32, color: T, is_set: &F) {
    for (pixel, height) in row.iter_mut().zip(heights) {
        *pixel = if is_set(z, *height) { color } else { *pixel };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::{for_each_real_type, random_image, sides};

    type Command<T> = fn(&Context, &mut Image<T>, &Image<f32>, f64) -> Result<()>;
    type Test = fn(f64, f64) -> bool;

    #[test]
    fn a_row_of_heights_is_drawn_before_at_and_after() {
        let map = Image::from_vec([7, 1, 1], vec![1.4, 1.5, 2.5, -1.0, 7.0, f32::NAN, f32::INFINITY]).expect("seven");
        let drawn = |command: Command<u8>| {
            let mut image = Image::new([7, 1, 4]).expect("small");
            command(&Context::with_threads(2), &mut image, &map, 9.0).expect("valid");
            (0..4).map(|z| image.row(0, z).to_vec()).collect::<Vec<_>>()
        };
        let at = [[0, 0, 0, 0, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0], [0, 9, 0, 0, 0, 0, 0], [0, 0, 9, 0, 0, 0, 0]];
        assert_eq!(drawn(drawheightmap), at);
        let before = [[9, 9, 9, 0, 9, 0, 9], [9, 9, 9, 0, 9, 0, 9], [0, 0, 9, 0, 9, 0, 9], [0, 0, 0, 0, 9, 0, 9]];
        assert_eq!(drawn(setbeforeheightmap), before);
        let after = [[0, 0, 0, 9, 0, 0, 0], [0, 0, 0, 9, 0, 0, 0], [9, 9, 0, 9, 0, 0, 0], [9, 9, 9, 9, 0, 0, 0]];
        assert_eq!(drawn(setafterheightmap), after);
    }

    #[test]
    fn a_map_of_another_size_is_refused() {
        let map = Image::<f32>::new([3, 2, 1]).expect("small");
        for command in [drawheightmap, setbeforeheightmap, setafterheightmap] as [Command<u8>; 3] {
            let mut image = Image::<u8>::new([2, 3, 4]).expect("small");
            let error = command(&Context::with_threads(1), &mut image, &map, 1.0).expect_err("sizes differ");
            let expected = "`height map` is 3×2×1 but `geometry` is 2×3×4; the map must be 2×3×1";
            assert_eq!(error.to_string(), expected);
        }
    }

    fn check<T: RealPixel>(dims: [usize; 3], heights: &[f32], seed: u64) -> Result<(), TestCaseError> {
        let [w, h, _] = dims;
        let map = Image::from_fn([w, h, 1], |x, y, _| heights[x + w * y])?;
        let before = random_image::<T>(dims, seed);
        let tests: [(Command<T>, Test); 3] = [
            (drawheightmap, |z, height| z == height.round()),
            (setbeforeheightmap, |z, height| z < height),
            (setafterheightmap, |z, height| z > height),
        ];
        for (command, is_set) in tests {
            let mut image = before.clone();
            command(&Context::with_threads(2), &mut image, &map, 300.0)?;
            let expected = Image::from_fn(dims, |x, y, z| {
                let set = is_set(z as f64, f64::from(map.get(x, y, 0)));
                if set { T::from_f64_saturating(300.0) } else { before.get(x, y, z) }
            });
            prop_assert_eq!(image, expected?);
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn every_pixel_type_agrees_with_the_definition(
            dims in sides(),
            halves in proptest::collection::vec(-3i16..18, 49),
            seed in any::<u64>(),
        ) {
            let heights: Vec<f32> = halves.into_iter().map(|half| f32::from(half) / 2.0).collect();
            for_each_real_type!(check, dims, &heights, seed);
        }
    }
}
