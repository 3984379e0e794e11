use pi2_core::{Image, Pixel, RealPixel, Result, pi2_command};

/// Does nothing.
///
/// # Example
/// ```pi2
/// a()
/// ```
#[pi2_command(category = "Test", pointwise)]
fn unbounded<T>(
    /// Image.
    image: &Image<T>,
) -> Result<()> {
    let _ = image;
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// b()
/// ```
#[pi2_command(category = "Test", pointwise, types(T = [u8, f64]))]
fn wrong_list<T: Pixel>(
    /// Image.
    image: &Image<T>,
) -> Result<()> {
    let _ = image;
    Ok(())
}

/// Does nothing.
///
/// # Example
/// ```pi2
/// c()
/// ```
#[pi2_command(category = "Test", pointwise, types(T, V = pairs))]
fn wrong_generic<T: RealPixel, U: RealPixel>(
    /// Image.
    image: &Image<T>,
    /// Image.
    other: &Image<U>,
) -> Result<()> {
    let _ = (image, other);
    Ok(())
}

fn main() {}
