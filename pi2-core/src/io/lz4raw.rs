//! LZ4 raw files: size and pixel type, then all pixels in native order, x fastest, as one LZ4 frame.

use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::{Path, PathBuf};

use lz4_flex::frame::{BlockMode, BlockSize, FrameDecoder, FrameEncoder, FrameInfo};

use super::atomic::AtomicFile;
use super::input::{InputFile, InputReader};
use super::names::with_ending;
use super::runs::Runs;
use super::{ImageInfo, ImageSink, ImageSource, check_region, write_all};
use crate::image::{Dimensions, DynImage, PixelType, Region, Vec3};
use crate::{Context, Error, Result};

/// Pixel types by their code in the file, from 1 on.
const CODES: [PixelType; 10] = [
    PixelType::UInt8,
    PixelType::UInt16,
    PixelType::UInt32,
    PixelType::UInt64,
    PixelType::Float32,
    PixelType::Complex32,
    PixelType::Int8,
    PixelType::Int16,
    PixelType::Int32,
    PixelType::Int64,
];

/// Three sides of eight bytes and the code of the pixel type.
const HEADER: usize = 28;

/// The first bytes of an LZ4 frame.
const MAGIC: [u8; 4] = [0x04, 0x22, 0x4d, 0x18];

/// LZ4 makes less than 255 bytes of one.
const MAX_RATIO: u128 = 255;

/// What is wrong with a frame of more bytes than the size tells.
const TOO_MANY: &str = "there are more bytes than pixels";

/// Bytes that are read at once where only their number matters.
const SKIPPED: usize = 1 << 14;

/// True if the first bytes are a possible header and the start of an LZ4 frame.
pub(super) fn begins_like_lz4raw(head: &[u8]) -> bool {
    parse(head).is_ok()
}

/// Size and pixel type, or what is wrong with the header.
fn parse(head: &[u8]) -> Result<(Dimensions, PixelType), String> {
    let begins = || "the file does not begin like an LZ4 raw file".to_owned();
    let Some((header, &MAGIC)) = head.get(..HEADER + 4).and_then(|head| head.split_last_chunk::<4>()) else {
        return Err(begins());
    };
    let (sides, code) = header.split_at(24);
    let sides: Vec<i64> =
        sides.chunks_exact(8).filter_map(|side| side.try_into().ok().map(i64::from_le_bytes)).collect();
    let code = code.try_into().map(u32::from_le_bytes).map_err(|_| begins())?;
    let pixel_type = (code as usize).checked_sub(1).and_then(|index| CODES.get(index)).copied();
    let [w, h, d] = sides[..] else { return Err(begins()) };
    match pixel_type {
        _ if w.min(h).min(d) < 1 => Err(format!("the size {w}×{h}×{d} is impossible")),
        None => Err(format!("there is no pixel type of code {code}")),
        Some(pixel_type) => {
            let dims = Dimensions::from_request(Vec3::new(w, h, d)).map_err(|error| error.to_string())?;
            Ok((dims, pixel_type))
        }
    }
}

/// An LZ4 raw file, open for reading.
#[derive(Debug)]
pub struct Lz4Source {
    input: InputFile,
    info: ImageInfo,
}

impl Lz4Source {
    /// Opens a file.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if its header is not that of an LZ4 raw file or the pixels cannot be in it.
    pub fn open(path: &Path) -> Result<Self> {
        let input = InputFile::open(path)?;
        let head = input.head(HEADER as u64 + 4)?;
        let (dims, pixel_type) = parse(&head).map_err(|message| input.error(message))?;
        let bytes = dims.pixel_count() as u128 * pixel_type.size() as u128;
        if bytes / MAX_RATIO > u128::from(input.len()) {
            let message = format!("the file is cut off: {} bytes cannot hold {dims} pixels", input.len());
            return Err(input.error(message));
        }
        let info = ImageInfo::new(path, "lz4raw", dims, Some(pixel_type), pixel_type.size());
        Ok(Self { input, info })
    }

    fn decoding_error(&self, error: io::Error) -> Error {
        // The decoder wraps what it finds wrong, the system's errors come as they are.
        if error.raw_os_error().is_some() {
            return Error::io("read", self.input.path(), error);
        }
        match error.kind() {
            io::ErrorKind::UnexpectedEof => self.input.error("the file is cut off"),
            io::ErrorKind::Other if error.to_string() == TOO_MANY => self.input.error(TOO_MANY),
            _ => self.input.error("the LZ4 data are damaged"),
        }
    }
}

/// A stream that remembers whether more was wanted than there is.
struct Tracked<'a> {
    inner: BufReader<InputReader<'a>>,
    exhausted: bool,
}

impl Read for Tracked<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(bytes)?;
        self.exhausted |= count == 0 && !bytes.is_empty();
        Ok(count)
    }
}

/// The pixels of a file as a stream that only goes forward.
struct PixelStream<'a> {
    decoder: FrameDecoder<Tracked<'a>>,
    position: u64,
}

impl<'a> PixelStream<'a> {
    fn new(input: &'a InputFile) -> io::Result<Self> {
        let mut reader = input.reader();
        reader.seek(io::SeekFrom::Start(HEADER as u64))?;
        let inner = Tracked { inner: BufReader::with_capacity(1 << 18, reader), exhausted: false };
        Ok(Self { decoder: FrameDecoder::new(inner), position: 0 })
    }

    fn read_exact(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.decoder.read_exact(bytes)?;
        self.position += bytes.len() as u64;
        Ok(())
    }

    fn skip_to(&mut self, position: u64) -> io::Result<()> {
        let mut skipped = [0; SKIPPED];
        while self.position < position {
            let len = (position - self.position).min(SKIPPED as u64) as usize;
            self.read_exact(&mut skipped[..len])?;
        }
        Ok(())
    }

    /// Checks that the frame ends behind the last pixel. Returns the number of bytes behind the frame.
    fn finish(mut self) -> io::Result<u64> {
        if self.decoder.read(&mut [0])? > 0 {
            return Err(io::Error::other(TOO_MANY));
        }
        let tracked = self.decoder.get_mut();
        if tracked.exhausted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        io::copy(&mut tracked.inner, &mut io::sink())
    }
}

impl ImageSource for Lz4Source {
    fn info(&self) -> &ImageInfo {
        &self.info
    }

    fn read_region(&self, ctx: &Context, region: Region, pixel_type: PixelType, pixels: &mut [u8]) -> Result<()> {
        let (dims, size) = (self.info.dims, pixel_type.size());
        check_region(dims, region, size, pixels.len())?;
        let error = |error| self.decoding_error(error);
        let mut stream = PixelStream::new(&self.input).map_err(error)?;
        Runs::new(dims, region).in_order(ctx, size, |position, range| {
            stream.skip_to(position).and_then(|()| stream.read_exact(&mut pixels[range])).map_err(error)
        })?;
        if stream.position == dims.pixel_count() as u64 * size as u64 {
            let rest = stream.finish().map_err(error)?;
            if rest > 0 {
                ctx.print(&format!("{}: {rest} bytes behind the pixels are ignored", self.info.path.display()));
            }
        }
        Ok(())
    }
}

/// An LZ4 raw file that is being written. The data are one compressed stream: pixels that come in pieces wait until the
/// end.
#[derive(Debug)]
pub struct Lz4Sink {
    file: AtomicFile,
    dims: Dimensions,
    pixel_type: PixelType,
    waiting: Vec<u8>,
    /// True if all pixels came at once and are in the file.
    complete: bool,
}

impl Lz4Sink {
    /// Starts a file. `.lz4raw` is added to the name unless it is there.
    ///
    /// # Errors
    /// `Io` if the file or its folder cannot be made.
    pub fn create(name: &str, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        Self::create_at(&with_ending(name, &[".lz4raw"]), dims, pixel_type)
    }

    /// Starts a file with exactly this name.
    pub(super) fn create_at(path: &Path, dims: Dimensions, pixel_type: PixelType) -> Result<Self> {
        let file = AtomicFile::create(path)?;
        Ok(Self { file, dims, pixel_type, waiting: Vec::new(), complete: false })
    }

    /// Writes the file. `pixels` are those of the whole image.
    fn encode(&mut self, ctx: &Context, pixels: &[u8]) -> Result<()> {
        let (dims, size) = (self.dims, self.pixel_type.size());
        let target = self.file.target().to_owned();
        let error = |source| Error::io("write", &target, source);
        let mut output = BufWriter::with_capacity(1 << 18, self.file.file());
        output.write_all(&header(dims, self.pixel_type)).map_err(error)?;
        // The original writes frames with these parameters.
        let frame = FrameInfo::new().block_size(BlockSize::Max256KB).block_mode(BlockMode::Linked);
        let mut encoder = FrameEncoder::with_frame_info(frame, output);
        Runs::new(dims, Region::whole(dims))
            .in_order(ctx, size, |_, range| encoder.write_all(&pixels[range]).map_err(error))?;
        let mut output = encoder.finish().map_err(|source| error(source.into()))?;
        output.flush().map_err(error)
    }
}

fn header(dims: Dimensions, pixel_type: PixelType) -> Vec<u8> {
    let sides = dims.to_array().map(|side| (side as u64).to_le_bytes());
    [sides.as_flattened(), &type_code(pixel_type).to_le_bytes()].concat()
}

/// The number that stands for a pixel type.
pub(crate) fn type_code(pixel_type: PixelType) -> u32 {
    CODES.iter().position(|known| *known == pixel_type).map_or(0, |index| index as u32 + 1)
}

impl ImageSink for Lz4Sink {
    fn dims(&self) -> Dimensions {
        self.dims
    }

    fn write_region(&mut self, ctx: &Context, region: Region, pixels: &[u8]) -> Result<()> {
        let size = self.pixel_type.size();
        check_region(self.dims, region, size, pixels.len())?;
        let untouched = self.waiting.is_empty() && !self.complete;
        if untouched && region == Region::whole(self.dims) {
            self.complete = true;
            return self.encode(ctx, pixels);
        }
        if self.complete {
            return Err(Error::bug("the pixels of an LZ4 raw file are written twice"));
        }
        self.waiting.resize(self.dims.pixel_count() * size, 0);
        Runs::new(self.dims, region).paste(size, pixels, &mut self.waiting);
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<PathBuf> {
        if !self.complete {
            let mut pixels = std::mem::take(&mut self.waiting);
            pixels.resize(self.dims.pixel_count() * self.pixel_type.size(), 0);
            self.encode(&Context::default(), &pixels)?;
        }
        self.file.finish()
    }
}

/// Writes an image.
///
/// # Errors
/// As [`Lz4Sink::create`].
pub fn write(ctx: &Context, image: &DynImage, name: &str) -> Result<PathBuf> {
    write_all(ctx, Box::new(Lz4Sink::create(name, image.dims(), image.pixel_type())?), image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_size_and_type() {
        for pixel_type in PixelType::ALL {
            let dims = Dimensions::new(5, 4, 3);
            let head = [&header(dims, pixel_type)[..], &MAGIC].concat();
            assert_eq!(parse(&head), Ok((dims, pixel_type)));
        }
        assert_eq!(header(Dimensions::new(5, 4, 3), PixelType::UInt16)[24..], [2, 0, 0, 0]);
    }

    #[test]
    fn impossible_headers_are_refused() {
        let good = [&header(Dimensions::new(5, 4, 3), PixelType::UInt16)[..], &MAGIC].concat();
        let changed = |position: usize, bytes: &[u8]| {
            let mut head = good.clone();
            head[position..position + bytes.len()].copy_from_slice(bytes);
            parse(&head).expect_err("impossible")
        };
        assert_eq!(changed(8, &[0]), "the size 5×0×3 is impossible");
        assert_eq!(changed(16, &[0xff; 8]), "the size 5×4×-1 is impossible");
        assert_eq!(changed(24, &[0]), "there is no pixel type of code 0");
        assert_eq!(changed(24, &[11]), "there is no pixel type of code 11");
        assert_eq!(changed(28, &[0]), "the file does not begin like an LZ4 raw file");
        assert!(changed(6, &[0xff, 0x7f]).contains("too large"));
    }
}
