//! HDF5 files of other kinds than those that `cases.tsv` lists.
#![cfg(feature = "hdf5")]

use std::fs;
use std::path::PathBuf;

use pi2_core::image::Region;
use pi2_core::{Context, PixelType, Session, io};
use proptest::prelude::*;

use super::read;
use super::samples::data;

/// A data set of a sample.
fn named(path: &str) -> PathBuf {
    PathBuf::from(format!("{}:{path}", data("ext/hdf5/several.h5").display()))
}

/// The numbers from 0 on, as bytes.
fn numbers<const N: usize>(count: usize, bytes: impl Fn(usize) -> [u8; N]) -> Vec<u8> {
    (0..count).flat_map(bytes).collect()
}

#[test]
fn data_sets_are_named_behind_the_file() {
    for (path, pixel_type, dims, expected) in [
        ("/b/first", PixelType::UInt16, [4, 3, 2], numbers(24, |number| (number as u16).to_le_bytes())),
        ("/b/second", PixelType::Int64, [4, 3, 2], numbers(24, |number| (number as i64).to_le_bytes())),
        ("/a/small", PixelType::UInt8, [4, 3, 1], numbers(12, |number| [number as u8])),
        ("/a/table", PixelType::Float32, [4, 1, 1], numbers(4, |number| (number as f32).to_le_bytes())),
        ("/b/circle/circle/flags", PixelType::UInt8, [4, 3, 1], numbers(12, |number| [number as u8 % 2])),
        ("/c/moment", PixelType::Int16, [4, 3, 2], numbers(24, |number| (number as i16).to_le_bytes())),
        ("/c/empty", PixelType::Int16, [4, 3, 2], numbers(24, |_| (-7i16).to_le_bytes())),
    ] {
        let image = read(named(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!((image.pixel_type(), image.dims().to_array()), (pixel_type, dims), "{path}");
        assert_eq!(image.bytes(), expected, "{path}");
        assert_eq!(image.metadata().cell("data set", 0, 0), Some(path));
    }
    let image = read(named("/b/complex")).expect("readable");
    let parts: Vec<f32> = image.bytes().chunks_exact(4).map(bytemuck::pod_read_unaligned).collect();
    assert_eq!((image.pixel_type(), &parts[..4]), (PixelType::Complex32, &[0.0, 0.0, 1.0, -1.0][..]));
    let double = io::read(&Context::default(), named("/b/double"), Some(PixelType::Float32)).expect("readable");
    assert_eq!(double.bytes(), numbers(12, |number| (number as f32).to_le_bytes()));
    let voxels = read(named("/b/first")).expect("readable").metadata().clone();
    assert_eq!((voxels.voxel_size(), voxels.unit()), (Some([0.25, 0.5, 3.0]), Some("µm")));
}

#[test]
fn the_largest_volume_is_read_and_others_are_reported() {
    let printed = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let sink = printed.clone();
    let ctx =
        Context::default().with_printer(std::sync::Arc::new(move |text| sink.lock().expect("free").push_str(text)));
    let image = io::read(&ctx, data("ext/hdf5/several.h5"), None).expect("readable");
    assert_eq!(image.metadata().cell("data set", 0, 0), Some("/b/first"));
    let printed = printed.lock().expect("free");
    assert!(
        printed.ends_with("several.h5: the data set `/b/first` is read, the file has 3 more that could be meant"),
        "{printed}"
    );
    let image = read(data("ext/hdf5/latest.h5")).expect("readable");
    assert_eq!(image.bytes(), numbers(24, |number| (number as i32).to_le_bytes()));
}

#[test]
fn what_cannot_be_read_is_named() {
    for (path, expected) in [
        ("/b/none", "there is no data set `/b/none`: "),
        ("/b", "there is no data set `/b`: "),
        ("/c/text", "the data set `/c/text` holds texts or lists, which cannot be read"),
        ("/c/half", "the data set `/c/half` holds floating point numbers of 2 bytes, which cannot be read"),
        ("/c/moments", "the data set `/c/moments` has 4 axes, only 1 to 3 can be read"),
        ("/c/lzf", "compression cannot be read"),
        ("/b/double", "the pixels are float64, which pi2 has not"),
    ] {
        let error = read(named(path)).expect_err(path).to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn scripts_read_data_sets() {
    let session = Session::new();
    let script =
        format!("read(img, \"{}\"); isimagefile(\"{}\", found)", named("/a/small").display(), named("/b").display());
    session.run_script(&script).expect("readable");
    assert_eq!(session.image("img").expect("there").read().dims().to_array(), [4, 3, 1]);
    assert_eq!(session.image("found").expect("there").read().bytes()[0], 0);
}

#[test]
fn boxes_are_parts_of_the_whole() {
    let ctx = Context::default();
    for path in ["/b/first", "/c/empty", "/c/moment"] {
        let source = io::open(&named(path)).expect("readable");
        let whole = read(named(path)).expect("readable");
        let region = Region { start: [1, 1, 0], size: [2, 2, 2] };
        let mut pixels = [0; 16];
        source.read_region(&ctx, region, whole.pixel_type(), &mut pixels).expect("readable");
        let rows = [5, 9, 17, 21].map(|first| &whole.bytes()[2 * first..2 * first + 4]).concat();
        assert_eq!(pixels[..], rows, "{path}");
    }
}

#[test]
fn every_prefix_of_a_file_is_an_error_or_the_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.h5");
    let bytes = fs::read(data("ext/hdf5/latest.h5")).expect("a sample");
    let expected = read(data("ext/hdf5/latest.h5")).expect("readable");
    for len in (0..bytes.len()).step_by(7) {
        fs::write(&path, &bytes[..len]).expect("writable");
        assert!(read(&path).map_or(true, |image| image == expected), "{len}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(
        which in 0usize..4,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5),
    ) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.h5");
        let name = ["several.h5", "latest.h5", "gzip-shuffle.h5", "nexus.nxs"][which];
        let mut bytes = fs::read(data(&format!("ext/hdf5/{name}")))?;
        for (position, value) in changes {
            let position = usize::from(position) % bytes.len().min(6000);
            bytes[position] = value;
        }
        fs::write(&path, &bytes)?;
        if let Ok(info) = io::info(&path) {
            let needed = info.dims.pixel_count() as u128 * info.pixel_size as u128;
            prop_assert!(needed <= (1032 * bytes.len() as u128).max(1 << 28));
            if needed < 1 << 24 {
                if let Ok(image) = read(&path) {
                    prop_assert_eq!(image.dims(), info.dims);
                }
            }
        }
    }
}
