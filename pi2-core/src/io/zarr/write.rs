//! Writing arrays.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::{Value as Json, json};

use super::codecs::{completed, shard_chunk};
use super::numbers::to_v3;
use super::store::ZarrStore;
use super::{METADATA, read_json, v3};
use crate::image::{Dimensions, DynImage, Metadata, PixelType, Region};
use crate::io::chunked::{IsPart, Keys, Kind, Staging};
use crate::io::{ImageSink, check_region, write_all, write_file};
use crate::{Context, Error, Result};

/// The codecs of arrays for which none are given: shards of small chunks. The original has the axes in the order x, y, z
/// and transposes the chunks; here the axes are in the order z, y, x, so this is left out.
pub static DEFAULT_CODECS: LazyLock<Json> = LazyLock::new(|| {
    let blosc = json!({"blocksize": 0, "clevel": 5, "cname": "zstd", "shuffle": "noshuffle", "typesize": 0});
    let bytes = json!({"configuration": {"endian": "little"}, "name": "bytes"});
    json!([{
        "configuration": {
            "chunk_shape": [32, 32, 32],
            "codecs": [
                {"configuration": {"order": [2, 1, 0]}, "name": "transpose"},
                bytes,
                {"configuration": blosc, "name": "blosc"},
            ],
            "index_codecs": [bytes],
            "index_location": "end",
        },
        "name": "sharding_indexed",
    }])
});

/// Size of the chunks of arrays for which none is given. They are not larger than the image needs.
pub const DEFAULT_CHUNK: i64 = 1024;

/// How an array is stored.
#[derive(Clone, Debug)]
pub struct ZarrOptions {
    /// Size of a chunk along x, y and z.
    pub chunk: Dimensions,
    /// Codecs of an array with the axes z, y, x.
    pub codecs: Json,
    /// The pixel of chunks that are not stored.
    pub fill: i64,
    /// What is between the positions in the name of a chunk.
    pub separator: String,
}

impl ZarrOptions {
    /// The text of the description of an array.
    pub(super) fn description(&self, dims: Dimensions, pixel_type: PixelType, metadata: &Metadata) -> Result<String> {
        let mut codecs = self.codecs.clone();
        if codecs == *DEFAULT_CODECS {
            if let Some(list) = codecs[0]["configuration"]["codecs"].as_array_mut() {
                list.retain(|codec| codec["name"] != "transpose");
            }
        }
        let codecs = completed(&codecs, pixel_type.size());
        let zyx = |sides: [usize; 3]| [sides[2], sides[1], sides[0]];
        let mut json = json!({
            "attributes": attributes(metadata),
            "chunk_grid": {
                "configuration": {"chunk_shape": self.chunk_shape(zyx(dims.to_array()), &codecs)},
                "name": "regular",
            },
            "chunk_key_encoding": {"configuration": {"separator": self.separator}, "name": "default"},
            "codecs": codecs,
            "data_type": to_v3(pixel_type),
            "dimension_names": ["z", "y", "x"],
            "fill_value": if pixel_type == PixelType::Complex32 { json!([self.fill, 0]) } else { self.fill.into() },
            "node_type": "array",
            "shape": zyx(dims.to_array()),
            "zarr_format": 3,
        });
        // Other programs refuse fill values that the type does not have.
        json["fill_value"] = super::numbers::clamped(&json["fill_value"], pixel_type);
        v3::separator(&Json::from(self.separator.as_str()))
            .map_err(|_| Error::argument("separator", "`/` or `.`", format!("`{}`", self.separator)))?;
        v3::parse(&json)
            .and_then(|description| description.array())
            .map_err(|message| Error::argument("codecs", "a list of codecs that fits", message))?;
        Ok(indented(&json))
    }

    /// Sides of a chunk. If they are the default ones, they are only as long as the image needs.
    fn chunk_shape(&self, shape: [usize; 3], codecs: &Json) -> Vec<usize> {
        let chunk = [self.chunk.depth, self.chunk.height, self.chunk.width];
        if chunk != [DEFAULT_CHUNK as usize; 3] {
            return chunk.to_vec();
        }
        let inner = shard_chunk(codecs).filter(|inner| inner.len() == 3).unwrap_or_else(|| vec![1; 3]);
        (0..3).map(|axis| chunk[axis].min(shape[axis].next_multiple_of(inner[axis]))).collect()
    }
}

/// The attributes that keep voxel size, origin and unit.
fn attributes(metadata: &Metadata) -> Json {
    let mut attributes = serde_json::Map::new();
    for key in [Metadata::ORIGIN, Metadata::UNIT, Metadata::VOXEL_SIZE] {
        let Some([row]) = metadata.rows(key) else { continue };
        // Numbers are numbers for other programs, too.
        let cell = |cell: &String| cell.parse::<f64>().map_or_else(|_| Json::from(cell.as_str()), Json::from);
        let value = match &row[..] {
            [single] => cell(single),
            row => row.iter().map(cell).collect(),
        };
        attributes.insert(key.to_owned(), value);
    }
    attributes.into()
}

/// JSON with four blanks of indentation.
fn indented(json: &Json) -> String {
    let text = format!("{json:#}");
    let lines = text.lines().map(|line| {
        let indentation = line.len() - line.trim_start_matches(' ').len();
        format!("{}{line}\n", " ".repeat(indentation))
    });
    lines.collect()
}

/// What tells an array from other folders.
pub(super) const KIND: Kind = Kind { name: "a Zarr array", description: METADATA, parts };

/// What belongs to the array in a folder, if it is one.
fn parts(folder: &Path) -> Option<IsPart> {
    let description = v3::parse(&read_json(&folder.join(METADATA)).ok()??).ok()?;
    let (prefix, separator) = match description.keys {
        Keys::Default { separator } | Keys::Short { separator } => ("c", separator),
        _ => return None,
    };
    let axes = description.shape.len();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    Some(Box::new(move |names, is_folder| {
        if !is_folder && names == [METADATA] {
            return true;
        }
        if is_folder && separator != "/" {
            return false;
        }
        let name = names.join("/");
        let mut positions = name.split(separator.as_str());
        positions.next() == Some(prefix) && positions.clone().count() <= axes && positions.all(is_number)
    }))
}

/// An array that is being written, in a temporary folder next to its place.
pub struct ZarrSink {
    store: ZarrStore,
    staging: Staging,
}

impl ZarrSink {
    /// Starts an array. It will replace one of the same name, but nothing else. Voxel size, origin and unit are those in
    /// `metadata`.
    ///
    /// # Errors
    /// `Format` if there is something else of this name, `Argument` if the options do not fit each other, `Io` if the
    /// folder cannot be made.
    pub fn create(
        path: &Path,
        dims: Dimensions,
        pixel_type: PixelType,
        options: &ZarrOptions,
        metadata: &Metadata,
    ) -> Result<Self> {
        let text = options.description(dims, pixel_type, metadata)?;
        let staging = Staging::create(path, KIND)?;
        let root = staging.root();
        write_file(&root.join(METADATA), text.as_bytes())?;
        Ok(Self { store: ZarrStore::open(&root)?, staging })
    }
}

impl ImageSink for ZarrSink {
    fn dims(&self) -> Dimensions {
        self.store.array.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        let store = &self.store;
        check_region(store.array.dims, region, store.numbers.size(), pixels.len())?;
        if region.is_empty() {
            return Ok(());
        }
        store.array.write(ctx, &store.root, &store.numbers, region, pixels)
    }

    fn finish(self: Box<Self>) -> Result<PathBuf> {
        self.staging.finish()
    }
}

/// Writes an image as an array.
///
/// # Errors
/// As [`ZarrSink::create`].
pub fn write(ctx: &Context, image: &DynImage, path: &Path, options: &ZarrOptions) -> Result<PathBuf> {
    let sink = ZarrSink::create(path, image.dims(), image.pixel_type(), options, image.metadata())?;
    write_all(ctx, Box::new(sink), image)
}
