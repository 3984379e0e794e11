//! Commands are plain functions on images.

use std::io::{self, Write};

use pi2_core::commands::drawing::sphere;
use pi2_core::commands::filters::gaussfilter;
use pi2_core::par::Boundary;
use pi2_core::{Context, Image, Result, Vec3d, Vec3i};

fn main() -> Result<()> {
    let ctx = Context::default();
    let mut image = Image::<f32>::new([64, 64, 64])?;
    sphere(&ctx, &mut image, Vec3d::splat(32.0), 20.0, 100.0, Vec3i::splat(0))?;
    let mut smooth = Image::new([1, 1, 1])?;
    gaussfilter(&ctx, &image, &mut smooth, Vec3d::splat(2.0), Boundary::Nearest, true)?;

    let profile: Vec<String> =
        smooth.row(32, 32).iter().skip(8).step_by(2).take(6).map(|p| format!("{p:.1}")).collect();
    // The edge of the sphere is at x = 12: a bit less than half of the height is left there.
    let line = format!("profile through the edge: {}", profile.join(" "));
    writeln!(io::stdout(), "{line}").map_err(|source| pi2_core::Error::io("write", "standard output", source))?;
    assert!((30.0..50.0).contains(&smooth.get(12, 32, 32)));
    assert_eq!(smooth.view()[[32, 32, 32]].round(), 100.0);
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_runs() -> pi2_core::Result<()> {
        super::main()
    }
}
