//! Reference pages as Markdown.

use std::fmt::Write;

use super::{Page, accepted, categories, distribution_text, example, words};
use crate::registry::{CommandForm, commands};

/// The page of a command: forms, arguments, text, example in three spellings, related commands.
pub fn command(name: &str, forms: &[&CommandForm]) -> String {
    let mut out = format!("# {name}\n");
    for (number, form) in forms.iter().enumerate() {
        let heading = if forms.len() > 1 { format!("\n## Form {}\n", number + 1) } else { String::new() };
        out += &heading;
        out += &command_form(form);
    }
    out + &see_also(forms)
}

fn command_form(form: &CommandForm) -> String {
    let page = Page::parse(form.docs);
    let mut out = format!("\n{}\n\n```pi2\n{}\n```\n", page.summary, form.signature());
    if !page.text.is_empty() {
        out += &format!("\n{}\n", page.text);
    }
    out += &arguments(form);
    for (heading, text) in &page.sections {
        out += &format!("\n**{heading}.** {text}\n");
    }
    out += &format!("\n**Distributed mode.** {}\n", distribution_text(form));
    let script = page.example.trim();
    out += &format!("\n**Example**\n\n```pi2\n{script}\n```\n");
    out += &format!("\nIn Python:\n\n```python\n{}\n```\n", example::python(script));
    out + &format!("\nIn Rust:\n\n```rust\n{}\n```\n", example::rust(script))
}

fn arguments(form: &CommandForm) -> String {
    if form.args.is_empty() {
        return "\nNo arguments.\n".to_owned();
    }
    let mut out = "\n| argument | direction | type | default | meaning |\n|---|---|---|---|---|\n".to_owned();
    for arg in form.args {
        let default = arg.default.as_ref().map(|default| format!("`{}`", default.shown(&arg.kind))).unwrap_or_default();
        let default = if default == "``" { "empty".to_owned() } else { default };
        let mut meaning = arg.docs.replace('\n', " ");
        let words = words(arg);
        if !words.is_empty() {
            meaning = format!("{meaning}<br>{}", words.join("<br>"));
        }
        let meaning = meaning.replace('|', "\\|");
        let (direction, types) = (arg.direction.text(), accepted(form, arg));
        let _ = writeln!(out, "| `{}` | {direction} | {types} | {default} | {meaning} |", arg.name);
    }
    out
}

fn see_also(forms: &[&CommandForm]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in forms.iter().flat_map(|form| form.see_also) {
        if !names.contains(name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return String::new();
    }
    // Pages exist only for commands that do.
    let link =
        |name: &&str| if commands().contains_key(name) { format!("[{name}]({name}.md)") } else { (*name).to_owned() };
    format!("\nSee also: {}\n", names.iter().map(link).collect::<Vec<_>>().join(", "))
}

/// The index page: all commands by category.
pub fn index() -> String {
    let mut out = "# Command reference\n".to_owned();
    for (category, names) in categories() {
        let _ = write!(out, "\n## {category}\n\n| command | what it does |\n|---|---|\n");
        for name in names {
            let summary = Page::parse(commands()[name][0].docs).summary;
            let _ = writeln!(out, "| [{name}]({name}.md) | {summary} |");
        }
    }
    out
}
