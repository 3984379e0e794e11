//! What commands that sample images share.

use crate::image::Vec3d;
use crate::{Error, Result};

/// Refuses a vector with a component that is NaN or infinite.
pub(super) fn check_finite(argument: &str, vector: Vec3d) -> Result<()> {
    if vector.iter().all(|component| component.is_finite()) {
        return Ok(());
    }
    Err(Error::argument(argument, "finite", vector))
}
