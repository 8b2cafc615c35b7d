//! The grammar of the `conditions` language: `or` binds weakest, then `and`,
//! then `not`.

use super::{BadCondition, Condition, Operator, Path, Value, lexer::Token};
use std::{iter::Peekable, vec::IntoIter};

/// Parentheses deeper than this are refused, so that no text exhausts the stack.
const DEPTH_MAX: u32 = 50;

/// Reads a whole condition.
pub(super) fn parse(tokens: Vec<Token>) -> Result<Condition, BadCondition> {
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        depth: 0,
    };
    let condition = parser.any_of()?;
    match parser.tokens.next() {
        None => Ok(condition),
        Some(token) => Err(unexpected(Some(&token), "and, or or the end")),
    }
}

struct Parser {
    tokens: Peekable<IntoIter<Token>>,
    depth: u32,
}

impl Parser {
    fn any_of(&mut self) -> Result<Condition, BadCondition> {
        let mut left = self.all_of()?;
        while self.take_word("or") {
            left = Condition::Or(Box::new(left), Box::new(self.all_of()?));
        }
        Ok(left)
    }

    fn all_of(&mut self) -> Result<Condition, BadCondition> {
        let mut left = self.one()?;
        while self.take_word("and") {
            left = Condition::And(Box::new(left), Box::new(self.one()?));
        }
        Ok(left)
    }

    fn one(&mut self) -> Result<Condition, BadCondition> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err(BadCondition("The condition is nested too deep.".to_owned()));
        }
        let condition = if self.take_word("not") {
            Condition::Not(Box::new(self.one()?))
        } else if self.take(&Token::Open) {
            let inner = self.any_of()?;
            self.expect(&Token::Close, "a closing parenthesis")?;
            inner
        } else {
            self.comparison()?
        };
        self.depth -= 1;
        Ok(condition)
    }

    fn comparison(&mut self) -> Result<Condition, BadCondition> {
        let path = self.path()?;
        if let Some(Token::Sign(operator)) = self.tokens.peek() {
            let operator = *operator;
            self.tokens.next();
            return Ok(Condition::Compare(path, operator, self.value()?));
        }
        let negated = self.take_word("not");
        let condition = self.worded(path)?;
        Ok(if negated {
            Condition::Not(Box::new(condition))
        } else {
            condition
        })
    }

    fn worded(&mut self, path: Path) -> Result<Condition, BadCondition> {
        if self.take_word("in") {
            Ok(Condition::In(path, self.values()?))
        } else if self.take_word("like") {
            Ok(Condition::Compare(path, Operator::Like, self.value()?))
        } else if self.take_word("contains") {
            Ok(Condition::Compare(path, Operator::Contains, self.value()?))
        } else {
            Err(unexpected(self.tokens.peek(), "an operator"))
        }
    }

    fn path(&mut self) -> Result<Path, BadCondition> {
        match self.tokens.next() {
            Some(Token::Word(word)) => Ok(Path::parse(&word)),
            token => Err(unexpected(token.as_ref(), "a field")),
        }
    }

    fn values(&mut self) -> Result<Vec<Value>, BadCondition> {
        self.expect(&Token::Open, "an opening parenthesis")?;
        let mut values = vec![self.value()?];
        while self.take(&Token::Comma) {
            values.push(self.value()?);
        }
        self.expect(&Token::Close, "a closing parenthesis")?;
        Ok(values)
    }

    fn value(&mut self) -> Result<Value, BadCondition> {
        match self.tokens.next() {
            Some(Token::Literal(value)) => Ok(value),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("null") => Ok(Value::Null),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("true") => Ok(Value::Flag(true)),
            Some(Token::Word(word)) if word.eq_ignore_ascii_case("false") => Ok(Value::Flag(false)),
            token => Err(unexpected(token.as_ref(), "a value")),
        }
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        self.tokens
            .next_if(
                |token| matches!(token, Token::Word(word) if word.eq_ignore_ascii_case(keyword)),
            )
            .is_some()
    }

    fn take(&mut self, wanted: &Token) -> bool {
        self.tokens.next_if(|token| token == wanted).is_some()
    }

    fn expect(&mut self, wanted: &Token, name: &str) -> Result<(), BadCondition> {
        if self.take(wanted) {
            Ok(())
        } else {
            Err(unexpected(self.tokens.peek(), name))
        }
    }
}

fn unexpected(token: Option<&Token>, expected: &str) -> BadCondition {
    let found = match token {
        None => "the end".to_owned(),
        Some(Token::Word(word)) => format!("'{word}'"),
        Some(Token::Literal(value)) => value.kind().to_owned(),
        Some(Token::Sign(_)) => "an operator".to_owned(),
        Some(Token::Open | Token::Close) => "a parenthesis".to_owned(),
        Some(Token::Comma) => "a comma".to_owned(),
    };
    BadCondition(format!("Expected {expected}, not {found}."))
}
