//! The text at the start of an NRRD file.

use crate::image::PixelType;
use crate::io::plain::{Layout, checked_dims};

/// A header has at most this many bytes.
pub(super) const MAX_HEADER: u64 = 1 << 20;

/// How the pixels are stored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    Raw,
    Gzip,
}

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
    pub encoding: Encoding,
    /// The file with the pixels, if it is another one.
    pub data_file: Option<String>,
    pub line_skip: u64,
    pub byte_skip: ByteSkip,
    /// Bytes of the header with its empty line.
    pub len: u64,
}

/// The fields that matter, as texts.
#[derive(Default)]
struct Fields<'a> {
    size: Option<&'a str>,
    dimension: Option<&'a str>,
    type_name: Option<&'a str>,
    block_size: Option<&'a str>,
    encoding: Option<&'a str>,
    endian: Option<&'a str>,
    data_file: Option<&'a str>,
    line_skip: Option<&'a str>,
    byte_skip: Option<&'a str>,
}

impl<'a> Fields<'a> {
    /// The place of a field; none if it does not change the pixels.
    fn place(&mut self, name: &str) -> Option<&mut Option<&'a str>> {
        match name {
            "sizes" => Some(&mut self.size),
            "dimension" => Some(&mut self.dimension),
            "type" => Some(&mut self.type_name),
            "block size" | "blocksize" => Some(&mut self.block_size),
            "encoding" => Some(&mut self.encoding),
            "endian" => Some(&mut self.endian),
            "data file" | "datafile" => Some(&mut self.data_file),
            "line skip" | "lineskip" => Some(&mut self.line_skip),
            "byte skip" | "byteskip" => Some(&mut self.byte_skip),
            _ => None,
        }
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
            read_line(&mut fields, std::str::from_utf8(line).unwrap_or(":="))
                .map_err(|what| format!("line {number} of the header {what}"))?;
        }
    }
    if !ended && fields.data_file.is_none() {
        return Err("the file is cut off: the header has no end".to_owned());
    }
    interpret(&fields, (bytes.len() - rest.len()) as u64)
}

fn read_line<'a>(fields: &mut Fields<'a>, line: &'a str) -> Result<(), String> {
    if line.contains(":=") {
        return Ok(());
    }
    let (name, value) = line.split_once(':').ok_or("has no colon")?;
    let name = name.trim().to_ascii_lowercase();
    match fields.place(&name) {
        Some(place) if place.is_some() => Err(format!("gives `{name}` again")),
        Some(place) => {
            *place = Some(value.trim());
            Ok(())
        }
        None => Ok(()),
    }
}

fn interpret(fields: &Fields, len: u64) -> Result<Header, String> {
    let missing = |name: &str| format!("the header does not give the field `{name}`");
    let encoding = encoding(fields.encoding.ok_or_else(|| missing("encoding"))?)?;
    let (pixel_type, pixel_size) = pixel_type(fields.type_name.ok_or_else(|| missing("type"))?, fields.block_size)?;
    let sizes = fields.size.ok_or_else(|| missing("sizes"))?;
    // The original takes a side of 0 for 1.
    let number = |word: &str| word.parse::<u64>().map(|side| side.max(1));
    let sides: Vec<u64> =
        sizes.split_whitespace().map(number).collect::<Result<_, _>>().map_err(|_| bad("sizes", sizes))?;
    let axes = sides.len();
    if !(1..=3).contains(&axes) {
        return Err(format!("the image has {axes} axes, only 1 to 3 can be read"));
    }
    if let Some(dimension) = fields.dimension {
        let stated: usize = dimension.parse().map_err(|_| bad("dimension", dimension))?;
        // The original writes 0 for a single pixel.
        if stated != axes && (stated, &sides[..]) != (0, &[1]) {
            return Err(format!("the header gives {stated} axes, but {axes} sizes"));
        }
    }
    let big_endian = match fields.endian.map(str::to_ascii_lowercase).as_deref() {
        None | Some("little") => false,
        Some("big") => true,
        Some(other) => return Err(bad("endian", other)),
    };
    let dims = checked_dims(&sides)?;
    let layout = Layout { dims, pixel_type, pixel_size, big_endian, guessed: pixel_type.is_none() };
    let (line_skip, byte_skip) = (fields.line_skip.unwrap_or("0"), fields.byte_skip.unwrap_or("0"));
    Ok(Header {
        layout,
        encoding,
        data_file: fields.data_file.map(data_file).transpose()?,
        line_skip: line_skip.parse().map_err(|_| bad("line skip", line_skip))?,
        byte_skip: match (byte_skip, encoding) {
            ("-1", Encoding::Raw) => ByteSkip::ToEnd,
            _ => ByteSkip::Count(byte_skip.parse().map_err(|_| bad("byte skip", byte_skip))?),
        },
        len,
    })
}

fn bad(field: &str, value: &str) -> String {
    format!("the field `{field}` has the unknown value `{value}`")
}

fn encoding(word: &str) -> Result<Encoding, String> {
    match word.to_ascii_lowercase().as_str() {
        "raw" => Ok(Encoding::Raw),
        "gzip" | "gz" => Ok(Encoding::Gzip),
        other => Err(format!("pixels with the encoding `{other}` cannot be read, only those with `raw` or `gzip`")),
    }
}

/// The name of the one file with the pixels.
fn data_file(value: &str) -> Result<String, String> {
    let first = value.split_whitespace().next().unwrap_or_default();
    if first == "LIST" || value.contains('%') {
        return Err(format!("the pixels are in several files (`{value}`), only those in one can be read"));
    }
    if value.is_empty() { Err(bad("data file", value)) } else { Ok(value.to_owned()) }
}

/// The pixel type, and the bytes of a pixel.
fn pixel_type(name: &str, block_size: Option<&str>) -> Result<(Option<PixelType>, usize), String> {
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
        "double" => return Err("the pixels are float64, which pi2 has not".to_owned()),
        "block" => {
            let text = block_size.unwrap_or_default();
            let size = text.parse().ok().filter(|size| (1..=8).contains(size));
            let message = || format!("the pixels are blocks of `{text}` bytes, only those of 1 to 8 can be read");
            return Ok((None, size.ok_or_else(message)?));
        }
        _ => return Err(bad("type", name)),
    };
    Ok((Some(found), found.size()))
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
            assert_eq!((layout.big_endian, header.len), (true, text.len() as u64));
            assert_eq!((header.encoding, header.line_skip), (Encoding::Raw, 0));
            assert_eq!((header.byte_skip, header.data_file), (ByteSkip::Count(0), None));
        }
    }

    #[test]
    fn a_header_with_a_data_file_needs_no_empty_line() {
        let text = GOOD.trim_end().to_owned() + "\ndata file: a b.raw\nbyte skip: -1\nlineskip: 2";
        let header = parse(text.as_bytes()).expect("good");
        assert_eq!(header.data_file.as_deref(), Some("a b.raw"));
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
            ("raw", "bzip2", "pixels with the encoding `bzip2` cannot be read, only those with `raw` or `gzip`"),
            ("short", "double", "the pixels are float64, which pi2 has not"),
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
            (
                "endian: big",
                "data file: LIST",
                "the pixels are in several files (`LIST`), only those in one can be read",
            ),
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
            assert_eq!(pixel_type(name, None), Ok((Some(expected), expected.size())));
        }
        assert_eq!(pixel_type("block", Some("8")), Ok((None, 8)));
    }
}
