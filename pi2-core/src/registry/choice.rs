//! Arguments that are given as one of a list of words.

/// An enum whose variants are words in scripts; see `#[derive(Choice)]`.
pub trait Choice: Copy + Sized {
    /// The words.
    const SPEC: ChoiceSpec;
    /// The variant at a position of the specification.
    fn from_index(index: usize) -> Self;
    /// The position of the variant in the specification.
    fn index(self) -> usize;

    /// The word that is shown for the variant.
    fn word(self) -> &'static str {
        Self::SPEC.variants[self.index()].words[0]
    }
}

/// The words of a choice.
#[derive(Debug, PartialEq)]
pub struct ChoiceSpec {
    /// Name of the argument type in help and listings.
    pub type_name: &'static str,
    /// The words by variant.
    pub variants: &'static [ChoiceVariant],
}

/// The spellings of one variant.
#[derive(Debug, PartialEq)]
pub struct ChoiceVariant {
    /// Accepted spellings, the shown one first.
    pub words: &'static [&'static str],
    /// What it means.
    pub docs: &'static str,
}

impl ChoiceSpec {
    /// The position of the variant with the given spelling; case and surrounding blanks do not matter.
    pub fn parse(&self, text: &str) -> Option<usize> {
        let text = text.trim();
        let spelled = |variant: &ChoiceVariant| variant.words.iter().any(|word| word.eq_ignore_ascii_case(text));
        self.variants.iter().position(spelled)
    }

    /// The shown words, for messages: `Zero, Nearest`.
    pub fn shown_words(&self) -> String {
        self.variants.iter().map(|variant| variant.words[0]).collect::<Vec<_>>().join(", ")
    }
}
