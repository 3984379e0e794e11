//! The command line program.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{CommandFactory, Parser, error::ErrorKind as UsageError};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::par::Progress;
use crate::registry::commands;
use crate::{Context, Error, ErrorKind, Result, Session, reference};

const SUCCESS: u8 = 0;
/// Exit code after an error in a command.
const FAILED: u8 = 1;
/// Exit code of a wrong invocation.
const USAGE: u8 = 2;
/// Exit code after Ctrl+C.
const INTERRUPTED: u8 = 130;

/// Processes volume images with commands.
#[derive(Parser, Debug)]
#[command(
    name = "pi2",
    version,
    after_help = "Examples:\n  \
        pi2 \"newimage(img, uint8, 100, 100, 100); noise(img, 100, 25); writetif(img, ./noise);\"\n  \
        pi2 script.txt          run a script file\n  \
        pi2 help gaussfilter    explain a command\n  \
        pi2 commands            list all commands\n  \
        pi2 commands --json     list all commands for programs\n\n\
        Without arguments, the script `pi.txt` or `pi2.txt` of the current folder runs."
)]
struct Options {
    /// Run these commands.
    #[arg(short = 'c', long = "commands", value_name = "COMMANDS")]
    script: Option<String>,
    /// Run the commands in this file.
    #[arg(short, long, value_name = "FILE", conflicts_with = "script")]
    file: Option<PathBuf>,
    /// Number of threads [default: `PI2_THREADS`, `SLURM_CPUS_PER_TASK`, or the processors of the machine].
    #[arg(short, long, default_value_t = 0, hide_default_value = true)]
    threads: usize,
    /// Do not print the commands that run, nor progress.
    #[arg(short, long)]
    quiet: bool,
    /// With `commands`: print JSON.
    #[arg(long)]
    json: bool,
    /// A script file, commands, `help [NAME]`, or `commands`.
    arguments: Vec<String>,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    run(std::env::args_os())
}

/// Runs the program with the given arguments; the first is the name of the program.
///
/// Exit codes: 0 success, 1 an error in a command, 2 a wrong invocation, 130 interrupted.
pub fn run<I, T>(arguments: I) -> ExitCode
where
    I: IntoIterator<Item = T>,
    T: Into<std::ffi::OsString> + Clone,
{
    ExitCode::from(run_embedded(arguments))
}

/// As [`run`], with the exit code as a number, for a program in another language.
pub fn run_embedded<I, T>(arguments: I) -> u8
where
    I: IntoIterator<Item = T>,
    T: Into<std::ffi::OsString> + Clone,
{
    let options = match Options::try_parse_from(arguments) {
        Ok(options) => options,
        Err(error) => {
            let code = if matches!(error.kind(), UsageError::DisplayHelp | UsageError::DisplayVersion) {
                SUCCESS
            } else {
                USAGE
            };
            // Nothing can be done if the terminal is gone.
            let _ = error.print();
            return code;
        }
    };
    match act(&options) {
        Ok(code) => code,
        Err(error) => {
            print_error(&error);
            if error.kind() == ErrorKind::Cancelled { INTERRUPTED } else { FAILED }
        }
    }
}

fn act(options: &Options) -> Result<u8> {
    if let Some(script) = &options.script {
        return run_script(options, script);
    }
    if let Some(file) = &options.file {
        return run_script(options, &read_script(file)?);
    }
    let words: Vec<&str> = options.arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => {
            if let Some(file) = ["pi.txt", "pi2.txt"].map(Path::new).into_iter().find(|file| file.is_file()) {
                run_script(options, &read_script(file)?)
            } else {
                let _ = Options::command().print_help();
                Ok(FAILED)
            }
        }
        ["help", name] => print_help(name),
        ["commands"] if options.json => print(&format!("{:#}", reference::json::registry())),
        ["help" | "commands"] => print(&reference::text::overview()),
        [file] if is_script_file(file) => run_script(options, &read_script(Path::new(file))?),
        _ => run_script(options, &join(&words)),
    }
}

/// An argument is a script file if it exists and does not read as a call of a known command.
fn is_script_file(argument: &str) -> bool {
    Path::new(argument).exists() && !commands().contains_key(argument)
}

/// Several arguments are one script: complete statements are separated, pieces of a statement are not.
fn join(words: &[&str]) -> String {
    let complete = |word: &&str| word.trim_end().ends_with([')', ';']);
    words.join(if words.iter().all(complete) { ";" } else { " " })
}

fn read_script(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|source| Error::io("read", file, source))
}

fn print(text: &str) -> Result<u8> {
    let result = writeln!(io::stdout(), "{text}");
    match result {
        // The reader of a pipe may have seen enough.
        Err(source) if source.kind() != io::ErrorKind::BrokenPipe => Err(Error::io("write", "standard output", source)),
        _ => Ok(SUCCESS),
    }
}

fn print_help(topic: &str) -> Result<u8> {
    let Some(forms) = commands().get(topic) else {
        print(&reference::text::search(topic))?;
        return Ok(FAILED);
    };
    print(&reference::text::command(topic, forms))
}

fn run_script(options: &Options, script: &str) -> Result<u8> {
    let mut context = Context::with_threads(options.threads);
    if !options.quiet && io::stderr().is_terminal() {
        context = context.with_progress(Some(Arc::new(Bar::new())));
    }
    let cancel = context.cancel_token().clone();
    // A second Ctrl+C ends the program at once, should a command not react.
    let handler = move || {
        if cancel.is_cancelled() {
            std::process::exit(INTERRUPTED.into());
        }
        cancel.cancel();
    };
    // It fails only if a handler exists already, as in a program that embeds this one.
    let _ = ctrlc::set_handler(handler);
    let session = Session::with_context(context);
    session.set_echo(!options.quiet, false);
    session.run_script(script)?;
    Ok(SUCCESS)
}

fn print_error(error: &Error) {
    let _ = writeln!(io::stderr(), "error: {}", error.render());
}

/// A progress bar on the terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{bar:40} {percent:>3} % {elapsed} (ready in {eta})");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self(bar)
    }
}

impl Progress for Bar {
    fn begin(&self, total: usize) {
        self.0.reset();
        self.0.set_length(total as u64);
        self.0.set_draw_target(ProgressDrawTarget::stderr_with_hz(10));
    }

    fn advance(&self, done: usize) {
        self.0.set_position(done as u64);
    }

    fn end(&self) {
        self.0.finish_and_clear();
        self.0.set_draw_target(ProgressDrawTarget::hidden());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complete_statements_are_separated_and_pieces_are_joined() {
        assert_eq!(join(&["hello(a)", "hello(b)"]), "hello(a);hello(b)");
        assert_eq!(join(&["newimage(img,", "uint8)"]), "newimage(img, uint8)");
    }

    #[test]
    fn the_options_are_consistent() {
        Options::command().debug_assert();
    }
}
