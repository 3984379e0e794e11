//! Commands that work on names: they get the session besides their arguments.

pub mod blocks;
mod convert;
pub mod create;
pub mod files;
pub mod info;
pub mod memory;
pub mod sequences;
pub mod variables;

use crate::image::{Dimensions, PixelType, Vec3i};
use crate::{Error, Result};

/// The pixel type that a word means; nothing for an empty text and `unknown`.
///
/// # Errors
/// `Argument` for any other word that is no pixel type.
fn requested_type(word: &str) -> Result<Option<PixelType>> {
    let word = word.trim();
    if word.is_empty() || word.eq_ignore_ascii_case("unknown") { Ok(None) } else { word.parse().map(Some) }
}

/// The requested size, where components below 1 are taken from a template.
fn size_like(request: Vec3i, template: Dimensions) -> Result<Dimensions> {
    let template = template.to_array();
    Dimensions::from_request(Vec3i::from(std::array::from_fn(|axis| {
        if request[axis] > 0 { request[axis] } else { template[axis] as i64 }
    })))
}

/// A pixel type that has to be given.
fn mandatory_type(word: &str) -> Result<PixelType> {
    requested_type(word)?.ok_or_else(|| {
        let all = PixelType::ALL.map(PixelType::name).join(", ");
        Error::argument("data type", format!("one of {all}"), format!("`{word}`"))
    })
}
