//! NumPy arrays from images and images from NumPy arrays. An array is indexed `[x, y, z]`.

use numpy::ndarray::{ArrayView3, ArrayViewD, Axis, Ix3, ShapeBuilder};
use numpy::{Complex32, Complex64, Element, PyArray3, PyArrayDyn, PyArrayMethods, PyUntypedArray};
use numpy::{PyArrayDescrMethods, PyUntypedArrayMethods};
use pi2_core::image::SharedMemory;
use pi2_core::{Dimensions, DynImage, Error, Image, Pixel, PixelType, Result};
use pyo3::prelude::*;

use crate::errors::OrRaise;

/// Keeps the pixels behind a NumPy array alive.
#[pyclass(frozen, module = "pi2._native")]
pub struct Memory(SharedMemory);

/// An `[x, y, z]` array on the memory of an image.
pub fn view(
    py: Python<'_>,
    dims: Dimensions,
    pixel_type: PixelType,
    memory: SharedMemory,
) -> PyResult<Bound<'_, PyAny>> {
    let is_read_only = memory.is_read_only();
    let owner = Bound::new(py, Memory(memory))?;
    let array = match pixel_type {
        PixelType::UInt8 => typed_view::<u8>(&owner, dims),
        PixelType::UInt16 => typed_view::<u16>(&owner, dims),
        PixelType::UInt32 => typed_view::<u32>(&owner, dims),
        PixelType::UInt64 => typed_view::<u64>(&owner, dims),
        PixelType::Int8 => typed_view::<i8>(&owner, dims),
        PixelType::Int16 => typed_view::<i16>(&owner, dims),
        PixelType::Int32 => typed_view::<i32>(&owner, dims),
        PixelType::Int64 => typed_view::<i64>(&owner, dims),
        PixelType::Float32 => typed_view::<f32>(&owner, dims),
        PixelType::Complex32 => typed_view::<Complex32>(&owner, dims),
    };
    if is_read_only {
        array.getattr("flags")?.setattr("writeable", false)?;
    }
    Ok(array)
}

fn typed_view<'py, T: Element>(owner: &Bound<'py, Memory>, dims: Dimensions) -> Bound<'py, PyAny> {
    let memory = &owner.get().0;
    let [w, h, d] = dims.to_array();
    assert_eq!(memory.len(), w * h * d * size_of::<T>(), "the memory has the size of the image");
    let pointer = memory.as_ptr().cast::<T>().cast_const();
    // SAFETY: the memory holds w * h * d pixels of type `T`, is aligned for them, and lives as long as `owner`, which the
    // array refers to.
    unsafe {
        let pixels = ArrayView3::from_shape_ptr((w, h, d).f(), pointer);
        PyArray3::borrow_from_array(&pixels, owner.clone().into_any()).into_any()
    }
}

/// Makes an error of what is expected, what was found, and what helps.
pub type Refuse<'a> = &'a dyn Fn(&str, &str, &str) -> Error;

/// An image with a copy of an array. bool becomes uint8, float16 and float64 become float32, complex128 becomes complex32.
///
/// # Errors
/// What `refuse` makes of it if the elements are no numbers or there are more than three axes.
pub fn image(array: &Bound<'_, PyUntypedArray>, refuse: Refuse<'_>) -> PyResult<DynImage> {
    let py = array.py();
    let descriptor = array.dtype();
    if array.ndim() > 3 {
        let found = format!("one with {} axes, of shape {:?}", array.ndim(), array.shape());
        let hint = "take a part, such as `array[..., 0]`, or reshape it";
        return Err(refuse("an array with at most 3 axes", &found, hint)).or_raise(py);
    }
    if descriptor.is_native_byteorder() == Some(false) {
        let native = descriptor.call_method1("newbyteorder", ("=",))?;
        return image(array.call_method1("astype", (native,))?.cast()?, refuse);
    }
    if !array.getattr("flags")?.getattr("aligned")?.extract::<bool>()? {
        return image(array.call_method0("copy")?.cast()?, refuse);
    }
    match (descriptor.kind(), descriptor.itemsize()) {
        (b'b', 1) => converted::<bool, u8>(array, u8::from),
        (b'u', 1) => converted(array, |pixel: u8| pixel),
        (b'u', 2) => converted(array, |pixel: u16| pixel),
        (b'u', 4) => converted(array, |pixel: u32| pixel),
        (b'u', 8) => converted(array, |pixel: u64| pixel),
        (b'i', 1) => converted(array, |pixel: i8| pixel),
        (b'i', 2) => converted(array, |pixel: i16| pixel),
        (b'i', 4) => converted(array, |pixel: i32| pixel),
        (b'i', 8) => converted(array, |pixel: i64| pixel),
        (b'f', 4) => converted(array, |pixel: f32| pixel),
        (b'f', 8) => converted(array, |pixel: f64| pixel as f32),
        (b'f', _) => image(array.call_method1("astype", ("float64",))?.cast()?, refuse),
        (b'c', 8) => converted(array, |pixel: Complex32| pixel),
        (b'c', 16) => converted(array, |pixel: Complex64| Complex32::new(pixel.re as f32, pixel.im as f32)),
        (b'c', _) => image(array.call_method1("astype", ("complex128",))?.cast()?, refuse),
        _ => {
            let found = format!("one of type {}", descriptor.str()?.to_str()?);
            let hint = "convert it, for example with `array.astype('float32')`";
            Err(refuse("an array of numbers", &found, hint)).or_raise(py)
        }
    }
}

fn converted<S: Element + Copy, T: Pixel>(
    array: &Bound<'_, PyUntypedArray>,
    convert: impl Fn(S) -> T,
) -> PyResult<DynImage> {
    let array = array.cast::<PyArrayDyn<S>>()?.readonly();
    copied(array.as_array(), convert).map(DynImage::from).or_raise(array.py())
}

/// The image whose pixel (x, y, z) is element `[x, y, z]`.
fn copied<S: Copy, T: Pixel>(mut array: ArrayViewD<'_, S>, convert: impl Fn(S) -> T) -> Result<Image<T>> {
    while array.ndim() < 3 {
        let end = Axis(array.ndim());
        array = array.insert_axis(end);
    }
    let array = array.into_dimensionality::<Ix3>().map_err(|error| Error::bug(error.to_string()))?;
    let (w, h, d) = array.dim();
    let mut image = Image::new(Dimensions::new(w, h, d))?;
    if array.is_empty() {
        return Ok(image);
    }
    let source = array.reversed_axes();
    match source.as_slice() {
        Some(pixels) => {
            image.pixels_mut().iter_mut().zip(pixels).for_each(|(target, pixel)| *target = convert(*pixel));
        }
        None => image.view_mut().zip_mut_with(&source, |target, pixel| *target = convert(*pixel)),
    }
    Ok(image)
}
