//! DICOM files with one or more slices that are not compressed.

mod elements;

use std::path::Path;

pub(super) use elements::begins_like_dicom;

use self::elements::{Elements, Tag};
use super::ImageInfo;
use super::input::InputFile;
use super::plain::{Layout, PlainSource, checked_dims};
use super::sequence::SLICE_POSITION;
use crate::Result;
use crate::image::{Metadata, PixelType};

const SAMPLES: Tag = (0x0028, 0x0002);
const FRAMES: Tag = (0x0028, 0x0008);
const ROWS: Tag = (0x0028, 0x0010);
const COLUMNS: Tag = (0x0028, 0x0011);
const BITS: Tag = (0x0028, 0x0100);
const SIGNED: Tag = (0x0028, 0x0103);
const PIXEL_SPACING: Tag = (0x0028, 0x0030);
const DETECTOR_SPACING: Tag = (0x0018, 0x1164);
const SLICE_THICKNESS: Tag = (0x0018, 0x0050);
const SLICE_SPACING: Tag = (0x0018, 0x0088);
const POSITION: Tag = (0x0020, 0x0032);
const ORIENTATION: Tag = (0x0020, 0x0037);
const SLICE_LOCATION: Tag = (0x0020, 0x1041);
const INSTANCE_NUMBER: Tag = (0x0020, 0x0013);

/// Elements that are kept as they are, with the names of their items.
const KEPT: [(Tag, &str); 13] = [
    ((0x0028, 0x1053), RESCALE_SLOPE),
    ((0x0028, 0x1052), RESCALE_INTERCEPT),
    ((0x0028, 0x1054), "rescale type"),
    ((0x0028, 0x1050), "window center"),
    ((0x0028, 0x1051), "window width"),
    ((0x0028, 0x0004), "photometric interpretation"),
    ((0x0008, 0x0060), "modality"),
    ((0x0008, 0x0070), "manufacturer"),
    ((0x0008, 0x103e), "series description"),
    ((0x0020, 0x000e), "series"),
    (INSTANCE_NUMBER, "instance number"),
    (SLICE_THICKNESS, "slice thickness"),
    (ORIENTATION, "orientation"),
];

/// Key of the factor by which stored pixels become what they mean.
pub(super) const RESCALE_SLOPE: &str = "rescale slope";
/// Key of what is added to the product with [`RESCALE_SLOPE`].
pub(super) const RESCALE_INTERCEPT: &str = "rescale intercept";

/// Opens a file.
///
/// # Errors
/// `Io` if there is no such file, `Format` if it is not DICOM, or its pixels are compressed, have colours or are not all
/// there.
pub fn open(path: &Path) -> Result<PlainSource> {
    let input = InputFile::open(path)?;
    let elements = elements::read(&input)?;
    let layout = layout(&elements).map_err(|message| input.error(message))?;
    if let Some(len) = elements.pixels.len.filter(|len| *len < layout.byte_count()) {
        let needed = layout.byte_count();
        let message = format!("the file is damaged: {} pixels need {needed} bytes, but it has {len}", layout.dims);
        return Err(input.error(message));
    }
    let info = ImageInfo { metadata: metadata(&elements), ..layout.info(path, "dicom") };
    PlainSource::new(input, info, layout, elements.pixels.start)
}

/// How the pixels are stored.
fn layout(elements: &Elements) -> Result<Layout, String> {
    let syntax = elements.transfer_syntax.as_str();
    if syntax.contains("1.2.4") || syntax.contains("1.2.5") || elements.pixels.len.is_none() {
        let name = compression(syntax);
        return Err(format!("pixels with {name} compression cannot be read, only those without compression"));
    }
    let number = |tag, name: &str| elements.short(tag).ok_or_else(|| format!("the file does not give {name}"));
    let samples = elements.short(SAMPLES).unwrap_or(1);
    if samples > 1 {
        return Err(format!("the image has {samples} channels (colours?), only grey levels can be read"));
    }
    let frames = elements.text(FRAMES).map_or(Ok(1), |text| text.parse::<u64>().map_err(|_| text));
    let frames = frames.map_err(|text| format!("the file gives `{text}` for the number of frames"))?;
    let (rows, columns) = (number(ROWS, "the number of rows")?, number(COLUMNS, "the number of columns")?);
    // Some programs write 0 for one frame.
    let dims = checked_dims(&[columns.into(), rows.into(), frames.max(1)])?;
    let pixel_type = match elements.pixels.tag.1 {
        0x0008 => Some(PixelType::Float32),
        0x0009 => None,
        _ => {
            let signed = elements.short(SIGNED).unwrap_or(0) == 1;
            Some(integer_type(number(BITS, "the number of bits of a pixel")?, signed)?)
        }
    };
    if elements.big_endian && pixel_type.is_some_and(|found| found.size() == 1) && elements.pixels.kind == *b"OW" {
        return Err("pixels of 8 bits in big-endian words of 16 bits cannot be read".to_owned());
    }
    Ok(Layout::new(dims, pixel_type, elements.big_endian))
}

fn integer_type(bits: u16, signed: bool) -> Result<PixelType, String> {
    Ok(match (bits, signed) {
        (8, false) => PixelType::UInt8,
        (8, true) => PixelType::Int8,
        (16, false) => PixelType::UInt16,
        (16, true) => PixelType::Int16,
        (32, false) => PixelType::UInt32,
        (32, true) => PixelType::Int32,
        (64, false) => PixelType::UInt64,
        (64, true) => PixelType::Int64,
        _ => return Err(format!("pixels of {bits} bits cannot be read")),
    })
}

/// The name of a compression in plain words.
fn compression(transfer_syntax: &str) -> String {
    let name = match transfer_syntax.strip_prefix("1.2.840.10008.1.2.").unwrap_or_default() {
        "4.50" | "4.51" => "JPEG",
        "4.57" | "4.70" => "lossless JPEG",
        "4.80" | "4.81" => "JPEG-LS",
        "4.90" | "4.91" | "4.92" | "4.93" => "JPEG 2000",
        "4.201" | "4.202" | "4.203" => "high-throughput JPEG 2000",
        "4.110" | "4.111" | "4.112" => "JPEG XL",
        "5" => "run length (RLE)",
        _ => return if transfer_syntax.is_empty() { "unknown".to_owned() } else { format!("`{transfer_syntax}`") },
    };
    name.to_owned()
}

fn metadata(elements: &Elements) -> Metadata {
    let mut metadata = Metadata::default();
    metadata.insert_text(Metadata::UNIT, "mm");
    // First the distance of rows, then that of columns.
    let in_slice = [PIXEL_SPACING, DETECTOR_SPACING].into_iter().map(|tag| elements.numbers(tag));
    let between = [SLICE_SPACING, SLICE_THICKNESS].into_iter().filter_map(|tag| elements.numbers(tag).first().copied());
    let between = between.map(f64::abs).find(|distance| *distance > 0.0);
    match in_slice.into_iter().find(|numbers| numbers.len() == 2).as_deref() {
        Some(&[y, x]) if x > 0.0 && y > 0.0 => {
            metadata.insert_vector(Metadata::VOXEL_SIZE, [x, y, between.unwrap_or(1.0)]);
        }
        _ => {}
    }
    if let &[x, y, z] = &elements.numbers(POSITION)[..] {
        metadata.insert_vector(Metadata::ORIGIN, [x, y, z]);
    }
    if let Some(position) = slice_position(elements) {
        metadata.insert_text(SLICE_POSITION, position.to_string());
    }
    for (tag, name) in KEPT {
        if let Some(text) = elements.text(tag) {
            // Backslashes are between the values of an element.
            metadata.insert(name, vec![text.split('\\').map(|value| value.trim().to_owned()).collect()]);
        }
    }
    metadata
}

/// The place of a slice in its series.
fn slice_position(elements: &Elements) -> Option<f64> {
    let (position, orientation) = (elements.numbers(POSITION), elements.numbers(ORIENTATION));
    if let (&[px, py, pz], &[ax, ay, az, bx, by, bz]) = (&position[..], &orientation[..]) {
        return Some(px * (ay * bz - az * by) + py * (az * bx - ax * bz) + pz * (ax * by - ay * bx));
    }
    let last = position.get(2).copied();
    let first = |tag| elements.numbers(tag).first().copied();
    last.or_else(|| first(SLICE_LOCATION)).or_else(|| first(INSTANCE_NUMBER))
}
