//! Names, literals and docstrings in Python.

use pi2_core::registry::{ArgKind, ArgSpec, ArgValue, DefaultValue, format_real};

use super::annotation::word;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Longest line of code.
const WIDTH: usize = 120;

/// The name of an argument, or nothing if it cannot be one.
pub fn name(argument: &str) -> Option<String> {
    let name = argument.replace([' ', '-'], "_");
    let is_letter = |c: char| c.is_alphabetic() || c == '_';
    let valid = name.chars().next().is_some_and(is_letter) && name.chars().all(|c| is_letter(c) || c.is_numeric());
    valid.then(|| if KEYWORDS.contains(&name.as_str()) { name + "_" } else { name })
}

/// The default value of an argument; `...` if no literal says it.
pub fn default(arg: &ArgSpec) -> Option<String> {
    let value = match arg.default.as_ref()? {
        DefaultValue::Constant(value) => value(),
        DefaultValue::PerType { .. } => return Some("...".to_owned()),
    };
    Some(match value {
        ArgValue::Text(text) => quoted(&text),
        ArgValue::Integer(integer) => integer.to_string(),
        ArgValue::Unsigned(integer) => integer.to_string(),
        ArgValue::Real(real) => number(real),
        ArgValue::Boolean(boolean) => if boolean { "True" } else { "False" }.to_owned(),
        ArgValue::RealVector(vector) => tuple(&vector.map(number).0),
        ArgValue::IntegerVector(vector) => tuple(&vector.map(|component| component.to_string()).0),
        ArgValue::Choice(index) => match arg.kind {
            ArgKind::Choice(choice) => quoted(word(choice, index)),
            _ => "...".to_owned(),
        },
        ArgValue::Json(document) => quoted(&document.to_string()),
    })
}

fn number(value: f64) -> String {
    if value.is_finite() { format_real(value) } else { "...".to_owned() }
}

fn tuple(components: &[String]) -> String {
    if components.iter().any(|component| component == "...") {
        "...".to_owned()
    } else {
        format!("({})", components.join(", "))
    }
}

/// A text as a literal.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// Items between a head and a tail, one a line if they do not fit in one; the head brings its indentation.
pub fn listed(head: &str, items: &[String], tail: &str, indent: &str) -> String {
    let line = format!("{head}{}{tail}", items.join(", "));
    if line.chars().count() <= WIDTH {
        return line;
    }
    let lines: Vec<String> = items.iter().map(|item| format!("{indent}    {item},\n")).collect();
    format!("{head}\n{}{indent}{tail}", lines.concat())
}

/// An import of names from a module.
pub fn import(module: &str, names: &[&str]) -> String {
    let head = format!("from {module} import ");
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let line = listed(&head, &names, "", "");
    if line.contains('\n') { listed(&(head + "("), &names, ")", "") } else { line }
}

/// A docstring with the given indentation.
pub fn docstring(text: &str, indent: &str) -> String {
    let mark = if text.contains('\\') { "r" } else { "" };
    let text = text.trim().replace("\"\"\"", "'''");
    if !text.contains('\n') && !text.ends_with('"') {
        return format!("{indent}{mark}\"\"\"{text}\"\"\"\n");
    }
    let mut out = format!("{indent}{mark}\"\"\"");
    for (number, line) in text.lines().enumerate() {
        let line = line.trim_end();
        if number > 0 && !line.is_empty() {
            out += indent;
        }
        out += line;
        out.push('\n');
    }
    out + indent + "\"\"\"\n"
}

#[cfg(test)]
mod tests {
    use pi2_core::registry::commands;

    use super::*;

    #[test]
    fn names_are_words_with_underscores_and_never_reserved() {
        assert_eq!(name("single-threaded").as_deref(), Some("single_threaded"));
        assert_eq!(name("argument 1").as_deref(), Some("argument_1"));
        assert_eq!((name("lambda").as_deref(), name("1")), (Some("lambda_"), None));
    }

    #[test]
    fn defaults_are_literals_where_possible() {
        let defaults = |command: &str| commands()[command][0].args.iter().map(default).collect::<Vec<_>>();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(defaults("gaussfilter"), [None, None, None, text("\"nearest\""), text("True")]);
        assert_eq!(defaults("autothreshold")[1..3], [text("\"Otsu\""), text("...")]);
        assert_eq!(defaults("hist")[4..6], [text("..."), text("256")]);
        assert_eq!(defaults("sphere")[1], text("(0, 0, 0)"));
    }

    #[test]
    fn docstrings_are_indented_and_cannot_end_early() {
        assert_eq!(docstring("One line.\n", "  "), "  \"\"\"One line.\"\"\"\n");
        assert_eq!(docstring("A \\ b\n\nand \"\"\"", " "), " r\"\"\"A \\ b\n\n and '''\n \"\"\"\n");
        assert_eq!(quoted("a \"b\"\\"), r#""a \"b\"\\""#);
    }
}
