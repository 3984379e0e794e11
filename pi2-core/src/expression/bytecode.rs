//! Expressions with loops: a list of steps that runs once per pixel.

use super::operations::{Binary, Ternary, Unary};
use super::tree::{Loop, Node};
use crate::{Context, Result};

/// Passes of loops between looks for a request to stop.
const PASSES_PER_LOOK: u32 = 1 << 14;

/// A list of steps on numbered slots: variables first, then constants and results.
#[derive(Debug)]
pub struct Bytecode {
    steps: Vec<Step>,
    /// What the slots contain at the start of each pixel; only variables may change between pixels.
    slots: Vec<f64>,
    variables: usize,
    has_loops: bool,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Unary(Unary, usize, usize),
    Binary(Binary, usize, [usize; 2]),
    Ternary(Ternary, usize, [usize; 3]),
    Copy(usize, usize),
    Jump(usize),
    JumpIfFalse(usize, usize),
    /// The jump that closes a loop.
    Again(usize),
    End(usize),
}

impl Bytecode {
    /// The steps of an expression with `variables` variables.
    pub fn compile(root: &Node, variables: usize) -> Self {
        let mut compiler =
            Compiler { steps: Vec::new(), slots: vec![0.0; variables], open: Vec::new(), has_loops: false };
        let result = compiler.slot_of(root);
        compiler.steps.push(Step::End(result));
        Self { steps: compiler.steps, slots: compiler.slots, variables, has_loops: compiler.has_loops }
    }

    /// True if a pixel may take any number of steps.
    pub fn has_loops(&self) -> bool {
        self.has_loops
    }

    /// The slots as [`run`](Self::run) needs them.
    pub fn slots(&self) -> Vec<f64> {
        self.slots.clone()
    }

    /// The value for one pixel of each image.
    pub fn run(&self, ctx: &Context, slots: &mut [f64], pixels: impl Iterator<Item = f64>) -> Result<f64> {
        slots[..self.variables].fill(0.0);
        for (slot, pixel) in slots.iter_mut().zip(pixels) {
            *slot = pixel;
        }
        let (mut at, mut passes) = (0, 0);
        loop {
            let step = self.steps[at];
            at += 1;
            match step {
                Step::Unary(operation, target, a) => slots[target] = operation.apply(slots[a]),
                Step::Binary(operation, target, [a, b]) => slots[target] = operation.apply(slots[a], slots[b]),
                Step::Ternary(operation, target, [a, b, c]) => {
                    slots[target] = operation.apply(slots[a], slots[b], slots[c]);
                }
                Step::Copy(target, a) => slots[target] = slots[a],
                Step::Jump(target) => at = target,
                Step::JumpIfFalse(condition, target) => {
                    if slots[condition] == 0.0 {
                        at = target;
                    }
                }
                Step::Again(target) => {
                    at = target;
                    passes += 1;
                    if passes == PASSES_PER_LOOK {
                        ctx.check_cancelled()?;
                        passes = 0;
                    }
                }
                Step::End(result) => return Ok(slots[result]),
            }
        }
    }
}

struct Compiler {
    steps: Vec<Step>,
    slots: Vec<f64>,
    open: Vec<OpenLoop>,
    has_loops: bool,
}

/// A loop whose end is not known yet.
struct OpenLoop {
    result: usize,
    /// Jumps that wait for the place behind the loop.
    breaks: Vec<usize>,
    /// Jumps that wait for the end of the body.
    continues: Vec<usize>,
}

impl Compiler {
    fn new_slot(&mut self, value: f64) -> usize {
        self.slots.push(value);
        self.slots.len() - 1
    }

    /// The slot of the node's value, with the steps that compute it.
    fn slot_of(&mut self, node: &Node) -> usize {
        match node {
            Node::Constant(value) => self.new_slot(*value),
            Node::Variable(variable) => *variable,
            Node::Unary(operation, a) => {
                let a = self.slot_of(a);
                self.result(|target| Step::Unary(*operation, target, a))
            }
            Node::Binary(operation, parts) => {
                let arguments = self.arguments(parts);
                self.result(|target| Step::Binary(*operation, target, arguments))
            }
            Node::Ternary(operation, parts) => {
                let arguments = self.arguments(parts);
                self.result(|target| Step::Ternary(*operation, target, arguments))
            }
            Node::Choose(parts) => self.choice(parts),
            Node::Assign(variable, value) => {
                let value = self.slot_of(value);
                self.steps.push(Step::Copy(*variable, value));
                *variable
            }
            Node::Sequence(parts) => parts.iter().fold(0, |_, part| self.slot_of(part)),
            Node::Loop(parts) => self.loop_of(parts),
            Node::Break(value) => {
                let value = self.slot_of(value);
                let at = self.steps.len() + 1;
                if let Some(open) = self.open.last_mut() {
                    open.breaks.push(at);
                    let result = open.result;
                    self.steps.extend([Step::Copy(result, value), Step::Jump(0)]);
                }
                value
            }
            Node::Continue => {
                let at = self.steps.len();
                if let Some(open) = self.open.last_mut() {
                    open.continues.push(at);
                }
                self.steps.push(Step::Jump(0));
                self.new_slot(f64::NAN)
            }
            Node::Return => {
                let nothing = self.new_slot(f64::NAN);
                self.steps.push(Step::End(nothing));
                nothing
            }
        }
    }

    fn result(&mut self, step: impl FnOnce(usize) -> Step) -> usize {
        let target = self.new_slot(0.0);
        self.steps.push(step(target));
        target
    }

    /// Arguments from left to right; those that a later one could change are copied.
    fn arguments<const N: usize>(&mut self, parts: &[Node; N]) -> [usize; N] {
        let mut slots = [0; N];
        for (index, part) in parts.iter().enumerate() {
            slots[index] = self.slot_of(part);
            if parts[index + 1..].iter().any(Node::has_effects) {
                let value = slots[index];
                slots[index] = self.result(|target| Step::Copy(target, value));
            }
        }
        slots
    }

    fn choice(&mut self, [condition, yes, no]: &[Node; 3]) -> usize {
        let result = self.new_slot(0.0);
        let condition = self.slot_of(condition);
        let to_no = self.steps.len();
        self.steps.push(Step::JumpIfFalse(condition, 0));
        let value = self.slot_of(yes);
        self.steps.push(Step::Copy(result, value));
        let to_end = self.steps.len();
        self.steps.push(Step::Jump(0));
        self.steps[to_no] = Step::JumpIfFalse(condition, self.steps.len());
        let value = self.slot_of(no);
        self.steps.push(Step::Copy(result, value));
        self.steps[to_end] = Step::Jump(self.steps.len());
        result
    }

    fn loop_of(&mut self, parts: &Loop) -> usize {
        self.has_loops = true;
        let (result, zero) = (self.new_slot(0.0), self.new_slot(0.0));
        self.steps.push(Step::Copy(result, zero));
        let start = self.steps.len();
        let condition = parts.before.as_ref().map(|condition| self.slot_of(condition));
        let to_end = self.steps.len();
        self.steps.extend(condition.map(|condition| Step::JumpIfFalse(condition, 0)));
        self.open.push(OpenLoop { result, breaks: Vec::new(), continues: Vec::new() });
        let value = self.slot_of(&parts.body);
        self.steps.push(Step::Copy(result, value));
        let body_end = self.steps.len();
        let open = self.open.pop();
        if let Some(step) = &parts.step {
            self.slot_of(step);
        }
        match &parts.until {
            Some(until) => {
                let until = self.slot_of(until);
                let goes_on = self.result(|target| Step::Unary(Unary::Not, target, until));
                let end = self.steps.len() + 2;
                self.steps.extend([Step::JumpIfFalse(goes_on, end), Step::Again(start)]);
            }
            None => self.steps.push(Step::Again(start)),
        }
        let end = self.steps.len();
        if let Some(condition) = condition {
            self.steps[to_end] = Step::JumpIfFalse(condition, end);
        }
        for at in open.iter().flat_map(|open| &open.breaks) {
            self.steps[*at] = Step::Jump(end);
        }
        for at in open.iter().flat_map(|open| &open.continues) {
            self.steps[*at] = Step::Jump(body_end);
        }
        result
    }
}
