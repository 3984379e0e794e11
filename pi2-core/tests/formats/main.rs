//! Files of every format that is read or written.

mod chunkblocks;
mod concurrent;
mod damaged;
mod dicom;
mod errors;
mod hdf5;
mod headers;
mod large;
mod n5;
mod nn5;
mod nrrd;
mod readblock;
mod round_trip;
mod samples;
mod sequences;
mod vol;
mod vtk;
mod writing;
mod zarr;

use std::path::{Path, PathBuf};

use pi2_core::image::{Dimensions, DynImage, PixelType};
use pi2_core::{Context, io};

/// An image whose bytes are all different in neighbouring pixels, and valid for every type.
fn test_image(pixel_type: PixelType, dims: impl Into<Dimensions>) -> DynImage {
    let mut image = DynImage::new(pixel_type, dims).expect("small");
    let mut state = 1u32;
    for byte in image.bytes_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        // Without 0xff in the high bits there are no NaNs, which would not be equal to themselves.
        *byte = (state >> 24) as u8 & 0xbf;
    }
    image
}

fn read(path: impl AsRef<Path>) -> pi2_core::Result<DynImage> {
    io::read(&Context::default(), path, None)
}

/// Names of all files below a folder.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() { found.extend(files_in(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
