//! Volumes with a small text header: SimpleVol (`.vol`, `.longvol`), PyHST (`.vol` and `.vol.info`) and the `.pcr` files
//! of GE/Phoenix scanners.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::ini::Ini;
use super::input::InputFile;
use super::plain::{Layout, PlainSource, checked_dims};
use super::raw::guess_type;
use crate::image::{Dimensions, PixelType};
use crate::{Error, Result};

/// A SimpleVol header has at most this many bytes.
const MAX_HEADER: u64 = 1 << 16;

/// A line of a SimpleVol header has fewer characters.
const MAX_LINE: usize = 100;

/// Opens a SimpleVol file, or a PyHST volume if `<name>.info` lies beside the file.
///
/// # Errors
/// `Io` if there is no such file, `Format` if the header is not understood or the pixels are not all there.
pub fn open(path: &Path) -> Result<PlainSource> {
    let mut info = OsString::from(path);
    info.push(".info");
    let info = PathBuf::from(info);
    if info.is_file() { open_pyhst(path, &info) } else { open_simple(path) }
}

/// Opens a PyHST volume.
fn open_pyhst(path: &Path, info: &Path) -> Result<PlainSource> {
    let ini = Ini::read(info)?;
    let dims = dims(&ini, "", ["NUM_X", "NUM_Y", "NUM_Z"]).map_err(|message| Error::format(info, message))?;
    let big_endian = match ini.get("", "BYTEORDER").map(str::to_ascii_uppercase).as_deref() {
        None | Some("LOWBYTEFIRST") => false,
        Some("HIGHBYTEFIRST") => true,
        Some(other) => return Err(Error::format(info, format!("the header gives `{other}` for `BYTEORDER`"))),
    };
    without_header(InputFile::open(path)?, path, "vol", dims, None, big_endian)
}

/// Opens the volume that a `.pcr` file describes.
///
/// # Errors
/// `Io` if there is no such file, `Format` if the name does not end in `.pcr`, the text is not understood or the pixels
/// are not all there.
pub fn open_pcr(path: &Path) -> Result<PlainSource> {
    if path.extension().is_none_or(|extension| extension != "pcr") {
        return Err(Error::format(path, "the name does not end in `.pcr`"));
    }
    let ini = Ini::read(path)?;
    let dims = dims(&ini, "VolumeData", ["Volume_SizeX", "Volume_SizeY", "Volume_SizeZ"])
        .map_err(|message| Error::format(path, message))?;
    let pixel_type = (ini.get("VolumeData", "Format") == Some("5")).then_some(PixelType::UInt16);
    let data = pcr_data_file(path, ini.get("VolumeData", "VOL_File").unwrap_or_default())?;
    without_header(InputFile::open(&data)?, path, "pcr", dims, pixel_type, false)
}

/// The file with the pixels. The path in the header is that of the computer of the scanner, with `/` or `\`.
fn pcr_data_file(path: &Path, named: &str) -> Result<PathBuf> {
    let base = named.rsplit(['/', '\\']).next().unwrap_or_default();
    let mut candidates = vec![path.with_extension("vol")];
    if !base.is_empty() {
        candidates.splice(0..0, [path.with_file_name(base), PathBuf::from(named)]);
    }
    if let Some(found) = candidates.iter().find(|candidate| candidate.is_file()) {
        return Ok(found.clone());
    }
    let tried: Vec<String> = candidates.iter().map(|path| path.display().to_string()).collect();
    Err(Error::format(path, format!("there is no file with the pixels: {} are missing", tried.join(", "))))
}

/// The size under three keys.
fn dims(ini: &Ini, section: &str, keys: [&str; 3]) -> Result<Dimensions, String> {
    let [x, y, z] = keys.map(|key| ini.side(section, key));
    checked_dims(&[x?, y?, z?])
}

/// The pixels of a file without a header of its own. An unknown type is guessed from the name and the length.
fn without_header(
    input: InputFile,
    path: &Path,
    format: &'static str,
    dims: Dimensions,
    pixel_type: Option<PixelType>,
    big_endian: bool,
) -> Result<PlainSource> {
    let count = dims.pixel_count() as u64;
    let guessed = pixel_type.is_none();
    let name = input.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let pixel_type = pixel_type.or_else(|| guess_type(&name, input.len(), count));
    // No pixel of ours has more than 8 bytes, so that a longer file is not mistaken for a volume.
    let pixel_size = pixel_type.map_or(input.len() / count, |pixel_type| pixel_type.size() as u64);
    if !(1..=8).contains(&pixel_size) {
        return Err(input.error(format!("{dims} pixels cannot be in {} bytes", input.len())));
    }
    let pixel_size = pixel_size as usize;
    source(input, path, format, Layout { dims, pixel_type, pixel_size, big_endian, guessed, double: false }, 0)
}

fn source(input: InputFile, path: &Path, format: &'static str, layout: Layout, start: u64) -> Result<PlainSource> {
    PlainSource::new(input, layout.info(path, format), layout, start)
}

fn open_simple(path: &Path) -> Result<PlainSource> {
    let input = InputFile::open(path)?;
    let (layout, start) = parse_simple(&input.head(MAX_HEADER)?).map_err(|message| input.error(message))?;
    source(input, path, "vol", layout, start)
}

/// The header at the start of a SimpleVol file, and its length.
fn parse_simple(bytes: &[u8]) -> Result<(Layout, u64), String> {
    let none = || "the file does not begin like a SimpleVol file".to_owned();
    let (mut sides, mut pixel_type, mut big_endian, mut rest) = ([None; 3], None, false, bytes);
    loop {
        let end = rest.iter().take(MAX_LINE + 1).position(|byte| *byte == b'\n').ok_or_else(none)?;
        let line = &rest[..end];
        rest = &rest[end + 1..];
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() || line == b"." {
            break;
        }
        let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b" :-".contains(byte);
        let line = std::str::from_utf8(line).ok().filter(|line| line.bytes().all(|byte| allowed(&byte)));
        let (key, value) = line.and_then(|line| line.split_once(':')).ok_or_else(none)?;
        let value = value.trim();
        if value.contains(':') {
            return Err(none());
        }
        let bad = || format!("the header gives `{value}` for `{}`", key.trim());
        match key.trim().to_ascii_lowercase().as_str() {
            axis @ ("x" | "y" | "z") => {
                sides[usize::from(axis.as_bytes()[0] - b'x')] = Some(value.parse::<u64>().map_err(|_| bad())?);
            }
            "voxel-size" | "lvoxel-size" => {
                pixel_type = Some(match value {
                    "1" => PixelType::UInt8,
                    "2" => PixelType::UInt16,
                    "4" => PixelType::UInt32,
                    _ => return Err(bad() + ", only 1, 2 and 4 can be read"),
                });
            }
            "int-endian" => {
                big_endian = match value {
                    "0123" => false,
                    "1032" => true,
                    _ => return Err(bad() + ", only 0123 and 1032 can be read"),
                };
            }
            _ => {}
        }
    }
    let ([Some(x), Some(y), Some(z)], Some(pixel_type)) = (sides, pixel_type) else {
        return Err("the header does not give all of X, Y, Z and Voxel-Size".to_owned());
    };
    let layout = Layout::new(checked_dims(&[x, y, z])?, Some(pixel_type), big_endian);
    Ok((layout, (bytes.len() - rest.len()) as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "X: 5\nY: 4\nZ: 3\nVoxel-Size: 2\nInt-Endian: 1032\nAlpha-Color: 0\n.\n";

    #[test]
    fn a_header_ends_at_a_dot_or_an_empty_line() {
        for text in [
            GOOD.to_owned(),
            GOOD.replace(".\n", "\n"),
            GOOD.replace('\n', "\r\n"),
            GOOD.to_uppercase(),
            GOOD.replace("Voxel", "LVoxel"),
        ] {
            let (layout, start) = parse_simple(format!("{text}\n.\npixels").as_bytes()).expect("good");
            assert_eq!((layout.dims, layout.pixel_type), (Dimensions::new(5, 4, 3), Some(PixelType::UInt16)));
            assert_eq!((layout.big_endian, start), (true, text.len() as u64));
        }
        // Without a byte order it is that of this computer.
        let text = GOOD.replace("Int-Endian: 1032\n", "");
        assert!(!parse_simple(text.as_bytes()).expect("good").0.big_endian);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let start = "the file does not begin like a SimpleVol file";
        for (old, new, expected) in [
            ("Voxel-Size: 2", "Voxel-Size: 3", "the header gives `3` for `Voxel-Size`, only 1, 2 and 4 can be read"),
            ("1032", "3210", "the header gives `3210` for `Int-Endian`, only 0123 and 1032 can be read"),
            ("X: 5", "X: -5", "the header gives `-5` for `X`"),
            ("X: 5", "X: 0", "the header gives the impossible size [0, 4, 3]"),
            ("Y: 4\n", "", "the header does not give all of X, Y, Z and Voxel-Size"),
            ("Y: 4", "Y 4", start),
            ("Y: 4", "Y: 4: 4", start),
            ("Y: 4", "Y: 4 \u{1}", start),
            (".\n", "", start),
        ] {
            assert!(GOOD.contains(old), "{old}");
            assert_eq!(parse_simple(GOOD.replace(old, new).as_bytes()).expect_err(new), expected);
        }
        assert_eq!(parse_simple(&[b'a'; 200]).expect_err("a long line"), start);
    }
}
