//! Random expressions with an obvious way to find their values.

use proptest::prelude::*;

/// A random expression, as text and as what it should be.
#[derive(Clone, Debug)]
pub enum Random {
    Number(u8),
    Pixel(usize),
    Negated(Box<Random>),
    Operated(usize, Box<[Random; 2]>),
    Called(&'static str, Vec<Random>),
    Chosen(Box<[Random; 3]>),
}

/// Operators with their level.
const OPERATORS: [(&str, u8); 15] = [
    ("or", 1),
    ("xor", 1),
    ("|", 1),
    ("and", 2),
    ("&", 2),
    ("<", 3),
    ("<=", 3),
    ("==", 3),
    ("!=", 3),
    (">=", 3),
    (">", 3),
    ("+", 4),
    ("-", 4),
    ("*", 5),
    ("^", 7),
];

impl Random {
    fn level(&self) -> u8 {
        match self {
            Self::Number(_) | Self::Pixel(_) | Self::Called(..) => 9,
            Self::Negated(_) => 6,
            Self::Operated(operator, _) => OPERATORS[*operator].1,
            Self::Chosen(_) => 0,
        }
    }

    /// The text, with brackets only where they are needed.
    pub fn text(&self) -> String {
        let inside = |part: &Self, least: u8| {
            if part.level() < least { format!("({})", part.text()) } else { part.text() }
        };
        match self {
            Self::Number(number) => (f64::from(*number) / 4.0).to_string(),
            Self::Pixel(index) => format!("x{index}"),
            Self::Negated(part) => format!("-{}", inside(part, 6)),
            Self::Operated(operator, parts) => {
                let (word, level) = OPERATORS[*operator];
                let (left, right) = if level == 7 { (8, 6) } else { (level, level + 1) };
                format!("{} {word} {}", inside(&parts[0], left), inside(&parts[1], right))
            }
            Self::Called(name, parts) => {
                format!("{name}({})", parts.iter().map(Self::text).collect::<Vec<_>>().join(", "))
            }
            Self::Chosen(parts) => {
                format!("{} ? {} : {}", inside(&parts[0], 1), parts[1].text(), parts[2].text())
            }
        }
    }

    /// The value, with no thought for speed.
    pub fn value(&self, pixels: [f64; 3]) -> f64 {
        let truth = |value: bool| f64::from(u8::from(value));
        match self {
            Self::Number(number) => f64::from(*number) / 4.0,
            Self::Pixel(index) => pixels[*index],
            Self::Negated(part) => -part.value(pixels),
            Self::Chosen(parts) => parts[if parts[0].value(pixels) == 0.0 { 2 } else { 1 }].value(pixels),
            Self::Operated(operator, parts) => {
                let (a, b) = (parts[0].value(pixels), parts[1].value(pixels));
                match OPERATORS[*operator].0 {
                    "or" | "|" => truth(a != 0.0 || b != 0.0),
                    "xor" => truth((a != 0.0) != (b != 0.0)),
                    "and" | "&" => truth(a != 0.0 && b != 0.0),
                    "<" => truth(a < b),
                    "<=" => truth(a <= b),
                    "==" => truth(a == b),
                    "!=" => truth(a != b),
                    ">=" => truth(a >= b),
                    ">" => truth(a > b),
                    "+" => a + b,
                    "-" => a - b,
                    "*" => a * b,
                    // Small constant powers are products.
                    _ if !parts[1].is_constant() => a.powf(b),
                    _ if b == 2.0 => a * a,
                    _ if b == 3.0 => a * a * a,
                    _ if b == 4.0 => (a * a) * (a * a),
                    _ => a.powf(b),
                }
            }
            Self::Called(name, parts) => {
                let values: Vec<f64> = parts.iter().map(|part| part.value(pixels)).collect();
                match *name {
                    "abs" => values[0].abs(),
                    "floor" => values[0].floor(),
                    "sqrt" => values[0].sqrt(),
                    "not" => truth(values[0] == 0.0),
                    "sgn" => truth(values[0] > 0.0) - truth(values[0] < 0.0),
                    "max" => values.into_iter().reduce(|a, b| if a < b { b } else { a }).expect("not empty"),
                    "sum" => values.into_iter().reduce(|a, b| a + b).expect("not empty"),
                    "if" => values[if values[0] == 0.0 { 2 } else { 1 }],
                    "inrange" => truth(values[0] <= values[1] && values[1] <= values[2]),
                    _ => unreachable!("{name}"),
                }
            }
        }
    }

    /// True if the value is known without the pixels.
    fn is_constant(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Pixel(_) => false,
            Self::Negated(part) => part.is_constant(),
            Self::Operated(_, parts) => parts.iter().all(Self::is_constant),
            Self::Called("if", parts) => Self::is_constant_choice(parts),
            Self::Called(_, parts) => parts.iter().all(Self::is_constant),
            Self::Chosen(parts) => Self::is_constant_choice(&parts[..]),
        }
    }

    fn is_constant_choice(parts: &[Self]) -> bool {
        parts[0].is_constant() && parts[if parts[0].value([0.0; 3]) == 0.0 { 2 } else { 1 }].is_constant()
    }
}

/// Any expression without statements.
pub fn random() -> impl Strategy<Value = Random> {
    let leaf = prop_oneof![any::<u8>().prop_map(Random::Number), (0..3usize).prop_map(Random::Pixel)];
    leaf.prop_recursive(6, 60, 3, |part| {
        let named = |name: &'static str, count| {
            prop::collection::vec(part.clone(), count).prop_map(move |parts| Random::Called(name, parts))
        };
        prop_oneof![
            1 => part.clone().prop_map(|part| Random::Negated(Box::new(part))),
            6 => (0..OPERATORS.len(), [part.clone(), part.clone()])
                .prop_map(|(operator, parts)| Random::Operated(operator, Box::new(parts))),
            1 => [part.clone(), part.clone(), part.clone()].prop_map(|parts| Random::Chosen(Box::new(parts))),
            1 => named("abs", 1..2),
            1 => named("floor", 1..2),
            1 => named("sqrt", 1..2),
            1 => named("not", 1..2),
            1 => named("sgn", 1..2),
            1 => named("max", 1..4),
            1 => named("sum", 1..4),
            1 => named("if", 3..4),
            1 => named("inrange", 3..4),
        ]
    })
}
