//! What is written is read back.

use pi2_core::commands::compressed::{writejpg, writepng_compressed, writetif_compressed};
use pi2_core::commands::files::{writelz4, writenrrd, writepng, writeraw, writetif};
use pi2_core::io::png::PngCompression;
use pi2_core::io::tiff::TiffCompression;
use pi2_core::{Context, Image, Metadata, PixelType, Vec3, io};

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
fn compressed_tiff_files_keep_every_type_and_size() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let compressions = [
        TiffCompression::None,
        TiffCompression::Lzw,
        TiffCompression::Deflate,
        TiffCompression::Zstd,
        TiffCompression::PackBits,
    ];
    let path = folder.path().join("a.tif");
    let name = path.to_str().expect("unicode");
    for compression in compressions {
        for pixel_type in PixelType::ALL {
            for dims in SIZES.into_iter().chain([[300, 500, 2]]) {
                let mut image = test_image(pixel_type, dims);
                image.metadata_mut().insert_vector(Metadata::VOXEL_SIZE, [0.1, 0.7, 1e-3]);
                image.metadata_mut().insert_vector(Metadata::ORIGIN, [0.0, 7.0, -2e-3]);
                image.metadata_mut().insert_text(Metadata::UNIT, "µm");
                writetif_compressed(&ctx, &image, name, compression).expect("writable");
                assert_eq!(read(&path).expect("readable"), image, "{compression:?} {pixel_type} {dims:?}");
            }
        }
    }
}

#[test]
fn the_choice_of_compression_keeps_the_pixels_of_png_files() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a.png");
    let image = test_image(PixelType::UInt16, [50, 40, 1]);
    for compression in [PngCompression::Fast, PngCompression::Default, PngCompression::Best, PngCompression::None] {
        writepng_compressed(&ctx, &image, path.to_str().expect("unicode"), compression).expect("writable");
        assert_eq!(read(&path).expect("readable"), image, "{compression:?}");
    }
}

#[test]
fn jpeg_files_are_nearly_the_image() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jpg");
    let name = path.to_str().expect("unicode");
    for (quality, bound) in [(1, 90), (50, 20), (90, 6), (100, 2)] {
        for dims in [[1, 1, 1], [8, 8, 1], [37, 21, 1], [1, 300, 1]] {
            let wave = |x: usize, y: usize, _| (128.0 + 100.0 * (x as f64 / 9.0).sin() * (y as f64 / 7.0).cos()) as u8;
            let image = Image::from_fn(dims, wave).expect("small");
            writejpg(&image, name, quality).expect("writable");
            let back = read(&path).expect("readable");
            assert_eq!((back.pixel_type(), back.dims()), (PixelType::UInt8, image.dims()));
            let difference = back.bytes().iter().zip(image.pixels()).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(difference <= Some(bound), "{quality} {dims:?}: {difference:?}");
        }
    }
    let image = Image::<u8>::new([2, 2, 2]).expect("small");
    let error = writejpg(&image, name, 90).expect_err("a volume").to_string();
    assert_eq!(error, "a JPEG file holds one slice, but the image is 2×2×2");
    let error = writejpg(&image, name, 0).expect_err("no quality").to_string();
    assert_eq!(error, "argument `quality` must be 1 to 100, but it is 0");
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
