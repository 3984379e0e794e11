//! VTK files are those of the original, and what is wrong with points and lines is said.

use std::fs;

use pi2_core::commands::writevtk::{writevtk, writevtk_all_data, writevtk_point_data};
use pi2_core::{Context, ErrorKind, Image, Result};

use super::files_in;
use super::samples::{data, npy_pixels};

fn floats(name: &str, dims: [usize; 3]) -> Image<f32> {
    let bytes = npy_pixels(&data(&format!("expected/vtk/vtk_{name}.npy")));
    let values = bytes.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().expect("four bytes")));
    Image::from_vec(dims, values.collect()).expect("the right size")
}

fn points() -> Image<f32> {
    floats("points", [3, 5, 1])
}

fn list(values: &[u64]) -> Image<u64> {
    Image::from_vec([values.len(), 1, 1], values.to_vec()).expect("the right size")
}

fn lines() -> Image<u64> {
    list(&[3, 2, 0, 1, 3, 1, 2, 3, 2, 4, 0])
}

/// The file that a command writes.
fn written(write: impl Fn(&Context, &str) -> Result<()>) -> Result<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let name = folder.path().join("new/a");
    let written = write(&Context::default(), name.to_str().expect("unicode"));
    if let Err(error) = written {
        assert!(files_in(folder.path()).is_empty(), "an error leaves no file");
        return Err(error);
    }
    Ok(fs::read_to_string(name.with_extension("vtk")).expect("written"))
}

/// The file that the original wrote.
fn expected(name: &str) -> String {
    fs::read_to_string(data(&format!("expected/vtk/{name}.vtk"))).expect("a sample")
}

#[test]
fn files_are_written_as_by_the_original() {
    let (values, lengths) = (floats("pd", [2, 5, 1]), floats("cd", [1, 3, 1]));
    let bytes = npy_pixels(&data("expected/vtk/vtk_lines.npy"));
    let stored: Vec<u8> = lines().pixels().iter().flat_map(|value| value.to_le_bytes()).collect();
    assert_eq!(bytes, stored);
    let text = written(|ctx, name| writevtk(ctx, &points(), &lines(), name)).expect("writable");
    assert_eq!(text, expected("write-vtk"));
    let text = written(|ctx, name| writevtk_point_data(ctx, &points(), &lines(), name, "one, two", &values));
    assert_eq!(text.expect("writable"), expected("write-vtk-pointdata"));
    let text = written(|ctx, name| {
        writevtk_all_data(ctx, &points(), &lines(), &format!("{name}.vtk"), "one, two", &values, "cell", &lengths)
    });
    assert_eq!(text.expect("writable"), expected("write-vtk-alldata"));
    // Without names no values are written.
    let text = written(|ctx, name| writevtk_all_data(ctx, &points(), &lines(), name, "", &values, " ", &lengths));
    assert_eq!(text.expect("writable"), expected("write-vtk"));
}

#[test]
fn numbers_keep_their_digits() {
    let values = [0.1, 123_456.79, -0.0, 1e-30, 3e38, f32::NAN, f32::INFINITY, 16_777_217.0, -2.5e-5];
    let points = Image::from_vec([3, 3, 1], values.to_vec()).expect("the right size");
    let text = written(|ctx, name| writevtk(ctx, &points, &list(&[0]), name)).expect("writable");
    let rows: Vec<&str> = text.lines().skip(5).take(4).collect();
    assert_eq!(rows, ["0.1 123456.79 -0", "1e-30 3e38 nan", "inf 16777216 -2.5e-5", "LINES 0 0"]);
}

#[test]
fn names_are_written_as_vtk_writes_them() {
    let values = Image::new([2, 5, 1]).expect("small");
    let names = " edge length (µm),100% ";
    let text = written(|ctx, name| writevtk_point_data(ctx, &points(), &lines(), name, names, &values));
    let text = text.expect("writable");
    assert!(
        text.contains("\nedge%20length%20(%C2%B5m) 1 5 float\n") && text.contains("\n100%25 1 5 float\n"),
        "{text}"
    );
}

#[test]
fn lines_that_make_no_sense_are_refused() {
    for (values, expected) in [
        (&[1][..], "it ends in line 0 of 1"),
        (&[2, 1, 0, 2, 3], "it ends in line 1 of 2"),
        (&[u64::MAX, 1, 0], "it ends in line 1 of 18446744073709551615"),
        (&[1, u64::MAX, 0], "it ends in line 0 of 1"),
        (&[1, 2, 0, 5], "line 0 goes to point 5 of 5"),
        (&[1, 2, 0, 4, 4, 4], "it has 2 numbers behind the last line"),
    ] {
        let error = written(|ctx, name| writevtk(ctx, &points(), &list(values), name)).expect_err(expected);
        assert_eq!(error.kind(), ErrorKind::Argument);
        let error = error.to_string();
        let start = "argument `lines` must be a list of lines between the points, but it is ";
        assert!(error.starts_with(start) && error.ends_with(expected), "{error}");
    }
}

#[test]
fn images_of_another_size_are_refused() {
    let flat = Image::new([2, 5, 1]).expect("small");
    let error = written(|ctx, name| writevtk(ctx, &flat, &lines(), name)).expect_err("two columns").to_string();
    assert_eq!(error, "`points` is 2×5×1, but each of its rows must be the x, y and z of a point");
    let error = written(|ctx, name| writevtk_point_data(ctx, &points(), &lines(), name, "a", &flat));
    let expected = "`point data` is 2×5×1, but it must have a column for each of 1 names and 5 rows";
    assert_eq!(error.expect_err("one name").to_string(), expected);
    let error = written(|ctx, name| writevtk_all_data(ctx, &points(), &lines(), name, "", &flat, "a, b", &flat));
    let expected = "`cell data` is 2×5×1, but it must have a column for each of 2 names and 3 rows";
    assert_eq!(error.expect_err("three lines").to_string(), expected);
    let error = written(|ctx, name| writevtk_point_data(ctx, &points(), &lines(), name, "a,", &flat));
    let error = error.expect_err("no name").to_string();
    assert!(error.contains("point data name") && error.contains("one of them is empty"), "{error}");
}
