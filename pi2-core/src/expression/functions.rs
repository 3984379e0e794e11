//! The functions of the language by name.

use std::f64::consts::PI;

use super::operations::{Binary, Ternary, Unary};
use super::tree::Node;

/// What a function makes of its arguments.
#[derive(Clone, Copy)]
pub enum Function {
    One(Unary),
    /// A constant times the argument.
    Scaled(f64),
    /// One divided by this function.
    Inverse(Unary),
    Two(Binary),
    /// 1 where this one is 0.
    Negated(Binary),
    Three(Ternary),
    /// The condition comes first.
    If,
    /// All arguments from left to right.
    Many(Binary),
    Average,
    AllTrue,
    AnyTrue,
}

/// Every function, in alphabetic order.
pub const FUNCTIONS: [(&str, Function); 60] = [
    ("abs", Function::One(Unary::Abs)),
    ("acos", Function::One(Unary::Acos)),
    ("acosh", Function::One(Unary::Acosh)),
    ("asin", Function::One(Unary::Asin)),
    ("asinh", Function::One(Unary::Asinh)),
    ("atan", Function::One(Unary::Atan)),
    ("atan2", Function::Two(Binary::Atan2)),
    ("atanh", Function::One(Unary::Atanh)),
    ("avg", Function::Average),
    ("ceil", Function::One(Unary::Ceil)),
    ("clamp", Function::Three(Ternary::Clamp)),
    ("cos", Function::One(Unary::Cos)),
    ("cosh", Function::One(Unary::Cosh)),
    ("cot", Function::Inverse(Unary::Tan)),
    ("csc", Function::Inverse(Unary::Sin)),
    ("deg2grad", Function::Scaled(10.0 / 9.0)),
    ("deg2rad", Function::Scaled(PI / 180.0)),
    ("equal", Function::Two(Binary::NearlyEqual)),
    ("erf", Function::One(Unary::Erf)),
    ("erfc", Function::One(Unary::Erfc)),
    ("exp", Function::One(Unary::Exp)),
    ("expm1", Function::One(Unary::ExpM1)),
    ("floor", Function::One(Unary::Floor)),
    ("frac", Function::One(Unary::Fraction)),
    ("grad2deg", Function::Scaled(9.0 / 10.0)),
    ("hypot", Function::Two(Binary::Hypotenuse)),
    ("iclamp", Function::Three(Ternary::OutsideClamp)),
    ("if", Function::If),
    ("inrange", Function::Three(Ternary::InRange)),
    ("log", Function::One(Unary::Log)),
    ("log10", Function::One(Unary::Log10)),
    ("log1p", Function::One(Unary::Log1p)),
    ("log2", Function::One(Unary::Log2)),
    ("logn", Function::Two(Binary::LogBase)),
    ("mand", Function::AllTrue),
    ("max", Function::Many(Binary::Maximum)),
    ("min", Function::Many(Binary::Minimum)),
    ("mod", Function::Two(Binary::Remainder)),
    ("mor", Function::AnyTrue),
    ("mul", Function::Many(Binary::Multiply)),
    ("ncdf", Function::One(Unary::NormalCdf)),
    ("not", Function::One(Unary::Not)),
    ("not_equal", Function::Negated(Binary::NearlyEqual)),
    ("pow", Function::Two(Binary::Power)),
    ("rad2deg", Function::Scaled(180.0 / PI)),
    ("root", Function::Two(Binary::Root)),
    ("round", Function::One(Unary::Round)),
    ("roundn", Function::Two(Binary::RoundDigits)),
    ("sec", Function::Inverse(Unary::Cos)),
    ("sgn", Function::One(Unary::Sign)),
    ("shl", Function::Two(Binary::ShiftLeft)),
    ("shr", Function::Two(Binary::ShiftRight)),
    ("sin", Function::One(Unary::Sin)),
    ("sinc", Function::One(Unary::Sinc)),
    ("sinh", Function::One(Unary::Sinh)),
    ("sqrt", Function::One(Unary::Sqrt)),
    ("sum", Function::Many(Binary::Add)),
    ("tan", Function::One(Unary::Tan)),
    ("tanh", Function::One(Unary::Tanh)),
    ("trunc", Function::One(Unary::Truncate)),
];

impl Function {
    /// The function with this name.
    pub fn of_name(name: &str) -> Option<Self> {
        let index = FUNCTIONS.binary_search_by(|(known, _)| known.cmp(&name)).ok()?;
        Some(FUNCTIONS[index].1)
    }

    /// How many arguments it takes; `None` means one or more.
    pub fn arguments(self) -> Option<usize> {
        match self {
            Self::One(_) | Self::Scaled(_) | Self::Inverse(_) => Some(1),
            Self::Two(_) | Self::Negated(_) => Some(2),
            Self::Three(_) | Self::If => Some(3),
            Self::Many(_) | Self::Average | Self::AllTrue | Self::AnyTrue => None,
        }
    }

    /// The value for arguments, of which there are as many as the function takes.
    pub fn call(self, arguments: Vec<Node>) -> Option<Node> {
        let count = arguments.len();
        let mut rest = arguments.into_iter();
        let mut next = || rest.next();
        Some(match self {
            Self::One(operation) => Node::unary(operation, next()?),
            Self::Scaled(factor) => Node::binary(Binary::Multiply, next()?, Node::Constant(factor)),
            Self::Inverse(operation) => {
                Node::binary(Binary::Divide, Node::Constant(1.0), Node::unary(operation, next()?))
            }
            Self::Two(operation) => Node::binary(operation, next()?, next()?),
            Self::Negated(operation) => Node::unary(Unary::Not, Node::binary(operation, next()?, next()?)),
            Self::Three(operation) => Node::ternary(operation, next()?, next()?, next()?),
            Self::If => Node::choose(next()?, next()?, next()?),
            Self::Many(operation) => rest.reduce(|all, one| Node::binary(operation, all, one))?,
            Self::Average => {
                let sum = rest.reduce(|all, one| Node::binary(Binary::Add, all, one))?;
                Node::binary(Binary::Divide, sum, Node::Constant(count as f64))
            }
            Self::AllTrue => Node::unary(Unary::Truth, rest.reduce(Node::short_and)?),
            Self::AnyTrue => Node::unary(Unary::Truth, rest.reduce(Node::short_or)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_is_found() {
        for (name, function) in FUNCTIONS {
            let found = Function::of_name(name).unwrap_or_else(|| panic!("{name} is not in order"));
            assert_eq!(found.arguments(), function.arguments(), "{name}");
        }
        assert!(Function::of_name("sine").is_none());
    }
}
