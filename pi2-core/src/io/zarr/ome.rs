//! Images of OME-Zarr: groups with one image in several resolutions.

use std::path::{Component, Path, PathBuf};

use serde_json::Value as Json;

use super::{METADATA, read_json};
use crate::Result;
use crate::image::Metadata;

/// An image in several resolutions, the full one first.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Multiscales {
    json: Json,
}

/// Attributes of the group in a folder; none if it is not a group.
pub(super) fn group_attributes(folder: &Path) -> Result<Option<Json>> {
    if let Some(json) = read_json(&folder.join(METADATA))? {
        let is_group = json.get("node_type").is_some_and(|kind| kind == "group");
        return Ok(is_group.then(|| json.get("attributes").cloned().unwrap_or_default()));
    }
    if !folder.join(".zgroup").exists() {
        return Ok(None);
    }
    Ok(Some(read_json(&folder.join(".zattrs"))?.unwrap_or_default()))
}

impl Multiscales {
    /// The image of the group in a folder; none if it is no group, or has no image.
    pub fn of_group(folder: &Path) -> Result<Option<Self>> {
        let Some(attributes) = group_attributes(folder)? else { return Ok(None) };
        let attributes = attributes.get("ome").unwrap_or(&attributes);
        let json = attributes.get("multiscales").and_then(|list| list.get(0));
        Ok(json.map(|json| Self { json: json.clone() }))
    }

    fn dataset(&self, number: usize) -> Option<&Json> {
        self.json.get("datasets")?.get(number)
    }

    /// Folder of the array with the full resolution, relative to the group.
    pub fn full_resolution(&self) -> Option<PathBuf> {
        let path = PathBuf::from(self.dataset(0)?.get("path")?.as_str()?);
        // A path must not lead out of the group.
        path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
    }

    /// Number of the array in a folder of the group.
    pub fn number(&self, name: &str) -> Option<usize> {
        let datasets = self.json.get("datasets")?.as_array()?;
        datasets.iter().position(|dataset| dataset.get("path").is_some_and(|path| path == name))
    }

    /// Names of the axes; empty if they are not given.
    pub fn axes(&self) -> Vec<Option<String>> {
        let name = |axis: &Json| axis.get("name").unwrap_or(axis).as_str().map(str::to_owned);
        self.json.get("axes").and_then(Json::as_array).into_iter().flatten().map(name).collect()
    }

    /// Voxel size, position and unit of length of an array.
    pub fn metadata(&self, number: usize) -> Metadata {
        let names = self.axes();
        let axes: Vec<Option<usize>> = ["x", "y", "z"]
            .iter()
            .map(|axis| {
                names.iter().position(|name| name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case(axis)))
            })
            .collect();
        let (mut size, mut origin, mut moved) = ([1.0; 3], [0.0; 3], false);
        let steps = [self.dataset(number), Some(&self.json)].into_iter().flatten();
        for step in steps.filter_map(|json| json.get("coordinateTransformations")?.as_array()).flatten() {
            let vector = |key| {
                let list: Option<&Json> = step.get(key);
                let number = |axis: usize| list?.get(axes[axis]?)?.as_f64().filter(|number| number.is_finite());
                [number(0), number(1), number(2)]
            };
            for (axis, factor) in vector("scale").into_iter().enumerate() {
                size[axis] *= factor.unwrap_or(1.0);
                origin[axis] *= factor.unwrap_or(1.0);
            }
            for (axis, distance) in vector("translation").into_iter().enumerate() {
                origin[axis] += distance.unwrap_or(0.0);
                moved |= distance.is_some();
            }
        }
        let mut metadata = Metadata::default();
        metadata.insert_vector(Metadata::VOXEL_SIZE, size);
        if moved {
            metadata.insert_vector(Metadata::ORIGIN, origin);
        }
        let unit = |axis: usize| self.json.get("axes")?.get(axis)?.get("unit")?.as_str();
        let mut units = axes.iter().flatten().map(|axis| unit(*axis));
        if let Some(first) = units.next().flatten() {
            // There is one unit for all axes.
            if units.all(|other| other == Some(first)) {
                metadata.insert_text(Metadata::UNIT, first);
            }
        }
        metadata
    }
}
