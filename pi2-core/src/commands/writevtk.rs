//! Lines between points, written for ParaView and other programs of the VTK family.

use std::fmt::Write;

use crate::io;
use crate::{Context, Error, Image, Result, pi2_command};

/// Numbers that belong to each point or each line, with a name for each column of the image.
type Data<'a> = (&'a str, &'a Image<f32>);

/// Writes points and lines between them to a VTK file.
///
/// The file is a legacy ASCII file of polygonal data (`# vtk DataFile Version 3.0`), which ParaView opens. Numbers are
/// written with as many digits as float32 has. `.vtk` is added to the name unless it is there. Folders that are missing
/// are made. The file appears under its name when it is complete; until then an older file of that name stays.
///
/// # Shapes
/// `points` is 3×N×1: each row is the x, y and z of one point. `lines` may have any size: its pixels are the number of
/// lines, then for each line the number of its points and their rows in `points`, from 0.
///
/// # Errors
/// `Dimensions` if `points` has not three columns. `Argument` if `lines` ends too early or too late, or names a point
/// that is not there. `Io` if the file cannot be written.
///
/// # References
/// VTK file formats, <https://docs.vtk.org/en/latest/vtk_file_formats/vtk_legacy_file_format.html>.
///
/// # Example
/// ```pi2
/// newimage(points, float32, 3, 2)
/// set(points, [2, 1, 0], 7.5)
/// newimage(lines, uint64, 4)
/// set(lines, [0, 0, 0], 1)
/// set(lines, [1, 0, 0], 2)
/// set(lines, [3, 0, 0], 1)
/// writevtk(points, lines, "example")
/// maxval(points, top)   # 7.5
/// ```
#[pi2_command(
    category = "Input and output",
    see_also = [read, writeraw],
    whole_image = "the points of a line may be anywhere in the list"
)]
pub fn writevtk(
    _ctx: &Context,
    /// Positions of the points.
    points: &Image<f32>,
    /// Which points each line connects.
    lines: &Image<u64>,
    /// Name of the file.
    filename: &str,
) -> Result<()> {
    write(points, lines, filename, ("", points), ("", points))
}

/// Writes points with measured values, and lines between them, to a VTK file.
///
/// As the form without values. A blank in a name is written as `%20`, which VTK shows as a blank.
///
/// # Shapes
/// `points` is 3×N×1 and `lines` as in the form without values. `point data` is M×N×1: a column for each of M names, a
/// row for each point.
///
/// # Errors
/// As in the form without values; and `Dimensions` if `point data` has not as many columns as there are names, or not as
/// many rows as there are points.
///
/// # Example
/// ```pi2
/// newimage(points, float32, 3, 2)
/// newimage(lines, uint64)
/// newimage(radii, float32, 1, 2)
/// set(radii, 1.5)
/// writevtk(points, lines, "example", "radius", radii)
/// maxval(radii, top)   # 1.5
/// ```
#[pi2_command(
    name = "writevtk",
    category = "Input and output",
    see_also = [read, writeraw],
    whole_image = "the points of a line may be anywhere in the list"
)]
pub fn writevtk_point_data(
    _ctx: &Context,
    /// Positions of the points.
    points: &Image<f32>,
    /// Which points each line connects.
    lines: &Image<u64>,
    /// Name of the file.
    filename: &str,
    /// Names of the columns of `point data`, with commas between them. If it is empty, no values are written.
    #[arg(default = "")]
    point_data_name: &str,
    /// Values of the points.
    point_data: &Image<f32>,
) -> Result<()> {
    write(points, lines, filename, (point_data_name, point_data), ("", points))
}

/// Writes points and lines, both with measured values, to a VTK file.
///
/// As the form without values. A blank in a name is written as `%20`, which VTK shows as a blank.
///
/// # Shapes
/// `points` is 3×N×1 and `lines` as in the form without values. `point data` is M×N×1: a column for each of M names, a
/// row for each point. `cell data` has a column for each of its names and a row for each line.
///
/// # Errors
/// As in the form without values; and `Dimensions` if `point data` or `cell data` has not as many columns as there are
/// names, or not as many rows as there are points or lines.
///
/// # Example
/// ```pi2
/// newimage(points, float32, 3, 2)
/// newimage(lines, uint64, 2)
/// set(lines, [0, 0, 0], 1)
/// newimage(lengths, float32)
/// set(lengths, 2.5)
/// writevtk(points, lines, "example", "", points, "length", lengths)
/// maxval(lengths, top)   # 2.5
/// ```
#[pi2_command(
    name = "writevtk",
    category = "Input and output",
    see_also = [read, writeraw],
    whole_image = "the points of a line may be anywhere in the list"
)]
pub fn writevtk_all_data(
    _ctx: &Context,
    /// Positions of the points.
    points: &Image<f32>,
    /// Which points each line connects.
    lines: &Image<u64>,
    /// Name of the file.
    filename: &str,
    /// Names of the columns of `point data`, with commas between them. If it is empty, no values are written.
    #[arg(default = "")]
    point_data_name: &str,
    /// Values of the points.
    point_data: &Image<f32>,
    /// Names of the columns of `cell data`, with commas between them. If it is empty, no values are written.
    #[arg(default = "")]
    line_data_name: &str,
    /// Values of the lines.
    cell_data: &Image<f32>,
) -> Result<()> {
    write(points, lines, filename, (point_data_name, point_data), (line_data_name, cell_data))
}

fn write(points: &Image<f32>, lines: &Image<u64>, name: &str, of_points: Data, of_lines: Data) -> Result<()> {
    io::write_file(&io::with_ending(name, &[".vtk"]), text(points, lines, of_points, of_lines)?.as_bytes())
}

/// The content of the file.
fn text(points: &Image<f32>, lines: &Image<u64>, of_points: Data, of_lines: Data) -> Result<String> {
    if points.width() != 3 || points.depth() != 1 {
        let message = format!("`points` is {}, but each of its rows must be the x, y and z of a point", points.dims());
        return Err(Error::dimensions(message));
    }
    let count = points.height();
    let lines = split_lines(lines.pixels(), count)?;
    let mut text = String::from("# vtk DataFile Version 3.0\nitl2 vtk output\nASCII\nDATASET POLYDATA\n");
    text.push_str(&format!("POINTS {count} float\n"));
    for point in points.pixels().chunks_exact(3) {
        text.push_str(&format!("{} {} {}\n", number(point[0]), number(point[1]), number(point[2])));
    }
    let numbers: usize = lines.iter().map(|line| 1 + line.len()).sum();
    text.push_str(&format!("LINES {} {numbers}\n", lines.len()));
    for line in &lines {
        text.push_str(&line.len().to_string());
        line.iter().for_each(|point| text.push_str(&format!(" {point}")));
        text.push('\n');
    }
    text.push_str(&section("POINT_DATA", "point data", count, of_points)?);
    text.push_str(&section("CELL_DATA", "cell data", lines.len(), of_lines)?);
    Ok(text)
}

/// The points of each line.
fn split_lines(list: &[u64], points: usize) -> Result<Vec<&[u64]>> {
    let wrong = |found: String| Err(Error::argument("lines", "a list of lines between the points", found));
    let (count, mut rest) = (list.first().copied().unwrap_or(0), list.get(1..).unwrap_or_default());
    let mut lines = Vec::new();
    for line in 0..count {
        let cut = rest.split_first().filter(|(len, rest)| **len <= rest.len() as u64);
        let Some((len, indices)) = cut else {
            return wrong(format!("it ends in line {line} of {count}"));
        };
        let (indices, next) = indices.split_at(*len as usize);
        if let Some(index) = indices.iter().find(|index| **index >= points as u64) {
            return wrong(format!("line {line} goes to point {index} of {points}"));
        }
        lines.push(indices);
        rest = next;
    }
    if rest.is_empty() { Ok(lines) } else { wrong(format!("it has {} numbers behind the last line", rest.len())) }
}

/// The values of all points or all lines.
fn section(title: &str, argument: &str, count: usize, (names, data): Data) -> Result<String> {
    let names: Vec<&str> = if names.trim().is_empty() { Vec::new() } else { names.split(',').map(str::trim).collect() };
    let mut text = format!("{title} {count}\nFIELD FieldData {}\n", names.len());
    if names.is_empty() {
        return Ok(text);
    }
    if data.dims().to_array() != [names.len(), count, 1] {
        let expected = format!("a column for each of {} names and {count} rows", names.len());
        return Err(Error::dimensions(format!("`{argument}` is {}, but it must have {expected}", data.dims())));
    }
    for (column, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(Error::argument(&format!("{argument} name"), "a list of names", "one of them is empty"));
        }
        text.push_str(&format!("{} 1 {count} float\n", encoded(name)));
        for row in 0..count {
            text.push_str(&number(data.get(column, row, 0)));
            text.push('\n');
        }
    }
    Ok(text)
}

/// A name as VTK writes it: a character that would end it becomes `%` and its code.
fn encoded(name: &str) -> String {
    let mut text = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_graphic() && byte != b'"' && byte != b'%' {
            text.push(byte as char);
        } else {
            // Writing into a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// The shortest text that is read back as the same number.
fn number(value: f32) -> String {
    if value.is_nan() {
        "nan".to_owned()
    } else if value != 0.0 && value.is_finite() && !(1e-4..1e9).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}
