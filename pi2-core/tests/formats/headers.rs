//! NIfTI and MetaImage files of other kinds than those that `cases.tsv` lists.

use std::fs;
use std::path::{Path, PathBuf};

use pi2_core::commands::files::{writenii, writenrrd};
use pi2_core::image::Metadata;
use pi2_core::{Context, DynImage, PixelType, io};
use proptest::prelude::*;

use super::samples::{data, npy_pixels};
use super::{read, test_image};

fn save_nii(image: &DynImage, path: &Path) {
    writenii(&Context::default(), image, path.to_str().expect("unicode")).expect("writable");
}

#[test]
fn nifti_files_keep_every_type_and_size() {
    let folder = tempfile::tempdir().expect("a folder");
    for pixel_type in PixelType::ALL {
        for dims in [[1, 1, 1], [5, 1, 1], [1, 7, 1], [4, 6, 1], [1, 1, 3], [7, 5, 4], [40_000, 1, 2]] {
            for name in ["a.nii", "a.nii.gz"] {
                let image = test_image(pixel_type, dims);
                let path = folder.path().join(name);
                save_nii(&image, &path);
                assert_eq!(read(&path).expect("readable").bytes(), image.bytes(), "{name} {pixel_type} {dims:?}");
                let info = io::info(&path).expect("readable");
                assert_eq!((info.format, info.pixel_type, info.dims), ("nifti", Some(pixel_type), image.dims()));
            }
        }
    }
}

#[test]
fn size_and_place_of_pixels_are_kept() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let mut image = test_image(PixelType::UInt8, [3, 2, 2]);
    image.metadata_mut().insert_vector(Metadata::VOXEL_SIZE, [0.25, 0.1, 3.0]);
    image.metadata_mut().insert_vector(Metadata::ORIGIN, [-1.5, 0.0, 1000.0]);
    image.metadata_mut().insert_text(Metadata::UNIT, "mm");
    save_nii(&image, &folder.path().join("a"));
    writenrrd(&ctx, &image, folder.path().join("a.nrrd").to_str().expect("unicode")).expect("writable");
    for name in ["a.nii", "a.nrrd"] {
        let found = read(folder.path().join(name)).expect("readable");
        assert_eq!(found.bytes(), image.bytes(), "{name}");
        let metadata = found.metadata();
        assert_eq!(metadata.voxel_size(), Some([0.25, 0.1, 3.0]), "{name}");
        assert_eq!((metadata.origin(), metadata.unit()), (Some([-1.5, 0.0, 1000.0]), Some("mm")), "{name}");
    }
}

#[test]
fn headers_tell_size_and_place_of_pixels() {
    for (name, unit) in [
        ("nifti/i16.nii.gz", Some("mm")),
        ("nifti/bigendian.nii", Some("µm")),
        ("nifti/pair.hdr", Some("mm")),
        ("nifti/second.nii", Some("m")),
        ("nifti/second-bigendian.nii.gz", Some("mm")),
    ] {
        let metadata = io::info(data(&format!("ext/{name}"))).expect("readable").metadata;
        assert_eq!((metadata.voxel_size(), metadata.unit()), (Some([0.5, 0.25, 2.0]), unit), "{name}");
        assert_eq!(metadata.origin(), Some([-1.0, 2.0, 30.0]), "{name}");
        assert_eq!(metadata.cell("description", 0, 0), Some("made by hand"), "{name}");
    }
    for (name, size) in [("mha/a.mha", [0.4, 0.4, 0.9]), ("mha/b.mhd", [1.0; 3]), ("nrrd/sitk.nrrd", [0.4, 0.4, 0.9])] {
        let metadata = io::info(data(&format!("ext/{name}"))).expect("readable").metadata;
        assert_eq!((metadata.voxel_size(), metadata.origin()), (Some(size), Some([0.0; 3])), "{name}");
    }
}

#[test]
fn rescaling_is_left_to_the_user() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nii");
    save_nii(&test_image(PixelType::Int16, [3, 2, 1]), &path);
    let good = fs::read(&path).expect("written");
    for (slope, intercept, expected) in
        [(0.5f32, -10.0f32, Some(("0.5", "-10"))), (0.0, 5.0, None), (1.0, 0.0, None), (f32::NAN, 0.0, None)]
    {
        let mut bytes = good.clone();
        bytes[112..116].copy_from_slice(&slope.to_le_bytes());
        bytes[116..120].copy_from_slice(&intercept.to_le_bytes());
        fs::write(&path, &bytes).expect("writable");
        let image = read(&path).expect("readable");
        assert_eq!(image.bytes(), test_image(PixelType::Int16, [3, 2, 1]).bytes());
        let cell = |key| image.metadata().cell(key, 0, 0);
        assert_eq!(cell("rescale slope").zip(cell("rescale intercept")), expected);
    }
}

#[test]
fn what_is_wrong_with_a_nifti_file_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nii");
    save_nii(&test_image(PixelType::Int16, [3, 2, 1]), &path);
    let good = fs::read(&path).expect("written");
    for (position, value, expected) in [
        (40, vec![4, 0, 3, 0, 2, 0, 1, 0, 9, 0], "the image has 4 axes ([3, 2, 1, 9]), only 1 to 3 can be read"),
        (40, vec![0, 0], "the header gives 0 axes"),
        (42, vec![0xff, 0xff], "the header gives the impossible size [0, 2]"),
        (70, vec![128, 0], "the image has colours, only grey levels can be read"),
        (70, vec![64, 0], "the file is cut off or damaged: 3×2×1 pixels need 48 bytes, but there are 12"),
        (70, vec![3, 0], "there is no pixel type of code 3"),
        (108, vec![0, 0, 0, 0xc0], "the header gives the impossible position -2 for the pixels"),
        (108, vec![0, 0, 0x80, 0x7f], "the header gives the impossible position inf for the pixels"),
    ] {
        let mut bytes = good.clone();
        bytes[position..position + value.len()].copy_from_slice(&value);
        fs::write(&path, &bytes).expect("writable");
        let error = read(&path).expect_err(expected).to_string();
        assert!(error.ends_with(expected), "{error}");
    }
    fs::copy(data("ext/nifti/pair.hdr"), folder.path().join("b.hdr")).expect("writable");
    let error = read(folder.path().join("b.hdr")).expect_err("no pixels").to_string();
    assert!(error.ends_with("b.img: no such file or folder"), "{error}");
}

#[test]
fn pixels_of_a_metaimage_may_be_text_or_in_several_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.mhd");
    let expected = [1i16, -2, 3, -4].map(i16::to_le_bytes).concat();
    let header = |fields: &str| format!("NDims = 2\nDimSize = 2 2\nElementType = MET_SHORT\n{fields}\n");
    fs::write(folder.path().join("s1"), &expected[..4]).expect("writable");
    fs::write(folder.path().join("s2"), &expected[4..]).expect("writable");
    let prefixed = [b"what comes first", &expected[..]].concat();
    fs::write(folder.path().join("s"), prefixed).expect("writable");
    for fields in [
        "BinaryData = False\nElementDataFile = LOCAL\n1 -2\n3 -4",
        "ElementDataFile = LIST\ns1\ns2",
        "ElementDataFile = s%d 1 2 1",
        "HeaderSize = -1\nElementDataFile = s",
        "HeaderSize = 16\nElementDataFile = s",
    ] {
        fs::write(&path, header(fields)).expect("writable");
        let image = read(&path).unwrap_or_else(|error| panic!("{fields}: {error}"));
        assert_eq!((image.dims().to_array(), image.bytes()), ([2, 2, 1], &expected[..]), "{fields}");
    }
    for (fields, expected) in [
        ("ElementDataFile = LIST\ns1\ns2\ns1", "the header names 3 files, which do not fit an image of 2×2×1 pixels"),
        ("ElementDataFile = LIST\ns1\ns3", "s3: no such file or folder"),
        (
            "BinaryData = False\nElementDataFile = LOCAL\n1 -2\n3",
            "the file is cut off: the text of the pixels has no end",
        ),
        (
            "BinaryData = False\nElementDataFile = LOCAL\n1 -2\n3 x4",
            "the text of the pixels is damaged: `x4` is no int16",
        ),
    ] {
        fs::write(&path, header(fields)).expect("writable");
        let error = read(&path).expect_err(fields).to_string();
        assert!(error.ends_with(expected), "{error}");
    }
}

#[test]
fn nrrd_pixels_may_be_digits_or_float64() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a.nrrd");
    let header = |kind, encoding| format!("NRRD0004\ntype: {kind}\nsizes: 2 2\nencoding: {encoding}\nendian: big\n");
    fs::write(&path, header("ushort", "hex") + "\n0001 00Ff\nab cd0003").expect("writable");
    assert_eq!(read(&path).expect("readable").bytes(), [1, 0, 0xff, 0, 0xcd, 0xab, 3, 0]);
    let floats = [0.1f32, -2.0, 3e9, f32::INFINITY];
    let doubles: Vec<u8> = [0.1f64, -2.0, 3e9, f64::INFINITY].iter().flat_map(|double| double.to_be_bytes()).collect();
    let text = |skip: &str| header("double", "text") + skip + "\n" + "xx 0.1,-2 3e9 inf";
    for bytes in [text("byte skip: 2\n").into_bytes(), [header("double", "raw").as_bytes(), b"\n", &doubles].concat()] {
        fs::write(&path, bytes).expect("writable");
        let error = read(&path).expect_err("float64").render();
        assert!(error.ends_with("hint: give the data type float32 to read the nearest float32"), "{error}");
        let image = io::read(&ctx, &path, Some(PixelType::Float32)).expect("readable");
        assert_eq!(image.bytes(), bytemuck::cast_slice::<_, u8>(&floats));
    }
}

#[test]
fn a_missing_or_short_file_of_a_list_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nhdr");
    fs::copy(data("ext/nrrd/list.nhdr"), &path).expect("writable");
    for index in 0..11 {
        let name = format!("sl_{index:02}.raw");
        fs::copy(data(&format!("ext/nrrd/{name}")), folder.path().join(name)).expect("writable");
    }
    assert_eq!(read(&path).expect("readable").bytes(), npy_pixels(&data("expected/g_u16.npy")));
    fs::write(folder.path().join("sl_07.raw"), [1; 781]).expect("writable");
    let error = read(&path).expect_err("short").to_string();
    assert!(
        error.ends_with("sl_07.raw: the file is cut off or damaged: 23×17×1 pixels need 782 bytes, but there are 781"),
        "{error}"
    );
    fs::remove_file(folder.path().join("sl_07.raw")).expect("there");
    assert!(read(&path).expect_err("missing").to_string().ends_with("sl_07.raw: no such file or folder"));
}

/// Small files of one format each, with the number of bytes of their header.
fn small_files() -> [(PathBuf, usize); 6] {
    [
        (data("ext/nifti/i16.nii.gz"), 400),
        (data("ext/nifti/bigendian.nii"), 352),
        (data("ext/nifti/second.nii"), 544),
        (data("ext/mha/b.mhd"), 321),
        (data("ext/nrrd/ascii.nrrd"), 300),
        (data("ext/nrrd/bzip2.nrrd"), 3000),
    ]
}

#[test]
fn every_prefix_of_a_file_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(data("ext/mha/b.zraw"), folder.path().join("b.zraw")).expect("writable");
    for (file, _) in small_files() {
        let bytes = fs::read(&file).expect("a sample");
        let path = folder.path().join(file.file_name().expect("a name"));
        // The last line of a text needs no end.
        let is_text = ["b.mhd", "ascii.nrrd"].iter().any(|name| file.ends_with(name));
        for len in 0..bytes.len() - if is_text { 3 } else { 0 } {
            fs::write(&path, &bytes[..len]).expect("writable");
            assert!(read(&path).is_err(), "{} is read from its first {len} bytes", path.display());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(
        which in 0usize..6,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5),
    ) {
        let folder = tempfile::tempdir()?;
        let (file, header) = &small_files()[which];
        let path = folder.path().join(file.file_name().expect("a name"));
        let mut bytes = fs::read(file)?;
        fs::copy(data("ext/mha/b.zraw"), folder.path().join("b.zraw"))?;
        for (position, value) in changes {
            let position = usize::from(position) % header.min(&bytes.len());
            bytes[position] = value;
        }
        fs::write(&path, &bytes)?;
        if let Ok(info) = io::info(&path) {
            // What is accepted could be in the file.
            let needed = info.dims.pixel_count() as u128 * info.pixel_size as u128;
            prop_assert!(needed <= (bytes.len() as u128 + 10_000) << 21);
            if needed < 10_000_000 {
                if let Ok(image) = read(&path) {
                    prop_assert_eq!(image.dims(), info.dims);
                }
            }
        }
    }
}
