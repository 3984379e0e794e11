//! The Python types of arguments, with what they have in common.

use pi2_core::registry::{ArgKind, ArgSpec, ChoiceSpec, Direction};

use super::{python, source};

/// What an argument accepts. All but a choice are names in `pi2/_types.py`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Annotation {
    Image,
    OutputImage,
    OutputValue,
    Boolean,
    Integer,
    Real,
    IntegerVector,
    Vector,
    Text,
    Content,
    File,
    DataType,
    Json,
    Choice(&'static ChoiceSpec),
}

/// What Python types consist of, one bit each.
mod parts {
    pub const BOOLEAN: u16 = 1;
    pub const INTEGER: u16 = 1 << 1;
    pub const REAL: u16 = 1 << 2;
    pub const VARIABLE: u16 = 1 << 3;
    pub const INTEGERS: u16 = 1 << 4;
    pub const REALS: u16 = 1 << 5;
    pub const ARRAY: u16 = 1 << 6;
    pub const WORD: u16 = 1 << 7;
    pub const TEXT: u16 = 1 << 8;
    pub const PATH: u16 = 1 << 9;
    pub const IMAGE: u16 = 1 << 10;
    pub const TENSOR: u16 = 1 << 11;
}

impl Annotation {
    /// What the argument of a command accepts.
    pub fn new(arg: &ArgSpec) -> Self {
        if arg.is_made() {
            return if is_image(arg) { Self::OutputImage } else { Self::OutputValue };
        }
        match arg.kind {
            ArgKind::Image(_) if arg.direction == Direction::InOut => Self::OutputImage,
            ArgKind::Image(_) => Self::Image,
            ArgKind::Boolean => Self::Boolean,
            ArgKind::Integer | ArgKind::Unsigned => Self::Integer,
            ArgKind::Real => Self::Real,
            ArgKind::IntegerVector => Self::IntegerVector,
            ArgKind::RealVector => Self::Vector,
            ArgKind::Choice(choice) => Self::Choice(choice),
            ArgKind::Json => Self::Json,
            ArgKind::Text if arg.identifier => Self::OutputImage,
            ArgKind::Text => Self::text(arg.name),
        }
    }

    /// The type of a text depends on what it means, which only its name tells.
    fn text(name: &str) -> Self {
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if name == "data type" {
            Self::DataType
        } else if has(&["file", "folder", "path"]) {
            Self::File
        } else if ["value", "string", "default"].contains(&name) {
            Self::Content
        } else {
            Self::Text
        }
    }

    /// The type in a stub.
    pub fn name(self) -> String {
        match self {
            Self::Image => "ImageLike",
            Self::OutputImage => "OutputImage",
            Self::OutputValue => "OutputValue",
            Self::Boolean => "BooleanLike",
            Self::Integer => "IntegerLike",
            Self::Real => "RealLike",
            Self::IntegerVector => "IntegerVectorLike",
            Self::Vector => "VectorLike",
            Self::Text => "TextLike",
            Self::Content => "ContentLike",
            Self::File => "FileLike",
            Self::DataType => "DataTypeLike",
            Self::Json => "str",
            Self::Choice(choice) => return choice_name(choice),
        }
        .to_owned()
    }

    /// True if it accepts all that another one accepts.
    pub fn covers(self, other: Self) -> bool {
        self == other
            || (self.parts() & other.parts() == other.parts()
                && !(matches!(self, Self::Choice(_)) && matches!(other, Self::Choice(_))))
    }

    fn parts(self) -> u16 {
        use parts::{ARRAY, BOOLEAN, IMAGE, INTEGER, INTEGERS, PATH, REAL, REALS, TENSOR, TEXT, VARIABLE, WORD};
        match self {
            Self::Image => IMAGE | ARRAY | TENSOR | TEXT | WORD,
            Self::OutputImage => IMAGE | ARRAY | TEXT | WORD,
            Self::OutputValue | Self::Text | Self::DataType => VARIABLE | TEXT | WORD,
            Self::Boolean => VARIABLE | BOOLEAN,
            Self::Integer => VARIABLE | BOOLEAN | INTEGER,
            Self::Real => VARIABLE | BOOLEAN | INTEGER | REAL,
            Self::IntegerVector => VARIABLE | BOOLEAN | INTEGER | INTEGERS | ARRAY,
            Self::Vector => VARIABLE | BOOLEAN | INTEGER | REAL | INTEGERS | REALS | ARRAY,
            Self::Content => VARIABLE | BOOLEAN | INTEGER | REAL | TEXT | WORD,
            Self::File => VARIABLE | TEXT | WORD | PATH,
            Self::Json => TEXT | WORD,
            Self::Choice(_) => VARIABLE | WORD,
        }
    }
}

fn choice_name(choice: &ChoiceSpec) -> String {
    if let Some((class, _)) = enumeration(choice) {
        return format!("_{class}");
    }
    let words: Vec<String> = choice.variants.iter().map(|variant| python::quoted(variant.words[0])).collect();
    format!("Literal[{}] | TextLike", words.join(", "))
}

/// True if the argument is an image, or the name of one that the command makes.
pub fn is_image(arg: &ArgSpec) -> bool {
    arg.identifier || matches!(arg.kind, ArgKind::Image(_))
}

/// The class of words that are those of a choice, and its values.
pub fn enumeration(choice: &ChoiceSpec) -> Option<(&'static str, Vec<&'static str>)> {
    source::enumerations().into_iter().find(|(_, values)| {
        let mut found: Vec<Option<usize>> = values.iter().map(|value| choice.parse(value)).collect();
        found.sort_unstable();
        found.into_iter().eq((0..choice.variants.len()).map(Some))
    })
}

/// The definition of the type of a choice that has a class of words: its values and the words that help pages show.
pub fn definition(choice: &ChoiceSpec) -> Option<(&'static str, String)> {
    let (class, values) = enumeration(choice)?;
    let mut words = values.clone();
    words.extend(choice.variants.iter().map(|variant| variant.words[0]).filter(|word| !values.contains(word)));
    let words: Vec<String> = words.into_iter().map(python::quoted).collect();
    Some((class, python::listed(&format!("_{class}: TypeAlias = {class} | Pi2Value | Literal["), &words, "]", "")))
}

/// The word of a choice in Python.
pub fn word(choice: &ChoiceSpec, index: usize) -> &'static str {
    let values = enumeration(choice).map_or_else(Vec::new, |(_, values)| values);
    let value = values.into_iter().find(|value| choice.parse(value) == Some(index));
    value.unwrap_or(choice.variants[index].words[0])
}

#[cfg(test)]
mod tests {
    use pi2_core::registry::{ArgKind, commands};

    use super::*;

    fn choices() -> Vec<&'static ChoiceSpec> {
        let args = commands().values().flatten().flat_map(|form| form.args);
        args.filter_map(|arg| if let ArgKind::Choice(choice) = arg.kind { Some(choice) } else { None }).collect()
    }

    #[test]
    fn choices_have_the_class_with_the_same_words() {
        let find = |name: &str| choices().into_iter().find(|choice| choice.type_name == name);
        let boundary = find("boundary condition").expect("gaussfilter has one");
        assert_eq!(enumeration(boundary).map(|(class, _)| class), Some("BoundaryCondition"));
        assert_eq!(word(boundary, 1), "nearest");
        let (_, definition) = definition(boundary).expect("it has a class");
        assert!(definition.ends_with(r#"Literal["zero", "nearest", "Zero", "Nearest"]"#), "{definition}");
    }

    #[test]
    fn a_type_covers_narrower_ones() {
        assert!(Annotation::Vector.covers(Annotation::Real) && Annotation::Real.covers(Annotation::Boolean));
        assert!(Annotation::Image.covers(Annotation::OutputImage));
        assert!(!Annotation::OutputImage.covers(Annotation::Vector) && !Annotation::Text.covers(Annotation::Real));
        let all = choices();
        assert!(all.iter().any(|choice| Annotation::Text.covers(Annotation::Choice(choice))));
        let different = |other: &&&ChoiceSpec| *other != &all[0];
        let other = all.iter().find(different).expect("there are several");
        assert!(!Annotation::Choice(all[0]).covers(Annotation::Choice(other)));
    }
}
