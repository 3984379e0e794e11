use pi2_core::{Image, Result, pi2_command};

/// Does nothing.
///
/// # Example
/// ```pi2
/// nothing(img)
/// ```
#[pi2_command(category = "Test", pointwise)]
fn nothing(image: &mut Image<u8>, /** How often. */ times: u64) -> Result<()> {
    let _ = (image, times);
    Ok(())
}

fn main() {}
