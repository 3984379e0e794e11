//! TBD
use crate::*;
use std::path::Path;
/// x
pub fn read(_c: &Context, p: &Path, _t: Option<PixelType>) -> Result<DynImage> {
    Err(Error::format(p, "x"))
}
/// x
pub fn read_raw(_c: &Context, p: &Path, _t: Option<PixelType>, _d: Vec3i) -> Result<DynImage> {
    Err(Error::format(p, "x"))
}
/// x
pub fn write_text(p: &Path, _t: &str) -> Result<()> {
    Err(Error::format(p, "x"))
}
