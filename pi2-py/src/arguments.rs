//! Python objects as arguments of commands, without a detour through text.

use std::sync::Arc;

use numpy::{PyUntypedArray, PyUntypedArrayMethods};
use pi2_core::Error;
use pi2_core::registry::{ArgKind, ArgSpec, Argument, CommandForm, Outputs, Parallel, Value, commands};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyComplex, PyDict, PyFloat, PyInt, PyList, PyRange, PyString, PyTuple};

use crate::door::Duty;
use crate::dtypes;
use crate::errors::OrRaise;
use crate::loans::Loans;
use crate::object::Object;
use crate::session::Session;

/// A command on images of at most so many pixels, without a number above `SMALL_NUMBER` (a radius, a factor) ...
const SMALL_IMAGE: usize = 1 << 14;
/// ... takes well under a tenth of a second ...
const SMALL_NUMBER: f64 = 256.0;
/// ... and so does a command that looks at each pixel once, on images of this size.
const SMALL_PASS: usize = 1 << 22;

/// The arguments of a call. Arrays among them are images of the session until this is dropped.
pub struct Arguments {
    pub positional: Vec<Argument>,
    pub keyword: Vec<(String, Argument)>,
    pub loans: Loans,
    session: Arc<pi2_core::Session>,
    has_image: bool,
    has_large_number: bool,
    /// That of the largest image.
    pixel_count: usize,
}

/// Where an argument stands in a call.
#[derive(Clone, Copy)]
struct Place<'a> {
    command: &'a str,
    position: Position<'a>,
}

#[derive(Clone, Copy)]
enum Position<'a> {
    /// In order, with outputs among the arguments or without.
    Index(usize),
    Keyword(&'a str),
}

impl Place<'_> {
    /// What the forms of the command have at this place.
    fn specs(&self) -> impl Iterator<Item = &'static ArgSpec> {
        let forms = commands().get(self.command).map(Vec::as_slice).unwrap_or_default();
        forms
            .iter()
            .flat_map(|form| match self.position {
                Position::Index(index) => {
                    let without_outputs = form.args.iter().filter(|spec| !spec.is_made()).nth(index);
                    [form.args.get(index), without_outputs]
                }
                Position::Keyword(keyword) => [form.find_arg(keyword).map(|index| &form.args[index]), None],
            })
            .flatten()
    }

    fn name(&self) -> String {
        match (self.specs().next(), self.position) {
            (Some(spec), _) => spec.name.to_owned(),
            (None, Position::Index(index)) => (index + 1).to_string(),
            (None, Position::Keyword(keyword)) => keyword.to_owned(),
        }
    }

    fn error(&self, expected: &str, found: &str, hint: &str) -> Error {
        Error::argument(&self.name(), expected, found).with_hint(hint).in_command(self.command)
    }
}

impl Arguments {
    pub fn new(
        owner: &Bound<'_, Session>,
        session: &Arc<pi2_core::Session>,
        command: &str,
        positional: &Bound<'_, PyTuple>,
        keywords: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let mut arguments = Self {
            positional: Vec::with_capacity(positional.len()),
            keyword: Vec::new(),
            loans: Loans::new(session.clone()),
            session: session.clone(),
            has_image: false,
            has_large_number: false,
            pixel_count: 0,
        };
        for (index, value) in positional.iter().enumerate() {
            let place = Place { command, position: Position::Index(index) };
            let argument = arguments.argument(owner, place, &value)?;
            arguments.positional.push(argument);
        }
        for (keyword, value) in keywords.into_iter().flatten() {
            let keyword: String = keyword.extract()?;
            let place = Place { command, position: Position::Keyword(&keyword) };
            let argument = arguments.argument(owner, place, &value)?;
            arguments.keyword.push((keyword, argument));
        }
        for argument in arguments.positional.iter().chain(arguments.keyword.iter().map(|(_, argument)| argument)) {
            arguments.has_large_number |= has_large_number(argument);
            arguments.pixel_count = arguments.pixel_count.max(pixel_count(session, argument));
        }
        Ok(arguments)
    }

    /// Gets the arrays ready, now that all arguments are known.
    pub fn prepare(&mut self, py: Python<'_>, command: &str, outputs: Outputs<'_>) -> PyResult<()> {
        if self.loans.is_empty() {
            return Ok(());
        }
        let resolved = self.session.resolve(command, &self.positional, &self.keyword, outputs).or_raise(py)?;
        self.loans.prepare(py, command, &resolved)
    }

    /// The name of the first argument.
    pub fn first(&self) -> Option<&str> {
        match self.positional.first() {
            Some(Argument::Image(name)) => Some(name),
            _ => None,
        }
    }

    /// How long the call can take. Without an image it may be anything, such as waiting for a job, unless it only makes
    /// or removes something.
    pub fn duty(&self, command: &str) -> Duty {
        let forms = commands().get(command).map_or(&[][..], Vec::as_slice);
        let category = forms.first().map_or("", |form| form.category);
        let is_known = if self.has_image { category != "Input and output" } else { category == "Images and variables" };
        let is_small = self.pixel_count <= SMALL_IMAGE && !self.has_large_number;
        let is_small_pass = self.pixel_count <= SMALL_PASS
            && !forms.is_empty()
            && forms.iter().all(|form| is_pass(form, self.has_large_number));
        if is_known && (is_small || is_small_pass) { Duty::Short } else { Duty::Long }
    }

    fn argument(
        &mut self,
        owner: &Bound<'_, Session>,
        place: Place<'_>,
        value: &Bound<'_, PyAny>,
    ) -> PyResult<Argument> {
        if let Some(object) = object(owner, place, value)? {
            self.has_image |= matches!(object, Argument::Image(_));
            return Ok(object);
        }
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Argument::Text(text.to_str()?.to_owned()));
        }
        if let Some(number) = number(value)? {
            return Ok(number);
        }
        if let Ok(array) = value.cast::<PyUntypedArray>() {
            return self.array(owner, place, array);
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() || value.is_instance_of::<PyRange>() {
            return vector(place, value);
        }
        if value.hasattr("__fspath__")? {
            let path = value.call_method0("__fspath__")?;
            let path: String = path.extract()?;
            return Ok(Argument::Text(path));
        }
        if value.hasattr("__array__")? || value.hasattr("__array_interface__")? {
            let array = value.py().import("numpy")?.call_method1("asarray", (value,))?;
            return self.array(owner, place, array.cast()?);
        }
        let found = match value.get_type().name()?.to_str()? {
            "NoneType" => "None".to_owned(),
            name => format!("of type {name}"),
        };
        let hint = "leave an argument out to get its default value";
        let expected = "an image, a number, a text, three numbers or a NumPy array";
        Err(place.error(expected, &found, hint)).or_raise(value.py())
    }

    /// An array is a number if it has no axes and a number is possible, three numbers if no image is possible, else an image.
    fn array(
        &mut self,
        owner: &Bound<'_, Session>,
        place: Place<'_>,
        array: &Bound<'_, PyUntypedArray>,
    ) -> PyResult<Argument> {
        let is_image = |spec: &ArgSpec| matches!(spec.kind, ArgKind::Image(_));
        let is_vector = |spec: &ArgSpec| matches!(spec.kind, ArgKind::RealVector | ArgKind::IntegerVector);
        let wants_image = place.specs().any(is_image);
        if array.ndim() == 0 && place.specs().any(|spec| !is_image(spec)) {
            return self.argument(owner, place, &array.call_method0("item")?);
        }
        if !wants_image && place.specs().any(is_vector) {
            return vector(place, &array.call_method0("ravel")?.call_method0("tolist")?);
        }
        if let Some(spec) = place.specs().next().filter(|_| !wants_image) {
            let found = format!("an array of shape {}", dtypes::shape(array));
            let hint = "an array stands for an image or for three numbers; take a number out of it, such as `array[0]`";
            let error = place.error(&format!("of type {}", spec.kind.name()), &found, hint);
            return Err(error).or_raise(array.py());
        }
        self.has_image = true;
        self.loans.lend(array, &|expected, found, hint| place.error(expected, found, hint)).map(Argument::Image)
    }
}

/// An object of the session, by its name.
fn object(owner: &Bound<'_, Session>, place: Place<'_>, value: &Bound<'_, PyAny>) -> PyResult<Option<Argument>> {
    let Ok(object) = value.cast::<Object>() else { return Ok(None) };
    let object = object.get();
    if !object.belongs_to(owner) {
        let hint = "hand the pixels over as an array, with `image.to_numpy()`";
        return Err(place.error("an object of this Pi2 session", "one of another session", hint)).or_raise(value.py());
    }
    let name = object.name.clone();
    Ok(Some(if object.is_image { Argument::Image(name) } else { Argument::Variable(name) }))
}

/// A Python or NumPy scalar.
fn number(value: &Bound<'_, PyAny>) -> PyResult<Option<Argument>> {
    if let Ok(boolean) = value.cast::<PyBool>() {
        return Ok(Some(boolean.is_true().into()));
    }
    if let Ok(real) = value.cast::<PyFloat>() {
        return Ok(Some(real.extract::<f64>()?.into()));
    }
    if value.is_instance_of::<PyInt>() {
        // An integer above the range of int64 keeps its digits as a text.
        return Ok(Some(value.extract::<i64>().map_or_else(|_| value.to_string().into(), Argument::from)));
    }
    if value.is_instance(&numpy_scalar(value.py())?)? {
        let item = value.call_method0("item")?;
        return if item.is_instance(&value.get_type())? { Ok(None) } else { number(&item) };
    }
    let is_array = value.is_instance_of::<PyUntypedArray>() || value.hasattr("__array__")?;
    if !is_array && !value.is_instance_of::<PyComplex>() && value.hasattr("__float__")? {
        return Ok(Some(value.call_method0("__float__")?.extract::<f64>()?.into()));
    }
    Ok(None)
}

fn numpy_scalar(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    static CLASS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let import = || PyResult::Ok(py.import("numpy")?.getattr("generic")?.unbind());
    Ok(CLASS.get_or_try_init(py, import)?.bind(py).clone())
}

/// A sequence of numbers.
fn vector(place: Place<'_>, sequence: &Bound<'_, PyAny>) -> PyResult<Argument> {
    let mut components = Vec::new();
    for item in sequence.try_iter()? {
        let item = item?;
        let component = match number(&item)? {
            Some(Argument::Value(Value::Real(real))) => real,
            Some(Argument::Value(Value::Integer(integer))) => integer as f64,
            Some(Argument::Value(Value::Boolean(boolean))) => f64::from(boolean),
            _ => {
                let found = format!("`{}`", sequence.repr()?);
                let hint = "make an image of several rows with `numpy.array(...)`; write JSON as a text";
                return Err(place.error("a sequence of numbers", &found, hint)).or_raise(sequence.py());
            }
        };
        components.push(component);
    }
    Ok(Argument::Vector(components))
}

/// True for commands that look at each pixel once and do a fixed amount of work there. Texts are programs, vectors and
/// integers are shapes and counts, on which the work may depend; so may the work of statistics on large numbers.
fn is_pass(form: &CommandForm, has_large_number: bool) -> bool {
    let is_fixed = |arg: &ArgSpec| match arg.kind {
        ArgKind::Image(_) | ArgKind::Real | ArgKind::Boolean | ArgKind::Choice(_) => true,
        _ => arg.identifier,
    };
    let visits_pixels_once = match form.distribution.parallel {
        Parallel::Pointwise => true,
        Parallel::Reduce => !has_large_number,
        _ => false,
    };
    visits_pixels_once && form.args.iter().all(is_fixed)
}

fn has_large_number(argument: &Argument) -> bool {
    let is_large = |number: &f64| number.abs() > SMALL_NUMBER && number.is_finite();
    match argument {
        Argument::Value(Value::Real(number)) => is_large(number),
        Argument::Value(Value::Integer(number)) => is_large(&(*number as f64)),
        Argument::Vector(components) => components.iter().any(is_large),
        _ => false,
    }
}

/// The size of the image that an argument names.
fn pixel_count(session: &pi2_core::Session, argument: &Argument) -> usize {
    let (Argument::Image(name) | Argument::Text(name)) = argument else { return 0 };
    // An image that a command of another thread changes at the moment has to be waited for.
    let count = |image: pi2_core::session::ImageHandle| image.try_read().map(|image| image.dims().pixel_count());
    session.find_image(name).map_or(0, |image| count(image).unwrap_or(usize::MAX))
}
