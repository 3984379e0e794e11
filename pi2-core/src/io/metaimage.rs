//! MetaImage files (`.mha`, `.mhd`): a text that describes the pixels, then the pixels or the names of files with them.

use std::collections::HashMap;
use std::path::Path;

use super::input::InputFile;
use super::parts::{DataFile, numbered_names, open_data};
use super::plain::{Layout, PlainSource, checked_dims};
use super::stream::{Coding, StreamSource};
use super::{ImageInfo, ImageSource};
use crate::Result;
use crate::image::{Metadata, PixelType};

/// A header has at most this many bytes.
const MAX_HEADER: u64 = 1 << 20;

/// A header that was understood.
#[derive(Debug)]
struct Header {
    layout: Layout,
    /// None for plain bytes.
    coding: Option<Coding>,
    data_file: DataFile,
    /// Bytes before the pixels in each file; none for all but the last ones of the file.
    skip: Option<u64>,
    metadata: Metadata,
}

/// Keys in lower case, and values.
struct Fields(HashMap<String, String>);

impl Fields {
    /// The value under the first of some keys that is there.
    fn get(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.0.get(&key.to_ascii_lowercase())).map(String::as_str)
    }

    fn needed(&self, key: &str) -> Result<&str, String> {
        self.get(&[key]).ok_or_else(|| format!("the header does not give `{key}`"))
    }

    /// True or false; false if there is no such key.
    fn flag(&self, keys: &[&str]) -> Result<bool, String> {
        match self.get(keys).map(str::to_ascii_lowercase).as_deref() {
            None | Some("false" | "0" | "no") => Ok(false),
            Some("true" | "1" | "yes") => Ok(true),
            Some(other) => Err(bad(keys[0], other)),
        }
    }

    /// Up to three numbers; the others are `default`.
    fn vector(&self, keys: &[&str], default: f64) -> Option<[f64; 3]> {
        let numbers: Option<Vec<f64>> = self.get(keys)?.split_whitespace().map(|word| word.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| (1..=3).contains(&numbers.len()))?;
        let all = std::array::from_fn(|axis| numbers.get(axis).copied().unwrap_or(default));
        all.iter().all(|number: &f64| number.is_finite()).then_some(all)
    }
}

fn bad(key: &str, value: &str) -> String {
    format!("the header gives `{value}` for `{key}`")
}

/// True if a file begins like MetaImage.
pub(super) fn begins_like_metaimage(head: &[u8]) -> bool {
    let line =
        String::from_utf8_lossy(head.split(|byte| *byte == b'\n').next().unwrap_or_default()).to_ascii_lowercase();
    match line.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
        Some(("objecttype", value)) => value == "image",
        Some(("ndims", value)) => value.parse::<u8>().is_ok(),
        _ => false,
    }
}

/// Opens a file with its header, or a header that names the files with the pixels.
///
/// # Errors
/// `Io` if one of the files does not exist, `Format` if the header is not understood or the pixels are not all there.
pub fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    let input = InputFile::open(path)?;
    let header = parse(&input.head(MAX_HEADER)?).map_err(|message| input.error(message))?;
    let Header { layout, coding, data_file, skip, metadata } = header;
    let info = ImageInfo { metadata, ..layout.info(path, "metaimage") };
    open_data(input, info, layout, data_file, move |input, info, layout, start| {
        let to_end = input.len().saturating_sub(layout.byte_count());
        let start = skip.map_or(start, |skip| start.saturating_add(skip));
        Ok(match (coding, skip) {
            (Some(coding), _) => Box::new(StreamSource::new(input, info, layout, coding, start, 0)?),
            (None, Some(_)) => Box::new(PlainSource::new(input, info, layout, start)?),
            (None, None) => Box::new(PlainSource::new(input, info, layout, to_end)?),
        })
    })
}

/// Reads the header at the start of `bytes`. `ElementDataFile` ends it.
fn parse(bytes: &[u8]) -> Result<Header, String> {
    let none = || "the file does not begin like a MetaImage file".to_owned();
    let (mut fields, mut rest) = (Fields(HashMap::new()), bytes);
    loop {
        let end = rest.iter().position(|byte| *byte == b'\n');
        let line = String::from_utf8_lossy(&rest[..end.unwrap_or(rest.len())]).trim().to_owned();
        rest = end.map_or(&[], |end| &rest[end + 1..]);
        if !line.is_empty() {
            let (key, value) = line.split_once('=').ok_or_else(none)?;
            let (key, value) = (key.trim(), value.trim());
            if fields.0.is_empty() && !["objecttype", "ndims", "comment"].contains(&&*key.to_ascii_lowercase()) {
                return Err(none());
            }
            if fields.0.insert(key.to_ascii_lowercase(), value.to_owned()).is_some() {
                return Err(format!("the header gives `{key}` again"));
            }
            if key.eq_ignore_ascii_case("ElementDataFile") {
                return interpret(&fields, value, rest, (bytes.len() - rest.len()) as u64);
            }
        }
        if end.is_none() {
            return Err(if fields.0.is_empty() {
                none()
            } else {
                "the file is cut off: the header has no end".to_owned()
            });
        }
    }
}

fn interpret(fields: &Fields, data_file: &str, rest: &[u8], len: u64) -> Result<Header, String> {
    if let Some(kind) = fields.get(&["ObjectType"]).filter(|kind| !kind.eq_ignore_ascii_case("Image")) {
        return Err(format!("the file holds a `{kind}`, not an image"));
    }
    if let Some(channels) = fields.get(&["ElementNumberOfChannels"]).filter(|channels| *channels != "1") {
        return Err(format!("the image has {channels} channels (colours?), only grey levels can be read"));
    }
    let sizes = fields.needed("DimSize")?;
    let sides: Vec<u64> =
        sizes.split_whitespace().map(str::parse).collect::<Result<_, _>>().map_err(|_| bad("DimSize", sizes))?;
    let axes = fields.needed("NDims")?;
    if axes.parse() != Ok(sides.len()) {
        return Err(format!("the header gives `{axes}` axes, but {} sizes", sides.len()));
    }
    // Further axes of one pixel, such as a single moment, do not matter.
    let used = sides.iter().rposition(|side| *side != 1).map_or(1, |last| last + 1).max(sides.len().min(3));
    if !(1..=3).contains(&used) || sides.is_empty() {
        return Err(format!("the image has {} axes, only 1 to 3 can be read", sides.len()));
    }
    let big_endian = fields.flag(&["BinaryDataByteOrderMSB", "ElementByteOrderMSB"])?;
    let layout = Layout::new(checked_dims(&sides[..used])?, pixel_type(fields.needed("ElementType")?)?, big_endian);
    let binary = fields.get(&["BinaryData"]).is_none() || fields.flag(&["BinaryData"])?;
    let coding = match (binary, fields.flag(&["CompressedData"])?) {
        (true, true) => Some(Coding::Zlib),
        (true, false) => None,
        (false, false) => Some(Coding::Text),
        (false, true) => return Err("pixels that are compressed text cannot be read".to_owned()),
    };
    let skip = match fields.get(&["HeaderSize"]) {
        None => Some(0),
        Some("-1") => None,
        Some(skip) => Some(skip.parse().map_err(|_| bad("HeaderSize", skip))?),
    };
    let depth = usize::try_from(sides[used - 1]).unwrap_or(usize::MAX);
    Ok(Header { data_file: files(data_file, depth, rest, len)?, metadata: metadata(fields), layout, coding, skip })
}

/// The files with the pixels: the one with the header, another, a list, or a pattern for names with numbers.
fn files(value: &str, depth: usize, rest: &[u8], len: u64) -> Result<DataFile, String> {
    let words: Vec<&str> = value.split_whitespace().collect();
    let range: Vec<i64> = words.iter().skip(1).map_while(|word| word.parse().ok()).collect();
    match (words.as_slice(), range.as_slice()) {
        ([], _) => Err(bad("ElementDataFile", value)),
        (["LOCAL" | "Local" | "local"], _) => Ok(DataFile::Attached(len)),
        (["LIST", ..], _) => {
            let text = String::from_utf8_lossy(rest);
            let names = text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
            Ok(DataFile::Several(names.collect()))
        }
        ([pattern, _, _], &[first, last]) if pattern.contains('%') => {
            Ok(DataFile::Several(numbered_names(pattern, first, last, 1, depth)?))
        }
        ([pattern, _, _, _], &[first, last, step]) if pattern.contains('%') => {
            Ok(DataFile::Several(numbered_names(pattern, first, last, step, depth)?))
        }
        _ => Ok(DataFile::One(value.to_owned())),
    }
}

/// The type of the pixels; none for float64.
fn pixel_type(name: &str) -> Result<Option<PixelType>, String> {
    Ok(Some(match name.to_ascii_uppercase().as_str() {
        "MET_UCHAR" => PixelType::UInt8,
        "MET_CHAR" => PixelType::Int8,
        "MET_USHORT" => PixelType::UInt16,
        "MET_SHORT" => PixelType::Int16,
        // The format has 4 bytes for `long`, whatever the computer has.
        "MET_UINT" | "MET_ULONG" => PixelType::UInt32,
        "MET_INT" | "MET_LONG" => PixelType::Int32,
        "MET_ULONG_LONG" => PixelType::UInt64,
        "MET_LONG_LONG" => PixelType::Int64,
        "MET_FLOAT" => PixelType::Float32,
        "MET_DOUBLE" => return Ok(None),
        _ => return Err(bad("ElementType", name)),
    }))
}

fn metadata(fields: &Fields) -> Metadata {
    let mut metadata = Metadata::default();
    if let Some(size) = fields.vector(&["ElementSpacing", "ElementSize"], 1.0).filter(|size| !size.contains(&0.0)) {
        metadata.insert_vector(Metadata::VOXEL_SIZE, size.map(f64::abs));
    }
    if let Some(origin) = fields.vector(&["Offset", "Position", "Origin"], 0.0) {
        metadata.insert_vector(Metadata::ORIGIN, origin);
    }
    if let Some(unit) = fields.get(&["DistanceUnits"]).filter(|unit| !unit.is_empty() && *unit != "?") {
        metadata.insert_text(Metadata::UNIT, unit);
    }
    for key in ["Comment", "TransformMatrix", "AnatomicalOrientation", "Modality", "Name"] {
        if let Some(value) = fields.get(&[key]) {
            metadata.insert_text(key, value);
        }
    }
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dimensions;

    const GOOD: &str = "ObjectType = Image\nNDims = 3\nComment = a = b\nBinaryData = True\nBinaryDataByteOrderMSB = True\n\
                        CompressedData = False\nOffset = 1 -2 3\nElementSpacing = 0.5 0.5 2\nDimSize = 5 4 3\n\
                        ElementType = MET_SHORT\nElementDataFile = LOCAL\n";

    #[test]
    fn the_keys_that_matter_are_understood() {
        for text in [GOOD.to_owned(), GOOD.replace('\n', "\r\n"), GOOD.replace("DimSize =", "dimsize=")] {
            let header = parse(format!("{text}pixels\n\n").as_bytes()).expect("good");
            let layout = &header.layout;
            assert_eq!((layout.dims, layout.pixel_type), (Dimensions::new(5, 4, 3), Some(PixelType::Int16)));
            assert_eq!((layout.big_endian, header.data_file), (true, DataFile::Attached(text.len() as u64)));
            assert_eq!((header.coding, header.skip), (None, Some(0)));
            let metadata = header.metadata;
            assert_eq!((metadata.voxel_size(), metadata.origin()), (Some([0.5, 0.5, 2.0]), Some([1.0, -2.0, 3.0])));
            assert_eq!((metadata.cell("Comment", 0, 0), metadata.unit()), (Some("a = b"), None));
        }
    }

    #[test]
    fn other_encodings_and_files_are_understood() {
        let header = |old: &str, new: &str| parse(GOOD.replace(old, new).as_bytes()).expect(new);
        assert_eq!(header("Data = False", "Data = True").coding, Some(Coding::Zlib));
        assert_eq!(header("BinaryData = True", "BinaryData = False").coding, Some(Coding::Text));
        assert!(header("SHORT", "DOUBLE").layout.double);
        assert_eq!(header("CompressedData = False", "HeaderSize = -1").skip, None);
        assert_eq!(header("LOCAL", "a b.raw").data_file, DataFile::One("a b.raw".to_owned()));
        let several = DataFile::Several(["a1.raw", "a2.raw", "a3.raw"].map(str::to_owned).to_vec());
        assert_eq!(header("LOCAL\n", "LIST\na1.raw\n a2.raw\r\na3.raw").data_file, several);
        assert_eq!(header("LOCAL", "a%d.raw 1 3 1").data_file, several);
        assert_eq!(header("LOCAL", "a%01d.raw 1 3").data_file, several);
        let text = GOOD.replace("NDims = 3", "NDims = 4").replace("5 4 3", "5 4 3 1");
        assert_eq!(parse(text.as_bytes()).expect("one moment").layout.dims, Dimensions::new(5, 4, 3));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (old, new, expected) in [
            ("SHORT", "STRING", "the header gives `MET_STRING` for `ElementType`"),
            ("5 4 3", "5 4", "the header gives `3` axes, but 2 sizes"),
            ("5 4 3", "5 0 3", "the header gives the impossible size [5, 0, 3]"),
            ("5 4 3", "5 -4 3", "the header gives `5 -4 3` for `DimSize`"),
            (
                "CompressedData = False",
                "ElementNumberOfChannels = 3",
                "the image has 3 channels (colours?), only grey levels can be read",
            ),
            ("= Image", "= Tube", "the file holds a `Tube`, not an image"),
            ("MSB = True", "MSB = maybe", "the header gives `maybe` for `BinaryDataByteOrderMSB`"),
            ("NDims = 3\n", "", "the header does not give `NDims`"),
            ("DimSize = 5 4 3", "NDims = 2", "the header gives `NDims` again"),
            ("ElementDataFile = LOCAL\n", "", "the file is cut off: the header has no end"),
            ("ElementDataFile = LOCAL", "ElementDataFile =", "the header gives `` for `ElementDataFile`"),
            ("ObjectType", "Type", "the file does not begin like a MetaImage file"),
        ] {
            assert!(GOOD.contains(old), "{old}");
            assert_eq!(parse(GOOD.replace(old, new).as_bytes()).expect_err(new), expected);
        }
    }
}
