//! Files that are cut off or changed are errors or images, never panics or endless memory.

use std::fs;
use std::path::Path;

use pi2_core::commands::files::{writelz4, writenrrd, writepng, writetif};
use pi2_core::{Context, PixelType, io};
use proptest::prelude::*;

use super::{read, test_image};

fn data(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/data").join(name)).expect("a sample")
}

/// Small good files: the name, and the bytes.
fn good_files() -> Vec<(&'static str, Vec<u8>)> {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = |name: &str| folder.path().join(name).to_str().expect("unicode").to_owned();
    writetif(&ctx, &test_image(PixelType::UInt16, [5, 4, 3]), &path("a")).expect("writable");
    writepng(&ctx, &test_image(PixelType::UInt16, [5, 4, 1]), &path("a")).expect("writable");
    writenrrd(&ctx, &test_image(PixelType::UInt16, [5, 4, 3]), &path("a")).expect("writable");
    writelz4(&ctx, &test_image(PixelType::UInt16, [5, 4, 3]), &path("a")).expect("writable");
    let mut files = vec![
        ("a.nrrd", fs::read(path("a.nrrd")).expect("written")),
        ("a.lz4raw", fs::read(path("a.lz4raw")).expect("written")),
        ("a.tif", fs::read(path("a.tif")).expect("written")),
        ("a.png", fs::read(path("a.png")).expect("written")),
    ];
    files.extend(["t2d_u16.tif"].map(|name| (name, data(&format!("orig/tif/{name}")))));
    files.extend(["gzip.nrrd"].map(|name| (name, data(&format!("ext/nrrd/{name}")))));
    files.extend(["l_i16.lz4raw"].map(|name| (name, data(&format!("orig/lz4/{name}")))));
    files.extend(["a.jpg"].map(|name| (name, data(&format!("ext/jpg/{name}")))));
    files.extend(["p_u16.png"].map(|name| (name, data(&format!("orig/png/{name}")))));
    files
}

#[test]
fn every_prefix_of_a_good_file_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes) in good_files() {
        let path = folder.path().join(name);
        for len in 0..bytes.len() {
            fs::write(&path, &bytes[..len]).expect("writable");
            assert!(read(&path).is_err(), "{name} is read from its first {len} of {} bytes", bytes.len());
        }
        fs::write(&path, &bytes).expect("writable");
        read(&path).expect("readable");
    }
}

#[test]
fn every_prefix_of_a_file_of_libtiff_is_an_error_or_the_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tif");
    for name in ["fax-runs.tif", "fax-3-relative.tif", "fax-4.tif", "lzma.tif"] {
        let bytes = data(&format!("ext/tif/{name}"));
        fs::write(&path, &bytes).expect("writable");
        let whole = read(&path).expect("readable");
        // Not all bytes at the end matter.
        for len in 0..bytes.len() {
            fs::write(&path, &bytes[..len]).expect("writable");
            assert!(read(&path).map_or(true, |image| image == whole), "{name}, {len} bytes");
        }
    }
}

#[test]
fn a_short_raw_file_is_an_error_with_both_lengths() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a_3x2x2.raw");
    for len in 0..24 {
        fs::write(&path, vec![1; len]).expect("writable");
        let error = io::read(&Context::default(), &path, Some(PixelType::UInt16)).expect_err("too short").to_string();
        assert!(error.ends_with(&format!("3×2×2 pixels of uint16 need 24 bytes, but the file has {len}")), "{error}");
        let size = pi2_core::Vec3::new(3, 2, 2);
        assert!(io::read_raw(&Context::default(), &path, Some(PixelType::UInt16), size).is_err());
    }
}

/// A TIFF file that claims a size which it does not have.
fn tiff_with(width: u32, height: u32, compression: u16, extra: &[(u16, u32)]) -> Vec<u8> {
    let mut entries =
        vec![(256, width), (257, height), (258, 8), (259, u32::from(compression)), (273, 8), (278, height), (279, 4)];
    entries.extend(extra);
    entries.sort_unstable();
    let mut bytes = b"II*\0\x0c\0\0\0data".to_vec();
    bytes.extend((entries.len() as u16).to_le_bytes());
    for (tag, value) in entries {
        bytes.extend(u32::from(tag).to_le_bytes()[..2].iter().chain(&[4, 0, 1, 0, 0, 0]).chain(&value.to_le_bytes()));
    }
    bytes.extend([0; 4]);
    bytes
}

#[test]
fn headers_that_claim_too_much_are_refused_before_memory_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tif");
    let huge = u32::MAX;
    for bytes in [
        tiff_with(huge, huge, 1, &[]),
        tiff_with(huge, huge, 5, &[]),
        tiff_with(100_000, 100_000, 8, &[]),
        tiff_with(huge, 1, 50_000, &[]),
        tiff_with(8, 8, 8, &[(322, huge), (323, huge), (324, 8), (325, 4)]),
        tiff_with(huge, huge, 1, &[(322, 1), (323, 1), (324, 8), (325, 4)]),
        tiff_with(1, 1, 1, &[(32_997, huge)]),
        tiff_with(0, 4, 1, &[]),
        tiff_with(4, 1, 1, &[(322, 0), (323, 0)]),
    ] {
        fs::write(&path, bytes).expect("writable");
        let error = read(&path).expect_err("impossible").to_string();
        assert!(error.contains("damaged"), "{error}");
    }
    fs::write(&path, tiff_with(4, 1, 1, &[])).expect("writable");
    assert_eq!(read(&path).expect("readable").bytes(), b"data");
}

#[test]
fn pages_in_a_circle_are_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.tif");
    let mut bytes = tiff_with(4, 1, 1, &[]);
    let next = bytes.len() - 4;
    bytes[next] = 12;
    fs::write(&path, bytes).expect("writable");
    let error = read(&path).expect_err("endless").to_string();
    assert!(error.ends_with("the file is damaged: its pages form a circle"), "{error}");
}

#[test]
fn a_png_header_that_claims_too_much_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.png");
    let ctx = Context::default();
    writepng(&ctx, &test_image(PixelType::UInt8, [5, 4, 1]), path.to_str().expect("unicode")).expect("writable");
    let mut bytes = fs::read(&path).expect("written");
    for (position, side) in [(16, 2_000_000_000u32), (20, 2_000_000_000)] {
        bytes[position..position + 4].copy_from_slice(&side.to_be_bytes());
    }
    fs::write(&path, bytes).expect("writable");
    assert!(read(&path).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(seed in 0usize..1000, changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5)) {
        let folder = tempfile::tempdir()?;
        let samples = ["ext/tif/lzw.tif", "ext/tif/tiled-deflate.tif", "ext/tif/bigtiff.tif", "ext/tif/packbits.tif",
            "ext/tif/zstd.tif", "ext/tif/imagej1dir_be.tif", "ext/tif/lzw-float-predictor.tif", "ext/tif/jpeg.tif",
            "ext/tif/uint12.tif", "ext/png/grey4.png", "ext/png/pil_u16.png", "orig/tif/t3d_c32.tif", "orig/tif/t2d_u8.tif",
            "orig/lz4/l_u16.lz4raw", "orig/lz4/l_c32.lz4raw", "orig/lz4/l_u8.lz4raw", "ext/jpg/a.jpg", "ext/tif/fax-3-relative.tif", "ext/tif/fax-4.tif", "ext/tif/fax-runs.tif", "ext/tif/lzma-libtiff.tif"];
        let name = samples[seed % samples.len()];
        let mut bytes = data(name);
        for (position, value) in changes {
            // Headers are at the start or at the end.
            let position = usize::from(position) % bytes.len().min(400);
            let position = if seed % 2 == 0 { position } else { bytes.len() - 1 - position };
            bytes[position] = value;
        }
        let path = folder.path().join(Path::new(name).file_name().expect("a name"));
        fs::write(&path, &bytes)?;
        if let Ok(info) = io::info(&path) {
            // What is accepted could be in the file.
            let bound = bytes.len() as u128 * 50_000;
            prop_assert!(info.dims.pixel_count() as u128 * info.pixel_size as u128 <= bound);
            if info.dims.pixel_count() < 10_000_000 {
                if let Ok(image) = read(&path) {
                    prop_assert_eq!(image.dims(), info.dims);
                }
            }
        }
    }
}
