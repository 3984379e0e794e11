//! The size of the voxels in a TIFF file: tags for the resolution, and the descriptions of ImageJ and OME.

use super::directory::{Directory, Layout, Value, kind, tag};
use crate::Result;
use crate::image::{Dimensions, Metadata};
use crate::io::input::InputFile;

/// Key in the metadata of a description that is neither ImageJ's nor OME's.
const DESCRIPTION: &str = "description";

/// Longer descriptions do not become metadata.
const MAX_DESCRIPTION: usize = 1 << 14;

/// Inches per pixel that programs write if they do not know better.
const DEFAULT_PITCH: f64 = 1.0 / 72.0;

/// What the first page tells about the image besides its pixels.
pub(super) fn read_metadata(input: &InputFile, layout: Layout, page: &Directory) -> Result<Metadata> {
    let text = page.bytes(input, layout, tag::IMAGE_DESCRIPTION)?.unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let text = text.trim_end_matches('\0');
    // A damaged tag that nobody needs is no reason to refuse the pixels.
    let fraction = |tag| page.fraction(input, layout, tag).ok().flatten();
    let pitch = [tag::X_RESOLUTION, tag::Y_RESOLUTION].map(|tag| fraction(tag).map(|[pixels, units]| units / pixels));
    let mut metadata = Metadata::default();
    if text.starts_with("ImageJ=") {
        insert_imagej(&mut metadata, text, pitch);
    } else if let Some(pixels) = text.split_once("<Pixels").filter(|_| text.contains("<OME")) {
        insert_ome(&mut metadata, pixels.1.split('>').next().unwrap_or_default());
    } else {
        let unit = page.number(input, layout, tag::RESOLUTION_UNIT).ok().flatten().unwrap_or(2);
        insert_pitch(&mut metadata, pitch, unit);
        // The other text is what tifffile writes without being asked.
        if !text.trim().is_empty() && text.len() <= MAX_DESCRIPTION && !text.starts_with("{\"shape\":") {
            metadata.insert_text(DESCRIPTION, text);
        }
    }
    Ok(metadata)
}

/// Puts in the size of the voxels unless it tells nothing.
fn insert_size(metadata: &mut Metadata, size: [f64; 3], unit: Option<String>) {
    if size.iter().any(|side| !side.is_finite() || *side <= 0.0) || (size == [1.0; 3] && unit.is_none()) {
        return;
    }
    metadata.insert_vector(Metadata::VOXEL_SIZE, size);
    if let Some(unit) = unit {
        metadata.insert_text(Metadata::UNIT, unit);
    }
}

/// Reads lines such as `spacing=2.5`, which are in the same unit as the pitch of columns and rows.
fn insert_imagej(metadata: &mut Metadata, text: &str, pitch: [Option<f64>; 2]) {
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('=')).map(str::trim);
    let number = |key: &str| value(key).and_then(|text| text.parse::<f64>().ok()).filter(|number| number.is_finite());
    let unit = value("unit").map(unescape).filter(|unit| !unit.is_empty() && !unit.starts_with("pixel"));
    let [x, y] = pitch.map(|pitch| pitch.unwrap_or(1.0));
    let size = [x, y, number("spacing").map_or(1.0, f64::abs)];
    insert_size(metadata, size, unit);
    // ImageJ tells which pixel is at zero.
    let zero = ["xorigin", "yorigin", "zorigin"].map(|key| number(key).unwrap_or(0.0));
    if zero != [0.0; 3] {
        metadata.insert_vector(Metadata::ORIGIN, std::array::from_fn(|axis| -zero[axis] * size[axis]));
    }
}

/// Reads the attributes of the `Pixels` element of OME-XML.
fn insert_ome(metadata: &mut Metadata, element: &str) {
    let attribute = |name: &str| {
        let start = element.find(&format!("{name}=\""))? + name.len() + 2;
        element[start..].split('"').next()
    };
    let axes = ["X", "Y", "Z"].map(|axis| {
        let size = attribute(&format!("PhysicalSize{axis}"))?.parse::<f64>().ok()?;
        Some((size, attribute(&format!("PhysicalSize{axis}Unit")).unwrap_or("µm").to_owned()))
    });
    let [Some((x, unit)), Some((y, _)), z] = axes.clone() else {
        return;
    };
    if axes.iter().flatten().all(|(_, other)| *other == unit) {
        insert_size(metadata, [x, y, z.map_or(1.0, |(size, _)| size)], Some(unit));
    }
}

/// The pitch of columns and rows in inches (unit 2) or centimetres (unit 3). Slices are taken to be as far apart as
/// columns.
fn insert_pitch(metadata: &mut Metadata, pitch: [Option<f64>; 2], unit: u64) {
    let ([Some(x), Some(y)], 2 | 3) = (pitch, unit) else {
        return;
    };
    if unit == 2 && x == DEFAULT_PITCH && y == DEFAULT_PITCH {
        return;
    }
    let millimetres = if unit == 2 { 25.4 } else { 10.0 };
    insert_size(metadata, [x, y, x].map(|side| side * millimetres), Some("mm".to_owned()));
}

/// What is written about the size of the voxels.
#[derive(Debug)]
pub(super) struct Scale {
    /// Columns and rows per unit, as numerator and denominator.
    resolution: [[u32; 2]; 2],
    /// The description, with its end.
    text: Vec<u8>,
}

impl Scale {
    /// The size of the voxels in metadata, if they tell one that can be written.
    pub fn new(dims: Dimensions, metadata: &Metadata) -> Option<Self> {
        let size = metadata.voxel_size()?;
        if size.iter().any(|side| !side.is_finite() || *side <= 0.0) {
            return None;
        }
        let resolution = [fraction(1.0 / size[0])?, fraction(1.0 / size[1])?];
        let mut text = "ImageJ=1.11a\n".to_owned();
        if dims.depth > 1 {
            text += &format!("images={0}\nslices={0}\n", dims.depth);
        }
        if let Some(unit) = metadata.unit() {
            text += &format!("unit={}\n", escape(unit));
        }
        text += &format!("spacing={}\n", size[2]);
        let origin = metadata.origin().filter(|origin| origin.iter().all(|position| position.is_finite()));
        for (axis, key) in ["xorigin", "yorigin", "zorigin"].iter().enumerate() {
            if let Some(origin) = origin {
                text += &format!("{key}={}\n", -origin[axis] / size[axis]);
            }
        }
        text.push('\0');
        Some(Self { resolution, text: text.into_bytes() })
    }

    /// The tags for values that begin at an offset, see [`bytes`](Self::bytes).
    pub fn entries(&self, offset: u64) -> [(u16, Value); 4] {
        let fraction = |[numerator, denominator]: [u32; 2], offset| Value::Fraction { numerator, denominator, offset };
        let text = Value::Elsewhere { kind: kind::ASCII, count: self.text.len() as u64, offset: offset + 16 };
        [
            (tag::IMAGE_DESCRIPTION, text),
            (tag::X_RESOLUTION, fraction(self.resolution[0], offset)),
            (tag::Y_RESOLUTION, fraction(self.resolution[1], offset + 8)),
            (tag::RESOLUTION_UNIT, Value::Short(1)),
        ]
    }

    /// The values that do not fit into tags.
    pub fn bytes(&self, layout: Layout) -> Vec<u8> {
        let mut bytes = Vec::new();
        for number in self.resolution.as_flattened() {
            layout.push(&mut bytes, u64::from(*number), 4);
        }
        bytes.extend(&self.text);
        bytes
    }
}

/// The simplest fraction that is as good as equal to a positive number (continued fraction).
fn fraction(number: f64) -> Option<[u32; 2]> {
    let (mut last, mut this) = ([0u64, 1], [1u64, 0]);
    let mut rest = number;
    for _ in 0..40 {
        let whole = rest.floor();
        if whole > f64::from(u32::MAX) {
            break;
        }
        let next = [0, 1].map(|part| this[part].saturating_mul(whole as u64).saturating_add(last[part]));
        if next.iter().any(|part| *part > u64::from(u32::MAX)) {
            break;
        }
        (last, this) = (this, next);
        if (this[0] as f64 / this[1] as f64 / number - 1.0).abs() < 1e-14 {
            break;
        }
        rest = 1.0 / (rest - whole);
    }
    let [numerator, denominator] = this;
    let is_near = (numerator as f64 / denominator as f64 / number - 1.0).abs() < 1e-6;
    is_near.then_some([numerator as u32, denominator as u32])
}

/// A text of one line in which other characters than those of ASCII are numbers, as in Java.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for unit in text.encode_utf16() {
        match u8::try_from(unit).ok().filter(u8::is_ascii) {
            Some(byte) if byte.is_ascii_control() => escaped.push(' '),
            Some(byte) => escaped.push(char::from(byte)),
            None => escaped += &format!("\\u{unit:04X}"),
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut pieces = text.split("\\u");
    let mut units: Vec<u16> = pieces.next().unwrap_or_default().encode_utf16().collect();
    for piece in pieces {
        match piece.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                units.push(unit);
                units.extend(piece[4..].encode_utf16());
            }
            None => units.extend(format!("\\u{piece}").encode_utf16()),
        }
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_simple_fractions() {
        for (number, expected) in [
            (2.0, Some([2, 1])),
            (1.0 / 0.7, Some([10, 7])),
            (1e6, Some([1_000_000, 1])),
            (1.0 / 3e9, Some([1, 3_000_000_000])),
            (1e12, None),
            (1e-12, None),
        ] {
            assert_eq!(fraction(number), expected, "{number}");
        }
        let [numerator, denominator] = fraction(std::f64::consts::PI).expect("near");
        assert!((f64::from(numerator) / f64::from(denominator) - std::f64::consts::PI).abs() < 1e-13);
    }

    #[test]
    fn units_survive_as_ascii() {
        for unit in ["µm", "Å", "mm", "𝛍", "a\\ub"] {
            let escaped = escape(unit);
            assert!(escaped.is_ascii());
            assert_eq!(unescape(&escaped), unit);
        }
        assert_eq!((escape("µm").as_str(), escape("a\nb").as_str()), ("\\u00B5m", "a b"));
    }

    #[test]
    fn sizes_are_found_in_descriptions() {
        let mut metadata = Metadata::default();
        insert_imagej(&mut metadata, "ImageJ=1\nunit=\\u00B5m\nspacing=2.5\nxorigin=2\n", [Some(0.5), Some(0.25)]);
        assert_eq!((metadata.voxel_size(), metadata.unit()), (Some([0.5, 0.25, 2.5]), Some("µm")));
        assert_eq!(metadata.origin(), Some([-1.0, 0.0, 0.0]));
        let mut metadata = Metadata::default();
        insert_ome(&mut metadata, " PhysicalSizeX=\"0.7\" PhysicalSizeY=\"0.8\" PhysicalSizeZ=\"1.4\"");
        assert_eq!((metadata.voxel_size(), metadata.unit()), (Some([0.7, 0.8, 1.4]), Some("µm")));
        for unit in [1, 2] {
            let mut metadata = Metadata::default();
            insert_pitch(&mut metadata, [Some(1.0 / 72.0); 2], unit);
            insert_imagej(&mut metadata, "ImageJ=1\nimages=3\nunit=pixel\n", [None; 2]);
            assert!(metadata.is_empty());
        }
        let mut metadata = Metadata::default();
        insert_pitch(&mut metadata, [Some(0.001), Some(0.002)], 3);
        assert_eq!((metadata.voxel_size(), metadata.unit()), (Some([0.01, 0.02, 0.01]), Some("mm")));
    }
}
