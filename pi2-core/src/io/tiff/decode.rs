//! Decompresses strips and tiles.

use std::io::Cursor;

use ::tiff::decoder::{Decoder, Limits};

use super::directory::{Layout, Value, directory_bytes, header, kind, tag};
use super::pages::{Compression, Page};
use super::samples::Samples;
use super::{fax, lzma};
use crate::Result;
use crate::io::input::InputFile;
use crate::io::plain::swap_numbers;

/// The rows of a strip or tile, each of `samples.row_bytes(width)` bytes, in native byte order.
pub(super) fn decode_chunk(
    input: &InputFile,
    layout: Layout,
    samples: Samples,
    page: &Page,
    chunk: usize,
    height: usize,
) -> Result<Vec<u8>> {
    let rows = page.grid.stored_rows(chunk, height);
    let width = page.grid.size[0];
    let len = samples.row_bytes(width) * rows;
    let place = page.chunks[chunk];
    let is_plain = page.compression == Compression::None;
    let mut stored = input.bytes_at(place.offset, if is_plain { len as u64 } else { place.bytes })?;
    if page.reversed_bits {
        for byte in &mut stored {
            *byte = byte.reverse_bits();
        }
    }
    if is_plain {
        to_native(layout, samples, &mut stored);
        return Ok(stored);
    }
    let damaged = |reason: &dyn std::fmt::Display| {
        input.error(format!("the compressed pixels at byte {} are damaged{reason}", place.offset))
    };
    if let Compression::Fax(fax) = page.compression {
        return fax::decode(fax, &stored, width, rows).ok_or_else(|| damaged(&""));
    }
    let mut code = page.compression.code();
    if page.compression == Compression::Lzma {
        stored = lzma::decode(&stored, len).map_err(|error| damaged(&format!(": {error}")))?;
        code = Compression::None.code();
    }
    let mut pixels = vec![0; len];
    let file = single_strip_file(layout, samples, page, [width, rows], code, &stored);
    let decoded = Decoder::new(Cursor::new(file)).and_then(|decoder| {
        // The size was checked against the number of compressed bytes.
        decoder.with_limits(Limits::unlimited()).read_chunk_bytes(0, &mut pixels)
    });
    decoded.map_err(|error| damaged(&format!(": {error}")))?;
    if page.predictor == 1 {
        to_native(layout, samples, &mut pixels);
    }
    Ok(pixels)
}

/// Brings stored pixels into native (little-endian) byte order.
pub(super) fn to_native(layout: Layout, samples: Samples, pixels: &mut [u8]) {
    if layout.big_endian && samples.bits % 8 == 0 {
        swap_numbers(samples.component, pixels);
    }
}

/// A TIFF file whose only strip holds the compressed bytes. Without a predictor, pixels do not matter for the
/// decompression, so the rows are declared as rows of bytes.
fn single_strip_file(
    layout: Layout,
    samples: Samples,
    page: &Page,
    [width, rows]: [usize; 2],
    compression: u64,
    stored: &[u8],
) -> Vec<u8> {
    let layout = Layout { big: true, ..layout };
    let has_predictor = page.predictor != 1;
    let (width, bits) = if has_predictor { (width, samples.bits) } else { (samples.row_bytes(width), 8) };
    let format = if has_predictor { samples.decoder_format() } else { 1 };
    let mut entries = vec![
        (tag::IMAGE_WIDTH, Value::Long(width as u64)),
        (tag::IMAGE_LENGTH, Value::Long(rows as u64)),
        (tag::BITS_PER_SAMPLE, Value::Short(bits as u64)),
        (tag::COMPRESSION, Value::Short(compression)),
        (tag::PHOTOMETRIC, Value::Short(1)),
        (tag::STRIP_OFFSETS, Value::Offset(0)),
        (tag::SAMPLES_PER_PIXEL, Value::Short(1)),
        (tag::ROWS_PER_STRIP, Value::Long(rows as u64)),
        (tag::STRIP_BYTE_COUNTS, Value::Offset(stored.len() as u64)),
        (tag::PREDICTOR, Value::Short(page.predictor)),
        (tag::SAMPLE_FORMAT, Value::Short(format)),
    ];
    let tables = page.jpeg_tables.as_deref().unwrap_or_default();
    let tables_at = |offset| Value::Elsewhere { kind: kind::UNDEFINED, count: tables.len() as u64, offset };
    if !tables.is_empty() {
        entries.push((tag::JPEG_TABLES, tables_at(0)));
    }
    let head = header(layout);
    let data = (head.len() + directory_bytes(layout, &entries, 0).len()) as u64;
    entries[5].1 = Value::Offset(data);
    if !tables.is_empty() {
        entries[11].1 = tables_at(data + stored.len() as u64);
    }
    [&head, &directory_bytes(layout, &entries, 0)[..], stored, tables].concat()
}
