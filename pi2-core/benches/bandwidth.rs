//! Does a pointwise pass over a 1 GB uint16 image run at the speed of memory?
//!
//! Interleaves passes of `par::map_pixels` and `par::map_into` with a parallel `memcpy`, prints the ratios of bandwidth,
//! and fails below 70 %.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Instant;

use pi2_core::par::{map_into, map_pixels, tasks};
use pi2_core::{Context, Image, RealPixel, Result};

const ROUNDS: usize = 5;
const NEEDED: f64 = 0.7;

fn main() -> Result<ExitCode> {
    // `cargo test` runs benches without the argument `--bench`; there is nothing to measure in a debug build.
    if !std::env::args().any(|argument| argument == "--bench") {
        return Ok(ExitCode::SUCCESS);
    }
    let ctx = Context::default();
    let mut input = Image::<u16>::new([1024, 1024, 512])?;
    map_pixels(&ctx, &mut input, |_| 1000)?;
    let mut output = Image::<u16>::new(input.dims())?;
    let bytes = 2.0 * size_of_val(input.pixels()) as f64;
    let mut best = [0f64; 3];
    for _ in 0..=ROUNDS {
        for (best, pass) in best.iter_mut().zip([copy, pointwise_into, pointwise]) {
            let start = Instant::now();
            pass(&ctx, &input, &mut output)?;
            *best = best.max(bytes / start.elapsed().as_secs_f64());
        }
    }
    assert_eq!(output.pixels()[12_345], 1004, "the passes did their work");
    let mut enough = true;
    for (name, bandwidth) in ["map_into", "map_pixels"].iter().zip(&best[1..]) {
        let ratio = bandwidth / best[0];
        enough &= ratio >= NEEDED;
        let line = format!("pointwise pass `{name}`, 1 GB uint16: {ratio:.2} of the bandwidth of a parallel copy");
        writeln!(io::stdout(), "{line}").map_err(|source| pi2_core::Error::io("write", "standard output", source))?;
    }
    Ok(if enough { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A parallel `memcpy`.
fn copy(ctx: &Context, input: &Image<u16>, output: &mut Image<u16>) -> Result<()> {
    let (source, len) = (input.pixels(), tasks::task_len(size_of::<u16>()));
    tasks::chunks_mut(ctx, output.pixels_mut(), len, |task, target| {
        target.copy_from_slice(&source[task * len..][..target.len()]);
        Ok(())
    })
}

fn pointwise_into(ctx: &Context, input: &Image<u16>, output: &mut Image<u16>) -> Result<()> {
    map_into(ctx, input, output, add)
}

/// In place: reads and writes as many bytes as the copy.
fn pointwise(ctx: &Context, _input: &Image<u16>, output: &mut Image<u16>) -> Result<()> {
    map_pixels(ctx, output, add)
}

fn add(pixel: u16) -> u16 {
    u16::from_f32_saturating(f32::from(pixel) + 1.5)
}
