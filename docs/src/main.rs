//! Writes what is generated from the registry: `cargo dev generate` writes the reference pages, `cargo dev generate
//! --check` fails if they are stale.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use pi2_core::{reference, registry};

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

/// The folder of the generated reference.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("reference")
}

/// All generated files by name.
fn generated() -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("README.md".to_owned(), reference::markdown::index())]);
    for (name, forms) in registry::commands() {
        files.insert(format!("{name}.md"), reference::markdown::command(name, forms));
    }
    files
}

fn write(files: &BTreeMap<String, String>) -> Result<(), String> {
    let folder = folder();
    fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    for name in stale(files)?.1 {
        fs::remove_file(folder.join(&name)).map_err(|error| format!("cannot remove {name}: {error}"))?;
    }
    for (name, text) in files {
        fs::write(folder.join(name), text).map_err(|error| format!("cannot write {name}: {error}"))?;
    }
    Ok(())
}

fn check(files: &BTreeMap<String, String>) -> Result<(), String> {
    let (changed, surplus) = stale(files)?;
    if changed.is_empty() && surplus.is_empty() {
        return Ok(());
    }
    let names = [changed, surplus].concat().join(", ");
    Err(format!("docs/reference is stale ({names}); run `cargo dev generate`"))
}

/// Names of files that differ from what they should be, and of files that should not be.
fn stale(files: &BTreeMap<String, String>) -> Result<(Vec<String>, Vec<String>), String> {
    let folder = folder();
    let differs =
        |(name, text): &(&String, &String)| fs::read_to_string(folder.join(name)).ok().as_ref() != Some(*text);
    let changed = files.iter().filter(differs).map(|(name, _)| name.clone()).collect();
    let entries = fs::read_dir(&folder).map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    Ok((changed, names.filter(|name| !files.contains_key(name)).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_is_up_to_date() {
        if let Err(message) = check(&generated()) {
            panic!("{message}");
        }
    }
}
