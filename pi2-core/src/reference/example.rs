//! Examples of the reference: checked in a session, and written in the spelling of Python and Rust.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use crate::image::DynImage;
use crate::registry::{Argument, Direction, commands, literal};
use crate::script::{self, Statement};
use crate::session::{Outcome, Session};
use crate::{Context, Error, Result, with_image};

/// Runs an example. A comment behind a statement is what its first output must be: the first pixel of an image, the value
/// of a variable, or the printed text.
///
/// # Errors
/// That of a failing statement, or `Argument` if a result differs from its comment.
pub fn check(script: &str) -> Result<()> {
    let printed = Arc::new(Mutex::new(String::new()));
    let sink = printed.clone();
    let context = Context::default().with_printer(Arc::new(move |text| {
        if let Ok(mut sink) = sink.lock() {
            text.clone_into(&mut sink);
        }
    }));
    let session = Session::with_context(context);
    let mut checked = 0;
    for statement in script::parse(script)? {
        let outcomes = session.run_statement(&statement)?;
        if statement.comment.is_empty() {
            continue;
        }
        let found = match outcomes.first() {
            Some(Outcome::Image(name)) => first_pixel(&session.image(name)?.read()),
            Some(Outcome::Variable(name)) => session.value(name)?.to_string(),
            None => printed.lock().map(|text| text.clone()).unwrap_or_default(),
        };
        if !agrees(&found, &statement.comment) {
            return Err(Error::argument(&statement.text, format!("`{}`", statement.comment), format!("`{found}`")));
        }
        checked += 1;
    }
    if checked == 0 {
        return Err(Error::call("the example checks nothing: write an expected value in a comment behind a statement"));
    }
    Ok(())
}

fn first_pixel(image: &DynImage) -> String {
    with_image!(image, |image| image.pixels()[0].to_string())
}

/// Equal as texts, or as numbers within half a unit of the last digit that is written down.
fn agrees(found: &str, expected: &str) -> bool {
    if found.eq_ignore_ascii_case(expected) {
        return true;
    }
    let (Some(found), Some(value)) = (literal::real(found), literal::real(expected)) else { return false };
    if found.is_nan() && value.is_nan() {
        return true;
    }
    let decimals = expected.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let unit = if decimals == 0 { 0.0 } else { 10f64.powi(-(decimals as i32)) };
    (found - value).abs() <= 0.5001 * unit
}

/// Commands whose Python method returns a number in place of the output, its second argument or its only one.
const RETURN_A_NUMBER: [&str; 9] =
    ["sum", "mean", "minval", "maxval", "stddev", "autothresholdvalue", "isimagefile", "surfacearea", "getmaxmemory"];
/// Commands whose first argument is the name of what they make, which is the result of the Python method.
const RETURN_AN_OBJECT: [&str; 5] = ["newimage", "newlike", "newvalue", "read", "mapraw"];

/// A script in Python.
pub fn python(script: &str) -> String {
    let mut lines = vec!["from pi2py2 import *".to_owned(), "pi = Pi2()".to_owned()];
    let mut objects = BTreeSet::new();
    for statement in script::parse(script).unwrap_or_default() {
        let comment = if statement.comment.is_empty() { String::new() } else { format!("  # {}", statement.comment) };
        lines.push(python_statement(&statement, &mut objects) + &comment);
    }
    lines.join("\n")
}

fn python_statement(statement: &Statement, objects: &mut BTreeSet<String>) -> String {
    let name = statement.name.as_str();
    let mut arguments: Vec<String> =
        statement.arguments.iter().map(|argument| python_argument(argument, objects)).collect();
    let mut target = String::new();
    let output = usize::from(name != "getmaxmemory");
    if RETURN_AN_OBJECT.contains(&name) && !arguments.is_empty() {
        let object = statement.arguments[0].to_string();
        arguments.remove(0);
        target = format!("{object} = ");
        objects.insert(object);
    } else if RETURN_A_NUMBER.contains(&name) && arguments.len() > output {
        target = format!("{} = ", statement.arguments[output]);
        arguments.remove(output);
    }
    format!("{target}pi.{name}({})", arguments.join(", "))
}

fn python_argument(argument: &Argument, objects: &BTreeSet<String>) -> String {
    match argument {
        Argument::Word(word) if objects.contains(word) => word.clone(),
        Argument::Word(word) if word.eq_ignore_ascii_case("true") => "True".to_owned(),
        Argument::Word(word) if word.eq_ignore_ascii_case("false") => "False".to_owned(),
        Argument::Word(word) if is_finite_number(word) || word.starts_with('[') => word.clone(),
        Argument::Word(text) | Argument::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}

/// A script in Rust.
pub fn rust(script: &str) -> String {
    let mut lines = vec!["let session = pi2_core::Session::new();".to_owned()];
    for statement in script::parse(script).unwrap_or_default() {
        let arguments: Vec<String> = statement.arguments.iter().map(rust_argument).collect();
        let comment = if statement.comment.is_empty() { String::new() } else { format!(" // {}", statement.comment) };
        lines.push(format!("session.call({:?}, &[{}])?;{comment}", statement.name, arguments.join(", ")));
    }
    lines.join("\n")
}

fn rust_argument(argument: &Argument) -> String {
    match argument {
        Argument::Word(word) if word.eq_ignore_ascii_case("true") => "true.into()".to_owned(),
        Argument::Word(word) if word.eq_ignore_ascii_case("false") => "false.into()".to_owned(),
        Argument::Word(word) if is_finite_number(word) => format!("{word}.into()"),
        Argument::Word(word) | Argument::Text(word) => format!("{word:?}.into()"),
        other => other.to_string(),
    }
}

fn is_finite_number(word: &str) -> bool {
    literal::real(word).is_some_and(f64::is_finite)
}

/// Every form whose example does not run or does not give what it says, with the reason.
pub fn failures() -> Vec<String> {
    let forms = commands().values().flatten();
    forms
        .filter_map(|form| {
            let example = super::Page::parse(form.docs).example;
            check(&example).err().map(|error| format!("{}: {}", form.signature(), error.render()))
        })
        .collect()
}

/// Every related command that does not exist, and every image argument that could never be given.
pub fn dangling_references() -> Vec<String> {
    let mut found = Vec::new();
    for form in commands().values().flatten() {
        found.extend(
            form.see_also
                .iter()
                .filter(|name| !commands().contains_key(**name) || **name == form.name)
                .map(|name| format!("{} refers to `{name}`", form.signature())),
        );
        let defaulted_output =
            |arg: &&crate::registry::ArgSpec| arg.direction != Direction::In && arg.default.is_some();
        found.extend(
            form.args
                .iter()
                .filter(defaulted_output)
                .map(|arg| format!("{}: output `{}` has a default", form.name, arg.name)),
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expected_values_are_compared_to_the_digits_given() {
        assert!(agrees("0.06349", "0.0635") && !agrees("0.0636", "0.0635"));
        assert!(agrees("255", "255") && !agrees("254.6", "255"));
        assert!(agrees("NaN", "nan") && agrees("a text", "a text"));
    }

    #[test]
    fn spellings_of_other_languages_name_objects_and_quote_texts() {
        let script = "newimage(img, uint8, 4)\nadd(img, 300)\nmaxval(img, top)   # 255\nwritetif(img, ./a)";
        assert_eq!(
            python(script).lines().skip(2).collect::<Vec<_>>(),
            [
                "img = pi.newimage(\"uint8\", 4)",
                "pi.add(img, 300)",
                "top = pi.maxval(img)  # 255",
                "pi.writetif(img, \"./a\")"
            ]
        );
        assert!(rust(script).ends_with("session.call(\"writetif\", &[\"img\".into(), \"./a\".into()])?;"));
    }

    #[test]
    fn an_example_with_a_wrong_value_is_found() {
        let error = check("newimage(img, uint8)\nadd(img, 3)\nmaxval(img, top) # 4").expect_err("it is 3");
        assert!(error.to_string().contains("`4`") && error.to_string().contains("`3`"), "{error}");
    }
}
