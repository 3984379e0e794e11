//! SimpleVol, PyHST and pcr files of other kinds than those that `cases.tsv` lists.

use std::fs;
use std::path::Path;

use pi2_core::{Context, PixelType, io};
use proptest::prelude::*;

use super::read;
use super::samples::data;

const PYHST: &str = "! made by hand\nNUM_X = 3\nnum_y: 2\nNUM_Z = 1 ; one\nBYTEORDER = LOWBYTEFIRST\n";

/// The bytes of the pixels 1 to 6 as uint16.
const PIXELS: [u8; 12] = [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0];

fn big_endian() -> Vec<u8> {
    PIXELS.chunks_exact(2).flat_map(|pixel| [pixel[1], pixel[0]]).collect()
}

#[test]
fn pixels_of_either_byte_order_are_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    for (order, pixels) in [("0123", PIXELS.to_vec()), ("1032", big_endian())] {
        let header = format!("X: 3\nY: 2\nZ: 1\nVoxel-Size: 2\nInt-Endian: {order}\n.\n");
        fs::write(path("a.longvol"), [header.as_bytes(), &pixels].concat()).expect("writable");
        assert_eq!(read(path("a.longvol")).expect("readable").bytes(), PIXELS, "{order}");
    }
    for (order, pixels) in [("LowByteFirst", PIXELS.to_vec()), ("HIGHBYTEFIRST", big_endian())] {
        fs::write(path("b.vol.info"), PYHST.replace("LOWBYTEFIRST", order)).expect("writable");
        fs::write(path("b.vol"), &pixels).expect("writable");
        assert_eq!(read(path("b.vol")).expect("readable").bytes(), PIXELS, "{order}");
    }
}

#[test]
fn the_guessed_type_of_a_pyhst_volume_may_be_replaced() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("a.vol");
    fs::write(folder.path().join("a.vol.info"), PYHST).expect("writable");
    fs::write(&path, PIXELS).expect("writable");
    let info = io::info(&path).expect("readable");
    assert_eq!((info.format, info.pixel_type), ("vol", Some(PixelType::UInt16)));
    let signed = io::read(&ctx, &path, Some(PixelType::Int16)).expect("two bytes");
    assert_eq!((signed.pixel_type(), signed.bytes()), (PixelType::Int16, &PIXELS[..]));
    let error = io::read(&ctx, &path, Some(PixelType::UInt8)).expect_err("one byte").to_string();
    assert!(error.ends_with("the pixels are uint16, they cannot be read as uint8"), "{error}");
}

#[test]
fn what_is_wrong_with_a_pyhst_volume_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.vol");
    for (old, new, len, expected) in [
        ("NUM_Z = 1", "", 12, "a.vol.info: the header does not give `NUM_Z`"),
        ("= 3", "= x", 12, "a.vol.info: the header gives `x` for `NUM_X`, which is no number of pixels"),
        ("= 3", "= 0", 12, "a.vol.info: the header gives the impossible size [0, 2, 1]"),
        ("LOWBYTEFIRST", "LOWB", 12, "a.vol.info: the header gives `LOWB` for `BYTEORDER`"),
        ("= 3", "3", 12, "a.vol.info: line 2 is not `key = value`"),
        ("= 3", "= 3", 5, "a.vol: 3×2×1 pixels cannot be in 5 bytes"),
        ("= 3", "= 3", 60, "a.vol: 3×2×1 pixels cannot be in 60 bytes"),
    ] {
        fs::write(folder.path().join("a.vol.info"), PYHST.replace(old, new)).expect("writable");
        fs::write(&path, vec![1; len]).expect("writable");
        let error = io::vol::open(&path).expect_err(expected).to_string();
        assert!(error.ends_with(expected), "{error}");
    }
}

#[test]
fn a_pcr_file_without_pixels_names_the_files_that_were_tried() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.pcr");
    let text = fs::read_to_string(data("ext/vol/win.pcr")).expect("a sample");
    fs::write(&path, &text).expect("writable");
    let error = io::vol::open_pcr(&path).expect_err("no pixels").to_string();
    assert!(error.contains("there is no file with the pixels: ") && error.contains("a.vol are missing"), "{error}");
    assert!(error.contains("D:\\scans\\data8.vol"), "{error}");
    fs::write(&path, text.replace("Volume_SizeX", "x")).expect("writable");
    let error = read(&path).expect_err("no width").to_string();
    assert!(error.contains("\n  pcr: the header does not give `Volume_SizeX`\n"), "{error}");
    fs::write(&path, vec![b' '; (1 << 20) + 1]).expect("writable");
    let error = io::vol::open_pcr(&path).expect_err("too long").to_string();
    assert!(error.ends_with("the file has 1048577 bytes, a header has at most 1048576"), "{error}");
}

#[test]
fn every_prefix_of_a_good_file_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.vol");
    let good = [b"X: 3\nY: 2\nZ: 1\nVoxel-Size: 2\n.\n", &PIXELS[..]].concat();
    for len in 0..good.len() {
        fs::write(&path, &good[..len]).expect("writable");
        assert!(read(&path).is_err(), "{len}");
    }
    fs::write(&path, &good).expect("writable");
    assert_eq!(read(&path).expect("readable").bytes(), PIXELS);
    // A header that ends too early, but gives all that is needed, is good.
    fs::write(&path, PIXELS).expect("writable");
    for len in 0..PYHST.len() {
        fs::write(folder.path().join("a.vol.info"), &PYHST[..len]).expect("writable");
        assert!(read(&path).map_or(true, |image| image.bytes() == PIXELS), "{len}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_are_errors_or_images(
        which in 0usize..3,
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..4),
    ) {
        let folder = tempfile::tempdir()?;
        for name in ["hst.vol", "hst.vol.info", "scan.pcr", "scan.vol", "simple.vol"] {
            fs::copy(data(&format!("ext/vol/{name}")), folder.path().join(name))?;
        }
        let (changed, opened) = [("hst.vol.info", "hst.vol"), ("scan.pcr", "scan.pcr"), ("simple.vol", "simple.vol")][which];
        let (changed, opened) = (folder.path().join(changed), folder.path().join(opened));
        let mut bytes = fs::read(&changed)?;
        for (position, value) in changes {
            let position = usize::from(position) % bytes.len().min(110);
            bytes[position] = value;
        }
        fs::write(&changed, bytes)?;
        if let (Ok(info), Ok(image)) = (io::info(Path::new(&opened)), read(&opened)) {
            prop_assert_eq!(image.dims(), info.dims);
            // What is accepted is in the file.
            prop_assert!(image.bytes().len() <= 17_204);
        }
    }
}
