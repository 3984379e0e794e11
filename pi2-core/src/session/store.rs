//! What has a name in a session.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::RwLock;

use super::Session;
use crate::image::{DynImage, PixelType};
use crate::registry::{Environment, Value};

/// An image of a session, shared with whoever works on it.
pub type ImageHandle = Arc<RwLock<DynImage>>;

#[derive(Default)]
pub struct Store {
    pub images: BTreeMap<String, ImageHandle>,
    pub values: BTreeMap<String, Value>,
}

impl Session {
    /// The image of a name, if there is one.
    pub fn find_image(&self, name: &str) -> Option<ImageHandle> {
        self.shared.store.lock().images.get(name).cloned()
    }
}

// The store is never locked while an image is: a long command on one image must not stop calls on others.
impl Environment for Session {
    fn image_type(&self, name: &str) -> Option<PixelType> {
        self.find_image(name).map(|image| image.read().pixel_type())
    }

    fn vector_image(&self, name: &str) -> Option<[f64; 3]> {
        let handle = self.find_image(name)?;
        let image = handle.read();
        if image.dims().pixel_count() != 3 || image.pixel_type() == PixelType::Complex32 {
            return None;
        }
        let mut vector = [0.0; 3];
        macro_rules! copy {
            ($($variant:ident),+) => {
                match &*image {
                    $(DynImage::$variant(image) => {
                        for (component, &pixel) in vector.iter_mut().zip(image.pixels()) {
                            *component = pixel as f64;
                        }
                    })+
                    DynImage::Complex32(_) => return None,
                }
            };
        }
        copy!(UInt8, UInt16, UInt32, UInt64, Int8, Int16, Int32, Int64, Float32);
        Some(vector)
    }

    fn variable(&self, name: &str) -> Option<Value> {
        self.value(name).ok()
    }

    fn image_names(&self) -> Vec<String> {
        Session::image_names(self)
    }
}
