//! The signatures of a command in Python.

use pi2_core::registry::{ArgKind, ArgSpec, CommandForm, Direction};

use super::annotation::{Annotation, is_image};
use super::python;

/// How a command is called.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Style {
    /// `session.command(image, ...)` and `command(image, ...)`.
    Function,
    /// `image.command(...)`: the first argument is the image, and outputs are given by keyword only.
    Method,
}

/// One way to call a command.
#[derive(Clone, PartialEq, Debug)]
pub struct Overload {
    pub params: Vec<Param>,
    pub result: String,
}

/// One parameter of a way to call a command.
#[derive(Clone, PartialEq, Debug)]
pub struct Param {
    pub name: String,
    pub annotation: Annotation,
    pub default: Option<String>,
    pub keyword_only: bool,
}

/// Which outputs a call gives.
#[derive(Clone, PartialEq)]
enum Given {
    /// All, among the other arguments.
    InOrder,
    /// Those with `true`, by keyword.
    ByKeyword(Vec<bool>),
    /// Any, by keyword.
    Any,
}

/// Commands that need their outputs: what is left out is returned, but a target to set is no result.
const NEED_OUTPUTS: [&str; 1] = ["set"];
/// Up to so many outputs, each one alone can be given. With more, type checkers do not know what is returned.
const FEW: usize = 2;

/// All ways to call a command; the first that fits a call is the right one.
pub fn overloads(forms: &[&'static CommandForm], style: Style) -> Vec<Overload> {
    let forms: Vec<&CommandForm> =
        forms.iter().copied().filter(|form| style == Style::Function || is_method(form)).collect();
    let mut chosen: Vec<Overload> = Vec::new();
    // A session prefers the form of a command that changes an image, an image the form that makes a new one.
    let rounds = match style {
        Style::Function => [all_outputs, no_outputs, some_outputs],
        Style::Method => [no_outputs, all_outputs, some_outputs],
    };
    for round in rounds {
        let of_form = |form: &&'static CommandForm| round(form, style).into_iter();
        for overload in forms.iter().flat_map(of_form) {
            if !chosen.iter().any(|earlier| earlier.covers(&overload) || earlier.contradicts(&overload)) {
                chosen.retain(|earlier| !(overload.covers(earlier) && overload.result == earlier.result));
                chosen.push(overload);
            }
        }
    }
    chosen
}

/// True if an image can run the form: the first argument is an image that is read or changed.
pub fn is_method(form: &CommandForm) -> bool {
    form.args.first().is_some_and(|arg| matches!(arg.kind, ArgKind::Image(_)) && !arg.is_made())
}

fn all_outputs(form: &'static CommandForm, style: Style) -> Vec<Overload> {
    match style {
        Style::Function => spellings(form, style, &Given::InOrder),
        Style::Method => spellings(form, style, &Given::ByKeyword(vec![true; outputs(form).count()])),
    }
}

fn no_outputs(form: &'static CommandForm, style: Style) -> Vec<Overload> {
    if !can_return(form) {
        return Vec::new();
    }
    spellings(form, style, &Given::ByKeyword(vec![false; outputs(form).count()]))
}

fn some_outputs(form: &'static CommandForm, style: Style) -> Vec<Overload> {
    let count = outputs(form).count();
    let given = if !can_return(form) || count < 2 {
        Vec::new()
    } else if count > FEW {
        vec![Given::Any]
    } else {
        (0..count).map(|one| Given::ByKeyword((0..count).map(|index| index == one).collect())).collect()
    };
    given.iter().flat_map(|given| spellings(form, style, given)).collect()
}

/// True if outputs may be left out. An output that is changed is of no use then.
fn can_return(form: &'static CommandForm) -> bool {
    outputs(form).count() > 0 && !outputs(form).any(|arg| arg.keep) && !NEED_OUTPUTS.contains(&form.name)
}

fn outputs(form: &'static CommandForm) -> impl Iterator<Item = &'static ArgSpec> {
    form.args.iter().filter(|arg| arg.is_made())
}

/// The same call in several spellings, which one signature cannot say: required arguments by their names and by their
/// short names; and if one of them follows an argument with a default, all in order, and all from there by keyword.
fn spellings(form: &'static CommandForm, style: Style, given: &Given) -> Vec<Overload> {
    let first = usize::from(style == Style::Method);
    let in_order = |arg: &&ArgSpec| *given == Given::InOrder || !arg.is_made();
    let args: Vec<&ArgSpec> = form.args[first..].iter().filter(in_order).collect();
    let has_short = args.iter().any(|arg| arg.default.is_none() && short_name(form, arg).is_some());
    let optional = args.iter().position(|arg| arg.default.is_some()).unwrap_or(args.len());
    let has_gap = args[optional..].iter().any(|arg| arg.default.is_none());
    let mut overloads = Vec::new();
    for short in if has_short { vec![false, true] } else { vec![false] } {
        for by_keyword in if has_gap { vec![false, true] } else { vec![false] } {
            let mut params = in_order_params(form, &args, short);
            if by_keyword {
                params[optional..].iter_mut().for_each(|param| param.keyword_only = true);
            } else {
                require_up_to_last(&mut params);
            }
            params.extend(output_params(form, given));
            params.extend(short_params(form, &args));
            overloads.push(Overload { params, result: result(form, style, given) });
        }
    }
    overloads
}

fn in_order_params(form: &CommandForm, args: &[&ArgSpec], short: bool) -> Vec<Param> {
    let param = |arg: &&ArgSpec| {
        let default = python::default(arg);
        let short = short_name(form, arg).filter(|_| short && default.is_none());
        let name = short.unwrap_or_else(|| long_name(arg));
        Param { name, annotation: Annotation::new(arg), default, keyword_only: false }
    };
    args.iter().map(param).collect()
}

/// Takes away the defaults of parameters before one without a default.
fn require_up_to_last(params: &mut [Param]) {
    let required = params.iter().rposition(|param| param.default.is_none()).map_or(0, |last| last + 1);
    params[..required].iter_mut().for_each(|param| param.default = None);
}

/// The outputs that are given by keyword.
fn output_params(form: &'static CommandForm, given: &Given) -> Vec<Param> {
    let is_given = |index: usize| match given {
        Given::InOrder => false,
        Given::ByKeyword(given) => given[index],
        Given::Any => true,
    };
    let default = if *given == Given::Any { Some("...".to_owned()) } else { None };
    let param = |(_, arg): (usize, &ArgSpec)| Param {
        name: long_name(arg),
        annotation: Annotation::new(arg),
        default: default.clone(),
        keyword_only: true,
    };
    outputs(form).enumerate().filter(|(index, _)| is_given(*index)).map(param).collect()
}

/// The short names of arguments with defaults, by keyword.
fn short_params(form: &CommandForm, args: &[&ArgSpec]) -> Vec<Param> {
    let param = |arg: &&ArgSpec| {
        let name = short_name(form, arg).filter(|_| arg.default.is_some())?;
        let default = Some("...".to_owned());
        Some(Param { name, annotation: Annotation::new(arg), default, keyword_only: true })
    };
    args.iter().filter_map(param).collect()
}

fn long_name(arg: &ArgSpec) -> String {
    python::name(arg.name)
        .unwrap_or_else(|| format!("argument_{}", arg.name.replace(|c: char| !c.is_alphanumeric(), "_")))
}

/// The last word of the name of a value, if it means this argument.
fn short_name(form: &CommandForm, arg: &ArgSpec) -> Option<String> {
    let word = arg.last_word().filter(|_| !is_image(arg) && !arg.is_made())?;
    let means = form.find_arg(word).map(|index| form.args[index].name);
    python::name(word).filter(|_| means == Some(arg.name))
}

/// What the call returns: outputs that are left out; else the image whose method is called, if it is changed.
fn result(form: &'static CommandForm, style: Style, given: &Given) -> String {
    let is_left_out = |index: usize| matches!(given, Given::ByKeyword(given) if !given[index]);
    let left_out: Vec<&str> =
        outputs(form).enumerate().filter(|(index, _)| is_left_out(*index)).map(|(_, arg)| class(arg)).collect();
    let is_changed = style == Style::Method && form.args[0].direction == Direction::InOut;
    match left_out[..] {
        _ if *given == Given::Any => "Any".to_owned(),
        [] if is_changed => "Self".to_owned(),
        [] => "None".to_owned(),
        [one] => one.to_owned(),
        _ => format!("tuple[{}]", left_out.join(", ")),
    }
}

/// The class of an output that is returned.
fn class(arg: &ArgSpec) -> &'static str {
    match arg.kind {
        _ if is_image(arg) => "Pi2Image",
        ArgKind::Integer | ArgKind::Unsigned => "int",
        ArgKind::Real => "float",
        ArgKind::Boolean => "bool",
        _ => "str",
    }
}

impl Overload {
    fn in_order(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|param| !param.keyword_only)
    }

    fn by_keyword(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|param| param.keyword_only)
    }

    /// The number of arguments in order that are enough, if no keyword is needed.
    fn least(&self) -> Option<usize> {
        let needs_keyword = self.params.iter().any(|param| param.keyword_only && param.default.is_none());
        (!needs_keyword).then(|| self.in_order().filter(|param| param.default.is_none()).count())
    }

    /// True if every call of another overload is one of this, too.
    fn covers(&self, other: &Self) -> bool {
        let fits = |mine: &Param, theirs: &Param| {
            mine.name == theirs.name
                && mine.annotation.covers(theirs.annotation)
                && (mine.default.is_some() || theirs.default.is_none())
        };
        let places = self.in_order().zip(other.in_order()).filter(|(mine, theirs)| fits(mine, theirs)).count();
        let (mine, theirs): (Vec<&Param>, Vec<&Param>) = (self.by_keyword().collect(), other.by_keyword().collect());
        let is_known = |theirs: &&Param| mine.iter().any(|mine| fits(mine, theirs));
        let is_satisfied = |mine: &&Param| mine.default.is_some() || theirs.iter().any(|theirs| fits(mine, theirs));
        places == other.in_order().count()
            && self.in_order().skip(places).all(|param| param.default.is_some())
            && theirs.iter().all(is_known)
            && mine.iter().all(is_satisfied)
    }

    /// True if arguments in order mean both overloads, but the results differ: a type checker refuses that, and a reader
    /// should not have to guess.
    fn contradicts(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.least(), other.least()) else { return false };
        let most = self.in_order().count().min(other.in_order().count());
        let related = |(mine, theirs): (&Param, &Param)| {
            mine.annotation.covers(theirs.annotation) || theirs.annotation.covers(mine.annotation)
        };
        let same = self.in_order().zip(other.in_order()).take_while(|pair| related(*pair)).count();
        let least = mine.max(theirs).max(1);
        self.result != other.result && least <= most && least <= same
    }
}

#[cfg(test)]
mod tests {
    use pi2_core::registry::commands;

    use super::*;

    /// The ways to call a command, short: `(input_image, *, output_image) -> None`.
    fn shown(command: &str, style: Style) -> Vec<String> {
        let param = |param: &Param| format!("{}{}", param.name, if param.default.is_some() { "=" } else { "" });
        let list = |overload: &Overload, keyword_only: bool| {
            let params = overload.params.iter().filter(|param| param.keyword_only == keyword_only);
            params.map(param).collect::<Vec<_>>().join(" ")
        };
        let show = |overload: Overload| {
            format!("{} * {} -> {}", list(&overload, false), list(&overload, true), overload.result)
        };
        overloads(&commands()[command], style).into_iter().map(show).collect()
    }

    #[test]
    fn outputs_are_given_or_returned_and_arguments_have_short_names() {
        assert_eq!(
            shown("gaussfilter", Style::Function),
            [
                "input_image output_image spatial_sigma boundary_condition= allow_optimization= * condition= optimization= -> None",
                "input_image output_image sigma boundary_condition= allow_optimization= * condition= optimization= -> None",
                "input_image spatial_sigma boundary_condition= allow_optimization= * condition= optimization= -> Pi2Image",
                "input_image sigma boundary_condition= allow_optimization= * condition= optimization= -> Pi2Image",
            ]
        );
        assert_eq!(
            shown("dmap", Style::Method),
            ["background_value= * value= -> Pi2Image", "background_value= * output_image value= -> None"]
        );
    }

    #[test]
    fn commands_in_place_return_the_image_of_the_method() {
        let expected = ["parameter_image allow_broadcast= * broadcast= -> Self", "x *  -> Self"];
        assert_eq!(shown("add", Style::Method), expected);
        assert!(shown("add", Style::Function).iter().all(|way| way.ends_with("-> None")));
    }

    #[test]
    fn several_outputs_are_a_tuple_and_variables_are_values() {
        let hist = shown("hist", Style::Method);
        let results: Vec<&str> = hist.iter().filter_map(|way| way.split(" -> ").nth(1)).collect();
        assert_eq!(results, ["tuple[Pi2Image, Pi2Image]", "None", "Pi2Image", "Pi2Image"]);
        assert!(shown("getmeta", Style::Method)[0].ends_with("-> str"));
        assert!(shown("metarowcount", Style::Method)[0].ends_with("-> int"));
    }

    #[test]
    fn what_another_form_does_is_not_offered_twice() {
        // Without a variable, `headers` prints.
        assert_eq!(shown("headers", Style::Function), ["analyzers *  -> None", "analyzers value *  -> None"]);
        // A session converts in place, an image makes a new one.
        assert!(shown("convert", Style::Function).iter().all(|way| way.ends_with("-> None")));
        assert_eq!(shown("convert", Style::Method)[0], "data_type *  -> Pi2Image");
        assert!(!shown("convert", Style::Method).iter().any(|way| way.ends_with("-> Self")));
        // A target to set cannot be left out.
        assert!(shown("set", Style::Function).iter().all(|way| way.ends_with("-> None")));
    }

    #[test]
    fn a_required_argument_behind_a_default_is_given_in_order_or_by_keyword() {
        let ways = shown("box", Style::Method);
        assert!(
            ways.contains(&"position size value direction_1 direction_2 block_origin= * origin= -> Self".to_owned())
        );
        let by_keyword = " * position= size= value= direction_1 direction_2 block_origin= origin= -> Self";
        assert!(ways.contains(&by_keyword.to_owned()), "{ways:#?}");
    }

    #[test]
    fn no_command_has_too_many_ways() {
        for (name, forms) in commands() {
            let count = overloads(forms, Style::Function).len();
            assert!((1..=12).contains(&count), "{name} has {count}");
        }
    }
}
