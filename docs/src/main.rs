//! Writes what is generated from the registry: `cargo dev generate` writes the reference pages and the Python stubs, `cargo
//! dev generate --check` fails if they are stale.

mod stubs;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pi2_core::{reference, registry};

/// The folder of the generated reference; all its files are generated.
const REFERENCE: &str = "docs/reference";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        ["generate"] => write(&generated()),
        ["generate", "--check"] => check(&generated()),
        _ => {
            let _ = writeln!(io::stderr(), "usage: cargo dev generate [--check]");
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            let _ = writeln!(io::stderr(), "error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// A file of the project.
fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// All generated files by their paths in the project.
fn generated() -> BTreeMap<String, String> {
    let mut files = stubs::files();
    files.insert(format!("{REFERENCE}/README.md"), reference::markdown::index());
    for (name, forms) in registry::commands() {
        files.insert(format!("{REFERENCE}/{name}.md"), reference::markdown::command(name, forms));
    }
    files
}

fn write(files: &BTreeMap<String, String>) -> Result<(), String> {
    fs::create_dir_all(in_project(REFERENCE)).map_err(|error| format!("cannot create {REFERENCE}: {error}"))?;
    for path in stale(files)?.1 {
        fs::remove_file(in_project(&path)).map_err(|error| format!("cannot remove {path}: {error}"))?;
    }
    for (path, text) in files {
        fs::write(in_project(path), text).map_err(|error| format!("cannot write {path}: {error}"))?;
    }
    Ok(())
}

fn check(files: &BTreeMap<String, String>) -> Result<(), String> {
    let (changed, surplus) = stale(files)?;
    if changed.is_empty() && surplus.is_empty() {
        return Ok(());
    }
    let paths = [changed, surplus].concat().join(", ");
    Err(format!("generated files are stale ({paths}); run `cargo dev generate`"))
}

/// Paths of files that differ from what they should be, and of files that should not be.
fn stale(files: &BTreeMap<String, String>) -> Result<(Vec<String>, Vec<String>), String> {
    let differs = |(path, text): &(&String, &String)| fs::read_to_string(in_project(path)).ok().as_ref() != Some(*text);
    let changed = files.iter().filter(differs).map(|(path, _)| path.clone()).collect();
    let entries = fs::read_dir(in_project(REFERENCE)).map_err(|error| format!("cannot read {REFERENCE}: {error}"))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let paths = names.map(|name| format!("{REFERENCE}/{name}"));
    Ok((changed, paths.filter(|path| !files.contains_key(path)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generated_files_are_up_to_date() {
        if let Err(message) = check(&generated()) {
            panic!("{message}");
        }
    }
}
