//! The parts of a doc comment.

/// A doc comment, taken apart.
#[derive(Clone, PartialEq, Debug)]
pub struct Page {
    /// The first sentence.
    pub summary: String,
    /// The text between the summary and the first section.
    pub text: String,
    /// Sections other than the example: heading and text.
    pub sections: Vec<(String, String)>,
    /// The script of the section `# Example`.
    pub example: String,
}

impl Page {
    /// Takes a doc comment apart.
    pub fn parse(docs: &str) -> Self {
        let mut lines = docs.lines();
        let summary = lines.next().unwrap_or_default().trim().to_owned();
        let mut page = Self { summary, text: String::new(), sections: Vec::new(), example: String::new() };
        let mut in_code = false;
        for line in lines {
            if line.starts_with("```") {
                in_code = !in_code;
            }
            if let Some(heading) = line.strip_prefix("# ").filter(|_| !in_code) {
                page.sections.push((heading.trim().to_owned(), String::new()));
            } else {
                let target = page.sections.last_mut().map_or(&mut page.text, |(_, text)| text);
                target.push_str(line);
                target.push('\n');
            }
        }
        if let Some(position) = page.sections.iter().position(|(heading, _)| heading == "Example") {
            page.example = code(&page.sections.remove(position).1);
        }
        page.text = page.text.trim().to_owned();
        for (_, text) in &mut page.sections {
            *text = text.trim().to_owned();
        }
        page
    }
}

/// The lines of the first code block.
fn code(text: &str) -> String {
    let lines = text.lines().skip_while(|line| !line.starts_with("```")).skip(1);
    lines.take_while(|line| !line.starts_with("```")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doc_comment_is_taken_apart() {
        let page =
            Page::parse("Adds.\n\nMore\ntext.\n\n# Errors\nNone.\n\n# Example\n```pi2\nadd(a, 1)\n# no heading\n```");
        assert_eq!((page.summary.as_str(), page.text.as_str()), ("Adds.", "More\ntext."));
        assert_eq!(page.sections, [("Errors".to_owned(), "None.".to_owned())]);
        assert_eq!(page.example, "add(a, 1)\n# no heading");
    }
}
