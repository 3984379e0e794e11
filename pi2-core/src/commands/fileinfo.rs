//! Commands that tell what a file is.

use std::path::Path;

use crate::io::{self, ImageInfo, ImageSource, lz4raw, raw, sequence};
use crate::{Context, Error, Image, Result, pi2_command};

/// Finds out size and pixel type of an image in a file.
///
/// # Shapes
/// `info` becomes 4×1×1: width, height, depth and a number for the pixel type, from 1 on: uint8, uint16, uint32, uint64,
/// float32, complex32, int8, int16, int32, int64; 0 if the file does not tell it. All of them are 0 if there is no image.
///
/// # Errors
/// None: a file that is missing or cannot be read is no image.
///
/// # References
/// pi2, `fileinfo`.
///
/// # Example
/// ```pi2
/// newimage(img, uint16, 20, 10, 3)
/// writetif(img, ./example_output/looked_at)
/// newimage(found, uint32)
/// fileinfo(./example_output/looked_at.tif, found)
/// maxval(found, width)   # 20
/// ```
#[pi2_command(name = "fileinfo", category = "Input and output", see_also = [read, isimagefile, newlikefile], trivial)]
pub fn fileinfo_numbers(
    /// File, folder or template to look at.
    filename: &str,
    /// Size and pixel type.
    #[arg(out)]
    info: &mut Image<u32>,
) -> Result<()> {
    let numbers = match io::info(Path::new(filename)) {
        Ok(ImageInfo { dims, pixel_type, .. }) => {
            let [w, h, d] = dims.to_array().map(|side| u32::try_from(side).unwrap_or(u32::MAX));
            [w, h, d, pixel_type.map_or(0, lz4raw::type_code)]
        }
        Err(_) => [0; 4],
    };
    *info = Image::from_vec([4, 1, 1], numbers.to_vec())?;
    Ok(())
}

/// Prints size and pixel type of an image in a file.
///
/// # Errors
/// None: the reasons why the file is no image are printed.
///
/// # References
/// pi2, `fileinfo`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 3)
/// writetif(img, ./example_output/looked_at)
/// fileinfo(./example_output/looked_at.tif)
/// print(done)   # done
/// ```
#[pi2_command(category = "Input and output", see_also = [read, isimagefile, newlikefile], trivial)]
pub fn fileinfo(
    ctx: &Context,
    /// File, folder or template to look at.
    filename: &str,
) -> Result<()> {
    print_info(ctx, io::info(Path::new(filename)));
    Ok(())
}

/// Prints size and pixel type of an image whose slices are files of their own.
///
/// Only the first file is opened, unless the files tell their positions.
///
/// # Errors
/// None: the reason why the files are no sequence is printed.
///
/// # References
/// pi2, `sequenceinfo`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 3)
/// writesequence(img, ./example_output/looked_at/s_@.png)
/// sequenceinfo(./example_output/looked_at/s_@.png)
/// print(done)   # done
/// ```
#[pi2_command(category = "Input and output", see_also = [readsequence, fileinfo, rawinfo, isimagefile], trivial)]
pub fn sequenceinfo(
    ctx: &Context,
    /// Folder, or template for the names of the files.
    filename_template: &str,
) -> Result<()> {
    print_info(ctx, sequence::SequenceSource::open(Path::new(filename_template)).map(|source| source.info().clone()));
    Ok(())
}

/// Prints size and pixel type of a raw file.
///
/// They are found out from the name, which may be given without its end, and the length of the file.
///
/// # Errors
/// None: the reason why the file is no raw image is printed.
///
/// # References
/// pi2, `rawinfo`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 20, 10, 3)
/// writeraw(img, ./example_output/looked_at)
/// rawinfo(./example_output/looked_at)
/// print(done)   # done
/// ```
#[pi2_command(category = "Input and output", see_also = [readraw, fileinfo, sequenceinfo, isimagefile], trivial)]
pub fn rawinfo(
    ctx: &Context,
    /// File to look at.
    filename: &str,
) -> Result<()> {
    print_info(ctx, raw::RawSource::open(Path::new(filename)).map(|source| source.info().clone()));
    Ok(())
}

/// Prints what is known about an image in a file, or why there is none.
fn print_info(ctx: &Context, info: Result<ImageInfo, Error>) {
    match info {
        Ok(info) => {
            let [w, h, d] = info.dims.to_array();
            let pixel_type = info.pixel_type.map_or("Unknown", |pixel_type| pixel_type.name());
            ctx.print(&format!("[{w}, {h}, {d}]\n{pixel_type}"));
        }
        Err(error) => ctx.print(&format!("Not an image: {}", error.render())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::sequences::writesequence;
    use crate::{DynImage, PixelType};
    use std::fs;

    #[test]
    fn size_and_type_or_the_reason_are_printed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let image = DynImage::new(PixelType::Int16, [4, 3, 2]).expect("small");
        writesequence(&Context::default(), &image, &path("s/@.tif")).expect("writable");
        fs::write(path("r_4x3x2.raw"), [0; 48]).expect("writable");
        for name in ["s", "s/", "s/@.tif", "s/*"] {
            assert_eq!(Context::printed(|ctx| sequenceinfo(ctx, &path(name))), "[4, 3, 2]\nint16", "{name}");
        }
        assert_eq!(Context::printed(|ctx| sequenceinfo(ctx, &path("s/1.tif"))), "[4, 3, 1]\nint16");
        for name in ["r", "r_4x3x2.raw"] {
            assert_eq!(Context::printed(|ctx| rawinfo(ctx, &path(name))), "[4, 3, 2]\nuint16");
        }
        let text = Context::printed(|ctx| sequenceinfo(ctx, &path("t@.tif")));
        assert!(text.starts_with("Not an image: ") && text.contains("no file has a name like this"), "{text}");
        let text = Context::printed(|ctx| rawinfo(ctx, &path("s/0.tif")));
        assert!(text.contains("the name does not give the size of the image"), "{text}");
    }

    #[test]
    fn numbers_and_text_agree() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
        let image = DynImage::new(PixelType::Int16, [4, 3, 2]).expect("small");
        writesequence(&Context::default(), &image, &path("s/@.tif")).expect("writable");
        fs::write(path("r_4x3x2.raw"), [0; 72]).expect("writable");
        for (name, numbers, text) in [
            ("s", [4, 3, 2, 8], "[4, 3, 2]\nint16"),
            ("s/1.tif", [4, 3, 1, 8], "[4, 3, 1]\nint16"),
            ("r", [4, 3, 2, 0], "[4, 3, 2]\nUnknown"),
            ("missing", [0; 4], "Not an image: "),
        ] {
            let mut found = Image::<u32>::new([9, 9, 9]).expect("small");
            fileinfo_numbers(&path(name), &mut found).expect("never an error");
            assert_eq!((found.pixels(), found.dims().to_array()), (&numbers[..], [4, 1, 1]), "{name}");
            assert!(Context::printed(|ctx| fileinfo(ctx, &path(name))).starts_with(text), "{name}");
        }
        let session = crate::Session::new();
        session.run_script(&format!("fileinfo(\"{}\", found); fileinfo(\"{0}\")", path("s"))).expect("two forms");
        assert_eq!(session.image("found").expect("an output").read().dims().to_array(), [4, 1, 1]);
    }
}
