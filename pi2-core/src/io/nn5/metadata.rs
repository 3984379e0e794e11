//! The description of a dataset.

use serde_json::Value as Json;

use crate::image::{Dimensions, PixelType, Vec3};

/// How the files of chunks hold the pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Compression {
    Raw,
    Lz4,
}

/// What `metadata.json` tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Metadata {
    pub dims: Dimensions,
    /// Size of a chunk that does not reach the border of the image.
    pub chunk: Dimensions,
    /// None if the type is not one of ours.
    pub pixel_type: Option<PixelType>,
    pub compression: Compression,
    /// True if the bytes of numbers are in the other order.
    pub swapped: bool,
}

impl Metadata {
    /// What the text tells, or why it does not describe a dataset. Keys that are not known are ignored.
    pub fn parse(text: &[u8]) -> Result<Self, String> {
        let json: Json =
            serde_json::from_slice(text).map_err(|error| format!("the description is no JSON: {error}"))?;
        let sides = sides(&json, "Dimensions")?.ok_or("the description has no `Dimensions`")?;
        let dims = dimensions(&sides)?;
        let chunk = match self::sides(&json, "Chunk dimensions")? {
            Some(chunk) if chunk.len() != sides.len() => {
                return Err("`Chunk dimensions` and `Dimensions` have different lengths".to_owned());
            }
            Some(chunk) => dimensions(&chunk)?,
            None => dims,
        };
        let pixel_type = word(&json, "Data type")?.ok_or("the description has no `Data type`")?.parse().ok();
        let compression = match word(&json, "Compression")?.unwrap_or("raw").to_ascii_lowercase().as_str() {
            "raw" => Compression::Raw,
            "lz4raw" => Compression::Lz4,
            other => return Err(format!("the compression `{other}` is not known")),
        };
        let little = match word(&json, "Byte order")?.map(str::to_ascii_lowercase).as_deref() {
            None => cfg!(target_endian = "little"),
            Some("little endian" | "little") => true,
            Some("big endian" | "big") => false,
            Some(other) => return Err(format!("the byte order `{other}` is not known")),
        };
        Ok(Self { dims, chunk, pixel_type, compression, swapped: little != cfg!(target_endian = "little") })
    }

    /// The text of the description of a dataset of the given type, as the original writes it.
    pub fn text(&self, pixel_type: PixelType) -> String {
        let list = |dims: Dimensions| dims.to_array().map(|side| format!("        {side}")).join(",\n");
        let order = if self.swapped == cfg!(target_endian = "little") { "Big" } else { "Little" };
        let compression = match self.compression {
            Compression::Raw => "Raw",
            Compression::Lz4 => "LZ4Raw",
        };
        let (chunk, dims) = (list(self.chunk), list(self.dims));
        format!(
            "{{\n    \"Byte order\": \"{order} endian\",\n    \"Chunk dimensions\": [\n{chunk}\n    ],\n    \
             \"Compression\": \"{compression}\",\n    \"Data type\": \"{pixel_type}\",\n    \"Dimensions\": [\n{dims}\n    \
             ]\n}}\n"
        )
    }
}

fn word<'a>(json: &'a Json, key: &str) -> Result<Option<&'a str>, String> {
    json.get(key).map(|value| value.as_str().ok_or_else(|| format!("`{key}` is not a text"))).transpose()
}

/// One to three positive integers.
fn sides(json: &Json, key: &str) -> Result<Option<Vec<i64>>, String> {
    let Some(value) = json.get(key) else { return Ok(None) };
    let sides = value.as_array().and_then(|sides| sides.iter().map(Json::as_i64).collect::<Option<Vec<i64>>>());
    match sides {
        Some(sides) if (1..=3).contains(&sides.len()) && sides.iter().all(|side| *side > 0) => Ok(Some(sides)),
        _ => Err(format!("`{key}` is not a list of one to three positive integers")),
    }
}

fn dimensions(sides: &[i64]) -> Result<Dimensions, String> {
    let side = |axis| sides.get(axis).copied().unwrap_or(1);
    Dimensions::from_request(Vec3::new(side(0), side(1), side(2))).map_err(|error| error.to_string())
}
