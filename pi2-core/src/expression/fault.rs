//! A mistake in the text of an expression: where it is, what would be right, and what may be meant.

use crate::Error;

/// What is wrong at a place of the text.
#[derive(Debug)]
pub struct Fault {
    /// First byte of the offending text.
    start: usize,
    message: String,
    hint: Option<String>,
}

/// The result of reading a part of an expression.
pub type Parsed<T> = Result<T, Fault>;

impl Fault {
    pub fn new(start: usize, message: impl Into<String>) -> Self {
        Self { start, message: message.into(), hint: None }
    }

    #[must_use]
    pub fn with_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// The error with the line of the text and a mark below the place.
    pub fn into_error(self, text: &str) -> Error {
        let before = &text[..self.start];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let (number, column) = (before.matches('\n').count() + 1, text[line_start..self.start].chars().count() + 1);
        let place = if text.trim_end().contains('\n') { format!("line {number}, ") } else { String::new() };
        let message = format!(
            "Unable to parse expression: {place}column {column}: {}\n  {line}\n  {:>column$}",
            self.message, '^'
        );
        let error = Error::syntax(message);
        match self.hint {
            Some(hint) => error.with_hint(hint),
            None => error,
        }
    }
}
