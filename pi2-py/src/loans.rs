//! NumPy arrays as images of one call: read and written in place where their memory is laid out like an image.

use std::collections::BTreeMap;
use std::ptr::NonNull;
use std::sync::Arc;

use numpy::{PyUntypedArray, PyUntypedArrayMethods};
use pi2_core::image::Owner;
use pi2_core::registry::{ArgSpec, ArgValue, Bound as Role, Direction, Resolved};
use pi2_core::{Dimensions, DynImage, Error, PixelType, Result};
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyEllipsis};

use crate::arrays::{self, Refuse};
use crate::errors::OrRaise;
use crate::{dtypes, names};

/// Arrays of at most so many elements are copied at once: their values may be needed to understand the call.
const FEW: usize = 64;

/// Keeps the array alive whose memory an image uses.
struct ArrayOwner(#[expect(dead_code, reason = "it is only held")] Py<PyUntypedArray>);

/// An image on the memory of an array, if the array is laid out like one.
pub fn borrow(array: &Bound<'_, PyUntypedArray>) -> PyResult<Option<DynImage>> {
    let Some(pixel_type) = dtypes::pixel_type(array) else { return Ok(None) };
    if array.is_empty() || array.ndim() > 3 || !dtypes::flag(array, "aligned")? || !dtypes::flag(array, "f_contiguous")?
    {
        return Ok(None);
    }
    let dims = dims(array);
    let Some(pointer) = NonNull::new(dtypes::address(array)) else { return Ok(None) };
    let owner: Arc<dyn Owner> = Arc::new(ArrayOwner(array.clone().unbind()));
    // SAFETY: the array is contiguous, aligned, has that many elements of this type, and lives as long as its owner. That
    // nobody else writes there while a command works is what the documentation of arrays as arguments asks for, and what
    // the session sees to for images on the same memory.
    let image = unsafe { DynImage::from_memory(pixel_type, dims, pointer, owner) };
    Ok(Some(if dtypes::flag(array, "writeable")? { image } else { image.into_read_only() }))
}

/// The size of the image for an array with up to three axes.
fn dims(array: &Bound<'_, PyUntypedArray>) -> Dimensions {
    let side = |axis: usize| array.shape().get(axis).copied().unwrap_or(1);
    Dimensions::new(side(0), side(1), side(2))
}

/// The arrays among the arguments of a call. Each is an image of the session until this is dropped.
pub struct Loans {
    session: Arc<pi2_core::Session>,
    loans: Vec<Loan>,
}

struct Loan {
    name: String,
    array: Py<PyUntypedArray>,
    state: State,
    /// The argument that is written, if the array gets the result.
    written_as: Option<&'static str>,
}

/// What the image of an array consists of.
#[derive(Clone, Copy, PartialEq)]
enum State {
    /// The memory of the array.
    Borrowed,
    /// A copy of it.
    Copied,
    /// Zeros, until it is clear that the pixels are needed.
    Empty,
}

/// What a call does with an array.
#[derive(Clone, Copy)]
struct Usage {
    role: Use,
    argument: &'static str,
    /// The pixel type that the image will get, if it is known.
    pixel_type: Option<PixelType>,
}

#[derive(Clone, Copy, PartialEq)]
enum Use {
    Read,
    /// The command changes it on its way to outputs of its own. The array is an input, as it always was.
    Consumed,
    Changed,
    Written,
}

/// What a call does with each image.
fn uses(resolved: &Resolved) -> BTreeMap<String, Usage> {
    let has_outputs = resolved.form.args.iter().any(ArgSpec::is_made);
    let mut uses: BTreeMap<String, Usage> = BTreeMap::new();
    for (bound, spec) in resolved.arguments.iter().zip(resolved.form.args) {
        let (name, role, pixel_type) = match bound {
            Role::Image(name) => match spec.direction {
                Direction::InOut if has_outputs => (name, Use::Consumed, None),
                Direction::InOut => (name, Use::Changed, None),
                _ => (name, Use::Read, None),
            },
            Role::OutputImage(name, pixel_type) => (name, Use::Written, Some(*pixel_type)),
            Role::Value(ArgValue::Text(name)) if spec.is_made() => (name, Use::Written, None),
            _ => continue,
        };
        let usage = Usage { role, argument: spec.name, pixel_type };
        // An array that is read and changed is changed.
        let known = uses.entry(name.clone()).or_insert(usage);
        if known.role == Use::Read {
            *known = usage;
        }
    }
    uses
}

impl Drop for Loans {
    fn drop(&mut self) {
        self.loans.iter().for_each(|loan| self.session.remove(&loan.name));
    }
}

impl Loans {
    pub fn new(session: Arc<pi2_core::Session>) -> Self {
        Self { session, loans: Vec::new() }
    }

    pub fn is_empty(&self) -> bool {
        self.loans.is_empty()
    }

    /// Makes an array an image of the session and gives its name.
    pub fn lend(&mut self, array: &Bound<'_, PyUntypedArray>, refuse: Refuse<'_>) -> PyResult<String> {
        if let Some(known) = self.loans.iter().find(|loan| loan.array.is(array)) {
            return Ok(known.name.clone());
        }
        let (image, state) = match (borrow(array)?, dtypes::pixel_type(array)) {
            (Some(image), _) => (image, State::Borrowed),
            (None, Some(pixel_type)) if array.len() > FEW && array.ndim() <= 3 => {
                (DynImage::new(pixel_type, dims(array)).or_raise(array.py())?, State::Empty)
            }
            _ => (arrays::image(&self.session.context(), array, refuse)?, State::Copied),
        };
        let name = names::array_name();
        self.session.insert_image(name.clone(), image);
        self.loans.push(Loan { name: name.clone(), array: array.clone().unbind(), state, written_as: None });
        Ok(name)
    }

    /// Makes sure that inputs have their pixels, and that outputs can be written.
    pub fn prepare(&mut self, py: Python<'_>, command: &str, resolved: &Resolved) -> PyResult<()> {
        let uses = uses(resolved);
        for loan in &mut self.loans {
            let Some(&usage) = uses.get(&loan.name) else { continue };
            let array = loan.array.bind(py);
            if usage.role == Use::Written || usage.role == Use::Changed {
                let check = check_writable(array, usage);
                check.map_err(|error| error.in_command(command)).or_raise(py)?;
                loan.written_as = Some(usage.argument);
            }
            let needs_pixels = loan.state == State::Empty && usage.role != Use::Written;
            if needs_pixels || (loan.state == State::Borrowed && usage.role == Use::Consumed) {
                let refuse = |expected: &str, found: &str, hint: &str| {
                    Error::argument(usage.argument, expected, found).with_hint(hint)
                };
                self.session.insert_image(loan.name.clone(), arrays::image(&self.session.context(), array, &refuse)?);
                loan.state = State::Copied;
            }
        }
        Ok(())
    }

    /// Writes results into the arrays that are outputs.
    pub fn settle(&self, py: Python<'_>, command: &str) -> PyResult<()> {
        for loan in &self.loans {
            let Some(argument) = loan.written_as else { continue };
            let array = loan.array.bind(py);
            let handle = self.session.image(&loan.name).or_raise(py)?;
            let image = handle.read();
            if image.dims() != dims(array) || Some(image.pixel_type()) != dtypes::pixel_type(array) {
                let error = misfit(&image, array, argument).in_command(command);
                return Err(error).or_raise(py);
            }
            let memory = image.share();
            if memory.as_ptr() == dtypes::address(array) {
                continue;
            }
            let (dims, pixel_type) = (image.dims(), image.pixel_type());
            drop(image);
            let pixels = arrays::view(py, dims, pixel_type, memory)?;
            let order = [("order", "F")].into_py_dict(py)?;
            let shaped = pixels.call_method("reshape", (array.getattr("shape")?,), Some(&order))?;
            array.set_item(PyEllipsis::get(py), shaped)?;
        }
        Ok(())
    }
}

fn check_writable(array: &Bound<'_, PyUntypedArray>, usage: Usage) -> Result<()> {
    let Usage { argument, pixel_type: needed, .. } = usage;
    let dtype = || array.dtype().to_string();
    let found = dtypes::pixel_type(array);
    if let Some(needed) = needed.filter(|needed| found != Some(*needed)) {
        let error = Error::argument(
            argument,
            format!("an array of dtype {}", dtypes::name(needed)),
            format!("one of dtype {}", dtype()),
        );
        return Err(
            error.with_hint("an array that gets a result must have its dtype; leave the output out to get a new image")
        );
    }
    if found.is_none() {
        let expected = "an array of a pixel type (uint8 to int64, float32, complex64)";
        let error = Error::argument(argument, expected, format!("one of dtype {}", dtype()));
        return Err(error
            .with_hint("the result is written into the array; convert it first, such as `array.astype('float32')`"));
    }
    if !dtypes::flag(array, "writeable").unwrap_or(false) {
        let error = Error::argument(argument, "a writable array", "a read-only one");
        return Err(error.with_hint("the result is written into the array; pass a copy, `array.copy()`"));
    }
    Ok(())
}

/// The result has another size than the array.
fn misfit(image: &DynImage, array: &Bound<'_, PyUntypedArray>, argument: &str) -> Error {
    let [w, h, d] = image.dims().to_array();
    let dtype = dtypes::name(image.pixel_type());
    let expected = format!("an array of shape ({w}, {h}, {d}) and dtype {dtype}");
    let found = format!("one of shape {} and dtype {}", dtypes::shape(array), array.dtype());
    let hint = format!(
        "make one with `numpy.empty(({w}, {h}, {d}), '{dtype}', order='F')`, or leave the output out to get a new image"
    );
    Error::argument(argument, expected, found).with_hint(hint)
}
