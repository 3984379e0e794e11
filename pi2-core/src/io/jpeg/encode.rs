//! Encodes grey levels as a baseline JPEG stream (ITU-T T.81) with the tables of its annex K.

use std::f32::consts::PI;

/// Quantisation of the coefficients, row by row (table K.1).
#[rustfmt::skip]
const QUANTISATION: [u32; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
    14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
    18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];

/// Position of the coefficients in the order in which they are stored.
#[rustfmt::skip]
const ZIGZAG: [usize; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Number of codes of 1 to 16 bits for the sizes of constant terms, and these sizes (table K.3).
const DC_BITS: [u8; 16] = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];
const DC_SYMBOLS: [u8; 12] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/// The same for runs of zeros (high four bits) and sizes of the other coefficients (table K.5).
const AC_BITS: [u8; 16] = [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d];
#[rustfmt::skip]
const AC_SYMBOLS: [u8; 162] = [
    0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
    0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xa1, 0x08, 0x23, 0x42, 0xb1, 0xc1, 0x15, 0x52, 0xd1, 0xf0,
    0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0a, 0x16, 0x17, 0x18, 0x19, 0x1a, 0x25, 0x26, 0x27, 0x28,
    0x29, 0x2a, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
    0x4a, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5a, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
    0x6a, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
    0x8a, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7,
    0xa8, 0xa9, 0xaa, 0xb2, 0xb3, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xc2, 0xc3, 0xc4, 0xc5,
    0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xd9, 0xda, 0xe1, 0xe2,
    0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7, 0xf8,
    0xf9, 0xfa,
];

/// Code and its number of bits for each symbol.
type Codes = [(u32, u32); 256];

/// The file with the pixels, at a quality of 1 to 100.
pub(super) fn encode(pixels: &[u8], width: usize, height: usize, quality: u32) -> Vec<u8> {
    let scale = if quality < 50 { 5000 / quality } else { 200 - 2 * quality };
    let quantisation = QUANTISATION.map(|step| ((step * scale + 50) / 100).clamp(1, 255));
    let mut bytes = header(width as u16, height as u16, &quantisation);
    let (constant, other) = (codes(&DC_BITS, &DC_SYMBOLS), codes(&AC_BITS, &AC_SYMBOLS));
    let cosines = cosines();
    let mut stream = BitStream { bytes: &mut bytes, waiting: 0, count: 0 };
    let mut last = 0;
    for y in (0..height).step_by(8) {
        for x in (0..width).step_by(8) {
            // Blocks that reach over the edge repeat its pixels.
            let pixel = |index: usize| {
                let (x, y) = ((x + index % 8).min(width - 1), (y + index / 8).min(height - 1));
                f32::from(pixels[x + width * y]) - 128.0
            };
            let coefficients = transform(&cosines, std::array::from_fn(pixel));
            let block = ZIGZAG.map(|at| (coefficients[at] / quantisation[at] as f32).round() as i32);
            stream.block(&constant, &other, &block, last);
            last = block[0];
        }
    }
    stream.end();
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// Everything before the coefficients.
fn header(width: u16, height: u16, quantisation: &[u32; 64]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xff, marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    };
    segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0");
    segment(0xdb, &[&[0], &ZIGZAG.map(|at| quantisation[at] as u8)[..]].concat());
    segment(0xc0, &[&[8], &height.to_be_bytes()[..], &width.to_be_bytes(), &[1, 1, 0x11, 0]].concat());
    segment(0xc4, &[&[0], &DC_BITS[..], &DC_SYMBOLS].concat());
    segment(0xc4, &[&[0x10], &AC_BITS[..], &AC_SYMBOLS].concat());
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    bytes
}

/// The codes of a table, by symbol (annex C).
fn codes(bits: &[u8; 16], symbols: &[u8]) -> Codes {
    let mut codes = [(0, 0); 256];
    let mut symbols = symbols.iter();
    let mut code = 0;
    for (len, count) in (1..).zip(bits) {
        for symbol in symbols.by_ref().take((*count).into()) {
            codes[usize::from(*symbol)] = (code, len);
            code += 1;
        }
        code <<= 1;
    }
    codes
}

/// Element (frequency, position) of the discrete cosine transform.
fn cosines() -> [[f32; 8]; 8] {
    std::array::from_fn(|frequency| {
        let norm = if frequency == 0 { 0.125f32.sqrt() } else { 0.5 };
        std::array::from_fn(|position| norm * ((2 * position + 1) as f32 * frequency as f32 * PI / 16.0).cos())
    })
}

/// The two-dimensional transform of a block, first along x, then along y.
fn transform(cosines: &[[f32; 8]; 8], block: [f32; 64]) -> [f32; 64] {
    let sum =
        |frequency: usize, value: &dyn Fn(usize) -> f32| (0..8).map(|at| cosines[frequency][at] * value(at)).sum();
    let rows: [f32; 64] = std::array::from_fn(|index| sum(index % 8, &|x| block[index / 8 * 8 + x]));
    std::array::from_fn(|index| sum(index / 8, &|y| rows[y * 8 + index % 8]))
}

/// Bits that are appended to bytes, most significant first.
struct BitStream<'a> {
    bytes: &'a mut Vec<u8>,
    waiting: u32,
    count: u32,
}

impl BitStream<'_> {
    fn push(&mut self, bits: u32, count: u32) {
        self.waiting = self.waiting << count | bits;
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.waiting >> self.count) as u8;
            self.bytes.push(byte);
            if byte == 0xff {
                // So that it is no marker.
                self.bytes.push(0);
            }
        }
        self.waiting &= (1 << self.count) - 1;
    }

    /// A symbol and the bits of a number of `size` bits. Negative numbers are stored less 1.
    fn number(&mut self, code: (u32, u32), number: i32, size: u32) {
        self.push(code.0, code.1);
        let bits = if number < 0 { number - 1 } else { number };
        self.push(bits as u32 & ((1 << size) - 1), size);
    }

    /// Coefficients in the order of storage; the first one as difference to that of the block before.
    fn block(&mut self, constant: &Codes, other: &Codes, block: &[i32; 64], last: i32) {
        let difference = block[0] - last;
        let size = bit_size(difference);
        self.number(constant[size as usize], difference, size);
        let mut zeros = 0;
        for &coefficient in &block[1..] {
            if coefficient == 0 {
                zeros += 1;
                continue;
            }
            while zeros > 15 {
                self.push(other[0xf0].0, other[0xf0].1);
                zeros -= 16;
            }
            let size = bit_size(coefficient);
            self.number(other[zeros << 4 | size as usize], coefficient, size);
            zeros = 0;
        }
        if zeros > 0 {
            self.push(other[0].0, other[0].1);
        }
    }

    /// Fills the last byte with ones.
    fn end(&mut self) {
        let missing = (8 - self.count % 8) % 8;
        self.push((1 << missing) - 1, missing);
    }
}

/// Bits of the magnitude of a number.
fn bit_size(number: i32) -> u32 {
    32 - number.unsigned_abs().leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_the_standard_are_found() {
        let constant = codes(&DC_BITS, &DC_SYMBOLS);
        assert_eq!((constant[0], constant[5], constant[11]), ((0b00, 2), (0b110, 3), (0b1_1111_1110, 9)));
        let other = codes(&AC_BITS, &AC_SYMBOLS);
        assert_eq!((other[0x00], other[0x01], other[0xf0]), ((0b1010, 4), (0b00, 2), (0b111_1111_1001, 11)));
        assert_eq!(other[0xfa], (0xfffe, 16));
    }

    #[test]
    fn a_constant_block_has_only_a_constant_term() {
        let coefficients = transform(&cosines(), [3.0; 64]);
        assert!((coefficients[0] - 24.0).abs() < 1e-4);
        assert!(coefficients[1..].iter().all(|coefficient| coefficient.abs() < 1e-4));
    }
}
