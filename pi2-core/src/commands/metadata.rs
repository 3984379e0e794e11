//! Commands on what is known about an image besides its pixels.

use std::fs;
use std::path::Path;

use crate::image::metadata_text::{parse_list, row_text};
use crate::image::{DynImage, Metadata};
use crate::io::write_file;
use crate::{Error, Result, pi2_command};

/// Sets an item of the metadata of an image.
///
/// An item is a table of texts under a key. With `column` and `row`, one cell is set and the table grows as needed. With
/// `row` = -1 the table is cut to one row first. With `column` = -1 the value becomes a whole row: a list such as
/// `[a, b, c]` fills its columns, any other text becomes its only cell; if `row` is -1, too, a text replaces the table.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Argument` if `key` is empty, or `column` or `row` is below -1 or above 1 000 000.
///
/// # References
/// pi2, `setmeta`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, voxel size, "[1.5, 1.5, 3]", -1, 0)
/// getmeta(img, voxel size, size, 2)   # 3
/// ```
#[pi2_command(category = "Metadata", see_also = [getmeta, listmeta, clearmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn setmeta(
    /// Image to modify.
    image: &mut DynImage,
    /// Name of the item.
    key: &str,
    /// Text to store.
    value: &str,
    /// Column of the table, counted from 0; -1 for the whole row.
    #[arg(default = 0)]
    column: i64,
    /// Row of the table, counted from 0; -1 for the whole item.
    #[arg(default = 0)]
    row: i64,
) -> Result<()> {
    let (column, row) = (index("column", column)?, index("row", row)?);
    if key.is_empty() {
        return Err(Error::argument("key", "not empty", "``"));
    }
    let rows = image.metadata_mut().rows_mut(key);
    if row.is_none() {
        rows.resize(1, Vec::new());
    }
    let row_index = row.unwrap_or(0);
    if rows.len() <= row_index {
        rows.resize(row_index + 1, Vec::new());
    }
    let cells = &mut rows[row_index];
    let list = parse_list(value).filter(|elements| elements.len() > 1);
    match (column, list) {
        (Some(column), _) => set_cell(cells, column, value.to_owned()),
        (None, Some(elements)) => {
            if row.is_some() {
                cells.clear();
            }
            elements.into_iter().enumerate().for_each(|(column, element)| set_cell(cells, column, element));
        }
        (None, None) => *cells = vec![value.to_owned()],
    }
    Ok(())
}

/// Reads an item of the metadata of an image.
///
/// With `column` and `row`, one cell of the table under the key. With `column` = -1 a whole row as `[a, b, c]`, with both
/// -1 the whole table, one row a line. With `row` = -1 alone, the cell in the first row.
///
/// # Errors
/// `Argument` if `column` or `row` is below -1.
///
/// # References
/// pi2, `getmeta`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// getmeta(img, sample, text)   # bone
/// ```
#[pi2_command(category = "Metadata", see_also = [setmeta, listmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn getmeta(
    /// Image to ask.
    image: &DynImage,
    /// Name of the item.
    key: &str,
    /// The text that was found.
    #[arg(out)]
    value: &mut String,
    /// Column of the table, counted from 0; -1 for the whole row.
    #[arg(default = 0)]
    column: i64,
    /// Row of the table, counted from 0; -1 for the first row or, if `column` is -1, too, for all rows.
    #[arg(default = 0)]
    row: i64,
    /// Text to return if there is no such item or cell.
    #[arg(default = "")]
    default: &str,
) -> Result<()> {
    let (column, row) = (index("column", column)?, index("row", row)?);
    *value = find(image.metadata(), key, column, row).unwrap_or_else(|| default.to_owned());
    Ok(())
}

/// Counts the rows of an item of the metadata.
///
/// The count is -1 if there is no such item.
///
/// # References
/// pi2, `metarowcount`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, table, x, 0, 3)
/// metarowcount(img, table, rows)   # 4
/// ```
#[pi2_command(category = "Metadata", see_also = [metacolumncount, getmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn metarowcount(
    /// Image to ask.
    image: &DynImage,
    /// Name of the item.
    key: &str,
    /// Number of rows.
    #[arg(out)]
    count: &mut i64,
) -> Result<()> {
    *count = image.metadata().rows(key).map_or(-1, |rows| rows.len() as i64);
    Ok(())
}

/// Counts the columns of a row of an item of the metadata.
///
/// The count is -1 if there is no such item or row.
///
/// # Errors
/// `Argument` if `row index` is below -1.
///
/// # References
/// pi2, `metacolumncount`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, table, x, 3, 0)
/// metacolumncount(img, table, 0, columns)   # 4
/// ```
#[pi2_command(category = "Metadata", see_also = [metarowcount, getmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn metacolumncount(
    /// Image to ask.
    image: &DynImage,
    /// Name of the item.
    key: &str,
    /// Row of the table, counted from 0; -1 for the first row.
    row_index: i64,
    /// Number of columns.
    #[arg(out)]
    count: &mut i64,
) -> Result<()> {
    let row = index("row index", row_index)?.unwrap_or(0);
    *count = match image.metadata().rows(key) {
        Some([]) if row == 0 => 0,
        Some(rows) => rows.get(row).map_or(-1, |cells| cells.len() as i64),
        None => -1,
    };
    Ok(())
}

/// Lists the keys of the metadata of an image.
///
/// The keys are in bytewise order, joined with `, `.
///
/// # References
/// pi2, `listmeta`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// setmeta(img, date, today)
/// listmeta(img, keys)   # date, sample
/// ```
#[pi2_command(category = "Metadata", see_also = [getmeta, setmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn listmeta(
    /// Image to ask.
    image: &DynImage,
    /// The keys.
    #[arg(out)]
    names: &mut String,
) -> Result<()> {
    *names = image.metadata().keys().collect::<Vec<_>>().join(", ");
    Ok(())
}

/// Removes all metadata of an image.
///
/// # Shapes
/// `image` keeps its size.
///
/// # References
/// pi2, `clearmeta`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// clearmeta(img)
/// metarowcount(img, sample, rows)   # -1
/// ```
#[pi2_command(category = "Metadata", see_also = [setmeta, copymeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn clearmeta(
    /// Image to modify.
    image: &mut DynImage,
) -> Result<()> {
    image.metadata_mut().clear();
    Ok(())
}

/// Replaces the metadata of an image by that of another image.
///
/// The pixels stay as they are.
///
/// # Shapes
/// `output image` keeps its size.
///
/// # References
/// pi2, `copymeta`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// newimage(other, float32)
/// copymeta(img, other)
/// getmeta(other, sample, text)   # bone
/// ```
#[pi2_command(category = "Metadata", see_also = [setmeta, clearmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn copymeta(
    /// Image whose metadata is copied.
    input_image: &DynImage,
    /// Image that gets the metadata.
    #[arg(out, keep)]
    output_image: &mut DynImage,
) -> Result<()> {
    *output_image.metadata_mut() = input_image.metadata().clone();
    Ok(())
}

/// Writes the metadata of an image to a text file.
///
/// The file is replaced as a whole: after a failure the old one is still there. Missing folders are created.
///
/// # Errors
/// `Io` if the file cannot be written.
///
/// # References
/// pi2, `writemeta`, which cannot write empty rows and loses some special characters.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// writemeta(img, "./example_metadata.txt")
/// newimage(other, uint8)
/// readmeta(other, "./example_metadata.txt")
/// getmeta(other, sample, text)   # bone
/// ```
#[pi2_command(category = "Metadata", see_also = [readmeta, getmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn writemeta(
    /// Image whose metadata is written.
    image: &DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    write_file(Path::new(filename), image.metadata().to_text().as_bytes())
}

/// Reads metadata from a text file.
///
/// Items of the file replace items with the same key; the others stay. Files of pi2 and files written by hand are read,
/// too.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Io` if the file cannot be read.
///
/// # References
/// pi2, `readmeta`, which loses the last letter of the key in `key=value`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8)
/// setmeta(img, sample, bone)
/// writemeta(img, "./example_items.txt")
/// setmeta(img, sample, wood)
/// readmeta(img, "./example_items.txt")
/// getmeta(img, sample, text)   # bone
/// ```
#[pi2_command(category = "Metadata", see_also = [writemeta, setmeta], whole_image = "metadata is not stored with the blocks of an image")]
pub fn readmeta(
    /// Image to modify.
    image: &mut DynImage,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    let bytes = fs::read(filename).map_err(|error| Error::io("read", filename, error))?;
    let text = String::from_utf8(bytes).map_err(|_| Error::format(filename, "the metadata is not UTF-8 text"))?;
    image.metadata_mut().merge(&Metadata::from_text(&text));
    Ok(())
}

/// Finds the file that is the memory of an image.
///
/// # Shapes
/// `image` may have any size.
///
/// # References
/// pi2, `getmapfile`.
///
/// # Example
/// ```pi2
/// mapraw(img, ./example_output/mapped, uint8, [20, 10, 1])
/// getmapfile(img, file)
/// print(file)   # ./example_output/mapped_20x10x1.raw
/// ```
#[pi2_command(
    category = "Metadata",
    see_also = [mapraw],
    whole_image = "a distributed image has no memory of its own"
)]
pub fn getmapfile(
    /// Image that `mapraw` made.
    image: &mut DynImage,
    /// Name of the file; empty if the image has ordinary memory.
    #[arg(out)]
    mapfile: &mut String,
) -> Result<()> {
    *mapfile = image.mapped_file().map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(())
}

/// A larger column or row is a mistake, and would need a table that fills the memory.
const LARGEST_INDEX: i64 = 1_000_000;

/// A column or row; -1 is none.
fn index(argument: &str, value: i64) -> Result<Option<usize>> {
    match value {
        -1 => Ok(None),
        0..=LARGEST_INDEX => Ok(Some(value as usize)),
        _ => Err(Error::argument(argument, format!("from -1 to {LARGEST_INDEX}"), value)),
    }
}

fn set_cell(cells: &mut Vec<String>, column: usize, value: String) {
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    cells[column] = value;
}

fn find(metadata: &Metadata, key: &str, column: Option<usize>, row: Option<usize>) -> Option<String> {
    let rows = metadata.rows(key)?;
    match (column, row) {
        (Some(column), row) => rows.get(row.unwrap_or(0))?.get(column).cloned(),
        (None, Some(row)) => rows.get(row).map(|cells| row_text(cells)),
        (None, None) => match rows {
            [cells] if cells.len() == 1 => Some(cells[0].clone()),
            rows => Some(rows.iter().map(|cells| row_text(cells)).collect::<Vec<_>>().join("\n")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Image, PixelType};

    fn image() -> DynImage {
        DynImage::new(PixelType::UInt8, [1, 1, 1]).expect("small")
    }

    fn cell(image: &DynImage, key: &str, column: i64, row: i64) -> String {
        let mut value = String::new();
        getmeta(image, key, &mut value, column, row, "none").expect("valid");
        value
    }

    fn set_cells(image: &mut DynImage, key: &str, cells: &[(&str, i64, i64)]) {
        for (value, column, row) in cells {
            setmeta(image, key, value, *column, *row).expect("valid");
        }
    }

    fn columns(image: &DynImage, key: &str, row: i64) -> i64 {
        let mut count = 99;
        metacolumncount(image, key, row, &mut count).expect("valid");
        count
    }

    fn rows(image: &DynImage, key: &str) -> i64 {
        let mut count = 99;
        metarowcount(image, key, &mut count).expect("no error");
        count
    }

    #[test]
    fn tables_grow_with_empty_cells() {
        let mut image = image();
        set_cells(&mut image, "k", &[("a", 0, 0), ("c", 2, 0), ("b", 1, 1)]);
        assert_eq!([cell(&image, "k", 2, 0), cell(&image, "k", 1, 0), cell(&image, "k", 1, 1)], ["c", "", "b"]);
        assert_eq!((rows(&image, "k"), columns(&image, "k", 0), columns(&image, "k", 1)), (2, 3, 2));
        assert_eq!((columns(&image, "k", -1), columns(&image, "k", 5), rows(&image, "other")), (3, -1, -1));
    }

    #[test]
    fn row_minus_one_cuts_the_table() {
        let mut image = image();
        set_cells(&mut image, "k", &[("a", 0, 0), ("b", 0, 3), ("c", 1, -1)]);
        assert_eq!(cell(&image, "k", -1, -1), "[a, c]");
        set_cells(&mut image, "k", &[("[x, y]", -1, -1)]);
        assert_eq!(cell(&image, "k", -1, 0), "[x, y]");
        set_cells(&mut image, "k", &[("[p, q, r]", -1, 1), ("[s, t]", -1, 1)]);
        assert_eq!(cell(&image, "k", -1, -1), "[x, y]\n[s, t]");
        set_cells(&mut image, "k", &[("one = 1", -1, -1)]);
        assert_eq!((cell(&image, "k", -1, -1), cell(&image, "k", -1, 0)), ("one = 1".into(), "one \\= 1".into()));
    }

    #[test]
    fn what_is_missing_gives_the_default() {
        let mut image = image();
        set_cells(&mut image, "k", &[("x", 0, 0)]);
        assert_eq!(cell(&image, "other", 0, 0), "none");
        assert_eq!([cell(&image, "k", 3, 0), cell(&image, "k", 0, 5), cell(&image, "k", 0, -1)], ["none", "none", "x"]);
    }

    #[test]
    fn impossible_places_are_refused() {
        let mut image = image();
        let error = setmeta(&mut image, "k", "v", 1 << 40, 0).expect_err("too far").to_string();
        assert_eq!(error, "argument `column` must be from -1 to 1000000, but it is 1099511627776");
        let error = getmeta(&image, "k", &mut String::new(), 0, -2, "").expect_err("negative").to_string();
        assert_eq!(error, "argument `row` must be from -1 to 1000000, but it is -2");
        let error = setmeta(&mut image, "", "v", 0, 0).expect_err("no key").to_string();
        assert_eq!(error, "argument `key` must be not empty, but it is ``");
        assert!(image.metadata().is_empty());
    }

    #[test]
    fn keys_are_listed_and_copied() {
        let mut image = image();
        for key in ["zeta", "alpha", "Beta"] {
            set_cells(&mut image, key, &[("1", 0, 0)]);
        }
        let mut other = DynImage::from(Image::from_vec([2, 1, 1], vec![1.5f32, 2.5]).expect("two"));
        other.metadata_mut().insert_text("old", "x");
        copymeta(&image, &mut other).expect("no error");
        clearmeta(&mut image).expect("no error");
        let names_of = |image: &DynImage| {
            let mut names = String::new();
            listmeta(image, &mut names).expect("no error");
            names
        };
        assert_eq!((names_of(&other).as_str(), names_of(&image).as_str()), ("Beta, alpha, zeta", ""));
        assert_eq!(other.typed::<f32>().expect("float32").pixels(), [1.5, 2.5]);
    }

    #[test]
    fn files_are_replaced_as_a_whole_and_merged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/meta.txt");
        let path = path.to_str().expect("UTF-8");
        let mut written = image();
        set_cells(&mut written, "k", &[("old", 0, 0)]);
        writemeta(&written, path).expect("written");
        clearmeta(&mut written).expect("no error");
        set_cells(&mut written, "m", &[("1", 0, 0), ("2", 1, 0), ("3", 0, 1)]);
        writemeta(&written, path).expect("written again");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("a folder").count(), 1);

        let mut read = image();
        set_cells(&mut read, "z", &[("kept", 0, 0)]);
        set_cells(&mut read, "m", &[("replaced", 0, 5)]);
        readmeta(&mut read, path).expect("read");
        assert_eq!(
            (rows(&read, "k"), cell(&read, "z", 0, 0), cell(&read, "m", -1, -1)),
            (-1, "kept".into(), "[1, 2]\n3".into())
        );
    }

    #[test]
    fn files_that_cannot_be_used_are_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("missing.txt");
        let error = readmeta(&mut image(), path.to_str().expect("UTF-8")).expect_err("missing").to_string();
        assert_eq!(error, format!("cannot read {}: no such file or folder", path.display()));
        fs::write(&path, [0xff, 0xfe]).expect("written");
        let error = readmeta(&mut image(), path.to_str().expect("UTF-8")).expect_err("not text").to_string();
        assert_eq!(error, format!("{}: the metadata is not UTF-8 text", path.display()));
        let error = writemeta(&image(), folder.path().to_str().expect("UTF-8")).expect_err("a folder").to_string();
        assert!(error.contains("there is a folder of this name"), "{error}");
    }
}
