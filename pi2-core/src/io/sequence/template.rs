//! Names of the files of a sequence.

use std::path::{Path, PathBuf};

use crate::io::names::{matching_files, split_name};
use crate::{Error, Result};

/// Endings of the files that are taken for slices.
const ENDINGS: [&str; 6] = [".tif", ".tiff", ".png", ".jpg", ".jpeg", ".dcm"];

/// More digits than this in the number of a slice are a mistake.
const MAX_DIGITS: usize = 100;

/// True for names in which some characters stand for others.
pub(in crate::io) fn is_template(name: &str) -> bool {
    split_name(name).1.contains(['*', '?', '@'])
}

/// The files that a name stands for, in natural order: all images in a folder; a file of just this name; or else all
/// images whose names match it, where `*` is any text, `?` one character and `@` one or more digits.
///
/// # Errors
/// `Io` if the folder does not exist, `Format` if there is no such file.
pub(super) fn slice_files(name: &str) -> Result<Vec<PathBuf>> {
    let path = Path::new(if name.is_empty() { "." } else { name });
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let is_folder = path.is_dir();
    let files = if is_folder { matching_files(&path.join("*").to_string_lossy()) } else { matching_files(name) };
    let count = files.len();
    let files: Vec<PathBuf> = files.into_iter().filter(|file| is_image_name(file)).collect();
    if !files.is_empty() {
        return Ok(files);
    }
    let endings = ENDINGS.join(", ");
    if is_folder {
        return Err(Error::format(path, format!("no file in this folder ends in {endings}")));
    }
    let folder = split_name(name).0;
    if !Path::new(if folder.is_empty() { "." } else { folder }).is_dir() || !is_template(name) {
        return Err(Error::io("read", path, std::io::ErrorKind::NotFound.into()));
    }
    let message = match count {
        0 => "no file has a name like this".to_owned(),
        _ => format!("{count} files have names like this, but none of them ends in {endings}"),
    };
    Err(Error::format(path, message).with_hint("`*` stands for any text, `?` for one character, `@` for digits"))
}

fn is_image_name(file: &Path) -> bool {
    let name = file.to_string_lossy().to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// How the slices of a sequence that is written are named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Template {
    /// The folder, empty for the current one.
    pub folder: PathBuf,
    pieces: Vec<Piece>,
    /// The name that stands for all slices when they are read.
    pub reading: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Piece {
    Text(String),
    /// The number of the slice with at least so many digits; none stands for as many as the last slice needs.
    Number(Option<usize>),
}

impl Template {
    /// Reads a template. A name without `@`, or of an existing folder, is a folder of files `@.png`; `.png` is added
    /// unless the name ends like a TIFF or PNG file.
    ///
    /// # Errors
    /// `Argument` if the number of digits is none.
    pub fn parse(name: &str) -> Result<Self> {
        let (folder, last) = split_name(name);
        if name.is_empty() || Path::new(name).is_dir() || !last.contains('@') {
            let reading = name.to_owned();
            let pieces = vec![Piece::Number(Some(1)), Piece::Text(".png".to_owned())];
            return Ok(Self { folder: PathBuf::from(name), pieces, reading });
        }
        let mut pieces = Vec::new();
        let mut reading = folder.to_owned();
        let mut rest = last;
        while let Some((text, after)) = rest.split_once('@') {
            pieces.push(Piece::Text(text.to_owned()));
            reading.extend([text, "@"]);
            let (digits, after) = match after.strip_prefix('(') {
                Some(after) => after.split_once(')').unwrap_or((after, "")),
                None => ("1", after),
            };
            pieces.push(Piece::Number(parse_digits(digits)?));
            rest = after;
        }
        let ending = rest.to_ascii_lowercase();
        let has_ending = [".tif", ".tiff", ".png"].iter().any(|known| ending.ends_with(known));
        let text = if has_ending { rest.to_owned() } else { format!("{rest}.png") };
        reading.push_str(&text);
        pieces.push(Piece::Text(text));
        Ok(Self { folder: PathBuf::from(folder), pieces, reading })
    }

    /// The file name of a slice of a sequence of `depth` slices.
    pub fn name(&self, slice: usize, depth: usize) -> String {
        let automatic = (depth - 1).to_string().len();
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Number(digits) => format!("{slice:0width$}", width = digits.unwrap_or(automatic)),
        };
        self.pieces.iter().map(piece).collect()
    }

    /// True if the slices are PNG files, else they are TIFF files.
    pub fn is_png(&self) -> bool {
        self.name(0, 1).to_ascii_lowercase().ends_with(".png")
    }
}

fn parse_digits(text: &str) -> Result<Option<usize>> {
    if text.trim() == "-" {
        return Ok(None);
    }
    let digits = text.trim().parse().ok().filter(|digits| *digits <= MAX_DIGITS);
    let expected = format!("a template in which `@(n)` has a number of digits n up to {MAX_DIGITS}, or `-`");
    digits.map(Some).ok_or_else(|| Error::argument("filename", expected, format!("`@({text})`")))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn templates_become_names() {
        for (template, slice, depth, folder, expected, reading) in [
            ("a_@.tif", 7, 11, "", "a_7.tif", "a_@.tif"),
            ("d/a_@(3).TIF", 7, 11, "d/", "a_007.TIF", "d/a_@.TIF"),
            ("d/@(-)x.png", 7, 11, "d/", "07x.png", "d/@x.png"),
            ("@(-)", 8, 9, "", "8.png", "@.png"),
            ("@(-)", 8, 11, "", "08.png", "@.png"),
            ("@(2)", 123, 999, "", "123.png", "@.png"),
            ("a_@.jpg", 0, 1, "", "a_0.jpg.png", "a_@.jpg.png"),
            ("a@(4", 5, 9, "", "a0005.png", "a@.png"),
            ("@(2)-@.tiff", 5, 9, "", "05-5.tiff", "@-@.tiff"),
            ("no/folder/s", 5, 9, "no/folder/s", "5.png", "no/folder/s"),
            ("x.tif", 5, 9, "x.tif", "5.png", "x.tif"),
            ("", 5, 9, "", "5.png", ""),
        ] {
            let parsed = Template::parse(template).expect(template);
            assert_eq!(parsed.folder, Path::new(folder), "{template}");
            assert_eq!(
                (parsed.name(slice, depth).as_str(), parsed.reading.as_str()),
                (expected, reading),
                "{template}"
            );
        }
    }

    #[test]
    fn wrong_numbers_of_digits_are_errors() {
        for template in ["a@(x).png", "@().tif", "@(3.tif", "@(1000000000).tif", "@(-1).png"] {
            let error = Template::parse(template).expect_err(template).to_string();
            assert!(error.starts_with("argument `filename` must be a template in which `@(n)`"), "{error}");
        }
    }

    #[test]
    fn images_are_found_in_natural_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        for file in ["a2.png", "a10.PNG", "a1.tif", "b@.png", "b3.png", "notes.txt", "a3.txt"] {
            fs::write(name(file), b"").expect("writable");
        }
        fs::create_dir(name("a4.png")).expect("writable");
        let found = |template: &str| {
            let files = slice_files(&name(template)).expect(template);
            files
                .iter()
                .map(|file| file.file_name().expect("a name").to_string_lossy().into_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(found(""), ["a1.tif", "a2.png", "a10.PNG", "b3.png", "b@.png"]);
        assert_eq!(found("a@*"), ["a1.tif", "a2.png", "a10.PNG"]);
        assert_eq!(found("?3.*"), ["b3.png"]);
        // A file of just this name wins.
        assert_eq!(found("b@.png"), ["b@.png"]);
    }

    #[test]
    fn missing_slices_are_said_in_plain_words() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a1.txt"), b"").expect("writable");
        let error = |name: &str| slice_files(&folder.path().join(name).to_string_lossy()).expect_err(name).to_string();
        assert!(error("").ends_with("no file in this folder ends in .tif, .tiff, .png, .jpg, .jpeg, .dcm"));
        assert!(error("b@.tif").ends_with("no file has a name like this"));
        assert!(error("a@.*").contains("1 files have names like this, but none of them ends in .tif, "));
        assert!(error("none/a@.tif").ends_with("no such file or folder"));
        assert!(error("a1.tif").ends_with("no such file or folder"));
    }
}
