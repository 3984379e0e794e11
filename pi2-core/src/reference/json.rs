//! The registry as JSON, for `pi2 commands --json`.

use serde_json::{Map, Value, json};

use super::Page;
use crate::registry::{CommandForm, Parallel, commands};

/// `{"add": [{"args": [{"name", "dir", "type", "default"?}], "distributed", "category", "summary", "see_also"}]}`.
pub fn registry() -> Value {
    let entry = |(name, forms): (&&str, &Vec<&'static CommandForm>)| {
        ((*name).to_owned(), forms.iter().map(|form| command_form(form)).collect())
    };
    Value::Object(commands().iter().map(entry).collect())
}

fn command_form(form: &CommandForm) -> Value {
    let arg = |arg| {
        let arg: &crate::registry::ArgSpec = arg;
        let mut object = Map::new();
        object.insert("name".to_owned(), arg.name.into());
        object.insert("dir".to_owned(), arg.direction.word().into());
        object.insert("type".to_owned(), form.type_name(arg).into());
        if let Some(default) = &arg.default {
            object.insert("default".to_owned(), default.shown(&arg.kind).into());
        }
        Value::Object(object)
    };
    let distributed = match form.distribution.parallel {
        Parallel::Trivial => json!("trivial"),
        _ => json!(form.is_distributed()),
    };
    json!({
        "args": form.args.iter().map(arg).collect::<Vec<_>>(),
        "distributed": distributed,
        "category": form.category,
        "summary": Page::parse(form.docs).summary,
        "see_also": form.see_also,
    })
}
