//! The one error type of the crate.

use std::fmt;
use std::path::{Path, PathBuf};

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something could not be done, grouped by who can mend it.
///
/// The text says what was expected and what came. [`Error::hint`] may add what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// An argument has a value that the command cannot use.
    #[error("argument `{argument}` must be {expected}, but it is {found}")]
    Argument {
        /// Name of the argument.
        argument: String,
        /// What would be right.
        expected: String,
        /// What was given.
        found: String,
    },
    /// A command was called in a way that does not fit any of its forms, or does not exist.
    #[error("{0}")]
    Call(String),
    /// Image sizes do not fit together.
    #[error("{0}")]
    Dimensions(String),
    /// The pixel type is not supported.
    #[error("{0}")]
    PixelType(String),
    /// A script cannot be understood.
    #[error("{0}")]
    Syntax(String),
    /// A file does not contain what its format demands, or cannot hold the image.
    #[error("{}: {message}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        message: String,
    },
    /// The operating system refused to read or write.
    #[error("cannot {action} {}: {}", path.display(), plain_cause(source))]
    Io {
        /// What was tried: `read`, `write`, `create folder`.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The system's answer.
        source: std::io::Error,
    },
    /// The machine or the pixel type cannot hold the result.
    #[error("{0}")]
    Limit(String),
    /// The user asked to stop.
    #[error("cancelled")]
    Cancelled,
    /// A mistake in pi2 itself.
    #[error("internal error: {0}; please report it")]
    Bug(String),
    /// An error with advice.
    #[error("{error}")]
    Hinted {
        /// The error.
        #[source]
        error: Box<Error>,
        /// What to do about it.
        hint: String,
    },
    /// An error inside a command.
    #[error("`{command}`: {error}")]
    Command {
        /// Name of the command.
        command: String,
        /// What went wrong in it.
        #[source]
        error: Box<Error>,
    },
    /// An error at a place in a script.
    #[error("line {line}, column {column}: {error}\n  {text}")]
    Script {
        /// Line, counted from 1.
        line: usize,
        /// Column in characters, counted from 1.
        column: usize,
        /// The offending text.
        text: String,
        /// What went wrong there.
        #[source]
        error: Box<Error>,
    },
}

/// The kind of an error without its place, for other languages' exception classes and exit codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A wrong argument, name, size, type or script.
    Argument,
    /// A file that is missing, damaged or of the wrong format.
    Io,
    /// Not enough memory or range.
    Limit,
    /// Stopped by the user.
    Cancelled,
    /// A mistake in pi2.
    Bug,
}

impl Error {
    /// `argument` must be `expected`, but it is `found`.
    pub fn argument(argument: &str, expected: impl fmt::Display, found: impl fmt::Display) -> Self {
        Self::Argument { argument: argument.to_owned(), expected: expected.to_string(), found: found.to_string() }
    }

    /// A call that fits no command.
    pub fn call(message: impl Into<String>) -> Self {
        Self::Call(message.into())
    }

    /// Sizes that do not fit.
    pub fn dimensions(message: impl Into<String>) -> Self {
        Self::Dimensions(message.into())
    }

    /// A pixel type that does not fit.
    pub fn pixel_type(message: impl Into<String>) -> Self {
        Self::PixelType(message.into())
    }

    /// A script that cannot be understood.
    pub fn syntax(message: impl Into<String>) -> Self {
        Self::Syntax(message.into())
    }

    /// A file with wrong content.
    pub fn format(path: impl AsRef<Path>, message: impl Into<String>) -> Self {
        Self::Format { path: path.as_ref().to_owned(), message: message.into() }
    }

    /// A failed system call on a file.
    pub fn io(action: &'static str, path: impl AsRef<Path>, source: std::io::Error) -> Self {
        Self::Io { action, path: path.as_ref().to_owned(), source }
    }

    /// Something too large.
    pub fn limit(message: impl Into<String>) -> Self {
        Self::Limit(message.into())
    }

    /// A mistake in pi2.
    pub fn bug(message: impl Into<String>) -> Self {
        Self::Bug(message.into())
    }

    /// The same error with advice.
    #[must_use]
    pub fn with_hint(self, hint: impl Into<String>) -> Self {
        Self::Hinted { error: Box::new(self), hint: hint.into() }
    }

    /// The same error, said by a command.
    #[must_use]
    pub fn in_command(self, command: &str) -> Self {
        match self {
            Self::Cancelled | Self::Command { .. } | Self::Script { .. } => self,
            error => Self::Command { command: command.to_owned(), error: Box::new(error) },
        }
    }

    /// Advice, if there is any.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Hinted { hint, .. } => Some(hint),
            Self::Command { error, .. } | Self::Script { error, .. } => error.hint(),
            _ => None,
        }
    }

    /// The error without the command and the place in a script.
    pub fn root(&self) -> &Self {
        match self {
            Self::Hinted { error, .. } | Self::Command { error, .. } | Self::Script { error, .. } => error.root(),
            error => error,
        }
    }

    /// Who can mend it.
    pub fn kind(&self) -> ErrorKind {
        match self.root() {
            Self::Format { .. } | Self::Io { .. } => ErrorKind::Io,
            Self::Limit(_) => ErrorKind::Limit,
            Self::Cancelled => ErrorKind::Cancelled,
            Self::Bug(_) => ErrorKind::Bug,
            _ => ErrorKind::Argument,
        }
    }

    /// The text with the hint on a line of its own.
    pub fn render(&self) -> String {
        match self.hint() {
            Some(hint) => format!("{self}\nhint: {hint}"),
            None => self.to_string(),
        }
    }
}

/// The system's message without the error number that the standard library appends.
fn plain_cause(source: &std::io::Error) -> String {
    if source.kind() == std::io::ErrorKind::NotFound {
        return "no such file or folder".to_owned();
    }
    let text = source.to_string();
    let end = text.find(" (os error").unwrap_or(text.len());
    text[..end].to_lowercase()
}

/// The name among `candidates` that is most like `name`, if one is near enough to be meant.
pub fn nearest_name<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let allowed = 1 + name.chars().count() / 4;
    candidates
        .into_iter()
        .map(|candidate| (edit_distance(&name, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Number of insertions, deletions and replacements between two words (Levenshtein 1966).
fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_suggested_only_if_it_is_near() {
        let names = ["gaussfilter", "medianfilter", "add"];
        assert_eq!(nearest_name("gausfilter", names), Some("gaussfilter"));
        assert_eq!(nearest_name("Add", names), Some("add"));
        assert_eq!(nearest_name("skeleton", names), None);
    }

    #[test]
    fn a_command_error_keeps_its_kind_and_hint() {
        let error = Error::limit("too many regions").with_hint("convert to uint32").in_command("label");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert_eq!(error.render(), "`label`: too many regions\nhint: convert to uint32");
    }

    #[test]
    fn a_missing_file_is_said_in_plain_words() {
        let error = Error::io("read", "a.tif", std::io::ErrorKind::NotFound.into());
        assert_eq!(error.to_string(), "cannot read a.tif: no such file or folder");
    }
}
