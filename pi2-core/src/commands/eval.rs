//! Expressions on pixels.

use crate::expression::Expression;
use crate::{Context, DynImage, Result, pi2_command};

/// Computes each pixel from an expression.
///
/// In the expression, `x0` is the pixel. The expression is evaluated in float64 for each pixel by itself, and its value
/// is rounded half away from zero and saturated to the pixel type. There are operators (`+ - * / % ^`, comparisons,
/// `and`, `or`, …), `c ? a : b`, about sixty functions (`sqrt`, `clamp`, `if`, …), variables and loops; names may be
/// written in upper or lower case. Quote the expression if it contains a comma or a bracket. The guide to expressions
/// describes the language.
///
/// # Shapes
/// `image` keeps its size.
///
/// # Errors
/// `Syntax` with the place in the text, before any pixel changes.
///
/// # References
/// pi2, `eval`, which uses the library ExprTk (A. Partow). `exp`, `log`, `sin`, `cos` differ by at most two units in the
/// last place of float64.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 120)
/// eval("if(x0 > 100, x0 - 100, 0)", img)
/// maxval(img, top)   # 20
/// ```
#[pi2_command(name = "eval", category = "Arithmetic", see_also = [add, multiply, linmap, threshold], pointwise, job = Fast)]
pub fn eval_one(
    ctx: &Context,
    /// Value of a pixel; `x0` is its value until then.
    expression: &str,
    /// Image to modify.
    #[arg(types = real)]
    image: &mut DynImage,
) -> Result<()> {
    Expression::parse(expression, 1)?.evaluate(ctx, image, &[])
}

/// Computes each pixel from an expression about two images.
///
/// In the expression, `x0` is the pixel of `image` and `x1` that of `argument image`. All else is as in the form with
/// one image.
///
/// # Shapes
/// Both images are W×H×D.
///
/// # Errors
/// `Syntax` with the place in the text, `Dimensions` if the sizes differ; both before any pixel changes.
///
/// # References
/// pi2, `eval`, where signed images can be combined with images of the same type only.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// set(img, 120)
/// newimage(weight, float32, 4, 4)
/// set(weight, 0.5)
/// eval("x0 * x1 + 1", img, weight)
/// maxval(img, top)   # 61
/// ```
#[pi2_command(name = "eval", category = "Arithmetic", see_also = [add, multiply, linmap, threshold], pointwise, job = Fast)]
pub fn eval_two(
    ctx: &Context,
    /// Value of a pixel; `x0` and `x1` are the pixels of the images.
    expression: &str,
    /// Image to modify.
    #[arg(types = real)]
    image: &mut DynImage,
    /// Image whose pixels are `x1`.
    #[arg(types = real)]
    argument_image: &DynImage,
) -> Result<()> {
    Expression::parse(expression, 2)?.evaluate(ctx, image, &[argument_image])
}

/// Computes each pixel from an expression about three images.
///
/// In the expression, `x0` is the pixel of `image`, `x1` that of `argument image` and `x2` that of `argument image 2`.
/// All else is as in the form with one image.
///
/// # Shapes
/// All images are W×H×D.
///
/// # Errors
/// `Syntax` with the place in the text, `Dimensions` if the sizes differ; both before any pixel changes.
///
/// # References
/// pi2, `eval`.
///
/// # Example
/// ```pi2
/// newimage(img, uint8, 4, 4)
/// newimage(a, uint16, 4, 4)
/// set(a, 300)
/// newimage(b, float32, 4, 4)
/// set(b, 0.25)
/// eval("x0 + x1 * x2", img, a, b)
/// maxval(img, top)   # 75
/// ```
#[pi2_command(name = "eval", category = "Arithmetic", see_also = [add, multiply, linmap, threshold], pointwise, job = Fast)]
pub fn eval_three(
    ctx: &Context,
    /// Value of a pixel; `x0`, `x1` and `x2` are the pixels of the images.
    expression: &str,
    /// Image to modify.
    #[arg(types = [u8, u16, u32, u64, f32])]
    image: &mut DynImage,
    /// Image whose pixels are `x1`.
    #[arg(types = [u8, u16, u32, u64, f32])]
    argument_image: &DynImage,
    /// Image whose pixels are `x2`.
    #[arg(types = [u8, u16, u32, u64, f32])]
    argument_image_2: &DynImage,
) -> Result<()> {
    Expression::parse(expression, 3)?.evaluate(ctx, image, &[argument_image, argument_image_2])
}
