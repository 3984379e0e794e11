//! The parameters of a command function.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::token::Bracket;
use syn::{
    Attribute, Error, Expr, FnArg, GenericArgument, Ident, ItemFn, LitStr, Pat, PatType, PathArguments, PathSegment,
    Result, Token, Type, TypeReference, bracketed,
};

use super::split_docs;
use super::types::{self, Combinations, TypeIndex};
use crate::docs::doc_text;

pub enum Parameter {
    /// `ctx: &Context`.
    Context,
    /// `session: &Session`: a command that works on names.
    Host,
    Argument(Box<Argument>),
}

pub struct Argument {
    pub ident: Ident,
    pub name: String,
    pub docs: String,
    pub direction: Direction,
    pub kind: Kind,
    pub default: Option<Expr>,
    pub shown_default: Option<LitStr>,
    pub identifier: bool,
    pub keep: bool,
    pub prefer: Option<Ident>,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Direction {
    In,
    Out,
    InOut,
}

pub enum Kind {
    /// An image whose pixel type is a generic parameter.
    Generic(usize),
    Fixed(TypeIndex),
    /// `DynImage`.
    Any(AnyTypes),
    /// A value that is read: method of `Slot`, variant of `ArgKind`, variant of `ArgValue`.
    Value(&'static ValueKind),
    Choice(Box<Type>),
}

/// The pixel types of a `DynImage`.
#[derive(Clone, Default)]
pub enum AnyTypes {
    #[default]
    All,
    /// `types = real`.
    Real,
    /// `types = [u8, u16]`.
    Listed(Vec<TypeIndex>),
}

pub struct ValueKind {
    rust: &'static str,
    pub getter: &'static str,
    pub kind: &'static str,
    pub out_getter: Option<&'static str>,
}

const VALUE_KINDS: [ValueKind; 9] = [
    ValueKind { rust: "str", getter: "text", kind: "Text", out_getter: None },
    ValueKind { rust: "String", getter: "text", kind: "Text", out_getter: Some("text_mut") },
    ValueKind { rust: "f64", getter: "real", kind: "Real", out_getter: Some("real_mut") },
    ValueKind { rust: "i64", getter: "integer", kind: "Integer", out_getter: Some("integer_mut") },
    ValueKind { rust: "u64", getter: "unsigned", kind: "Unsigned", out_getter: None },
    ValueKind { rust: "bool", getter: "boolean", kind: "Boolean", out_getter: Some("boolean_mut") },
    ValueKind { rust: "Vec3d", getter: "real_vector", kind: "RealVector", out_getter: None },
    ValueKind { rust: "Vec3i", getter: "integer_vector", kind: "IntegerVector", out_getter: None },
    ValueKind { rust: "Json", getter: "json", kind: "Json", out_getter: None },
];

const SUPPORTED: &str = "supported argument types: `&Image<T>`, `&mut Image<T>`, `&DynImage`, `&mut DynImage`, `f64`, \
                         `i64`, `u64`, `bool`, `&str`, `Vec3d`, `Vec3i`, `&Json`, an enum with `#[derive(Choice)]`, and for \
                         outputs `&mut f64`, `&mut i64`, `&mut bool`, `&mut String`";

/// Reads the parameters and removes the attributes that only this macro understands.
pub fn parameters(function: &mut ItemFn, types: &Combinations) -> Result<Vec<Parameter>> {
    let mut found = Vec::new();
    let mut errors: Option<Error> = None;
    for (position, input) in function.sig.inputs.iter_mut().enumerate() {
        let FnArg::Typed(typed) = input else {
            return Err(Error::new_spanned(input, "a command is a plain function without `self`"));
        };
        let attributes = std::mem::take(&mut typed.attrs);
        match parameter(position, typed, attributes, types) {
            Ok(parameter) => found.push(parameter),
            Err(error) => match &mut errors {
                Some(all) => all.combine(error),
                None => errors = Some(error),
            },
        }
    }
    errors.map_or(Ok(found), Err)
}

/// The function with plain parameters.
pub fn without_attributes(mut function: ItemFn) -> ItemFn {
    for input in &mut function.sig.inputs {
        if let FnArg::Typed(typed) = input {
            typed.attrs.clear();
        }
    }
    function
}

fn parameter(position: usize, typed: &PatType, attributes: Vec<Attribute>, types: &Combinations) -> Result<Parameter> {
    let (docs, others) = split_docs(attributes);
    let special = referenced_segment(&typed.ty).and_then(|segment| match segment.ident.to_string().as_str() {
        "Context" => Some(Parameter::Context),
        "Session" => Some(Parameter::Host),
        _ => None,
    });
    if let Some(special) = special {
        if let Some(doc) = docs.first() {
            return Err(Error::new_spanned(doc, "surplus docs: this parameter is no argument of the command"));
        }
        if position > 1 {
            return Err(Error::new_spanned(typed, "context and session come before the arguments"));
        }
        return Ok(special);
    }
    let Pat::Ident(pattern) = &*typed.pat else {
        return Err(Error::new_spanned(&typed.pat, "an argument of a command has a plain name"));
    };
    let ident = pattern.ident.clone();
    let keys = Keys::parse(&others)?;
    let docs = doc_text(&docs);
    if docs.trim().is_empty() {
        let message = format!("argument `{ident}` has no docs: write a doc comment on it (what it is, its unit)");
        return Err(Error::new_spanned(typed, message));
    }
    let (kind, mutable) = kind(&typed.ty, types, &keys)?;
    let direction = match (mutable, keys.out) {
        (false, false) => Direction::In,
        (true, true) => Direction::Out,
        (true, false) if matches!(kind, Kind::Value(_)) => {
            return Err(Error::new_spanned(&typed.ty, "a value that the command sets is an output: add `#[arg(out)]`"));
        }
        (true, false) => Direction::InOut,
        (false, true) => {
            return Err(Error::new_spanned(&typed.ty, "an output is a `&mut` reference"));
        }
    };
    let default_name = ident.to_string().trim_start_matches("r#").trim_start_matches('_').replace('_', " ");
    Ok(Parameter::Argument(Box::new(Argument {
        name: keys.name.unwrap_or(default_name),
        ident,
        docs,
        direction,
        kind,
        default: keys.default,
        shown_default: keys.shown_default,
        identifier: keys.identifier,
        keep: keys.keep,
        prefer: keys.prefer,
    })))
}

#[derive(Default)]
struct Keys {
    out: bool,
    keep: bool,
    identifier: bool,
    types: AnyTypes,
    name: Option<String>,
    default: Option<Expr>,
    shown_default: Option<LitStr>,
    prefer: Option<Ident>,
}

impl Keys {
    fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut keys = Self::default();
        for attribute in attributes {
            if !attribute.path().is_ident("arg") {
                return Err(Error::new_spanned(attribute, "only doc comments and `#[arg(…)]` belong on an argument"));
            }
            attribute.parse_nested_meta(|meta| {
                let key = meta.path.require_ident()?.to_string();
                match key.as_str() {
                    "out" => keys.out = true,
                    "keep" => keys.keep = true,
                    "identifier" => keys.identifier = true,
                    "name" => keys.name = Some(meta.value()?.parse::<LitStr>()?.value()),
                    "default" => keys.default = Some(meta.value()?.parse()?),
                    "shown_default" => keys.shown_default = Some(meta.value()?.parse()?),
                    "prefer" => keys.prefer = Some(meta.value()?.parse()?),
                    "types" => keys.types = parse_types(meta.value()?)?,
                    _ => {
                        let known =
                            "`out`, `keep`, `default`, `shown_default`, `name`, `identifier`, `prefer`, `types`";
                        return Err(meta.error(format!("unknown key `{key}`; known are {known}")));
                    }
                }
                Ok(())
            })?;
        }
        Ok(keys)
    }
}

fn parse_types(input: ParseStream) -> Result<AnyTypes> {
    if input.peek(Bracket) {
        let content;
        bracketed!(content in input);
        let words = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?;
        return Ok(AnyTypes::Listed(words.iter().map(types::parse_type).collect::<Result<_>>()?));
    }
    let word: Ident = input.parse()?;
    match word.to_string().as_str() {
        "any" => Ok(AnyTypes::All),
        "real" => Ok(AnyTypes::Real),
        _ => Err(Error::new(word.span(), "the types of a `DynImage` are `any`, `real` or a list such as `[u8, u16]`")),
    }
}

fn referenced_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Reference(reference) => last_segment(&reference.elem),
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The kind of argument that a Rust type stands for, and if it is mutable.
fn kind(ty: &Type, types: &Combinations, keys: &Keys) -> Result<(Kind, bool)> {
    let unsupported = || Error::new_spanned(ty, SUPPORTED);
    let (target, mutable) = match ty {
        Type::Reference(TypeReference { elem, mutability, .. }) => (&**elem, mutability.is_some()),
        other => (other, false),
    };
    let segment = last_segment(target).ok_or_else(unsupported)?;
    let word = segment.ident.to_string();
    match word.as_str() {
        "Image" => Ok((image_kind(segment, types)?, mutable)),
        "DynImage" => Ok((Kind::Any(keys.types.clone()), mutable)),
        "Vec3" => match type_argument(segment).and_then(last_segment).map(|inner| inner.ident.to_string()).as_deref() {
            Some("f64") => Ok((Kind::Value(&VALUE_KINDS[6]), false)),
            Some("i64") => Ok((Kind::Value(&VALUE_KINDS[7]), false)),
            _ => Err(unsupported()),
        },
        _ => {
            if let Some(kind) = VALUE_KINDS.iter().find(|kind| kind.rust == word) {
                let fits = kind.out_getter.is_some() || !mutable;
                return if fits { Ok((Kind::Value(kind), mutable)) } else { Err(unsupported()) };
            }
            let is_other_primitive = word.chars().next().is_some_and(char::is_lowercase);
            if is_other_primitive || matches!(ty, Type::Reference(_)) || !segment.arguments.is_empty() {
                return Err(unsupported());
            }
            Ok((Kind::Choice(Box::new(target.clone())), false))
        }
    }
}

fn image_kind(segment: &PathSegment, types: &Combinations) -> Result<Kind> {
    let inner = type_argument(segment).and_then(last_segment);
    let inner = inner.ok_or_else(|| Error::new_spanned(segment, "an image names its pixel type: `Image<T>`"))?;
    if let Some(position) = types.generics.iter().position(|generic| *generic == inner.ident) {
        return Ok(Kind::Generic(position));
    }
    let word = inner.ident.to_string();
    let message = format!("`{word}` is no pixel type and no generic parameter of this function");
    types::index_of(&word).map(Kind::Fixed).ok_or_else(|| Error::new_spanned(inner, message))
}

fn type_argument(segment: &PathSegment) -> Option<&Type> {
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        }),
        _ => None,
    }
}

impl Argument {
    /// The expression of `ArgKind` for the registry.
    pub fn kind_spec(&self) -> TokenStream {
        match &self.kind {
            Kind::Generic(position) => {
                quote!(ArgKind::Image(ImageType::Generic(#position)))
            }
            Kind::Fixed(index) => {
                let variant = types::variant(*index);
                quote!(ArgKind::Image(ImageType::Fixed(#variant)))
            }
            Kind::Any(AnyTypes::All) => quote!(ArgKind::Image(ImageType::Any(&::pi2_core::PixelType::ALL))),
            Kind::Any(AnyTypes::Real) => quote!(ArgKind::Image(ImageType::Any(&::pi2_core::PixelType::REAL))),
            Kind::Any(AnyTypes::Listed(types)) => {
                let types = types.iter().map(|index| types::variant(*index));
                quote!(ArgKind::Image(ImageType::Any(&[#(#types),*])))
            }
            Kind::Value(kind) => {
                let kind = format_ident!("{}", kind.kind);
                quote!(ArgKind::#kind)
            }
            Kind::Choice(ty) => quote!(ArgKind::Choice(&<#ty as Choice>::SPEC)),
        }
    }

    /// The expression that takes the argument out of its slot.
    pub fn take(&self, slot: &Ident) -> TokenStream {
        let name = &self.name;
        match (&self.kind, self.direction) {
            (Kind::Generic(_) | Kind::Fixed(_), Direction::In) => quote!(#slot.image(#name)?),
            (Kind::Generic(_) | Kind::Fixed(_), _) => quote!(#slot.image_mut(#name)?),
            (Kind::Any(_), Direction::In) => quote!(#slot.any_image(#name)?),
            (Kind::Any(_), _) => quote!(#slot.any_image_mut(#name)?),
            (Kind::Value(kind), Direction::In) => {
                let getter = format_ident!("{}", kind.getter);
                if let (Some(_), Some(default)) = (&self.shown_default, &self.default) {
                    quote!(if #slot.is_missing() { #default } else { #slot.#getter(#name)? })
                } else {
                    quote!(#slot.#getter(#name)?)
                }
            }
            (Kind::Value(kind), _) => {
                let getter = format_ident!("{}", kind.out_getter.unwrap_or(kind.getter));
                quote!(#slot.#getter(#name)?)
            }
            (Kind::Choice(ty), _) => quote!(#slot.choice::<#ty>(#name)?),
        }
    }

    /// The expression of `ArgValue` for a default of this kind.
    pub fn default_value(&self, default: &Expr) -> TokenStream {
        if let Kind::Value(kind) = &self.kind {
            let variant = format_ident!("{}", kind.kind);
            match kind.kind {
                "Integer" | "Unsigned" | "Boolean" => quote!(ArgValue::#variant(#default)),
                "Json" => quote!(ArgValue::Json((#default).clone())),
                _ => quote!(ArgValue::#variant((#default).into())),
            }
        } else {
            quote!(ArgValue::Choice(Choice::index(#default)))
        }
    }
}
