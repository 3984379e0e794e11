//! Parts of NN5 datasets and Zarr arrays, written by one process or several.

use std::fs;
use std::path::Path;
use std::process::Command;

use pi2_core::commands::chunkblocks::{endconcurrentwrite, writenn5block, writezarrblock};
use pi2_core::commands::files::writenn5;
use pi2_core::image::{Dimensions, Metadata, Region};
use pi2_core::io::zarr::{self, DEFAULT_CODECS, ZarrOptions};
use pi2_core::io::{chunked::Job, nn5};
use pi2_core::{Context, DynImage, PixelType, Vec3, Vec3i, io};
use serde_json::json;

use super::samples::data;
use super::{files_in, read, test_image};

/// A part of an image as an image.
fn cut(image: &DynImage, region: Region) -> DynImage {
    let mut part = DynImage::new(image.pixel_type(), region.size).expect("small");
    let size = image.pixel_type().size();
    for index in 0..region.pixel_count() {
        let inside = part.dims().coordinates(index);
        let [x, y, z] = std::array::from_fn(|axis| region.start[axis] as usize + inside[axis]);
        let from = image.dims().index(x, y, z) * size;
        part.bytes_mut()[index * size..(index + 1) * size].copy_from_slice(&image.bytes()[from..from + size]);
    }
    part
}

/// The boxes of a cut image.
fn boxes(dims: Dimensions, size: [usize; 3]) -> Vec<Region> {
    let starts = |axis: usize| (0..dims.to_array()[axis]).step_by(size[axis]);
    let corners = starts(2).flat_map(|z| starts(1).flat_map(move |y| starts(0).map(move |x| [x, y, z])));
    corners.map(|corner| Region { start: corner.map(|start| start as i64), size }.clip(dims)).collect()
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Kind {
    Nn5,
    Zarr,
    Shards,
}

const KINDS: [Kind; 3] = [Kind::Nn5, Kind::Zarr, Kind::Shards];

impl Kind {
    fn codecs(self) -> serde_json::Value {
        if self == Self::Shards {
            json!([{"name": "sharding_indexed", "configuration":
                {"chunk_shape": [2, 2, 4], "codecs": ["bytes"], "index_codecs": ["bytes", "crc32c"]}}])
        } else {
            json!(["bytes", "zstd"])
        }
    }

    fn options(self, chunk: [usize; 3]) -> ZarrOptions {
        ZarrOptions { chunk: chunk.into(), codecs: self.codecs(), fill: 7, separator: "/".to_owned() }
    }

    /// Writes an image to a place in a dataset.
    fn write(
        self,
        path: &Path,
        image: &DynImage,
        start: [i64; 3],
        dims: Dimensions,
        chunk: [usize; 3],
    ) -> pi2_core::Result<()> {
        let (ctx, name) = (Context::with_threads(2), path.to_str().expect("unicode"));
        let dims = Vec3(dims.to_array().map(|side| side as i64));
        let (zero, chunk) = (Vec3i::splat(0), Vec3(chunk.map(|side| side as i64)));
        match self {
            Self::Nn5 => writenn5block(&ctx, image, name, Vec3(start), dims, zero, zero, chunk),
            _ => writezarrblock(&ctx, image, name, Vec3(start), dims, zero, zero, chunk, &self.codecs(), 7, "/"),
        }
    }

    fn start(
        self,
        path: &Path,
        dims: Dimensions,
        pixel_type: PixelType,
        chunk: [usize; 3],
        jobs: &[Job],
    ) -> pi2_core::Result<()> {
        let ctx = Context::with_threads(2);
        match self {
            Self::Nn5 => nn5::start(&ctx, path, dims, pixel_type, chunk.into(), jobs),
            _ => zarr::start(&ctx, path, dims, pixel_type, &self.options(chunk), jobs),
        }
    }
}

#[test]
fn boxes_make_the_same_dataset_as_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in KINDS {
        for (pixel_type, dims, chunk, size) in [
            (PixelType::UInt16, [23, 17, 11], [8, 8, 8], [10, 17, 4]),
            (PixelType::Float32, [9, 1, 5], [4, 4, 2], [5, 3, 3]),
            (PixelType::Int8, [7, 13, 1], [12, 2, 4], [3, 4, 2]),
        ] {
            let path = folder.path().join(format!("{kind:?}{pixel_type}"));
            let image = test_image(pixel_type, dims);
            for region in boxes(image.dims(), size) {
                kind.write(&path, &cut(&image, region), region.start, image.dims(), chunk).expect("writable");
            }
            assert!(read(&path).expect("readable") == image, "{kind:?} {pixel_type}");
        }
    }
}

#[test]
fn pixels_that_nobody_writes_are_fill_and_what_is_outside_is_left_out() {
    let folder = tempfile::tempdir().expect("a folder");
    for (kind, fill) in [(Kind::Nn5, 0), (Kind::Zarr, 7), (Kind::Shards, 7)] {
        let path = folder.path().join(format!("{kind:?}"));
        let part = test_image(PixelType::UInt8, [6, 3, 2]);
        kind.write(&path, &part, [-2, 3, 1], Dimensions::new(5, 5, 4), [4; 3]).expect("writable");
        let image = read(&path).expect("readable");
        let image = image.typed::<u8>().expect("uint8");
        let part = part.typed::<u8>().expect("uint8");
        for index in 0..100 {
            let [x, y, z] = image.dims().coordinates(index);
            let inside = x < 4 && (3..5).contains(&y) && (1..3).contains(&z);
            let expected = if inside { part.get(x + 2, y - 3, z - 1) } else { fill };
            assert_eq!(image.get(x, y, z), expected, "{kind:?} {x} {y} {z}");
        }
        let before = files_in(&path);
        kind.write(&path, &test_image(PixelType::UInt8, [2, 2, 2]), [50, 0, 0], Dimensions::new(5, 5, 4), [4; 3])
            .expect("nothing");
        assert_eq!(files_in(&path), before);
    }
}

#[test]
fn a_dataset_keeps_its_size_type_and_chunks() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect("writable");
        let error = kind.write(&path, &image, [0; 3], Dimensions::new(7, 5, 4), [4; 3]).expect_err("another size");
        assert!(error.to_string().ends_with("the dataset has 6×5×4 pixels, it does not change its size"), "{error}");
        let other = test_image(PixelType::Int16, [1, 1, 1]);
        let error = kind.write(&path, &other, [0; 3], image.dims(), [4; 3]).expect_err("another type");
        assert!(error.to_string().ends_with("the dataset has uint8 pixels, those of the image are int16"), "{error}");
        // The size of chunks is that of the dataset.
        let files = files_in(&path);
        kind.write(&path, &cut(&image, Region { start: [5, 4, 3], size: [1; 3] }), [5, 4, 3], image.dims(), [2; 3])
            .expect("writable");
        assert_eq!((files_in(&path), read(&path).expect("readable")), (files, image.clone()));
    }
}

#[test]
fn the_size_is_that_of_the_dataset_unless_it_is_given() {
    let (ctx, folder) = (Context::default(), tempfile::tempdir().expect("a folder"));
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    let (zero, chunk) = (Vec3i::splat(0), Vec3i::splat(4));
    let nn5 = folder.path().join("nn5").to_string_lossy().into_owned();
    let zarr = folder.path().join("zarr").to_string_lossy().into_owned();
    let write_nn5 = |position, dims, from, size| writenn5block(&ctx, &image, &nn5, position, dims, from, size, chunk);
    let write_zarr = |position, dims, from, size| {
        writezarrblock(&ctx, &image, &zarr, position, dims, from, size, chunk, &DEFAULT_CODECS, 0, ".")
    };
    let expected = "argument `file dimensions` must be positive along all axes if there is no dataset of this name, but it is [0, 0, 0]";
    assert_eq!(write_nn5(zero, zero, zero, zero).expect_err("no size").to_string(), expected);
    assert_eq!(write_zarr(zero, zero, zero, zero).expect_err("no size").to_string(), expected);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    let whole = Vec3::new(8, 5, 4);
    write_nn5(zero, whole, zero, zero).expect("writable");
    // The box has the pixels of the image from [1, 2, 3] on.
    write_nn5(Vec3::new(7, 0, 0), zero, Vec3::new(1, 2, 3), Vec3::new(1, 1, 1)).expect("writable");
    assert!(write_nn5(zero, zero, Vec3::new(6, 0, 0), Vec3::splat(1)).is_err());
    let found = read(&nn5).expect("readable");
    assert_eq!(found.bytes()[7], image.bytes()[image.dims().index(1, 2, 3)]);
    // Its position is that of the image, the box is in the array.
    let codecs = write_zarr(Vec3::new(1, 0, 0), whole, Vec3::new(2, 1, 0), Vec3::new(100, 1, 1));
    assert!(
        codecs
            .expect_err("chunks")
            .to_string()
            .contains("shards of [4, 4, 4] pixels cannot be cut into chunks of [32, 32, 32]")
    );
    let chunk = Vec3i::splat(32);
    writezarrblock(
        &ctx,
        &image,
        &zarr,
        Vec3::new(1, 0, 0),
        whole,
        Vec3::new(2, 1, 0),
        Vec3::new(100, 1, 1),
        chunk,
        &DEFAULT_CODECS,
        0,
        ".",
    )
    .expect("writable");
    let found = read(&zarr).expect("readable");
    for (index, byte) in found.bytes().iter().enumerate() {
        let [x, y, z] = found.dims().coordinates(index);
        let inside = (2..7).contains(&x) && (y, z) == (1, 0);
        assert_eq!(*byte, if inside { image.bytes()[image.dims().index(x - 1, y, z)] } else { 0 }, "{x} {y} {z}");
    }
}

#[test]
fn a_folder_with_other_files_does_not_become_a_dataset() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [2, 2, 1]);
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        fs::create_dir(&path).expect("writable");
        kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect("an empty folder");
        fs::remove_dir_all(&path).expect("there");
        fs::create_dir(&path).expect("writable");
        fs::write(path.join("notes.txt"), "mine").expect("writable");
        let error = kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect_err("not empty").to_string();
        assert!(error.contains("there is a folder of this name that is not a"), "{error}");
        assert_eq!(files_in(&path), [path.join("notes.txt")]);
    }
}

#[test]
fn raw_chunks_and_those_in_the_other_byte_order_are_changed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["raw_u16", "raw_be", "raw_hole", "raw_min"] {
        let (source, path) = (data("orig/nn5").join(name), folder.path().join(name));
        for file in files_in(&source) {
            let target = path.join(file.strip_prefix(&source).expect("inside"));
            fs::create_dir_all(target.parent().expect("a folder")).expect("writable");
            fs::copy(file, target).expect("writable");
        }
        let mut expected = read(&path).expect("readable");
        let part = test_image(expected.pixel_type(), [9, 4, 3]);
        let region = Region { start: [5, 6, 7], size: [9, 4, 3] };
        Kind::Nn5.write(&path, &part, region.start, expected.dims(), [4; 3]).expect("writable");
        let size = part.pixel_type().size();
        for index in 0..region.pixel_count() {
            let [x, y, z] = part.dims().coordinates(index);
            let to = expected.dims().index(x + 5, y + 6, z + 7) * size;
            expected.bytes_mut()[to..to + size].copy_from_slice(&part.bytes()[index * size..(index + 1) * size]);
        }
        assert!(read(&path).expect("readable") == expected, "{name}");
    }
}

#[test]
fn blocks_go_into_arrays_that_the_original_wrote() {
    let folder = tempfile::tempdir().expect("a folder");
    // Its arrays have the axes x, y and z, and short names of chunks if there is one slice.
    for name in ["z_2d", "z_transpose", "z_sharding-default", "z_blosc-zlib"] {
        let (source, path) = (data("orig/zarr").join(name), folder.path().join(name));
        for file in files_in(&source) {
            let target = path.join(file.strip_prefix(&source).expect("inside"));
            fs::create_dir_all(target.parent().expect("a folder")).expect("writable");
            fs::copy(file, target).expect("writable");
        }
        let whole = read(&path).expect("readable");
        let image = test_image(whole.pixel_type(), whole.dims());
        for region in boxes(image.dims(), [5, 7, 3]) {
            Kind::Zarr.write(&path, &cut(&image, region), region.start, image.dims(), [4; 3]).expect("writable");
        }
        assert!(read(&path).expect("readable") == image, "{name}");
    }
}

#[test]
fn eight_processes_write_boxes_that_share_chunks() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt16, [61, 47, 33]);
    io::write_all(
        &Context::default(),
        Box::new(
            nn5::Nn5Sink::create(&folder.path().join("source"), image.dims(), image.pixel_type(), image.dims())
                .expect("writable"),
        ),
        &image,
    )
    .expect("writable");
    let all = boxes(image.dims(), [7, 16, 9]);
    for kind in KINDS {
        let script = |process: usize| {
            let mut script = "read(img, source)\n".to_owned();
            for region in all.iter().skip(process).step_by(8) {
                let (start, size) = (region.start, region.size);
                script += &match kind {
                    Kind::Nn5 => format!(
                        "writenn5block(img, {kind:?}, {start:?}, [61, 47, 33], {start:?}, {size:?}, [16, 16, 16])\n"
                    ),
                    _ => format!(
                        "writezarrblock(img, {kind:?}, [0, 0, 0], [61, 47, 33], {start:?}, {size:?}, [16, 16, 16], '{}')\n",
                        kind.codecs()
                    ),
                };
            }
            script
        };
        let children: Vec<_> = (0..8)
            .map(|process| {
                let file = folder.path().join(format!("{process}.txt"));
                fs::write(&file, script(process)).expect("writable");
                let mut command = Command::new(env!("CARGO_BIN_EXE_pi2"));
                command
                    .current_dir(folder.path())
                    .env("PI2_THREADS", "2")
                    .arg("-q")
                    .arg(file)
                    .spawn()
                    .expect("it starts")
            })
            .collect();
        for mut child in children {
            assert!(child.wait().expect("it ends").success(), "{kind:?}");
        }
        let path = folder.path().join(format!("{kind:?}"));
        assert!(read(&path).expect("readable") == image, "{kind:?}");
        let left: Vec<_> =
            files_in(&path).into_iter().filter(|file| file.to_string_lossy().ends_with(".tmp")).collect();
        assert!(left.is_empty(), "{left:?}");
    }
}

/// Jobs that read a larger box than they write.
fn jobs(dims: Dimensions, size: [usize; 3], margin: usize) -> Vec<Job> {
    boxes(dims, size).into_iter().map(|write| Job { read: write.grow([margin; 3]).clip(dims), write }).collect()
}

#[test]
fn readers_see_the_old_pixels_of_shared_chunks_until_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (test_image(PixelType::UInt8, [13, 9, 5]), {
        let mut image = test_image(PixelType::UInt8, [13, 9, 5]);
        image.bytes_mut().iter_mut().for_each(|byte| *byte = byte.wrapping_add(100));
        image
    });
    let (dims, chunk) = (old.dims(), [4, 4, 4]);
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        kind.write(&path, &old, [0; 3], dims, chunk).expect("writable");
        let jobs = jobs(dims, [5, 4, 3], 1);
        kind.start(&path, dims, PixelType::UInt8, chunk, &jobs).expect("writable");
        assert!(path.join("concurrent").exists());
        for job in &jobs {
            assert!(
                io::read_block(
                    &Context::default(),
                    &*io::open(&path).expect("readable"),
                    Vec3(job.read.start),
                    Vec3(job.read.size.map(|side| side as i64)),
                    None,
                )
                .expect("readable")
                    == cut(&old, job.read),
                "{kind:?}"
            );
            kind.write(&path, &cut(&new, job.write), job.write.start, dims, chunk).expect("writable");
        }
        let name = path.to_str().expect("unicode");
        let ctx = Context::with_threads(2);
        // It is interrupted after a chunk, and before the boxes of another one are removed.
        endconcurrentwrite(&ctx, name, Vec3::new(1, 1, 0)).expect("there");
        endconcurrentwrite(&ctx, name, Vec3::new(1, 1, 0)).expect("nothing to do");
        let error = endconcurrentwrite(&ctx, name, Vec3::new(4, 0, 0)).expect_err("no chunk").to_string();
        assert_eq!(error, "argument `chunk index` must be that of a chunk of the dataset, but it is [4, 0, 0]");
        let saved = folder.path().join("saved");
        let waiting = files_in(&path)
            .into_iter()
            .find(|file| file.parent().is_some_and(|p| p.to_string_lossy().ends_with("writes")));
        let waiting = waiting.expect("a box that waits");
        fs::copy(&waiting, &saved).expect("writable");
        endconcurrentwrite(&ctx, name, Vec3i::splat(-1)).expect("there");
        fs::create_dir_all(waiting.parent().expect("a folder")).expect("writable");
        fs::copy(&saved, &waiting).expect("writable");
        endconcurrentwrite(&ctx, name, Vec3i::splat(-1)).expect("again");
        assert!(read(&path).expect("readable") == new, "{kind:?}");
        assert!(
            files_in(&path)
                .iter()
                .all(|file| !file.to_string_lossy().contains("writes") && !file.ends_with("concurrent"))
        );
    }
}

#[test]
fn only_chunks_that_others_use_wait() {
    let folder = tempfile::tempdir().expect("a folder");
    let dims = Dimensions::new(16, 4, 4);
    let image = test_image(PixelType::UInt8, [16, 4, 4]);
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        let region = |x: i64, width: usize| Region { start: [x, 0, 0], size: [width, 4, 4] };
        // Chunk 0 has one user, chunk 1 two writers, chunk 2 a reader besides its writer, chunk 3 no writer.
        let jobs = [
            Job { read: region(0, 6), write: region(0, 6) },
            Job { read: region(6, 2), write: region(6, 2) },
            Job { read: region(12, 4), write: region(8, 2) },
            Job { read: region(11, 1), write: region(0, 0) },
        ];
        kind.start(&path, dims, PixelType::UInt8, [4; 3], &jobs).expect("writable");
        let folders = |path: &Path| {
            let mut found = Vec::new();
            let mut open = vec![path.to_owned()];
            while let Some(folder) = open.pop() {
                for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()) {
                    if entry.is_dir() {
                        open.push(entry.clone());
                    }
                    if entry.to_string_lossy().ends_with("writes") {
                        found.push(entry.strip_prefix(path).expect("inside").display().to_string());
                    }
                }
            }
            found.sort();
            found
        };
        let expected =
            if kind == Kind::Nn5 { ["1/0/0/writes", "2/0/0/writes"] } else { ["c/0/0/1_writes", "c/0/0/2_writes"] };
        assert_eq!(folders(&path), expected);
        for job in &jobs[..3] {
            kind.write(&path, &cut(&image, job.write), job.write.start, dims, [4; 3]).expect("writable");
        }
        let names: Vec<String> = files_in(&path)
            .iter()
            .filter(|file| {
                file.to_string_lossy().contains("1/0/0/writes") || file.to_string_lossy().contains("1_writes")
            })
            .map(|file| file.file_name().expect("a name").to_string_lossy().into_owned())
            .collect();
        let expected = if kind == Kind::Nn5 {
            ["chunk_0-0-0.lz4raw", "chunk_2-0-0.lz4raw"]
        } else {
            ["0_(min = [4, 0, 0], max = [6, 4, 4])", "1_(min = [6, 0, 0], max = [8, 4, 4])"]
        };
        assert_eq!(names, expected);
        endconcurrentwrite(&Context::default(), path.to_str().expect("unicode"), Vec3i::splat(-1)).expect("there");
        assert!(cut(&read(&path).expect("readable"), region(0, 10)) == cut(&image, region(0, 10)));
    }
}

#[test]
fn jobs_start_on_a_dataset_of_the_same_size_or_replace_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    let job = |size| Job { read: Region { start: [0; 3], size: [0; 3] }, write: Region { start: [0; 3], size } };
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        let overlapping = kind.start(&path, image.dims(), PixelType::UInt8, [4; 3], &[job([2, 2, 2]), job([1, 1, 1])]);
        assert!(
            overlapping
                .expect_err("overlap")
                .to_string()
                .starts_with("argument `jobs` must be boxes that do not overlap")
        );
        kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect("writable");
        kind.start(&path, image.dims(), PixelType::UInt8, [4; 3], &[job([2, 2, 2])]).expect("the same");
        assert!(read(&path).expect("readable") == image);
        let other = Dimensions::new(3, 3, 3);
        let error =
            kind.start(&path, other, PixelType::UInt8, [4; 3], &[job([2, 2, 2])]).expect_err("marked").to_string();
        assert!(error.contains("the dataset is being written by several processes"), "{error}");
        endconcurrentwrite(&Context::default(), path.to_str().expect("unicode"), Vec3i::splat(-1)).expect("there");
        kind.start(&path, other, PixelType::UInt8, [4; 3], &[job([2, 2, 2])]).expect("another");
        assert_eq!(io::info(&path).expect("readable").dims, other);
    }
    let error = endconcurrentwrite(&Context::default(), folder.path().to_str().expect("unicode"), Vec3i::splat(0));
    assert!(error.expect_err("no dataset").to_string().ends_with("the folder has no metadata.json"));
}

#[test]
fn jobs_that_cannot_start_leave_the_dataset_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    let job = Job { read: Region { start: [0; 3], size: [0; 3] }, write: Region { start: [0; 3], size: [2; 3] } };
    for kind in KINDS {
        let path = folder.path().join(format!("{kind:?}"));
        kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect("writable");
        // Jobs that overlap, for a dataset of another size.
        let error = kind.start(&path, Dimensions::new(3, 3, 3), PixelType::UInt8, [4; 3], &[job, job]);
        assert!(error.expect_err("overlap").to_string().contains("must be boxes that do not overlap"));
        assert!(read(&path).expect("readable") == image, "{kind:?}");
        // A description that cannot be understood is no reason to replace the dataset.
        let description = path.join(if kind == Kind::Nn5 { "metadata.json" } else { "zarr.json" });
        let text = fs::read_to_string(&description).expect("text");
        fs::write(&description, text.replace(['u', 'U'], "x")).expect("writable");
        kind.start(&path, image.dims(), PixelType::UInt8, [4; 3], &[job]).expect_err("damaged");
        fs::write(&description, text).expect("writable");
        assert!(read(&path).expect("readable") == image, "{kind:?}");
    }
}

#[test]
fn a_box_that_waits_and_is_damaged_is_an_error_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    for kind in KINDS {
        for wrong in [
            "notes.txt",
            "chunk_9-0-0.lz4raw",
            "0_(min = [9, 0, 0], max = [10, 1, 1])",
            "chunk_0-0-0.lz4raw",
            "0_(min = [0, 0, 0], max = [1, 1, 1])",
        ] {
            let path = folder.path().join(format!("{kind:?}"));
            kind.write(&path, &image, [0; 3], image.dims(), [4; 3]).expect("writable");
            let waiting = path.join(if kind == Kind::Nn5 { "0/0/0/writes" } else { "c/0/0/0_writes" });
            fs::create_dir(&waiting).expect("writable");
            fs::write(waiting.join(wrong), "something").expect("writable");
            let finished = endconcurrentwrite(&Context::default(), path.to_str().expect("unicode"), Vec3i::splat(0));
            assert!(finished.is_err(), "{kind:?} {wrong}");
            assert_eq!(fs::read(waiting.join(wrong)).expect("still there"), b"something");
            assert!(read(&path).expect("readable") == image);
            fs::remove_dir_all(&path).expect("there");
        }
    }
}

#[test]
fn a_whole_dataset_is_not_replaced_while_jobs_write_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = test_image(PixelType::UInt8, [6, 5, 4]);
    let ctx = Context::default();
    for kind in [Kind::Nn5, Kind::Zarr] {
        let path = folder.path().join(format!("{kind:?}"));
        kind.start(&path, image.dims(), PixelType::UInt8, [4; 3], &[]).expect("writable");
        let error = match kind {
            Kind::Nn5 => writenn5(&ctx, &image, path.to_str().expect("unicode"), Vec3i::splat(4)),
            _ => zarr::write(&ctx, &image, &path, &kind.options([4; 3])).map(drop),
        };
        assert!(error.expect_err("marked").to_string().contains("the dataset is being written by several processes"));
    }
    let sink = zarr::open_block_sink(
        &folder.path().join("Zarr"),
        None,
        PixelType::UInt8,
        &Kind::Zarr.options([4; 3]),
        &Metadata::default(),
    );
    assert_eq!(sink.expect("there").dims(), image.dims());
}
