//! Names of written files, appending, and writes that fail.

use std::fs;
use std::path::Path;

use pi2_core::commands::files::{writelz4, writenrrd, writepng, writeraw, writeraw_rgb, writetif};
use pi2_core::image::{DynImage, Region};
use pi2_core::io::{ImageSink, lz4raw::Lz4Sink, png::PngSink, raw::RawSink, tiff::TiffSink};
use pi2_core::par::CancelToken;
use pi2_core::{Context, Image, PixelType, io};

use super::{files_in, read, test_image};

fn names(folder: &Path) -> Vec<String> {
    let short = |path: &std::path::PathBuf| path.strip_prefix(folder).expect("inside").display().to_string();
    files_in(folder).iter().map(short).collect()
}

#[test]
fn written_files_get_their_endings_and_folders() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let image = test_image(PixelType::UInt8, [4, 4, 1]);
    let path = |name: &str| folder.path().join(name).to_str().expect("unicode").to_owned();
    writeraw(&ctx, &image, &path("r/a"), false).expect("writable");
    writeraw(&ctx, &image, &path("r/b_4x4x1.raw"), false).expect("writable");
    writeraw(&ctx, &image, &path("r/c.raw"), false).expect("writable");
    for name in ["t/x/a", "t/b.TIF", "t/c.tiff", "t/d.png"] {
        writetif(&ctx, &image, &path(name)).expect("writable");
    }
    for name in ["n/a", "n/b.NRRD"] {
        writenrrd(&ctx, &image, &path(name)).expect("writable");
    }
    for name in ["a", "b.PNG", "c.tif"] {
        writepng(&ctx, &image, &path(name)).expect("writable");
    }
    for name in ["l/a", "l/b.LZ4RAW"] {
        writelz4(&ctx, &image, &path(name)).expect("writable");
    }
    let mut expected = vec![
        "a.png",
        "b.PNG",
        "c.tif.png",
        "l/a.lz4raw",
        "l/b.LZ4RAW",
        "n/a.nrrd",
        "n/b.NRRD",
        "r/a_4x4x1.raw",
        "r/b_4x4x1.raw",
        "r/c.raw_4x4x1.raw",
    ];
    expected.extend(["t/b.TIF", "t/c.tiff", "t/d.png.tif", "t/x/a.tif"]);
    assert_eq!(names(folder.path()), expected);
}

#[test]
fn appended_slices_follow_and_the_name_tells_the_new_depth() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let name = folder.path().join("a");
    let name = name.to_str().expect("unicode");
    let (first, second) = (test_image(PixelType::Int16, [3, 2, 2]), test_image(PixelType::Int16, [3, 2, 1]));
    writeraw(&ctx, &first, name, true).expect("a new file");
    writeraw(&ctx, &second, name, true).expect("appended");
    assert_eq!(names(folder.path()), ["a_3x2x3.raw"]);
    // The full name of the file works too.
    writeraw(&ctx, &second, &format!("{name}_3x2x3.raw"), true).expect("appended");
    assert_eq!(names(folder.path()), ["a_3x2x4.raw"]);
    let image = io::read(&ctx, name, Some(PixelType::Int16)).expect("readable");
    assert_eq!(image.bytes(), [first.bytes(), second.bytes(), second.bytes()].concat());
}

#[test]
fn slices_of_another_size_or_type_are_not_appended() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let name = folder.path().join("a");
    let name = name.to_str().expect("unicode");
    writeraw(&ctx, &test_image(PixelType::UInt8, [3, 2, 2]), name, false).expect("writable");
    let append =
        |pixel_type, dims| writeraw(&ctx, &test_image(pixel_type, dims), name, true).expect_err("other slices");
    let error = append(PixelType::UInt8, [2, 3, 2]).to_string();
    assert!(error.ends_with("a_3x2x2.raw: has slices of 3×2 pixels, those of 2×3 cannot be appended"), "{error}");
    let error = append(PixelType::UInt16, [3, 2, 2]).to_string();
    let expected = "nothing can be appended: 3×2×2 pixels of 2 bytes need 24 bytes, but the file has 12";
    assert!(error.ends_with(expected), "{error}");
    assert_eq!(fs::read(format!("{name}_3x2x2.raw")).expect("still there").len(), 12);
    writeraw(&ctx, &test_image(PixelType::UInt8, [3, 2, 1]), name, false).expect("writable");
    let error = append(PixelType::UInt8, [3, 2, 1]).to_string();
    assert!(error.contains("a_3x2x1.raw: the image could be appended to this file and to "), "{error}");
    assert_eq!(names(folder.path()), ["a_3x2x1.raw", "a_3x2x2.raw"]);
}

#[test]
fn colours_are_interleaved() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let name = folder.path().join("c");
    let channel = |value: u8| Image::from_fn([2, 1, 1], |x, _, _| value + x as u8).expect("small");
    let (r, g, b) = (channel(10), channel(20), channel(30));
    for append in [false, true] {
        writeraw_rgb(&ctx, &r, &g, &b, name.to_str().expect("unicode"), append).expect("writable");
    }
    let bytes = fs::read(folder.path().join("c_2x1x2.raw")).expect("written");
    assert_eq!(bytes, [10, 20, 30, 11, 21, 31].repeat(2));
}

/// Sinks of all formats for the same image, with the names of their files.
fn sinks(folder: &Path, image: &DynImage) -> [(Box<dyn ImageSink>, std::path::PathBuf); 4] {
    let [w, h, d] = image.dims().to_array();
    let (dims, pixel_type) = (image.dims(), image.pixel_type());
    let name = folder.join("a").to_str().expect("unicode").to_owned();
    [
        (
            Box::new(RawSink::create(&name, dims, pixel_type.size()).expect("writable")),
            folder.join(format!("a_{w}x{h}x{d}.raw")),
        ),
        (Box::new(TiffSink::create(&name, dims, pixel_type).expect("writable")), folder.join("a.tif")),
        (Box::new(PngSink::create(&name, dims, pixel_type).expect("writable")), folder.join("a.png")),
        (Box::new(Lz4Sink::create(&name, dims, pixel_type).expect("writable")), folder.join("a.lz4raw")),
    ]
}

#[test]
fn a_file_that_is_not_completed_leaves_the_old_one() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let image = test_image(PixelType::UInt16, [6, 4, 1]);
    for (mut sink, path) in sinks(folder.path(), &image) {
        fs::write(&path, "old").expect("writable");
        sink.write_region(&ctx, Region::whole(image.dims()), image.bytes()).expect("writable");
        drop(sink);
        assert_eq!(fs::read(&path).expect("there"), b"old", "{}", path.display());
    }
    assert_eq!(files_in(folder.path()).len(), 4);
}

#[test]
fn a_cancelled_write_leaves_the_old_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let token = CancelToken::default();
    let ctx = Context::default().with_cancel(token.clone());
    let image = test_image(PixelType::UInt8, [4, 4, 1]);
    let path = folder.path().join("a.tif");
    fs::write(&path, "old").expect("writable");
    token.cancel();
    assert!(writetif(&ctx, &image, path.to_str().expect("unicode")).is_err());
    assert_eq!((fs::read(&path).expect("there"), names(folder.path())), (b"old".to_vec(), vec!["a.tif".to_owned()]));
}

#[test]
fn boxes_make_the_same_file_as_the_whole() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let image = test_image(PixelType::UInt16, [6, 4, 1]);
    for (mut sink, path) in sinks(folder.path(), &image) {
        for (x, width) in [(0, 4), (4, 2)] {
            for y in 0..4 {
                let region = Region { start: [x as i64, y as i64, 0], size: [width, 1, 1] };
                let start = 2 * (x + 6 * y);
                sink.write_region(&ctx, region, &image.bytes()[start..start + 2 * width]).expect("writable");
            }
        }
        let outside = Region { start: [5, 0, 0], size: [2, 1, 1] };
        assert!(sink.write_region(&ctx, outside, &[0; 4]).is_err());
        assert_eq!(sink.finish().expect("writable"), path);
        assert_eq!(read(&path).expect("readable"), image, "{}", path.display());
    }
}

#[test]
fn an_lz4_raw_file_begins_as_the_format_says() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a.lz4raw");
    writelz4(&ctx, &test_image(PixelType::UInt16, [5, 4, 3]), path.to_str().expect("unicode")).expect("writable");
    let sides = [5, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0];
    let frame = [0x04, 0x22, 0x4d, 0x18, 0x40, 0x50, 0x77];
    assert!(fs::read(&path).expect("written").starts_with(&[&sides[..], &[2, 0, 0, 0], &frame].concat()));
}

#[cfg(unix)]
#[test]
fn a_target_that_cannot_be_written_is_an_error_of_the_system() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let image = test_image(PixelType::UInt8, [4, 4, 1]);
    fs::write(folder.path().join("file"), "old").expect("writable");
    let below = folder.path().join("file/a");
    let error = writetif(&ctx, &image, below.to_str().expect("unicode")).expect_err("a file is in the way").to_string();
    assert!(error.starts_with("cannot create folder "), "{error}");
    fs::create_dir(folder.path().join("a.tif")).expect("writable");
    let name = folder.path().join("a.tif");
    let error =
        writetif(&ctx, &image, name.to_str().expect("unicode")).expect_err("a folder is in the way").to_string();
    assert!(error.ends_with("there is a folder of this name, a file cannot replace it"), "{error}");
    assert_eq!(names(folder.path()), ["file"]);
}

#[cfg(target_os = "linux")]
#[test]
fn more_than_4_gigabytes_are_written_as_bigtiff() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let name = folder.path().join("large.tif");
    // Only a few pixels are written, the rest of the file takes no space.
    let dims = pi2_core::Dimensions::new(50_000, 30_000, 3);
    let mut sink = TiffSink::create(name.to_str().expect("unicode"), dims, PixelType::UInt8).expect("writable");
    let region = Region { start: [49_990, 29_990, 2], size: [10, 10, 1] };
    let pixels: Vec<u8> = (1..=100).collect();
    sink.write_region(&ctx, region, &pixels).expect("writable");
    Box::new(sink).finish().expect("writable");
    let source = io::open(&name).expect("readable");
    assert_eq!((source.info().dims, fs::metadata(&name).expect("there").len() > 4_500_000_000), (dims, true));
    let mut back = vec![0; 100];
    source.read_region(&ctx, region, PixelType::UInt8, &mut back).expect("readable");
    assert_eq!(back, pixels);
}
