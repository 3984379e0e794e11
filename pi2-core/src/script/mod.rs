//! The script language: statements `name(argument, argument, …)`, one per line or separated by `;`.
//!
//! ```text
//! script    = { statement ( ";" | newline ) }
//! statement = [ name [ "(" [ argument { "," argument } [ "," ] ] ")" ] ] [ comment ]
//! argument  = "[" … "]"  |  '"' … '"'  |  "'" … "'"  |  bare text up to the next ","
//! comment   = ( "#" | "%" | "//" ) … newline        at the start of a statement or after its ")"
//! ```
//!
//! Inside parentheses and quotes `;` and newlines do not separate. A quote starts a quoted text only at the beginning of
//! an argument; in it `\` followed by the same quote is that quote, any other `\` is itself. A bare argument may contain
//! parentheses.

use crate::registry::Argument;
use crate::{Error, Result};

/// One command call of a script.
#[derive(Clone, PartialEq, Debug)]
pub struct Statement {
    /// Name of the command.
    pub name: String,
    /// The arguments in order.
    pub arguments: Vec<Argument>,
    /// Line of the first character, counted from 1.
    pub line: usize,
    /// Column of the first character, counted from 1.
    pub column: usize,
    /// The statement as it was written.
    pub text: String,
    /// The comment behind it, without its marker.
    pub comment: String,
}

/// Reads a whole script.
///
/// # Errors
/// `Script` with the place of the first mistake.
pub fn parse(script: &str) -> Result<Vec<Statement>> {
    let script = script.strip_prefix('\u{feff}').unwrap_or(script);
    let mut parser = Parser { characters: script.chars().collect(), position: 0 };
    let mut statements = Vec::new();
    while let Some(statement) = parser.statement()? {
        statements.push(statement);
    }
    Ok(statements)
}

struct Parser {
    characters: Vec<char>,
    position: usize,
}

/// Which `)` ends a statement.
#[derive(Clone, Copy, PartialEq)]
enum Closing {
    /// The one that belongs to the `(` behind the name.
    Balanced,
    /// The last one of the line, for bare texts with unbalanced parentheses.
    LastOfLine,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.position).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, c)| self.characters.get(self.position + i) == Some(&c))
    }

    fn at_comment(&self) -> bool {
        self.starts_with("#") || self.starts_with("%") || self.starts_with("//")
    }

    fn skip_while(&mut self, accept: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&accept) {
            self.position += 1;
        }
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.characters[from..to].iter().collect()
    }

    /// The next statement, or nothing at the end of the script.
    fn statement(&mut self) -> Result<Option<Statement>> {
        loop {
            self.skip_while(|c| c.is_whitespace() || c == ';');
            if !self.at_comment() {
                break;
            }
            self.skip_while(|c| c != '\n');
        }
        if self.peek().is_none() {
            return Ok(None);
        }
        let start = self.position;
        self.skip_while(|c| !matches!(c, '(' | ';' | '\n'));
        let mut name = self.text(start, self.position);
        let arguments = if self.peek() == Some('(') {
            self.argument_list(start)?
        } else {
            // A comment may follow a bare name.
            if let Some(comment) = ["#", "%", "//"].iter().filter_map(|marker| name.find(marker)).min() {
                self.position = start + name[..comment].chars().count();
                name.truncate(comment);
            }
            Vec::new()
        };
        let end = self.position;
        let comment = self.trailing_comment();
        let (line, column) = self.place(start);
        let text = self.text(start, end).trim_end().to_owned();
        Ok(Some(Statement { name: name.trim().to_owned(), arguments, line, column, text, comment }))
    }

    fn trailing_comment(&mut self) -> String {
        self.skip_while(|c| c.is_whitespace() && c != '\n');
        if !self.at_comment() {
            return String::new();
        }
        let start = self.position;
        self.skip_while(|c| c != '\n');
        self.text(start, self.position).trim_start_matches(['#', '%', '/']).trim().to_owned()
    }

    /// The arguments from `(` to the `)` that ends the statement.
    fn argument_list(&mut self, start: usize) -> Result<Vec<Argument>> {
        let open = self.position;
        let balanced = self.arguments(start, Closing::Balanced);
        if balanced.is_ok() {
            return balanced;
        }
        self.position = open;
        let fallback = self.arguments(start, Closing::LastOfLine);
        if fallback.is_ok() { fallback } else { balanced }
    }

    fn arguments(&mut self, start: usize, closing: Closing) -> Result<Vec<Argument>> {
        let open = self.position;
        self.position += 1;
        let mut arguments = Vec::new();
        loop {
            self.skip_while(char::is_whitespace);
            let first = self.position;
            let argument = match self.peek() {
                None => return Err(self.unclosed(start, open)),
                Some(quote @ ('"' | '\'')) => Argument::Text(self.quoted(start, quote)?),
                Some('[') => Argument::Word(self.bracketed(start)?),
                Some(_) => {
                    let text = self.bare(start, open, closing)?;
                    if text.is_empty() && self.peek() == Some(')') {
                        // `f()` and the comma before `)` add no argument.
                        self.position += 1;
                        return Ok(arguments);
                    }
                    Argument::Word(text)
                }
            };
            arguments.push(argument);
            self.skip_while(char::is_whitespace);
            match self.peek() {
                Some(',') => self.position += 1,
                Some(')') if self.ends_statement_after(self.position) => {
                    self.position += 1;
                    return Ok(arguments);
                }
                None => return Err(self.unclosed(start, open)),
                Some(_) => {
                    let rest_end = self.characters[self.position..].iter().position(|c| matches!(c, ',' | '\n'));
                    let end = self.position + rest_end.unwrap_or(self.characters.len() - self.position);
                    let rest = self.text(self.position, end);
                    let message = format!(
                        "expected `,` or `)` after {}, but found `{}`",
                        self.text(first, self.position).trim(),
                        rest.trim()
                    );
                    return Err(self.error(start, self.position, message));
                }
            }
        }
    }

    fn quoted(&mut self, start: usize, quote: char) -> Result<String> {
        let open = self.position;
        self.position += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.position += 1;
            if c == quote {
                return Ok(text);
            }
            if c == '\\' && self.peek() == Some(quote) {
                self.position += 1;
                text.push(quote);
            } else {
                text.push(c);
            }
        }
        Err(self.error(start, open, format!("the quote {quote} is never closed")))
    }

    fn bracketed(&mut self, start: usize) -> Result<String> {
        let open = self.position;
        self.skip_while(|c| c != ']');
        if self.peek().is_none() {
            return Err(self.error(start, open, "the bracket `[` is never closed".to_owned()));
        }
        self.position += 1;
        Ok(self.text(open, self.position))
    }

    /// A bare text: up to the next `,`, or the `)` that ends the statement.
    fn bare(&mut self, start: usize, open: usize, closing: Closing) -> Result<String> {
        let first = self.position;
        let mut depth = 0;
        while let Some(c) = self.peek() {
            match c {
                ',' => return Ok(self.text(first, self.position).trim().to_owned()),
                '(' => depth += 1,
                ')' if (depth == 0 || closing == Closing::LastOfLine) && self.ends_statement_after(self.position) => {
                    return Ok(self.text(first, self.position).trim().to_owned());
                }
                ')' => depth -= 1,
                '\n' if closing == Closing::LastOfLine => break,
                _ => {}
            }
            self.position += 1;
        }
        Err(self.unclosed(start, open))
    }

    /// True if nothing but the end of a statement follows the character at `position`.
    fn ends_statement_after(&self, position: usize) -> bool {
        let mut rest = self.characters[position + 1..].iter().skip_while(|c| c.is_whitespace() && **c != '\n');
        match rest.next() {
            None | Some('\n' | ';' | '#' | '%') => true,
            Some('/') => rest.next() == Some(&'/'),
            Some(_) => false,
        }
    }

    fn unclosed(&self, start: usize, open: usize) -> Error {
        self.error(start, open, "expected closing bracket: the `(` behind the command is never closed".to_owned())
    }

    fn place(&self, position: usize) -> (usize, usize) {
        let before = &self.characters[..position];
        let line_start = before.iter().rposition(|&c| c == '\n').map_or(0, |newline| newline + 1);
        (1 + before.iter().filter(|&&c| c == '\n').count(), 1 + position - line_start)
    }

    fn error(&self, start: usize, position: usize, message: String) -> Error {
        let (line, column) = self.place(position);
        let end = self.characters[start..].iter().position(|&c| c == '\n').map_or(self.characters.len(), |n| start + n);
        let text = self.text(start, end).trim().to_owned();
        Error::Script { line, column, text, error: Box::new(Error::syntax(message)) }
    }
}

#[cfg(test)]
mod tests;
