//! Descriptions of version 2.

use serde_json::Value as Json;

use super::codecs;
use super::description::{Description, Order, sides};
use super::numbers::from_v2;
use super::v3::{axis_names, separator};
use crate::io::chunked::{Keys, Packer, Pipeline, Serial};

/// What the description of an array and its attributes tell, or what is wrong with them.
pub(super) fn parse(json: &Json, attributes: Json) -> Result<Description, String> {
    if json.get("zarr_format").and_then(Json::as_u64) != Some(2) {
        return Err("`zarr_format` is not 2".to_owned());
    }
    let (shape, chunk) = (sides(json, "shape")?, sides(json, "chunks")?);
    if chunk.len() != shape.len() {
        return Err("`chunks` and `shape` have different lengths".to_owned());
    }
    let type_name = json.get("dtype").ok_or("the description has no `dtype`")?;
    let (pixel_type, big_endian) = from_v2(type_name.as_str().unwrap_or_default());
    match json.get("filters") {
        None | Some(Json::Null) => {}
        Some(Json::Array(filters)) if filters.is_empty() => {}
        Some(filters) => return Err(format!("the filters {filters} are not known")),
    }
    let axes = 0..shape.len();
    let order = match json.get("order").map_or(Some("C"), Json::as_str) {
        Some("C") => axes.collect(),
        Some("F") => axes.rev().collect(),
        _ => return Err("`order` is neither `C` nor `F`".to_owned()),
    };
    let pixel_size = pixel_type.map_or(1, crate::PixelType::size);
    let packers = packer(json.get("compressor").unwrap_or(&Json::Null), pixel_size)?.into_iter().collect();
    let serial = Serial::Bytes { swap: big_endian == cfg!(target_endian = "little") };
    let dots = Json::from(".");
    Ok(Description {
        type_name: type_name.as_str().map_or_else(|| type_name.to_string(), str::to_owned),
        pixel_type,
        fill: json.get("fill_value").cloned().unwrap_or_default(),
        pipeline: Pipeline { order, serial, packers },
        keys: Keys::Plain { separator: separator(json.get("dimension_separator").unwrap_or(&dots))? },
        names: axis_names(attributes.get("_ARRAY_DIMENSIONS"), shape.len())?,
        order: Order::LastIsX,
        attributes,
        shape,
        chunk,
    })
}

/// The codec of numcodecs with a configuration.
fn packer(json: &Json, pixel_size: usize) -> Result<Option<Packer>, String> {
    if json.is_null() {
        return Ok(None);
    }
    // Nothing is written, so the levels do not matter.
    Ok(Some(match json.get("id").and_then(Json::as_str) {
        Some("blosc") => Packer::Blosc(codecs::blosc(json, pixel_size)?),
        Some("zlib") => Packer::Zlib { level: 1 },
        Some("gzip") => Packer::Gzip { level: 1 },
        Some("zstd") => Packer::Zstd { level: 1, checksum: false },
        Some("lz4") => Packer::Lz4,
        _ => return Err(format!("the compressor {json} is not known")),
    }))
}
