//! The reference of all commands, rendered from the registry: Markdown pages, terminal help, a machine-readable listing.

pub mod example;
pub mod json;
pub mod markdown;
mod page;
pub mod text;

pub use page::Page;

use crate::registry::{ArgKind, ArgSpec, CommandForm, Parallel, commands};

/// Commands by category, both in order of their names.
pub fn categories() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut categories: std::collections::BTreeMap<&str, Vec<&str>> = std::collections::BTreeMap::new();
    for (name, forms) in commands() {
        categories.entry(forms[0].category).or_default().push(name);
    }
    categories.into_iter().collect()
}

/// A sentence on the use of a form in distributed mode.
fn distribution_text(form: &CommandForm) -> String {
    let how = match &form.distribution.parallel {
        Parallel::Pointwise => "Works block by block in distributed mode.",
        Parallel::Margin(_) => "Works block by block in distributed mode, with a margin around each block.",
        Parallel::Blocks(_) => "Works block by block in distributed mode; blocks of input and output correspond.",
        Parallel::Reduce => "Works in distributed mode: results of blocks are combined.",
        Parallel::Stages => "Works in distributed mode in several passes.",
        Parallel::Controller => "Works in distributed mode without touching pixels.",
        Parallel::Trivial => "Works the same way in distributed mode.",
        Parallel::WholeImage { reason } => return format!("Not available in distributed mode: {reason}."),
    };
    let memory = form.distribution.extra_memory;
    if memory > 0.0 {
        format!("{how} It needs {memory} times the memory of its images in addition.")
    } else {
        how.to_owned()
    }
}

/// Pixel types or words that an argument accepts, for a table.
fn accepted(form: &CommandForm, arg: &ArgSpec) -> String {
    match arg.kind {
        ArgKind::Choice(choice) if choice.type_name != "string" => choice.type_name.to_owned(),
        ArgKind::Choice(_) => "string".to_owned(),
        ArgKind::Image(_) => form.type_name(arg).replace('|', ", "),
        _ => form.type_name(arg),
    }
}

/// What the words of a choice mean, one line each.
fn words(arg: &ArgSpec) -> Vec<String> {
    let ArgKind::Choice(choice) = arg.kind else { return Vec::new() };
    let line = |variant: &crate::registry::ChoiceVariant| {
        let others = match variant.words {
            [_] => String::new(),
            [_, others @ ..] => {
                format!(" (or {})", others.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "))
            }
            [] => return String::new(),
        };
        format!("`{}`{others}: {}", variant.words[0], variant.docs.replace('\n', " "))
    };
    choice.variants.iter().map(line).collect()
}
