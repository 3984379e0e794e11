//! Names of files: order, templates, the size in the name of a raw file, endings.

use std::cmp::Ordering;
use std::fs;
use std::path::{Path, PathBuf};

use crate::image::Dimensions;
use crate::{Error, Result};

/// Compares names as people number them: digit runs by their value, the rest bytewise, so that `2.tif` comes before
/// `10.tif`. Names that differ only in leading zeros are ordered bytewise.
pub fn natural_order(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    while let (Some(&x), Some(&y)) = (left.first(), right.first()) {
        let order = if x.is_ascii_digit() && y.is_ascii_digit() {
            let (number, other) = (take_number(&mut left), take_number(&mut right));
            number.len().cmp(&other.len()).then_with(|| number.cmp(other))
        } else {
            (left, right) = (&left[1..], &right[1..]);
            y.is_ascii_digit().cmp(&x.is_ascii_digit()).then(x.cmp(&y))
        };
        if order.is_ne() {
            return order;
        }
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// Cuts a run of digits off the start and returns it without leading zeros.
fn take_number<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let end = text.iter().position(|c| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    *text = rest;
    let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
    &digits[zeros..]
}

/// True if a template covers a whole name: `*` is any text, `?` one character, `@` one or more digits.
pub(super) fn matches(template: &str, name: &str) -> bool {
    let name: Vec<char> = name.chars().collect();
    // Which starts of the name the template can cover so far: linear in the name for each character of the template.
    let mut covered = vec![false; name.len() + 1];
    covered[0] = true;
    for wanted in template.chars() {
        let mut next = vec![false; name.len() + 1];
        for end in 0..=name.len() {
            let last = |fits: fn(char, char) -> bool| end > 0 && fits(wanted, name[end - 1]);
            next[end] = match wanted {
                '*' => covered[end] || end > 0 && next[end - 1],
                '?' => end > 0 && covered[end - 1],
                '@' => last(|_, c| c.is_ascii_digit()) && (covered[end - 1] || next[end - 1]),
                _ => last(|wanted, c| wanted == c) && covered[end - 1],
            };
        }
        covered = next;
    }
    covered[name.len()]
}

/// Regular files whose last name matches that of `template`, in natural order.
pub(super) fn matching_files(template: &str) -> Vec<PathBuf> {
    let (folder, template) = split_name(template);
    let shown = if folder.is_empty() { "." } else { folder };
    let Ok(entries) = fs::read_dir(shown) else {
        return Vec::new();
    };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut found: Vec<String> =
        names.filter(|name| matches(template, name)).map(|name| format!("{folder}{name}")).collect();
    found.retain(|path| Path::new(path).is_file());
    found.sort_by(|a, b| natural_order(a, b));
    found.into_iter().map(PathBuf::from).collect()
}

/// The folder with its last separator, and the rest.
pub(super) fn split_name(path: &str) -> (&str, &str) {
    let is_separator = |c: char| std::path::is_separator(c);
    path.split_at(path.rfind(is_separator).map_or(0, |separator| separator + 1))
}

/// The raw file that a path, possibly shortened, stands for.
///
/// # Errors
/// `Io` if there is none, `Format` if there are several.
pub(super) fn find_raw(path: &Path) -> Result<PathBuf> {
    if path.exists() {
        return Ok(path.to_owned());
    }
    let missing = || Error::io("read", path, std::io::ErrorKind::NotFound.into());
    let Some(given) = path.to_str().filter(|given| !given.is_empty()) else {
        return Err(missing());
    };
    let found = matching_files(&format!("{given}*.raw"));
    match &found[..] {
        [] => return Err(missing().with_hint(format!("there is no raw file `{given}*.raw` either"))),
        [only] => return Ok(only.clone()),
        _ => {}
    }
    let shorter = [given, given.strip_suffix('_').unwrap_or(given)];
    for prefix in shorter {
        if let [only] = &matching_files(&format!("{prefix}_@x@x@.raw"))[..] {
            return Ok(only.clone());
        }
    }
    let names: Vec<String> = found.iter().take(5).map(|path| path.display().to_string()).collect();
    let more = if found.len() > 5 { ", ..." } else { "" };
    Err(Error::format(path, format!("{} raw files begin with this name: {}{more}", found.len(), names.join(", ")))
        .with_hint("give more of the name"))
}

/// The size in the name of a raw file, such as `a_256x256x129.raw`; two numbers mean one slice.
///
/// # Errors
/// A text that says what is wrong with the name.
pub(super) fn dims_in_name(path: &str) -> Result<Dimensions, String> {
    let none = || "the name does not give the size of the image, as `name_100x200x300.raw` does".to_owned();
    let stem = &path[..path.rfind('.').ok_or_else(none)?];
    let size = &stem[stem.trim_end_matches(|c: char| c.is_ascii_digit() || c == 'x').len()..];
    if size.len() == stem.len() {
        return Err(none());
    }
    let mut parts = size.split('x');
    let (Some(width), Some(height)) = (parts.next(), parts.next()) else {
        return Err(none());
    };
    let sides = [width, height, parts.next().unwrap_or("1")];
    if sides.iter().any(|side| side.is_empty()) {
        return Err(none());
    }
    let wrong = || format!("the name gives the impossible size {}", sides.join("×"));
    let sides = sides.map(|side| side.parse::<usize>().ok().filter(|side| *side > 0));
    let [Some(width), Some(height), Some(depth)] = sides else {
        return Err(wrong());
    };
    let count = width.checked_mul(height).and_then(|area| area.checked_mul(depth));
    if count.is_none_or(|count| count.checked_mul(8).is_none()) {
        return Err(wrong());
    }
    Ok(Dimensions::new(width, height, depth))
}

/// The name of a raw file: the given one plus the size, unless it already ends so.
pub(super) fn raw_name(name: &str, dims: Dimensions) -> PathBuf {
    with_ending(name, &[&raw_ending(dims)])
}

/// The part of the name of a raw file that tells its size.
pub(super) fn raw_ending(dims: Dimensions) -> String {
    format!("_{}x{}x{}.raw", dims.width, dims.height, dims.depth)
}

/// The name plus the first of the endings, unless it already has one of them, in any case.
pub(crate) fn with_ending(name: &str, endings: &[&str]) -> PathBuf {
    let has = |ending: &&str| name.to_ascii_lowercase().ends_with(&ending.to_ascii_lowercase());
    if endings.iter().any(has) { PathBuf::from(name) } else { PathBuf::from(format!("{name}{}", endings[0])) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_are_ordered_by_value() {
        let sorted =
            ["", "1.tif", "01.tif", "2.tif", "10.tif", "99999999999999999999998.tif", "a2", "a10", "a10b", "b"];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|a, b| natural_order(a, b));
        // Names with equal numbers are in byte order.
        assert_eq!(names[1..3], ["01.tif", "1.tif"]);
        names.swap(1, 2);
        assert_eq!(names, sorted);
    }

    #[test]
    fn templates_cover_whole_names() {
        for (template, name) in
            [("a*.raw", "a.raw"), ("a@x", "a123x"), ("@@", "12"), ("?b", "äb"), ("*", "any"), ("a*b*c", "axbbxc")]
        {
            assert!(matches(template, name), "{template} {name}");
        }
        for (template, name) in [("a*.raw", "a.rawx"), ("a@x", "ax"), ("@@", "1"), ("?", ""), ("A", "a")] {
            assert!(!matches(template, name), "{template} {name}");
        }
    }

    #[test]
    fn sizes_are_found_in_names() {
        for (name, [w, h, d]) in [
            ("a_111x222x333.raw", [111, 222, 333]),
            ("a-111x222x333.hoo", [111, 222, 333]),
            ("b_77_c@111x222x333.raw", [111, 222, 333]),
            ("a_10x20x30x40.raw", [10, 20, 30]),
            ("a_100x200.raw", [100, 200, 1]),
            ("./10x20x30.raw", [10, 20, 30]),
            ("ä10x20x30.raw", [10, 20, 30]),
        ] {
            assert_eq!(dims_in_name(name), Ok(Dimensions::new(w, h, d)), "{name}");
        }
    }

    #[test]
    fn names_without_a_possible_size_are_errors() {
        for name in ["max100x20x3.raw", "10x20x30.raw", "a_10x20x30", "a_7.raw", "a_7x.raw", "a_.raw", "", "."] {
            let error = dims_in_name(name).expect_err(name);
            assert!(error.contains("does not give the size"), "{name}: {error}");
        }
        for name in ["a_0x5x5.raw", "a_99999999999x99999999999x2.raw", "a_99999999999999999999x1x1.raw"] {
            let error = dims_in_name(name).expect_err(name);
            assert!(error.contains("impossible size"), "{name}: {error}");
        }
    }

    #[test]
    fn short_names_stand_for_raw_files() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["t1-head_25x26x12.raw", "t1-head_bin_25x26x12.raw", "flat_4x4.raw", "s_1x1x1.raw", "s_1x1x2.raw"] {
            fs::write(path(name), b"").expect("writable");
        }
        let head = path("t1-head_25x26x12.raw");
        for name in ["t1-head", "t1-head_", "t1-head_25x26x12", "t1-head_25x26x12.raw"] {
            assert_eq!(find_raw(&path(name)).expect("one file"), head, "{name}");
        }
        assert_eq!(find_raw(&path("flat")).expect("one file"), path("flat_4x4.raw"));
        let error = find_raw(&path("s")).expect_err("two files").to_string();
        assert!(error.contains("2 raw files begin with this name: ") && error.contains("s_1x1x2.raw"), "{error}");
        let error = find_raw(&path("none")).expect_err("no file").render();
        assert!(error.contains("no such file or folder\nhint: there is no raw file"), "{error}");
    }

    #[test]
    fn endings_are_added_once() {
        let dims = Dimensions::new(4, 4, 1);
        for (name, expected) in [
            ("a", "a_4x4x1.raw"),
            ("a_4x4x1.raw", "a_4x4x1.raw"),
            ("a.raw", "a.raw_4x4x1.raw"),
            ("b_4X4X1.RAW", "b_4X4X1.RAW"),
        ] {
            assert_eq!(raw_name(name, dims), Path::new(expected));
        }
        for (name, expected) in [("a", "a.tif"), ("a.TIF", "a.TIF"), ("a.tiff", "a.tiff"), ("a.png", "a.png.tif")] {
            assert_eq!(with_ending(name, &[".tif", ".tiff"]), Path::new(expected));
        }
    }
}
