//! PNG files in memory, for pictures in notebooks.

use ::png::{BitDepth, ColorType, Encoder, EncodingError};
use numpy::{PyArray2, PyArrayMethods};
use pi2_core::Error;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::errors::OrRaise;

/// The longest side that the format allows.
const MAX_SIDE: usize = (1 << 31) - 1;

/// A PNG file of an array of grey levels that is indexed `[row, column]`.
#[pyfunction]
pub fn encode_png<'py>(py: Python<'py>, array: &Bound<'py, PyArray2<u8>>) -> PyResult<Bound<'py, PyBytes>> {
    let array = array.try_readonly()?;
    let levels = array.as_array();
    let (height, width) = levels.dim();
    if [width, height].iter().any(|side| !(1..=MAX_SIDE).contains(side)) {
        let expected = "from 1 to 2³¹ - 1 pixels along each axis";
        return Err(Error::argument("array", expected, format!("of shape [{height}, {width}]"))).or_raise(py);
    }
    // Iteration is by rows, whatever the memory order.
    let levels: Vec<u8> = levels.iter().copied().collect();
    let file = py.detach(|| encode(width as u32, height as u32, &levels));
    let file = file.map_err(|error| Error::bug(format!("the picture cannot be encoded: {error}"))).or_raise(py)?;
    Ok(PyBytes::new(py, &file))
}

fn encode(width: u32, height: u32, levels: &[u8]) -> Result<Vec<u8>, EncodingError> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(levels)?;
    writer.finish()?;
    Ok(file)
}
