//! The `pi2` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    pi2_core::cli::main()
}
