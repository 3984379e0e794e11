//! Particles: connected regions and what can be measured of them.

mod analyzeparticles;
pub mod analyzers;
mod particle;

pub use analyzeparticles::analyzeparticles;
pub use particle::{Particle, Particles, PlacedRun};
