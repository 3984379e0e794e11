//! Expressions without loops: a list of operations on whole rows of pixels.

use std::collections::HashMap;

use super::operations::{Binary, Row, Ternary, Unary, Values, binary_row, ternary_row};
use super::tree::Node;

/// A list of operations on rows. Registers are rows: first the pixels of the images, then constants, then results.
#[derive(Debug)]
pub struct Straight {
    images: usize,
    constants: Vec<f64>,
    registers: usize,
    steps: Vec<Step>,
    /// The register of the result.
    result: usize,
    /// For each image, if its pixels are used.
    reads: Vec<bool>,
}

#[derive(Clone, Copy, Debug)]
struct Step {
    operation: Operation<Operand>,
    target: usize,
}

#[derive(Clone, Copy, Debug)]
enum Operand {
    Register(usize),
    Constant(f64),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Operation<V> {
    Unary(Unary, V),
    Binary(Binary, V, V),
    Ternary(Ternary, [V; 3]),
}

/// A value that is computed once, whatever the number of its uses.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Value {
    Image(usize),
    /// The bits of a float64.
    Constant(u64),
    Result(Operation<usize>),
}

impl Straight {
    /// The list for an expression, or `None` if it has loops, or assignments that depend on a condition.
    pub fn compile(root: &Node, images: usize, variables: usize) -> Option<Self> {
        let mut values = Numbering { values: Vec::new(), known: HashMap::new(), variables: Vec::new() };
        values.variables = (0..variables)
            .map(|variable| values.number(if variable < images { Value::Image(variable) } else { Value::Constant(0) }))
            .collect();
        let result = values.value_of(root)?;
        Some(Self::allocate(&values.values, result, images))
    }

    /// Finds a register for each value that is needed; a register is free after the last use of its value.
    fn allocate(values: &[Value], result: usize, images: usize) -> Self {
        let last_use = last_uses(values, result);
        let mut program = Self {
            images,
            constants: Vec::new(),
            registers: 0,
            steps: Vec::new(),
            result: 0,
            reads: vec![false; images],
        };
        for (index, value) in values.iter().enumerate() {
            if let (Value::Result(Operation::Ternary(_, arguments)), true) = (value, last_use[index] > 0) {
                for argument in arguments {
                    program.pin(values[*argument]);
                }
            }
        }
        program.pin(values[result]);
        let first_free = images + program.constants.len();
        let (mut places, mut free, mut used) = (vec![usize::MAX; values.len()], Vec::new(), first_free);
        for (index, value) in values.iter().enumerate().filter(|(index, _)| last_use[*index] > 0) {
            match value {
                Value::Image(image) => {
                    program.reads[*image] = true;
                    places[index] = *image;
                }
                Value::Constant(_) => {}
                Value::Result(operation) => {
                    // The target differs from the arguments, so that no loop reads what it writes.
                    let target = free.pop().unwrap_or_else(|| {
                        used += 1;
                        used - 1
                    });
                    places[index] = target;
                    let operation = program.placed(*operation, values, &places);
                    program.steps.push(Step { operation, target });
                    let mut ended: Vec<usize> = arguments(value);
                    ended.sort_unstable();
                    ended.dedup();
                    ended.retain(|argument| last_use[*argument] == index + 1);
                    free.extend(
                        ended
                            .iter()
                            .map(|argument| places[*argument])
                            .filter(|place| *place != usize::MAX && *place >= first_free),
                    );
                }
            }
        }
        program.registers = used;
        program.result = program.row(values[result], places[result]);
        program
    }

    /// Gives a constant a register.
    fn pin(&mut self, value: Value) {
        if let Value::Constant(bits) = value
            && !self.constants.iter().any(|constant| constant.to_bits() == bits)
        {
            self.constants.push(f64::from_bits(bits));
        }
    }

    fn placed(&self, operation: Operation<usize>, values: &[Value], places: &[usize]) -> Operation<Operand> {
        let find = |value: usize| match values[value] {
            Value::Constant(bits) => Operand::Constant(f64::from_bits(bits)),
            _ => Operand::Register(places[value]),
        };
        let row = |value: usize| Operand::Register(self.row(values[value], places[value]));
        match operation {
            Operation::Unary(operation, a) => Operation::Unary(operation, row(a)),
            Operation::Binary(operation, a, b) => Operation::Binary(operation, find(a), find(b)),
            Operation::Ternary(operation, arguments) => Operation::Ternary(operation, arguments.map(row)),
        }
    }

    /// The register of a value: its place, or that of a pinned constant.
    fn row(&self, value: Value, place: usize) -> usize {
        match value {
            Value::Constant(bits) => {
                let index = self.constants.iter().position(|constant| constant.to_bits() == bits);
                self.images + index.unwrap_or_default()
            }
            _ => place,
        }
    }

    /// True if the pixels of image `index` are used.
    pub fn reads(&self, index: usize) -> bool {
        self.reads[index]
    }

    /// Registers with the constants in their places.
    pub fn registers(&self) -> Vec<Row> {
        let mut rows = vec![Row::ZERO; self.registers];
        for (row, constant) in rows[self.images..].iter_mut().zip(&self.constants) {
            row.0.fill(*constant);
        }
        rows
    }

    /// The register of the result.
    pub fn result(&self) -> usize {
        self.result
    }

    /// Computes a row; the pixels of the images are in the first registers.
    pub fn run(&self, rows: &mut [Row]) {
        for step in &self.steps {
            let (below, rest) = rows.split_at_mut(step.target);
            let Some((target, above)) = rest.split_first_mut() else { continue };
            let (below, above) = (&*below, &*above);
            let row = |operand| match operand {
                Operand::Register(register) if register < step.target => Values::Row(&below[register]),
                Operand::Register(register) => Values::Row(&above[register - step.target - 1]),
                Operand::Constant(constant) => Values::Constant(constant),
            };
            match step.operation {
                Operation::Unary(operation, a) => {
                    if let Values::Row(a) = row(a) {
                        operation.apply_row(target, a);
                    }
                }
                Operation::Binary(operation, a, b) => binary_row(operation, target, row(a), row(b)),
                Operation::Ternary(operation, arguments) => {
                    if let [Values::Row(a), Values::Row(b), Values::Row(c)] = arguments.map(row) {
                        ternary_row(operation, target, [a, b, c]);
                    }
                }
            }
        }
    }
}

fn arguments(value: &Value) -> Vec<usize> {
    match value {
        Value::Result(Operation::Unary(_, a)) => vec![*a],
        Value::Result(Operation::Binary(_, a, b)) => vec![*a, *b],
        Value::Result(Operation::Ternary(_, arguments)) => arguments.to_vec(),
        _ => Vec::new(),
    }
}

/// One more than the number of the last value that needs each value; 0 for those that nobody needs.
fn last_uses(values: &[Value], result: usize) -> Vec<usize> {
    let mut last_use = vec![0; values.len()];
    last_use[result] = usize::MAX;
    for (index, value) in values.iter().enumerate().rev() {
        if last_use[index] > 0 {
            for argument in arguments(value) {
                last_use[argument] = last_use[argument].max(index + 1);
            }
        }
    }
    last_use
}

/// Numbers of values; the same value gets the same number.
struct Numbering {
    values: Vec<Value>,
    known: HashMap<Value, usize>,
    /// The present value of each variable.
    variables: Vec<usize>,
}

impl Numbering {
    fn number(&mut self, value: Value) -> usize {
        *self.known.entry(value).or_insert_with(|| {
            self.values.push(value);
            self.values.len() - 1
        })
    }

    fn constant(&mut self, value: f64) -> usize {
        self.number(Value::Constant(value.to_bits()))
    }

    fn known_constant(&self, value: usize) -> Option<f64> {
        match self.values[value] {
            Value::Constant(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    fn value_of(&mut self, node: &Node) -> Option<usize> {
        Some(match node {
            Node::Constant(value) => self.constant(*value),
            Node::Variable(variable) => self.variables[*variable],
            Node::Unary(operation, a) => {
                let a = self.value_of(a)?;
                match self.known_constant(a) {
                    Some(a) => self.constant(operation.apply(a)),
                    None => self.number(Value::Result(Operation::Unary(*operation, a))),
                }
            }
            Node::Binary(operation, parts) => {
                let (a, b) = (self.value_of(&parts[0])?, self.value_of(&parts[1])?);
                match (self.known_constant(a), self.known_constant(b)) {
                    (Some(a), Some(b)) => self.constant(operation.apply(a, b)),
                    _ => self.number(Value::Result(Operation::Binary(*operation, a, b))),
                }
            }
            Node::Ternary(operation, parts) => self.ternary(*operation, parts)?,
            Node::Choose(parts) if parts[1..].iter().any(Node::has_effects) => return None,
            Node::Choose(parts) => self.ternary(Ternary::Select, parts)?,
            Node::Assign(variable, value) => {
                self.variables[*variable] = self.value_of(value)?;
                self.variables[*variable]
            }
            Node::Sequence(parts) => {
                let mut last = None;
                for part in parts {
                    last = Some(self.value_of(part)?);
                }
                last?
            }
            Node::Loop(_) | Node::Break(_) | Node::Continue | Node::Return => return None,
        })
    }

    fn ternary(&mut self, operation: Ternary, parts: &[Node; 3]) -> Option<usize> {
        let arguments = [self.value_of(&parts[0])?, self.value_of(&parts[1])?, self.value_of(&parts[2])?];
        Some(match arguments.map(|argument| self.known_constant(argument)) {
            [Some(a), Some(b), Some(c)] => self.constant(operation.apply(a, b, c)),
            [Some(condition), ..] if operation == Ternary::Select => arguments[if condition == 0.0 { 2 } else { 1 }],
            _ => self.number(Value::Result(Operation::Ternary(operation, arguments))),
        })
    }
}
