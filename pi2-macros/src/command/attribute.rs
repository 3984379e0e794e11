//! The keys of `#[pi2_command(…)]`.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Error, Expr, Ident, LitStr, Result, Token, bracketed, parenthesized};

/// How the pixel types of generics are narrowed.
pub enum TypeRule {
    /// `T = [u8, u16]`.
    List { generic: Ident, types: Vec<Ident> },
    /// `T, U = pairs`.
    Pairs { generics: [Ident; 2], set: Ident },
}

pub enum Distribution {
    Pointwise,
    Margin(Expr),
    Blocks(Expr),
    Reduce,
    Stages,
    Controller,
    Trivial,
    WholeImage(LitStr),
}

pub struct CommandAttribute {
    pub name: Option<String>,
    pub category: LitStr,
    pub see_also: Vec<Ident>,
    pub distribution: Distribution,
    pub extra_memory: TokenStream,
    pub job: Ident,
    pub types: Vec<TypeRule>,
}

const KEYS: &str = "`name`, `category`, `see_also`, `pointwise`, `margin`, `blocks`, `reduce`, `stages`, `controller`, \
                    `trivial`, `whole_image`, `extra_memory`, `job`, `types(…)`";

impl Parse for CommandAttribute {
    fn parse(input: ParseStream) -> Result<Self> {
        let mut parts = Parts::default();
        while !input.is_empty() {
            parts.parse_key(input)?;
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let missing = |what: &str| Error::new(Span::call_site(), what);
        let category = parts.category.ok_or_else(|| missing("missing key: `category = \"…\"`"))?;
        let distribution = parts.distribution.ok_or_else(|| {
            missing(
                "say how the command works on blocks: `pointwise`, `margin = …`, `blocks = …`, `reduce`, `stages`, \
                 `controller`, `trivial`, or `whole_image = \"reason\"`",
            )
        })?;
        Ok(Self {
            name: parts.name,
            category,
            see_also: parts.see_also,
            distribution,
            extra_memory: parts.extra_memory.unwrap_or_else(|| quote!(0.0)),
            job: parts.job.unwrap_or_else(|| Ident::new("Normal", Span::call_site())),
            types: parts.types,
        })
    }
}

#[derive(Default)]
struct Parts {
    name: Option<String>,
    category: Option<LitStr>,
    see_also: Vec<Ident>,
    distribution: Option<Distribution>,
    extra_memory: Option<TokenStream>,
    job: Option<Ident>,
    types: Vec<TypeRule>,
}

impl Parts {
    fn parse_key(&mut self, input: ParseStream) -> Result<()> {
        let key: Ident = input.parse()?;
        let word = key.to_string();
        match word.as_str() {
            "pointwise" => return self.distribute(&key, Distribution::Pointwise),
            "reduce" => return self.distribute(&key, Distribution::Reduce),
            "stages" => return self.distribute(&key, Distribution::Stages),
            "controller" => return self.distribute(&key, Distribution::Controller),
            "trivial" => return self.distribute(&key, Distribution::Trivial),
            "types" => {
                let content;
                parenthesized!(content in input);
                self.types.push(content.call(parse_type_rule)?);
                return Ok(());
            }
            _ => {}
        }
        if !input.peek(Token![=]) {
            return Err(Error::new(key.span(), format!("unknown key `{word}`; known are {KEYS}")));
        }
        input.parse::<Token![=]>()?;
        match word.as_str() {
            "name" => self.name = Some(input.parse::<LitStr>()?.value()),
            "category" => self.category = Some(input.parse()?),
            "see_also" => {
                let content;
                bracketed!(content in input);
                self.see_also = Punctuated::<Ident, Token![,]>::parse_terminated_with(&content, Ident::parse_any)?
                    .into_iter()
                    .collect();
            }
            "margin" => return self.distribute(&key, Distribution::Margin(input.parse()?)),
            "blocks" => return self.distribute(&key, Distribution::Blocks(input.parse()?)),
            "whole_image" => return self.distribute(&key, Distribution::WholeImage(input.parse()?)),
            "extra_memory" => {
                let expression: Expr = input.parse()?;
                self.extra_memory = Some(quote!(#expression));
            }
            "job" => self.job = Some(parse_job(input)?),
            _ => return Err(Error::new(key.span(), format!("unknown key `{word}`; known are {KEYS}"))),
        }
        Ok(())
    }

    fn distribute(&mut self, key: &Ident, distribution: Distribution) -> Result<()> {
        if self.distribution.is_some() {
            return Err(Error::new(key.span(), "a command has one way to work on blocks; remove one of them"));
        }
        self.distribution = Some(distribution);
        Ok(())
    }
}

fn parse_job(input: ParseStream) -> Result<Ident> {
    let job: Ident = input.parse()?;
    if ["Fast", "Normal", "Slow"].contains(&job.to_string().as_str()) {
        Ok(job)
    } else {
        Err(Error::new(job.span(), "a job is `Fast`, `Normal` or `Slow`"))
    }
}

fn parse_type_rule(input: ParseStream) -> Result<TypeRule> {
    let first: Ident = input.parse()?;
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
        let second = input.parse()?;
        input.parse::<Token![=]>()?;
        return Ok(TypeRule::Pairs { generics: [first, second], set: input.parse()? });
    }
    input.parse::<Token![=]>()?;
    let content;
    bracketed!(content in input);
    let types = Punctuated::<Ident, Token![,]>::parse_terminated(&content)?.into_iter().collect();
    Ok(TypeRule::List { generic: first, types })
}
