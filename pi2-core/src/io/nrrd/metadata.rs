//! What NRRD files tell about an image besides its pixels.

use super::header::Fields;
use crate::image::{Dimensions, Metadata};

/// The items of a header.
pub(super) fn read(fields: &Fields) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in &fields.others {
        metadata.insert_text(key, unescaped(value));
    }
    for key in ["content", "space"] {
        if let Some(value) = fields.get(key) {
            metadata.insert_text(key, value);
        }
    }
    let directions = fields.get("spacedirections").map(vectors).unwrap_or_default();
    let lengths =
        directions.iter().map(|direction| Some(direction.as_ref()?.iter().map(|x| x * x).sum::<f64>().sqrt()));
    let spacings = fields.get("spacings").map(numbers).unwrap_or_default();
    let known = |length: &Option<f64>| length.is_some_and(|length| length.is_finite() && length != 0.0);
    let lengths: Vec<Option<f64>> = lengths.collect();
    let lengths = if lengths.iter().any(known) { lengths } else { spacings };
    if lengths.len() <= 3 && lengths.iter().any(known) {
        metadata.insert_vector(Metadata::VOXEL_SIZE, filled(&lengths, 1.0, f64::abs));
    }
    let origin = match fields.get("spaceorigin").map(vectors).as_deref() {
        Some([Some(origin)]) => origin.iter().copied().map(Some).collect(),
        _ => fields.get("axismins").map(numbers).unwrap_or_default(),
    };
    if (1..=3).contains(&origin.len()) && origin.iter().any(|x| x.is_some_and(f64::is_finite)) {
        metadata.insert_vector(Metadata::ORIGIN, filled(&origin, 0.0, |x| x));
    }
    if !directions.is_empty() && !is_diagonal(&directions) {
        let row = |direction: &Option<Vec<f64>>| direction.iter().flatten().map(f64::to_string).collect();
        metadata.insert("space directions", directions.iter().map(row).collect());
    }
    let units = fields.get("spaceunits").or_else(|| fields.get("units")).unwrap_or_default();
    // Quoted, one for each axis.
    if let Some(unit) = units.split('"').nth(1).filter(|unit| !unit.trim().is_empty()) {
        metadata.insert_text(Metadata::UNIT, unit.trim());
    }
    metadata
}

/// A value without the marks for new lines and backslashes.
fn unescaped(value: &str) -> String {
    let (mut text, mut chars) = (String::new(), value.chars().peekable());
    while let Some(c) = chars.next() {
        let escaped = if c == '\\' { chars.next_if(|next| matches!(next, 'n' | '\\')) } else { None };
        text.push(escaped.map_or(c, |next| if next == 'n' { '\n' } else { next }));
    }
    text
}

/// Three numbers; those that are missing or not finite are `default`.
fn filled(numbers: &[Option<f64>], default: f64, change: impl Fn(f64) -> f64) -> [f64; 3] {
    let number = |axis: usize| numbers.get(axis).copied().flatten().filter(|x| x.is_finite());
    std::array::from_fn(|axis| number(axis).map_or(default, &change))
}

/// True if the axes of the image are those of the space.
fn is_diagonal(directions: &[Option<Vec<f64>>]) -> bool {
    let along = |(axis, direction): (usize, &Option<Vec<f64>>)| {
        direction.iter().flatten().enumerate().all(|(index, x)| if index == axis { *x > 0.0 } else { *x == 0.0 })
    };
    directions.iter().enumerate().all(along)
}

/// Numbers with blanks between them.
fn numbers(text: &str) -> Vec<Option<f64>> {
    text.split_whitespace().map(|word| word.parse().ok()).collect()
}

/// Vectors such as `(1,0,0)`; none for `none` and what is no vector.
fn vectors(text: &str) -> Vec<Option<Vec<f64>>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end =
            if rest.starts_with('(') { rest.find(')').map(|end| end + 1) } else { rest.find(char::is_whitespace) };
        let (word, next) = rest.split_at(end.unwrap_or(rest.len()));
        let inside = word.strip_prefix('(').and_then(|word| word.strip_suffix(')'));
        found.push(inside.and_then(|inside| inside.split(',').map(|x| x.trim().parse().ok()).collect()));
        rest = next.trim_start();
    }
    found
}

/// The fields that tell the voxel size of an image with `axes` axes; none if it has none.
pub(super) fn write(metadata: &Metadata, dims: Dimensions) -> Option<String> {
    let size = metadata.voxel_size()?;
    let axes = dims.dimensionality().max(1);
    let vector = |numbers: [f64; 3]| {
        let numbers: Vec<String> = numbers[..axes].iter().map(f64::to_string).collect();
        format!("({})", numbers.join(","))
    };
    let direction = |axis: usize| {
        let mut direction = [0.0; 3];
        direction[axis] = size[axis];
        vector(direction)
    };
    let directions: Vec<String> = (0..axes).map(direction).collect();
    let mut text = format!("space dimension: {axes}\nspace directions: {}\n", directions.join(" "));
    if let Some(origin) = metadata.origin() {
        text += &format!("space origin: {}\n", vector(origin));
    }
    let is_plain = |unit: &&str| !unit.contains(|c: char| c == '"' || c == '\\' || c.is_control());
    if let Some(unit) = metadata.unit().filter(is_plain) {
        text += &format!("space units: {}\n", vec![format!("\"{unit}\""); axes].join(" "));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::nrrd::header::parse;

    fn items(fields: &str) -> Metadata {
        let text = format!("NRRD0005\ntype: float\nsizes: 5 4 3\nencoding: raw\n{fields}\n\n");
        parse(text.as_bytes()).expect("good").metadata
    }

    #[test]
    fn voxels_are_as_large_as_the_directions_or_spacings() {
        for (fields, expected) in [
            ("spacings: 0.5 nan 2", Some([0.5, 1.0, 2.0])),
            ("space directions: (0,3,4) none (0,0,-2)\nspacings: 7 7 7", Some([5.0, 1.0, 2.0])),
            ("space directions: none none none\nspacings: 7 7 7", Some([7.0; 3])),
            ("spacings: nan nan nan", None),
            ("space directions: (a,b) (1", None),
        ] {
            assert_eq!(items(fields).voxel_size(), expected, "{fields}");
        }
        let rotated = items("space directions: (0,3,4) none (0,0,-2)");
        assert_eq!(rotated.rows("space directions").map(|rows| rows[0].join(" ")).as_deref(), Some("0 3 4"));
        assert_eq!(items("space directions: (2,0,0) (0,2,0) (0,0,3)").rows("space directions"), None);
    }

    #[test]
    fn other_items_are_kept() {
        let metadata =
            items("space origin: (1, -2,3e2)\nspace units: \"mm\" \"mm\" \"mm\"\nkey:=a\\nb\\\\n\ncontent: bone");
        assert_eq!((metadata.origin(), metadata.unit()), (Some([1.0, -2.0, 300.0]), Some("mm")));
        assert_eq!((metadata.cell("key", 0, 0), metadata.cell("content", 0, 0)), (Some("a\nb\\n"), Some("bone")));
        assert_eq!(items("axis mins: 1 2 3\nunits: \"\" \"\" \"\"").origin(), Some([1.0, 2.0, 3.0]));
        assert!(items("endian: little").is_empty());
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut metadata = Metadata::default();
        assert_eq!(write(&metadata, [5, 4, 3].into()), None);
        metadata.insert_vector(Metadata::VOXEL_SIZE, [0.25, 1e-7, 3.0]);
        metadata.insert_vector(Metadata::ORIGIN, [-1.0, 0.0, 1.0 / 3.0]);
        metadata.insert_text(Metadata::UNIT, "µm");
        assert_eq!(items(write(&metadata, [5, 4, 3].into()).expect("known").trim_end()), metadata);
        let flat = write(&metadata, [5, 4, 1].into()).expect("known");
        assert!(flat.starts_with("space dimension: 2\nspace directions: (0.25,0) (0,0.0000001)\n"), "{flat}");
        // A unit must not end its line.
        metadata.insert_text(Metadata::UNIT, "mm\"\ntype: int");
        assert!(!write(&metadata, [5, 4, 3].into()).expect("known").contains("type"));
    }
}
