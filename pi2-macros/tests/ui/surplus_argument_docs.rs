use pi2_core::{Context, Image, Result, pi2_command};

/// Does nothing.
///
/// # Arguments
/// * `image`: image.
///
/// # Example
/// ```pi2
/// nothing(img)
/// ```
#[pi2_command(category = "Test", pointwise)]
fn nothing(
    /// Image.
    image: &mut Image<u8>,
) -> Result<()> {
    let _ = image;
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// nothing(img)
/// ```
#[pi2_command(category = "Test", pointwise)]
fn documented_context(
    /// Threads.
    ctx: &Context,
) -> Result<()> {
    let _ = ctx;
    Ok(())
}

fn main() {}
