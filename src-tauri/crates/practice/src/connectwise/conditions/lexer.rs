//! The words of the `conditions` language.

use super::{BadCondition, Operator, Value};
use crate::connectwise::wire::read_day;
use jiff::{Timestamp, tz::TimeZone};

/// A word of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// `(`.
    Open,
    /// `)`.
    Close,
    /// `,`.
    Comma,
    /// An operator made of signs.
    Sign(Operator),
    /// A field's name or a keyword.
    Word(String),
    /// A literal.
    Literal(Value),
}

/// Cuts a condition into words.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, BadCondition> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (token, length) = token(rest)?;
        tokens.push(token);
        rest = rest.get(length..).unwrap_or_default().trim_start();
    }
    Ok(tokens)
}

/// The first word, and its length in bytes.
fn token(text: &str) -> Result<(Token, usize), BadCondition> {
    match text.chars().next() {
        Some('(') => Ok((Token::Open, 1)),
        Some(')') => Ok((Token::Close, 1)),
        Some(',') => Ok((Token::Comma, 1)),
        Some(quote @ ('"' | '\'')) => string(text, quote),
        Some('[') => time(text),
        Some('0'..='9' | '-' | '.') => number(text),
        Some(first) if first.is_alphabetic() || first == '_' => Ok(word(text)),
        _ => sign(text),
    }
}

fn sign(text: &str) -> Result<(Token, usize), BadCondition> {
    const SIGNS: [(&str, Operator); 7] = [
        ("<=", Operator::LessOrEqual),
        (">=", Operator::GreaterOrEqual),
        ("!=", Operator::NotEqual),
        ("<>", Operator::NotEqual),
        ("=", Operator::Equal),
        ("<", Operator::Less),
        (">", Operator::Greater),
    ];
    let found = SIGNS.iter().find(|(sign, _)| text.starts_with(sign));
    let (sign, operator) =
        found.ok_or_else(|| BadCondition(format!("Unexpected character at '{text}'.")))?;
    Ok((Token::Sign(*operator), sign.len()))
}

fn word(text: &str) -> (Token, usize) {
    let length = length_while(text, |c| c.is_alphanumeric() || "_/.".contains(c));
    (Token::Word(text[..length].to_owned()), length)
}

fn number(text: &str) -> Result<(Token, usize), BadCondition> {
    let length = length_while(text, |c| c.is_ascii_digit() || "-.".contains(c));
    let number = text[..length].parse();
    let number =
        number.map_err(|_| BadCondition(format!("'{}' is no number.", &text[..length])))?;
    Ok((Token::Literal(Value::Number(number)), length))
}

/// A string ends at its own quote; a quote inside is doubled or has a backslash.
fn string(text: &str, quote: char) -> Result<(Token, usize), BadCondition> {
    let mut value = String::new();
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let followed_by_quote = chars.peek().is_some_and(|(_, next)| *next == quote);
        if followed_by_quote && (c == '\\' || c == quote) {
            chars.next();
            value.push(quote);
        } else if c == quote {
            return Ok((Token::Literal(Value::Text(value)), at + 1));
        } else {
            value.push(c);
        }
    }
    Err(BadCondition("A string is not closed.".to_owned()))
}

fn time(text: &str) -> Result<(Token, usize), BadCondition> {
    let end = text.find(']');
    let end = end.ok_or_else(|| BadCondition("A date is not closed.".to_owned()))?;
    let instant = read_instant(text[1..end].trim());
    let instant =
        instant.ok_or_else(|| BadCondition(format!("'{}' is no date.", &text[1..end])))?;
    Ok((Token::Literal(Value::Time(instant)), end + 1))
}

/// An instant, or a day that stands for its midnight in UTC.
fn read_instant(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let midnight = read_day(text)?.at(0, 0, 0, 0);
        TimeZone::UTC.to_timestamp(midnight).ok()
    })
}

fn length_while(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}
