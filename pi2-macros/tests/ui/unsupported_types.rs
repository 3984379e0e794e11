use pi2_core::{Image, Result, pi2_command};

/// Does nothing.
///
/// # Example
/// ```pi2
/// nothing(1)
/// ```
#[pi2_command(category = "Test", pointwise)]
fn nothing(
    /// Number.
    number: f32,
    /// Image.
    image: &Image<f64>,
    /// Texts.
    texts: Vec<String>,
) -> Result<()> {
    let _ = (number, image, texts);
    Ok(())
}

fn main() {}
