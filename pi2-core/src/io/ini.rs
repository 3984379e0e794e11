//! Texts of sections, keys and values, as scanners write them beside their volumes.

use std::path::Path;

use super::input::InputFile;
use crate::Result;

/// A text has at most this many bytes.
const MAX_TEXT: u64 = 1 << 20;

/// A text that was understood: section, key (both in lower case) and value of each entry.
#[derive(Debug)]
pub(super) struct Ini {
    entries: Vec<(String, String, String)>,
}

impl Ini {
    /// Reads a file.
    ///
    /// # Errors
    /// `Io` if there is no such file, `Format` if it is too long or a line is not understood.
    pub fn read(path: &Path) -> Result<Self> {
        let input = InputFile::open(path)?;
        if input.len() > MAX_TEXT {
            return Err(input.error(format!("the file has {} bytes, a header has at most {MAX_TEXT}", input.len())));
        }
        let bytes = input.head(MAX_TEXT)?;
        Self::parse(&String::from_utf8_lossy(&bytes)).map_err(|message| input.error(message))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut entries: Vec<(String, String, String)> = Vec::new();
        let mut section = String::new();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let continues = line.starts_with([' ', '\t']);
            let line = line.split_once(" ;").map_or(line, |(before, _)| before).trim();
            if line.is_empty() || line.starts_with([';', '#', '!']) {
                continue;
            }
            if let (true, Some((_, _, value))) = (continues, entries.last_mut()) {
                value.push('\n');
                value.push_str(line);
            } else if let Some(name) = line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
                section = name.trim().to_lowercase();
            } else if let Some((key, value)) = line.split_once(['=', ':']) {
                entries.push((section.clone(), key.trim().to_lowercase(), value.trim().to_owned()));
            } else {
                return Err(format!("line {} is not `key = value`", index + 1));
            }
        }
        Ok(Self { entries })
    }

    /// The value of a key. Upper and lower case are the same.
    pub fn get(&self, section: &str, key: &str) -> Option<&str> {
        let (section, key) = (section.to_lowercase(), key.to_lowercase());
        let found = self.entries.iter().find(|(place, name, _)| *place == section && *name == key);
        found.map(|(_, _, value)| value.as_str())
    }

    /// A number of pixels.
    ///
    /// # Errors
    /// A text that says which key is missing or wrong.
    pub fn side(&self, section: &str, key: &str) -> Result<u64, String> {
        let value = self.get(section, key).ok_or_else(|| format!("the header does not give `{key}`"))?;
        value.parse().map_err(|_| format!("the header gives `{value}` for `{key}`, which is no number of pixels"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_in_their_sections() {
        let text =
            "\u{feff}! made by a scanner\r\n# more\n; more\nA = 1 ; one\nb: two\n[ Part ]\na=x:y\n  and z\n\nc=\n";
        let ini = Ini::parse(text).expect("good");
        assert_eq!((ini.get("", "a"), ini.get("", "B")), (Some("1"), Some("two")));
        assert_eq!((ini.get("part", "A"), ini.get("PART", "c")), (Some("x:y\nand z"), Some("")));
        assert_eq!((ini.get("", "c"), ini.get("part", "b")), (None, None));
        assert_eq!(ini.side("", "A"), Ok(1));
        assert_eq!(ini.side("", "D"), Err("the header does not give `D`".to_owned()));
        assert_eq!(ini.side("", "b"), Err("the header gives `two` for `b`, which is no number of pixels".to_owned()));
    }

    #[test]
    fn a_line_without_a_value_is_an_error() {
        assert_eq!(Ini::parse("a=1\nnothing").expect_err("no value"), "line 2 is not `key = value`");
        assert_eq!(Ini::parse("[a").expect_err("no end"), "line 1 is not `key = value`");
    }
}
