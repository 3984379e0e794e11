//! Values of variables and of arguments.

use std::fmt;

use super::ArgKind;
use crate::image::{Vec3d, Vec3i};

/// The value of a variable.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A signed 64-bit integer.
    Integer(i64),
    /// A float64.
    Real(f64),
    /// True or false.
    Boolean(bool),
}

impl Value {
    /// The word for the type in scripts.
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Integer(_) => "int",
            Self::Real(_) => "real",
            Self::Boolean(_) => "bool",
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(integer) => integer.fmt(f),
            Self::Real(real) => f.write_str(&format_real(*real)),
            Self::Boolean(boolean) => f.write_str(if *boolean { "True" } else { "False" }),
        }
    }
}

/// The value of an argument that is not an image.
#[derive(Clone, PartialEq, Debug)]
pub enum ArgValue {
    /// Text.
    Text(String),
    /// A signed integer.
    Integer(i64),
    /// An unsigned integer.
    Unsigned(u64),
    /// A float64.
    Real(f64),
    /// True or false.
    Boolean(bool),
    /// Three float64.
    RealVector(Vec3d),
    /// Three integers.
    IntegerVector(Vec3i),
    /// The position of a word in its list.
    Choice(usize),
    /// A JSON document.
    Json(serde_json::Value),
}

impl ArgValue {
    /// The text for the value in a script.
    pub fn display(&self, kind: &ArgKind) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Integer(integer) => integer.to_string(),
            Self::Unsigned(integer) => integer.to_string(),
            Self::Real(real) => format_real(*real),
            Self::Boolean(boolean) => if *boolean { "True" } else { "False" }.to_owned(),
            Self::RealVector(vector) => {
                let [x, y, z] = vector.map(format_real).0;
                format!("[{x}, {y}, {z}]")
            }
            Self::IntegerVector(vector) => vector.to_string(),
            Self::Choice(index) => match kind {
                ArgKind::Choice(choice) => choice.variants[*index].words[0].to_owned(),
                _ => index.to_string(),
            },
            Self::Json(document) => document.to_string(),
        }
    }
}

/// The shortest decimal text that reads back as the same number; `nan`, `inf`, `-inf`.
pub fn format_real(value: f64) -> String {
    if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "inf" } else { "-inf" }.to_owned()
    } else if value != 0.0 && !(1e-5..1e16).contains(&value.abs()) {
        format!("{value:e}")
    } else {
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reals_are_shown_short_and_read_back() {
        assert_eq!(format_real(0.0), "0");
        assert_eq!(format_real(2.5), "2.5");
        assert_eq!(format_real(f64::NAN), "nan");
        assert_eq!(format_real(f64::NEG_INFINITY), "-inf");
        assert_eq!(format_real(3.402_823_5e38), "3.4028235e38");
    }
}
