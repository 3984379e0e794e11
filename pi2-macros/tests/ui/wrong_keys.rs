use pi2_core::{Image, Result, pi2_command};

/// Does nothing.
///
/// # Example
/// ```pi2
/// a()
/// ```
#[pi2_command(category = "Test", pointwise, margins = 3)]
fn unknown_key() -> Result<()> {
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// b()
/// ```
#[pi2_command(category = "Test")]
fn no_distribution() -> Result<()> {
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// c()
/// ```
#[pi2_command(category = "Test", pointwise, reduce)]
fn two_distributions() -> Result<()> {
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// d()
/// ```
#[pi2_command(category = "Test", pointwise)]
fn unknown_argument_key(
    /// Image.
    #[arg(output)]
    image: &mut Image<u8>,
) -> Result<()> {
    let _ = image;
    Ok(())
}

fn main() {}
