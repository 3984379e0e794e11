//! The header of NIfTI files: numbers at fixed places, 348 bytes in version 1 and 540 in version 2.

use crate::image::{Metadata, PixelType};
use crate::io::dicom::{RESCALE_INTERCEPT, RESCALE_SLOPE};
use crate::io::plain::{Layout, checked_dims};

/// Bytes of the longer header.
pub(super) const HEADER: usize = 540;
/// Bytes of the header of version 1.
pub(super) const HEADER_1: usize = 348;

/// A header that was understood.
#[derive(Debug)]
pub(super) struct Header {
    pub layout: Layout,
    /// The pixels are in another file.
    pub is_pair: bool,
    /// Bytes before the first pixel in the file with the pixels.
    pub start: u64,
    pub metadata: Metadata,
}

/// The bytes of a header.
struct Fields<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl Fields<'_> {
    fn array<const N: usize>(&self, at: usize) -> [u8; N] {
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.bytes[at..at + N]);
        if self.big_endian {
            bytes.reverse();
        }
        bytes
    }

    fn i16(&self, at: usize) -> i64 {
        i16::from_le_bytes(self.array(at)).into()
    }

    fn i32(&self, at: usize) -> i64 {
        i32::from_le_bytes(self.array(at)).into()
    }

    fn i64(&self, at: usize) -> i64 {
        i64::from_le_bytes(self.array(at))
    }

    /// float32 as the decimal number that it was made from.
    fn f32(&self, at: usize) -> f64 {
        let number = f32::from_le_bytes(self.array(at));
        number.to_string().parse().unwrap_or(f64::NAN)
    }

    fn f64(&self, at: usize) -> f64 {
        f64::from_le_bytes(self.array(at))
    }

    /// `count` numbers.
    fn numbers(&self, version: u8, at: usize, count: usize) -> Vec<f64> {
        let number = |index: usize| if version == 1 { self.f32(at + 4 * index) } else { self.f64(at + 8 * index) };
        (0..count).map(number).collect()
    }

    fn text(&self, at: usize, len: usize) -> String {
        let bytes = &self.bytes[at..at + len];
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(len);
        String::from_utf8_lossy(&bytes[..end]).trim().to_owned()
    }
}

/// The version and the byte order; none if it is another file.
fn version(bytes: &[u8]) -> Option<(u8, bool)> {
    let (size, magic) = (bytes.get(..4)?, |at: usize| bytes.get(at..at + 4));
    let is = |at, one: &[u8; 4], pair: &[u8; 4]| magic(at).is_some_and(|found| found == one || found == pair);
    match *size {
        [0x5c, 1, 0, 0] if is(344, b"n+1\0", b"ni1\0") => Some((1, false)),
        [0, 0, 1, 0x5c] if is(344, b"n+1\0", b"ni1\0") => Some((1, true)),
        [0x1c, 2, 0, 0] if is(4, b"n+2\0", b"ni2\0") => Some((2, false)),
        [0, 0, 2, 0x1c] if is(4, b"n+2\0", b"ni2\0") => Some((2, true)),
        _ => None,
    }
}

/// True if a file begins like NIfTI.
pub(super) fn is_nifti(bytes: &[u8]) -> bool {
    version(bytes).is_some()
}

/// Reads the header at the start of `bytes`.
///
/// # Errors
/// A text that says what is wrong.
pub(super) fn parse(bytes: &[u8]) -> Result<Header, String> {
    let (version, big_endian) = version(bytes).ok_or("the file does not begin like a NIfTI file")?;
    let len = if version == 1 { HEADER_1 } else { HEADER };
    let bytes = bytes.get(..len).ok_or("the file is cut off: the header has no end")?;
    let fields = Fields { bytes, big_endian };
    let (dim, kind, start, slope, size, codes, shift, rows) =
        if version == 1 { (40, 70, 108, 112, 76, 252, 268, 280) } else { (16, 12, 168, 176, 104, 344, 376, 400) };
    let side = |index: usize| if version == 1 { fields.i16(dim + 2 * index) } else { fields.i64(dim + 8 * index) };
    let axes = side(0);
    if !(1..=7).contains(&axes) {
        return Err(format!("the header gives {axes} axes"));
    }
    let sides: Vec<i64> = (1..=axes as usize).map(side).collect();
    // Further axes of one pixel, such as a single moment, do not matter.
    if sides.iter().skip(3).any(|side| *side > 1) {
        return Err(format!("the image has {axes} axes ({sides:?}), only 1 to 3 can be read"));
    }
    let sides: Vec<u64> = sides.iter().take(3).map(|side| u64::try_from(*side).unwrap_or(0)).collect();
    let layout = Layout::new(checked_dims(&sides)?, pixel_type(fields.i16(kind))?, big_endian);
    let is_pair = bytes[if version == 1 { 345 } else { 5 }] == b'i';
    let start = if version == 1 { fields.f32(start) } else { fields.i64(start) as f64 };
    if !(0.0..1e15).contains(&start) {
        return Err(format!("the header gives the impossible position {start} for the pixels"));
    }
    let mut metadata = Metadata::default();
    let code = |at: usize| if version == 1 { fields.i16(at) } else { fields.i32(at) };
    let step = if version == 1 { 2 } else { 4 };
    let rows = fields.numbers(version, rows, 12);
    let origin = match (code(codes), code(codes + step)) {
        (_, 1..) => Some([rows[3], rows[7], rows[11]]),
        (1.., _) => fields.numbers(version, shift, 3).try_into().ok(),
        _ => None,
    };
    let voxel_size: [f64; 3] = std::array::from_fn(|axis| {
        let at = size + (axis + 1) * if version == 1 { 4 } else { 8 };
        fields.numbers(version, at, 1)[0].abs()
    });
    let units = if version == 1 { i64::from(bytes[123]) } else { fields.i32(500) };
    let unit = UNITS.iter().find(|(code, _)| *code == units & 7);
    // The format has no other way to say that the size is not known.
    let unknown = origin.is_none() && unit.is_none() && voxel_size == [1.0; 3];
    if !unknown && voxel_size[..sides.len()].iter().all(|side| side.is_finite() && *side > 0.0) {
        let used = |axis: usize| if axis < sides.len() { voxel_size[axis] } else { 1.0 };
        metadata.insert_vector(Metadata::VOXEL_SIZE, std::array::from_fn(used));
    }
    if let Some(origin) = origin.filter(|origin| origin.iter().all(|x| x.is_finite())) {
        metadata.insert_vector(Metadata::ORIGIN, origin);
    }
    if let Some((_, unit)) = unit {
        metadata.insert_text(Metadata::UNIT, *unit);
    }
    if let &[slope, intercept] = &fields.numbers(version, slope, 2)[..] {
        if slope.is_finite() && intercept.is_finite() && slope != 0.0 && (slope, intercept) != (1.0, 0.0) {
            metadata.insert_text(RESCALE_SLOPE, slope.to_string());
            metadata.insert_text(RESCALE_INTERCEPT, intercept.to_string());
        }
    }
    let description = fields.text(if version == 1 { 148 } else { 240 }, 80);
    if !description.is_empty() {
        metadata.insert_text("description", description);
    }
    let start = if is_pair { start as u64 } else { (start as u64).max(len as u64) };
    Ok(Header { layout, is_pair, start, metadata })
}

/// Units of length by their code.
pub(super) const UNITS: [(i64, &str); 3] = [(1, "m"), (2, "mm"), (3, "µm")];

/// Pixel types by their code.
pub(super) const TYPES: [(i16, PixelType); 10] = [
    (2, PixelType::UInt8),
    (4, PixelType::Int16),
    (8, PixelType::Int32),
    (16, PixelType::Float32),
    (32, PixelType::Complex32),
    (256, PixelType::Int8),
    (512, PixelType::UInt16),
    (768, PixelType::UInt32),
    (1024, PixelType::Int64),
    (1280, PixelType::UInt64),
];

/// The type of the pixels; none for float64.
fn pixel_type(code: i64) -> Result<Option<PixelType>, String> {
    if let Some((_, found)) = TYPES.iter().find(|(known, _)| i64::from(*known) == code) {
        return Ok(Some(*found));
    }
    match code {
        64 => Ok(None),
        1 => Err("pixels of 1 bit cannot be read".to_owned()),
        128 | 2304 => Err("the image has colours, only grey levels can be read".to_owned()),
        1536 => Err("the pixels are float128, which pi2 has not".to_owned()),
        1792 | 2048 => Err("the pixels are complex numbers of more than 64 bits, which pi2 has not".to_owned()),
        _ => Err(format!("there is no pixel type of code {code}")),
    }
}
