//! N5 datasets.

use std::fs;

use super::read;
use super::samples::data;

#[test]
fn every_prefix_of_a_block_of_n5_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    for (name, block) in [("n0", "2/2/1"), ("n1", "0/1/2"), ("n2", "2/1/1")] {
        for file in ["attributes.json", block] {
            let source = data("ext/n5").join(name);
            fs::create_dir_all(path.join(file).parent().expect("a folder")).expect("writable");
            fs::copy(source.join("attributes.json"), path.join("attributes.json")).expect("writable");
            let bytes = fs::read(source.join(file)).expect("a sample");
            for len in 0..bytes.len() {
                fs::write(path.join(file), &bytes[..len]).expect("writable");
                assert!(read(&path).is_err(), "{name}: {file} is read from its first {len} of {} bytes", bytes.len());
            }
            fs::write(path.join(file), &bytes).expect("writable");
            read(&path).expect("readable");
        }
        fs::remove_dir_all(&path).expect("there");
    }
}

#[test]
fn n5_has_voxel_size_and_blocks_of_any_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    fs::create_dir_all(path.join("1")).expect("writable");
    let text = r#"{"dimensions": [5, 3], "blockSize": [3, 3], "dataType": "int16", "compression": {"type": "raw"},
        "pixelResolution": {"dimensions": [0.5, 2.0], "unit": "um"}}"#;
    fs::write(path.join("attributes.json"), text).expect("writable");
    let block = |mode: u8, sides: [u8; 2], numbers: &[u8]| {
        let mut bytes = vec![0, mode, 0, 2, 0, 0, 0, sides[0], 0, 0, 0, sides[1]];
        if mode == 1 {
            bytes.extend([0, 0, 0, numbers.len() as u8]);
        }
        bytes.extend(numbers.iter().flat_map(|number| [1, *number]));
        fs::write(path.join("1/0"), bytes).expect("writable");
    };
    let pixels = || read(&path).map(|image| image.typed::<i16>().expect("int16").pixels().to_vec());
    for (mode, sides, numbers, expected) in [
        (0, [2, 1], &[1, 2][..], [257, 258, 0, 0, 0, 0]),
        (1, [1, 2], &[1, 2], [257, 0, 258, 0, 0, 0]),
        (0, [3, 3], &[1, 2, 3, 4, 5, 6, 7, 8, 9], [257, 258, 260, 261, 263, 264]),
    ] {
        block(mode, sides, numbers);
        let found = pixels().expect("readable");
        let right: Vec<i16> = found.chunks(5).flat_map(|row| row[3..].to_vec()).collect();
        assert_eq!(right, expected);
        assert!(found.chunks(5).all(|row| row[..3] == [0; 3]));
    }
    let image = read(&path).expect("readable");
    assert_eq!((image.metadata().voxel_size(), image.metadata().unit()), (Some([0.5, 2.0, 1.0]), Some("um")));
    block(2, [1, 1], &[1]);
    assert!(
        pixels().expect_err("objects").to_string().ends_with("blocks of mode 2 cannot be read, only those of numbers")
    );
    fs::write(path.join("attributes.json"), text.replace("raw", "xz")).expect("writable");
    let error = pixels().expect_err("unknown").to_string();
    assert!(error.ends_with(r#"the compression {"type":"xz"} is not known"#), "{error}");
}
