//! Help for a terminal.

use super::{Page, accepted, distribution_text, words};
use crate::registry::{CommandForm, DefaultValue, commands};

/// Introduction and the list of all commands; `D` marks those for distributed mode.
pub fn overview() -> String {
    let intro = "Commands. `help(name)` explains one. `D` marks commands that work in distributed mode.\n";
    let mut lines = vec![intro.to_owned()];
    for form in commands().values().flatten() {
        lines.push(signature_line(form));
    }
    lines.dedup();
    lines.join("\n")
}

fn signature_line(form: &CommandForm) -> String {
    format!("{} {}", if form.is_distributed() { "D" } else { " " }, form.signature())
}

/// What to say about a topic that is no command.
pub fn search(topic: &str) -> String {
    let word = topic.to_lowercase();
    let mentions = |form: &&CommandForm| form.name.contains(&word) || form.docs.to_lowercase().contains(&word);
    let mut lines: Vec<String> = commands().values().flatten().copied().filter(mentions).map(signature_line).collect();
    lines.dedup();
    let mut out = format!("Command {topic} not found.");
    if !lines.is_empty() {
        out += &format!("\n\nThese commands mention it:\n{}", lines.join("\n"));
    }
    out
}

/// The help of all forms of a command.
pub fn command(_name: &str, forms: &[&CommandForm]) -> String {
    forms.iter().map(|form| command_form(form, plain)).collect::<Vec<_>>().join("\n\n")
}

/// The same as reStructuredText.
pub fn restructured(_name: &str, forms: &[&CommandForm]) -> String {
    forms.iter().map(|form| command_form(form, |text| text.replace('`', "``"))).collect::<Vec<_>>().join("\n\n")
}

/// Text without the marks of Markdown.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

fn command_form(form: &CommandForm, markup: fn(&str) -> String) -> String {
    let page = Page::parse(form.docs);
    let mut out = heading(&form.signature(), '=');
    out += &format!("\n{}\n", markup(&page.summary));
    if !page.text.is_empty() {
        out += &format!("\n{}\n", markup(&page.text));
    }
    out += &format!("\n{}\n", markup(&distribution_text(form)));
    if !form.args.is_empty() {
        out += &format!("\n{}", heading("Arguments", '-'));
    }
    for arg in form.args {
        let default = arg.default.as_ref().map(|default| shown_default(default, arg)).unwrap_or_default();
        let types = accepted(form, arg);
        out += &format!(
            "\n{} [{}; {types}{default}]:\n  {}\n",
            arg.name,
            arg.direction.text(),
            markup(&arg.docs.replace('\n', "\n  "))
        );
        for line in words(arg) {
            out += &format!("  - {}\n", markup(&line));
        }
    }
    for (title, text) in &page.sections {
        out += &format!("\n{}\n{}\n", heading(title, '-'), markup(text));
    }
    out += &format!("\n{}\n{}\n", heading("Example", '-'), page.example);
    if !form.see_also.is_empty() {
        out += &format!("\n{}\n{}\n", heading("See also", '-'), form.see_also.join(", "));
    }
    out
}

fn shown_default(default: &DefaultValue, arg: &crate::registry::ArgSpec) -> String {
    let text = default.shown(&arg.kind);
    if text.is_empty() || text.contains(' ') { format!("(\"{text}\")") } else { format!("({text})") }
}

fn heading(text: &str, underline: char) -> String {
    format!("{text}\n{}\n", underline.to_string().repeat(text.chars().count()))
}
