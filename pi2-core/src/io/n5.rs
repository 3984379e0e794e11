//! N5 datasets: a folder with a description, `attributes.json`, and blocks of pixels, each a file with a header in folders
//! that are named after its position. The first axis is x, and the fastest.

use std::path::Path;

use serde_json::Value as Json;

use super::ImageSource;
use super::chunked::{Keys, Packer, Pipeline, Serial};
use super::zarr::{Description, Order, ZarrSource, blosc, read_json, sides};
use crate::image::{Metadata, PixelType};
use crate::{Error, Result};

/// Name of the file that describes a dataset.
pub(super) const METADATA: &str = "attributes.json";

/// Opens a dataset.
///
/// # Errors
/// `Io` if the system cannot read, `Format` if the folder is not a dataset that can be read.
pub fn open(path: &Path) -> Result<impl ImageSource + use<>> {
    if !path.is_dir() {
        return Err(Error::format(path, "is not a folder"));
    }
    let error = |message: String| Error::format(path, message);
    let json = read_json(&path.join(METADATA))?.ok_or_else(|| error(format!("the folder has no {METADATA}")))?;
    let mut source = ZarrSource::new(path, "n5", &parse(&json).map_err(error)?).map_err(error)?;
    add_metadata(&json, &mut source.info_mut().metadata);
    Ok(source)
}

/// What the description of a dataset tells, or what is wrong with it.
fn parse(json: &Json) -> Result<Description, String> {
    let (shape, chunk) = (sides(json, "dimensions")?, sides(json, "blockSize")?);
    if shape.is_empty() || chunk.len() != shape.len() {
        return Err("`dimensions` and `blockSize` have different lengths".to_owned());
    }
    let type_name = json.get("dataType").and_then(Json::as_str).ok_or("the description has no `dataType`")?;
    let pixel_type = PixelType::ALL.into_iter().find(|pixel_type| pixel_type.name() == type_name);
    let pixel_size = pixel_type.map_or(1, PixelType::size);
    let serial = Serial::Bytes { swap: cfg!(target_endian = "little") };
    let packers = packer(json, pixel_size)?.into_iter().collect();
    Ok(Description {
        pipeline: Pipeline { order: (0..shape.len()).rev().collect(), serial, packers },
        type_name: type_name.to_owned(),
        pixel_type,
        fill: Json::from(0),
        keys: Keys::N5,
        names: Vec::new(),
        order: Order::FirstIsX,
        attributes: Json::Null,
        shape,
        chunk,
    })
}

/// The compression of the blocks.
fn packer(json: &Json, pixel_size: usize) -> Result<Option<Packer>, String> {
    let compression = json.get("compression").or_else(|| json.get("compressionType"));
    let compression = compression.ok_or("the description has no `compression`")?;
    let name = compression.get("type").unwrap_or(compression).as_str();
    // Nothing is written, so the levels do not matter.
    Ok(Some(match name {
        Some("raw") => return Ok(None),
        Some("gzip") if compression.get("useZlib").and_then(Json::as_bool) == Some(true) => Packer::Zlib { level: 1 },
        Some("gzip") => Packer::Gzip { level: 1 },
        Some("zstd") => Packer::Zstd { level: 1, checksum: false },
        Some("lz4") => Packer::Lz4Java,
        Some("blosc") => Packer::Blosc(blosc(compression, pixel_size)?),
        _ => return Err(format!("the compression {compression} is not known")),
    }))
}

/// Voxel size, position and unit, as several programs write them.
fn add_metadata(json: &Json, metadata: &mut Metadata) {
    let vector = |list: Option<&Json>| {
        let number = |axis: usize| list?.get(axis)?.as_f64();
        Some([number(0)?, number(1).unwrap_or(1.0), number(2).unwrap_or(1.0)])
    };
    let resolution = json.get("pixelResolution");
    let size =
        resolution.map_or(json.get("resolution"), |resolution| resolution.get("dimensions").or(Some(resolution)));
    if let Some(size) = vector(size) {
        metadata.insert_vector(Metadata::VOXEL_SIZE, size);
    }
    if let Some(origin) = vector(json.get("offset")) {
        metadata.insert_vector(Metadata::ORIGIN, origin);
    }
    let units = json.get("units").and_then(|units| units.get(0));
    if let Some(unit) = resolution.and_then(|resolution| resolution.get("unit")).or(units).and_then(Json::as_str) {
        metadata.insert_text(Metadata::UNIT, unit);
    }
}
