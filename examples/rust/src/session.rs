//! A session holds images and variables by name, as scripts do.

use std::io::{self, Write};

use pi2_core::{Image, Result, Session};

fn main() -> Result<()> {
    let session = Session::new();
    session.run_script(
        "newimage(img, uint8, 64, 64, 64)
         sphere(img, [20, 20, 20], 10, 1)
         sphere(img, [45, 45, 45], 8, 1)
         analyzeparticles(img, particles, \"coordinates, volume\")",
    )?;
    let particles = session.image("particles")?;
    let particles = particles.read();
    let table = particles.typed::<f32>()?;
    let mut out = io::stdout();
    for particle in 0..table.height() {
        let [x, y, z, volume] = std::array::from_fn(|column| table.get(column, particle, 0));
        let line = format!("particle at ({x}, {y}, {z}) with {volume} pixels");
        writeln!(out, "{line}").map_err(|source| pi2_core::Error::io("write", "standard output", source))?;
    }
    assert_eq!(table.height(), 2);

    // Images of the program and of the session are the same thing.
    session.insert_image("mine", Image::from_fn([4, 1, 1], |x, _, _| x as f32)?);
    session.call("multiply", &["mine".into(), 2.5.into()])?;
    assert_eq!(session.image("mine")?.read().typed::<f32>()?.pixels(), [0.0, 2.5, 5.0, 7.5]);
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_runs() -> pi2_core::Result<()> {
        super::main()
    }
}
