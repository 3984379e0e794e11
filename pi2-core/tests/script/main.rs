//! Scripts with mistakes: each gives a cause and a remedy, changes nothing, and never panics.

use pi2_core::Session;
use pi2_core::registry::Value;

/// A script and the words that its error must contain.
const MISTAKES: &[(&str, &[&str])] = &[
    // Syntax.
    ("print(\"abc", &["line 1, column 7", "never closed"]),
    ("print('abc)", &["never closed"]),
    ("set(img, [1, 2", &["`[` is never closed"]),
    ("add(img, 1", &["never closed"]),
    ("add(img, 'a' 1)", &["expected `,` or `)`"]),
    ("(img)", &["a command name is missing"]),
    ("\n\n  ad(img, 1)", &["line 3, column 3", "unknown command `ad`", "did you mean `add`?"]),
    ("frobnicate(img)", &["unknown command `frobnicate`", "help()"]),
    ("Add(img, 1)", &["unknown command `Add`", "did you mean `add`?"]),
    // Number of arguments.
    ("add(img)", &["is missing", "usage: add("]),
    ("add(img, 1, 2, 3, 4, 5)", &["at most", "usage: add("]),
    ("list(1)", &["at most 0 arguments, but 1 were given"]),
    ("newimage()", &["argument `image name` is missing"]),
    // Names.
    ("add(imgg, 1)", &["`image`", "there is no image of that name", "did you mean `img`?"]),
    ("newimage(2nd, uint8)", &["a letter or `_`", "`2nd`"]),
    ("newimage(\"a b\", uint8)", &["a letter or `_`"]),
    ("newimage(a, float32, [1, 2])", &["`[1, 2]`", "usage:", "dimensions"]),
    ("newimage(\"\", float32)", &["a letter or `_`", "``"]),
    ("newvalue(a-b, int)", &["a letter or `_`"]),
    ("getmeta(img, k, \"unknown\")", &["there is no variable of that name", "newvalue"]),
    // Types.
    ("newimage(a, uint9)", &["one of uint8, uint16", "`uint9`"]),
    ("newlike(a, img, uin8)", &["one of uint8, uint16", "`uin8`"]),
    ("convert(img, a, flaot32)", &["one of uint8, uint16", "`flaot32`"]),
    ("add(img, banana)", &["`banana`"]),
    ("add(img, 1e400)", &["`1e400`"]),
    ("add(img, 5abc)", &["`5abc`"]),
    ("newimage(a, uint8, 2.9)", &["an integer", "`2.9`"]),
    ("newvalue(n, int, 3.7)", &["of type int", "`3.7`"]),
    ("newvalue(n, integr, 3)", &["one of string, int, real, bool"]),
    ("set(img, [1, 2], 3)", &["three integers"]),
    ("gaussfilter(img, out, [1, 2])", &["spatial sigma", "three numbers"]),
    ("gaussfilter(img, out, 1, neer)", &["boundary condition", "Zero, Nearest", "`neer`"]),
    ("label(img, 0, 5)", &["connectivity", "`5`"]),
    ("montage(img, out, -1, 2)", &["columns", "not negative"]),
    ("noise(complex, 1, 1)", &["complex32 images are not supported", "supported: uint8"]),
    ("threshold(img, complex)", &["complex32"]),
    ("add(img, signed)", &["combination of pixel types", "int8"]),
    ("autothreshold(img, otzu)", &["method", "Otsu", "`otzu`"]),
    ("bin(img, out, 2, median)", &["binning type", "mean", "`median`"]),
    ("help(add, pdf)", &["text, markdown or rst"]),
    // Values.
    ("gaussfilter(img, out, -1)", &["`spatial sigma` must be", "-1"]),
    ("gaussfilter(img, out, nan)", &["`spatial sigma` must be"]),
    ("medianfilter(img, out, -1)", &["`radius`", "-1"]),
    ("bin(img, out, 0)", &["`factor`", "0"]),
    ("maxproject(img, out, 3)", &["`dimension`", "3"]),
    ("montage(img, out, 0, 2)", &["columns"]),
    ("newimage(a, uint64, 3000000000, 3000000000, 3)", &["too large to be addressed"]),
    ("newimage(a, uint8, [9223372036854775807, 2, 2])", &["too large to be addressed"]),
    ("newimage(a, uint64, 100000000, 100000, 100)", &["cannot allocate"]),
    ("ensuresize(img, 4000000000, 4000000000, 4000000000)", &["too large to be addressed"]),
    ("hist(img, h, b, 10, 10)", &["histogram"]),
    ("analyzeparticles(img, r, \"volume, colour\")", &["`colour`", "coordinates"]),
    ("label(full)", &["uint8", "convert"]),
    // Sizes.
    ("add(img, small)", &["10×8×3", "2×1×1", "allow broadcast"]),
    ("set(img, small, small)", &["positions", "3"]),
    ("get(img, out, small)", &["positions"]),
    // Files.
    ("read(a, ./missing.tif)", &["missing.tif", "no such file"]),
    ("read(a, .)", &["."]),
    ("readraw(a, ./missing, uint8, 5, 5, 5)", &["missing"]),
    ("read(a, broken.png)", &["broken.png"]),
    ("read(a, truncated_10x10x10.raw, uint16)", &["truncated_10x10x10.raw"]),
    ("readraw(a, truncated_10x10x10.raw, uint16, [100, 100, 100])", &["truncated_10x10x10.raw"]),
    ("readraw(a, truncated_10x10x10.raw, uint99)", &["one of uint8", "`uint99`"]),
    ("writepng(img, ./volume)", &["volume", "3"]),
    ("writepng(float, ./float)", &["float32"]),
    ("writetif(img, ./broken.png/inside)", &["broken.png"]),
    ("readmeta(img, ./missing.txt)", &["missing.txt"]),
];

const PREPARATION: &str = "newimage(img, uint8, 10, 8, 3); noise(img, 100, 10, 1); newimage(small, float32, 2); \
    newimage(signed, int8, 10, 8, 3); newimage(complex, complex32, 10, 8, 3); newimage(float, float32, 4, 4); \
    newimage(full, uint8, 100, 100); noise(full, 0, 100, 3); threshold(full, 60); \
    newimage(out, uint16, 3); set(out, 7)";

#[test]
fn every_mistake_has_a_cause_and_a_remedy_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder exists");
    std::fs::write("broken.png", b"\x89PNG\r\n\x1a\nnot really").expect("it can be written");
    std::fs::write("truncated_10x10x10.raw", vec![0; 1999]).expect("it can be written");
    assert!(MISTAKES.len() >= 40);
    let session = Session::new();
    session.run_script(PREPARATION).unwrap_or_else(|error| panic!("{}", error.render()));
    let snapshot = || {
        let bytes = |name: &String| session.image(name).expect("it exists").read().clone();
        session.image_names().iter().map(|name| (name.clone(), bytes(name))).collect::<Vec<_>>()
    };
    let before = snapshot();
    let mut wrong = Vec::new();
    for (script, words) in MISTAKES {
        let Err(error) = session.run_script(script) else {
            wrong.push(format!("{script}: no error"));
            continue;
        };
        let text = error.render();
        let missing: Vec<_> = words.iter().filter(|word| !text.contains(**word)).collect();
        if !missing.is_empty() || text.contains("internal error") {
            wrong.push(format!("{script}\n   lacks {missing:?}:\n   {}", text.replace('\n', "\n   ")));
        }
        if snapshot() != before {
            wrong.push(format!("{script}: changed an image"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), MISTAKES.len(), wrong.join("\n"));
}

#[test]
fn statements_before_a_mistake_take_effect() {
    let session = Session::new();
    let error = session.run_script("newvalue(a, int, 1); set(a, 2)\nadd(nothing, 1)\nset(a, 3)").expect_err("no image");
    assert!(error.to_string().starts_with("line 2, column 1: `add`"), "{error}");
    assert_eq!(session.value("a").expect("it exists"), Value::Integer(2));
}

#[test]
fn the_example_scripts_run() {
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/scripts");
    let scripts: Vec<_> = std::fs::read_dir(&examples).expect("the folder exists").flatten().collect();
    assert!(!scripts.is_empty(), "{} has scripts", examples.display());
    let folder = tempfile::tempdir().expect("a folder");
    for script in scripts {
        // Scripts read and write relative to their folder.
        let text = std::fs::read_to_string(script.path()).expect("it can be read");
        let text = text.replace("../data", examples.join("../data").to_str().expect("UTF-8"));
        let text = text.replace("./output", folder.path().to_str().expect("UTF-8"));
        Session::new().run_script(&text).unwrap_or_else(|error| panic!("{:?}: {}", script.path(), error.render()));
    }
    assert!(folder.path().join("head_segmented.tif").is_file());
}
