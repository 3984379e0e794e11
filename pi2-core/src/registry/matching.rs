//! Does one argument fit one parameter, and how well?

use super::literal::{self, integral};
use super::{ArgKind, ArgSpec, ArgValue, Argument, Direction, Environment, Value, is_valid_name};
use crate::image::{PixelType, Vec3, Vec3d, Vec3i};
use crate::{Error, Result, nearest_name};

/// What a match costs; the call with the smallest sum wins. Exact matches cost nothing, then come conversions, then the
/// creation of an image or variable.
pub mod cost {
    /// Outputs are left out among arguments in order: it would be nicer if one of them were an output.
    pub const OUTPUTS_LEFT_OUT: u32 = 1;
    /// A form that makes nothing new in a call that wants something new.
    pub const NOTHING_MADE: u32 = 10_000;
    /// An integer literal where a real is wanted: an integer parameter would fit better.
    pub const INTEGER_AS_REAL: u32 = 50;
    /// A variable or number of another type whose value is kept.
    pub const CONVERTED: u32 = 100;
    /// `0` or `1` as a boolean.
    pub const NUMBER_AS_BOOLEAN: u32 = 200;
    /// Any literal as a text.
    pub const LITERAL_AS_TEXT: u32 = 300;
    /// One number for three components.
    pub const SCALAR_AS_VECTOR: u32 = 400;
    /// The name of an existing image as a plain text.
    pub const IMAGE_NAME_AS_TEXT: u32 = 500;
    /// A variable that gets another type.
    pub const RETYPED: u32 = 600;
    /// A new image or variable, or an image that gets another pixel type.
    pub const CREATED: u32 = 1000;
}

/// An argument that fits.
pub enum Match {
    /// A value and its cost.
    Value(ArgValue, u32),
    /// A variable that will be set, its value until then, and the cost.
    Variable(String, Value, u32),
    /// An image, and its pixel type if it exists.
    Image(String, Option<PixelType>),
}

/// Matches an argument with a parameter; the error says why it does not fit.
pub fn match_argument(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<Match> {
    match (spec.direction, &spec.kind) {
        (Direction::In | Direction::InOut, ArgKind::Image(_)) => existing_image(env, spec, argument),
        (Direction::Out, ArgKind::Image(_)) => output_image(env, spec, argument),
        (Direction::Out, _) => output_variable(env, spec, argument),
        _ => input_value(env, spec, argument).map(|(value, cost)| Match::Value(value, cost)),
    }
}

fn mismatch(spec: &ArgSpec, argument: &Argument) -> Error {
    let expected = match &spec.kind {
        ArgKind::Image(_) => "an image".to_owned(),
        ArgKind::Choice(choice) => format!("one of {}", choice.shown_words()),
        ArgKind::Boolean => "True or False".to_owned(),
        ArgKind::Integer => "an integer".to_owned(),
        ArgKind::Unsigned => "an integer and not negative".to_owned(),
        ArgKind::Real => "a number".to_owned(),
        ArgKind::RealVector => "three numbers `[x, y, z]`, or one for all three".to_owned(),
        ArgKind::IntegerVector => "three integers `[x, y, z]`, or one for all three".to_owned(),
        ArgKind::Json => "a JSON document".to_owned(),
        ArgKind::Text => "a text".to_owned(),
    };
    Error::argument(spec.name, expected, format!("`{argument}`"))
}

fn existing_image(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<Match> {
    let name = argument.as_name().ok_or_else(|| mismatch(spec, argument))?;
    if let Some(pixel_type) = env.image_type(name) {
        return Ok(Match::Image(name.to_owned(), Some(pixel_type)));
    }
    let error = Error::argument(spec.name, "an image", format!("`{name}`, and there is no image of that name"));
    let names = env.image_names();
    Err(match nearest_name(name, names.iter().map(String::as_str)) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None if names.is_empty() => error.with_hint("create one with `newimage` or read one with `read`"),
        None => error.with_hint(format!("there are: {}", names.join(", "))),
    })
}

fn output_image(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<Match> {
    let name = argument.as_name().ok_or_else(|| mismatch(spec, argument))?;
    let existing = env.image_type(name);
    if existing.is_none() && !matches!(argument, Argument::Image(_)) {
        check_name(spec, name)?;
    }
    Ok(Match::Image(name.to_owned(), existing))
}

/// An output that a call left out.
pub fn new_output(spec: &ArgSpec, name: String) -> Match {
    match spec.kind {
        _ if spec.identifier => Match::Value(ArgValue::Text(name), cost::CREATED),
        ArgKind::Image(_) => Match::Image(name, None),
        _ => Match::Variable(name, initial_value(&spec.kind), cost::CREATED),
    }
}

fn initial_value(kind: &ArgKind) -> Value {
    match kind {
        ArgKind::Integer => Value::Integer(0),
        ArgKind::Real => Value::Real(0.0),
        ArgKind::Boolean => Value::Boolean(false),
        _ => Value::Text(String::new()),
    }
}

fn check_name(spec: &ArgSpec, name: &str) -> Result<()> {
    if is_valid_name(name) {
        return Ok(());
    }
    let expected = "a name: a letter or `_`, then letters, digits or `_`";
    Err(Error::argument(spec.name, expected, format!("`{name}`")))
}

fn output_variable(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<Match> {
    let name = argument.as_name().ok_or_else(|| mismatch(spec, argument))?;
    let initial = initial_value(&spec.kind);
    if let Some(existing) = env.variable(name) {
        let same = existing.type_name() == initial.type_name();
        return Ok(Match::Variable(name.to_owned(), initial, if same { 0 } else { cost::RETYPED }));
    }
    if matches!((&spec.kind, argument), (ArgKind::Text, Argument::Text(_))) {
        let expected = "the name of a variable";
        let error =
            Error::argument(spec.name, expected, format!("`{argument}`, and there is no variable of that name"));
        return Err(error.with_hint("create it with `newvalue`, or give the name without quotes"));
    }
    check_name(spec, name)?;
    Ok(Match::Variable(name.to_owned(), initial, cost::CREATED))
}

fn input_value(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<(ArgValue, u32)> {
    if matches!(spec.kind, ArgKind::Text) {
        return input_text(env, spec, argument);
    }
    let found = match argument {
        Argument::Word(text) | Argument::Text(text) | Argument::Value(Value::Text(text)) => literal_value(spec, text),
        Argument::Value(value) => convert_value(&spec.kind, value),
        Argument::Vector(components) => vector_value(&spec.kind, components),
        Argument::Image(_) | Argument::Variable(_) => None,
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let named = argument
        .variable_name()
        .and_then(|name| env.variable(name))
        .and_then(|value| convert_value(&spec.kind, &value));
    let pixels = || {
        let pixels = env.vector_image(argument.as_name()?)?;
        vector_value(&spec.kind, &pixels.map(|pixel| if is_integer_kind(&spec.kind) { pixel.round() } else { pixel }))
            .map(|(value, _)| (value, cost::CONVERTED))
    };
    named.or_else(pixels).ok_or_else(|| mismatch(spec, argument))
}

fn is_integer_kind(kind: &ArgKind) -> bool {
    matches!(kind, ArgKind::IntegerVector)
}

fn input_text(env: &dyn Environment, spec: &ArgSpec, argument: &Argument) -> Result<(ArgValue, u32)> {
    if spec.identifier {
        let name = argument.as_name().ok_or_else(|| mismatch(spec, argument))?;
        let is_default = name.is_empty() && spec.default.is_some();
        if !is_default && matches!(argument, Argument::Word(_) | Argument::Text(_)) && env.image_type(name).is_none() {
            check_name(spec, name)?;
        }
        return Ok((ArgValue::Text(name.to_owned()), 0));
    }
    if let Some(value) = argument.variable_name().and_then(|name| env.variable(name)) {
        let cost = if matches!(value, Value::Text(_)) { 0 } else { cost::CONVERTED };
        return Ok((ArgValue::Text(value.to_string()), cost));
    }
    let text = match argument {
        Argument::Value(value) => value.to_string(),
        Argument::Vector(_) => argument.to_string(),
        _ => argument.as_name().unwrap_or_default().to_owned(),
    };
    let names_image = !matches!(argument, Argument::Text(_)) && env.image_type(&text).is_some();
    Ok((ArgValue::Text(text), if names_image { cost::IMAGE_NAME_AS_TEXT } else { cost::LITERAL_AS_TEXT }))
}

/// The value that a text stands for, if it is a literal of the kind.
fn literal_value(spec: &ArgSpec, text: &str) -> Option<(ArgValue, u32)> {
    Some(match &spec.kind {
        ArgKind::Integer => (ArgValue::Integer(literal::integer(text)?), 0),
        ArgKind::Unsigned => (ArgValue::Unsigned(literal::unsigned(text)?), 0),
        ArgKind::Real => {
            let value = literal::real(text)?;
            (ArgValue::Real(value), if literal::integer(text).is_some() { cost::INTEGER_AS_REAL } else { 0 })
        }
        ArgKind::Boolean => {
            let is_number = literal::integer(text).is_some();
            (ArgValue::Boolean(literal::boolean(text)?), if is_number { cost::NUMBER_AS_BOOLEAN } else { 0 })
        }
        ArgKind::RealVector => (ArgValue::RealVector(literal::real_vector(text)?), scalar_cost(text)),
        ArgKind::IntegerVector => (ArgValue::IntegerVector(literal::integer_vector(text)?), scalar_cost(text)),
        ArgKind::Choice(choice) => (ArgValue::Choice(choice.parse(text)?), 0),
        ArgKind::Json => (ArgValue::Json(serde_json::from_str(text).ok()?), 0),
        ArgKind::Text | ArgKind::Image(_) => return None,
    })
}

fn scalar_cost(text: &str) -> u32 {
    if literal::real(text).is_some() { cost::SCALAR_AS_VECTOR } else { 0 }
}

/// A typed value as another kind, if nothing is lost.
fn convert_value(kind: &ArgKind, value: &Value) -> Option<(ArgValue, u32)> {
    if let (ArgKind::Choice(choice), Value::Text(_) | Value::Integer(_)) = (kind, value) {
        return Some((ArgValue::Choice(choice.parse(&value.to_string())?), 0));
    }
    Some(match (kind, value) {
        (ArgKind::Boolean, Value::Boolean(boolean)) => (ArgValue::Boolean(*boolean), 0),
        (ArgKind::Boolean, Value::Integer(number @ 0..=1)) => {
            (ArgValue::Boolean(*number == 1), cost::NUMBER_AS_BOOLEAN)
        }
        (ArgKind::Integer, Value::Integer(integer)) => (ArgValue::Integer(*integer), 0),
        (ArgKind::Integer, Value::Boolean(boolean)) => (ArgValue::Integer((*boolean).into()), cost::CONVERTED),
        (ArgKind::Integer, Value::Real(real)) => {
            (ArgValue::Integer(integral(*real, -(2f64.powi(63)), 2f64.powi(63))? as i64), cost::CONVERTED)
        }
        (ArgKind::Unsigned, Value::Integer(integer)) => (ArgValue::Unsigned((*integer).try_into().ok()?), 0),
        (ArgKind::Unsigned, Value::Real(real)) => {
            (ArgValue::Unsigned(integral(*real, 0.0, 2f64.powi(64))? as u64), cost::CONVERTED)
        }
        (ArgKind::Real, Value::Real(real)) => (ArgValue::Real(*real), 0),
        (ArgKind::Real, Value::Integer(integer)) => (ArgValue::Real(*integer as f64), cost::INTEGER_AS_REAL),
        (ArgKind::Real, Value::Boolean(boolean)) => (ArgValue::Real(f64::from(*boolean)), cost::CONVERTED),
        (ArgKind::RealVector | ArgKind::IntegerVector, Value::Integer(integer)) => {
            (vector_value(kind, &[*integer as f64])?.0, cost::SCALAR_AS_VECTOR)
        }
        (ArgKind::RealVector | ArgKind::IntegerVector, Value::Real(real)) => {
            (vector_value(kind, &[*real])?.0, cost::SCALAR_AS_VECTOR)
        }
        _ => return None,
    })
}

fn vector_value(kind: &ArgKind, components: &[f64]) -> Option<(ArgValue, u32)> {
    let vector: Vec3d = match *components {
        [value] => Vec3::splat(value),
        [x, y, z] => Vec3::new(x, y, z),
        _ => return None,
    };
    match kind {
        ArgKind::RealVector => Some((ArgValue::RealVector(vector), 0)),
        ArgKind::IntegerVector => {
            let whole = |value| integral(value, -(2f64.powi(63)), 2f64.powi(63)).map(|value| value as i64);
            let [x, y, z] = vector.map(whole).0;
            Some((ArgValue::IntegerVector(Vec3i::new(x?, y?, z?)), 0))
        }
        _ => None,
    }
}
