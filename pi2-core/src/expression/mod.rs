//! Expressions on pixels: `if(x0 > 100, x0 - 100, 0)`.
//!
//! A text is read into tokens, a tree, and then one of two programs: expressions without loops work on rows of 512
//! pixels with vector instructions ([`straight`]), those with loops on one pixel after the other ([`bytecode`]). Both
//! compute in float64, and nothing but the conversion of pixels depends on the pixel types. The language is described in
//! `docs/expressions.md`.

mod bytecode;
mod fault;
mod functions;
mod lexer;
mod math;
mod operations;
mod parser;
mod pixels;
mod statements;
mod straight;
mod tree;

use bytecode::Bytecode;
use operations::Row;
use straight::Straight;
use tree::Node;

use crate::image::DynImage;
use crate::{Context, Result};

/// An expression that was understood.
///
/// ```
/// use pi2_core::expression::Expression;
/// use pi2_core::{Context, DynImage, Image};
/// let mut image = DynImage::from(Image::from_vec([3, 1, 1], vec![1u8, 2, 200])?);
/// Expression::parse("2 x0 + 0.5", 1)?.evaluate(&Context::default(), &mut image, &[])?;
/// assert_eq!(image.bytes(), [3, 5, 255]);
/// # Ok::<(), pi2_core::Error>(())
/// ```
#[derive(Debug)]
pub struct Expression {
    program: Program,
    images: usize,
}

impl Expression {
    /// Reads an expression about the pixels of one to three images, which are `x0` to `x2`.
    ///
    /// # Errors
    /// `Syntax` with the place in the text.
    pub fn parse(text: &str, images: usize) -> Result<Self> {
        let (root, variables) = parser::parse(text, images).map_err(|fault| fault.into_error(text))?;
        Ok(Self { program: Program::new(&root, images, variables), images })
    }

    /// Replaces each pixel of `image` by the value of the expression; `others` are the further images.
    ///
    /// # Errors
    /// `Dimensions` if the images differ in size, `PixelType` if one of them is complex.
    pub fn evaluate(&self, ctx: &Context, image: &mut DynImage, others: &[&DynImage]) -> Result<()> {
        if others.len() + 1 != self.images {
            let message = format!("an expression for {} images was called with {}", self.images, others.len() + 1);
            return Err(crate::Error::bug(message));
        }
        for (other, name) in others.iter().zip(["argument image", "argument image 2"]) {
            if other.dims() != image.dims() {
                let message =
                    format!("`image` is {} but `{name}` is {}; they must be equal", image.dims(), other.dims());
                return Err(crate::Error::dimensions(message));
            }
        }
        pixels::evaluate(ctx, &self.program, image, others)
    }
}

/// A compiled expression.
#[derive(Debug)]
enum Program {
    Straight(Straight),
    Bytecode(Bytecode, usize),
}

/// What one thread needs to run a program.
struct Worker {
    /// The pixels of the images come first.
    rows: Vec<Row>,
    slots: Vec<f64>,
    /// The row that gets the values.
    result: usize,
}

impl Worker {
    fn result(&self) -> &Row {
        &self.rows[self.result]
    }
}

impl Program {
    fn new(root: &Node, images: usize, variables: usize) -> Self {
        match Straight::compile(root, images, variables) {
            Some(straight) => Self::Straight(straight),
            None => Self::Bytecode(Bytecode::compile(root, variables), images),
        }
    }

    fn has_loops(&self) -> bool {
        match self {
            Self::Straight(_) => false,
            Self::Bytecode(bytecode, _) => bytecode.has_loops(),
        }
    }

    /// True if the pixels of image `index` are used.
    fn reads(&self, index: usize) -> bool {
        match self {
            Self::Straight(straight) => straight.reads(index),
            Self::Bytecode(..) => true,
        }
    }

    fn worker(&self) -> Worker {
        match self {
            Self::Straight(straight) => {
                Worker { rows: straight.registers(), slots: Vec::new(), result: straight.result() }
            }
            Self::Bytecode(bytecode, images) => {
                Worker { rows: vec![Row::ZERO; *images + 1], slots: bytecode.slots(), result: *images }
            }
        }
    }

    /// Computes the first `len` values of a row.
    fn run(&self, ctx: &Context, worker: &mut Worker, len: usize) -> Result<()> {
        match self {
            Self::Straight(straight) => straight.run(&mut worker.rows),
            Self::Bytecode(bytecode, _) => {
                ctx.check_cancelled()?;
                let (images, result) = worker.rows.split_at_mut(worker.result);
                for (index, value) in result[0].0[..len].iter_mut().enumerate() {
                    *value = bytecode.run(ctx, &mut worker.slots, images.iter().map(|row| row.0[index]))?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
