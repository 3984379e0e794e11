//! Absurd arguments: whatever a command is given, it gives a result or an error that says why not, soon and without much
//! memory, and an error leaves all images as they were.
//!
//! The documented example of each command is run with each of its arguments replaced.

#[path = "../common/memory.rs"]
mod memory;

use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use pi2_core::registry::{self, ArgKind, ArgSpec, Argument, Bound, CommandForm, Direction, Outputs};
use pi2_core::script::{self, Statement};
use pi2_core::{Context, DynImage, Error, ErrorKind, Session, reference};

/// No call takes longer than that, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// No call takes more memory than that.
const MEMORY: usize = 2 << 30;

/// A session after the first statements of an example, with images of other sizes, and the call to be changed.
struct Case {
    session: Session,
    form: &'static CommandForm,
    call: Statement,
}

fn prepare(form: &'static CommandForm) -> Option<Case> {
    let context = Context::with_threads(2).with_printer(Arc::new(|_| {}));
    let session = Session::with_context(context);
    for statement in script::parse(&reference::Page::parse(form.docs).example).expect("the example is tested") {
        let resolved = session.resolve(&statement.name, &statement.arguments, &[], Outputs::Named);
        if let Some(resolved) = resolved.ok().filter(|resolved| std::ptr::eq(resolved.form, form)) {
            for (arg, bound) in form.args.iter().zip(&resolved.arguments) {
                let Bound::Image(name) = bound else { continue };
                let pixel_type = session.image(name).expect("it exists").read().pixel_type();
                for (i, dims) in [[2, 3, 1], [1, 1, 1], [1, 1, 5]].into_iter().enumerate() {
                    session.insert_image(other_image(arg, i), DynImage::new(pixel_type, dims).expect("small"));
                }
            }
            return Some(Case { session, form, call: statement });
        }
        session.run_statement(&statement).expect("the example is tested");
    }
    None
}

fn other_image(arg: &ArgSpec, index: usize) -> String {
    format!("other_{}_{index}", arg.name.replace([' ', '-'], "_"))
}

/// What an argument is replaced by.
fn absurd_values(arg: &ArgSpec) -> Vec<Argument> {
    let words = |words: &[&str]| words.iter().map(|word| Argument::Text((*word).to_owned())).collect();
    let integers = ["0", "-1", "1", "3", "1000000000000", "-9223372036854775808", "9223372036854775807"];
    let reals = ["0", "-1", "0.5", "1e-300", "1e300", "-1e300", "nan", "inf", "-inf"];
    match arg.kind {
        ArgKind::Image(_) if arg.direction == Direction::Out => Vec::new(),
        ArgKind::Image(_) => (0..3).map(|i| Argument::Text(other_image(arg, i))).collect(),
        ArgKind::Text => words(&["", " ", "no such thing", "[", "\u{0}", "a/b/../c", "é"]),
        ArgKind::Integer => words(&integers),
        ArgKind::Unsigned => words(&["0", "1", "3", "-1", "1000000000000", "18446744073709551615"]),
        ArgKind::Real => words(&reals),
        ArgKind::Boolean => words(&["true", "false", "maybe"]),
        ArgKind::RealVector => {
            let all = reals.iter().map(|real| format!("[{real}, {real}, {real}]"));
            let one = reals.iter().map(|real| format!("[1, {real}, 1]"));
            all.chain(one).map(Argument::Text).collect()
        }
        ArgKind::IntegerVector => {
            let all = integers.iter().map(|integer| format!("[{integer}, {integer}, {integer}]"));
            let one = integers.iter().map(|integer| format!("[1, {integer}, 1]"));
            all.chain(one).map(Argument::Text).collect()
        }
        ArgKind::Choice(_) => words(&["", "no such word", "0", "1"]),
        ArgKind::Json => words(&["", "[", "{}", "[{}]", "null", "[{\"name\": 3}]"]),
    }
}

fn images(session: &Session) -> BTreeMap<String, DynImage> {
    session
        .image_names()
        .into_iter()
        .map(|name| (name.clone(), session.image(&name).expect("it exists").read().clone()))
        .collect()
}

/// What is wrong with how a call ends, if anything is.
fn problem(form: &'static CommandForm, index: usize, value: Argument) -> Option<String> {
    let case = prepare(form)?;
    let (mut arguments, mut keywords) = (case.call.arguments.clone(), Vec::new());
    match arguments.get_mut(index) {
        Some(argument) => *argument = value,
        None => keywords.push((form.args[index].name.to_owned(), value)),
    }
    let before = images(&case.session);
    let start = memory::start();
    let (sender, receiver) = mpsc::channel();
    let (session, name) = (case.session.handle_with(case.session.context()), case.form.name);
    let call = thread::spawn(move || {
        let result = session.call_with_keywords(name, &arguments, &keywords).map(drop);
        drop(sender.send(result));
    });
    let Ok(result) = receiver.recv_timeout(PATIENCE) else { return Some("takes too long".to_owned()) };
    call.join().expect("panics are caught");
    let used = memory::peak() - start;
    if used > MEMORY {
        return Some(format!("takes {used} bytes of memory"));
    }
    let error: Error = result.err()?;
    if error.kind() == ErrorKind::Bug {
        return Some(error.to_string());
    }
    let after = images(&case.session);
    let changed = before.iter().find(|(name, image)| after.get(*name).is_none_or(|now| now.bytes() != image.bytes()));
    changed.map(|(name, _)| format!("changes `{name}`, then: {error}"))
}

#[test]
fn absurd_arguments_give_results_or_errors_that_leave_images_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::env::set_current_dir(folder.path()).expect("the folder exists");
    let (mut problems, mut others, mut count) = (Vec::new(), Vec::new(), 0);
    for form in registry::commands().values().flatten() {
        let Some(_) = prepare(form) else {
            others.push(form.signature());
            continue;
        };
        for (index, arg) in form.args.iter().enumerate() {
            for value in absurd_values(arg) {
                count += 1;
                let shown = value.to_string();
                if let Some(problem) = problem(form, index, value) {
                    problems.push(format!("{} with `{}` = {shown}: {problem}", form.signature(), arg.name));
                }
            }
        }
    }
    assert!(others.len() < 5, "the examples of {others:#?} do not call them");
    assert!(count > 2500, "only {count} calls");
    assert!(problems.is_empty(), "{} of {count} calls:\n{}", problems.len(), problems.join("\n"));
}
