//! Which form of a command and which pixel types does a call mean?

use super::matching::{Match, cost, match_argument, new_output};
use super::{
    ArgKind, ArgSpec, ArgValue, Argument, CommandForm, DefaultValue, Direction, ImageType, Value, Variant, commands,
};
use crate::image::PixelType;
use crate::{Error, Result, nearest_name};

/// What exists where a call is made.
pub trait Environment {
    /// The pixel type of an image, if there is one of that name.
    fn image_type(&self, name: &str) -> Option<PixelType>;
    /// The pixels of an image of exactly three real pixels.
    fn vector_image(&self, name: &str) -> Option<[f64; 3]>;
    /// The value of a variable, if there is one of that name.
    fn variable(&self, name: &str) -> Option<Value>;
    /// The names of all images, for messages.
    fn image_names(&self) -> Vec<String>;
}

/// A call whose form and pixel types are known.
#[derive(Debug)]
pub struct Resolved {
    /// The form.
    pub form: &'static CommandForm,
    /// The pixel types.
    pub variant: &'static Variant,
    /// One entry per argument of the form.
    pub arguments: Vec<Bound>,
}

/// An argument that fits its parameter.
#[derive(Debug)]
pub enum Bound {
    /// An existing image that is read or changed.
    Image(String),
    /// An image that is made with this pixel type.
    OutputImage(String, PixelType),
    /// A value.
    Value(ArgValue),
    /// A variable that is set, and its value until then.
    OutputVariable(String, Value),
    /// Left out, with a default that depends on the pixel types.
    Missing,
}

/// What a call says about outputs.
#[derive(Clone, Copy)]
pub enum Outputs<'a> {
    /// All are named, as in scripts.
    Named,
    /// Those that are left out get names from this function; they may be left out among arguments in order, too.
    Optional(&'a dyn Fn() -> String),
    /// As `Optional`, but only keywords name outputs.
    ByKeyword(&'a dyn Fn() -> String),
}

impl<'a> Outputs<'a> {
    /// The function that names outputs that are left out.
    fn namer(self) -> Option<&'a dyn Fn() -> String> {
        match self {
            Self::Named => None,
            Self::Optional(namer) | Self::ByKeyword(namer) => Some(namer),
        }
    }

    /// The ways to read arguments in order: with outputs among them, and without.
    fn readings(self, form: &CommandForm) -> &'static [Reading] {
        let has_outputs = form.args.iter().any(ArgSpec::is_made);
        match self {
            Self::ByKeyword(_) => &[Reading::OnImage],
            Self::Optional(_) if has_outputs => &[Reading::WithOutputs, Reading::WithoutOutputs],
            _ => &[Reading::WithOutputs],
        }
    }
}

/// How arguments in order are read.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    WithOutputs,
    WithoutOutputs,
    /// Without outputs, and a new image is better than a change of an existing one.
    OnImage,
}

impl Reading {
    fn cost(self, form: &CommandForm) -> u32 {
        match self {
            Self::WithOutputs => 0,
            Self::WithoutOutputs => cost::OUTPUTS_LEFT_OUT,
            Self::OnImage if form.args.iter().any(ArgSpec::is_made) => 0,
            Self::OnImage => cost::NOTHING_MADE,
        }
    }
}

/// Finds the form of a command that fits the arguments best: exact types before conversions before creation.
///
/// # Errors
/// `Call` or `Argument` if there is no such command, no form fits, or several fit equally well.
pub fn resolve(
    env: &dyn Environment,
    name: &str,
    positional: &[Argument],
    keyword: &[(String, Argument)],
    outputs: Outputs<'_>,
) -> Result<Resolved> {
    let forms = commands().get(name).ok_or_else(|| unknown_command(name))?;
    let mut best: Vec<Candidate> = Vec::new();
    let mut rejections = Vec::new();
    let readings = forms.iter().flat_map(|form| outputs.readings(form).iter().map(move |reading| (form, *reading)));
    for (form, reading) in readings {
        match Candidate::new(env, form, (positional, keyword), reading, outputs.namer()) {
            Ok(candidate) => {
                let best_cost = best.first().map_or(u32::MAX, |best| best.cost);
                if candidate.cost < best_cost {
                    best.clear();
                }
                if candidate.cost <= best_cost {
                    best.push(candidate);
                }
            }
            Err(rejection) => rejections.push(rejection),
        }
    }
    if best.is_empty() {
        return Err(explain(forms, rejections).in_command(name));
    }
    if best.windows(2).any(|pair| !pair[0].means_the_same_as(&pair[1])) {
        let signatures: Vec<String> = best.iter().map(|candidate| candidate.form.signature()).collect();
        let message = format!("the arguments fit several forms equally well: {}", signatures.join("; "));
        return Err(Error::call(message).in_command(name));
    }
    best.swap_remove(0).bind()
}

fn unknown_command(name: &str) -> Error {
    if name.is_empty() {
        return Error::call("a command name is missing");
    }
    let error = Error::call(format!("unknown command `{name}`"));
    match nearest_name(name, commands().keys().copied()) {
        Some(near) => error.with_hint(format!("did you mean `{near}`?")),
        None => error.with_hint("`help()` lists the commands"),
    }
}

/// A form that fits.
struct Candidate {
    form: &'static CommandForm,
    variant: &'static Variant,
    matches: Vec<Option<Match>>,
    cost: u32,
}

/// A form that does not fit: how many arguments did, and why the next did not.
struct Rejection {
    fitting: usize,
    reason: Error,
}

impl Candidate {
    fn new(
        env: &dyn Environment,
        form: &'static CommandForm,
        (positional, keyword): (&[Argument], &[(String, Argument)]),
        reading: Reading,
        namer: Option<&dyn Fn() -> String>,
    ) -> std::result::Result<Self, Rejection> {
        let reject = |fitting, reason| Rejection { fitting, reason };
        let given = assign(form, positional, keyword, reading).map_err(|reason| reject(0, reason))?;
        let mut matches = Vec::with_capacity(given.len());
        let mut cost = reading.cost(form);
        for (spec, argument) in form.args.iter().zip(&given) {
            let found = match (argument, namer) {
                (Some(argument), _) => {
                    Some(match_argument(env, spec, argument).map_err(|reason| reject(matches.len(), reason))?)
                }
                (None, Some(namer)) if spec.is_made() => Some(new_output(spec, namer())),
                (None, _) if spec.default.is_none() => {
                    let reason = Error::call(format!("argument `{}` is missing", spec.name));
                    return Err(reject(matches.len(), reason));
                }
                (None, _) => None,
            };
            if let Some(Match::Value(_, value_cost) | Match::Variable(_, _, value_cost)) = &found {
                cost += value_cost;
            }
            matches.push(found);
        }
        let (variant, image_cost) = choose_variant(form, &matches).map_err(|reason| reject(matches.len(), reason))?;
        Ok(Self { form, variant, matches, cost: cost + image_cost })
    }

    /// True if the given arguments are of the same kinds in both forms, so that it does not matter which one runs.
    fn means_the_same_as(&self, other: &Self) -> bool {
        let pairs = self.form.args.iter().zip(other.form.args).zip(self.matches.iter().zip(&other.matches));
        let same_kind = |a: &ArgSpec, b: &ArgSpec| a.direction == b.direction && a.kind.name() == b.kind.name();
        pairs.into_iter().all(|((a, b), (mine, theirs))| match (mine, theirs) {
            (Some(_), Some(_)) => same_kind(a, b),
            (None, None) => true,
            _ => false,
        })
    }

    fn bind(self) -> Result<Resolved> {
        let types = self.variant.types;
        let bind = |(spec, found): (&ArgSpec, Option<Match>)| {
            Ok(match found {
                Some(Match::Value(value, _)) => Bound::Value(value),
                Some(Match::Variable(name, value, _)) => Bound::OutputVariable(name, value),
                Some(Match::Image(name, existing)) if spec.direction == Direction::Out => {
                    let pixel_type = match spec.kind {
                        ArgKind::Image(ImageType::Generic(position)) => types[position],
                        ArgKind::Image(ImageType::Fixed(pixel_type)) => pixel_type,
                        _ => existing.unwrap_or(PixelType::UInt8),
                    };
                    Bound::OutputImage(name, pixel_type)
                }
                Some(Match::Image(name, _)) => Bound::Image(name),
                None => match &spec.default {
                    Some(DefaultValue::Constant(value)) => Bound::Value(value()),
                    Some(DefaultValue::PerType { .. }) => Bound::Missing,
                    None => return Err(Error::bug(format!("argument `{}` was lost", spec.name))),
                },
            })
        };
        let arguments = self.form.args.iter().zip(self.matches).map(bind).collect::<Result<_>>()?;
        Ok(Resolved { form: self.form, variant: self.variant, arguments })
    }
}

/// Puts positional and keyword arguments into the order of the form.
fn assign<'a>(
    form: &CommandForm,
    positional: &'a [Argument],
    keyword: &'a [(String, Argument)],
    reading: Reading,
) -> Result<Vec<Option<&'a Argument>>> {
    let is_in_order = |spec: &ArgSpec| reading == Reading::WithOutputs || !spec.is_made();
    let most = form.args.iter().filter(|spec| is_in_order(spec)).count();
    if positional.len() > most {
        let given = positional.len();
        let plural = if most == 1 { "argument" } else { "arguments" };
        return Err(Error::call(format!("it takes at most {most} {plural}, but {given} were given")));
    }
    let mut in_order = positional.iter();
    let mut given: Vec<Option<&Argument>> =
        form.args.iter().map(|spec| if is_in_order(spec) { in_order.next() } else { None }).collect();
    for (key, argument) in keyword {
        let Some(position) = form.find_arg(key) else {
            let error = Error::call(format!("there is no argument `{key}`"));
            let near = nearest_name(&key.replace('_', " "), form.args.iter().map(|spec| spec.name));
            return Err(match near {
                Some(near) => error.with_hint(format!("did you mean `{}`?", near.replace(' ', "_"))),
                None => error,
            });
        };
        if given[position].is_some() {
            return Err(Error::call(format!("argument `{}` was given twice", form.args[position].name)));
        }
        given[position] = Some(argument);
    }
    Ok(given)
}

/// The pixel types that fit the images best, with their cost; the first documented ones among equals.
fn choose_variant(form: &'static CommandForm, matches: &[Option<Match>]) -> Result<(&'static Variant, u32)> {
    let input_type = matches.iter().zip(form.args).find_map(|(found, spec)| match found {
        Some(Match::Image(_, existing)) if spec.direction != Direction::Out => *existing,
        _ => None,
    });
    let mut best: Option<(&Variant, u32)> = None;
    for variant in form.variants {
        let costs = form.args.iter().zip(matches).map(|(spec, found)| match found {
            Some(Match::Image(_, existing)) => image_cost(spec, variant, *existing, input_type),
            _ => Some(0),
        });
        let Some(total) = costs.sum::<Option<u32>>() else { continue };
        if best.is_none_or(|(_, cost)| total < cost) {
            best = Some((variant, total));
        }
    }
    best.ok_or_else(|| unsupported_types(form, matches))
}

/// What it costs to use an image of an existing type, or a new one, for a parameter; nothing if it is impossible.
fn image_cost(
    spec: &ArgSpec,
    variant: &Variant,
    existing: Option<PixelType>,
    input_type: Option<PixelType>,
) -> Option<u32> {
    let wanted = match spec.kind {
        ArgKind::Image(ImageType::Generic(generic)) => variant.types[generic],
        ArgKind::Image(ImageType::Fixed(pixel_type)) => pixel_type,
        ArgKind::Image(ImageType::Any(types)) => {
            return existing.is_none_or(|existing| types.contains(&existing)).then_some(0);
        }
        _ => return Some(0),
    };
    if existing == Some(wanted) {
        return Some(0);
    }
    let distance = match spec.prefer {
        Some(word) if wanted.name() == word => 0,
        // A measurement fits into float32 better than into the type of the image.
        Some(_) if wanted == PixelType::Float32 => 1,
        None if Some(wanted) == input_type => 0,
        _ => 2,
    };
    (spec.direction == Direction::Out).then_some(cost::CREATED + distance)
}

fn unsupported_types(form: &CommandForm, matches: &[Option<Match>]) -> Error {
    for (spec, found) in form.args.iter().zip(matches) {
        let Some(Match::Image(name, Some(existing))) = found else { continue };
        let supported = form.image_types(spec);
        if spec.direction != Direction::Out && !supported.contains(existing) {
            let words: Vec<&str> = supported.iter().map(|pixel_type| pixel_type.name()).collect();
            let message =
                format!("{existing} images are not supported as `{}`; supported: {}", spec.name, words.join(", "));
            let error = Error::pixel_type(message);
            return if *existing == PixelType::Complex32 {
                error
            } else {
                error
                    .with_hint(format!("convert first, with `convert({name}, {})`", words.last().unwrap_or(&"float32")))
            };
        }
    }
    let types: Vec<String> = form
        .args
        .iter()
        .zip(matches)
        .filter_map(|(spec, found)| match found {
            Some(Match::Image(_, Some(existing))) if spec.direction != Direction::Out => {
                Some(format!("{existing} as `{}`", spec.name))
            }
            _ => None,
        })
        .collect();
    let message = format!("the combination of pixel types is not supported: {}", types.join(", "));
    Error::pixel_type(message).with_hint("convert one of the images to the type of the other, with `convert`")
}

/// Why no form fits: the reason of the form that came nearest.
fn explain(forms: &[&'static CommandForm], rejections: Vec<Rejection>) -> Error {
    let usage = || {
        let mut signatures: Vec<String> = Vec::new();
        for signature in forms.iter().map(|form| form.signature()) {
            // Forms for other pixel types or values look the same.
            if !signatures.contains(&signature) {
                signatures.push(signature);
            }
        }
        format!("usage: {}", signatures.join("  or  "))
    };
    let nearest = rejections.into_iter().reduce(|best, next| if next.fitting > best.fitting { next } else { best });
    let Some(Rejection { reason, .. }) = nearest else { return Error::bug("a command without forms") };
    if reason.hint().is_some() {
        return reason;
    }
    reason.with_hint(usage())
}
