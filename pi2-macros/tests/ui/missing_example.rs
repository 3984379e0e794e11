use pi2_core::{Result, pi2_command};

/// Does nothing.
#[pi2_command(category = "Test", pointwise)]
fn nothing() -> Result<()> {
    Ok(())
}

fn main() {}
