use pi2_core::{Result, pi2_command};

#[pi2_command(category = "Test", pointwise)]
fn nothing() -> Result<()> {
    Ok(())
}

/// Does nothing
///
/// # Example
/// ```pi2
/// unfinished()
/// ```
#[pi2_command(category = "Test", pointwise)]
fn unfinished() -> Result<()> {
    Ok(())
}

fn main() {}
