//! The registry of commands: what exists, and how a call with names and texts becomes a call of a function.
//!
//! `#[pi2_command]` adds a [`CommandForm`] to [`FORMS`] at link time, from this crate and from any crate that depends on
//! it. [`resolve`] chooses the form and the pixel types for a call. Nothing here knows a command by name.

mod argument;
mod choice;
pub mod literal;
mod matching;
mod resolve;
mod slot;
mod spec;
mod value;

use std::collections::BTreeMap;
use std::sync::OnceLock;

#[doc(hidden)]
pub use linkme;

pub use argument::{Argument, is_valid_name};
pub use choice::{Choice, ChoiceSpec, ChoiceVariant};
pub use resolve::{Bound, Environment, Outputs, Resolved, resolve};
pub use slot::{Call, Slot, host, wrong_count};
pub use spec::{
    ArgKind, ArgSpec, CommandForm, DefaultValue, Direction, Distribution, ImageType, Job, Parallel, Variant,
};
pub use value::{ArgValue, Value, format_real};

/// Every form of every command in the program, in no particular order; use [`commands`].
#[linkme::distributed_slice]
pub static FORMS: [CommandForm];

/// The forms of each command, by name. Forms of one command are in the order of their source.
pub fn commands() -> &'static BTreeMap<&'static str, Vec<&'static CommandForm>> {
    static COMMANDS: OnceLock<BTreeMap<&'static str, Vec<&'static CommandForm>>> = OnceLock::new();
    COMMANDS.get_or_init(|| {
        let mut commands: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for form in FORMS {
            commands.entry(form.name).or_default().push(form);
        }
        for forms in commands.values_mut() {
            forms.sort_by_key(|form| (form.module, form.line));
        }
        commands
    })
}
