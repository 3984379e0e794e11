//! Images whose slices are files of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use pi2_core::commands::files::{writepng, writetif};
use pi2_core::commands::sequences::{writesequence, writesequenceblock};
use pi2_core::image::{Metadata, Region};
use pi2_core::io::sequence::{SequenceSink, SequenceSource};
use pi2_core::io::{self, ImageSink};
use pi2_core::par::CancelToken;
use pi2_core::{Context, DynImage, PixelType, Vec3, Vec3i};

use super::{files_in, read, test_image};

/// A new folder, and a name in it as text.
fn place(name: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join(name).to_str().expect("unicode").to_owned();
    (folder, name)
}

fn names(folder: &Path) -> Vec<String> {
    let name = |path: PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    files_in(folder).into_iter().map(name).collect()
}

#[test]
fn sequences_keep_every_type_and_size() {
    let ctx = Context::default();
    for pixel_type in PixelType::ALL {
        for dims in [[1, 1, 1], [5, 1, 1], [4, 6, 1], [1, 1, 3], [7, 5, 12]] {
            for template in ["q/s_@(5).tif", "q/@(-).tiff", "q/s_@.png"] {
                if template.ends_with("png") && ![PixelType::UInt8, PixelType::UInt16].contains(&pixel_type) {
                    continue;
                }
                let (folder, name) = place(template);
                let image = test_image(pixel_type, dims);
                writesequence(&ctx, &image, &name).expect("writable");
                let reading = name.replace("(5)", "").replace("(-)", "");
                assert_eq!(read(reading).expect("readable"), image, "{pixel_type} {dims:?} {template}");
                assert_eq!(files_in(folder.path()).len(), dims[2]);
                assert_eq!(read(folder.path().join("q")).expect("readable"), image);
            }
        }
    }
}

#[test]
fn signed_pixels_become_their_bit_patterns_in_png_slices() {
    let (folder, name) = place("");
    let image = test_image(PixelType::Int16, [5, 4, 3]);
    writesequence(&Context::default(), &image, &name).expect("writable");
    assert_eq!(names(folder.path()), ["0.png", "1.png", "2.png"]);
    let back = read(folder.path()).expect("readable");
    assert_eq!((back.pixel_type(), back.bytes()), (PixelType::UInt16, image.bytes()));
}

#[test]
fn blocks_are_read_as_cut_from_the_whole_and_zero_outside() {
    let (ctx, (folder, name)) = (Context::default(), place("s@.png"));
    let image = test_image(PixelType::UInt8, [7, 5, 12]);
    writesequence(&ctx, &image, &name).expect("writable");
    let source = SequenceSource::open(folder.path()).expect("readable");
    let block = io::read_block(&ctx, &source, Vec3::new(5, 2, 9), Vec3::new(4, 3, 5), None).expect("inside");
    for (index, pixel) in block.bytes().iter().enumerate() {
        let [x, y, z] = block.dims().coordinates(index);
        let inside = x + 5 < 7 && z + 9 < 12;
        let expected = if inside { image.bytes()[image.dims().index(x + 5, y + 2, z + 9)] } else { 0 };
        assert_eq!(*pixel, expected, "{x} {y} {z}");
    }
    let error = io::read_block(&ctx, &source, Vec3::new(0, 0, 12), Vec3::splat(1), None).expect_err("outside");
    assert!(error.to_string().contains("`position` must be inside the image of 7×5×12 pixels"), "{error}");
}

#[test]
fn a_block_may_be_written_in_any_pieces() {
    let ctx = Context::default();
    let image = test_image(PixelType::UInt16, [7, 5, 4]);
    for template in ["q/b_@(3).tif", "q/b_@(3).png"] {
        let (folder, name) = place(template);
        let dims = Vec3::new(7, 5, 4);
        for (start, size) in
            [([0, 0, 0], [7, 5, 1]), ([0, 0, 1], [3, 5, 3]), ([3, 0, 1], [4, 2, 3]), ([3, 2, 1], [4, 3, 3])]
        {
            writesequenceblock(&ctx, &image, &name, Vec3(start), dims, Vec3(start), Vec3(size)).expect("writable");
        }
        assert_eq!(read(name.replace("(3)", "")).expect("readable"), image);
        assert_eq!(files_in(folder.path()).len(), 4);
    }
}

#[test]
fn a_block_updates_the_sequence_that_is_there() {
    let (ctx, (_folder, name)) = (Context::default(), place("@.tif"));
    let (whole, part) = (test_image(PixelType::Int16, [7, 5, 12]), test_image(PixelType::Int16, [3, 9, 2]));
    writesequence(&ctx, &whole, &name).expect("writable");
    let none = Vec3i::splat(0);
    // Negative positions and the far border cut the block.
    writesequenceblock(&ctx, &part, &name, Vec3::new(-1, 1, 10), none, none, none).expect("writable");
    let back = read(&name).expect("readable");
    for (index, pixel) in back.bytes().chunks_exact(2).enumerate() {
        let [x, y, z] = whole.dims().coordinates(index);
        let (image, at) =
            if x < 2 && y >= 1 && z >= 10 { (&part, [x + 1, y - 1, z - 10]) } else { (&whole, [x, y, z]) };
        let at = 2 * image.dims().index(at[0], at[1], at[2]);
        assert_eq!(pixel, &image.bytes()[at..at + 2], "{x} {y} {z}");
    }
}

#[test]
fn a_small_block_does_not_replace_larger_slices() {
    // All of the source image, at the origin: the original made the slice as small as the block.
    let (ctx, (_folder, name)) = (Context::default(), place("@.tif"));
    let (whole, part) = (test_image(PixelType::UInt8, [7, 5, 2]), test_image(PixelType::UInt8, [3, 2, 1]));
    writesequence(&ctx, &whole, &name).expect("writable");
    writesequenceblock(&ctx, &part, &name, Vec3i::splat(0), Vec3::new(7, 5, 2), Vec3i::splat(0), Vec3i::splat(0))
        .expect("writable");
    let back = read(&name).expect("readable");
    assert_eq!((back.dims(), &back.bytes()[3 + 7..]), (whole.dims(), &whole.bytes()[3 + 7..]));
    assert_eq!(back.bytes()[..3], part.bytes()[..3]);
}

#[test]
fn slices_that_do_not_fit_are_errors_that_name_them() {
    let (ctx, (folder, name)) = (Context::default(), place("@.tif"));
    let path = |name: &str| folder.path().join(name).to_str().expect("unicode").to_owned();
    writesequence(&ctx, &test_image(PixelType::UInt8, [4, 3, 3]), &name).expect("writable");
    writetif(&ctx, &test_image(PixelType::UInt8, [3, 4, 1]), &path("1")).expect("writable");
    let error = read(&name).expect_err("another size").to_string();
    assert!(error.contains("1.tif: the slice is 3×4×1, but the first slice "), "{error}");
    assert!(error.ends_with("0.tif is 4×3×1"), "{error}");
    writetif(&ctx, &test_image(PixelType::Int8, [4, 3, 1]), &path("1")).expect("writable");
    let error = read(&name).expect_err("another type").to_string();
    assert!(error.contains("1.tif: the pixels of the slice are int8, but those of the first slice "), "{error}");
    let zero = Vec3i::splat(0);
    let block =
        |part: &DynImage| writesequenceblock(&ctx, part, &name, Vec3::new(0, 0, 1), Vec3::new(4, 3, 3), zero, zero);
    let error = block(&test_image(PixelType::UInt8, [1, 1, 1])).expect_err("another type").render();
    assert!(error.contains("1.tif: the slice is 4×3×1 of int8 pixels, a part of 4×3×1 uint8 pixels cannot"), "{error}");
    block(&test_image(PixelType::UInt8, [4, 3, 1])).expect("a whole slice replaces it");
    writetif(&ctx, &test_image(PixelType::UInt8, [4, 3, 2]), &path("0")).expect("writable");
    let error = read(&name).expect_err("a volume").render();
    assert!(error.contains("0.tif: the file holds 2 slices, but each file of a sequence holds one"), "{error}");
    fs::write(path("0.tif"), "text").expect("writable");
    let error = read(&name).expect_err("a text").to_string();
    assert!(error.contains("0.tif: no known image format fits"), "{error}");
}

#[test]
fn what_png_cannot_hold_is_refused_before_anything_is_made() {
    let (ctx, (folder, name)) = (Context::default(), place("new/s_@.png"));
    let error = writesequence(&ctx, &test_image(PixelType::Float32, [3, 2, 2]), &name).expect_err("32 bits").render();
    let expected = "a PNG file holds images of 8 or 16 bits, but the image is float32
hint: convert the image to uint8 or uint16 first, or let the name end in `_@.tif`";
    assert_eq!(error, expected);
    let image = test_image(PixelType::UInt8, [3, 2, 2]);
    let error = writesequence(&ctx, &image, &format!("{name}@(x).tif")).expect_err("no number").to_string();
    assert!(error.contains("but it is `@(x)`"), "{error}");
    let zero = Vec3i::splat(0);
    let error = writesequenceblock(&ctx, &image, &name, zero, zero, zero, zero).expect_err("no size").render();
    assert!(error.ends_with("hint: give the file dimensions to make a new sequence"), "{error}");
    assert!(fs::read_dir(folder.path()).expect("a folder").next().is_none());
}

#[test]
fn nothing_is_left_of_a_sequence_that_is_not_completed() {
    let (_, (folder, name)) = (Context::default(), place("s_@.tif"));
    let old = test_image(PixelType::UInt8, [4, 3, 2]);
    writesequence(&Context::default(), &old, &name).expect("writable");
    let token = CancelToken::default();
    let ctx = Context::default().with_cancel(token.clone());
    let image = test_image(PixelType::UInt8, [4, 3, 3]);
    let mut sink = SequenceSink::create(&name, image.dims(), image.pixel_type()).expect("writable");
    sink.write_region(&ctx, Region::whole(image.dims()), image.bytes()).expect("writable");
    drop(sink);
    token.cancel();
    assert!(writesequence(&ctx, &image, &name).is_err());
    assert_eq!((read(&name).expect("the old one"), names(folder.path()).len()), (old, 2));
}

#[test]
fn boxes_make_the_same_slices_as_the_whole() {
    let (ctx, (folder, name)) = (Context::default(), place("@.png"));
    let image = test_image(PixelType::UInt16, [3, 2, 2]);
    fs::write(folder.path().join("0.png"), "an old file").expect("writable");
    let mut sink = SequenceSink::create(&name, image.dims(), image.pixel_type()).expect("writable");
    for (index, pixel) in image.bytes().chunks_exact(2).enumerate() {
        let start = image.dims().coordinates(index).map(|side| side as i64);
        sink.write_region(&ctx, Region { start, size: [1; 3] }, pixel).expect("writable");
    }
    Box::new(sink).finish().expect("writable");
    assert_eq!(read(folder.path()).expect("readable"), image);
}

#[test]
fn endings_count_in_any_case_and_formats_may_mix() {
    let (ctx, (folder, _)) = (Context::default(), place(""));
    let image = test_image(PixelType::UInt8, [4, 3, 1]);
    for name in ["2.TIF", "10.tiff"] {
        writetif(&ctx, &image, folder.path().join(name).to_str().expect("unicode")).expect("writable");
    }
    writepng(&ctx, &image, folder.path().join("1.PNG").to_str().expect("unicode")).expect("writable");
    fs::write(folder.path().join("notes.txt"), "text").expect("writable");
    let source = io::open(folder.path()).expect("readable");
    assert_eq!((source.info().format, source.info().dims.to_array()), ("sequence", [4, 3, 3]));
    assert_eq!(read(folder.path()).expect("readable").bytes(), image.bytes().repeat(3));
    assert!(io::open(&folder.path().join("@.bmp")).is_err());
}

#[test]
fn a_literal_name_wins_over_a_template() {
    let (ctx, (folder, name)) = (Context::default(), place("a@.png"));
    let (one, other) = (test_image(PixelType::UInt8, [4, 3, 1]), test_image(PixelType::UInt16, [2, 2, 1]));
    writepng(&ctx, &one, &name).expect("writable");
    writepng(&ctx, &other, folder.path().join("a1.png").to_str().expect("unicode")).expect("writable");
    let source = io::open(Path::new(&name)).expect("readable");
    assert_eq!((source.info().format, read(&name).expect("readable")), ("png", one.clone()));
    let source = SequenceSource::open(Path::new(&name)).expect("readable");
    assert_eq!(io::read_all(&ctx, &source, None).expect("readable"), one);
    // The start of the name of a raw file may be a template, too.
    fs::write(folder.path().join("raw_2x2x1.raw"), [1, 2, 3, 4]).expect("writable");
    assert_eq!(read(folder.path().join("r?w")).expect("raw").bytes(), [1, 2, 3, 4]);
}

#[test]
fn the_voxel_size_travels_with_tiff_slices() {
    let (ctx, (_folder, name)) = (Context::default(), place("@.tif"));
    let mut image = test_image(PixelType::UInt8, [4, 3, 2]);
    image.metadata_mut().insert_vector(Metadata::VOXEL_SIZE, [0.7, 0.7, 1.4]);
    image.metadata_mut().insert_text(Metadata::UNIT, "µm");
    writesequence(&ctx, &image, &name).expect("writable");
    assert_eq!(read(&name).expect("readable"), image);
}

#[test]
fn other_files_are_reported_once() {
    let (folder, name) = place("s_@.png");
    let printed = Arc::new(Mutex::new(Vec::new()));
    let lines = printed.clone();
    let ctx = Context::default().with_printer(Arc::new(move |line| lines.lock().expect("free").push(line.to_owned())));
    writesequence(&ctx, &test_image(PixelType::UInt8, [2, 2, 3]), &name).expect("writable");
    writesequence(&ctx, &test_image(PixelType::UInt8, [2, 2, 1]), folder.path().to_str().expect("unicode"))
        .expect("writable");
    let expected = "3 other files are read as slices of this sequence: s_0.png, s_1.png, s_2.png";
    assert_eq!(*printed.lock().expect("free"), [format!("{}: {expected}", folder.path().display())]);
}
