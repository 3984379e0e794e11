//! The elements of a DICOM file: numbered values, some of which hold lists of elements themselves.

use std::collections::BTreeMap;

use crate::Result;
use crate::io::input::InputFile;

/// The number of an element: group and element.
pub(super) type Tag = (u16, u16);

const TRANSFER_SYNTAX: Tag = (0x0002, 0x0010);
const ITEM: Tag = (0xfffe, 0xe000);
const END_OF_ITEM: Tag = (0xfffe, 0xe00d);
const END_OF_SEQUENCE: Tag = (0xfffe, 0xe0dd);
/// What holds for all frames, and what holds for each of them.
const FRAME_GROUPS: [Tag; 2] = [(0x5200, 0x9229), (0x5200, 0x9230)];
/// The lists inside with position, orientation, size of pixels and rescaling, and those above.
const FRAME_LISTS: [Tag; 6] =
    [FRAME_GROUPS[0], FRAME_GROUPS[1], (0x0020, 0x9113), (0x0020, 0x9116), (0x0028, 0x9110), (0x0028, 0x9145)];
/// Elements with pixels: float32, float64, integers.
const PIXELS: [Tag; 3] = [(0x7fe0, 0x0008), (0x7fe0, 0x0009), (0x7fe0, 0x0010)];

/// The length of what ends with a mark of its own.
const UNDEFINED: u32 = u32::MAX;

/// Values that are longer are not kept: nothing that is used is so long.
const MAX_VALUE: u32 = 1 << 12;

/// Lists of elements are nested less deeply.
const MAX_DEPTH: usize = 32;

/// A file has fewer elements.
const MAX_ELEMENTS: usize = 1 << 22;

/// Kinds of values that have a length of four bytes behind two unused bytes.
const LONG: [&[u8; 2]; 13] =
    [b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"];
/// The other kinds have a length of two bytes.
const SHORT: [&[u8; 2]; 21] = [
    b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FD", b"FL", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL", b"SS",
    b"ST", b"TM", b"UI", b"UL", b"US",
];

/// Where the pixels are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct PixelData {
    pub tag: Tag,
    pub start: u64,
    /// None for pixels in pieces, as compressed ones are.
    pub len: Option<u64>,
    /// The kind of the value, if the file tells.
    pub kind: [u8; 2],
}

/// The elements of a file that matter.
#[derive(Debug)]
pub(super) struct Elements {
    values: BTreeMap<Tag, Vec<u8>>,
    pub big_endian: bool,
    /// How the pixels are coded; empty if the file does not tell.
    pub transfer_syntax: String,
    pub pixels: PixelData,
}

impl Elements {
    /// The value of an element as text, without the blanks or zeros that fill it up. Bytes that are not ASCII are
    /// replaced.
    pub fn text(&self, tag: Tag) -> Option<String> {
        let text = text(self.values.get(&tag)?);
        (!text.is_empty()).then_some(text)
    }

    /// The numbers of a value that is a text; empty if one of them is not finite.
    pub fn numbers(&self, tag: Tag) -> Vec<f64> {
        let text = self.text(tag).unwrap_or_default();
        let numbers: Option<Vec<f64>> = text.split('\\').map(|word| word.trim().parse().ok()).collect();
        numbers.filter(|numbers| numbers.iter().all(|number| number.is_finite())).unwrap_or_default()
    }

    /// The value of an element that is a number of 16 bits.
    pub fn short(&self, tag: Tag) -> Option<u16> {
        let bytes = self.values.get(&tag)?.get(..2)?.try_into().ok()?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }
}

/// True for two letters that tell the kind of a value.
fn is_kind(letters: [u8; 2]) -> bool {
    LONG.contains(&&letters) || SHORT.contains(&&letters)
}

fn text(value: &[u8]) -> String {
    let text: String = value.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect();
    text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned()
}

/// True if a file begins like DICOM; the older standard had no mark, so that only the first elements tell.
pub(in crate::io) fn begins_like_dicom(head: &[u8]) -> bool {
    head.get(128..132) == Some(b"DICM")
}

/// Reads the elements up to the pixels.
///
/// # Errors
/// `Format` if the file is not DICOM, is damaged or has no pixels.
pub(super) fn read(input: &InputFile) -> Result<Elements> {
    let head = input.head(132)?;
    let position = if begins_like_dicom(&head) {
        132
    } else if matches!(head.get(..4), Some([2 | 8, 0, _, 0])) {
        0
    } else {
        return Err(input.error("the file does not begin like a DICOM file"));
    };
    let file = Open { end: None, explicit: true, of_frames: false };
    Walk { input, position, big_endian: false, values: BTreeMap::new(), open: vec![file] }.run()
}

/// The head of an element.
struct Head {
    tag: Tag,
    kind: [u8; 2],
    len: u32,
}

/// A list of elements, or of such lists, that the reader is in.
#[derive(Clone, Copy)]
struct Open {
    /// None if a mark ends it.
    end: Option<u64>,
    /// The kinds of the values inside are in the file.
    explicit: bool,
    /// The values inside tell about the pixels of a frame.
    of_frames: bool,
}

/// A reader that goes from element to element.
struct Walk<'a> {
    input: &'a InputFile,
    position: u64,
    big_endian: bool,
    values: BTreeMap<Tag, Vec<u8>>,
    /// From the whole file to the innermost list.
    open: Vec<Open>,
}

impl Walk<'_> {
    fn run(mut self) -> Result<Elements> {
        let (mut in_head, mut transfer_syntax) = (true, String::new());
        for _ in 0..MAX_ELEMENTS {
            while self.open.len() > 1 && self.list().end.is_some_and(|end| self.position >= end) {
                self.open.pop();
            }
            if self.position == self.input.len() {
                return Err(self.input.error("the file is cut off, or has no pixels"));
            }
            let start = self.input.bytes_at(self.position, 8)?;
            if in_head && start[..2] != [2, 0] {
                in_head = false;
                transfer_syntax = self.values.get(&TRANSFER_SYNTAX).map(|value| text(value)).unwrap_or_default();
                if transfer_syntax == "1.2.840.10008.1.2.1.99" {
                    return Err(self.input.error("the file is compressed as a whole (deflate), which cannot be read"));
                }
                self.big_endian = transfer_syntax == "1.2.840.10008.1.2.2";
                // Some programs do not write what they say.
                self.open[0].explicit = is_kind([start[4], start[5]]);
            }
            let head = self.head(&start)?;
            if self.open.len() == 1 && PIXELS.contains(&head.tag) {
                let len = (head.len != UNDEFINED).then_some(u64::from(head.len));
                let pixels = PixelData { tag: head.tag, start: self.position, len, kind: head.kind };
                return Ok(Elements { values: self.values, big_endian: self.big_endian, transfer_syntax, pixels });
            }
            self.pass(&head)?;
        }
        Err(self.input.error("the file is damaged: it has too many elements"))
    }

    /// The innermost list.
    fn list(&self) -> Open {
        self.open[self.open.len() - 1]
    }

    fn short(&self, bytes: &[u8]) -> u16 {
        let bytes = [bytes[0], bytes[1]];
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    fn long(&self, bytes: &[u8]) -> u32 {
        let bytes = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }

    /// The head of the element that begins with eight bytes; the reader goes behind it.
    fn head(&mut self, start: &[u8]) -> Result<Head> {
        let tag = (self.short(start), self.short(&start[2..]));
        self.position += 8;
        let kind = [start[4], start[5]];
        let (kind, len) = if !self.list().explicit || tag.0 == ITEM.0 {
            (*b"  ", self.long(&start[4..]))
        } else if LONG.contains(&&kind) {
            let len = self.input.bytes_at(self.position, 4)?;
            self.position += 4;
            (kind, self.long(&len))
        } else if is_kind(kind) {
            (kind, u32::from(self.short(&start[6..])))
        } else {
            let message = format!("the file is damaged: element ({:04x},{:04x}) is of no known kind", tag.0, tag.1);
            return Err(self.input.error(message));
        };
        // Old scanners wrote 13 for 10.
        Ok(Head { tag, kind, len: if len == 13 { 10 } else { len } })
    }

    /// Goes behind the value of an element, into a list, or out of it.
    fn pass(&mut self, head: &Head) -> Result<()> {
        let list = self.list();
        if matches!(head.tag, END_OF_ITEM | END_OF_SEQUENCE) {
            if self.open.len() > 1 {
                self.open.pop();
            }
            return Ok(());
        }
        let end = (head.len != UNDEFINED).then_some(self.position + u64::from(head.len));
        if end.is_some_and(|end| end > self.input.len()) {
            let (group, element) = head.tag;
            let message = format!("element ({group:04x},{element:04x}) has {} bytes", head.len);
            return Err(self.input.error(format!("the file is cut off or damaged: {message}")));
        }
        let of_frames = list.of_frames || self.open.len() == 1 && FRAME_GROUPS.contains(&head.tag);
        let is_list = of_frames && (head.tag == ITEM || FRAME_LISTS.contains(&head.tag));
        if let (Some(end), false) = (end, is_list) {
            if (self.open.len() == 1 || list.of_frames) && head.len <= MAX_VALUE {
                let value = self.input.bytes_at(self.position, u64::from(head.len))?;
                // What holds for the whole image comes first; of several frames, the first counts.
                self.values.entry(head.tag).or_insert(value);
            }
            self.position = end;
            return Ok(());
        }
        if self.open.len() > MAX_DEPTH {
            return Err(self.input.error("the file is damaged: elements are nested too deeply"));
        }
        // A list of an unknown kind is written without kinds.
        self.open.push(Open { end, explicit: list.explicit && head.kind != *b"UN", of_frames });
        Ok(())
    }
}
