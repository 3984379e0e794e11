//! NumPy arrays from images and images from NumPy arrays. An array is indexed `[x, y, z]`.

use std::mem::MaybeUninit;

use numpy::ndarray::{ArrayView3, ArrayViewD, ArrayViewMut3, Axis, Ix3, ShapeBuilder};
use numpy::{Complex32, Complex64, Element, PyArray3, PyArrayDyn, PyArrayMethods, PyUntypedArray};
use numpy::{PyArrayDescrMethods, PyUntypedArrayMethods};
use parking_lot::RwLock;
use pi2_core::image::SharedMemory;
use pi2_core::par::{copy_from_strided, copy_to_uninit};
use pi2_core::{Context, Dimensions, DynImage, Error, Image, Pixel, PixelType, Result};
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
pub fn image(ctx: &Context, array: &Bound<'_, PyUntypedArray>, refuse: Refuse<'_>) -> PyResult<DynImage> {
    let py = array.py();
    let descriptor = array.dtype();
    if array.ndim() > 3 {
        let found = format!("one with {} axes, of shape {:?}", array.ndim(), array.shape());
        let hint = "take a part, such as `array[..., 0]`, or reshape it";
        return Err(refuse("an array with at most 3 axes", &found, hint)).or_raise(py);
    }
    if descriptor.is_native_byteorder() == Some(false) {
        let native = descriptor.call_method1("newbyteorder", ("=",))?;
        return image(ctx, array.call_method1("astype", (native,))?.cast()?, refuse);
    }
    if !array.getattr("flags")?.getattr("aligned")?.extract::<bool>()? {
        return image(ctx, array.call_method0("copy")?.cast()?, refuse);
    }
    match (descriptor.kind(), descriptor.itemsize()) {
        (b'b', 1) => converted::<bool, u8>(ctx, array, u8::from),
        (b'u', 1) => converted(ctx, array, |pixel: u8| pixel),
        (b'u', 2) => converted(ctx, array, |pixel: u16| pixel),
        (b'u', 4) => converted(ctx, array, |pixel: u32| pixel),
        (b'u', 8) => converted(ctx, array, |pixel: u64| pixel),
        (b'i', 1) => converted(ctx, array, |pixel: i8| pixel),
        (b'i', 2) => converted(ctx, array, |pixel: i16| pixel),
        (b'i', 4) => converted(ctx, array, |pixel: i32| pixel),
        (b'i', 8) => converted(ctx, array, |pixel: i64| pixel),
        (b'f', 4) => converted(ctx, array, |pixel: f32| pixel),
        (b'f', 8) => converted(ctx, array, |pixel: f64| pixel as f32),
        (b'f', _) => image(ctx, array.call_method1("astype", ("float64",))?.cast()?, refuse),
        (b'c', 8) => converted(ctx, array, |pixel: Complex32| pixel),
        (b'c', 16) => converted(ctx, array, |pixel: Complex64| Complex32::new(pixel.re as f32, pixel.im as f32)),
        (b'c', _) => image(ctx, array.call_method1("astype", ("complex128",))?.cast()?, refuse),
        _ => {
            let found = format!("one of type {}", descriptor.str()?.to_str()?);
            let hint = "convert it, for example with `array.astype('float32')`";
            Err(refuse("an array of numbers", &found, hint)).or_raise(py)
        }
    }
}

fn converted<S: Element + Copy + Sync, T: Pixel>(
    ctx: &Context,
    array: &Bound<'_, PyUntypedArray>,
    convert: impl Fn(S) -> T + Send + Sync,
) -> PyResult<DynImage> {
    let py = array.py();
    let array = array.cast::<PyArrayDyn<S>>()?.readonly();
    let pixels = array.as_array();
    // Pixel (x, y, z) is element `[x, y, z]`.
    py.detach(|| copied(ctx, pixels, convert)).map(DynImage::from).or_raise(py)
}

fn copied<S: Copy + Sync, T: Pixel>(
    ctx: &Context,
    mut array: ArrayViewD<'_, S>,
    convert: impl Fn(S) -> T + Send + Sync,
) -> Result<Image<T>> {
    while array.ndim() < 3 {
        let end = Axis(array.ndim());
        array = array.insert_axis(end);
    }
    let array = array.into_dimensionality::<Ix3>().map_err(|error| Error::bug(error.to_string()))?;
    copy_from_strided(ctx, &array.reversed_axes(), convert)
}

/// A new `[x, y, z]` array with a copy of the pixels of an image, in Fortran order or in C order.
pub fn copy<'py>(
    py: Python<'py>,
    ctx: &Context,
    image: &RwLock<DynImage>,
    fortran: bool,
) -> PyResult<Bound<'py, PyAny>> {
    loop {
        let pixel_type = py.detach(|| image.read().pixel_type());
        let copied = match pixel_type {
            PixelType::UInt8 => typed_copy::<u8>(py, ctx, image, fortran),
            PixelType::UInt16 => typed_copy::<u16>(py, ctx, image, fortran),
            PixelType::UInt32 => typed_copy::<u32>(py, ctx, image, fortran),
            PixelType::UInt64 => typed_copy::<u64>(py, ctx, image, fortran),
            PixelType::Int8 => typed_copy::<i8>(py, ctx, image, fortran),
            PixelType::Int16 => typed_copy::<i16>(py, ctx, image, fortran),
            PixelType::Int32 => typed_copy::<i32>(py, ctx, image, fortran),
            PixelType::Int64 => typed_copy::<i64>(py, ctx, image, fortran),
            PixelType::Float32 => typed_copy::<f32>(py, ctx, image, fortran),
            PixelType::Complex32 => typed_copy::<Complex32>(py, ctx, image, fortran),
        };
        if let Some(array) = copied? {
            return Ok(array);
        }
    }
}

/// Nothing if another thread has given the image another size or type meanwhile.
fn typed_copy<'py, T: Pixel + Element>(
    py: Python<'py>,
    ctx: &Context,
    image: &RwLock<DynImage>,
    fortran: bool,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let dims = py.detach(|| image.read().dims());
    let [w, h, d] = dims.to_array();
    // SAFETY: nobody sees the array before all elements have a value.
    let array = unsafe { PyArray3::<T>::new(py, [w, h, d], fortran) };
    let strides = if fortran { [w * h, w, 1] } else { [1, d, h * d] };
    // SAFETY: these are the elements of the array, seen as `[z, y, x]`; it lives until the copy is complete.
    let target =
        unsafe { ArrayViewMut3::from_shape_ptr([d, h, w].strides(strides), array.data().cast::<MaybeUninit<T>>()) };
    let is_done = py.detach(|| {
        let image = image.read();
        match image.typed::<T>() {
            Ok(image) if image.dims() == dims => copy_to_uninit(ctx, image, target).map(|()| true),
            _ => Ok(false),
        }
    });
    Ok(is_done.or_raise(py)?.then(|| array.into_any()))
}
