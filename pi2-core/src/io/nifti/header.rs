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

/// Where the numbers of a version are, in bytes from the start.
struct Places {
    sides: usize,
    pixel_type: usize,
    start: usize,
    slope: usize,
    distances: usize,
    description: usize,
    /// Tells that `shift` is known; behind it is the code for `rows`.
    placed: usize,
    shift: usize,
    rows: usize,
    units: usize,
}

const VERSION_1: Places = Places {
    sides: 40,
    pixel_type: 70,
    start: 108,
    slope: 112,
    distances: 76,
    description: 148,
    placed: 252,
    shift: 268,
    rows: 280,
    units: 123,
};

const VERSION_2: Places = Places {
    sides: 16,
    pixel_type: 12,
    start: 168,
    slope: 176,
    distances: 104,
    description: 240,
    placed: 344,
    shift: 376,
    rows: 400,
    units: 500,
};

/// The bytes of a header.
struct Fields<'a> {
    bytes: &'a [u8],
    is_first: bool,
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

    fn short(&self, at: usize) -> i64 {
        i16::from_le_bytes(self.array(at)).into()
    }

    /// The `index`th of the sides; before them comes their number.
    fn side(&self, at: usize, index: usize) -> i64 {
        if self.is_first { self.short(at + 2 * index) } else { i64::from_le_bytes(self.array(at + 8 * index)) }
    }

    /// The `index`th of some codes.
    fn code(&self, at: usize, index: usize) -> i64 {
        if self.is_first { self.short(at + 2 * index) } else { i32::from_le_bytes(self.array(at + 4 * index)).into() }
    }

    /// The `index`th of some numbers. float32 becomes the decimal number that it was made from.
    fn number(&self, at: usize, index: usize) -> f64 {
        if self.is_first {
            f32::from_le_bytes(self.array(at + 4 * index)).to_string().parse().unwrap_or(f64::NAN)
        } else {
            f64::from_le_bytes(self.array(at + 8 * index))
        }
    }

    /// A text of at most 80 bytes.
    fn text(&self, at: usize) -> String {
        let bytes = &self.bytes[at..at + 80];
        let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
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
    let is_first = version == 1;
    let (len, places, magic) = if is_first { (HEADER_1, VERSION_1, 344) } else { (HEADER, VERSION_2, 4) };
    let bytes = bytes.get(..len).ok_or("the file is cut off: the header has no end")?;
    let fields = Fields { bytes, is_first, big_endian };
    let axes = fields.side(places.sides, 0);
    if !(1..=7).contains(&axes) {
        return Err(format!("the header gives {axes} axes"));
    }
    let sides: Vec<i64> = (1..=axes as usize).map(|index| fields.side(places.sides, index)).collect();
    // Further axes of one pixel, such as a single moment, do not matter.
    if sides.iter().skip(3).any(|side| *side > 1) {
        return Err(format!("the image has {axes} axes ({sides:?}), only 1 to 3 can be read"));
    }
    let sides: Vec<u64> = sides.iter().take(3).map(|side| u64::try_from(*side).unwrap_or(0)).collect();
    let layout = Layout::new(checked_dims(&sides)?, pixel_type(fields.short(places.pixel_type))?, big_endian);
    let is_pair = bytes[magic + 1] == b'i';
    let start = if is_first { fields.number(places.start, 0) } else { fields.side(places.start, 0) as f64 };
    if !(0.0..1e15).contains(&start) {
        return Err(format!("the header gives the impossible position {start} for the pixels"));
    }
    let start = if is_pair { start as u64 } else { (start as u64).max(len as u64) };
    Ok(Header { layout, is_pair, start, metadata: metadata(&fields, &places, sides.len()) })
}

fn metadata(fields: &Fields, places: &Places, axes: usize) -> Metadata {
    let mut metadata = Metadata::default();
    let number = |at: usize| move |index: usize| fields.number(at, index);
    let origin = match (fields.code(places.placed, 0), fields.code(places.placed, 1)) {
        (_, 1..) => Some([3, 7, 11].map(number(places.rows))),
        (1.., _) => Some([0, 1, 2].map(number(places.shift))),
        _ => None,
    };
    let voxel_size =
        [1, 2, 3].map(|index| if index <= axes { fields.number(places.distances, index).abs() } else { 1.0 });
    let units = if fields.is_first { i64::from(fields.bytes[places.units]) } else { fields.code(places.units, 0) };
    let unit = UNITS.iter().find(|(code, _)| *code == units & 7);
    // The format has no other way to say that the size is not known.
    let unknown = origin.is_none() && unit.is_none() && voxel_size == [1.0; 3];
    if !unknown && voxel_size.iter().all(|side| side.is_finite() && *side > 0.0) {
        metadata.insert_vector(Metadata::VOXEL_SIZE, voxel_size);
    }
    if let Some(origin) = origin.filter(|origin| origin.iter().all(|x| x.is_finite())) {
        metadata.insert_vector(Metadata::ORIGIN, origin);
    }
    if let Some((_, unit)) = unit {
        metadata.insert_text(Metadata::UNIT, *unit);
    }
    let [slope, intercept] = [0, 1].map(number(places.slope));
    // A slope of 0 says that there is none.
    if slope.is_finite() && intercept.is_finite() && slope != 0.0 && (slope, intercept) != (1.0, 0.0) {
        metadata.insert_text(RESCALE_SLOPE, slope.to_string());
        metadata.insert_text(RESCALE_INTERCEPT, intercept.to_string());
    }
    let description = fields.text(places.description);
    if !description.is_empty() {
        metadata.insert_text("description", description);
    }
    metadata
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
