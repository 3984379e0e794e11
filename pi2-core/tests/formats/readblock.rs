//! The commands that read a part of a file.

use pi2_core::image::Dimensions;
use pi2_core::{PixelType, Session};

use super::test_image;

const DIMS: Dimensions = Dimensions { width: 9, height: 7, depth: 5 };

/// Commands that read a box, with what comes behind the box, and the files that they read. The box of the first form is
/// given as vectors, that of the second one as numbers.
const READERS: [(&str, &str, &str); 9] = [
    ("readblock", ", int16", "raw_9x7x5.raw"),
    ("readblock", ", int16", "whole.tif"),
    ("readblock", "", "whole.nrrd"),
    ("readblock", "", "whole.lz4raw"),
    ("readblock", "", "array.zarr"),
    ("readblock", "", "slices/s_@.tif"),
    ("readrawblock", ", int16", "raw"),
    ("readnn5block", "", "chunks"),
    ("readsequenceblock", "", "slices/s_*"),
];

fn session(folder: &std::path::Path) -> Session {
    let session = Session::new();
    session.insert_image("img", test_image(PixelType::Int16, DIMS));
    let write = "writeraw(img, F/raw); writetif(img, F/whole); writenrrd(img, F/whole); writelz4(img, F/whole); \
                 writezarr(img, F/array.zarr, [32, 32, 32]); writenn5(img, F/chunks, [4, 4, 4]); \
                 writesequence(img, F/slices/s_@.tif)";
    session.run_script(&write.replace('F', &folder.to_string_lossy())).expect("writable");
    session
}

#[test]
fn a_box_is_the_same_as_in_the_whole_and_zero_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let (session, whole) = (session(folder.path()), test_image(PixelType::Int16, DIMS));
    for (command, options, file) in READERS {
        let file = folder.path().join(file).display().to_string();
        for (start, size) in [([0, 0, 0], [9, 7, 5]), ([2, 3, 1], [4, 2, 3]), ([8, 5, 4], [3, 4, 2])] {
            let ([x, y, z], [w, h, d]) = (start, size);
            for bounds in [format!("{start:?}, {size:?}"), format!("{x}, {y}, {z}, {w}, {h}, {d}")] {
                session.run_script(&format!("{command}(part, '{file}', {bounds}{options})")).expect(command);
                let handle = session.image("part").expect("it was read");
                let part = handle.read();
                assert_eq!((part.dims().to_array(), part.pixel_type()), (size, PixelType::Int16), "{command} {file}");
                for (index, pixel) in part.bytes().chunks_exact(2).enumerate() {
                    let inside = part.dims().coordinates(index);
                    let at: [usize; 3] = std::array::from_fn(|axis| start[axis] + inside[axis]);
                    let is_there = (0..3).all(|axis| at[axis] < DIMS.to_array()[axis]);
                    let expected =
                        if is_there { &whole.bytes()[2 * DIMS.index(at[0], at[1], at[2])..][..2] } else { &[0, 0] };
                    assert_eq!(pixel, expected, "{command} {file} {bounds}, {inside:?}");
                }
            }
        }
    }
}

#[test]
fn wrong_boxes_are_errors_that_leave_the_image_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = session(folder.path());
    session.run_script("newimage(part, uint8, 3, 2, 1)").expect("valid");
    for (command, options, file) in READERS {
        let file = folder.path().join(file).display().to_string();
        for (bounds, expected) in [
            (
                "[9, 0, 0], [1, 1, 1]",
                "argument `position` must be inside the image of 9×7×5 pixels, but it is [9, 0, 0]",
            ),
            (
                "[0, -1, 0], [1, 1, 1]",
                "argument `position` must be inside the image of 9×7×5 pixels, but it is [0, -1, 0]",
            ),
            ("[0, 0, 0], [1, 0, 1]", "argument `block size` must be positive along all axes, but it is [1, 0, 1]"),
        ] {
            let call = format!("{command}(part, '{file}', {bounds}{options})");
            let error = session.run_script(&call).expect_err(&call).to_string();
            assert!(error.contains(expected), "{call}: {error}");
        }
        let missing = format!("{command}(part, '{file}.none', [0, 0, 0], [1, 1, 1]{options})");
        assert!(session.run_script(&missing).is_err(), "{missing}");
        assert_eq!(session.image("part").expect("still there").read().dims().to_array(), [3, 2, 1]);
    }
}
