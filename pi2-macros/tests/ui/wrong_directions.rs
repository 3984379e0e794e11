use pi2_core::{Image, Result, pi2_command};

/// Does nothing.
///
/// # Example
/// ```pi2
/// a()
/// ```
#[pi2_command(category = "Test", pointwise)]
fn shared_output(
    /// Image.
    #[arg(out)]
    image: &Image<u8>,
    /// Number.
    number: &mut f64,
) -> Result<()> {
    let _ = (image, number);
    Ok(())
}

fn main() {}
