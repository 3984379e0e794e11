//! What handwritten Python files say, as far as stubs repeat it.

/// The classes of words that commands accept.
const ENUMERATIONS: &str = include_str!("../../../pi2-py/python/pi2/_enums.py");
pub const COMMANDS: &str = include_str!("../../../pi2-py/python/pi2/_commands.py");
pub const FUNCTIONS: &str = include_str!("../../../pi2-py/python/pi2/_functions.py");
const SESSION: &str = include_str!("../../../pi2-py/python/pi2/_session.py");
const TYPES: &str = include_str!("../../../pi2-py/python/pi2/_types.py");
const OBJECTS: &str = include_str!("../../../pi2-py/python/pi2/_objects.py");

/// A function or method as it is written down.
#[derive(PartialEq, Debug)]
pub struct Method {
    /// The parameters after `self`, with annotations and defaults.
    pub parameters: Vec<String>,
    pub result: String,
    /// The docstring between its quotes.
    pub docs: String,
}

/// The names of a class of words and their values: `BoundaryCondition`, `zero` and `nearest`.
pub fn enumerations() -> Vec<(&'static str, Vec<&'static str>)> {
    let names = ENUMERATIONS.lines().filter_map(|line| line.strip_prefix("class ")?.strip_suffix("(StrEnum):"));
    names.map(|name| (name, values(body(ENUMERATIONS, name)))).collect()
}

/// The names of types for annotations.
pub fn types() -> Vec<&'static str> {
    TYPES.lines().filter_map(|line| Some(line.split_once(": TypeAlias = ")?.0)).collect()
}

/// The texts that are assigned in a class, each once.
fn values(body: &str) -> Vec<&str> {
    let mut values = Vec::new();
    for line in body.lines() {
        let Some(value) = line.rsplit_once(" = \"").and_then(|(_, text)| text.strip_suffix('"')) else { continue };
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// A method of the session class.
pub fn session_method(name: &str) -> Option<Method> {
    function(body(SESSION, "Pi2"), "    ", name)
}

/// The functions of a module that other modules use, by name.
pub fn functions(source: &'static str) -> Vec<(&'static str, Method)> {
    let heads = source.lines().filter_map(|line| Some(line.strip_prefix("def ")?.split_once('(')?.0));
    let public = heads.filter(|name| !name.starts_with('_'));
    public.filter_map(|name| Some((name, function(source, "", name)?))).collect()
}

/// The names that the session class defines.
#[cfg(test)]
pub fn session_members() -> Vec<&'static str> {
    members(body(SESSION, "Pi2"))
}

/// The names that the classes of objects and images define.
pub fn image_members() -> Vec<&'static str> {
    ["Pi2Object", "Pi2Image"].into_iter().flat_map(|class| members(body(OBJECTS, class))).collect()
}

/// The indented lines below the head of a class.
fn body<'a>(source: &'a str, class: &str) -> &'a str {
    let heads = [format!("\nclass {class}:"), format!("\nclass {class}(")];
    let Some(start) = heads.iter().find_map(|head| source.find(head)) else { return "" };
    let body = source[start + 1..].split_once('\n').map_or("", |(_, body)| body);
    let is_outside = |line: &&str| !line.trim().is_empty() && !line.starts_with(' ');
    let end = body.split_inclusive('\n').find(is_outside).map_or(body.len(), |line| offset(body, line));
    &body[..end]
}

/// Where a part of a text starts.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr() - text.as_ptr().addr()
}

fn members(body: &str) -> Vec<&str> {
    body.lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter_map(|line| match line.strip_prefix("def ") {
            Some(head) => head.split_once('(').map(|(name, _)| name),
            None => line.split_once(" = ").map(|(name, _)| name),
        })
        .filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .collect()
}

/// A function with the given indentation.
fn function(source: &str, indent: &str, name: &str) -> Option<Method> {
    let head = format!("\n{indent}def {name}(");
    let start = source.find(&head)? + head.len();
    let (head, rest) = source[start..].split_once(":\n")?;
    let (parameters, result) = head.rsplit_once(") -> ")?;
    let docs = rest.trim_start().trim_start_matches('r').strip_prefix("\"\"\"")?.split_once("\"\"\"")?.0;
    let parameters = split(parameters).into_iter().filter(|parameter| parameter != "self").collect();
    Some(Method { parameters, result: result.to_owned(), docs: without_indentation(docs, &format!("{indent}    ")) })
}

fn without_indentation(docs: &str, indent: &str) -> String {
    docs.lines().map(|line| line.strip_prefix(indent).unwrap_or(line)).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Splits at the commas that are not in brackets.
fn split(parameters: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0;
    for character in parameters.chars() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
    }
    parts.iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "\nclass Pi2(Base):\n    \"\"\"A session.\"\"\"\n\n    x = 1\n\n    def sum(\n        self,\n        \
                          img: Image[int, str],\n        start: float = 0,\n    ) -> float:\n        \"\"\"Add.\"\"\"\n        \
                          y = 2\n\n\ndef other() -> int:\n    \"\"\"One.\"\"\"\n";

    #[test]
    fn a_method_is_read_with_its_parameters_and_docstring() {
        let found = function(body(SOURCE, "Pi2"), "    ", "sum").expect("it is there");
        assert_eq!(found.parameters, ["img: Image[int, str]", "start: float = 0"]);
        assert_eq!((found.result.as_str(), found.docs.as_str()), ("float", "Add."));
        assert_eq!(function(body(SOURCE, "Pi2"), "    ", "other"), None);
        assert_eq!(functions(SOURCE)[0].0, "other");
        assert_eq!(members(body(SOURCE, "Pi2")), ["x", "sum"]);
    }

    #[test]
    fn the_words_of_enumerations_are_read_once() {
        let (_, words) = enumerations().into_iter().find(|(name, _)| *name == "BoundaryCondition").expect("is there");
        assert_eq!(words, ["zero", "nearest"]);
        assert!(types().contains(&"ImageLike"));
    }
}
