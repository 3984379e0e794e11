//! What the description of an array of any version tells, and how its axes are those of an image.

use serde_json::Value as Json;

use crate::image::{Metadata, PixelType};
use crate::io::chunked::{Array, Keys, MAX_AXES, Pipeline, Shape};
use crate::io::plain::checked_dims;

/// Which axis of an array is x, if its axes have no names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::io) enum Order {
    /// The first one, as the original writes it.
    FirstIsX,
    /// The last one, as most other programs have it.
    LastIsX,
}

/// What the description of an array tells.
#[derive(Clone, Debug)]
pub(in crate::io) struct Description {
    pub shape: Vec<usize>,
    pub chunk: Vec<usize>,
    /// Name of the pixel type in the description.
    pub type_name: String,
    /// None if the type is not one of ours.
    pub pixel_type: Option<PixelType>,
    pub fill: Json,
    pub pipeline: Pipeline,
    pub keys: Keys,
    /// Names of the axes; empty if they have none.
    pub names: Vec<Option<String>>,
    pub order: Order,
    pub attributes: Json,
}

impl Description {
    /// The array, or what is wrong with its sizes.
    pub fn array(&self) -> Result<Array, String> {
        let axes = self.axes()?;
        let shape = Shape { sides: self.shape.clone(), axes: axes.clone() };
        let dims = shape.in_image().map(|side| side as u64);
        let dims = checked_dims(&dims)?;
        let chunk = Shape { sides: self.chunk.clone(), axes };
        Ok(Array { dims, chunk, pipeline: self.pipeline.clone(), keys: self.keys.clone() })
    }

    /// The axis of the image that each axis of the array is.
    fn axes(&self) -> Result<Vec<Option<usize>>, String> {
        let named = |name: &Option<String>| match name.as_deref()?.to_ascii_lowercase().as_str() {
            "x" => Some(0),
            "y" => Some(1),
            "z" => Some(2),
            _ => None,
        };
        let mut axes: Vec<Option<usize>> = self.names.iter().map(named).collect();
        let count = self.shape.len();
        if axes.iter().all(Option::is_none) {
            let position = |axis| if self.order == Order::FirstIsX { axis } else { count - 1 - axis };
            axes = (0..count).map(|axis| Some(position(axis)).filter(|position| *position < 3)).collect();
        }
        for axis in 0..count {
            if axes[axis].is_some() && axes[..axis].contains(&axes[axis]) {
                return Err("two axes have the same name".to_owned());
            }
            if axes[axis].is_none() && self.shape[axis] > 1 {
                // Images at several times, or of several channels, are a stack.
                axes[axis] = (0..3).find(|free| !axes.contains(&Some(*free)));
                if axes[axis].is_none() {
                    let name = self.names.get(axis).and_then(Option::as_deref).unwrap_or("without a name");
                    let message = format!("the array has {} positions along the axis {name}", self.shape[axis]);
                    return Err(format!("{message}, besides x, y and z; only one can be read"));
                }
            }
        }
        Ok(axes)
    }

    /// Voxel size and whatever else is a short text or a number in the attributes.
    pub fn metadata(&self) -> Metadata {
        let mut metadata = Metadata::default();
        for (key, value) in self.attributes.as_object().into_iter().flatten() {
            let cell = |value: &Json| match value {
                Json::String(text) => Some(text.clone()),
                Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
                _ => None,
            };
            let row: Option<Vec<String>> = match value {
                Json::Array(row) => row.iter().map(cell).collect(),
                value => cell(value).map(|cell| vec![cell]),
            };
            if let Some(row) = row.filter(|row| !row.is_empty() && key != "_ARRAY_DIMENSIONS") {
                metadata.insert(key.as_str(), vec![row]);
            }
        }
        metadata
    }
}

/// A positive integer.
pub(in crate::io) fn count(json: &Json) -> Option<usize> {
    usize::try_from(json.as_u64()?).ok().filter(|count| *count > 0)
}

/// A list of positive integers, as many as an array may have axes.
pub(in crate::io) fn sides(json: &Json, key: &str) -> Result<Vec<usize>, String> {
    let list = json.get(key).ok_or_else(|| format!("the description has no `{key}`"))?;
    let sides: Option<Vec<usize>> = list.as_array().and_then(|list| list.iter().map(count).collect());
    sides
        .filter(|sides| sides.len() <= MAX_AXES)
        .ok_or_else(|| format!("`{key}` is not a list of at most {MAX_AXES} positive integers"))
}
