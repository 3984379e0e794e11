//! Files that other programs wrote, with the pixels that they hold.
//!
//! `data/orig` was written by the original pi2, `data/ext` by tifffile, imagecodecs, Pillow, pynrrd, SimpleITK or by hand
//! (see `make_samples.py`).
//! `data/cases.tsv` lists them.

use std::path::{Path, PathBuf};

use pi2_core::image::{Dimensions, Region};
use pi2_core::{Context, PixelType, Vec3, io};

pub(super) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/data").join(name)
}

/// The pixels of a NumPy file, in C order.
pub(super) fn npy_pixels(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).expect("a sample");
    assert!(bytes.starts_with(b"\x93NUMPY\x01\x00"), "{}", path.display());
    let header = u16::from_le_bytes([bytes[8], bytes[9]]) as usize;
    bytes[10 + header..].to_vec()
}

#[test]
fn every_sample_has_the_expected_pixels() {
    let ctx = Context::default();
    let cases = std::fs::read_to_string(data("cases.tsv")).expect("a table");
    let mut count = 0;
    for line in cases.lines().filter(|line| !line.starts_with('#')) {
        let [id, command, file, requested, size, pixel_type, expected, tolerance] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("eight columns");
        let requested = (requested != "-").then(|| requested.parse::<PixelType>().expect("a type"));
        let sides: Vec<usize> = size.split('x').map(|side| side.parse().expect("a number")).collect();
        let dims = Dimensions::new(sides[0], sides[1], sides[2]);
        let image = if command == "readraw" {
            io::read_raw(&ctx, data(file), requested, Vec3::new(sides[0], sides[1], sides[2]).map(|side| side as i64))
        } else {
            io::read(&ctx, data(file), requested)
        };
        let image = image.unwrap_or_else(|error| panic!("{id}: {error}"));
        assert_eq!((image.dims(), image.pixel_type().name()), (dims, pixel_type), "{id}");
        let expected = npy_pixels(&data(expected));
        let difference = if tolerance == "0" {
            u8::from(image.bytes() != expected)
        } else {
            // Decoders of JPEG may round differently. These samples are uint8.
            image.bytes().iter().zip(&expected).map(|(found, wanted)| found.abs_diff(*wanted)).max().unwrap_or(0)
        };
        assert!(difference <= tolerance.parse().expect("a number"), "{id}: pixels differ");
        count += 1;
    }
    assert!(count > 60, "{count} samples were found");
}

#[test]
fn every_box_of_a_sample_is_the_same_as_in_the_whole() {
    let ctx = Context::default();
    let cases = std::fs::read_to_string(data("cases.tsv")).expect("a table");
    let files: std::collections::BTreeSet<&str> = cases.lines().filter_map(|line| line.split('\t').nth(2)).collect();
    let mut count = 0;
    for file in files.into_iter().filter(|file| file.contains('/')) {
        let source = io::open(&data(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let Ok(pixel_type) = source.pixel_type(None) else { continue };
        let (dims, size) = (source.info().dims, pixel_type.size());
        let whole = io::read_all(&ctx, &*source, None).expect("readable");
        for (start, end) in
            [([0, 1, 0], [1, 2, 3]), ([3, 2, 1], [7, 5, 3]), ([5, 0, 2], [23, 17, 11]), ([0, 3, 0], [99; 3])]
        {
            let start: [usize; 3] = std::array::from_fn(|axis| start[axis].min(dims.to_array()[axis] - 1));
            let size_of_box =
                std::array::from_fn(|axis| end[axis].min(dims.to_array()[axis]).max(start[axis] + 1) - start[axis]);
            let region = Region { start: start.map(|start| start as i64), size: size_of_box };
            let mut pixels = vec![0; region.pixel_count() * size];
            source.read_region(&ctx, region, pixel_type, &mut pixels).unwrap_or_else(|error| panic!("{file}: {error}"));
            for (index, pixel) in pixels.chunks_exact(size).enumerate() {
                let inside = Dimensions::from(size_of_box).coordinates(index);
                let at = dims.index(start[0] + inside[0], start[1] + inside[1], start[2] + inside[2]) * size;
                assert_eq!(pixel, &whole.bytes()[at..at + size], "{file}, {region:?}, {inside:?}");
            }
        }
        count += 1;
    }
    assert!(count > 40, "{count} samples were found");
}

#[test]
fn a_float64_image_is_read_as_float32_only_on_request() {
    let file = data("ext/tif/float64.tif");
    let ctx = Context::default();
    let error = io::read(&ctx, &file, None).expect_err("no such pixels").render();
    assert!(
        error.ends_with(
            "the pixels are float64, which pi2 has not\nhint: give the data type float32 to read the nearest float32"
        ),
        "{error}"
    );
    let image = io::read(&ctx, &file, Some(PixelType::Float32)).expect("readable");
    assert_eq!(image.bytes(), npy_pixels(&data("expected/g_f32.npy")));
}

#[test]
fn pages_unlike_the_largest_are_left_out_and_reported() {
    let printed = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let sink = printed.clone();
    let ctx =
        Context::default().with_printer(std::sync::Arc::new(move |text| sink.lock().expect("free").push_str(text)));
    let image = io::read(&ctx, data("ext/tif/mixed-pages.tif"), None).expect("readable");
    assert_eq!(image.dims(), Dimensions::new(23, 17, 2));
    let printed = printed.lock().expect("free");
    assert!(printed.ends_with("mixed-pages.tif: a page of another size or type is left out"), "{printed}");
}

#[test]
fn colours_and_unknown_compressions_are_refused_with_the_reason() {
    for (file, expected) in [
        ("rgb.tif", "the image has 3 channels (colours?), only grey levels can be read"),
        ("lerc.tif", "pixels with LERC compression (code 34887) cannot be read"),
        ("rgb.png", "the image has colours, only grey levels can be read"),
        ("palette.png", "the image has palette colours, only grey levels can be read"),
        ("alpha.png", "the image has grey levels with transparency, only grey levels can be read"),
    ] {
        let error = io::info(data("refused").join(file)).expect_err(file).to_string();
        assert!(error.ends_with(expected), "{error}");
    }
}
