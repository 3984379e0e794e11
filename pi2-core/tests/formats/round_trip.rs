//! What is written is read back.

use pi2_core::commands::files::{writelz4, writenrrd, writepng, writeraw, writetif};
use pi2_core::{Context, PixelType, Vec3, io};

use super::{read, test_image};

const SIZES: [[usize; 3]; 6] = [[1, 1, 1], [5, 1, 1], [1, 7, 1], [4, 6, 1], [1, 1, 3], [7, 5, 4]];

#[test]
fn raw_files_keep_every_type_and_size() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for pixel_type in PixelType::ALL {
        for dims in SIZES {
            let image = test_image(pixel_type, dims);
            let name = folder.path().join(format!("{}_{pixel_type}", dims[0]));
            writeraw(&ctx, &image, name.to_str().expect("unicode"), false).expect("writable");
            let path = format!("{}_{}x{}x{}.raw", name.display(), dims[0], dims[1], dims[2]);
            assert_eq!(std::fs::read(&path).expect("written"), image.bytes());
            // The type is a word of the name.
            assert_eq!(read(&path).expect("readable"), image);
            assert_eq!(io::read(&ctx, &path, Some(pixel_type)).expect("readable"), image);
            let size = Vec3(dims.map(|side| side as i64));
            assert_eq!(io::read_raw(&ctx, &path, Some(pixel_type), size).expect("readable"), image);
        }
    }
}

#[test]
fn tiff_files_keep_every_type_and_size() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for pixel_type in PixelType::ALL {
        for dims in SIZES {
            let image = test_image(pixel_type, dims);
            let name = folder.path().join(format!("{}_{pixel_type}", dims[0]));
            writetif(&ctx, &image, name.to_str().expect("unicode")).expect("writable");
            let path = name.with_extension("tif");
            assert_eq!(read(&path).expect("readable"), image, "{pixel_type} {dims:?}");
            let info = io::info(&path).expect("readable");
            assert_eq!((info.format, info.pixel_type), ("tiff", Some(pixel_type)));
        }
    }
}

#[test]
fn nrrd_files_keep_every_type_and_size() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for pixel_type in PixelType::ALL {
        for dims in SIZES {
            let image = test_image(pixel_type, dims);
            let path = folder.path().join(format!("{}_{pixel_type}.nrrd", dims[0]));
            writenrrd(&ctx, &image, path.to_str().expect("unicode")).expect("writable");
            assert_eq!(io::read(&ctx, &path, Some(pixel_type)).expect("readable"), image, "{pixel_type} {dims:?}");
            let known = (pixel_type != PixelType::Complex32).then_some(pixel_type);
            let info = io::info(&path).expect("readable");
            assert_eq!((info.format, info.pixel_type, info.pixel_size), ("nrrd", known, pixel_type.size()));
        }
    }
}

#[test]
fn lz4_raw_files_keep_every_type_and_size() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for pixel_type in PixelType::ALL {
        for dims in SIZES {
            let image = test_image(pixel_type, dims);
            let name = folder.path().join(format!("{}_{pixel_type}", dims[0]));
            writelz4(&ctx, &image, name.to_str().expect("unicode")).expect("writable");
            let path = name.with_extension("lz4raw");
            assert_eq!(read(&path).expect("readable"), image, "{pixel_type} {dims:?}");
            let info = io::info(&path).expect("readable");
            assert_eq!((info.format, info.pixel_type), ("lz4raw", Some(pixel_type)));
        }
    }
}

#[test]
fn png_files_keep_the_bits_of_8_and_16_bit_types() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for pixel_type in [PixelType::UInt8, PixelType::UInt16, PixelType::Int8, PixelType::Int16] {
        for dims in SIZES.into_iter().filter(|dims| dims[2] == 1) {
            let image = test_image(pixel_type, dims);
            let path = folder.path().join(format!("{pixel_type}_{}.png", dims[0]));
            writepng(&ctx, &image, path.to_str().expect("unicode")).expect("writable");
            let back = read(&path).expect("readable");
            let unsigned = if pixel_type.size() == 1 { PixelType::UInt8 } else { PixelType::UInt16 };
            assert_eq!((back.dims(), back.pixel_type(), back.bytes()), (image.dims(), unsigned, image.bytes()));
        }
    }
}

#[test]
fn results_do_not_depend_on_the_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt16, [1100, 1000, 3]);
    for threads in [1, 4] {
        let ctx = Context::with_threads(threads);
        let name = folder.path().join(threads.to_string());
        writeraw(&ctx, &image, name.to_str().expect("unicode"), false).expect("writable");
        writetif(&ctx, &image, name.to_str().expect("unicode")).expect("writable");
        writelz4(&ctx, &image, name.to_str().expect("unicode")).expect("writable");
        for ending in ["_1100x1000x3.raw", ".tif", ".lz4raw"] {
            let path = format!("{}{ending}", name.display());
            assert!(io::read(&ctx, &path, None).expect("readable") == image, "{path}");
        }
    }
}
