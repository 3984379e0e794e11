//! Arguments as a caller gives them.

use std::fmt;

use super::{Value, format_real};

/// An argument of a call before anybody knows what the command makes of it.
#[derive(Clone, PartialEq, Debug)]
pub enum Argument {
    /// A bare word of a script: a literal, or the name of an image or a variable.
    Word(String),
    /// A quoted text: a literal or the name of an image, never replaced by the value of a variable.
    Text(String),
    /// A value from a program.
    Value(Value),
    /// Numbers from a program.
    Vector(Vec<f64>),
    /// An image from a program, by its name.
    Image(String),
    /// A variable from a program, by its name.
    Variable(String),
}

impl Argument {
    /// The text, if the argument is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Word(text) | Self::Text(text) | Self::Value(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The text or the name of the object.
    pub(super) fn as_name(&self) -> Option<&str> {
        match self {
            Self::Image(name) | Self::Variable(name) => Some(name),
            other => other.as_text(),
        }
    }

    /// The name of the variable that the argument may stand for: a bare word or a variable object.
    pub(super) fn variable_name(&self) -> Option<&str> {
        match self {
            Self::Word(name) | Self::Variable(name) => Some(name),
            _ => None,
        }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) | Self::Image(text) | Self::Variable(text) => f.write_str(text),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::Value(value) => value.fmt(f),
            Self::Vector(components) => {
                let texts: Vec<String> = components.iter().copied().map(format_real).collect();
                write!(f, "[{}]", texts.join(", "))
            }
        }
    }
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Argument {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Argument {
    fn from(value: f64) -> Self {
        Self::Value(Value::Real(value))
    }
}

impl From<i64> for Argument {
    fn from(value: i64) -> Self {
        Self::Value(Value::Integer(value))
    }
}

impl From<i32> for Argument {
    fn from(value: i32) -> Self {
        Self::Value(Value::Integer(value.into()))
    }
}

impl From<bool> for Argument {
    fn from(value: bool) -> Self {
        Self::Value(Value::Boolean(value))
    }
}

impl<const N: usize> From<[f64; N]> for Argument {
    fn from(components: [f64; N]) -> Self {
        Self::Vector(components.to_vec())
    }
}

impl<const N: usize> From<[i64; N]> for Argument {
    fn from(components: [i64; N]) -> Self {
        Self::Vector(components.iter().map(|&component| component as f64).collect())
    }
}

/// True if images and variables can be called so: a letter or `_`, then letters, digits or `_`.
pub fn is_valid_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|character| character.is_alphanumeric() || character == '_')
}
