//! The text at the start of an NRRD file.

use std::collections::HashMap;

use super::metadata;
use crate::image::{Metadata, PixelType};
use crate::io::parts::{DataFile, numbered_names};
use crate::io::plain::{Layout, checked_dims};
use crate::io::stream::Coding;

/// A header has at most this many bytes.
pub(super) const MAX_HEADER: u64 = 1 << 20;

/// What the reader skips before the first pixel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ByteSkip {
    Count(u64),
    /// Everything but the last bytes of the file.
    ToEnd,
}

/// A header that was understood.
#[derive(Debug)]
pub(super) struct Header {
    pub layout: Layout,
    /// None for plain bytes.
    pub coding: Option<Coding>,
    pub data_file: DataFile,
    pub line_skip: u64,
    pub byte_skip: ByteSkip,
    pub metadata: Metadata,
}

/// The fields and other entries, as texts.
#[derive(Default)]
pub(super) struct Fields {
    /// By name in lower case without blanks, as some fields have two spellings.
    values: HashMap<String, String>,
    /// Keys and values that mean nothing to the format.
    pub others: Vec<(String, String)>,
    /// The lines behind `data file: LIST`.
    list: Vec<String>,
}

impl Fields {
    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    fn needed(&self, name: &str) -> Result<&str, String> {
        self.get(name).ok_or_else(|| format!("the header does not give the field `{name}`"))
    }
}

/// True if a file begins like NRRD.
pub(in crate::io) fn begins_like_nrrd(head: &[u8]) -> bool {
    head.get(..4).is_some_and(|magic| magic.eq_ignore_ascii_case(b"NRRD"))
}

/// Reads the header at the start of `bytes`.
///
/// # Errors
/// A text that says what is wrong.
pub(super) fn parse(bytes: &[u8]) -> Result<Header, String> {
    if !begins_like_nrrd(bytes) {
        return Err("the file does not begin like an NRRD file".to_owned());
    }
    let (mut fields, mut rest, mut ended) = (Fields::default(), bytes, false);
    for number in 1.. {
        let end = rest.iter().position(|byte| *byte == b'\n');
        let (line, next) = end.map_or((rest, &rest[rest.len()..]), |end| (&rest[..end], &rest[end + 1..]));
        if rest.is_empty() {
            break;
        }
        rest = next;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() && end.is_some() {
            ended = true;
            break;
        }
        if number > 1 && !line.starts_with(b"#") {
            // Texts that matter are ASCII; others may have any encoding.
            read_line(&mut fields, &String::from_utf8_lossy(line))
                .map_err(|what| format!("line {number} of the header {what}"))?;
        }
    }
    if !ended && fields.get("datafile").is_none() {
        return Err("the file is cut off: the header has no end".to_owned());
    }
    interpret(&fields, (bytes.len() - rest.len()) as u64)
}

fn read_line(fields: &mut Fields, line: &str) -> Result<(), String> {
    if is_list(fields.get("datafile").unwrap_or_default()) {
        fields.list.push(line.to_owned());
        return Ok(());
    }
    let colon = line.find(':').ok_or("has no colon")?;
    let (name, value) = (&line[..colon], &line[colon + 1..]);
    if let Some(value) = value.strip_prefix('=') {
        fields.others.push((name.to_owned(), value.to_owned()));
        return Ok(());
    }
    let name = name.trim().to_ascii_lowercase();
    let key = name.split_whitespace().collect();
    match fields.values.insert(key, value.trim().to_owned()) {
        Some(_) => Err(format!("gives `{name}` again")),
        None => Ok(()),
    }
}

fn is_list(data_file: &str) -> bool {
    data_file.split_whitespace().next() == Some("LIST")
}

fn interpret(fields: &Fields, len: u64) -> Result<Header, String> {
    let coding = coding(fields.needed("encoding")?)?;
    let sizes = fields.needed("sizes")?;
    // The original takes a side of 0 for 1.
    let number = |word: &str| word.parse::<u64>().map(|side| side.max(1));
    let sides: Vec<u64> =
        sizes.split_whitespace().map(number).collect::<Result<_, _>>().map_err(|_| bad("sizes", sizes))?;
    let axes = sides.len();
    if !(1..=3).contains(&axes) {
        return Err(format!("the image has {axes} axes, only 1 to 3 can be read"));
    }
    if let Some(dimension) = fields.get("dimension") {
        let stated: usize = dimension.parse().map_err(|_| bad("dimension", dimension))?;
        // The original writes 0 for a single pixel.
        if stated != axes && (stated, &sides[..]) != (0, &[1]) {
            return Err(format!("the header gives {stated} axes, but {axes} sizes"));
        }
    }
    let big_endian = match fields.get("endian").map(str::to_ascii_lowercase).as_deref() {
        None | Some("little") => false,
        Some("big") => true,
        Some(other) => return Err(bad("endian", other)),
    };
    let layout = with_type(
        Layout::new(checked_dims(&sides)?, None, big_endian),
        fields.needed("type")?,
        fields.get("blocksize"),
    )?;
    if layout.guessed && coding == Some(Coding::Text) {
        return Err("blocks of bytes cannot be written as text".to_owned());
    }
    let (line_skip, byte_skip) = (fields.get("lineskip").unwrap_or("0"), fields.get("byteskip").unwrap_or("0"));
    Ok(Header {
        layout,
        coding,
        data_file: data_file(fields, &sides, len)?,
        line_skip: line_skip.parse().map_err(|_| bad("line skip", line_skip))?,
        byte_skip: match (byte_skip, coding) {
            ("-1", None) => ByteSkip::ToEnd,
            _ => ByteSkip::Count(byte_skip.parse().map_err(|_| bad("byte skip", byte_skip))?),
        },
        metadata: metadata::read(fields),
    })
}

fn bad(field: &str, value: &str) -> String {
    format!("the field `{field}` has the unknown value `{value}`")
}

fn coding(word: &str) -> Result<Option<Coding>, String> {
    match word.to_ascii_lowercase().as_str() {
        "raw" => Ok(None),
        "gzip" | "gz" => Ok(Some(Coding::Gzip)),
        "bzip2" | "bz2" => Ok(Some(Coding::Bzip2)),
        "hex" => Ok(Some(Coding::Hex)),
        "text" | "txt" | "ascii" => Ok(Some(Coding::Text)),
        other => Err(bad("encoding", other)),
    }
}

/// The files with the pixels: none, one, a list of names, or a pattern for names with numbers.
fn data_file(fields: &Fields, sides: &[u64], len: u64) -> Result<DataFile, String> {
    let Some(value) = fields.get("datafile") else {
        return Ok(DataFile::Attached(len));
    };
    if value.is_empty() {
        return Err(bad("data file", value));
    }
    let (axes, last) = (sides.len(), sides[sides.len() - 1]);
    let most = usize::try_from(last).unwrap_or(usize::MAX);
    let numbers = |count: usize| {
        let words: Vec<&str> = value.rsplitn(count + 1, char::is_whitespace).collect();
        let numbers: Option<Vec<i64>> = words[..words.len() - 1].iter().map(|word| word.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() == count)?;
        Some((words[count].trim_end(), numbers.into_iter().rev().collect::<Vec<_>>()))
    };
    let (names, axes_of_file) = if is_list(value) {
        (fields.list.clone(), numbers(1).and_then(|(_, numbers)| numbers.first().copied()))
    } else if let Some((pattern, range)) = numbers(4).or_else(|| numbers(3)).filter(|_| value.contains('%')) {
        (numbered_names(pattern, range[0], range[1], range[2], most)?, range.get(3).copied())
    } else {
        return Ok(DataFile::One(value.to_owned()));
    };
    let axes_of_file = axes_of_file.unwrap_or(axes as i64 - 1);
    if axes_of_file == axes as i64 || axes_of_file == axes as i64 - 1 && names.len() as u64 == last {
        return Ok(DataFile::Several(names));
    }
    let sides = sides.iter().map(u64::to_string).collect::<Vec<_>>().join("×");
    let message = format!("the header names {} files with {axes_of_file} axes each", names.len());
    Err(format!("{message}, which do not fit an image of {sides} pixels"))
}

/// The layout for a type of pixels.
fn with_type(layout: Layout, name: &str, block_size: Option<&str>) -> Result<Layout, String> {
    let words: Vec<String> = name.split_whitespace().map(str::to_ascii_lowercase).collect();
    let found = match words.join(" ").as_str() {
        "signed char" | "int8" | "int8_t" => PixelType::Int8,
        "uchar" | "unsigned char" | "uint8" | "uint8_t" => PixelType::UInt8,
        "short" | "short int" | "signed short" | "signed short int" | "int16" | "int16_t" => PixelType::Int16,
        "ushort" | "unsigned short" | "unsigned short int" | "uint16" | "uint16_t" => PixelType::UInt16,
        "int" | "signed int" | "int32" | "int32_t" => PixelType::Int32,
        "uint" | "unsigned int" | "uint32" | "uint32_t" => PixelType::UInt32,
        "longlong"
        | "long long"
        | "long long int"
        | "signed long long"
        | "signed long long int"
        | "int64"
        | "int64_t" => PixelType::Int64,
        "ulonglong" | "unsigned long long" | "unsigned long long int" | "uint64" | "uint64_t" => PixelType::UInt64,
        "float" => PixelType::Float32,
        "double" => return Ok(layout),
        "block" => {
            let text = block_size.unwrap_or_default();
            let size = text.parse().ok().filter(|size| (1..=8).contains(size));
            let message = || format!("the pixels are blocks of `{text}` bytes, only those of 1 to 8 can be read");
            let pixel_size = size.ok_or_else(message)?;
            return Ok(Layout { pixel_size, guessed: true, double: false, ..layout });
        }
        _ => return Err(bad("type", name)),
    };
    Ok(Layout::new(layout.dims, Some(found), layout.big_endian))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "NRRD0004\n# made by hand\ntype: short\ndimension: 3\nkind:=of thing\nspacings: 1 1 2\n\
                        sizes: 5 4 3\nendian: big\nencoding: raw\n\n";

    #[test]
    fn the_fields_that_matter_are_understood() {
        for text in [GOOD.to_owned(), GOOD.replace('\n', "\r\n"), GOOD.replace("sizes", "SIZES")] {
            let header = parse(format!("{text}pixels\n\n").as_bytes()).expect("good");
            let layout = &header.layout;
            assert_eq!((layout.dims, layout.pixel_type), (crate::Dimensions::new(5, 4, 3), Some(PixelType::Int16)));
            assert_eq!((layout.big_endian, header.data_file), (true, DataFile::Attached(text.len() as u64)));
            assert_eq!((header.coding, header.line_skip), (None, 0));
            assert_eq!(header.byte_skip, ByteSkip::Count(0));
        }
    }

    #[test]
    fn a_header_with_a_data_file_needs_no_empty_line() {
        let text = GOOD.trim_end().to_owned() + "\ndata file: a b.raw\nbyte skip: -1\nlineskip: 2";
        let header = parse(text.as_bytes()).expect("good");
        assert_eq!(header.data_file, DataFile::One("a b.raw".to_owned()));
        assert_eq!((header.byte_skip, header.line_skip), (ByteSkip::ToEnd, 2));
    }

    #[test]
    fn a_single_pixel_of_the_original_has_no_axis() {
        let text = GOOD.replace("dimension: 3", "dimension: 0");
        assert!(parse(text.replace("5 4 3", "1").as_bytes()).is_ok());
        assert_eq!(parse(text.as_bytes()).expect_err("three"), "the header gives 0 axes, but 3 sizes");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (old, new, expected) in [
            ("raw", "zip", "the field `encoding` has the unknown value `zip`"),
            ("short", "quaternion", "the field `type` has the unknown value `quaternion`"),
            ("short", "block", "the pixels are blocks of `` bytes, only those of 1 to 8 can be read"),
            ("5 4 3", "5 4 3 2", "the image has 4 axes, only 1 to 3 can be read"),
            ("5 4 3", "5 -4 3", "the field `sizes` has the unknown value `5 -4 3`"),
            ("5 4 3", "5 4", "the header gives 3 axes, but 2 sizes"),
            ("5 4 3", "5000000000 5000000000 1", "the header gives the impossible size [5000000000, 5000000000, 1]"),
            ("big", "middle", "the field `endian` has the unknown value `middle`"),
            ("encoding: raw\n", "", "the header does not give the field `encoding`"),
            ("sizes: 5 4 3\n", "", "the header does not give the field `sizes`"),
            ("type: short\n", "", "the header does not give the field `type`"),
            ("endian: big", "endian big", "line 8 of the header has no colon"),
            ("endian: big", "type: int", "line 8 of the header gives `type` again"),
            ("endian: big", "data file:", "the field `data file` has the unknown value ``"),
            ("NRRD", "NRXD", "the file does not begin like an NRRD file"),
        ] {
            assert!(GOOD.contains(old), "{old}");
            assert_eq!(parse(GOOD.replace(old, new).as_bytes()).expect_err(new), expected);
        }
        assert_eq!(
            parse(GOOD.trim_end().as_bytes()).expect_err("no end"),
            "the file is cut off: the header has no end"
        );
    }

    #[test]
    fn every_spelling_of_a_type_is_known() {
        for (name, expected) in [
            ("unsigned  CHAR", PixelType::UInt8),
            ("int8", PixelType::Int8),
            ("unsigned short int", PixelType::UInt16),
            ("unsigned int", PixelType::UInt32),
            ("int", PixelType::Int32),
            ("unsigned long long", PixelType::UInt64),
            ("longlong", PixelType::Int64),
            ("float", PixelType::Float32),
        ] {
            let layout = with_type(Layout::new(crate::Dimensions::ONE, None, true), name, None).expect("known");
            assert_eq!(
                (layout.pixel_type, layout.pixel_size, layout.big_endian),
                (Some(expected), expected.size(), true)
            );
        }
        let layout = |name| with_type(Layout::new(crate::Dimensions::ONE, None, true), name, Some("5")).expect("known");
        assert_eq!((layout("block").pixel_size, layout("block").guessed, layout("block").double), (5, true, false));
        assert!(layout("double").double);
    }

    #[test]
    fn several_files_are_listed_or_numbered() {
        let files = |data_file: &str| {
            let text = GOOD.trim_end().to_owned() + "\ndata file: " + data_file;
            parse(text.as_bytes()).map(|header| header.data_file)
        };
        let several = |names: &[&str]| Ok(DataFile::Several(names.iter().map(|name| (*name).to_owned()).collect()));
        assert_eq!(files("LIST\na\nb c: d\ne\n"), several(&["a", "b c: d", "e"]));
        assert_eq!(files("LIST 3\nab"), several(&["ab"]));
        assert_eq!(files("a %02d.raw 8 10 1"), several(&["a 08.raw", "a 09.raw", "a 10.raw"]));
        assert_eq!(files("%d 3 1 -2 3"), several(&["3", "1"]));
        assert_eq!(files("100%.raw"), Ok(DataFile::One("100%.raw".to_owned())));
        for (data_file, expected) in [
            ("LIST\na", "the header names 1 files with 2 axes each, which do not fit an image of 5×4×3 pixels"),
            ("LIST 1\na\nb\nc", "the header names 3 files with 1 axes each, which do not fit an image of 5×4×3 pixels"),
            ("%d 1 4 1", "the numbers from 1 to 4 in steps of 1 do not fit the size of the image"),
            ("%s 1 3 1", "`%s` is no pattern for names of files, as `slice_%03d.raw` is"),
        ] {
            assert_eq!(files(data_file), Err(expected.to_owned()));
        }
    }
}
