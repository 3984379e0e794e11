//! From text to words, numbers and symbols with their places.

use super::fault::{Fault, Parsed};

/// A piece of the text.
#[derive(Clone, PartialEq, Debug)]
pub enum Token {
    Number(f64),
    /// In lower case.
    Name(String),
    Symbol(&'static str),
    End,
}

/// A token and the byte of the text where it starts.
#[derive(Clone, Debug)]
pub struct Lexeme {
    pub token: Token,
    pub start: usize,
}

/// Longer symbols before those that they start with.
const SYMBOLS: [&str; 34] = [
    ":=", "+=", "-=", "*=", "/=", "%=", "==", "!=", "<>", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "^", "<",
    ">", "=", "&", "|", "?", ":", ";", ",", "(", ")", "{", "}", "[", "]",
];

/// Words between two operands or statements: a number before them is not multiplied by anything.
const INFIX_WORDS: [&str; 10] = ["and", "nand", "or", "nor", "xor", "xnor", "else", "until", "case", "default"];

/// The tokens of a text; the last one is `End`. Between a number and a name or bracket stands a `*`.
pub fn tokens(text: &str) -> Parsed<Vec<Lexeme>> {
    let mut found: Vec<Lexeme> = Vec::new();
    let mut at = 0;
    loop {
        at = skip_blanks(text, at)?;
        let Some(first) = text[at..].chars().next() else {
            found.push(Lexeme { token: Token::End, start: at });
            return Ok(found);
        };
        let (token, length) = match first {
            '0'..='9' | '.' => number(text, at)?,
            'a'..='z' | 'A'..='Z' | '_' => name(&text[at..]),
            _ => symbol(text, at, first)?,
        };
        let after_number = found.last().is_some_and(|last| matches!(last.token, Token::Number(_)));
        if after_number && starts_factor(&token) {
            found.push(Lexeme { token: Token::Symbol("*"), start: at });
        }
        found.push(Lexeme { token, start: at });
        at += length;
    }
}

fn starts_factor(token: &Token) -> bool {
    match token {
        Token::Name(name) => !INFIX_WORDS.contains(&name.as_str()),
        Token::Symbol(symbol) => ["(", "{", "["].contains(symbol),
        _ => false,
    }
}

/// The place behind blanks and comments.
fn skip_blanks(text: &str, mut at: usize) -> Parsed<usize> {
    loop {
        let rest = &text[at..];
        let trimmed = rest.trim_start();
        at += rest.len() - trimmed.len();
        if trimmed.starts_with("//") || trimmed.starts_with('#') {
            at += trimmed.find('\n').unwrap_or(trimmed.len());
        } else if trimmed.starts_with("/*") {
            let end = trimmed.find("*/").ok_or_else(|| Fault::new(at, "expected `*/` at the end of this comment"))?;
            at += end + 2;
        } else {
            return Ok(at);
        }
    }
}

fn number(text: &str, start: usize) -> Parsed<(Token, usize)> {
    let bytes = &text.as_bytes()[start..];
    let digits = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end + 1 + sign);
        // Without digits, the letter begins a name.
        end = if exponent > end + 1 + sign { exponent } else { end };
    }
    let word = &text[start..start + end];
    let value = word.parse().map_err(|_| Fault::new(start, format!("expected a number, but found `{word}`")))?;
    if bytes.get(end) == Some(&b'.') {
        return Err(Fault::new(start + end, "a number has one decimal point"));
    }
    Ok((Token::Number(value), end))
}

fn name(rest: &str) -> (Token, usize) {
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    (Token::Name(rest[..length].to_ascii_lowercase()), length)
}

fn symbol(text: &str, at: usize, first: char) -> Parsed<(Token, usize)> {
    if first == '~' {
        return Ok((Token::Symbol("~"), 1));
    }
    if let Some(symbol) = SYMBOLS.into_iter().find(|symbol| text[at..].starts_with(symbol)) {
        return Ok((Token::Symbol(symbol), symbol.len()));
    }
    let hint = match first {
        '!' => Some("write `not(…)`, or `!=` for \"not equal\"".to_owned()),
        '\'' | '"' => Some("expressions know numbers only, no texts".to_owned()),
        _ => None,
    };
    Err(Fault::new(at, format!("`{first}` means nothing in an expression")).with_hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let lexemes = tokens(text).expect("valid");
        let word = |lexeme: Lexeme| match lexeme.token {
            Token::Number(value) => value.to_string(),
            Token::Name(name) => name,
            Token::Symbol(symbol) => symbol.to_owned(),
            Token::End => String::new(),
        };
        lexemes.into_iter().map(word).collect::<Vec<_>>().join(" ").trim_end().to_owned()
    }

    #[test]
    fn numbers_multiply_what_follows() {
        let cases = [
            ("2x0", "2 * x0"),
            ("0x10", "0 * x10"),
            ("2 (3)", "2 * ( 3 )"),
            ("2e3+.5e-1", "2000 + 0.05"),
            ("2epsilon", "2 * epsilon"),
            ("1 else 2 and 3", "1 else 2 and 3"),
            ("x0 3", "x0 3"),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn comments_and_case_mean_nothing() {
        assert_eq!(words("X0 // all\n + /* a\n b */ Sqrt # end"), "x0 + sqrt");
        assert_eq!(words("  "), "");
        assert_eq!(words("a:=b<>c<=d"), "a := b <> c <= d");
    }
}
