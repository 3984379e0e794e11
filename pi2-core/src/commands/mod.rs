//! The commands: plain functions on images, one file per small family.
//!
//! A command does not know sessions, names or files; `#[pi2_command]` registers it for all of them.

pub mod arithmetic;
pub mod byteorder;
pub mod chunkblocks;
pub mod compressed;
pub mod copy;
pub mod distance;
pub mod drawing;
pub mod eval;
pub mod fileinfo;
pub mod files;
pub mod filters;
pub mod histogram;
pub mod labels;
pub mod metadata;
pub mod particles;
pub mod sequences;
pub mod set;
pub mod statistics;
pub mod surfacearea;
pub mod thresholds;
pub mod transform;
pub mod writerawblock;
pub mod writevtk;
pub mod writezarr;
