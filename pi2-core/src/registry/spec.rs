//! What the registry knows about a command. Everything here is written by `#[pi2_command]`.

use super::{ArgValue, Call, ChoiceSpec, Slot};
use crate::Result;
use crate::image::{PixelType, Region, Vec3i};

/// One form of a command: a function with its documentation and properties.
#[derive(Debug)]
pub struct CommandForm {
    /// Name of the command; several forms may share it.
    pub name: &'static str,
    /// Heading under which the command is listed.
    pub category: &'static str,
    /// The doc comment of the function.
    pub docs: &'static str,
    /// Names of related commands.
    pub see_also: &'static [&'static str],
    /// The arguments in order.
    pub args: &'static [ArgSpec],
    /// One entry for each allowed combination of pixel types.
    pub variants: &'static [Variant],
    /// How the command works on blocks.
    pub distribution: Distribution,
    /// Module of the function, for the order of forms.
    pub module: &'static str,
    /// Line of the function, for the order of forms.
    pub line: u32,
}

/// A command form for given pixel types.
#[derive(Debug)]
pub struct Variant {
    /// Pixel types of the generic parameters, in order.
    pub types: &'static [PixelType],
    /// Takes the arguments out of the call and runs the function.
    pub run: fn(&mut Call<'_, '_>) -> Result<()>,
}

/// One argument of a command.
#[derive(Debug)]
pub struct ArgSpec {
    /// Name as in scripts: words with blanks between them.
    pub name: &'static str,
    /// Who reads and who writes it.
    pub direction: Direction,
    /// What it is.
    pub kind: ArgKind,
    /// Its value if it is left out.
    pub default: Option<DefaultValue>,
    /// What it means.
    pub docs: &'static str,
    /// True if the text names an image or a variable: it is never replaced by the value of a variable.
    pub identifier: bool,
    /// True if the command changes an existing output image of the right type instead of making a new one.
    pub keep: bool,
    /// Pixel type of a new output image when several are possible; otherwise that of the first input image.
    pub prefer: Option<&'static str>,
}

impl ArgSpec {
    /// True if a keyword is the name of this argument: `spatial_sigma` and `spatial-sigma` are `spatial sigma`, and a `_`
    /// at the end (for words that a language reserves) is dropped.
    pub fn is_called(&self, keyword: &str) -> bool {
        let letters = |c: char| if c == '_' || c == '-' { ' ' } else { c };
        self.name.chars().map(letters).eq(keyword.trim_end_matches('_').chars().map(letters))
    }

    /// True if the command makes what the argument stands for: an output, or the name of a new image or variable.
    pub fn is_made(&self) -> bool {
        self.direction == Direction::Out || (self.identifier && self.default.is_none())
    }

    /// The last word of a name of several words: `sigma` of `spatial sigma`.
    pub fn last_word(&self) -> Option<&'static str> {
        self.name.rsplit_once([' ', '-']).map(|(_, word)| word)
    }
}

/// Who reads and who writes an argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// The command reads it.
    In,
    /// The command makes it.
    Out,
    /// The command changes it.
    InOut,
}

impl Direction {
    /// The word of the machine-readable listing.
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::InOut => "inout",
        }
    }

    /// The words of the reference pages.
    pub const fn text(self) -> &'static str {
        match self {
            Self::In => "input",
            Self::Out => "output",
            Self::InOut => "input & output",
        }
    }
}

/// The type of an argument.
#[derive(Clone, Copy, Debug)]
pub enum ArgKind {
    /// An image.
    Image(ImageType),
    /// Any text.
    Text,
    /// A signed 64-bit integer.
    Integer,
    /// An unsigned 64-bit integer.
    Unsigned,
    /// A float64.
    Real,
    /// True or false.
    Boolean,
    /// Three float64.
    RealVector,
    /// Three signed 64-bit integers.
    IntegerVector,
    /// One of a list of words.
    Choice(&'static ChoiceSpec),
    /// A JSON document.
    Json,
}

impl ArgKind {
    /// The name of a type other than image.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Image(_) => "image",
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Unsigned => "positive integer",
            Self::Real => "real",
            Self::Boolean => "boolean",
            Self::RealVector => "3-component real vector",
            Self::IntegerVector => "3-component integer vector",
            Self::Choice(choice) => choice.type_name,
            Self::Json => "json format",
        }
    }
}

/// The pixel type of an image argument.
#[derive(Clone, Copy, Debug)]
pub enum ImageType {
    /// That of a generic parameter, by position.
    Generic(usize),
    /// Always this one.
    Fixed(PixelType),
    /// Any of these; the command finds out itself.
    Any(&'static [PixelType]),
}

/// The value of an argument that is left out.
#[derive(Clone, Copy, Debug)]
pub enum DefaultValue {
    /// The same for all pixel types.
    Constant(fn() -> ArgValue),
    /// Depends on the pixel types; the command fills it in.
    PerType {
        /// What help pages show.
        shown: &'static str,
    },
}

impl DefaultValue {
    /// The text that help pages and listings show.
    pub fn shown(&self, kind: &ArgKind) -> String {
        match self {
            Self::Constant(value) => value().display(kind),
            Self::PerType { shown } => (*shown).to_owned(),
        }
    }
}

/// How a command works on blocks of an image that does not fit in memory.
#[derive(Debug)]
pub struct Distribution {
    /// How the blocks relate to each other.
    pub parallel: Parallel,
    /// Memory that the command needs besides its images, relative to them.
    pub extra_memory: f64,
    /// Class of the job that runs a block.
    pub job: Job,
}

/// How the blocks of a command relate to each other.
#[derive(Debug)]
pub enum Parallel {
    /// A pixel depends on pixels at the same place only.
    Pointwise,
    /// A pixel depends on pixels up to this far away, along x, y and z.
    Margin(fn(&[Slot<'_>]) -> Result<Vec3i>),
    /// The region of the first input that a region of the first output needs.
    Blocks(fn(Region, &[Slot<'_>]) -> Result<Region>),
    /// Partial results of blocks are combined into one.
    Reduce,
    /// Several passes.
    Stages,
    /// Bookkeeping without pixels.
    Controller,
    /// Runs as usual, whatever the mode.
    Trivial,
    /// Not possible on blocks.
    WholeImage {
        /// Why not.
        reason: &'static str,
    },
}

/// Class of the job that runs a block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Job {
    /// Seconds.
    Fast,
    /// Minutes.
    Normal,
    /// Hours.
    Slow,
}

impl CommandForm {
    /// The pixel types that an image argument can have, in the order of [`PixelType::ALL`].
    pub fn image_types(&self, arg: &ArgSpec) -> Vec<PixelType> {
        let possible = |pixel_type: &PixelType| match arg.kind {
            ArgKind::Image(ImageType::Generic(position)) => {
                self.variants.iter().any(|variant| variant.types[position] == *pixel_type)
            }
            ArgKind::Image(ImageType::Fixed(fixed)) => fixed == *pixel_type,
            ArgKind::Image(ImageType::Any(types)) => types.contains(pixel_type),
            _ => false,
        };
        PixelType::ALL.into_iter().filter(possible).collect()
    }

    /// The name of an argument's type: `real`, `image<any>`, `image<uint8|uint16>`.
    pub fn type_name(&self, arg: &ArgSpec) -> String {
        if !matches!(arg.kind, ArgKind::Image(_)) {
            return match &arg.default {
                Some(DefaultValue::PerType { .. }) => format!("{} (depends on the pixel type)", arg.kind.name()),
                _ => arg.kind.name().to_owned(),
            };
        }
        let types = self.image_types(arg);
        if types == PixelType::ALL {
            "image<any>".to_owned()
        } else if types == PixelType::REAL {
            "image<real>".to_owned()
        } else {
            format!("image<{}>", types.iter().map(|pixel_type| pixel_type.name()).collect::<Vec<_>>().join("|"))
        }
    }

    /// The position of the argument that a keyword means: its name, or the last word of its name if no other argument of
    /// this form ends so.
    ///
    /// ```
    /// let form = pi2_core::registry::commands()["gaussfilter"][0];
    /// assert_eq!(form.find_arg("spatial_sigma"), Some(2));
    /// assert_eq!(form.find_arg("sigma"), Some(2));
    /// assert_eq!(form.find_arg("image"), None);
    /// ```
    pub fn find_arg(&self, keyword: &str) -> Option<usize> {
        let named = self.args.iter().position(|spec| spec.is_called(keyword));
        named.or_else(|| {
            let word = keyword.trim_end_matches('_');
            let mut ending = (0..self.args.len()).filter(|&index| self.args[index].last_word() == Some(word));
            ending.next().filter(|_| ending.next().is_none())
        })
    }

    /// The command with the names of its arguments: `add(image, x)`.
    pub fn signature(&self) -> String {
        let names: Vec<&str> = self.args.iter().map(|arg| arg.name).collect();
        format!("{}({})", self.name, names.join(", "))
    }

    /// Number of arguments that have to be given.
    pub fn required_args(&self) -> usize {
        self.args.iter().rposition(|arg| arg.default.is_none()).map_or(0, |last| last + 1)
    }

    /// True if the command can be used in distributed mode.
    pub fn is_distributed(&self) -> bool {
        !matches!(self.distribution.parallel, Parallel::WholeImage { .. })
    }
}
