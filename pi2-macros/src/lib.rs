//! `#[pi2_command]` turns a plain Rust function into a command of the registry; `#[derive(Choice)]` turns an enum into an
//! argument that is given as a word.

use proc_macro::TokenStream;

mod choice;
mod command;
mod docs;

/// Registers a function as a command.
///
/// Keys: `category = "…"` (required), `name = "…"` (if the function is named differently), `see_also = [a, b]`, one of
/// `pointwise`, `margin = expression`, `blocks = call`, `reduce`, `stages`, `controller`, `trivial`,
/// `whole_image = "reason"` (required), `extra_memory = number`, `job = Fast|Normal|Slow`, and
/// `types(T = [u8, u16])` or `types(T, U = pairs|real_pairs|wide_pairs)`.
///
/// Arguments carry a doc comment each and `#[arg(out)]`, `#[arg(out, keep)]`, `#[arg(default = expression)]`,
/// `#[arg(shown_default = "…")]`, `#[arg(name = "…")]`, `#[arg(identifier)]`, `#[arg(prefer = float32)]`,
/// `#[arg(types = real)]`.
#[proc_macro_attribute]
pub fn pi2_command(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let function = syn::parse_macro_input!(item as syn::ItemFn);
    command::expand(attribute.into(), function).into()
}

/// Makes an enum an argument type. Each variant lists its spellings, the one that is shown first:
/// `#[choice("Nearest", "1")]`; the enum has the name of the type: `#[choice(name = "boundary condition")]`.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(item: TokenStream) -> TokenStream {
    let item = syn::parse_macro_input!(item as syn::DeriveInput);
    choice::expand(&item).unwrap_or_else(syn::Error::into_compile_error).into()
}
