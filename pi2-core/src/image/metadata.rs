//! What is known about an image besides its pixels.

use std::collections::BTreeMap;

/// An ordered map from a key to a table of strings (rows of possibly different lengths).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metadata {
    items: BTreeMap<String, Vec<Vec<String>>>,
}

impl Metadata {
    /// Keys in bytewise order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.items.keys().map(String::as_str)
    }

    /// Keys and tables, in bytewise order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[Vec<String>])> {
        self.items.iter().map(|(key, rows)| (key.as_str(), rows.as_slice()))
    }

    /// The rows under a key.
    pub fn rows(&self, key: &str) -> Option<&[Vec<String>]> {
        self.items.get(key).map(Vec::as_slice)
    }

    /// One cell of the table under a key.
    pub fn cell(&self, key: &str, column: usize, row: usize) -> Option<&str> {
        Some(self.items.get(key)?.get(row)?.get(column)?.as_str())
    }

    /// The rows under a key, created if missing.
    pub fn rows_mut(&mut self, key: &str) -> &mut Vec<Vec<String>> {
        self.items.entry(key.to_owned()).or_default()
    }

    /// Replaces the table under a key.
    pub fn insert(&mut self, key: impl Into<String>, rows: Vec<Vec<String>>) {
        self.items.insert(key.into(), rows);
    }

    /// Replaces the table under a key by one string.
    pub fn insert_text(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.insert(key, vec![vec![text.into()]]);
    }

    /// Removes all keys.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// True if there is no key.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds the items of `other`; its values win.
    pub fn merge(&mut self, other: &Self) {
        self.items.extend(other.items.iter().map(|(key, rows)| (key.clone(), rows.clone())));
    }
}

/// Items with a fixed name and meaning. Formats read and write them, and commands that change the size of the voxels
/// keep them right.
impl Metadata {
    /// Key of the distances of neighbouring pixels along x, y and z.
    pub const VOXEL_SIZE: &'static str = "voxel size";
    /// Key of the position of the first pixel along x, y and z.
    pub const ORIGIN: &'static str = "origin";
    /// Key of the unit of length of the other two, such as `mm`.
    pub const UNIT: &'static str = "unit";

    /// Distances of neighbouring pixels along x, y and z; none if they are not known.
    pub fn voxel_size(&self) -> Option<[f64; 3]> {
        self.vector(Self::VOXEL_SIZE)
    }

    /// Position of the first pixel; none if it is not known.
    pub fn origin(&self) -> Option<[f64; 3]> {
        self.vector(Self::ORIGIN)
    }

    /// Unit of length, such as `mm`.
    pub fn unit(&self) -> Option<&str> {
        self.cell(Self::UNIT, 0, 0)
    }

    /// Replaces the table under a key by three numbers.
    pub fn insert_vector(&mut self, key: impl Into<String>, vector: [f64; 3]) {
        self.insert(key, vec![vector.iter().map(f64::to_string).collect()]);
    }

    fn vector(&self, key: &str) -> Option<[f64; 3]> {
        let numbers: Option<Vec<f64>> = self.rows(key)?.first()?.iter().map(|cell| cell.parse().ok()).collect();
        numbers?.try_into().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_come_back_exactly_and_other_text_is_none() {
        let mut metadata = Metadata::default();
        assert_eq!((metadata.voxel_size(), metadata.unit()), (None, None));
        metadata.insert_vector(Metadata::VOXEL_SIZE, [0.1, 1e-7, 3.0]);
        metadata.insert_vector(Metadata::ORIGIN, [-1.0, 0.0, 1.0 / 3.0]);
        metadata.insert_text(Metadata::UNIT, "mm");
        let metadata = Metadata::from_text(&metadata.to_text());
        assert_eq!(metadata.voxel_size(), Some([0.1, 1e-7, 3.0]));
        assert_eq!((metadata.origin(), metadata.unit()), (Some([-1.0, 0.0, 1.0 / 3.0]), Some("mm")));
        let mut wrong = Metadata::default();
        for text in ["1", "a"] {
            wrong.insert_text(Metadata::VOXEL_SIZE, text);
            assert_eq!(wrong.voxel_size(), None);
        }
    }

    #[test]
    fn merging_replaces_equal_keys_and_keeps_others() {
        let (mut a, mut b) = (Metadata::default(), Metadata::default());
        a.insert_text("k", "old");
        a.insert_text("z", "kept");
        b.insert_text("k", "new");
        a.merge(&b);
        assert_eq!(a.keys().collect::<Vec<_>>(), ["k", "z"]);
        assert_eq!((a.cell("k", 0, 0), a.cell("z", 0, 0), a.cell("k", 1, 0)), (Some("new"), Some("kept"), None));
    }
}
