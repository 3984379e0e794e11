//! Statements: blocks, variables, branches and loops.

use super::fault::{Fault, Parsed};
use super::lexer::Token;
use super::parser::Parser;
use super::tree::{Loop, Node};

/// Words that begin a statement which is also a value.
pub const STATEMENT_WORDS: [&str; 8] = ["break", "continue", "for", "if", "repeat", "return", "switch", "while"];

impl Parser {
    /// Statements with `;` between them, up to a token that ends them; `None` if there are none.
    pub fn statements(&mut self, is_end: &dyn Fn(&Token) -> bool) -> Parsed<Option<Node>> {
        let mut found = Vec::new();
        loop {
            while self.accept(";") {}
            if is_end(self.token()) {
                return Ok(sequence(found));
            }
            found.push(self.statement()?);
            let is_complete = is_end(self.token()) || self.accept(";") || self.previous_is("}");
            if !is_complete {
                return Err(self.expected("an operator or `;`"));
            }
        }
    }

    fn statement(&mut self) -> Parsed<Node> {
        if self.accept_word("var") { self.declaration() } else { self.expression() }
    }

    /// `var name := value`; without a value it is 0.
    fn declaration(&mut self) -> Parsed<Node> {
        let start = self.here();
        let Token::Name(name) = self.token().clone() else { return Err(self.expected("the name of the variable")) };
        if Self::is_reserved(&name) {
            return Err(Fault::new(start, format!("`{name}` has a meaning already; choose another name")));
        }
        let is_known = |scope: &Vec<(String, usize)>| scope.iter().any(|(known, _)| *known == name);
        if self.scopes.last().is_some_and(is_known) {
            return Err(Fault::new(start, format!("there is a variable `{name}` already"))
                .with_hint(Some(format!("write `{name} := …` to give it another value"))));
        }
        self.advance();
        if matches!(self.token(), Token::Symbol("[")) {
            return Err(Fault::new(self.here(), "a variable is one number; there are no arrays"));
        }
        let value = if self.accept(":=") { self.expression()? } else { Node::Constant(0.0) };
        let variable = self.new_variable();
        if let Some(scope) = self.scopes.last_mut() {
            scope.push((name, variable));
        }
        Ok(Node::Assign(variable, Box::new(value)))
    }

    fn new_variable(&mut self) -> usize {
        self.variables += 1;
        self.variables - 1
    }

    /// Runs `part` with variables of its own.
    fn scoped(&mut self, part: impl FnOnce(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        self.scopes.push(Vec::new());
        let result = part(self);
        self.scopes.pop();
        result
    }

    /// `{ … }`; an empty block is 0.
    fn block(&mut self) -> Parsed<Node> {
        self.expect("{")?;
        self.scoped(|parser| {
            let is_end = |token: &Token| matches!(token, Token::Symbol("}") | Token::End);
            let value = parser.statements(&is_end)?;
            parser.expect("}")?;
            Ok(value.unwrap_or(Node::Constant(0.0)))
        })
    }

    /// A block or a single expression.
    fn body(&mut self) -> Parsed<Node> {
        if matches!(self.token(), Token::Symbol("{")) { self.block() } else { self.expression() }
    }

    fn loop_body(&mut self, body: impl FnOnce(&mut Self) -> Parsed<Node>) -> Parsed<Node> {
        self.loops += 1;
        let result = body(self);
        self.loops -= 1;
        result
    }

    /// True before `[*]`.
    pub fn starts_many(&self) -> bool {
        let is = |ahead, symbol| matches!(self.ahead(ahead), Token::Symbol(found) if *found == symbol);
        is(0, "[") && is(1, "*") && is(2, "]")
    }

    /// `{ … }`, `~{ … }` or `[*]{ … }`.
    pub fn statement_in_symbols(&mut self) -> Parsed<Node> {
        if self.accept("[") {
            self.expect("*")?;
            self.expect("]")?;
            return self.all_true_cases();
        }
        self.accept("~");
        self.block()
    }

    /// A statement behind its first word.
    pub fn statement_word(&mut self, word: &str, start: usize) -> Parsed<Node> {
        match word {
            "if" => self.branch(),
            "while" => self.while_loop(),
            "repeat" => self.repeat_loop(),
            "for" => self.for_loop(),
            "switch" => self.first_true_case(),
            "return" => self.end_of_expression(),
            _ if self.loops == 0 => Err(Fault::new(start, format!("`{word}` is possible in loops only"))),
            "break" => {
                let value = if self.accept("[") { self.closed("]")? } else { Node::Constant(f64::NAN) };
                Ok(Node::Break(Box::new(value)))
            }
            _ => Ok(Node::Continue),
        }
    }

    /// An expression and a closing bracket.
    fn closed(&mut self, bracket: &str) -> Parsed<Node> {
        let value = self.expression()?;
        self.expect(bracket)?;
        Ok(value)
    }

    fn condition(&mut self) -> Parsed<Node> {
        self.expect("(")?;
        self.closed(")")
    }

    /// `if (c, a, b)`, or `if (c) a else b`, which is NaN if the condition is false and there is no `else`.
    fn branch(&mut self) -> Parsed<Node> {
        self.expect("(")?;
        let condition = self.expression()?;
        if self.accept(",") {
            let yes = self.expression()?;
            self.expect(",")?;
            let no = self.closed(")")?;
            return Ok(Node::choose(condition, yes, no));
        }
        self.expect(")")?;
        let yes = self.body()?;
        let is_else = |token: &Token| matches!(token, Token::Name(name) if name == "else");
        if matches!(self.token(), Token::Symbol(";")) && is_else(self.ahead(1)) {
            self.advance();
        }
        let no = if self.accept_word("else") { self.body()? } else { Node::Constant(f64::NAN) };
        Ok(Node::choose(condition, yes, no))
    }

    fn while_loop(&mut self) -> Parsed<Node> {
        let before = Some(self.condition()?);
        let body = self.loop_body(Self::body)?;
        Ok(Node::Loop(Box::new(Loop { before, body, step: None, until: None })))
    }

    fn repeat_loop(&mut self) -> Parsed<Node> {
        self.scoped(|parser| {
            let is_end = |token: &Token| matches!(token, Token::Name(name) if name == "until") || *token == Token::End;
            let body = parser.loop_body(|parser| parser.statements(&is_end).map(Option::unwrap_or_default))?;
            if !parser.accept_word("until") {
                return Err(parser.expected("`until`"));
            }
            let until = Some(parser.condition()?);
            Ok(Node::Loop(Box::new(Loop { before: None, body, step: None, until })))
        })
    }

    fn for_loop(&mut self) -> Parsed<Node> {
        self.expect("(")?;
        self.scoped(|parser| {
            let mut parts = Vec::new();
            if !parser.accept(";") {
                parts.push(parser.statement()?);
                parser.expect(";")?;
            }
            let mut before = None;
            if !parser.accept(";") {
                before = Some(parser.expression()?);
                parser.expect(";")?;
            }
            let mut step = None;
            if !parser.accept(")") {
                step = Some(parser.closed(")")?);
            }
            let body = parser.loop_body(Self::body)?;
            parts.push(Node::Loop(Box::new(Loop { before, body, step, until: None })));
            Ok(sequence(parts).unwrap_or_default())
        })
    }

    fn cases(&mut self) -> Parsed<Vec<(Node, Node)>> {
        self.expect("{")?;
        let mut cases = Vec::new();
        while self.accept_word("case") {
            self.count_operator()?;
            let condition = self.expression()?;
            self.expect(":")?;
            cases.push((condition, self.body()?));
            while self.accept(";") {}
        }
        Ok(cases)
    }

    /// `switch`: the value of the first true case, else that of `default`, else NaN.
    fn first_true_case(&mut self) -> Parsed<Node> {
        let cases = self.cases()?;
        let mut value = Node::Constant(f64::NAN);
        if self.accept_word("default") {
            self.expect(":")?;
            value = self.body()?;
            while self.accept(";") {}
        }
        if !self.accept("}") {
            return Err(self.expected("`case`, `default` or `}`"));
        }
        Ok(cases.into_iter().rev().fold(value, |no, (condition, yes)| Node::choose(condition, yes, no)))
    }

    /// `[*]`: all true cases run; the value is that of the last one, or 0.
    fn all_true_cases(&mut self) -> Parsed<Node> {
        let cases = self.cases()?;
        if !self.accept("}") {
            return Err(self.expected("`case` or `}`"));
        }
        let result = self.new_variable();
        let mut parts = vec![Node::Assign(result, Box::default())];
        for (condition, value) in cases {
            let value = Node::Assign(result, Box::new(value));
            parts.push(Node::choose(condition, value, Node::Constant(0.0)));
        }
        parts.push(Node::Variable(result));
        Ok(sequence(parts).unwrap_or_default())
    }

    /// `return [a, b]`: the values are lost.
    fn end_of_expression(&mut self) -> Parsed<Node> {
        if self.accept("[") {
            while !self.accept("]") {
                self.expression()?;
                if !matches!(self.token(), Token::Symbol("]")) {
                    self.expect(",")?;
                }
            }
        }
        Ok(Node::Return)
    }
}

impl Default for Node {
    /// The number 0.
    fn default() -> Self {
        Self::Constant(0.0)
    }
}

/// Statements in order; of those that change nothing only the last one counts.
fn sequence(mut statements: Vec<Node>) -> Option<Node> {
    let last = statements.pop()?;
    statements.retain(Node::has_effects);
    if statements.is_empty() {
        return Some(last);
    }
    statements.push(last);
    Some(Node::Sequence(statements))
}
