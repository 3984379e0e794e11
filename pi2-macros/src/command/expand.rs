//! The code that a command adds to the program: the function itself, one runner, one entry of the registry.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::{Expr, Ident, parse_quote};

use super::argument::{Argument, Direction, Kind, Parameter};
use super::attribute::Distribution;
use super::{Command, types};

pub fn expand(command: &Command) -> TokenStream {
    let mut function = command.function.clone();
    function.attrs.retain(|attribute| !attribute.path().is_ident("arg"));
    // Every command returns a `Result`, whether it can fail or not.
    function.attrs.push(parse_quote!(#[allow(clippy::unnecessary_wraps)]));
    for line in argument_docs(command) {
        function.attrs.push(parse_quote!(#[doc = #line]));
    }
    let runner = runner(command);
    let specs = arguments(command).map(argument_spec);
    let variants = variants(command);
    let distribution = distribution(command);
    let (name, docs, category) = (&command.name, &command.docs, &command.attribute.category);
    let see_also = command.attribute.see_also.iter().map(ToString::to_string);
    let (extra_memory, job) = (&command.attribute.extra_memory, &command.attribute.job);
    quote! {
        #function

        const _: () = {
            use ::pi2_core::registry::{
                ArgKind, ArgSpec, ArgValue, Call, Choice, CommandForm, DefaultValue, Direction, Distribution, ImageType, Job,
                Parallel, Slot, Variant, linkme,
            };

            #runner

            #[linkme::distributed_slice(::pi2_core::registry::FORMS)]
            #[linkme(crate = ::pi2_core::registry::linkme)]
            static FORM: CommandForm = CommandForm {
                name: #name,
                category: #category,
                docs: #docs,
                see_also: &[#(#see_also),*],
                args: &[#(#specs),*],
                variants: &[#(#variants),*],
                distribution: Distribution { parallel: #distribution, extra_memory: #extra_memory, job: Job::#job },
                module: module_path!(),
                line: line!(),
            };
        };
    }
}

fn arguments(command: &Command) -> impl Iterator<Item = &Argument> {
    command.parameters.iter().filter_map(|parameter| match parameter {
        Parameter::Argument(argument) => Some(&**argument),
        _ => None,
    })
}

/// The section `# Arguments` of the function's page in the Rust documentation.
fn argument_docs(command: &Command) -> Vec<String> {
    let mut lines = vec![String::new(), " # Arguments".to_owned()];
    for argument in arguments(command) {
        lines.push(format!(" * `{}`: {}", argument.ident, argument.docs.replace('\n', " ")));
    }
    lines
}

/// `fn run<T: …>(call) -> Result<()>`: takes the arguments out of the call and calls the function.
fn runner(command: &Command) -> TokenStream {
    let parameters = &command.function.sig.generics.params;
    let filter = &command.function.sig.generics.where_clause;
    let name = &command.name;
    let generics = &command.types.generics;
    let turbofish = if generics.is_empty() { quote!() } else { quote!(::<#(#generics),*>) };
    let function = &command.function.sig.ident;
    let slots: Vec<Ident> = (0..arguments(command).count()).map(|i| format_ident!("slot_{i}")).collect();
    let taken = arguments(command).zip(&slots).map(|(argument, slot)| argument.take(slot));
    let special = command.parameters.iter().filter_map(|parameter| match parameter {
        Parameter::Context => Some(quote!(call.ctx)),
        Parameter::Host => Some(quote!(::pi2_core::registry::host(call.host)?)),
        Parameter::Argument(_) => None,
    });
    quote! {
        fn run<#parameters>(call: &mut Call<'_, '_>) -> ::pi2_core::Result<()> #filter {
            let [#(#slots),*] = &mut *call.slots else { return Err(::pi2_core::registry::wrong_count(#name)) };
            #function #turbofish(#(#special,)* #(#taken),*)
        }
    }
}

fn variants(command: &Command) -> Vec<TokenStream> {
    let rows = &command.types.rows;
    let variant = |row: &Vec<types::TypeIndex>| {
        let pixel_types = row.iter().map(|index| types::variant(*index));
        let rust_types = row.iter().map(|index| types::rust_type(*index));
        quote!(Variant { types: &[#(#pixel_types),*], run: run::<#(#rust_types),*> })
    };
    rows.iter().map(variant).collect()
}

fn argument_spec(argument: &Argument) -> TokenStream {
    let (name, docs, kind) = (&argument.name, &argument.docs, argument.kind_spec());
    let direction = match argument.direction {
        Direction::In => quote!(In),
        Direction::Out => quote!(Out),
        Direction::InOut => quote!(InOut),
    };
    let default = match (&argument.default, &argument.shown_default) {
        (Some(_), Some(shown)) => quote!(Some(DefaultValue::PerType { shown: #shown })),
        (Some(default), None) => {
            let value = argument.default_value(default);
            quote!(Some(DefaultValue::Constant(|| #value)))
        }
        (None, _) => quote!(None),
    };
    let (identifier, keep) = (argument.identifier, argument.keep);
    let prefer = if let Some(word) = &argument.prefer {
        let word = word.to_string();
        quote!(Some(#word))
    } else {
        quote!(None)
    };
    quote! {
        ArgSpec {
            name: #name, direction: Direction::#direction, kind: #kind, default: #default, docs: #docs,
            identifier: #identifier, keep: #keep, prefer: #prefer,
        }
    }
}

fn distribution(command: &Command) -> TokenStream {
    match &command.attribute.distribution {
        Distribution::Pointwise => quote!(Parallel::Pointwise),
        Distribution::Reduce => quote!(Parallel::Reduce),
        Distribution::Stages => quote!(Parallel::Stages),
        Distribution::Controller => quote!(Parallel::Controller),
        Distribution::Trivial => quote!(Parallel::Trivial),
        Distribution::WholeImage(reason) => quote!(Parallel::WholeImage { reason: #reason }),
        Distribution::Margin(expression) => {
            let values = bound_values(command, expression);
            quote! {
                Parallel::Margin(|slots: &[Slot<'_>]| {
                    #values
                    Ok(#expression)
                })
            }
        }
        Distribution::Blocks(expression) => {
            let values = bound_values(command, expression);
            quote! {
                Parallel::Blocks(|output: ::pi2_core::Region, slots: &[Slot<'_>]| {
                    #values
                    Ok(#expression)
                })
            }
        }
    }
}

/// `let sigma = slots[2].real_vector("sigma")?;` for each argument that the expression mentions; an image of a generic
/// pixel type is a `&DynImage`.
fn bound_values(command: &Command, expression: &Expr) -> TokenStream {
    let mentioned = identifiers(&quote!(#expression));
    let bindings = arguments(command).enumerate().filter(|(_, argument)| mentioned.contains(&argument.ident)).map(
        |(position, argument)| {
            let (ident, slot) = (&argument.ident, format_ident!("slot"));
            let name = &argument.name;
            let taken = match argument.kind {
                Kind::Generic(_) => quote!(#slot.any_image(#name)?),
                _ => argument.take(&slot),
            };
            quote!(let #ident = { let slot = &slots[#position]; #taken };)
        },
    );
    quote!(#(#bindings)*)
}

fn identifiers(tokens: &TokenStream) -> Vec<Ident> {
    let mut found = Vec::new();
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(ident) => found.push(ident),
            TokenTree::Group(group) => found.extend(identifiers(&group.stream())),
            _ => {}
        }
    }
    found
}
