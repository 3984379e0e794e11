//! The attribute that turns a Rust function into a pi2 command.
use proc_macro::TokenStream;
use quote::ToTokens;

/// Placeholder: strips the argument attributes.
#[proc_macro_attribute]
pub fn pi2_command(_: TokenStream, item: TokenStream) -> TokenStream {
    let mut function = syn::parse_macro_input!(item as syn::ItemFn);
    for input in &mut function.sig.inputs {
        if let syn::FnArg::Typed(typed) = input {
            typed.attrs.clear();
        }
    }
    function.into_token_stream().into()
}

/// Placeholder.
#[proc_macro_derive(Choice, attributes(choice))]
pub fn choice(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
