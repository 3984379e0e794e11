//! The area of a surface of equal value.

use crate::image::{Image, RealPixel};
use crate::{Context, Error, Result, marching_cubes, pi2_command};

/// Measures the area of the surface between pixels below a value and the others.
///
/// The surface is that of marching cubes: it crosses the line between two neighbouring pixels where linear interpolation
/// gives `isovalue`. It is open where the inside meets the border of the image, and an image of depth 1 has none. The
/// area is summed in float64, in an order that does not depend on the number of threads.
///
/// For images of zeros and ones, give 0.5: the default value 1 puts the surface through the centres of the outermost
/// pixels, so that a single pixel has no area.
///
/// NaN pixels are inside; if there are any next to the surface, the area is NaN.
///
/// # Shapes
/// `geometry` is W×H×D.
///
/// # Errors
/// `Argument` if `isovalue` is not finite.
///
/// # References
/// W. E. Lorensen, H. E. Cline, "Marching cubes: A high resolution 3D surface construction algorithm", Computer Graphics
/// 21(4), 1987, 163-169. P. Bourke, "Polygonising a scalar field", 1994, with the table of C. G. Bloyd.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 7, 7, 7)
/// box(img, [2, 2, 2], 3, 1)
/// surfacearea(img, area, 0.5)   # 42.702614
/// ```
#[pi2_command(
    category = "Statistics",
    see_also = [analyzeparticles, sum, mean],
    whole_image = "cells at the borders of blocks need pixels of both"
)]
pub fn surfacearea<T: RealPixel>(
    ctx: &Context,
    /// Image with the inside brighter than the outside.
    geometry: &Image<T>,
    /// Area of the surface, in squared pixels.
    #[arg(out)]
    surface_area: &mut f64,
    /// Grey level of the surface; pixels below it are outside.
    #[arg(default = 1.0)]
    isovalue: f64,
) -> Result<()> {
    if !isovalue.is_finite() {
        return Err(Error::argument("isovalue", "finite", isovalue));
    }
    *surface_area = marching_cubes::area(ctx, geometry, isovalue)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_infinite_isovalue_is_an_error() {
        let (image, mut area) = (Image::<u8>::new([2, 2, 2]).expect("small"), 7.0);
        let error = surfacearea(&Context::default(), &image, &mut area, f64::NAN).expect_err("not a number");
        assert_eq!((error.to_string().as_str(), area), ("argument `isovalue` must be finite, but it is NaN", 7.0));
    }
}
