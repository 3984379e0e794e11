//! NRRD files of other kinds than those that `cases.tsv` lists.

use std::fs;
use std::path::Path;

use pi2_core::commands::files::writenrrd;
use pi2_core::image::Region;
use pi2_core::{Context, DynImage, Image, PixelType, io};
use proptest::prelude::*;

use super::samples::{data, npy_pixels};
use super::{read, test_image};

fn sample(name: &str) -> Vec<u8> {
    fs::read(data(&format!("ext/nrrd/{name}"))).expect("a sample")
}

#[test]
fn files_are_written_as_by_the_original() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    for (pixels, pixel_type, dims, expected) in [
        ("r_u16.npy", PixelType::UInt16, [7, 5, 4], "write-u16.nrrd"),
        ("r2d_f32.npy", PixelType::Float32, [11, 6, 1], "write-f32-2d.nrrd"),
    ] {
        let mut image = DynImage::new(pixel_type, dims).expect("small");
        image.bytes_mut().copy_from_slice(&npy_pixels(&data(&format!("expected/{pixels}"))));
        let path = folder.path().join(expected);
        writenrrd(&ctx, &image, path.to_str().expect("unicode")).expect("writable");
        assert_eq!(
            fs::read(&path).expect("written"),
            fs::read(data(&format!("expected/{expected}"))).expect("a sample")
        );
    }
}

#[test]
fn blocks_of_bytes_need_a_type() {
    let error = read(data("orig/nrrd/n_c32.nrrd")).expect_err("complex?").render();
    let expected = "n_c32.nrrd: the pixel type is unknown: the pixels have 8 bytes
hint: give the data type, for example `complex32`";
    assert!(error.ends_with(expected), "{error}");
    let ctx = Context::default();
    let error = io::read(&ctx, data("orig/nrrd/n_c32.nrrd"), Some(PixelType::Int16)).expect_err("another size");
    assert!(error.to_string().ends_with("the pixels have 8 bytes, they cannot be read as int16"), "{error}");
    let error = io::read(&ctx, data("orig/nrrd/n_i16.nrrd"), Some(PixelType::UInt16)).expect_err("another type");
    assert!(error.to_string().ends_with("the pixels are int16, they cannot be read as uint16"), "{error}");
}

#[test]
fn all_bytes_but_the_pixels_may_be_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nhdr");
    fs::write(folder.path().join("data.bin"), b"anything 1234").expect("writable");
    let header = |skip: &str| format!("NRRD0004\ntype: uchar\nsizes: 4\nencoding: raw\n{skip}\ndata file: data.bin\n");
    for (skip, expected) in [("byte skip: -1", b"1234"), ("byte skip: 3", b"thin"), ("byteskip: 9", b"1234")] {
        fs::write(&path, header(skip)).expect("writable");
        assert_eq!(read(&path).expect("readable").bytes(), expected, "{skip}");
    }
    for (skip, expected) in [
        ("byte skip: 10", "the file is cut off or damaged: 4×1×1 pixels need 4 bytes, but there are 3"),
        ("byte skip: 18446744073709551615", "4×1×1 pixels need 4 bytes, but there are 0"),
        ("line skip: 2", "the file is cut off: it has no 2 lines before the pixels"),
    ] {
        fs::write(&path, header(skip)).expect("writable");
        let error = read(&path).expect_err(skip).to_string();
        assert!(error.ends_with(expected), "{error}");
        assert!(error.contains("data.bin"), "{error}");
    }
    fs::write(&path, header("# no skip").replace("data.bin", "none.bin")).expect("writable");
    let error = read(&path).expect_err("no such file").to_string();
    assert!(error.ends_with("none.bin: no such file or folder"), "{error}");
}

#[test]
fn decoded_bytes_before_compressed_pixels_are_skipped() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nrrd");
    let bytes = sample("gzip.nrrd");
    let text = "sizes: 23 17 11";
    let at = bytes.windows(text.len()).position(|part| part == text.as_bytes()).expect("a size");
    let changed = [&bytes[..at], b"sizes: 23 17 10\nbyte skip: 782", &bytes[at + text.len()..]].concat();
    fs::write(&path, changed).expect("writable");
    let whole = read(data("ext/nrrd/gzip.nrrd")).expect("readable");
    assert_eq!(read(&path).expect("readable").bytes(), &whole.bytes()[782..]);
}

#[test]
fn a_wrong_checksum_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nrrd");
    let mut bytes = sample("gzip.nrrd");
    let checksum = bytes.len() - 8;
    bytes[checksum] ^= 1;
    fs::write(&path, &bytes).expect("writable");
    let error = read(&path).expect_err("damaged").to_string();
    assert!(error.contains("the gzip stream is damaged: "), "{error}");
}

#[test]
fn sizes_that_the_bytes_cannot_give_are_refused_before_memory_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nrrd");
    for encoding in ["raw", "gzip"] {
        fs::write(&path, format!("NRRD0004\ntype: int\nsizes: 100000 100000\nencoding: {encoding}\n\npixels"))
            .expect("writable");
        let error = io::info(&path).expect_err("too large").to_string();
        assert!(error.contains("the file is cut off or damaged: "), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn a_box_of_a_large_file_reads_only_its_own_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.nrrd");
    let image = Image::<u16>::from_fn([3, 2, 1], |x, y, _| (10 * x + y) as u16).expect("small");
    writenrrd(&Context::default(), &image.into(), path.to_str().expect("unicode")).expect("writable");
    let source = io::open(&path).expect("readable");
    // The first row is lost, the second is still read.
    let len = fs::metadata(&path).expect("there").len();
    let file = fs::OpenOptions::new().write(true).open(&path).expect("writable");
    file.set_len(0).and_then(|()| file.set_len(len - 6)).expect("writable");
    std::os::unix::fs::FileExt::write_all_at(&file, &[1, 0, 2, 0, 3, 0], len - 6).expect("writable");
    let mut row = [0; 6];
    let region = Region { start: [0, 1, 0], size: [3, 1, 1] };
    source.read_region(&Context::default(), region, PixelType::UInt16, &mut row).expect("readable");
    assert_eq!(row, [1, 0, 2, 0, 3, 0]);
}

#[test]
fn a_raw_file_that_begins_like_nrrd_is_still_raw() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a_8x1x1.raw");
    fs::write(&path, b"nrrd 123").expect("writable");
    assert_eq!(read(&path).expect("raw").bytes(), b"nrrd 123");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(
        which in 0usize..3,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..5),
    ) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.nrrd");
        let mut bytes = match which {
            0 => {
                let image = test_image(PixelType::UInt16, [5, 4, 3]);
                writenrrd(&Context::default(), &image, path.to_str().expect("unicode")).expect("writable");
                fs::read(&path)?
            }
            1 => sample("gzip.nrrd"),
            _ => sample("skip.nhdr"),
        };
        fs::copy(data("ext/nrrd/skip.dat"), folder.path().join("skip.dat"))?;
        for (position, value) in changes {
            let position = usize::from(position) % bytes.len().min(500);
            bytes[position] = value;
        }
        fs::write(&path, &bytes)?;
        if let (Ok(info), Ok(image)) = (io::info(Path::new(&path)), read(&path)) {
            prop_assert_eq!(image.dims(), info.dims);
            // What is accepted could be in the file.
            prop_assert!(image.bytes().len() as u64 <= 1032 * (bytes.len() as u64 + 20_000));
        }
    }
}
