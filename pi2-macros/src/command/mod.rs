//! `#[pi2_command]`.

mod argument;
mod attribute;
mod expand;
mod types;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, ItemFn, Result, parse2};

use self::argument::Parameter;
use self::attribute::CommandAttribute;
use crate::docs::{doc_text, is_doc};

/// What the macro knows about a command.
struct Command {
    attribute: CommandAttribute,
    function: ItemFn,
    name: String,
    docs: String,
    parameters: Vec<Parameter>,
    /// Names of the generic pixel types and their combinations.
    types: types::Combinations,
}

/// The code of a command. After a mistake the function itself is still there, so that only the mistake is reported.
pub fn expand(attribute: TokenStream, function: ItemFn) -> TokenStream {
    try_expand(attribute, function.clone()).unwrap_or_else(|error| {
        let (message, function) = (error.into_compile_error(), argument::without_attributes(function));
        quote!(#message #[allow(dead_code)] #function)
    })
}

fn try_expand(attribute: TokenStream, mut function: ItemFn) -> Result<TokenStream> {
    let attribute: CommandAttribute = parse2(attribute)?;
    let docs = doc_text(&function.attrs);
    check_docs(&function, &docs)?;
    let generics = types::generics(&function.sig.generics)?;
    let types = types::combinations(&generics, &attribute.types)?;
    let parameters = argument::parameters(&mut function, &types)?;
    let name = attribute.name.clone().unwrap_or_else(|| function.sig.ident.to_string());
    Ok(expand::expand(&Command { attribute, function, name, docs, parameters, types }))
}

fn check_docs(function: &ItemFn, docs: &str) -> Result<()> {
    let fail = |message: &str| Err(Error::new_spanned(&function.sig.ident, message));
    let summary = docs.lines().next().unwrap_or_default().trim();
    if summary.is_empty() {
        return fail("a command needs a doc comment: a one-line summary, then the text of its reference page");
    }
    if !summary.ends_with('.') {
        return fail("the first line of the doc comment is the summary: one sentence that ends with a period");
    }
    if docs.lines().any(|line| line.trim() == "# Arguments") {
        return fail("surplus argument docs: remove `# Arguments` and write a doc comment on each argument");
    }
    if !docs.contains("# Example\n```pi2\n") {
        return fail("a command needs a tested example: a section `# Example` with a ```pi2 block");
    }
    Ok(())
}

/// Doc comments and other attributes of a parameter.
fn split_docs(attributes: Vec<syn::Attribute>) -> (Vec<syn::Attribute>, Vec<syn::Attribute>) {
    attributes.into_iter().partition(is_doc)
}
