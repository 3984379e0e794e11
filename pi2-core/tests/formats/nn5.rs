//! NN5 datasets: folders of chunks.

use std::fs;
use std::path::{Path, PathBuf};

use pi2_core::commands::files::{writelz4, writenn5};
use pi2_core::image::{Dimensions, Region};
use pi2_core::io::{ImageSink, ImageSource, nn5::Nn5Sink, nn5::Nn5Source};
use pi2_core::par::CancelToken;
use pi2_core::{Context, DynImage, PixelType, Session, Vec3, io};
use proptest::prelude::*;

use super::{files_in, read, test_image};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/data").join(name)
}

fn save(image: &DynImage, path: &Path, chunk: [i64; 3]) -> pi2_core::Result<()> {
    writenn5(&Context::default(), image, path.to_str().expect("unicode"), Vec3(chunk))
}

fn names(folder: &Path) -> Vec<String> {
    let short = |path: &PathBuf| path.strip_prefix(folder).expect("inside").display().to_string();
    files_in(folder).iter().map(short).collect()
}

#[test]
fn datasets_keep_every_type_and_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    for pixel_type in PixelType::ALL {
        for dims in [[1, 1, 1], [5, 1, 1], [1, 7, 1], [4, 6, 1], [1, 1, 3], [7, 5, 4]] {
            for chunk in [[1536; 3], [3, 3, 3], [7, 5, 4], [4, 2, 1]] {
                let image = test_image(pixel_type, dims);
                save(&image, &path, chunk).expect("writable");
                assert_eq!(read(&path).expect("readable"), image, "{pixel_type} {dims:?} {chunk:?}");
            }
            let info = io::info(&path).expect("readable");
            assert_eq!((info.format, info.pixel_type), ("nn5", Some(pixel_type)));
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn folders_have_as_many_levels_as_the_image_has_dimensions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("new/a");
    save(&test_image(PixelType::UInt16, [5, 4, 3]), &path, [3; 3]).expect("writable");
    let chunks = |folders: &[&str]| -> Vec<String> {
        folders.iter().map(|folder| format!("{folder}/chunk.lz4raw")).chain(["metadata.json".to_owned()]).collect()
    };
    assert_eq!(names(&path), chunks(&["0/0/0", "0/1/0", "1/0/0", "1/1/0"]));
    save(&test_image(PixelType::UInt16, [5, 4, 1]), &path, [3; 3]).expect("writable");
    assert_eq!(names(&path), chunks(&["0/0", "0/1", "1/0", "1/1"]));
    save(&test_image(PixelType::UInt16, [5, 1, 1]), &path, [3; 3]).expect("writable");
    assert_eq!(names(&path), chunks(&["0", "1"]));
    save(&test_image(PixelType::UInt16, [1, 1, 1]), &path, [3; 3]).expect("writable");
    assert_eq!(names(&path), chunks(&["0"]));
}

#[test]
fn the_description_is_that_of_the_original() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt16, [7, 5, 4]), &path, [3, 2, 4]).expect("writable");
    let expected = fs::read_to_string(data("expected/nn5-metadata.json")).expect("a sample");
    assert_eq!(fs::read_to_string(path.join("metadata.json")).expect("written"), expected);
}

#[test]
fn a_part_is_read_with_both_forms_of_the_command() {
    let session = Session::new();
    let file = data("orig/nn5/n_u16");
    let expected = fs::read(data("expected/blk_u16.npy")).expect("a sample");
    for arguments in ["[3, 2, 1], [4, 3, 2]", "3, 2, 1, 4, 3, 2"] {
        session.run_script(&format!("readnn5block(img, \"{}\", {arguments})", file.display())).expect("readable");
        let image = session.image("img").expect("there").read().clone();
        assert_eq!(image.dims().to_array(), [4, 3, 2]);
        assert!(expected.ends_with(image.bytes()));
        session.run_script("clear(img)").expect("there");
    }
}

#[test]
fn a_part_that_crosses_the_border_is_zero_there() {
    let ctx = Context::default();
    let source = Nn5Source::open(&data("orig/nn5/n_u16")).expect("readable");
    let whole = io::read_all(&ctx, &source, None).expect("readable");
    let whole = whole.typed::<u16>().expect("uint16");
    let block = io::read_block(&ctx, &source, Vec3::new(5, 3, 2), Vec3::new(4, 4, 3), None).expect("readable");
    let block = block.typed::<u16>().expect("uint16");
    for (z, y, x) in (0..3).flat_map(|z| (0..4).flat_map(move |y| (0..4).map(move |x| (z, y, x)))) {
        let expected = if x < 2 && y < 2 && z < 2 { whole.get(x + 5, y + 3, z + 2) } else { 0 };
        assert_eq!(block.get(x, y, z), expected, "{x} {y} {z}");
    }
    let refused =
        |position, size| io::read_block(&ctx, &source, position, size, None).expect_err("refused").to_string();
    assert_eq!(
        refused(Vec3::new(7, 0, 0), Vec3::splat(1)),
        "argument `position` must be inside the image of 7×5×4 pixels, but it is [7, 0, 0]"
    );
    assert!(refused(Vec3::new(0, -1, 0), Vec3::splat(1)).ends_with("but it is [0, -1, 0]"));
    assert_eq!(
        refused(Vec3::splat(0), Vec3::new(2, 0, 2)),
        "argument `block size` must be positive along all axes, but it is [2, 0, 2]"
    );
}

#[test]
fn a_chunk_size_that_is_not_positive_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [3, 2, 1]);
    let error = save(&image, &folder.path().join("new/a"), [4, 0, 4]).expect_err("no chunk").to_string();
    assert_eq!(error, "argument `chunk size` must be positive along all axes, but it is [4, 0, 4]");
    assert!(!folder.path().join("new").exists());
}

#[test]
fn only_datasets_without_anything_else_are_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (test_image(PixelType::UInt8, [5, 4, 3]), test_image(PixelType::Int16, [3, 2, 2]));
    let path = folder.path().join("a");
    let refused = |expected: &str| {
        let before = names(folder.path());
        let error = save(&new, &path, [2; 3]).expect_err("refused").to_string();
        assert!(error.contains(expected), "{error}");
        assert_eq!(names(folder.path()), before);
    };
    fs::write(&path, "text").expect("writable");
    refused("there is a file of this name, a dataset cannot replace it");
    fs::remove_file(&path).expect("there");
    fs::create_dir(&path).expect("writable");
    refused("there is a folder of this name that is not an NN5 dataset, it is not replaced");
    fs::write(path.join("metadata.json"), "{}").expect("writable");
    refused("that is not an NN5 dataset");
    fs::remove_dir_all(&path).expect("there");
    for foreign in
        ["notes.txt", "0/notes.txt", "0/0/0/notes.txt", "0/0/0/writes/chunk_0-0-0.lz4raw", "0/0/0/0/x", "x/y"]
    {
        save(&old, &path, [2; 3]).expect("writable");
        let foreign = path.join(foreign);
        fs::create_dir_all(foreign.parent().expect("a folder")).expect("writable");
        fs::write(&foreign, "mine").expect("writable");
        refused("which is no part of it; it is not replaced");
        assert_eq!(fs::read(&foreign).expect("still there"), b"mine");
        fs::remove_dir_all(&path).expect("there");
    }
    save(&old, &path, [2; 3]).expect("writable");
    fs::write(path.join("concurrent"), "").expect("writable");
    refused("the dataset is being written by several processes");
    fs::remove_file(path.join("concurrent")).expect("there");
    // What a process that was stopped left behind is part of the dataset.
    fs::write(path.join("0/0/0/.chunk.lz4raw.x1.tmp"), "half").expect("writable");
    assert_eq!(read(&path).expect("readable"), old);
    save(&new, &path, [2; 3]).expect("replaced");
    assert_eq!(read(&path).expect("readable"), new);
    assert_eq!(names(&path).len(), 3);
}

#[cfg(unix)]
#[test]
fn links_are_kept_and_never_followed_into_other_folders() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("a"), folder.path().join("link"));
    let image = test_image(PixelType::UInt8, [5, 4, 3]);
    save(&test_image(PixelType::UInt8, [2, 2, 2]), &path, [2; 3]).expect("writable");
    std::os::unix::fs::symlink(&path, &link).expect("links exist here");
    save(&image, &link, [3; 3]).expect("replaced");
    assert!(link.symlink_metadata().expect("there").is_symlink());
    assert_eq!(read(&path).expect("readable"), image);
    let other = folder.path().join("other");
    fs::create_dir(&other).expect("writable");
    fs::write(other.join("chunk.lz4raw"), "mine").expect("writable");
    std::os::unix::fs::symlink(&other, path.join("7")).expect("links exist here");
    assert!(save(&image, &path, [3; 3]).is_err());
    assert_eq!(fs::read(other.join("chunk.lz4raw")).expect("there"), b"mine");
}

#[test]
fn a_dataset_that_is_not_completed_leaves_the_old_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (test_image(PixelType::UInt8, [5, 4, 3]), test_image(PixelType::UInt8, [6, 4, 3]));
    let path = folder.path().join("a");
    save(&old, &path, [2; 3]).expect("writable");
    let before = names(folder.path());
    let mut sink = Nn5Sink::create(&path, new.dims(), new.pixel_type(), Dimensions::new(2, 2, 2)).expect("writable");
    sink.write_region(&Context::default(), Region::whole(new.dims()), new.bytes()).expect("writable");
    assert_eq!(read(&path).expect("readable"), old);
    drop(sink);
    let token = CancelToken::default();
    token.cancel();
    let ctx = Context::default().with_cancel(token);
    assert!(writenn5(&ctx, &new, path.to_str().expect("unicode"), Vec3::splat(2)).is_err());
    assert_eq!((read(&path).expect("readable"), names(folder.path())), (old, before));
}

#[test]
fn boxes_make_the_same_dataset_as_the_whole_with_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt16, [13, 11, 7]);
    for (threads, chunk, cut) in [(1, [4, 4, 4], [5, 3, 2]), (4, [5, 3, 9], [4, 4, 4]), (4, [16, 16, 16], [7, 11, 3])] {
        let (ctx, path) = (Context::with_threads(threads), folder.path().join(threads.to_string()));
        let mut sink = Nn5Sink::create(&path, image.dims(), PixelType::UInt16, chunk.into()).expect("writable");
        let whole = Nn5Sink::create(&folder.path().join("whole"), image.dims(), PixelType::UInt16, chunk.into());
        io::write_all(&ctx, Box::new(whole.expect("writable")), &image).expect("writable");
        let source = Nn5Source::open(&folder.path().join("whole")).expect("readable");
        let starts = |axis: usize| (0..image.dims().to_array()[axis]).step_by(cut[axis]);
        for (z, y, x) in starts(2).flat_map(|z| starts(1).flat_map(move |y| starts(0).map(move |x| (z, y, x)))) {
            let region = Region { start: [x as i64, y as i64, z as i64], size: cut }.clip(image.dims());
            let mut pixels = vec![0; region.pixel_count() * 2];
            source.read_region(&ctx, region, PixelType::UInt16, &mut pixels).expect("readable");
            sink.write_region(&ctx, region, &pixels).expect("writable");
        }
        let outside = Region { start: [12, 0, 0], size: [2, 1, 1] };
        assert!(sink.write_region(&ctx, outside, &[0; 4]).is_err());
        assert_eq!(Box::new(sink).finish().expect("writable"), path.canonicalize().expect("there"));
        assert_eq!(io::read(&ctx, &path, None).expect("readable"), image);
    }
}

#[test]
fn a_chunk_file_of_another_size_is_pasted_at_the_corner() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt8, [5, 4, 1]), &path, [3; 3]).expect("writable");
    let chunk = path.join("1/0/chunk.lz4raw");
    let name = chunk.to_str().expect("unicode");
    let expected = |inside: fn(usize, usize) -> Option<usize>, stored: &DynImage| {
        let image = read(&path).expect("readable");
        for (y, x) in (0..3).flat_map(|y| (3..5).map(move |x| (y, x))) {
            let wanted = inside(x - 3, y).map_or(0, |index| stored.bytes()[index]);
            assert_eq!(image.bytes()[x + 5 * y], wanted, "{x} {y}");
        }
    };
    let small = test_image(PixelType::UInt8, [1, 2, 1]);
    writelz4(&Context::default(), &small, name).expect("writable");
    expected(|x, y| (x < 1 && y < 2).then_some(y), &small);
    let large = test_image(PixelType::UInt8, [3, 3, 2]);
    writelz4(&Context::default(), &large, name).expect("writable");
    expected(|x, y| Some(x + 3 * y), &large);
    writelz4(&Context::default(), &test_image(PixelType::Int8, [2, 3, 1]), name).expect("writable");
    let error = read(&path).expect_err("another type").to_string();
    assert!(error.ends_with("chunk.lz4raw: the pixels are int8, they cannot be read as uint8"), "{error}");
    fs::write(path.join("1/0/other"), "").expect("writable");
    let error = read(&path).expect_err("two files").to_string();
    assert!(error.ends_with("the chunk has several files, it is not clear which one is right"), "{error}");
}

#[test]
fn wrong_descriptions_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    fs::create_dir(&path).expect("writable");
    for (text, reason) in [
        ("{", "the description is no JSON: "),
        ("{}", "the description has no `Dimensions`"),
        (r#"{"Dimensions": [3, 2]}"#, "the description has no `Data type`"),
        (r#"{"Dimensions": [3, 0]}"#, "`Dimensions` is not a list of one to three positive integers"),
        (r#"{"Dimensions": [1, 1, 1, 1]}"#, "`Dimensions` is not a list"),
        (r#"{"Dimensions": [4000000000, 4000000000, 4000000000]}"#, "too large to be addressed"),
        (r#"{"Dimensions": [3, 2], "Chunk dimensions": [2]}"#, "have different lengths"),
        (r#"{"Dimensions": [3], "Data type": 5}"#, "`Data type` is not a text"),
        (r#"{"Dimensions": [3], "Data type": "uint8", "Compression": "zip"}"#, "the compression `zip` is not known"),
        (r#"{"Dimensions": [3], "Data type": "uint8", "Byte order": "mixed"}"#, "the byte order `mixed` is not known"),
    ] {
        fs::write(path.join("metadata.json"), text).expect("writable");
        let error = read(&path).expect_err(text).to_string();
        assert!(error.contains(&format!("\n  nn5: {reason}")) || error.contains(reason), "{error}");
    }
    let text = r#"{"Dimensions": [3], "Data type": "float16", "Byte order": "LITTLE", "Mine": 1}"#;
    fs::write(path.join("metadata.json"), text).expect("writable");
    let error = read(&path).expect_err("not one of ours").to_string();
    assert!(error.ends_with("the file does not tell its pixel type"), "{error}");
    fs::write(path.join("metadata.json"), text.replace("float16", "uint16")).expect("writable");
    assert_eq!(read(&path).expect("no chunk").bytes(), [0; 6]);
}

#[test]
fn every_prefix_of_a_file_of_a_dataset_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt16, [5, 4, 3]), &path, [3; 3]).expect("writable");
    for name in names(&path) {
        let bytes = fs::read(path.join(&name)).expect("written");
        // The last byte of the description is a line end.
        for len in 0..bytes.trim_ascii_end().len() {
            fs::write(path.join(&name), &bytes[..len]).expect("writable");
            assert!(read(&path).is_err(), "{name} is read from its first {len} of {} bytes", bytes.len());
        }
        fs::write(path.join(&name), &bytes).expect("writable");
        read(&path).expect("readable");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_of_a_dataset_are_errors_or_images(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..4),
    ) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        save(&test_image(PixelType::Int16, [5, 4, 1]), &path, [3; 3])?;
        let name = path.join(file.get(&names(&path)));
        let mut bytes = fs::read(&name)?;
        let len = bytes.len();
        for (position, value) in changes {
            bytes[usize::from(position) % len] = value;
        }
        fs::write(&name, &bytes)?;
        if let Ok(info) = io::info(&path) {
            if info.dims.pixel_count() < 10_000_000 {
                if let Ok(image) = read(&path) {
                    prop_assert_eq!(image.dims(), info.dims);
                }
            }
        }
    }
}
