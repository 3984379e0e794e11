//! Files of more than 4 GB. Only a few pixels are written; the disk keeps space for the others where files have them all.

use std::path::Path;

use pi2_core::image::{Dimensions, Metadata, Region};
use pi2_core::io::nn5::Nn5Sink;
use pi2_core::io::raw::RawSink;
use pi2_core::io::tiff::TiffSink;
use pi2_core::io::zarr::{DEFAULT_CODECS, ZarrOptions, ZarrSink};
use pi2_core::io::{self, ImageSink};
use pi2_core::{Context, PixelType, Result, Vec3};

/// 5.2 GB of uint16.
const DIMS: Dimensions = Dimensions { width: 2000, height: 1300, depth: 1000 };

type Create = fn(&str) -> Result<Box<dyn ImageSink>>;

/// A dataset of one shard of more than 4 GB of pixels.
fn create_zarr(name: &str) -> Result<Box<dyn ImageSink>> {
    let chunk = Dimensions::new(2016, 1312, 1024);
    let options = ZarrOptions { chunk, codecs: DEFAULT_CODECS.clone(), fill: 0, separator: "/".to_owned() };
    Ok(Box::new(ZarrSink::create(Path::new(name), DIMS, PixelType::UInt16, &options, &Metadata::default())?))
}

fn create_nn5(name: &str) -> Result<Box<dyn ImageSink>> {
    let chunk = Dimensions::new(250, 260, 200);
    Ok(Box::new(Nn5Sink::create(Path::new(name), DIMS, PixelType::UInt16, chunk)?))
}

#[test]
fn pixels_behind_the_first_four_gigabytes_are_written_and_read() {
    let formats: [(&str, &str, Create); 4] = [
        ("raw", "large_2000x1300x1000.raw", |name| Ok(Box::new(RawSink::create(name, DIMS, 2)?))),
        ("tiff", "large.tif", |name| Ok(Box::new(TiffSink::create(name, DIMS, PixelType::UInt16)?))),
        ("zarr", "large.zarr", create_zarr),
        ("nn5", "large.nn5", create_nn5),
    ];
    let ctx = Context::default();
    for (format, name, create) in formats {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(name);
        let mut sink = create(path.to_str().expect("unicode")).expect("space");
        let boxes = [([0, 0, 0], 7u16), ([1990, 1290, 500], 8), ([1992, 1296, 998], 9)];
        for (start, value) in boxes {
            sink.write_region(&ctx, Region { start, size: [8, 4, 2] }, &value.to_le_bytes().repeat(64)).expect("space");
        }
        assert_eq!(sink.finish().expect("space"), path, "{format}");
        check(&path, format, &boxes);
    }
}

fn check(path: &Path, format: &str, boxes: &[([i64; 3], u16)]) {
    let ctx = Context::default();
    let source = io::open(path).expect("readable");
    let info = source.info();
    assert_eq!((info.format, info.dims, info.pixel_type), (format, DIMS, Some(PixelType::UInt16)));
    for (start, value) in boxes {
        // One pixel more on each side, up to the border of the image.
        let position = start.map(|start| (start - 1).max(0));
        let block = io::read_block(&ctx, &*source, Vec3(position), Vec3::new(10, 6, 4), None).expect("readable");
        let pixels: &[u16] = bytemuck::cast_slice(block.bytes());
        for (index, pixel) in pixels.iter().enumerate() {
            let at = block.dims().coordinates(index);
            let inside = (0..3).all(|axis| {
                let offset = position[axis] + at[axis] as i64 - start[axis];
                (0..[8, 4, 2][axis]).contains(&offset)
            });
            assert_eq!(*pixel, if inside { *value } else { 0 }, "{format}: {at:?} of the box at {start:?}");
        }
    }
}
