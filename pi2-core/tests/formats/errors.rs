//! What a user is told when a file cannot be read or written.

use std::fs;

use pi2_core::commands::files::{writelz4, writepng, writeraw_rgb};
use pi2_core::{Context, ErrorKind, Image, PixelType, Vec3, io};

use super::{files_in, read, test_image};

#[test]
fn a_missing_file_is_said_to_be_missing() {
    let error = read("no/such/image").expect_err("missing");
    assert_eq!(error.kind(), ErrorKind::Io);
    let expected =
        "cannot read no/such/image: no such file or folder\nhint: there is no raw file `no/such/image*.raw` either";
    assert_eq!(error.render(), expected);
}

#[test]
fn an_unknown_file_is_refused_with_the_reason_of_every_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.txt");
    fs::write(&path, "not an image").expect("writable");
    let error = read(&path).expect_err("a text").to_string();
    let expected = "no known image format fits:
  tiff: the file does not begin like a TIFF file
  png: the file does not begin like a PNG file
  jpeg: the file does not begin like a JPEG file
  sequence: is neither a folder nor a template for names of slices
  nrrd: the file does not begin like an NRRD file
  metaimage: the file does not begin like a MetaImage file
  nifti: the file does not begin like a NIfTI file
  hdf5: the file does not begin like an HDF5 file
  vol: the file does not begin like a SimpleVol file
  pcr: the name does not end in `.pcr`
  raw: the name does not give the size of the image, as `name_100x200x300.raw` does
  nn5: is not a folder
  zarr: is not a folder
  n5: is not a folder
  lz4raw: the file does not begin like an LZ4 raw file
  dicom: the file does not begin like a DICOM file";
    assert_eq!(error, format!("{}: {expected}", path.display()));
}

#[test]
fn a_folder_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = read(folder.path()).expect_err("a folder").to_string();
    assert!(error.contains("\n  tiff: is a folder\n"), "{error}");
}

#[test]
fn a_file_that_is_clearly_tiff_is_refused_with_that_reason_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.dat");
    fs::write(&path, b"II*\0\x08\0\0\0").expect("writable");
    let error = read(&path).expect_err("cut off").to_string();
    assert!(error.contains("cut off or damaged: it has 8 bytes, but 2 are needed from byte 8 on"), "{error}");
    assert!(!error.contains("png"), "{error}");
}

#[test]
fn a_raw_file_that_begins_like_tiff_is_still_raw() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a_8x1x1.raw");
    fs::write(&path, b"II*\0\x08\0\0\0").expect("writable");
    assert_eq!(read(&path).expect("raw").bytes(), b"II*\0\x08\0\0\0");
}

#[test]
fn raw_pixels_of_unknown_type_need_a_type() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a_2x2x1.raw");
    fs::write(&path, [0; 12]).expect("writable");
    let error = read(&path).expect_err("three bytes per pixel").render();
    assert!(
        error.ends_with(
            "the pixel type is unknown: 2×2×1 pixels in 12 bytes\nhint: give the data type, for example `int16`"
        ),
        "{error}"
    );
}

#[test]
fn the_size_that_the_user_gives_wins_over_the_name() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a_9x9x9.dat");
    fs::write(&path, [1, 0, 2, 0, 3, 0]).expect("writable");
    let image = io::read_raw(&ctx, &path, None, Vec3::new(3, 1, 1)).expect("readable");
    assert_eq!((image.dims().to_array(), image.pixel_type()), ([3, 1, 1], PixelType::UInt16));
    // Bytes behind the last pixel do not matter if the type is given.
    let image = io::read_raw(&ctx, &path, Some(PixelType::Int16), Vec3::new(2, 1, 1)).expect("readable");
    assert_eq!(image.bytes(), [1, 0, 2, 0]);
    // A size with a side of 0 is no size.
    let error = io::read_raw(&ctx, &path, Some(PixelType::Int16), Vec3::new(3, 1, 0)).expect_err("too short");
    assert!(error.to_string().ends_with("9×9×9 pixels of int16 need 1458 bytes, but the file has 6"), "{error}");
    // Nor is any other format looked for.
    assert!(io::read_raw(&ctx, folder.path().join("a.tif"), None, Vec3::splat(1)).is_err());
}

#[test]
fn pixels_are_reinterpreted_only_if_their_size_is_the_same() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = |name: &str| folder.path().join(name).to_str().expect("unicode").to_owned();
    let image = test_image(PixelType::UInt16, [3, 2, 1]);
    io::tiff::write(&ctx, &image, &path("a")).expect("writable");
    io::png::write(&ctx, &image, &path("a")).expect("writable");
    let signed = io::read(&ctx, path("a.tif"), Some(PixelType::Int16)).expect("two bytes");
    assert_eq!((signed.pixel_type(), signed.bytes()), (PixelType::Int16, image.bytes()));
    let error = io::read(&ctx, path("a.tif"), Some(PixelType::Float32)).expect_err("four bytes").render();
    let expected =
        "the pixels are uint16, they cannot be read as float32\nhint: read the image as it is and `convert` it";
    assert!(error.ends_with(expected), "{error}");
    let error = io::read(&ctx, path("a.png"), Some(PixelType::Int16)).expect_err("another type").render();
    assert!(error.ends_with(&expected.replace("float32", "int16")), "{error}");
}

#[test]
fn images_that_png_cannot_hold_are_refused_before_the_file_is_touched() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("new/a.png");
    let name = path.to_str().expect("unicode");
    let error = writepng(&ctx, &test_image(PixelType::Float32, [3, 2, 1]), name).expect_err("32 bits").render();
    let expected = "a PNG file holds images of 8 or 16 bits, but the image is float32
hint: convert the image to uint8 or uint16 first, or write it with `writetif`";
    assert_eq!(error, expected);
    let error = writepng(&ctx, &test_image(PixelType::UInt8, [3, 2, 2]), name).expect_err("a volume").render();
    assert_eq!(error, "a PNG file holds one slice, but the image is 3×2×2\nhint: write the volume with `writetif`");
    assert!(files_in(folder.path()).is_empty() && !path.parent().expect("a folder").exists());
}

#[test]
fn bytes_behind_an_lz4_frame_are_reported_and_ignored() {
    let folder = tempfile::tempdir().expect("a folder");
    let printed = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let sink = printed.clone();
    let ctx =
        Context::default().with_printer(std::sync::Arc::new(move |text| sink.lock().expect("free").push_str(text)));
    let (path, image) = (folder.path().join("a.lz4raw"), test_image(PixelType::UInt16, [5, 4, 3]));
    writelz4(&ctx, &image, path.to_str().expect("unicode")).expect("writable");
    let mut bytes = fs::read(&path).expect("written");
    bytes.extend(b"abc");
    fs::write(&path, &bytes).expect("writable");
    assert_eq!(io::read(&ctx, &path, None).expect("readable"), image);
    assert_eq!(*printed.lock().expect("free"), format!("{}: 3 bytes behind the pixels are ignored", path.display()));
    assert_eq!(files_in(folder.path()), [path]);
}

#[test]
fn an_lz4_frame_of_another_length_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.lz4raw");
    let image = test_image(PixelType::UInt8, [5, 4, 3]);
    writelz4(&Context::default(), &image, path.to_str().expect("unicode")).expect("writable");
    let good = fs::read(&path).expect("written");
    for (depth, reason) in [(2, "there are more bytes than pixels"), (4, "the file is cut off")] {
        let mut bytes = good.clone();
        bytes[16] = depth;
        fs::write(&path, &bytes).expect("writable");
        let error = read(&path).expect_err("another size").to_string();
        assert_eq!(error, format!("{}: {reason}", path.display()));
    }
}

#[test]
fn colour_channels_must_have_one_size() {
    let ctx = Context::default();
    let (r, g) = (Image::<u8>::new([2, 2, 1]).expect("small"), Image::<u8>::new([2, 3, 1]).expect("small"));
    let error = writeraw_rgb(&ctx, &r, &r, &g, "never", false).expect_err("sizes").to_string();
    assert_eq!(error, "`r` is 2×2×1 but `b` is 2×3×1; they must be equal");
}
