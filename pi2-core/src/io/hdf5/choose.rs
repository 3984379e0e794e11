//! Which data set of an HDF5 file is the image.

use std::collections::HashSet;

use hdf5_reader::group::Group;
use hdf5_reader::{Attribute, ByteOrder, Dataset, Datatype, Hdf5File};

use crate::image::PixelType;
use crate::io::natural_order;

/// Where scans are by convention: Data Exchange, and NeXus without `default` attributes.
const USUAL: [&str; 4] =
    ["/exchange/data", "/entry1/tomo_entry/data/data", "/entry/data/data", "/entry/instrument/detector/data"];

/// Groups are nested less deeply.
const MAX_DEPTH: usize = 32;

/// More objects are not looked at.
const MAX_OBJECTS: usize = 1 << 16;

/// A data set with its path.
pub(super) struct Choice {
    pub path: String,
    pub data_set: Dataset,
    /// How many others might have been meant.
    pub others: usize,
}

/// How the pixels of a data set are stored: the type, or none for float64, and true for big-endian numbers.
///
/// # Errors
/// A text that says what the data set holds instead.
pub(super) fn pixel_type(stored: &Datatype) -> Result<(Option<PixelType>, bool), String> {
    let order = |order: &ByteOrder| *order == ByteOrder::BigEndian;
    Ok(match stored {
        Datatype::FixedPoint { size, signed, byte_order } => {
            let found = match (size, signed) {
                (1, false) => PixelType::UInt8,
                (2, false) => PixelType::UInt16,
                (4, false) => PixelType::UInt32,
                (8, false) => PixelType::UInt64,
                (1, true) => PixelType::Int8,
                (2, true) => PixelType::Int16,
                (4, true) => PixelType::Int32,
                (8, true) => PixelType::Int64,
                _ => return Err(format!("integers of {size} bytes")),
            };
            (Some(found), order(byte_order))
        }
        Datatype::FloatingPoint { size: 4, byte_order } => (Some(PixelType::Float32), order(byte_order)),
        Datatype::FloatingPoint { size: 8, byte_order } => (None, order(byte_order)),
        Datatype::FloatingPoint { size, .. } => return Err(format!("floating point numbers of {size} bytes")),
        // Flags, as h5py stores them.
        Datatype::Enum { base, .. } if matches!(**base, Datatype::FixedPoint { size: 1, .. }) => {
            (Some(PixelType::UInt8), false)
        }
        Datatype::Compound { size: 8, fields } => {
            let parts: Vec<_> = fields.iter().map(|field| (field.byte_offset, &field.datatype)).collect();
            match parts[..] {
                [
                    (0, Datatype::FloatingPoint { size: 4, byte_order }),
                    (4, Datatype::FloatingPoint { size: 4, byte_order: other }),
                ] if byte_order == other => (Some(PixelType::Complex32), order(byte_order)),
                _ => return Err("records".to_owned()),
            }
        }
        Datatype::Compound { .. } => return Err("records".to_owned()),
        Datatype::String { .. } | Datatype::VarLen { .. } => return Err("texts or lists".to_owned()),
        _ => return Err("no numbers".to_owned()),
    })
}

/// The sides of a data set, slowest first, without sides of 1 before the last three.
pub(super) fn sides(data_set: &Dataset) -> &[u64] {
    let mut sides = data_set.shape();
    while let [1, rest @ ..] = sides {
        if sides.len() <= 3 {
            break;
        }
        sides = rest;
    }
    sides
}

/// The data set of the given name, or else the one that the file says or that is largest.
///
/// # Errors
/// A text that says that there is none.
pub(super) fn choose(file: &Hdf5File, name: Option<&str>) -> Result<Choice, String> {
    if let Some(path) = name {
        let data_set = file.dataset(path).map_err(|error| format!("there is no data set `{path}`: {error}"))?;
        return Ok(Choice { path: path.to_owned(), data_set, others: 0 });
    }
    let usual = || USUAL.into_iter().map(str::to_owned);
    for path in default_path(file).into_iter().chain(usual()) {
        if let Ok(data_set) = file.dataset(&path) {
            if sides(&data_set).len() <= 3 && pixel_type(data_set.dtype()).is_ok() {
                return Ok(Choice { path, data_set, others: 0 });
            }
        }
    }
    largest(file)
}

/// The data set to which the attributes `default` and `signal` of NeXus lead.
fn default_path(file: &Hdf5File) -> Option<String> {
    let text =
        |group: &Group, name: &str| group.attribute(name).ok().and_then(|found: Attribute| found.read_string().ok());
    let (mut group, mut path) = (file.root_group().ok()?, String::new());
    for _ in 0..MAX_DEPTH {
        if let Some(signal) = text(&group, "signal") {
            return Some(format!("{path}/{signal}"));
        }
        let name = text(&group, "default")?;
        group = group.group(&name).ok()?;
        path = format!("{path}/{name}");
    }
    None
}

/// The data set with the most axes, and the most pixels among these.
fn largest(file: &Hdf5File) -> Result<Choice, String> {
    let root = file.root_group().map_err(|error| format!("the file is damaged: {error}"))?;
    let (mut groups, mut seen) = (vec![(String::new(), root, 0)], HashSet::new());
    let mut found: Vec<(String, Dataset)> = Vec::new();
    while let Some((path, group, depth)) = groups.pop() {
        // Links may form circles.
        if !seen.insert(group.address()) || depth > MAX_DEPTH || seen.len() + found.len() > MAX_OBJECTS {
            continue;
        }
        let members = group.members().map_err(|error| format!("the file is damaged: {error}"))?;
        groups.extend(members.0.into_iter().map(|inner| (format!("{path}/{}", inner.name()), inner, depth + 1)));
        let fits = |data_set: &Dataset| {
            let sides = sides(data_set);
            (1..=3).contains(&sides.len()) && !sides.contains(&0) && pixel_type(data_set.dtype()).is_ok()
        };
        found.extend(members.1.into_iter().filter(fits).map(|inner| (format!("{path}/{}", inner.name()), inner)));
    }
    let axes = |data_set: &Dataset| sides(data_set).len();
    let count = |data_set: &Dataset| sides(data_set).iter().fold(1u64, |count, side| count.saturating_mul(*side));
    found.sort_by(|(path, a), (other, b)| {
        (axes(b), count(b)).cmp(&(axes(a), count(a))).then_with(|| natural_order(path, other))
    });
    let most = found.first().map_or(0, |(_, data_set)| axes(data_set));
    let others = found.iter().filter(|(_, data_set)| axes(data_set) == most).count().saturating_sub(1);
    let first = found.into_iter().next();
    let (path, data_set) = first.ok_or("there is no data set of numbers with 1 to 3 axes in the file")?;
    Ok(Choice { path, data_set, others })
}
