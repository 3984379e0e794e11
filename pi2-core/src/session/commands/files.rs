//! Commands that make named images of files.

use std::path::Path;

use super::requested_type;
use crate::image::Vec3i;
use crate::io::mapped::{MapAccess, map_raw};
use crate::session::Session;
use crate::{Context, Result, io, pi2_command};

/// Reads an image from a file; the format is found out from its content.
///
/// An image of the same name is replaced. Dimensions and pixel type come from the file, and so do voxel size, origin and
/// unit, if it has them; `listmeta` names these and the other items that the file tells. Pixels are as they are stored:
/// rescaling (DICOM, NIfTI) is in the items `rescale slope` and `rescale intercept`. Pixels of type float64 are read if
/// the data type is `float32`.
///
/// A data set of an HDF5 file is named behind the file, as in `scan.h5:/entry/data`. Without a name, it is the one to
/// which the attributes of NeXus lead, `/exchange/data`, `/entry1/tomo_entry/data/data`, or the one with the most axes
/// and pixels.
///
/// # Errors
/// `Io` or `Format` if the file cannot be read; the message says what was tried. `Argument` if the data type is not a
/// pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// set(img, [3, 2, 0], 500)
/// writetif(img, ./example_output/image)
/// read(back, ./example_output/image.tif)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(category = "Input and output", see_also = [readraw, readnn5block, writetif, writepng, writelz4, writenn5], controller)]
pub fn read(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` takes that of the file.
    #[arg(default = "")]
    data_type: &str,
) -> Result<()> {
    let image = io::read(ctx, Path::new(filename), requested_type(data_type)?)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Reads a file that contains only pixels, x fastest, in little-endian order.
///
/// Dimensions and type that are not given are found out from the name (`name_256x256x129.raw`) and the file size; the
/// name may be given without its end.
///
/// # Errors
/// `Format` if the size of the file does not fit; `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10)
/// set(img, [3, 2, 0], 500)
/// writeraw(img, ./example_output/raw)
/// readraw(back, ./example_output/raw, uint16)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(name = "readraw", category = "Input and output", see_also = [read, writeraw], controller)]
pub fn readraw_width(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    data_type: &str,
    /// Size along x, in pixels; 0 finds all dimensions out.
    width: i64,
    /// Size along y, in pixels.
    height: i64,
    /// Size along z, in pixels.
    depth: i64,
) -> Result<()> {
    readraw(ctx, session, image_name, filename, data_type, Vec3i::new(width, height, depth))
}

/// Reads a file that contains only pixels, x fastest, in little-endian order, with the size given as a vector.
///
/// # Errors
/// `Format` if the size of the file does not fit; `Argument` if the data type is not a pixel type.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10)
/// set(img, 7)
/// writeraw(img, ./example_output/raw8)
/// readraw(back, ./example_output/raw8_20x10x1.raw, uint8, [20, 10, 1])
/// minval(back, low)   # 7
/// ```
#[pi2_command(category = "Input and output", see_also = [read, writeraw], controller)]
pub fn readraw(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, y and z, in pixels; a component below 1 finds all of them out.
    #[arg(default = 0)]
    dimensions: Vec3i,
) -> Result<()> {
    let image = io::read_raw(ctx, Path::new(filename), requested_type(data_type)?, dimensions)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Maps a raw file into memory, so that the image is the file.
///
/// Pixels are read from the file when they are first used, and changes of the image go to the file, without a further
/// command; the system writes them in the background. The image may be larger than the memory of the machine. Other
/// programs that map or read the file see the changes. The file stays when the image is cleared.
///
/// With data type and size, the file is `filename` with the size added (`name_100x200x300.raw`), unless a file of the
/// name that was given exists. If there is none, a file of zeros is made with the folders that it needs; it takes up disk
/// space as pixels are written. Without them, they are found out from the name and the length of the file, and the name
/// may be given without its end, as in `readraw`.
///
/// Commands that store a result of another size or pixel type in the image give it ordinary memory, and the file stays
/// as it was. A file must not be shortened by other programs while it is mapped, and its disk must not be filled up:
/// the system ends programs that use pixels that are not there.
///
/// # Errors
/// `Format` if the length of the file is not that of the pixels. `Io` if there is no such file and data type and size
/// are not given, or if it cannot be opened or made. `Limit` if a new file does not fit on the disk. `Argument` if the
/// data type is not a pixel type. Commands that would change the image of a read-only file fail with `Argument`.
///
/// # Example
/// ```pi2
/// mapraw(img, ./example_output/map, uint16, 20, 10, 1)
/// set(img, [3, 2, 0], 500)
/// clear(img)
/// read(back, ./example_output/map)
/// maxval(back, top)   # 500
/// ```
#[pi2_command(
    name = "mapraw",
    category = "Input and output",
    see_also = [readraw, writeraw, read],
    whole_image = "a mapped file is memory of one process"
)]
pub fn mapraw_width(
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to map, without the size if it is to be added.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    data_type: &str,
    /// Size along x, in pixels; 0 finds all dimensions out.
    width: i64,
    /// Size along y, in pixels.
    height: i64,
    /// Size along z, in pixels.
    depth: i64,
    /// True to leave the file as it is: commands cannot change the image then.
    #[arg(default = false)]
    read_only: bool,
) -> Result<()> {
    mapraw(session, image_name, filename, data_type, Vec3i::new(width, height, depth), read_only)
}

/// Maps a raw file into memory, so that the image is the file, with the size given as a vector.
///
/// # Errors
/// As the other form.
///
/// # Example
/// ```pi2
/// mapraw(img, ./example_output/mapped, uint8, [20, 10, 1])
/// set(img, 7)
/// mapraw(view, ./example_output/mapped, uint8, [20, 10, 1], true)
/// minval(view, low)   # 7
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [readraw, writeraw, read],
    whole_image = "a mapped file is memory of one process"
)]
pub fn mapraw(
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to map, without the size if it is to be added.
    filename: &str,
    /// Pixel type; empty or `unknown` finds it out.
    #[arg(default = "")]
    data_type: &str,
    /// Size along x, y and z, in pixels; a component below 1 finds all of them out.
    #[arg(default = 0)]
    dimensions: Vec3i,
    /// True to leave the file as it is: commands cannot change the image then.
    #[arg(default = false)]
    read_only: bool,
) -> Result<()> {
    let access = if read_only { MapAccess::ReadOnly } else { MapAccess::Writable };
    let image = map_raw(filename, requested_type(data_type)?, dimensions, access)?;
    session.insert_image(image_name, image);
    Ok(())
}

/// Reads a volume with a small text header: SimpleVol or PyHST.
///
/// A SimpleVol file (`.vol`, `.longvol`) begins with its header. A PyHST volume (`name.vol`) has its header beside it, in
/// `name.vol.info`; its pixel type follows from its name and length. `read` finds out both of them, too.
///
/// # Errors
/// `Io` if there is no such file; `Format` if the header is not understood or the pixels are not all there.
///
/// # References
/// SimpleVol, <https://perso.liris.cnrs.fr/david.coeurjolly/Code/SimpleVol/>.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 2)
/// set(img, 58)
/// writeraw(img, ./example_output/volume)
/// setmeta(img, NUM_X, 4); setmeta(img, NUM_Y, 2); setmeta(img, NUM_Z, 1)
/// writemeta(img, ./example_output/volume_4x2x1.raw.info)
/// readvol(back, ./example_output/volume_4x2x1.raw)
/// maxval(back, top)   # 58
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, readraw],
    whole_image = "the header is not known to jobs; write the image to a raw file first"
)]
pub fn readvol(
    ctx: &Context,
    session: &Session,
    /// Name of the image.
    #[arg(identifier)]
    image_name: &str,
    /// File to read.
    filename: &str,
) -> Result<()> {
    let image = io::read_all(ctx, &io::vol::open(Path::new(filename))?, None)?;
    session.insert_image(image_name, image);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A session with the file `a_2x2x1.raw` of four 5s mapped as `img`, and the folder of the file.
    fn session(read_only: bool) -> (Session, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a_2x2x1.raw"), [5; 4]).expect("writable");
        let session = Session::new();
        let name = folder.path().join("a").to_string_lossy().into_owned();
        let arguments = ["img".into(), name.as_str().into(), "uint8".into(), "[2, 2, 1]".into(), read_only.into()];
        session.call("mapraw", &arguments).expect("it is there");
        (session, folder)
    }

    fn bytes(folder: &tempfile::TempDir) -> Vec<u8> {
        fs::read(folder.path().join("a_2x2x1.raw")).expect("it is there")
    }

    #[test]
    fn commands_in_place_and_results_of_the_same_size_reach_the_file() {
        let (session, folder) = session(false);
        session.run_script("add(img, 3)").expect("writable");
        assert_eq!(bytes(&folder), [8; 4]);
        session
            .run_script("convert(img, uint8); newimage(other, uint8, 2, 2); gaussfilter(other, img, 1)")
            .expect("valid");
        assert_eq!(bytes(&folder), [0; 4]);
        session.run_script("set(img, 9); clear(img)").expect("valid");
        assert_eq!(bytes(&folder), [9; 4]);
    }

    #[test]
    fn a_result_of_another_size_or_type_leaves_the_file() {
        for command in ["ensuresize(img, 3, 3)", "bin(img, img, 2)", "convert(img, uint16)", "sum(img, img)"] {
            let (session, folder) = session(false);
            let view = session.image("img").expect("it exists").read().share();
            session.run_script(&format!("{command}; set(img, 1)")).expect("valid");
            assert_eq!(bytes(&folder), [5; 4], "{command}");
            // SAFETY: the view keeps the mapping alive.
            assert_eq!(unsafe { *view.as_ptr().add(3) }, 5, "{command}");
        }
    }

    #[test]
    fn a_view_keeps_the_mapping_alive() {
        let (session, folder) = session(false);
        let view = session.image("img").expect("it exists").read().share();
        session.clear();
        // SAFETY: the view keeps four bytes alive, and nobody else uses them.
        unsafe { view.as_ptr().write(6) };
        assert_eq!(bytes(&folder), [6, 5, 5, 5]);
    }

    #[test]
    fn images_of_read_only_files_cannot_be_changed() {
        let (session, folder) = session(true);
        session.run_script("newimage(other, uint8, 2, 2); setmeta(img, key, value)").expect("valid");
        for (command, argument) in [
            ("add(img, 3)", "image"),
            ("gaussfilter(other, img, 1)", "output image"),
            ("ensuresize(img, 5, 5)", "image"),
            ("convert(img, uint16)", "image"),
            ("bin(other, img, 2)", "output image"),
        ] {
            let error = session.run_script(command).expect_err("read-only").render();
            let expected = format!(
                "argument `{argument}` must be an image that may change, but it is `img`, which is a read-only mapped file"
            );
            assert!(error.contains(&expected), "{command}: {error}");
            assert!(error.ends_with("hint: copy it first, for example with `set(img_copy, img)`"), "{error}");
        }
        session
            .run_script("set(copied, img); add(copied, 1); sum(img, total, true); convert(copied, img, uint8)")
            .expect("valid");
        assert_eq!(session.image("img").expect("it exists").read().bytes(), [6; 4]);
        assert_eq!(bytes(&folder), [5; 4]);
    }
}
