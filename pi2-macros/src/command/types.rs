//! Which pixel types the generic parameters of a command stand for.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, GenericParam, Generics, Ident, Result, TypeParamBound};

use super::attribute::TypeRule;

/// Rust type and variant of `PixelType`, in the order of the manual.
const PIXEL_TYPES: [(&str, &str); 10] = [
    ("u8", "UInt8"),
    ("u16", "UInt16"),
    ("u32", "UInt32"),
    ("u64", "UInt64"),
    ("i8", "Int8"),
    ("i16", "Int16"),
    ("i32", "Int32"),
    ("i64", "Int64"),
    ("f32", "Float32"),
    ("Complex32", "Complex32"),
];

/// Position of a pixel type in [`PIXEL_TYPES`].
pub type TypeIndex = usize;

const UNSIGNED_AND_FLOAT: [TypeIndex; 5] = [0, 1, 2, 3, 8];
const SIGNED: [TypeIndex; 4] = [4, 5, 6, 7];
const COMPLEX: TypeIndex = 9;

pub struct Generic {
    name: Ident,
    types: Option<Vec<TypeIndex>>,
}

/// Every combination of pixel types for the generics, in the order of their declaration.
pub struct Combinations {
    pub generics: Vec<Ident>,
    pub rows: Vec<Vec<TypeIndex>>,
}

/// The position of a concrete pixel type, if the word is one.
pub fn index_of(word: &str) -> Option<TypeIndex> {
    PIXEL_TYPES.iter().position(|(rust, _)| *rust == word)
}

pub fn variant(index: TypeIndex) -> TokenStream {
    let ident = Ident::new(PIXEL_TYPES[index].1, Span::call_site());
    quote!(::pi2_core::PixelType::#ident)
}

pub fn rust_type(index: TypeIndex) -> TokenStream {
    if index == COMPLEX {
        return quote!(::pi2_core::image::Complex32);
    }
    let ident = Ident::new(PIXEL_TYPES[index].0, Span::call_site());
    quote!(#ident)
}

/// The generic pixel types of a function with the types that their bounds allow.
pub fn generics(generics: &Generics) -> Result<Vec<Generic>> {
    let mut found = Vec::new();
    for parameter in &generics.params {
        match parameter {
            GenericParam::Type(parameter) => {
                let types = parameter.bounds.iter().find_map(types_of_bound);
                found.push(Generic { name: parameter.ident.clone(), types });
            }
            GenericParam::Lifetime(_) => {}
            GenericParam::Const(parameter) => {
                return Err(Error::new_spanned(parameter, "a command can be generic over pixel types only"));
            }
        }
    }
    Ok(found)
}

fn types_of_bound(bound: &TypeParamBound) -> Option<Vec<TypeIndex>> {
    let TypeParamBound::Trait(bound) = bound else { return None };
    match bound.path.segments.last()?.ident.to_string().as_str() {
        "Pixel" => Some((0..10).collect()),
        "RealPixel" => Some((0..9).collect()),
        _ => None,
    }
}

pub fn combinations(generics: &[Generic], rules: &[TypeRule]) -> Result<Combinations> {
    let names: Vec<Ident> = generics.iter().map(|generic| generic.name.clone()).collect();
    let position = |name: &Ident| {
        let message = format!("`types` speaks of `{name}`, which is no generic parameter of the function");
        names.iter().position(|known| known == name).ok_or_else(|| Error::new(name.span(), message))
    };
    let mut lists: Vec<Option<Vec<TypeIndex>>> = generics.iter().map(|generic| generic.types.clone()).collect();
    let mut pairs = None;
    for rule in rules {
        match rule {
            TypeRule::List { generic, types } => {
                lists[position(generic)?] = Some(types.iter().map(parse_type).collect::<Result<_>>()?);
            }
            TypeRule::Pairs { generics: [first, second], set } => {
                pairs = Some((position(first)?, position(second)?, pair_set(set)?));
            }
        }
    }
    let mut rows = vec![Vec::new()];
    for (index, list) in lists.iter().enumerate() {
        let list = list.as_ref().ok_or_else(|| {
            let message = "cannot tell the pixel types of this parameter: bound it by `Pixel` or `RealPixel`, or list \
                           them with `types(T = [u8, u16])`";
            Error::new(names[index].span(), message)
        })?;
        rows = rows
            .iter()
            .flat_map(|row| list.iter().map(move |pixel_type| [row.as_slice(), &[*pixel_type]].concat()))
            .collect();
    }
    if let Some((first, second, set)) = pairs {
        rows.retain(|row| set.contains(&(row[first], row[second])));
    }
    Ok(Combinations { generics: names, rows })
}

/// The pixel type that a word names.
pub fn parse_type(word: &Ident) -> Result<TypeIndex> {
    index_of(&word.to_string()).ok_or_else(|| {
        let known = PIXEL_TYPES.map(|(rust, _)| rust).join(", ");
        Error::new(word.span(), format!("`{word}` is no pixel type; there are {known}"))
    })
}

fn pair_set(set: &Ident) -> Result<Vec<(TypeIndex, TypeIndex)>> {
    let mut pairs: Vec<_> =
        UNSIGNED_AND_FLOAT.iter().flat_map(|&a| UNSIGNED_AND_FLOAT.iter().map(move |&b| (a, b))).collect();
    pairs.extend(SIGNED.map(|signed| (signed, signed)));
    match set.to_string().as_str() {
        "real_pairs" => {}
        "pairs" => pairs.push((COMPLEX, COMPLEX)),
        "wide_pairs" => pairs = wide_pairs(),
        _ => return Err(Error::new(set.span(), "a set of pairs is `pairs`, `real_pairs` or `wide_pairs`")),
    }
    Ok(pairs)
}

/// An integer to the same or a wider integer of its kind or to float32; float32 to itself.
fn wide_pairs() -> Vec<(TypeIndex, TypeIndex)> {
    let float = 8;
    let mut pairs = vec![(float, float)];
    for group in [[0, 1, 2, 3], SIGNED] {
        for (i, &from) in group.iter().enumerate() {
            pairs.extend(group[i..].iter().map(|&to| (from, to)));
            pairs.push((from, float));
        }
    }
    pairs
}
