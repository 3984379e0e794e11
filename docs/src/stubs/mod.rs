//! Type stubs of the commands for Python, from the registry.
//!
//! What is written by hand in `_session.py` (methods that return numbers), `_enums.py` (classes of words) and `_commands.py`
//! (functions that other modules use) is read from there, so the stubs are stale if one of them changes, too.

mod annotation;
mod overload;
mod python;
mod source;

use std::collections::BTreeMap;

use pi2_core::reference;
use pi2_core::registry::{ArgKind, CommandForm, commands};

use self::overload::{Overload, Style, is_method, overloads};
use self::source::{Method, session_method};

const FOLDER: &str = "pi2-py/python/pi2";

/// Methods of a session that are written by hand and return what scripts expect.
const HANDWRITTEN: [&str; 14] = [
    "autothresholdvalue",
    "getmaxmemory",
    "isimagefile",
    "mapraw",
    "maxval",
    "mean",
    "minval",
    "newimage",
    "newlike",
    "newvalue",
    "read",
    "stddev",
    "sum",
    "surfacearea",
];
/// How a handwritten method says that it takes an image, which has a method of that name, too.
const IMAGE: &str = "img: ImageLike";

/// The stubs by their paths in the project.
pub fn files() -> BTreeMap<String, String> {
    BTreeMap::from([
        (format!("{FOLDER}/_commands.pyi"), commands_stub()),
        (format!("{FOLDER}/_functions.pyi"), functions_stub()),
    ])
}

/// The methods of sessions and images.
fn commands_stub() -> String {
    let mut body = definitions();
    body += "\nclass SessionCommands:\n    \"\"\"A method for each command.\"\"\"\n\n";
    for name in names().filter(|name| !HANDWRITTEN.contains(name)) {
        body += &command(name, &commands()[name], Style::Function, "    ");
    }
    body += "\nclass ImageCommands:\n    \"\"\"A method for each command that works on an image.\"\"\"\n\n";
    for name in HANDWRITTEN {
        body += &method_of_number(name).unwrap_or_default();
    }
    let members = source::image_members();
    for name in names().filter(|name| !HANDWRITTEN.contains(name) && !members.contains(name)) {
        if commands()[name].iter().any(|form| is_method(form)) {
            body += &command(name, &commands()[name], Style::Method, "    ");
        }
    }
    file("Commands as methods.", &(body + &helpers(source::COMMANDS)))
}

/// The method of an image for a handwritten method of sessions that takes one and returns a number.
fn method_of_number(name: &str) -> Option<String> {
    let mut method = session_method(name)?;
    if method.parameters.first()? != IMAGE {
        return None;
    }
    method.parameters.remove(0);
    Some(handwritten(name, &method, "    "))
}

/// The functions of the module.
fn functions_stub() -> String {
    let mut body = "\n__all__ = [\n".to_owned();
    for name in names() {
        body += &format!("    \"{name}\",\n");
    }
    body += "]\n";
    body += &definitions();
    body.push('\n');
    for name in names() {
        body += &match session_method(name).filter(|_| HANDWRITTEN.contains(&name)) {
            Some(method) => handwritten(name, &method, ""),
            None => command(name, &commands()[name], Style::Function, ""),
        };
    }
    file("Commands as functions.", &(body + &helpers(source::FUNCTIONS)))
}

fn names() -> impl Iterator<Item = &'static str> {
    commands().keys().copied()
}

/// The functions that a module has besides commands.
fn helpers(source: &'static str) -> String {
    let definition =
        |(name, method): &(&str, Method)| definition(name, &method.parameters, &method.result, Some(&method.docs), "");
    format!("\n{}", source::functions(source).iter().map(definition).collect::<String>())
}

fn file(summary: &str, body: &str) -> String {
    let mut out = format!("\"\"\"{summary} Written by `cargo dev generate`: do not edit.\"\"\"\n\n");
    for module in ["math", "os"] {
        if has_word(body, module) {
            out += &format!("import {module}\n");
        }
    }
    for (module, mut names) in imports() {
        names.retain(|name| has_word(body, name));
        names.sort_unstable();
        if !names.is_empty() {
            out += &python::import(module, &names);
            out.push('\n');
        }
    }
    out + body
}

/// What stubs import if they use it.
fn imports() -> [(&'static str, Vec<&'static str>); 6] {
    [
        ("collections.abc", vec!["Callable"]),
        ("typing", vec!["Any", "Literal", "Self", "TypeAlias", "overload"]),
        ("pi2._enums", source::enumerations().into_iter().map(|(name, _)| name).collect()),
        ("pi2._objects", vec!["Pi2Image", "Pi2Value"]),
        ("pi2._session", vec!["Pi2"]),
        ("pi2._types", source::types()),
    ]
}

/// True if a text has a word outside of docstrings.
fn has_word(body: &str, word: &str) -> bool {
    let code = body.split("\"\"\"").step_by(2);
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    code.flat_map(|part| part.split(|c| !is_letter(c))).any(|found| found == word)
}

/// The types of choices.
fn definitions() -> String {
    let args = commands().values().flatten().flat_map(|form| form.args);
    let choices = args.filter_map(|arg| if let ArgKind::Choice(choice) = arg.kind { Some(choice) } else { None });
    let definitions: BTreeMap<&str, String> = choices.filter_map(annotation::definition).collect();
    format!("\n{}\n", definitions.into_values().collect::<Vec<_>>().join("\n"))
}

/// All ways to call a command; the first has the reference as its docstring.
fn command(name: &str, forms: &[&'static CommandForm], style: Style, indent: &str) -> String {
    let overloads = overloads(forms, style);
    let docs = reference::text::command(name, forms);
    let mut out = String::new();
    for (number, overload) in overloads.iter().enumerate() {
        if overloads.len() > 1 {
            out += &format!("{indent}@overload\n");
        }
        let docs = if number == 0 { Some(docs.as_str()) } else { None };
        out += &definition(name, &parameters(overload), &overload.result, docs, indent);
    }
    out
}

/// A handwritten method: its docstring is followed by the reference, as at run time.
fn handwritten(name: &str, method: &Method, indent: &str) -> String {
    let reference = commands().get(name).map(|forms| format!("\n\n{}", reference::text::command(name, forms)));
    let docs = format!("{}{}", method.docs, reference.unwrap_or_default());
    definition(name, &method.parameters, &method.result, Some(&docs), indent)
}

fn parameters(overload: &Overload) -> Vec<String> {
    let mut out = Vec::new();
    let mut has_star = false;
    for param in &overload.params {
        if param.keyword_only && !has_star {
            out.push("*".to_owned());
            has_star = true;
        }
        let default = param.default.as_ref().map(|default| format!(" = {default}")).unwrap_or_default();
        out.push(format!("{}: {}{default}", param.name, param.annotation.name()));
    }
    out
}

/// A function, or a method if it is indented.
fn definition(name: &str, parameters: &[String], result: &str, docs: Option<&str>, indent: &str) -> String {
    let own = if indent.is_empty() { None } else { Some("self".to_owned()) };
    let parameters: Vec<String> = own.into_iter().chain(parameters.iter().cloned()).collect();
    let end = if docs.is_some() { "" } else { " ..." };
    let out =
        python::listed(&format!("{indent}def {name}("), &parameters, &format!(") -> {result}:{end}"), indent) + "\n";
    match docs {
        Some(docs) => out + &python::docstring(docs, &format!("{indent}    ")),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handwritten_methods_are_those_of_the_session_class() {
        for name in source::session_members().into_iter().filter(|name| commands().contains_key(name)) {
            assert!(HANDWRITTEN.contains(&name), "`{name}` is written by hand in `_session.py`: add it to HANDWRITTEN");
        }
        for name in HANDWRITTEN {
            assert!(session_method(name).is_some(), "`{name}` is not in `_session.py`");
        }
    }

    #[test]
    fn a_command_is_a_list_of_overloads_with_one_docstring() {
        let text = command("dmap", &commands()["dmap"], Style::Method, "    ");
        assert_eq!((text.matches("@overload").count(), text.matches("\"\"\"").count()), (2, 2));
        assert!(text.contains(") -> Pi2Image:\n") && text.contains(") -> None: ...\n"), "{text}");
        assert!(text.contains("background value [input; real(0)]:\n"), "{text}");
    }

    #[test]
    fn images_have_the_methods_of_sessions_that_return_numbers() {
        let stub = commands_stub();
        let (session, image) = stub.split_once("class ImageCommands").expect("there are two classes");
        assert!(!session.contains("def mean(") && image.contains("    def mean(self) -> float:\n"));
        assert!(image.contains("def surfacearea(self, isovalue: float = 1) -> float:\n"));
        assert!(!image.contains("def newimage("));
        assert!(functions_stub().contains("\ndef mean(img: ImageLike) -> float:\n"));
    }
}
