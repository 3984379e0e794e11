//! Zarr arrays, and changed bytes of N5 datasets, which share their code.

use std::fs;
use std::path::{Path, PathBuf};

use pi2_core::image::{Dimensions, Metadata, Region};
use pi2_core::io::ImageSink;
use pi2_core::io::zarr::{self, DEFAULT_CODECS, ZarrOptions, ZarrSink};
use pi2_core::{Context, DynImage, PixelType, Session, Vec3, io};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::samples::data;
use super::{files_in, read, test_image};

fn options(chunk: [usize; 3], codecs: Json) -> ZarrOptions {
    ZarrOptions { chunk: chunk.into(), codecs, fill: 0, separator: "/".to_owned() }
}

fn save(image: &DynImage, path: &Path, options: &ZarrOptions) -> pi2_core::Result<()> {
    zarr::write(&Context::default(), image, path, options).map(drop)
}

fn names(folder: &Path) -> Vec<String> {
    let short = |path: &PathBuf| path.strip_prefix(folder).expect("inside").display().to_string();
    files_in(folder).iter().map(short).collect()
}

fn description(folder: &Path) -> Json {
    serde_json::from_slice(&fs::read(folder.join("zarr.json")).expect("there")).expect("JSON")
}

/// Replaces the description of an array by one that differs in some places.
fn describe(folder: &Path, change: impl Fn(&mut Json)) {
    let mut json = description(folder);
    change(&mut json);
    fs::write(folder.join("zarr.json"), json.to_string()).expect("writable");
}

fn bytes() -> Json {
    json!({"name": "bytes", "configuration": {"endian": "little"}})
}

fn transpose(order: [usize; 3]) -> Json {
    json!({"name": "transpose", "configuration": {"order": order}})
}

fn shards(chunk: [usize; 3], codecs: &Json, index_codecs: &Json, location: &str) -> Json {
    json!({"name": "sharding_indexed", "configuration":
        {"chunk_shape": chunk, "codecs": codecs, "index_codecs": index_codecs, "index_location": location}})
}

fn blosc(compressor: &str, shuffle: &str) -> Json {
    json!({"name": "blosc", "configuration":
        {"cname": compressor, "clevel": 5, "shuffle": shuffle, "blocksize": 0, "typesize": 0}})
}

/// Lists of codecs for chunks of the given sides, along z, y and x, which must be multiples of 2, 3 and 4.
fn lists() -> Vec<Json> {
    let big = json!({"name": "bytes", "configuration": {"endian": "big"}});
    let inner = json!([transpose([1, 2, 0]), bytes(), blosc("lz4", "shuffle")]);
    let nested = json!([shards([1, 3, 2], &json!([bytes()]), &json!([bytes()]), "start"), "crc32c"]);
    vec![
        json!([bytes()]),
        json!(["bytes"]),
        json!([transpose([2, 1, 0]), big, {"name": "gzip", "configuration": {"level": 5}}]),
        json!([transpose([1, 2, 0]), bytes(), {"name": "zstd", "configuration": {"level": 3, "checksum": true}}]),
        json!([transpose([2, 0, 1]), transpose([1, 2, 0]), bytes(), "zstd", "crc32c"]),
        json!([bytes(), blosc("blosclz", "bitshuffle")]),
        json!([bytes(), blosc("zstd", "noshuffle")]),
        json!([bytes(), blosc("lz4hc", "shuffle")]),
        json!([bytes(), blosc("zlib", "shuffle")]),
        json!([shards([2, 3, 4], &inner, &json!([bytes(), "crc32c"]), "end")]),
        json!([shards([2, 3, 4], &json!([big, "gzip"]), &json!([big]), "start"), "zstd"]),
        json!([transpose([2, 0, 1]), shards([4, 2, 3], &json!(["bytes"]), &json!(["bytes"]), "end")]),
        json!([shards([2, 3, 4], &nested, &json!([bytes(), "crc32c"]), "start")]),
    ]
}

#[test]
fn arrays_keep_every_type_and_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    for pixel_type in PixelType::ALL {
        for dims in [[1, 1, 1], [5, 1, 1], [1, 7, 1], [4, 6, 1], [1, 1, 3], [7, 5, 4]] {
            let image = test_image(pixel_type, dims);
            for (chunk, codecs) in
                [([1024; 3], DEFAULT_CODECS.clone()), ([4, 3, 2], json!([bytes(), blosc("lz4", "shuffle")]))]
            {
                save(&image, &path, &options(chunk, codecs)).expect("writable");
                assert_eq!(read(&path).expect("readable"), image, "{pixel_type} {dims:?} {chunk:?}");
            }
        }
        let info = io::info(&path).expect("readable");
        assert_eq!((info.format, info.pixel_type), ("zarr", Some(pixel_type)));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}

#[test]
fn every_list_of_codecs_gives_all_boxes_back() {
    let ctx = Context::with_threads(2);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    for (pixel_type, dims) in
        [(PixelType::UInt16, [13, 10, 5]), (PixelType::Complex32, [8, 3, 1]), (PixelType::Int8, [3, 20, 7])]
    {
        let image = test_image(pixel_type, dims);
        for codecs in lists() {
            save(&image, &path, &options([8, 6, 4], codecs.clone()))
                .unwrap_or_else(|error| panic!("{codecs}: {error}"));
            let source = io::open(&path).expect("readable");
            assert_eq!(io::read_all(&ctx, &*source, None).expect("readable"), image, "{codecs}");
            for start in [[0, 1, 0], [2, 2, 0], [1, 0, 0]] {
                let region = Region { start, size: [9, 5, 3] }.clip(image.dims());
                let mut pixels = vec![0; region.pixel_count() * pixel_type.size()];
                source.read_region(&ctx, region, pixel_type, &mut pixels).expect("readable");
                assert_eq!(pixels, cut(&image, region), "{codecs} {region:?}");
            }
        }
    }
}

/// The pixels of a box.
fn cut(image: &DynImage, region: Region) -> Vec<u8> {
    let size = image.pixel_type().size();
    let mut pixels = Vec::new();
    for index in 0..region.pixel_count() {
        let inside = Dimensions::from(region.size).coordinates(index);
        let [x, y, z] = std::array::from_fn(|axis| region.start[axis] as usize + inside[axis]);
        let at = image.dims().index(x, y, z) * size;
        pixels.extend(&image.bytes()[at..at + size]);
    }
    pixels
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn boxes_make_the_same_array_as_the_whole(
        size in prop::array::uniform3(1usize..14),
        cut_size in prop::array::uniform3(1usize..9),
        list in any::<prop::sample::Index>(),
        fill in 0i64..3,
    ) {
        let folder = tempfile::tempdir()?;
        let (ctx, path) = (Context::with_threads(2), folder.path().join("a"));
        let mut image = test_image(PixelType::UInt8, size);
        image.bytes_mut().iter_mut().for_each(|byte| *byte = u8::from(*byte > 150));
        let options = ZarrOptions { fill, ..options([8, 6, 4], list.get(&lists()).clone()) };
        let mut sink = ZarrSink::create(&path, image.dims(), PixelType::UInt8, &options, &Metadata::default())?;
        let starts = |axis: usize| (0..size[axis]).step_by(cut_size[axis]);
        for (z, y, x) in starts(2).flat_map(|z| starts(1).flat_map(move |y| starts(0).map(move |x| (z, y, x)))) {
            let region = Region { start: [x as i64, y as i64, z as i64], size: cut_size }.clip(image.dims());
            sink.write_region(&ctx, region, &cut(&image, region))?;
        }
        Box::new(sink).finish()?;
        prop_assert_eq!(read(&path)?, image);
    }
}

#[test]
fn the_description_has_axes_and_size_of_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt16, [70, 33, 1]), &path, &options([1024; 3], DEFAULT_CODECS.clone()))
        .expect("writable");
    let expected = json!({
        "attributes": {},
        "chunk_grid": {"configuration": {"chunk_shape": [32, 64, 96]}, "name": "regular"},
        "chunk_key_encoding": {"configuration": {"separator": "/"}, "name": "default"},
        "codecs": [{
            "configuration": {
                "chunk_shape": [32, 32, 32],
                "codecs": [
                    {"configuration": {"endian": "little"}, "name": "bytes"},
                    {
                        "configuration":
                            {"blocksize": 0, "clevel": 5, "cname": "zstd", "shuffle": "noshuffle", "typesize": 2},
                        "name": "blosc",
                    },
                ],
                "index_codecs": [{"configuration": {"endian": "little"}, "name": "bytes"}],
                "index_location": "end",
            },
            "name": "sharding_indexed",
        }],
        "data_type": "uint16",
        "dimension_names": ["z", "y", "x"],
        "fill_value": 0,
        "node_type": "array",
        "shape": [1, 33, 70],
        "zarr_format": 3,
    });
    assert_eq!(description(&path), expected);
    let text = fs::read_to_string(path.join("zarr.json")).expect("there");
    assert!(text.starts_with("{\n    \"attributes\": {},\n    \"chunk_grid\": {\n        \"configuration\""), "{text}");
    assert!(text.ends_with("\n}\n"), "{text}");
    assert_eq!(names(&path), ["c/0/0/0", "zarr.json"]);
}

#[test]
fn chunks_are_files_named_after_their_position_unless_they_are_fill() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let mut image = DynImage::new(PixelType::Int16, [5, 4, 3]).expect("small");
    image.typed_mut::<i16>().expect("int16").pixels_mut().iter_mut().enumerate().for_each(|(i, pixel)| {
        *pixel = if i < 40 { 3 } else { i as i16 };
    });
    let mut options = options([4, 4, 2], json!([bytes()]));
    save(&image, &path, &options).expect("writable");
    assert_eq!(names(&path), ["c/0/0/0", "c/0/0/1", "c/1/0/0", "c/1/0/1", "zarr.json"]);
    assert_eq!(fs::read(path.join("c/1/0/1")).expect("there").len(), 64);
    for (separator, expected) in [("/", ["c/1/0/0", "c/1/0/1"]), (".", ["c.1.0.0", "c.1.0.1"])] {
        options = ZarrOptions { fill: 3, separator: separator.to_owned(), ..options };
        save(&image, &path, &options).expect("writable");
        assert_eq!(names(&path), [expected[0], expected[1], "zarr.json"]);
        assert_eq!(read(&path).expect("readable"), image);
    }
    options.fill = 100_000;
    save(&image, &path, &options).expect("writable");
    assert_eq!(description(&path)["fill_value"], 32767);
}

#[test]
fn options_that_cannot_be_used_are_refused_before_anything_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (image, path) = (test_image(PixelType::UInt8, [3, 2, 1]), folder.path().join("new/a"));
    let session = Session::new();
    session.run_script("newimage(img, uint8, 3, 2)").expect("valid");
    let error =
        session.run_script(&format!("writezarr(img, \"{}\", [4, 0, 4])", path.display())).expect_err("no chunk");
    assert!(error.to_string().contains("argument `chunk size` must be positive along all axes, but it is [4, 0, 4]"));
    for (codecs, reason) in [
        (json!({}), "`codecs` is not a short list"),
        (json!([]), "there is no codec that makes bytes of pixels, such as `bytes`"),
        (json!([{"configuration": {}}]), "a codec has no name"),
        (json!(["bytes", "lzma"]), "the codec `lzma` is not known"),
        (json!(["zstd", "bytes"]), "the codec `zstd` comes before there are bytes"),
        (json!(["bytes", "bytes"]), "the codec `bytes` comes when there are bytes"),
        (json!(["transpose", "bytes"]), "`transpose` has no `order`"),
        (json!([transpose([0, 0, 1]), "bytes"]), "`order` of `transpose` does not have each of 3 axes once"),
        (
            json!(["bytes", {"name": "gzip", "configuration": {"level": 10}}]),
            "the level of `gzip` is not an integer from 0 to 9",
        ),
        (json!(["bytes", blosc("snappy", "shuffle")]), "`cname` of `blosc` is \"snappy\", which is not known"),
        (json!(["bytes", blosc("lz4", "mix")]), "`shuffle` of `blosc` is \"mix\", which is not known"),
        (
            json!([shards([3, 2, 2], &json!(["bytes"]), &json!(["bytes"]), "end")]),
            "shards of [4, 4, 4] pixels cannot be cut into chunks of [3, 2, 2]",
        ),
        (
            json!([shards([2, 2, 2], &json!(["bytes"]), &json!(["bytes", "zstd"]), "end")]),
            "the index of shards has codecs other than `bytes` and `crc32c`",
        ),
        (
            json!([shards([2, 2, 2], &json!(["bytes"]), &json!(["bytes"]), "middle")]),
            "`index_location` is \"middle\", not `start` or `end`",
        ),
    ] {
        let error = save(&image, &path, &options([4, 4, 4], codecs.clone())).expect_err("wrong").to_string();
        assert_eq!(
            error,
            format!("argument `codecs` must be a list of codecs that fits, but it is {reason}"),
            "{codecs}"
        );
    }
    for separator in ["", "/../", "a/b"] {
        let options = ZarrOptions { separator: separator.to_owned(), ..options([4; 3], json!(["bytes"])) };
        let error = save(&image, &path, &options).expect_err("no name").to_string();
        assert_eq!(error, format!("argument `separator` must be `/` or `.`, but it is `{separator}`"));
    }
    assert!(!folder.path().join("new").exists());
}

#[test]
fn voxel_size_origin_and_unit_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let mut image = test_image(PixelType::UInt8, [3, 2, 1]);
    image.metadata_mut().insert_vector(Metadata::VOXEL_SIZE, [0.1, 2.0, 1e-7]);
    image.metadata_mut().insert_vector(Metadata::ORIGIN, [-1.0, 0.0, 1.0 / 3.0]);
    image.metadata_mut().insert_text(Metadata::UNIT, "mm");
    save(&image, &path, &options([4; 3], json!(["bytes"]))).expect("writable");
    let back = read(&path).expect("readable");
    assert_eq!(back.metadata().voxel_size(), Some([0.1, 2.0, 1e-7]));
    assert_eq!(back.metadata().origin(), Some([-1.0, 0.0, 1.0 / 3.0]));
    assert_eq!(back.metadata().unit(), Some("mm"));
    assert_eq!(description(&path)["attributes"]["voxel size"], json!([0.1, 2.0, 1e-7]));
}

#[test]
fn images_of_microscopes_have_their_voxel_size_in_every_resolution() {
    for version in ["v0.4", "v0.5"] {
        let group = data(&format!("ext/omezarr/{version}.zarr"));
        for (path, size) in
            [(group.clone(), [0.5, 0.5, 2.0]), (group.join("0"), [0.5, 0.5, 2.0]), (group.join("1"), [1.0, 1.0, 4.0])]
        {
            let info = io::info(&path).expect("readable");
            assert_eq!(
                (info.metadata.voxel_size(), info.metadata.unit()),
                (Some(size), Some("micrometer")),
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn axes_and_transformations_of_a_group_are_those_of_its_arrays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (group, array) = (folder.path().join("g"), folder.path().join("g/full"));
    let image = test_image(PixelType::UInt8, [4, 3, 2]);
    save(&image, &array, &options([4; 3], json!(["bytes"]))).expect("writable");
    describe(&array, |json| {
        json["dimension_names"] = Json::Null;
        json["shape"] = json!([1, 2, 3, 4]);
        json["chunk_grid"]["configuration"]["chunk_shape"] = json!([1, 4, 4, 4]);
    });
    fs::rename(array.join("c/0"), array.join("moved")).expect("there");
    fs::create_dir_all(array.join("c/0")).expect("writable");
    fs::rename(array.join("moved"), array.join("c/0/0")).expect("there");
    let scale = |scale: [f64; 4]| json!({"type": "scale", "scale": scale});
    let attributes = |path: &str| {
        json!({"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"multiscales": [{
            "axes": [{"name": "c", "type": "channel"}, {"name": "z", "unit": "nm"}, {"name": "y", "unit": "nm"}, {"name": "x", "unit": "nm"}],
            "datasets": [{"path": path, "coordinateTransformations":
                [scale([1.0, 4.0, 3.0, 2.0]), {"type": "translation", "translation": [0, 7, 6, 5]}]}],
            "coordinateTransformations": [scale([1.0, 10.0, 10.0, 10.0])],
        }]}}})
    };
    let write = |json: Json| fs::write(group.join("zarr.json"), json.to_string()).expect("writable");
    write(attributes("full"));
    for path in [&group, &array] {
        let back = read(path).expect("readable");
        assert_eq!((back.dims(), back.bytes()), (image.dims(), image.bytes()));
        assert_eq!(back.metadata().voxel_size(), Some([20.0, 30.0, 40.0]));
        assert_eq!((back.metadata().origin(), back.metadata().unit()), (Some([50.0, 60.0, 70.0]), Some("nm")));
    }
    // Converters put such groups into another one.
    fs::create_dir(folder.path().join("all")).expect("writable");
    fs::rename(&group, folder.path().join("all/0")).expect("there");
    fs::write(folder.path().join("all/zarr.json"), r#"{"zarr_format": 3, "node_type": "group"}"#).expect("writable");
    assert_eq!(read(folder.path().join("all")).expect("readable").bytes(), image.bytes());
    fs::rename(folder.path().join("all/0"), &group).expect("there");
    let error = read(folder.path().join("all")).expect_err("nothing in it").render();
    assert!(
        error.ends_with("is a group without an image in several resolutions\nhint: give the folder of an array in it"),
        "{error}"
    );
    for path in ["../g/full", "/", ""] {
        write(attributes(path));
        assert!(read(&group).is_err(), "{path}");
    }
}

#[test]
fn arrays_without_names_of_axes_begin_with_x_in_version_3_and_end_with_it_in_version_2() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt8, [4, 3, 2]), &path, &options([4; 3], json!(["bytes"]))).expect("writable");
    let size = || io::info(&path).map(|info| info.dims.to_array());
    describe(&path, |json| json["dimension_names"] = json!(["y", "x", "t"]));
    assert_eq!(size().expect("readable"), [3, 2, 4]);
    describe(&path, |json| json["dimension_names"] = json!(["a", null, "b"]));
    assert_eq!(size().expect("readable"), [2, 3, 4]);
    describe(&path, |json| {
        json["dimension_names"] = json!(["t", "z", "y", "x"]);
        json["shape"] = json!([2, 2, 3, 4]);
        json["chunk_grid"]["configuration"]["chunk_shape"] = json!([1, 4, 4, 4]);
    });
    let error = size().expect_err("too many").to_string();
    assert!(
        error.ends_with("the array has 2 positions along the axis t, besides x, y and z; only one can be read"),
        "{error}"
    );
    fs::remove_file(path.join("zarr.json")).expect("there");
    let text = r#"{"zarr_format": 2, "shape": [2, 3, 4], "chunks": [2, 3, 4], "dtype": "|u1", "compressor": null, "fill_value": 5}"#;
    fs::write(path.join(".zarray"), text).expect("writable");
    let image = read(&path).expect("readable");
    assert_eq!((image.dims().to_array(), image.bytes()[0]), ([4, 3, 2], 5));
}

#[test]
fn only_arrays_without_anything_else_are_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let (old, new) = (test_image(PixelType::UInt8, [5, 4, 3]), test_image(PixelType::Int16, [3, 2, 2]));
    let plain = options([2; 3], json!(["bytes"]));
    let refused = |expected: &str| {
        let before = names(folder.path());
        let error = save(&new, &path, &plain).expect_err("refused").to_string();
        assert!(error.contains(expected), "{error}");
        assert_eq!(names(folder.path()), before);
    };
    fs::create_dir(&path).expect("writable");
    refused("there is a folder of this name that is not a Zarr array, it is not replaced");
    fs::write(path.join("zarr.json"), "{}").expect("writable");
    refused("that is not a Zarr array");
    fs::remove_dir_all(&path).expect("there");
    for foreign in ["notes.txt", "c/notes.txt", "c/0/0/x", "c/0/0/0_writes/0", "c/0/0/9/9", "d/0"] {
        save(&old, &path, &plain).expect("writable");
        let foreign = path.join(foreign);
        if foreign.ends_with("9/9") {
            fs::create_dir(foreign.parent().expect("a folder")).expect("writable");
        }
        fs::create_dir_all(foreign.parent().expect("a folder")).expect("writable");
        fs::write(&foreign, "mine").expect("writable");
        refused("which is no part of it; it is not replaced");
        assert_eq!(fs::read(&foreign).expect("still there"), b"mine");
        fs::remove_dir_all(&path).expect("there");
    }
    save(&old, &path, &plain).expect("writable");
    save(&new, &path, &plain).expect("writable");
    assert_eq!(read(&path).expect("readable"), new);
}

#[test]
fn wrong_descriptions_are_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    save(&test_image(PixelType::UInt8, [3, 2, 1]), &path, &options([4; 3], json!(["bytes"]))).expect("writable");
    let good = description(&path);
    for (key, value, reason) in [
        ("zarr_format", json!(4), "`zarr_format` is not 3"),
        ("node_type", json!("tree"), "`node_type` is not `array`"),
        ("shape", Json::Null, "`shape` is not a list of at most 16 positive integers"),
        ("shape", json!([1, 0, 3]), "`shape` is not a list"),
        ("shape", json!([1, 2]), "`chunk_shape` and `shape` have different lengths"),
        ("shape", json!([1u64 << 40, 1u64 << 40, 1u64 << 40]), "the header gives the impossible size"),
        ("chunk_grid", json!({"name": "rectilinear"}), "the chunk grid `rectilinear` is not known"),
        ("chunk_key_encoding", json!({"name": "other"}), "the chunk keys `other` are not known"),
        (
            "chunk_key_encoding",
            json!({"name": "default", "configuration": {"separator": "/../"}}),
            "the separator \"/../\" cannot be used",
        ),
        ("data_type", json!("float64"), "the pixels are float64, which pi2 has not"),
        ("fill_value", json!("red"), "`fill_value` is \"red\", which is no pixel"),
        ("codecs", json!(["bytes", "other"]), "the codec `other` is not known"),
        ("storage_transformers", json!([1]), "there are storage transformers, none is known"),
        ("dimension_names", json!(["x", "x", "y"]), "two axes have the same name"),
        ("dimension_names", json!(["x"]), "the axes have other than 3 names"),
        ("news", json!({"name": "something"}), "the entry `news` is not known"),
    ] {
        let mut json = good.clone();
        json[key] = value;
        fs::write(path.join("zarr.json"), json.to_string()).expect("writable");
        let error = read(&path).expect_err(reason).to_string();
        assert!(error.contains(reason) && !error.contains("nn5"), "{reason}: {error}");
    }
    let mut json = good.clone();
    json["news"] = json!({"must_understand": false});
    json["chunk_key_encoding"] = json!({"name": "default"});
    fs::write(path.join("zarr.json"), json.to_string()).expect("writable");
    read(&path).expect("readable");
    for text in ["", "{", "[]", "5"] {
        fs::write(path.join("zarr.json"), text).expect("writable");
        assert!(read(&path).is_err(), "{text}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    fs::write(path.join("zarr.json"), deep).expect("writable");
    assert!(read(&path).is_err());
}

#[test]
fn every_prefix_of_a_file_of_an_array_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let image = test_image(PixelType::UInt8, [9, 5, 4]);
    let mut files = vec!["zarr.json"];
    for codecs in lists() {
        save(&image, &path, &options([8, 6, 4], codecs.clone())).expect("writable");
        files.push("c/0/0/0");
        // The descriptions are much alike.
        for name in std::mem::take(&mut files) {
            let bytes = fs::read(path.join(name)).expect("written");
            // The last byte of the description is a line end.
            for len in 0..bytes.trim_ascii_end().len().min(bytes.len() - 1) {
                fs::write(path.join(name), &bytes[..len]).expect("writable");
                let found = read(&path);
                assert!(found.is_err(), "{codecs}: {name} is read from its first {len} of {} bytes", bytes.len());
            }
            fs::write(path.join(name), &bytes).expect("writable");
        }
        assert_eq!(read(&path).expect("readable"), image);
    }
}

#[test]
fn sizes_that_cannot_be_in_the_files_are_refused_without_memory_for_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let image = test_image(PixelType::UInt16, [9, 5, 4]);
    for codecs in lists() {
        save(&image, &path, &options([8, 6, 4], codecs.clone())).expect("writable");
        for side in [1u64 << 20, 1 << 30, 3 << 40] {
            // A multiple of the sides of the smaller chunks.
            describe(&path, |json| {
                json["chunk_grid"]["configuration"]["chunk_shape"] = json!([side * 12, 12, side * 12]);
            });
            let error = read(&path).expect_err("impossible").to_string();
            assert!(error.contains("zarr") || error.contains("/a/") || error.contains("/a:"), "{error}");
        }
        fs::remove_dir_all(&path).expect("there");
    }
    save(&image, &path, &options([8, 6, 4], json!(["bytes", "zstd"]))).expect("writable");
    let bomb = [0x28, 0xb5, 0x2f, 0xfd, 0xa4, 0, 0, 0, 0x40, 0x03, 0, 0, 0];
    for bytes in [&bomb[..], &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], &[]] {
        fs::write(path.join("c/0/0/0"), bytes).expect("writable");
        assert!(read(&path).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_of_an_array_are_errors_or_images(
        list in any::<prop::sample::Index>(),
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<u16>(), any::<u8>()), 1..4),
    ) {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a");
        let samples = ["ext/n5/n0", "ext/n5/n2", "ext/zarr2/v0", "ext/zarr2/v2"];
        let lists = lists();
        let number = list.index(lists.len() + samples.len());
        if let Some(codecs) = lists.get(number) {
            save(&test_image(PixelType::Int16, [9, 5, 4]), &path, &options([8, 6, 4], codecs.clone()))?;
        } else {
            let source = data(samples[number - lists.len()]);
            for name in names(&source) {
                fs::create_dir_all(path.join(&name).parent().expect("a folder"))?;
                fs::copy(source.join(&name), path.join(&name))?;
            }
        }
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

#[test]
fn a_part_of_a_shard_is_read_without_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a");
    let image = test_image(PixelType::UInt8, [8, 6, 4]);
    let codecs = json!([shards([2, 3, 4], &json!(["bytes"]), &json!(["bytes"]), "end")]);
    save(&image, &path, &options([8, 6, 4], codecs)).expect("writable");
    let file = path.join("c/0/0/0");
    let mut bytes = fs::read(&file).expect("written");
    // The entry of the last of eight chunks points behind the end.
    let entry = bytes.len() - 16;
    bytes[entry..entry + 8].fill(0x7f);
    fs::write(&file, &bytes).expect("writable");
    let source = io::open(&path).expect("readable");
    let part = |start, size| {
        let region = Region { start, size };
        let mut pixels = vec![0; region.pixel_count()];
        source
            .read_region(&Context::default(), region, PixelType::UInt8, &mut pixels)
            .map(|()| pixels == cut(&image, region))
    };
    assert!(part([0, 0, 0], [4, 6, 4]).expect("other chunks") && part([0, 0, 0], [8, 6, 2]).expect("other chunks"));
    let error = part([7, 5, 3], [1, 1, 1]).expect_err("the last chunk").to_string();
    assert!(error.contains("the file is cut off or damaged"), "{error}");
    let block =
        io::read_block(&Context::default(), &*source, Vec3::new(3, 5, 1), Vec3::new(1, 3, 1), None).expect("inside");
    assert_eq!(block.bytes(), [cut(&image, Region { start: [3, 5, 1], size: [1; 3] })[0], 0, 0]);
}
