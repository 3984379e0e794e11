//! From tokens to a tree: operators, brackets, functions and variables. Statements are in [`super::statements`].

use super::fault::{Fault, Parsed};
use super::functions::{FUNCTIONS, Function};
use super::lexer::{Lexeme, Token, tokens};
use super::operations::{Binary, Unary};
use super::statements::STATEMENT_WORDS;
use super::tree::Node;
use crate::nearest_name;

/// The deepest nesting of brackets and statements: parts are understood, and later compiled, recursively.
const DEEPEST: usize = 100;
/// The most operators and arguments, which may all be nested in each other.
const MOST_OPERATORS: usize = 2000;

const CONSTANTS: [(&str, f64); 6] = [
    ("epsilon", 1e-10),
    ("false", 0.0),
    ("inf", f64::INFINITY),
    ("null", f64::NAN),
    ("pi", std::f64::consts::PI),
    ("true", 1.0),
];

/// Words between operands.
const OPERATOR_WORDS: [&str; 6] = ["and", "nand", "nor", "or", "xnor", "xor"];

/// What images stand for.
const IMAGES: [(&str, &str); 3] = [("x0", "image"), ("x1", "argument image"), ("x2", "argument image 2")];

/// An expression and the number of its variables, the pixels of images included.
pub fn parse(text: &str, images: usize) -> Parsed<(Node, usize)> {
    let mut parser = Parser::new(tokens(text)?, images);
    let root = parser.statements(&|token| *token == Token::End)?;
    match root {
        Some(root) => Ok((root, parser.variables)),
        None => Err(parser.expected("an expression")),
    }
}

pub(super) struct Parser {
    lexemes: Vec<Lexeme>,
    next: usize,
    /// Names and numbers of the variables of each block that is open.
    pub scopes: Vec<Vec<(String, usize)>>,
    pub variables: usize,
    /// Loops that are open.
    pub loops: usize,
    images: usize,
    depth: usize,
    operators: usize,
}

/// `:=`, or an operator followed by `=`.
#[derive(Clone, Copy)]
enum Assignment {
    Plain,
    Combined(Binary),
}

/// An operator between two operands.
#[derive(Clone, Copy)]
enum Infix {
    Plain(Binary),
    Negated(Binary),
    ShortAnd,
    ShortOr,
}

impl Parser {
    fn new(lexemes: Vec<Lexeme>, images: usize) -> Self {
        let names = IMAGES[..images].iter().enumerate().map(|(index, (name, _))| ((*name).to_owned(), index));
        let scopes = vec![names.collect()];
        Self { lexemes, next: 0, scopes, variables: images, loops: 0, images, depth: 0, operators: 0 }
    }

    /// Assignments and `condition ? a : b`, which bind least.
    pub fn expression(&mut self) -> Parsed<Node> {
        self.nested(|parser| {
            let start = parser.here();
            let left = parser.operators_from(1)?;
            if let Some(assignment) = parser.accept_assignment() {
                return parser.assignment(start, left, assignment);
            }
            parser.conditional(left)
        })
    }

    fn assignment(&mut self, start: usize, left: Node, assignment: Assignment) -> Parsed<Node> {
        let Node::Variable(variable) = left else {
            return Err(Fault::new(start, "only a variable can get a value")
                .with_hint(Some("equality is written `==`".to_owned())));
        };
        let value = self.expression()?;
        let value = match assignment {
            Assignment::Plain => value,
            // What `/=` divides by counts as zero by chance: no rule for constants.
            Assignment::Combined(operation) => Node::Binary(operation, Box::new([left, value])),
        };
        Ok(Node::Assign(variable, Box::new(value)))
    }

    /// `condition ? a : condition ? b : c`, without recursion for what follows the last colon.
    fn conditional(&mut self, condition: Node) -> Parsed<Node> {
        let (mut choices, mut last) = (Vec::new(), condition);
        while self.accept("?") {
            self.count_operator()?;
            let yes = self.expression()?;
            self.expect(":")?;
            let start = self.here();
            let condition = std::mem::replace(&mut last, self.operators_from(1)?);
            choices.push((condition, yes));
            if let Some(assignment) = self.accept_assignment() {
                last = self.assignment(start, last, assignment)?;
                break;
            }
        }
        Ok(choices.into_iter().rev().fold(last, |no, (condition, yes)| Node::choose(condition, yes, no)))
    }

    /// Operands with operators that bind at least as strongly as `least`, from left to right.
    fn operators_from(&mut self, least: u8) -> Parsed<Node> {
        let mut left = self.signed()?;
        while let Some((level, infix)) = infix(self.token()).filter(|(level, _)| *level >= least) {
            self.advance();
            self.count_operator()?;
            let right = self.operators_from(level + 1)?;
            left = match infix {
                Infix::Plain(operation) => Node::binary(operation, left, right),
                Infix::Negated(operation) => Node::unary(Unary::Not, Node::binary(operation, left, right)),
                Infix::ShortAnd => Node::short_and(left, right),
                Infix::ShortOr => Node::short_or(left, right),
            };
        }
        Ok(left)
    }

    /// Signs, which bind less than `^`.
    fn signed(&mut self) -> Parsed<Node> {
        let mut is_negative = false;
        loop {
            if self.accept("-") {
                is_negative = !is_negative;
            } else if !self.accept("+") {
                break;
            }
        }
        let base = self.primary()?;
        let value = if self.accept("^") {
            self.count_operator()?;
            let exponent = self.nested(Self::signed)?;
            Node::binary(Binary::Power, base, exponent)
        } else {
            base
        };
        Ok(if is_negative { Node::unary(Unary::Negate, value) } else { value })
    }

    fn primary(&mut self) -> Parsed<Node> {
        let start = self.here();
        match self.token().clone() {
            Token::Number(value) => {
                self.advance();
                Ok(Node::Constant(value))
            }
            Token::Symbol("(") => self.group("(", ")"),
            Token::Symbol("[") if !self.starts_many() => self.group("[", "]"),
            Token::Symbol("{" | "~" | "[") => self.nested(Self::statement_in_symbols),
            Token::Name(name) if STATEMENT_WORDS.contains(&name.as_str()) => {
                self.advance();
                self.nested(|parser| parser.statement_word(&name, start))
            }
            Token::Name(name) => {
                self.advance();
                self.named(&name, start)
            }
            _ => Err(self.expected("a number, a name or a bracket")),
        }
    }

    fn group(&mut self, open: &'static str, close: &'static str) -> Parsed<Node> {
        self.expect(open)?;
        let value = self.expression()?;
        self.expect(close)?;
        Ok(value)
    }

    /// A variable, a constant or a function.
    fn named(&mut self, name: &str, start: usize) -> Parsed<Node> {
        let variables = self.scopes.iter().rev().flatten();
        if let Some((_, variable)) = variables.clone().find(|(known, _)| known == name) {
            return Ok(Node::Variable(*variable));
        }
        if let Some((_, value)) = CONSTANTS.iter().find(|(known, _)| *known == name) {
            return Ok(Node::Constant(*value));
        }
        if let Some(function) = Function::of_name(name) {
            return self.call(name, function, start);
        }
        if let Some((_, image)) = IMAGES.iter().find(|(known, _)| *known == name) {
            let hint = format!("call `eval` with {} images", if name == "x1" { "two or three" } else { "three" });
            let message = format!("`{name}` is the pixel of `{image}`, which this call does not have");
            return Err(Fault::new(start, message).with_hint(Some(hint)));
        }
        let words = [&STATEMENT_WORDS[..], &OPERATOR_WORDS, &["var"]].concat();
        let known = variables.map(|(name, _)| name.as_str());
        let known = known.chain(FUNCTIONS.iter().map(|(name, _)| *name)).chain(CONSTANTS.iter().map(|(name, _)| *name));
        let near = nearest_name(name, known.chain(words)).map(|near| format!("did you mean `{near}`?"));
        let hint = near.or_else(|| Some(format!("pixels are {}", self.pixel_names())));
        let kind = if *self.token() == Token::Symbol("(") { "function" } else { "variable" };
        Err(Fault::new(start, format!("there is no {kind} `{name}`")).with_hint(hint))
    }

    fn pixel_names(&self) -> String {
        let names: Vec<String> = IMAGES[..self.images].iter().map(|(name, _)| format!("`{name}`")).collect();
        names.join(", ")
    }

    fn call(&mut self, name: &str, function: Function, start: usize) -> Parsed<Node> {
        self.expect("(")?;
        let mut arguments = Vec::new();
        while !self.accept(")") {
            if !arguments.is_empty() {
                self.expect_one_of(",", ")")?;
            }
            self.count_operator()?;
            arguments.push(self.expression()?);
        }
        let given = arguments.len();
        let wanted = function.arguments();
        let node = if wanted.is_none_or(|wanted| wanted == given) { function.call(arguments) } else { None };
        node.ok_or_else(|| {
            let wanted = match wanted {
                None => "at least one argument".to_owned(),
                Some(1) => "one argument".to_owned(),
                Some(count) => format!("{count} arguments"),
            };
            Fault::new(start, format!("`{name}` takes {wanted}, but there are {given}"))
        })
    }

    /// True if the name has a meaning that a variable must not take away.
    pub fn is_reserved(name: &str) -> bool {
        STATEMENT_WORDS.contains(&name)
            || OPERATOR_WORDS.contains(&name)
            || ["var", "else", "until", "case", "default"].contains(&name)
            || IMAGES.iter().any(|(known, _)| *known == name)
            || CONSTANTS.iter().any(|(known, _)| *known == name)
            || Function::of_name(name).is_some()
    }

    fn accept_assignment(&mut self) -> Option<Assignment> {
        let assignment = match self.token() {
            Token::Symbol(":=") => Assignment::Plain,
            Token::Symbol("+=") => Assignment::Combined(Binary::Add),
            Token::Symbol("-=") => Assignment::Combined(Binary::Subtract),
            Token::Symbol("*=") => Assignment::Combined(Binary::Multiply),
            Token::Symbol("/=") => Assignment::Combined(Binary::Divide),
            Token::Symbol("%=") => Assignment::Combined(Binary::Remainder),
            _ => return None,
        };
        self.advance();
        Some(assignment)
    }
}

/// Level and meaning of an operator between two operands.
fn infix(token: &Token) -> Option<(u8, Infix)> {
    let word = match token {
        Token::Symbol(symbol) => symbol,
        Token::Name(name) => name.as_str(),
        _ => return None,
    };
    Some(match word {
        "or" => (1, Infix::Plain(Binary::Or)),
        "nor" => (1, Infix::Negated(Binary::Or)),
        "xor" => (1, Infix::Plain(Binary::ExclusiveOr)),
        "xnor" => (1, Infix::Negated(Binary::ExclusiveOr)),
        "|" | "||" => (1, Infix::ShortOr),
        "and" => (2, Infix::Plain(Binary::And)),
        "nand" => (2, Infix::Negated(Binary::And)),
        "&" | "&&" => (2, Infix::ShortAnd),
        "<" => (3, Infix::Plain(Binary::Less)),
        "<=" => (3, Infix::Plain(Binary::LessEqual)),
        "==" | "=" => (3, Infix::Plain(Binary::Equal)),
        "!=" | "<>" => (3, Infix::Plain(Binary::NotEqual)),
        ">=" => (3, Infix::Plain(Binary::GreaterEqual)),
        ">" => (3, Infix::Plain(Binary::Greater)),
        "+" => (4, Infix::Plain(Binary::Add)),
        "-" => (4, Infix::Plain(Binary::Subtract)),
        "*" => (5, Infix::Plain(Binary::Multiply)),
        "/" => (5, Infix::Plain(Binary::Divide)),
        "%" => (5, Infix::Plain(Binary::Remainder)),
        _ => return None,
    })
}

/// Moving along the tokens.
impl Parser {
    pub fn token(&self) -> &Token {
        &self.lexemes[self.next].token
    }

    /// The token `ahead` places further on.
    pub fn ahead(&self, ahead: usize) -> &Token {
        &self.lexemes[(self.next + ahead).min(self.lexemes.len() - 1)].token
    }

    /// Where the next token starts.
    pub fn here(&self) -> usize {
        self.lexemes[self.next].start
    }

    pub fn advance(&mut self) {
        self.next = (self.next + 1).min(self.lexemes.len() - 1);
    }

    pub fn previous_is(&self, symbol: &str) -> bool {
        self.next > 0 && matches!(self.lexemes[self.next - 1].token, Token::Symbol(found) if found == symbol)
    }

    pub fn accept(&mut self, symbol: &str) -> bool {
        let found = matches!(self.token(), Token::Symbol(found) if *found == symbol);
        if found {
            self.advance();
        }
        found
    }

    pub fn accept_word(&mut self, word: &str) -> bool {
        let found = matches!(self.token(), Token::Name(found) if found == word);
        if found {
            self.advance();
        }
        found
    }

    pub fn expect(&mut self, symbol: &str) -> Parsed<()> {
        if self.accept(symbol) { Ok(()) } else { Err(self.expected(&format!("`{symbol}`"))) }
    }

    fn expect_one_of(&mut self, symbol: &str, other: &str) -> Parsed<()> {
        if self.accept(symbol) { Ok(()) } else { Err(self.expected(&format!("`{symbol}` or `{other}`"))) }
    }

    pub fn expected(&self, what: &str) -> Fault {
        let found = match self.token() {
            Token::Number(value) => format!("found `{value}`"),
            Token::Name(name) => format!("found `{name}`"),
            Token::Symbol(symbol) => format!("found `{symbol}`"),
            Token::End => "the text ends".to_owned(),
        };
        Fault::new(self.here(), format!("expected {what}, but {found}"))
    }

    pub fn nested<R>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<R>) -> Parsed<R> {
        if self.depth == DEEPEST {
            return Err(Fault::new(self.here(), format!("more than {DEEPEST} brackets or statements in each other")));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    pub fn count_operator(&mut self) -> Parsed<()> {
        self.operators += 1;
        if self.operators > MOST_OPERATORS {
            return Err(Fault::new(self.here(), format!("more than {MOST_OPERATORS} operators and arguments")));
        }
        Ok(())
    }
}
