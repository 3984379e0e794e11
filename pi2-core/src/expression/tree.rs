//! An expression that was understood. Constants are folded as the tree grows.

use super::operations::{Binary, Ternary, Unary};

/// A part of an expression. Variables are numbered; the pixels of the images come first.
#[derive(Clone, Debug)]
pub enum Node {
    Constant(f64),
    Variable(usize),
    Unary(Unary, Box<Node>),
    Binary(Binary, Box<[Node; 2]>),
    Ternary(Ternary, Box<[Node; 3]>),
    /// Condition, value if it is true, value if not; only one of them is evaluated.
    Choose(Box<[Node; 3]>),
    Assign(usize, Box<Node>),
    /// One after the other; the value is that of the last.
    Sequence(Vec<Node>),
    Loop(Box<Loop>),
    /// Leaves the innermost loop, which gets this value.
    Break(Box<Node>),
    Continue,
    /// Ends the expression with the value NaN.
    Return,
}

/// A loop. Its value is that of the last complete pass, or 0.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Condition for a pass.
    pub before: Option<Node>,
    pub body: Node,
    /// What happens between passes.
    pub step: Option<Node>,
    /// True if a pass was the last.
    pub until: Option<Node>,
}

impl Node {
    pub fn unary(operation: Unary, a: Self) -> Self {
        match a {
            Self::Constant(a) => Self::Constant(operation.apply(a)),
            a => Self::Unary(operation, Box::new(a)),
        }
    }

    /// Division by a constant zero is NaN; by any other zero it is what IEEE 754 says. Small constant powers are products.
    pub fn binary(operation: Binary, a: Self, b: Self) -> Self {
        match (operation, &a, &b) {
            (Binary::Divide, _, Self::Constant(0.0)) if !a.has_effects() => Self::Constant(f64::NAN),
            (Binary::Divide, _, Self::Constant(0.0)) => Self::Sequence(vec![a, Self::Constant(f64::NAN)]),
            (Binary::Power, _, Self::Constant(1.0)) => a,
            (Binary::Power, _, Self::Constant(2.0)) => Self::unary(Unary::Square, a),
            (Binary::Power, _, Self::Constant(3.0)) => Self::unary(Unary::Cube, a),
            (Binary::Power, _, Self::Constant(4.0)) => Self::unary(Unary::Fourth, a),
            (_, Self::Constant(a), Self::Constant(b)) => Self::Constant(operation.apply(*a, *b)),
            _ => Self::Binary(operation, Box::new([a, b])),
        }
    }

    pub fn ternary(operation: Ternary, a: Self, b: Self, c: Self) -> Self {
        match (&a, &b, &c) {
            (Self::Constant(a), Self::Constant(b), Self::Constant(c)) => Self::Constant(operation.apply(*a, *b, *c)),
            _ => Self::Ternary(operation, Box::new([a, b, c])),
        }
    }

    pub fn choose(condition: Self, yes: Self, no: Self) -> Self {
        match condition {
            Self::Constant(value) if value != 0.0 => yes,
            Self::Constant(_) => no,
            condition => Self::Choose(Box::new([condition, yes, no])),
        }
    }

    /// `&`: the second operand is evaluated only if the first is true.
    pub fn short_and(a: Self, b: Self) -> Self {
        if b.has_effects() {
            Self::choose(a, Self::unary(Unary::Truth, b), Self::Constant(0.0))
        } else {
            Self::binary(Binary::And, a, b)
        }
    }

    /// `|`: the second operand is evaluated only if the first is false.
    pub fn short_or(a: Self, b: Self) -> Self {
        if b.has_effects() {
            Self::choose(a, Self::Constant(1.0), Self::unary(Unary::Truth, b))
        } else {
            Self::binary(Binary::Or, a, b)
        }
    }

    /// True if leaving this part out, or evaluating it once more, could change another part.
    pub fn has_effects(&self) -> bool {
        match self {
            Self::Constant(_) | Self::Variable(_) => false,
            Self::Unary(_, a) => a.has_effects(),
            Self::Binary(_, parts) => parts.iter().any(Self::has_effects),
            Self::Ternary(_, parts) | Self::Choose(parts) => parts.iter().any(Self::has_effects),
            Self::Sequence(parts) => parts.iter().any(Self::has_effects),
            Self::Assign(..) | Self::Loop(_) | Self::Break(_) | Self::Continue | Self::Return => true,
        }
    }
}
