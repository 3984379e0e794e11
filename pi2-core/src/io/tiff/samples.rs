//! From the samples in a TIFF file to pixels.

use super::pages::Compression;
use crate::image::PixelType;

/// How a pixel is stored in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Samples {
    /// Bits per pixel.
    pub bits: usize,
    /// Bytes that change places between the byte orders.
    pub component: usize,
    /// The type of the pixels, if one of ours can hold them.
    pub pixel_type: Option<PixelType>,
    is_float: bool,
}

/// What must be done to stored pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Conversion {
    /// Nothing.
    Copy,
    /// Fewer bits than a whole number of bytes become uint8 or uint16.
    Unpack,
    /// float16 becomes float32, exactly.
    Half,
    /// float64 becomes the nearest float32.
    Double,
}

impl Samples {
    /// The samples that the tags of a page describe.
    pub fn new(per_pixel: u64, format: u64, bits: u64) -> Result<Self, String> {
        if per_pixel != 1 {
            return Err(format!("the image has {per_pixel} channels (colours?), only grey levels can be read"));
        }
        let pixel_type = match (format, bits) {
            (1, 1..=8) => Some(PixelType::UInt8),
            (1, 9..=16) => Some(PixelType::UInt16),
            (1, 32) => Some(PixelType::UInt32),
            (1, 64) => Some(PixelType::UInt64),
            (2, 8) => Some(PixelType::Int8),
            (2, 16) => Some(PixelType::Int16),
            (2, 32) => Some(PixelType::Int32),
            (2, 64) => Some(PixelType::Int64),
            (3, 16 | 32) => Some(PixelType::Float32),
            (3, 64) | (4, 8 | 16 | 32 | 64) => None,
            (6, 64) => Some(PixelType::Complex32),
            _ => {
                let kind = match format {
                    1 => "unsigned",
                    2 => "signed",
                    3 => "floating point",
                    5 => "complex integer",
                    6 => "complex",
                    _ => "unknown",
                };
                return Err(format!("{kind} pixels of {bits} bits cannot be read"));
            }
        };
        let bits = bits as usize;
        let component = if format == 6 { 4 } else { bits.div_ceil(8) };
        Ok(Self { bits, component, pixel_type, is_float: format == 3 })
    }

    /// Bytes of a row of pixels; it ends at a whole byte.
    pub fn row_bytes(self, width: usize) -> usize {
        (width * self.bits).div_ceil(8)
    }

    /// Bytes of a stored pixel, rounded up.
    pub fn pixel_size(self) -> usize {
        self.bits.div_ceil(8)
    }

    /// True for pixels that the file calls float64.
    pub fn is_double(self) -> bool {
        self.is_float && self.bits == 64
    }

    /// The SampleFormat of the components for a decoder: 3 for floats, else 1.
    pub fn decoder_format(self) -> u64 {
        if self.is_float { 3 } else { 1 }
    }

    /// An error if pixels like these cannot be coded so.
    pub fn check_coding(self, compression: Compression, predictor: u64) -> Result<(), String> {
        let whole = matches!(self.bits, 8 | 16 | 32 | 64) && self.component == self.pixel_size();
        let fits = match predictor {
            1 => true,
            2 => whole,
            3 => whole && self.is_float,
            _ => false,
        };
        if !fits {
            return Err(format!("predictor {predictor} cannot be used with pixels of {} bits", self.bits));
        }
        if matches!(compression, Compression::Fax(_)) && (self.bits != 1 || predictor != 1) {
            return Err(format!("fax compression cannot be used with pixels of {} bits", self.bits));
        }
        if compression == Compression::Jpeg && (self.bits != 8 || predictor != 1) {
            return Err(format!("JPEG compression cannot be used with pixels of {} bits", self.bits));
        }
        Ok(())
    }

    /// How stored pixels become pixels of a type that they can be read as.
    pub fn conversion(self, pixel_type: PixelType) -> Conversion {
        match (self.is_float, self.bits) {
            (true, 16) => Conversion::Half,
            (true, 64) if pixel_type == PixelType::Float32 => Conversion::Double,
            _ if matches!(self.bits, 8 | 16 | 32 | 64) => Conversion::Copy,
            _ => Conversion::Unpack,
        }
    }

    /// Converts the pixels from `x` on of a stored row in native byte order; `target` says how many.
    pub fn convert_row(self, conversion: Conversion, row: &[u8], x: usize, target: &mut [u8]) {
        let size = self.pixel_size();
        match conversion {
            Conversion::Copy => target.copy_from_slice(&row[x * size..x * size + target.len()]),
            Conversion::Unpack if size == 1 => {
                let pixels = target.iter_mut().zip(x..);
                pixels.for_each(|(pixel, x)| *pixel = self.packed(row, x) as u8);
            }
            Conversion::Unpack => {
                let pixels = target.chunks_exact_mut(2).zip(x..);
                pixels.for_each(|(pixel, x)| pixel.copy_from_slice(&self.packed(row, x).to_ne_bytes()));
            }
            Conversion::Half => {
                for (pixel, half) in target.chunks_exact_mut(4).zip(row[2 * x..].chunks_exact(2)) {
                    pixel.copy_from_slice(&half_to_float(u16::from_ne_bytes([half[0], half[1]])).to_ne_bytes());
                }
            }
            Conversion::Double => {
                for (pixel, double) in target.chunks_exact_mut(4).zip(row[8 * x..].chunks_exact(8)) {
                    let double = f64::from_ne_bytes(double.try_into().expect("chunks of 8 bytes"));
                    pixel.copy_from_slice(&(double as f32).to_ne_bytes());
                }
            }
        }
    }

    /// Pixel `x` of a row whose pixels follow each other bit by bit, most significant first.
    fn packed(self, row: &[u8], x: usize) -> u16 {
        let first = x * self.bits;
        (first..first + self.bits).fold(0, |value, bit| value << 1 | u16::from(row[bit / 8] >> (7 - bit % 8) & 1))
    }
}

/// The value of an IEEE 754 float16.
fn half_to_float(half: u16) -> f32 {
    let sign = u32::from(half >> 15) << 31;
    let (exponent, fraction) = (u32::from(half >> 10) & 0x1f, u32::from(half) & 0x3ff);
    let magnitude = match exponent {
        0 => return f32::from_bits(sign | (fraction as f32 / 16_777_216.0).to_bits()),
        0x1f => 0xff,
        _ => exponent + 112,
    };
    f32::from_bits(sign | magnitude << 23 | fraction << 13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_floats_exactly() {
        for (half, float) in [
            (0x0000, 0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65504.0),
            (0x0001, 5.960_464_5e-8),
            (0x0400, 6.103_515_6e-5),
            (0x7c00, f32::INFINITY),
        ] {
            assert_eq!(half_to_float(half), float, "{half:x}");
        }
        assert!(half_to_float(0x7e00).is_nan());
    }

    #[test]
    fn packed_pixels_are_read_bit_by_bit() {
        let twelve = Samples::new(1, 1, 12).expect("supported");
        assert_eq!(twelve.row_bytes(3), 5);
        let mut pixels = [0; 4];
        twelve.convert_row(twelve.conversion(PixelType::UInt16), &[0xab, 0xcd, 0xef, 0x12, 0x30], 1, &mut pixels);
        assert_eq!(bytemuck::cast::<_, [u16; 2]>(pixels), [0xdef, 0x123]);
        let one = Samples::new(1, 1, 1).expect("supported");
        let mut pixels = [0; 3];
        one.convert_row(one.conversion(PixelType::UInt8), &[0b0000_0101, 0b1000_0000], 6, &mut pixels);
        assert_eq!(pixels, [0, 1, 1]);
    }

    #[test]
    fn kinds_without_a_pixel_type_are_said_in_plain_words() {
        let error = |per_pixel, format, bits| Samples::new(per_pixel, format, bits).expect_err("not supported");
        assert_eq!(error(3, 1, 8), "the image has 3 channels (colours?), only grey levels can be read");
        assert_eq!(error(1, 3, 24), "floating point pixels of 24 bits cannot be read");
        assert_eq!(error(1, 6, 128), "complex pixels of 128 bits cannot be read");
    }
}
