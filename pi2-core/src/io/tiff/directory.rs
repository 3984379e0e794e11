//! The directories of a TIFF file: tags and their values. Every offset and count is checked before it is used.

use std::collections::{BTreeMap, HashSet};

use crate::Result;
use crate::io::input::InputFile;

/// Tags that are read or written.
pub(super) mod tag {
    pub const NEW_SUBFILE_TYPE: u16 = 254;
    pub const OLD_SUBFILE_TYPE: u16 = 255;
    pub const IMAGE_WIDTH: u16 = 256;
    pub const IMAGE_LENGTH: u16 = 257;
    pub const BITS_PER_SAMPLE: u16 = 258;
    pub const COMPRESSION: u16 = 259;
    pub const PHOTOMETRIC: u16 = 262;
    pub const FILL_ORDER: u16 = 266;
    pub const IMAGE_DESCRIPTION: u16 = 270;
    pub const STRIP_OFFSETS: u16 = 273;
    pub const SAMPLES_PER_PIXEL: u16 = 277;
    pub const ROWS_PER_STRIP: u16 = 278;
    pub const STRIP_BYTE_COUNTS: u16 = 279;
    pub const X_RESOLUTION: u16 = 282;
    pub const Y_RESOLUTION: u16 = 283;
    pub const PLANAR_CONFIGURATION: u16 = 284;
    pub const T4_OPTIONS: u16 = 292;
    pub const RESOLUTION_UNIT: u16 = 296;
    pub const SOFTWARE: u16 = 305;
    pub const PREDICTOR: u16 = 317;
    pub const TILE_WIDTH: u16 = 322;
    pub const TILE_LENGTH: u16 = 323;
    pub const TILE_OFFSETS: u16 = 324;
    pub const TILE_BYTE_COUNTS: u16 = 325;
    pub const SAMPLE_FORMAT: u16 = 339;
    pub const JPEG_TABLES: u16 = 347;
    pub const IMAGE_DEPTH: u16 = 32997;
}

/// How numbers are stored in a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Layout {
    /// Most significant byte first.
    pub big_endian: bool,
    /// BigTIFF: offsets of 8 bytes.
    pub big: bool,
}

impl Layout {
    /// An unsigned number of at most 8 bytes.
    fn number(self, bytes: &[u8]) -> u64 {
        let add = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        if self.big_endian { bytes.iter().fold(0, add) } else { bytes.iter().rev().fold(0, add) }
    }

    /// Appends an unsigned number of `size` bytes.
    pub fn push(self, bytes: &mut Vec<u8>, number: u64, size: usize) {
        if self.big_endian {
            bytes.extend(&number.to_be_bytes()[8 - size..]);
        } else {
            bytes.extend(&number.to_le_bytes()[..size]);
        }
    }

    /// The type of an offset.
    pub const fn offset_kind(self) -> u64 {
        if self.big { 16 } else { 4 }
    }

    /// Bytes of an offset.
    pub const fn offset_size(self) -> usize {
        if self.big { 8 } else { 4 }
    }

    /// Bytes of the number of entries of a directory.
    const fn count_size(self) -> usize {
        if self.big { 8 } else { 2 }
    }

    /// Bytes of an entry.
    const fn entry_size(self) -> usize {
        4 + 2 * self.offset_size()
    }
}

/// The tags of one page.
#[derive(Debug)]
pub(super) struct Directory {
    entries: BTreeMap<u16, Entry>,
}

#[derive(Debug)]
struct Entry {
    kind: u16,
    count: u64,
    /// The field that holds the value or its offset.
    field: [u8; 8],
}

/// All directories of a file.
pub(super) fn read_directories(input: &InputFile) -> Result<(Layout, Vec<Directory>)> {
    let head = input.head(16)?;
    let layout = layout_of(&head).ok_or_else(|| input.error("the file does not begin like a TIFF file"))?;
    let first = if layout.big { head.get(8..16) } else { head.get(4..8) };
    let mut position = layout.number(first.ok_or_else(|| input.error("the file is cut off in its header"))?);
    let mut seen = HashSet::new();
    let mut bytes_left = input.len();
    let mut directories = Vec::new();
    while position != 0 {
        if !seen.insert(position) {
            return Err(input.error("the file is damaged: its pages form a circle"));
        }
        let count = layout.number(&input.bytes_at(position, layout.count_size() as u64)?);
        let size = count.saturating_mul(layout.entry_size() as u64);
        // Honest pages do not overlap, so together they are shorter than the file.
        bytes_left =
            bytes_left.checked_sub(size).ok_or_else(|| input.error("the file is damaged: its pages overlap"))?;
        let start = position + layout.count_size() as u64;
        let bytes = input.bytes_at(start, size + layout.offset_size() as u64)?;
        let (entries, next) = bytes.split_at(size as usize);
        let entries = entries.chunks_exact(layout.entry_size()).map(|entry| read_entry(layout, entry)).collect();
        directories.push(Directory { entries });
        position = layout.number(next);
    }
    if directories.is_empty() { Err(input.error("the file has no pages")) } else { Ok((layout, directories)) }
}

/// Byte order and kind of a file that begins like a TIFF file.
pub(super) fn layout_of(head: &[u8]) -> Option<Layout> {
    let big_endian = match head.get(..2)? {
        b"II" => false,
        b"MM" => true,
        _ => return None,
    };
    let version = Layout { big_endian, big: false }.number(head.get(2..4)?);
    (version == 42 || version == 43).then_some(Layout { big_endian, big: version == 43 })
}

fn read_entry(layout: Layout, bytes: &[u8]) -> (u16, Entry) {
    let size = layout.offset_size();
    let mut field = [0; 8];
    field[..size].copy_from_slice(&bytes[4 + size..]);
    let kind = layout.number(&bytes[2..4]) as u16;
    (layout.number(&bytes[..2]) as u16, Entry { kind, count: layout.number(&bytes[4..4 + size]), field })
}

/// Bytes per item of a type of values.
fn kind_size(kind: u16) -> Option<u64> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16..=18 => Some(8),
        _ => None,
    }
}

impl Directory {
    /// Number of values of a tag.
    pub fn count(&self, tag: u16) -> u64 {
        self.entries.get(&tag).map_or(0, |entry| entry.count)
    }

    /// The first `count` values of a tag as bytes, and the bytes per value.
    fn value(&self, input: &InputFile, layout: Layout, tag: u16, count: u64) -> Result<Option<(Vec<u8>, usize)>> {
        let Some(entry) = self.entries.get(&tag) else {
            return Ok(None);
        };
        let damaged = || input.error(format!("the file is damaged: tag {tag} has no usable value"));
        let size = kind_size(entry.kind).ok_or_else(damaged)?;
        let inside = entry.count.checked_mul(size).is_some_and(|bytes| bytes <= layout.offset_size() as u64);
        let bytes = count.min(entry.count).checked_mul(size).filter(|bytes| *bytes > 0).ok_or_else(damaged)?;
        let bytes = if inside {
            entry.field[..bytes as usize].to_vec()
        } else {
            input.bytes_at(layout.number(&entry.field[..layout.offset_size()]), bytes)?
        };
        Ok(Some((bytes, size as usize)))
    }

    /// The bytes of a tag.
    pub fn bytes(&self, input: &InputFile, layout: Layout, tag: u16) -> Result<Option<Vec<u8>>> {
        Ok(self.value(input, layout, tag, u64::MAX)?.map(|(bytes, _)| bytes))
    }

    /// The first value of a tag, an unsigned integer.
    pub fn number(&self, input: &InputFile, layout: Layout, tag: u16) -> Result<Option<u64>> {
        Ok(self.value(input, layout, tag, 1)?.map(|(bytes, _)| layout.number(&bytes)))
    }

    /// Numerator and denominator of the first value of a tag, if both are positive.
    pub fn fraction(&self, input: &InputFile, layout: Layout, tag: u16) -> Result<Option<[f64; 2]>> {
        let Some((bytes, 8)) = self.value(input, layout, tag, 1)? else {
            return Ok(None);
        };
        let parts = [&bytes[..4], &bytes[4..]].map(|part| layout.number(part) as f64);
        Ok(Some(parts).filter(|parts| parts.iter().all(|part| *part > 0.0)))
    }

    /// The first `count` values of a tag, unsigned integers.
    pub fn numbers(&self, input: &InputFile, layout: Layout, tag: u16, count: u64) -> Result<Vec<u64>> {
        let value = self.value(input, layout, tag, count)?;
        let numbers = value.map(|(bytes, size)| bytes.chunks_exact(size).map(|item| layout.number(item)).collect());
        let numbers: Vec<u64> = numbers.unwrap_or_default();
        if numbers.len() as u64 == count {
            return Ok(numbers);
        }
        let found = numbers.len();
        Err(input.error(format!("the file is damaged: tag {tag} has {found} values, but {count} are needed")))
    }
}

/// The value of a tag that is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value {
    Short(u64),
    Long(u64),
    /// A position or a number of bytes in the file.
    Offset(u64),
    /// A text of four bytes.
    Text([u8; 4]),
    /// Two numbers of four bytes. They are at the offset, too, for files in which they do not fit into the entry.
    Fraction {
        numerator: u32,
        denominator: u32,
        offset: u64,
    },
    /// Values elsewhere in the file, more than fit into the entry.
    Elsewhere {
        kind: u64,
        count: u64,
        offset: u64,
    },
}

/// Types of values.
pub(super) mod kind {
    pub const ASCII: u64 = 2;
    pub const UNDEFINED: u64 = 7;
}

/// The first bytes of a file whose first directory follows at once.
pub(super) fn header(layout: Layout) -> Vec<u8> {
    let mut bytes = if layout.big_endian { b"MM".to_vec() } else { b"II".to_vec() };
    if layout.big {
        for number in [43, 8, 0] {
            layout.push(&mut bytes, number, 2);
        }
        layout.push(&mut bytes, 16, 8);
    } else {
        layout.push(&mut bytes, 42, 2);
        layout.push(&mut bytes, 8, 4);
    }
    bytes
}

/// A directory as it is stored. `next` is the position of the one after it, 0 for the last.
pub(super) fn directory_bytes(layout: Layout, entries: &[(u16, Value)], next: u64) -> Vec<u8> {
    let size = layout.offset_size();
    let mut bytes = Vec::with_capacity(layout.count_size() + entries.len() * layout.entry_size() + size);
    layout.push(&mut bytes, entries.len() as u64, layout.count_size());
    for (tag, value) in entries {
        let (kind, count) = match value {
            Value::Short(_) => (3, 1),
            Value::Long(_) => (4, 1),
            Value::Offset(_) => (layout.offset_kind(), 1),
            Value::Text(_) => (kind::ASCII, 4),
            Value::Fraction { .. } => (5, 1),
            Value::Elsewhere { kind, count, .. } => (*kind, *count),
        };
        layout.push(&mut bytes, u64::from(*tag), 2);
        layout.push(&mut bytes, kind, 2);
        layout.push(&mut bytes, count, size);
        let end = bytes.len() + size;
        match value {
            Value::Short(number) => layout.push(&mut bytes, *number, 2),
            Value::Long(number) => layout.push(&mut bytes, *number, 4),
            Value::Fraction { numerator, denominator, .. } if layout.big => {
                layout.push(&mut bytes, u64::from(*numerator), 4);
                layout.push(&mut bytes, u64::from(*denominator), 4);
            }
            Value::Offset(number)
            | Value::Elsewhere { offset: number, .. }
            | Value::Fraction { offset: number, .. } => layout.push(&mut bytes, *number, size),
            Value::Text(text) => bytes.extend(text),
        }
        bytes.resize(end, 0);
    }
    layout.push(&mut bytes, next, size);
    bytes
}
