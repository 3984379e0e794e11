//! What the original program answers on small images: each case runs its script in a session and compares the results.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use ndarray::{Array3, Ix3};
use ndarray_npy::{ReadNpyExt, ReadableElement};
use num_complex::Complex32;
use pi2_core::registry::{self, Value};
use pi2_core::{DynImage, Image, Pixel, Session};
use serde_json::Value as Json;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/data")
}

fn read_npy(path: &Path) -> DynImage {
    fn typed<T: Pixel + ReadableElement>(path: &Path) -> Option<DynImage> {
        let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let array: Array3<T> = ndarray::Array::<T, Ix3>::read_npy(file).ok()?;
        Some(Image::from(array).into())
    }
    let readers = [
        typed::<u8>,
        typed::<u16>,
        typed::<u32>,
        typed::<u64>,
        typed::<i8>,
        typed::<i16>,
        typed::<i32>,
        typed::<i64>,
        typed::<f32>,
        typed::<Complex32>,
    ];
    readers.iter().find_map(|read| read(path)).unwrap_or_else(|| panic!("{} has no pixel type", path.display()))
}

/// Pixels as complex float64 numbers; 64-bit integers that do not fit are compared exactly elsewhere.
fn numbers(image: &DynImage) -> Vec<[f64; 2]> {
    macro_rules! real {
        ($($variant:ident),+) => {
            match image {
                $(DynImage::$variant(image) => image.pixels().iter().map(|&p| [p as f64, 0.0]).collect(),)+
                DynImage::Complex32(image) => image.pixels().iter().map(|p| [p.re.into(), p.im.into()]).collect(),
            }
        };
    }
    real!(UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32)
}

/// Why two images differ under the rule of a case, if they do.
fn difference(got: &DynImage, want: &DynImage, how: &Json) -> Option<String> {
    if got.pixel_type() != want.pixel_type() || got.dims() != want.dims() {
        return Some(format!("{} {} instead of {} {}", got.dims(), got.pixel_type(), want.dims(), want.pixel_type()));
    }
    let tolerance = how["tol"].as_f64().unwrap_or(0.0);
    let (a, b) = (numbers(got), numbers(want));
    if how["kind"] == "rows" {
        return row_difference(&a, &b, want.dims().width, tolerance);
    }
    let is_nan = |p: &[f64; 2]| p[0].is_nan() || p[1].is_nan();
    let error = |(p, q): (&[f64; 2], &[f64; 2])| match (is_nan(p), is_nan(q)) {
        (true, true) => 0.0,
        (false, false) if p == q => 0.0,
        (false, false) => (p[0] - q[0]).hypot(p[1] - q[1]),
        _ => f64::INFINITY,
    };
    let errors: Vec<f64> = a.iter().zip(&b).map(error).collect();
    let largest = errors.iter().copied().fold(0.0, f64::max);
    let scale = b.iter().map(|q| q[0].hypot(q[1])).filter(|q| q.is_finite()).fold(1e-30, f64::max);
    let (allowed, found) = match how["kind"].as_str() {
        Some("exact") if got.bytes() == want.bytes() => return None,
        Some("exact") => (0.0, largest),
        Some("abs") => (tolerance, largest),
        Some("rel") => (tolerance, largest / scale),
        kind => return Some(format!("unknown kind of comparison {kind:?}")),
    };
    let different = errors.iter().filter(|&&error| error > 0.0).count();
    (found > allowed).then(|| format!("{different} of {} pixels differ, at most by {found:e} > {allowed:e}", a.len()))
}

/// The same rows in any order.
fn row_difference(got: &[[f64; 2]], want: &[[f64; 2]], width: usize, tolerance: f64) -> Option<String> {
    let mut left: Vec<&[[f64; 2]]> = want.chunks(width).collect();
    let equal = |p: &[f64; 2], q: &[f64; 2]| (p[0] - q[0]).abs() <= tolerance || (p[0].is_nan() && q[0].is_nan());
    for row in got.chunks(width) {
        let position = left.iter().position(|other| row.iter().zip(*other).all(|(p, q)| equal(p, q)));
        match position {
            Some(position) => left.swap_remove(position),
            None => return Some(format!("row {:?} is not expected", row.iter().map(|p| p[0]).collect::<Vec<_>>())),
        };
    }
    None
}

fn run_case(case: &Json) -> Result<(), String> {
    let session = Session::new();
    for (name, file) in case["inputs"].as_object().expect("inputs") {
        session.insert_image(name, read_npy(&data().join("inputs").join(file.as_str().expect("a file name"))));
    }
    let script = case["script"].as_str().expect("a script");
    session.run_script(script).map_err(|error| error.render())?;
    for (name, how) in case["outputs"].as_object().expect("outputs") {
        let want = read_npy(&data().join("expected").join(how["file"].as_str().expect("a file name")));
        let handle = session.image(name).map_err(|error| error.render())?;
        if let Some(difference) = difference(&handle.read(), &want, how) {
            return Err(format!("{name}: {difference}"));
        }
    }
    for (name, how) in case["values"].as_object().expect("values") {
        let got = session.value(name).map_err(|error| error.render())?;
        let want = how["value"].as_str().map_or_else(|| how["value"].to_string(), str::to_owned);
        let is_right = match (&got, how["value"].as_f64()) {
            (Value::Real(got), Some(want)) => (got - want).abs() <= how["tol"].as_f64().unwrap_or(0.0),
            _ => got.to_string() == want,
        };
        if !is_right {
            return Err(format!("{name}: {got} instead of {want}"));
        }
    }
    Ok(())
}

#[test]
fn the_answers_of_the_original_are_reproduced() {
    let text = fs::read_to_string(data().join("cases.json")).expect("the cases are there");
    let cases: Vec<Json> = serde_json::from_str(&text).expect("the cases are JSON");
    assert!(cases.len() >= 757, "only {} cases", cases.len());
    // Some scripts write into the current folder.
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder exists");
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            run_case(case).err().map(|why| format!("{}: {why}", case["id"].as_str().unwrap_or_default()))
        })
        .collect();
    assert!(failures.is_empty(), "{} of {} cases fail:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn every_case_uses_registered_commands_only() {
    let text = fs::read_to_string(data().join("cases.json")).expect("the cases are there");
    let cases: Vec<Json> = serde_json::from_str(&text).expect("the cases are JSON");
    let unknown = |case: &Json| {
        let command = case["command"].as_str().expect("a command").to_owned();
        (!registry::commands().contains_key(command.as_str())).then_some(command)
    };
    let missing: std::collections::BTreeSet<String> = cases.iter().filter_map(unknown).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
