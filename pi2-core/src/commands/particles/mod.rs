//! Particles: connected regions and what can be measured of them.

mod analyzeparticles;
pub mod analyzers;
mod headers;
mod particle;

pub use analyzeparticles::analyzeparticles;
pub use headers::{headers, listanalyzers, print_headers};
pub use particle::{Particle, Particles, PlacedRun};
