//! The arguments of a call on their way into the function.

use std::any::Any;

use super::{ArgValue, Choice, Value};
use crate::image::{DynImage, Image, Pixel, Vec3d, Vec3i};
use crate::{Context, Error, Result};

/// A call of a command: the arguments are checked and have the types that the form wants.
pub struct Call<'c, 'a> {
    /// Threads, progress, cancelling, printing.
    pub ctx: &'c Context,
    /// The session, for commands that work on names.
    pub host: Option<&'c dyn Any>,
    /// The arguments in order.
    pub slots: &'c mut [Slot<'a>],
}

/// One argument.
pub enum Slot<'a> {
    /// An image that is read.
    Input(&'a DynImage),
    /// An image that is written.
    Output(&'a mut DynImage),
    /// A value that is read.
    Value(ArgValue),
    /// A value that is written.
    OutValue(Value),
    /// Left out, with a default that depends on the pixel types.
    Missing,
}

/// The session behind a call.
pub fn host<T: 'static>(host: Option<&dyn Any>) -> Result<&T> {
    host.and_then(|host| host.downcast_ref()).ok_or_else(|| Error::call("this command needs a session"))
}

/// The runner of a command got another number of arguments than its form has.
pub fn wrong_count(command: &str) -> Error {
    Error::bug(format!("wrong number of arguments for `{command}`"))
}

macro_rules! value_getters {
    ($($(#[$doc:meta])* $get:ident -> $t:ty, $variant:ident($value:ident) => $result:expr;)+) => {$(
        $(#[$doc])*
        pub fn $get(&self, name: &str) -> Result<$t> {
            match self {
                Self::Value(ArgValue::$variant($value)) => Ok($result),
                _ => Err(mismatch(name)),
            }
        }
    )+};
}

macro_rules! output_getters {
    ($($(#[$doc:meta])* $get:ident -> $t:ty, $variant:ident;)+) => {$(
        $(#[$doc])*
        pub fn $get(&mut self, name: &str) -> Result<&mut $t> {
            match self {
                Self::OutValue(Value::$variant(value)) => Ok(value),
                _ => Err(mismatch(name)),
            }
        }
    )+};
}

impl Slot<'_> {
    /// The value of an output argument.
    pub fn into_out_value(self) -> Option<Value> {
        match self {
            Self::OutValue(value) => Some(value),
            _ => None,
        }
    }

    /// True if the argument was left out.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// An input image.
    pub fn any_image(&self, name: &str) -> Result<&DynImage> {
        match self {
            Self::Input(image) => Ok(image),
            Self::Output(image) => Ok(image),
            _ => Err(mismatch(name)),
        }
    }

    /// An image that is changed.
    pub fn any_image_mut(&mut self, name: &str) -> Result<&mut DynImage> {
        match self {
            Self::Output(image) => Ok(image),
            _ => Err(mismatch(name)),
        }
    }

    /// An input image of a given pixel type.
    pub fn image<T: Pixel>(&self, name: &str) -> Result<&Image<T>> {
        T::of(self.any_image(name)?).ok_or_else(|| mismatch(name))
    }

    /// An image of a given pixel type that is changed.
    pub fn image_mut<T: Pixel>(&mut self, name: &str) -> Result<&mut Image<T>> {
        T::of_mut(self.any_image_mut(name)?).ok_or_else(|| mismatch(name))
    }

    value_getters! {
        /// A text.
        text -> &str, Text(value) => value;
        /// An integer.
        integer -> i64, Integer(value) => *value;
        /// An unsigned integer.
        unsigned -> u64, Unsigned(value) => *value;
        /// A real number.
        real -> f64, Real(value) => *value;
        /// A boolean.
        boolean -> bool, Boolean(value) => *value;
        /// A real vector.
        real_vector -> Vec3d, RealVector(value) => *value;
        /// An integer vector.
        integer_vector -> Vec3i, IntegerVector(value) => *value;
        /// A JSON document.
        json -> &serde_json::Value, Json(value) => value;
    }

    /// A word of a list.
    pub fn choice<C: Choice>(&self, name: &str) -> Result<C> {
        match self {
            Self::Value(ArgValue::Choice(index)) => Ok(C::from_index(*index)),
            _ => Err(mismatch(name)),
        }
    }

    output_getters! {
        /// A text that is set.
        text_mut -> String, Text;
        /// An integer that is set.
        integer_mut -> i64, Integer;
        /// A real number that is set.
        real_mut -> f64, Real;
        /// A boolean that is set.
        boolean_mut -> bool, Boolean;
    }
}

fn mismatch(name: &str) -> Error {
    Error::bug(format!("argument `{name}` has another type than its form says"))
}
