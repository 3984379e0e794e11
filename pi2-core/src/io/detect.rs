//! Finds the format of a file.

use std::path::Path;

use super::ImageSource;
use super::dicom;
use super::hdf5;
use super::input::InputFile;
use super::jpeg::{self, JpegSource};
use super::lz4raw::{Lz4Source, begins_like_lz4raw};
use super::metaimage;
use super::names::find_raw;
use super::nifti;
use super::nn5::Nn5Source;
use super::png::{PngSource, SIGNATURE};
use super::raw::RawSource;
use super::sequence::{self, is_template};
use super::tiff::{TiffSource, begins_like_tiff};
use super::vol;
use super::zarr::ZarrSource;
use super::{n5, nn5, nrrd, zarr};
use crate::{Error, ErrorKind, Result};

/// A format that can be read.
struct Format {
    name: &'static str,
    /// True if the first bytes leave no doubt that a file is of this format.
    begins: fn(&[u8]) -> bool,
    open: fn(&Path) -> Result<Box<dyn ImageSource>>,
}

/// All formats, in the order in which they are tried on a file whose first bytes tell nothing.
const FORMATS: [Format; 16] = [
    Format { name: "tiff", begins: begins_like_tiff, open: |path| Ok(Box::new(TiffSource::open(path)?)) },
    Format {
        name: "png",
        begins: |head| head.starts_with(&SIGNATURE),
        open: |path| Ok(Box::new(PngSource::open(path)?)),
    },
    Format {
        name: "jpeg",
        begins: |head| head.starts_with(&jpeg::SIGNATURE),
        open: |path| Ok(Box::new(JpegSource::open(path)?)),
    },
    Format { name: "sequence", begins: |_| false, open: sequence::open },
    Format { name: "nrrd", begins: nrrd::begins_like_nrrd, open: nrrd::open },
    Format { name: "metaimage", begins: metaimage::begins_like_metaimage, open: metaimage::open },
    Format { name: "nifti", begins: nifti::begins_like_nifti, open: nifti::open },
    Format { name: "hdf5", begins: hdf5::begins_like_hdf5, open: |path| hdf5::open(path, None) },
    Format { name: "vol", begins: |_| false, open: |path| Ok(Box::new(vol::open(path)?)) },
    Format { name: "pcr", begins: |_| false, open: |path| Ok(Box::new(vol::open_pcr(path)?)) },
    Format { name: "raw", begins: |_| false, open: |path| Ok(Box::new(RawSource::open(path)?)) },
    Format { name: "nn5", begins: |_| false, open: |path| Ok(Box::new(Nn5Source::open(path)?)) },
    Format { name: "zarr", begins: |_| false, open: |path| Ok(Box::new(ZarrSource::open(path)?)) },
    Format { name: "n5", begins: |_| false, open: |path| Ok(Box::new(n5::open(path)?)) },
    Format { name: "lz4raw", begins: begins_like_lz4raw, open: |path| Ok(Box::new(Lz4Source::open(path)?)) },
    Format { name: "dicom", begins: dicom::begins_like_dicom, open: |path| Ok(Box::new(dicom::open(path)?)) },
];

/// Files that leave no doubt of which format the folder is that has them.
const DESCRIPTIONS: [(&str, &str); 5] =
    [(zarr::METADATA, "zarr"), (".zarray", "zarr"), (".zgroup", "zarr"), (nn5::METADATA, "nn5"), (n5::METADATA, "n5")];

/// Bytes at the start of a file that tell its format.
const HEAD: u64 = 512;

/// Opens an image of any format that can be read.
///
/// # Errors
/// `Io` if there is no such file; `Format` with the reason of the format of which the file clearly is, or else the
/// reasons of all formats.
pub fn open(path: &Path) -> Result<Box<dyn ImageSource>> {
    if let Some(data_set) = hdf5::open_named(path) {
        return data_set;
    }
    if !path.exists() && is_template(&path.to_string_lossy()) {
        // The short name of a raw file may be a template, too.
        return sequence::open(path).or_else(|error| find_raw(path).map_or(Err(error), |raw| open_file(&raw)));
    }
    open_file(&find_raw(path)?)
}

/// Opens a file or folder of just this name.
pub(super) fn open_file(path: &Path) -> Result<Box<dyn ImageSource>> {
    let head = if path.is_dir() { Vec::new() } else { InputFile::open(path)?.head(HEAD)? };
    if let Some(format) = FORMATS.iter().find(|format| (format.begins)(&head)) {
        // The pixels of a raw file may begin like anything.
        let raw = || RawSource::open(path).ok().filter(|raw| raw.info().pixel_type.is_some());
        return (format.open)(path).or_else(|error| match raw() {
            Some(raw) => Ok(Box::new(raw) as Box<dyn ImageSource>),
            None => Err(error),
        });
    }
    let described = DESCRIPTIONS.iter().find(|(file, _)| path.join(file).is_file()).map(|(_, format)| *format);
    let (mut reasons, mut clear) = (Vec::new(), None);
    for format in &FORMATS {
        match (format.open)(path) {
            Ok(source) => return Ok(source),
            Err(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
            // A folder may have such a file for another reason.
            Err(error) if described == Some(format.name) => clear = Some(error),
            Err(error) => reasons.push(format!("\n  {}: {}", format.name, reason(&error))),
        }
    }
    if let Some(error) = clear {
        return Err(error);
    }
    Err(Error::format(path, format!("no known image format fits:{}", reasons.concat())))
}

/// An error without the name of the file.
fn reason(error: &Error) -> String {
    match error.root() {
        Error::Format { message, .. } => message.clone(),
        other => other.to_string(),
    }
}
