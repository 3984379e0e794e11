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

#[cfg(test)]
mod tests {
    use super::*;

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
