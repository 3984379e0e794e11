//! The order of the bytes of pixels.

use crate::io::swap_bytes;
use crate::par::tasks;
use crate::{Context, DynImage, Result, pi2_command};

/// Bytes that one task reverses; a multiple of all pixel sizes.
const PIECE: usize = 1 << 20;

/// Reverses the bytes of each pixel.
///
/// Pixels that were read in the wrong byte order become right. Real and imaginary part of a complex pixel are reversed
/// separately; pixels of one byte stay as they are.
///
/// # Shapes
/// `image` may have any size.
///
/// # References
/// pi2, `swapbyteorder`.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// set(img, 258)
/// swapbyteorder(img)
/// maxval(img, top)   # 513
/// ```
#[pi2_command(category = "Images", see_also = [readraw, convert], pointwise)]
pub fn swapbyteorder(
    ctx: &Context,
    /// Image to change.
    image: &mut DynImage,
) -> Result<()> {
    let pixel_type = image.pixel_type();
    tasks::chunks_mut(ctx, image.bytes_mut(), PIECE, |_, pixels| {
        swap_bytes(pixel_type, pixels);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::PixelType;

    #[test]
    fn bytes_of_every_number_are_reversed() {
        for pixel_type in PixelType::ALL {
            let mut image = DynImage::new(pixel_type, (700, 600, 1)).expect("small");
            image.bytes_mut().iter_mut().enumerate().for_each(|(i, byte)| *byte = i as u8);
            let number = if pixel_type == PixelType::Complex32 { 4 } else { pixel_type.size() };
            let mut expected = image.bytes().to_vec();
            expected.chunks_exact_mut(number).for_each(<[u8]>::reverse);
            swapbyteorder(&Context::default(), &mut image).expect("not cancelled");
            assert_eq!(image.bytes(), expected, "{pixel_type}");
        }
    }
}
