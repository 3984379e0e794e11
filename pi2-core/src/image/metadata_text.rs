//! Metadata as text: one item after another, in the order of the keys.
//!
//! An item of one row is a line `key = ROW`. Any other item is a line with the key, a line for each row and an empty line.
//! A row of one element is that element; other rows are lists `[a, b, c]`. `[]` is a row without elements and `[ ]` one
//! with an empty element. A backslash takes the meaning from the character behind it, `\n` and `\r` are line breaks.

use super::Metadata;

impl Metadata {
    /// The items as text; [`from_text`](Self::from_text) gives them back.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (key, rows) in self.iter() {
            text.push_str(&escape(key));
            if let [row] = rows {
                text.push_str(" = ");
                text.push_str(&row_text(row));
                text.push('\n');
                continue;
            }
            text.push('\n');
            for row in rows {
                // An empty line would end the item.
                let line = if row.iter().eq([""]) { EMPTY_ELEMENT.to_owned() } else { row_text(row) };
                text.push_str(&line);
                text.push('\n');
            }
            text.push('\n');
        }
        text
    }

    /// Reads the items of a text that was written by [`to_text`](Self::to_text), by pi2 or by hand.
    pub fn from_text(text: &str) -> Self {
        let mut metadata = Self::default();
        let mut open_item: Option<String> = None;
        for line in text.split('\n') {
            let line = trimmed(&symbols(line));
            let equals = line.iter().position(|symbol| symbol.is('='));
            match (equals, &open_item) {
                _ if line.is_empty() => open_item = None,
                (Some(equals), _) => {
                    open_item = None;
                    metadata.insert(plain(&trimmed(&line[..equals])), vec![parse_row(&trimmed(&line[equals + 1..]))]);
                }
                (None, Some(key)) => metadata.rows_mut(key).push(parse_row(&line)),
                (None, None) => {
                    let key = plain(&line);
                    metadata.insert(key.clone(), Vec::new());
                    open_item = Some(key);
                }
            }
        }
        metadata
    }
}

/// A row with one empty element, where nothing at all would be misunderstood.
const EMPTY_ELEMENT: &str = "[ ]";

/// A row in file notation.
pub fn row_text(row: &[String]) -> String {
    match row {
        [element] => escape(element),
        elements => format!("[{}]", elements.iter().map(|e| quotes_escaped(&escape(e))).collect::<Vec<_>>().join(", ")),
    }
}

/// The elements of a text in the form of a list, `[a, b, c]`; `None` for any other text.
pub fn parse_list(text: &str) -> Option<Vec<String>> {
    let symbols = trimmed(&symbols(text));
    list_content(&symbols).map(parse_elements)
}

/// The text with all characters escaped that have a meaning in the file.
fn escape(text: &str) -> String {
    let last = text.chars().count().saturating_sub(1);
    let mut escaped = String::with_capacity(text.len());
    for (i, character) in text.chars().enumerate() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' | '[' | ']' | '=' | ',' => escaped.extend(['\\', character]),
            // Blanks around an element belong to the layout unless they are escaped.
            blank if blank.is_whitespace() && (i == 0 || i == last) => escaped.extend(['\\', blank]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// Quotes hide commas in lists that people write, so those that mean themselves are escaped.
fn quotes_escaped(text: &str) -> String {
    text.replace('"', "\\\"").replace('\'', "\\'")
}

/// A character, and whether it stands for itself whatever it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Symbol {
    character: char,
    escaped: bool,
}

impl Symbol {
    fn is(self, character: char) -> bool {
        !self.escaped && self.character == character
    }

    fn is_blank(self) -> bool {
        !self.escaped && self.character.is_whitespace()
    }
}

/// Resolves the escapes of a line. A backslash before an ordinary letter is a backslash, as in a path of Windows.
fn symbols(line: &str) -> Vec<Symbol> {
    let mut symbols = Vec::with_capacity(line.len());
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let meant = match next {
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some(special) if "\\[]=,\"'".contains(special) || special.is_whitespace() => Some(special),
            _ => None,
        };
        match (character, meant) {
            ('\\', Some(meant)) => {
                characters.next();
                symbols.push(Symbol { character: meant, escaped: true });
            }
            _ => symbols.push(Symbol { character, escaped: character == '\\' }),
        }
    }
    symbols
}

fn trimmed(symbols: &[Symbol]) -> Vec<Symbol> {
    let Some(start) = symbols.iter().position(|symbol| !symbol.is_blank()) else { return Vec::new() };
    let end = symbols.iter().rposition(|symbol| !symbol.is_blank()).map_or(start, |last| last + 1);
    symbols[start..end].to_vec()
}

fn plain(symbols: &[Symbol]) -> String {
    symbols.iter().map(|symbol| symbol.character).collect()
}

fn parse_row(symbols: &[Symbol]) -> Vec<String> {
    list_content(symbols).map_or_else(|| vec![plain(symbols)], parse_elements)
}

/// What is between the brackets of a list. As in pi2, several brackets count as one.
fn list_content(symbols: &[Symbol]) -> Option<&[Symbol]> {
    let is_list = symbols.len() >= 2 && symbols[0].is('[') && symbols[symbols.len() - 1].is(']');
    let start = symbols.iter().position(|symbol| !symbol.is('['))?;
    let end = symbols.iter().rposition(|symbol| !symbol.is(']'))? + 1;
    is_list.then(|| if start < end { &symbols[start..end] } else { &[] })
}

/// Splits at commas outside quotes. Quotes without a partner mean themselves.
fn parse_elements(content: &[Symbol]) -> Vec<String> {
    if content.is_empty() {
        return Vec::new();
    }
    let mut elements = vec![Vec::new()];
    let mut i = 0;
    while i < content.len() {
        let symbol = content[i];
        let closing = ['"', '\'']
            .into_iter()
            .find(|quote| symbol.is(*quote))
            .and_then(|quote| content[i + 1..].iter().position(|other| other.is(quote)).map(|offset| i + 1 + offset));
        if symbol.is(',') {
            elements.push(Vec::new());
        } else if let Some(element) = elements.last_mut() {
            element.extend_from_slice(&content[i..=closing.unwrap_or(i)]);
        }
        i = closing.unwrap_or(i) + 1;
    }
    elements.iter().map(|element| plain(&trimmed(element))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|&element| element.to_owned()).collect()).collect()
    }

    #[test]
    fn the_notation_of_the_original_is_written_and_read() {
        let mut metadata = Metadata::default();
        metadata.insert_text("b", "a=b,c");
        metadata.insert("k", rows(&[&["1", "2", "3"]]));
        metadata.insert("m", rows(&[&["4", "5"], &["6", "7"]]));
        let text = "b = a\\=b\\,c\nk = [1, 2, 3]\nm\n[4, 5]\n[6, 7]\n\n";
        assert_eq!(metadata.to_text(), text);
        assert_eq!(Metadata::from_text(text), metadata);
    }

    #[test]
    fn files_that_people_wrote_are_read() {
        let text = "\r\nkey=value\r\n  list =[ a,\"b, c\" ,d' ]  \r\npath = C:\\temp\ntable\n1\n[2,3]\nlast = 4";
        let metadata = Metadata::from_text(text);
        assert_eq!(metadata.rows("key"), Some(rows(&[&["value"]]).as_slice()));
        assert_eq!(metadata.rows("list"), Some(rows(&[&["a", "\"b, c\"", "d'"]]).as_slice()));
        assert_eq!(metadata.rows("path"), Some(rows(&[&["C:\\temp"]]).as_slice()));
        assert_eq!(metadata.rows("table"), Some(rows(&[&["1"], &["2", "3"]]).as_slice()));
        assert_eq!(metadata.rows("last"), Some(rows(&[&["4"]]).as_slice()));
    }

    #[test]
    fn rows_without_elements_differ_from_empty_elements() {
        let mut metadata = Metadata::default();
        metadata.insert("a", rows(&[&[], &[""], &["", ""]]));
        metadata.insert("b", rows(&[&[]]));
        metadata.insert("c", rows(&[&[""]]));
        metadata.insert("d", rows(&[]));
        assert_eq!(metadata.to_text(), "a\n[]\n[ ]\n[, ]\n\nb = []\nc = \nd\n\n");
        assert_eq!(Metadata::from_text(&metadata.to_text()), metadata);
    }

    #[test]
    fn lists_are_recognised() {
        assert_eq!(parse_list(" [1, two, 3.5]"), Some(vec!["1".into(), "two".into(), "3.5".into()]));
        assert_eq!(parse_list("[[1, 2]]"), Some(vec!["1".into(), "2".into()]));
        assert_eq!(parse_list("]["), None);
        assert_eq!(parse_list("[1, 2\\]"), None);
        assert_eq!(parse_list("["), None);
    }

    proptest! {
        #[test]
        fn everything_comes_back(
            items in prop::collection::btree_map(
                "[a\\\\=,\\[\\]\"' \t\nr\u{a0}]{1,6}",
                prop::collection::vec(
                    prop::collection::vec("[an\\\\=,\\[\\]\"' \t\n\r\u{2028}é]{0,5}", 0..4),
                    0..4,
                ),
                0..5,
            ),
        ) {
            let mut metadata = Metadata::default();
            for (key, rows) in items {
                metadata.insert(key, rows);
            }
            prop_assert_eq!(Metadata::from_text(&metadata.to_text()), metadata);
        }

        #[test]
        fn any_text_can_be_read(text in ".*") {
            let once = Metadata::from_text(&text);
            prop_assert_eq!(Metadata::from_text(&once.to_text()).keys().count(), once.keys().count());
        }
    }
}
