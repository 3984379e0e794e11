use crate::components::{Components, Connectivity};
use crate::image::{Image, PixelType, RealPixel};
use crate::{Context, Result, pi2_command};

use super::{Particles, analyzers};

/// Measures each particle of an image.
///
/// A particle is a connected region of non-zero pixels, whatever their values. Each one gives a row of `results`, in the
/// order of their first pixels (x fastest, then y, then z); the columns are those of the analyzers, in the given order.
/// Their names with units, such as `X [pixel], Volume [pixel]`, are in the metadata item `column headers` of `results`; in
/// Python, `results.to_pandas()` is a data frame with these names.
///
/// Afterwards the pixels of measured particles have one value, and those of particles that are left out because of
/// `volume limit` another one: 128 and 230 in uint8, 64 and 100 in int8, 2 and 3 in float32 images, the largest value
/// of the pixel type and one less in all others.
///
/// The table is float32, so coordinates and volumes above 16777216 are rounded.
///
/// # Shapes
/// `input image` keeps its size W×H×D; `results` becomes C×N for C columns and N particles.
///
/// # Errors
/// `Argument` if `analyzers` has an unknown name, or a two-dimensional analyzer for an image with D > 1; if there
/// is no particle to measure. The image is then unchanged.
///
/// # References
/// He, Chao, Suzuki, "A run-based two-scan labeling algorithm", 2008. pi2 lists particles by blocks of slices, ignores
/// unknown analyzers, and takes pixels that have one of the final values for no particles.
///
/// # Example
/// ```pi2
/// newimage(row, uint8, 5)
/// set(row, [1, 0, 0], 7)
/// set(row, [3, 0, 0], 20)
/// set(row, [4, 0, 0], 1)
/// newimage(table, float32)
/// analyzeparticles(row, table, "volume")
/// sum(table, volume)   # 3
/// ```
#[pi2_command(category = "Particles", see_also = [label], stages, extra_memory = 2.0, job = Slow)]
pub fn analyzeparticles<T: RealPixel>(
    ctx: &Context,
    /// Image with the particles.
    input_image: &mut Image<T>,
    /// Table of measurements.
    #[arg(out)]
    results: &mut Image<f32>,
    /// Names of analyzers, separated by commas, blanks or any other character that is no letter or digit. Upper and lower
    /// case are equal.
    #[arg(default = "coordinates, volume")]
    analyzers: &str,
    /// Which pixels are neighbours.
    #[arg(default = Connectivity::Nearest)]
    connectivity: Connectivity,
    /// Only particles of fewer pixels are measured; 0 means all.
    #[arg(default = 0)]
    volume_limit: u64,
    /// Kept for old scripts: has no effect.
    #[arg(name = "single-threaded", default = false)]
    _single_threaded: bool,
) -> Result<()> {
    let analyzers = analyzers::parse(analyzers)?;
    analyzers::check_usable(&analyzers, input_image.dims())?;
    let components = Components::find(ctx, input_image, connectivity, |pixel| pixel != T::ZERO)?;
    let volumes = if volume_limit > 0 { components.volumes() } else { Vec::new() };
    let is_small = |component: usize| volume_limit == 0 || volumes[component] < volume_limit;
    let particles = Particles::from_components(&components, is_small);
    analyzers::measure(ctx, &analyzers, &particles, results)?;
    let (done, large) = final_values::<T>();
    components.paint(ctx, input_image, |component| if is_small(component) { done } else { large })
}

/// Values of the pixels of measured particles, and of those that are too large.
fn final_values<T: RealPixel>() -> (T, T) {
    match T::TYPE {
        PixelType::UInt8 => (T::from_f64_saturating(128.0), T::from_f64_saturating(230.0)),
        PixelType::Int8 => (T::from_f64_saturating(64.0), T::from_f64_saturating(100.0)),
        PixelType::Float32 => (T::from_f64_saturating(2.0), T::from_f64_saturating(3.0)),
        _ => (T::MAX, T::from_i128_saturating(T::MAX.to_i128() - 1)),
    }
}

#[cfg(test)]
mod tests;
