//! `#[derive(Choice)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Error, Fields, LitStr, Result, Token, Variant};

use crate::docs::doc_text;

pub fn expand(item: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &item.data else {
        return Err(Error::new_spanned(item, "`Choice` can only be derived for an enum"));
    };
    let name = type_name(item)?;
    let variants = data.variants.iter().map(variant_spec).collect::<Result<Vec<_>>>()?;
    let ident = &item.ident;
    let idents: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let indices = 0..idents.len();
    Ok(quote! {
        impl ::pi2_core::registry::Choice for #ident {
            const SPEC: ::pi2_core::registry::ChoiceSpec =
                ::pi2_core::registry::ChoiceSpec { type_name: #name, variants: &[#(#variants),*] };

            fn from_index(index: usize) -> Self {
                [#(Self::#idents),*][index]
            }

            fn index(self) -> usize {
                match self { #(Self::#idents => #indices),* }
            }
        }
    })
}

fn type_name(item: &DeriveInput) -> Result<LitStr> {
    let missing = || Error::new_spanned(&item.ident, "say how the type is called: `#[choice(name = \"…\")]`");
    let attribute = choice_attribute(&item.attrs).ok_or_else(missing)?;
    let mut name = None;
    attribute.parse_nested_meta(|meta| {
        if !meta.path.is_ident("name") {
            return Err(meta.error("expected `name = \"…\"`"));
        }
        name = Some(meta.value()?.parse()?);
        Ok(())
    })?;
    name.ok_or_else(missing)
}

fn variant_spec(variant: &Variant) -> Result<TokenStream> {
    if !matches!(variant.fields, Fields::Unit) {
        return Err(Error::new_spanned(variant, "a variant of a `Choice` has no fields"));
    }
    let missing = || Error::new_spanned(variant, "list the accepted words: `#[choice(\"shown first\", \"other\")]`");
    let attribute = choice_attribute(&variant.attrs).ok_or_else(missing)?;
    let words = attribute.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated)?;
    if words.is_empty() {
        return Err(missing());
    }
    let docs = doc_text(&variant.attrs);
    let words = words.iter();
    Ok(quote! { ::pi2_core::registry::ChoiceVariant { words: &[#(#words),*], docs: #docs } })
}

fn choice_attribute(attributes: &[Attribute]) -> Option<&Attribute> {
    attributes.iter().find(|attribute| attribute.path().is_ident("choice"))
}
