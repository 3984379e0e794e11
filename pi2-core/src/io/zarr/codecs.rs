//! The codecs of a description of version 3.

use serde_json::Value as Json;

use super::description::{count, sides};
use crate::io::chunked::{Blosc, COMPRESSORS, Packer, Pipeline, Serial, Shards};

/// The most codecs in a list.
const MAX_CODECS: usize = 32;

/// What a list of codecs does with a chunk of the given sides, or what is wrong with the list.
pub(super) fn parse(codecs: &Json, chunk: &[usize], pixel_size: usize) -> Result<Pipeline, String> {
    let codecs = codecs.as_array().filter(|codecs| codecs.len() <= MAX_CODECS).ok_or("`codecs` is not a short list")?;
    let mut order: Vec<usize> = (0..chunk.len()).collect();
    let (mut serial, mut packers) = (None, Vec::new());
    for codec in codecs {
        let (name, configuration) = named(codec).ok_or("a codec has no name")?;
        let is_packer = packer(name, configuration, pixel_size)?;
        match (name, &serial, is_packer) {
            (_, Some(_), Some(packer)) => packers.push(packer),
            (_, None, Some(_)) => return Err(format!("the codec `{name}` comes before there are bytes")),
            ("transpose", None, None) => order = transposed(configuration, &order)?,
            ("bytes", None, None) => serial = Some(Serial::Bytes { swap: swapped(configuration)? }),
            ("sharding_indexed", None, None) => {
                let chunk: Vec<usize> = order.iter().map(|axis| chunk[*axis]).collect();
                serial = Some(Serial::Shards(Box::new(shards(configuration, &chunk, pixel_size)?)));
            }
            ("transpose" | "bytes" | "sharding_indexed", Some(_), None) => {
                return Err(format!("the codec `{name}` comes when there are bytes"));
            }
            _ => return Err(format!("the codec `{name}` is not known")),
        }
    }
    let serial = serial.ok_or("there is no codec that makes bytes of pixels, such as `bytes`")?;
    Ok(Pipeline { order, serial, packers })
}

/// Name and configuration of something in a description.
pub(super) fn named(json: &Json) -> Option<(&str, &Json)> {
    match json {
        Json::String(name) => Some((name, &Json::Null)),
        json => Some((json.get("name")?.as_str()?, json.get("configuration").unwrap_or(&Json::Null))),
    }
}

/// A codec that makes bytes of bytes; none if the name is another one.
fn packer(name: &str, configuration: &Json, pixel_size: usize) -> Result<Option<Packer>, String> {
    let level = |least: i64, greatest: i64, default: i64| {
        let level = configuration.get("level").map_or(Some(default), Json::as_i64);
        level
            .filter(|level| (least..=greatest).contains(level))
            .ok_or_else(|| format!("the level of `{name}` is not an integer from {least} to {greatest}"))
    };
    Ok(Some(match name {
        "blosc" => Packer::Blosc(blosc(configuration, pixel_size)?),
        "gzip" => Packer::Gzip { level: level(0, 9, 5)? as u32 },
        "zstd" => Packer::Zstd {
            level: level(-131_072, 22, 0)? as i32,
            checksum: configuration.get("checksum").and_then(Json::as_bool).unwrap_or(false),
        },
        "crc32c" => Packer::Crc32c,
        _ => return Ok(None),
    }))
}

/// The configuration of `blosc`. The original writes a size of 0 for numbers.
pub(in crate::io) fn blosc(configuration: &Json, pixel_size: usize) -> Result<Blosc, String> {
    let wrong = |key: &str| format!("`{key}` of `blosc` is {}, which is not known", configuration[key]);
    let number = |key: &str, default: u64, greatest: u64| {
        let number = configuration.get(key).map_or(Some(default), Json::as_u64);
        number.filter(|number| *number <= greatest).ok_or_else(|| wrong(key))
    };
    let compressor = configuration.get("cname").map_or(Some("lz4"), Json::as_str).ok_or_else(|| wrong("cname"))?;
    if !COMPRESSORS.contains(&compressor) {
        return Err(wrong("cname"));
    }
    let shuffle = match configuration.get("shuffle") {
        None => 0,
        Some(Json::String(name)) => ["noshuffle", "shuffle", "bitshuffle"]
            .iter()
            .position(|known| known == name)
            .ok_or_else(|| wrong("shuffle"))?,
        // As numcodecs has it: -1 is the one that fits the pixels.
        Some(number) if number.as_i64() == Some(-1) => {
            if pixel_size == 1 {
                2
            } else {
                1
            }
        }
        Some(number) => number.as_u64().filter(|number| *number <= 2).ok_or_else(|| wrong("shuffle"))? as usize,
    };
    let type_size = match number("typesize", 0, 255)? {
        0 => pixel_size,
        size => size as usize,
    };
    let (level, block_size) = (number("clevel", 5, 9)? as u8, number("blocksize", 0, 1 << 30)? as usize);
    Ok(Blosc { compressor: compressor.to_owned(), level, shuffle: shuffle as u8, type_size, block_size })
}

/// The axes `order` after a transposition.
fn transposed(configuration: &Json, order: &[usize]) -> Result<Vec<usize>, String> {
    let list = configuration.get("order").and_then(Json::as_array).ok_or("`transpose` has no `order`")?;
    let axes: Option<Vec<usize>> = list.iter().map(|axis| axis.as_u64().map(|axis| axis as usize)).collect();
    let axes = axes.filter(|axes| axes.len() == order.len() && (0..order.len()).all(|axis| axes.contains(&axis)));
    let axes = axes.ok_or_else(|| format!("`order` of `transpose` does not have each of {} axes once", order.len()))?;
    Ok(axes.iter().map(|axis| order[*axis]).collect())
}

/// True if the bytes of numbers are not in native order.
fn swapped(configuration: &Json) -> Result<bool, String> {
    match configuration.get("endian").map_or(Some("little"), Json::as_str) {
        Some("little") => Ok(cfg!(target_endian = "big")),
        Some("big") => Ok(cfg!(target_endian = "little")),
        _ => Err(format!("`endian` of `bytes` is {}, not `little` or `big`", configuration["endian"])),
    }
}

fn shards(configuration: &Json, outer: &[usize], pixel_size: usize) -> Result<Shards, String> {
    let chunk = sides(configuration, "chunk_shape")?;
    if chunk.len() != outer.len() || outer.iter().zip(&chunk).any(|(outer, chunk)| outer % chunk != 0) {
        return Err(format!("shards of {outer:?} pixels cannot be cut into chunks of {chunk:?}"));
    }
    let pipeline = parse(configuration.get("codecs").unwrap_or(&Json::Null), &chunk, pixel_size)?;
    let index = parse(configuration.get("index_codecs").unwrap_or(&Json::Null), &[1, 2], 8)?;
    let (Serial::Bytes { swap }, [] | [Packer::Crc32c], [0, 1]) = (&index.serial, &index.packers[..], &index.order[..])
    else {
        return Err("the index of shards has codecs other than `bytes` and `crc32c`".to_owned());
    };
    let index_first = match configuration.get("index_location").map_or(Some("end"), Json::as_str) {
        Some("end") => false,
        Some("start") => true,
        _ => return Err(format!("`index_location` is {}, not `start` or `end`", configuration["index_location"])),
    };
    // The number of entries must be countable, whatever is in the files.
    let entries = outer.iter().zip(&chunk).try_fold(64usize, |count, (outer, chunk)| count.checked_mul(outer / chunk));
    entries.ok_or("shards have more chunks than can be counted")?;
    let checksum = !index.packers.is_empty();
    Ok(Shards { chunk, pipeline, swap_index: *swap, checksum, index_first })
}

/// The sides of the smaller chunks, if a list begins with shards.
pub(super) fn shard_chunk(codecs: &Json) -> Option<Vec<usize>> {
    match named(codecs.get(0)?)? {
        ("sharding_indexed", configuration) => sides(configuration, "chunk_shape").ok(),
        _ => None,
    }
}

/// The list as it is written: with the size of numbers where it is not given.
pub(super) fn completed(codecs: &Json, pixel_size: usize) -> Json {
    let mut codecs = codecs.clone();
    for codec in codecs.as_array_mut().into_iter().flatten() {
        let is_blosc = codec.get("name").is_some_and(|name| name == "blosc");
        let Some(configuration) = codec.get_mut("configuration") else { continue };
        if is_blosc && configuration.get("typesize").and_then(count).is_none() {
            configuration["typesize"] = pixel_size.into();
        }
        if let Some(inner) = configuration.get("codecs") {
            configuration["codecs"] = completed(inner, pixel_size);
        }
    }
    codecs
}
