//! The Python module `pi2._native`: sessions, calls of commands, and NumPy arrays for their pixels.
//!
//! The classes that people use are written in Python (`python/pi2`); here is only what needs Rust. Every command runs
//! through [`door::run`].

mod arguments;
mod arrays;
mod door;
mod dtypes;
mod errors;
mod loans;
mod names;
mod object;
mod png;
mod progress;
mod session;

use pyo3::prelude::*;

#[pymodule]
mod _native {
    use pi2_core::{cli, nearest_name, reference, registry};
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::arrays::Memory;
    #[pymodule_export]
    use crate::names::{image_name, next_number, value_name};
    #[pymodule_export]
    use crate::object::Object;
    #[pymodule_export]
    use crate::png::encode_png;
    #[pymodule_export]
    use crate::session::Session;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }

    /// The names of all commands, in order.
    #[pyfunction]
    fn commands() -> Vec<&'static str> {
        registry::commands().keys().copied().collect()
    }

    /// All commands with their forms and arguments, as `pi2 commands --json` prints them.
    #[pyfunction]
    fn registry_json() -> String {
        reference::json::registry().to_string()
    }

    /// The help text of a command; empty if there is no such command.
    #[pyfunction]
    fn documentation(command: &str) -> String {
        registry::commands().get(command).map(|forms| reference::text::command(command, forms)).unwrap_or_default()
    }

    /// The name of the command that is spelled most like a name, if one is near.
    #[pyfunction]
    fn nearest_command(name: &str) -> Option<&'static str> {
        nearest_name(name, registry::commands().keys().copied())
    }

    /// Runs the command line program; the first argument is its name. Gives the exit code.
    #[pyfunction]
    fn run_program(py: Python<'_>, arguments: Vec<String>) -> u8 {
        py.detach(|| cli::run_embedded(arguments))
    }
}
