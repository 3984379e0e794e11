//! Descriptions of version 3.

use std::path::Path;

use serde_json::Value as Json;

use super::codecs::{self, named};
use super::description::{Description, Order, sides};
use super::numbers::from_v3;
use crate::image::Dimensions;
use crate::io::chunked::Keys;

/// Entries of a description that are known.
const KNOWN: [&str; 11] = [
    "zarr_format",
    "node_type",
    "shape",
    "data_type",
    "chunk_grid",
    "chunk_key_encoding",
    "fill_value",
    "codecs",
    "attributes",
    "storage_transformers",
    "dimension_names",
];

/// What the description of an array tells, or what is wrong with it.
pub(super) fn parse(json: &Json) -> Result<Description, String> {
    if json.get("zarr_format").and_then(Json::as_u64) != Some(3) {
        return Err("`zarr_format` is not 3".to_owned());
    }
    if json.get("node_type").and_then(Json::as_str) != Some("array") {
        return Err("`node_type` is not `array`".to_owned());
    }
    check_extensions(json)?;
    let shape = sides(json, "shape")?;
    let chunk = match json.get("chunk_grid").and_then(named) {
        Some(("regular", configuration)) => sides(configuration, "chunk_shape")?,
        Some((name, _)) => return Err(format!("the chunk grid `{name}` is not known")),
        None => return Err("the description has no `chunk_grid`".to_owned()),
    };
    if chunk.len() != shape.len() {
        return Err("`chunk_shape` and `shape` have different lengths".to_owned());
    }
    let type_name = json.get("data_type").and_then(named).ok_or("the description has no `data_type`")?.0;
    let pixel_type = from_v3(type_name);
    let pixel_size = pixel_type.map_or(1, crate::PixelType::size);
    let codecs = json.get("codecs").ok_or("the description has no `codecs`")?;
    Ok(Description {
        pipeline: codecs::parse(codecs, &chunk, pixel_size)?,
        type_name: type_name.to_owned(),
        pixel_type,
        fill: json.get("fill_value").cloned().unwrap_or_default(),
        keys: keys(json)?,
        names: axis_names(json.get("dimension_names"), shape.len())?,
        order: Order::FirstIsX,
        attributes: json.get("attributes").cloned().unwrap_or_default(),
        shape,
        chunk,
    })
}

/// An error if there is something that one must know to read the array.
fn check_extensions(json: &Json) -> Result<(), String> {
    for (key, value) in json.as_object().into_iter().flatten() {
        let must_understand = value.get("must_understand").and_then(Json::as_bool) != Some(false);
        if !KNOWN.contains(&key.as_str()) && must_understand && !value.is_null() {
            return Err(format!("the entry `{key}` is not known"));
        }
    }
    match json.get("storage_transformers").map(|list| list.as_array().map(Vec::is_empty)) {
        None | Some(Some(true)) => Ok(()),
        _ => Err("there are storage transformers, none is known".to_owned()),
    }
}

fn keys(json: &Json) -> Result<Keys, String> {
    let (name, configuration) = match json.get("chunk_key_encoding") {
        Some(encoding) => named(encoding).ok_or("`chunk_key_encoding` has no name")?,
        None => ("default", &Json::Null),
    };
    let separator = |default| separator(configuration.get("separator").unwrap_or(&Json::from(default)));
    match name {
        "default" => Ok(Keys::Default { separator: separator("/")? }),
        "v2" => Ok(Keys::Plain { separator: separator(".")? }),
        name => Err(format!("the chunk keys `{name}` are not known")),
    }
}

/// A separator of the positions in the name of a chunk. It must not lead out of the folder.
pub(super) fn separator(json: &Json) -> Result<String, String> {
    match json.as_str() {
        Some("/") => Ok("/".to_owned()),
        Some(text) if !text.is_empty() && !text.contains(['/', '\\', '\0', ':']) && text.len() < 16 => {
            Ok(text.to_owned())
        }
        _ => Err(format!("the separator {json} cannot be used; use \"/\" or \".\"")),
    }
}

/// Names of axes, as many as there are axes, or none.
pub(super) fn axis_names(json: Option<&Json>, count: usize) -> Result<Vec<Option<String>>, String> {
    match json {
        None | Some(Json::Null) => Ok(Vec::new()),
        Some(Json::Array(names)) if names.len() == count => {
            Ok(names.iter().map(|name| name.as_str().map(str::to_owned)).collect())
        }
        _ => Err(format!("the axes have other than {count} names")),
    }
}

/// The keys that an array without names of axes really has: the original leaves out the last positions if they are
/// always 0.
pub(super) fn found_keys(root: &Path, keys: Keys, dims: Dimensions, axes: usize) -> Keys {
    let Keys::Default { separator } = &keys else { return keys };
    let count = dims.dimensionality();
    if count >= axes || !has_key(root, separator, count) {
        return keys;
    }
    Keys::Short { separator: separator.clone() }
}

/// True if there is the file of a chunk with so many positions in its name.
fn has_key(root: &Path, separator: &str, count: usize) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    let children = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))
    };
    if separator == "/" {
        let mut path = root.join("c");
        for _ in 0..count {
            let Some((_, child)) = children(&path).find(|(name, _)| is_number(name)) else { return false };
            path = child;
        }
        return path.is_file();
    }
    children(root).any(|(name, path)| {
        let positions: Vec<&str> = name.split(separator).collect();
        positions[0] == "c"
            && positions.len() == count + 1
            && positions[1..].iter().all(|n| is_number(n))
            && path.is_file()
    })
}
