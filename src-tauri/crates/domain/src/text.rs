//! The text on a line, from a template that the user may change.

use crate::ids::SubscriptionId;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Characters that ConnectWise takes for `invoiceDescription`.
pub const MAX_LENGTH: usize = 6000;

/// Placeholders that a template may name.
pub const PLACEHOLDERS: [&str; 5] = ["{product}", "{what}", "{from}", "{to}", "{subscription}"];

/// A template for `invoiceDescription`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Template(String);

/// A template that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadTemplate {
    /// Nothing in it.
    #[error("The line text must not be empty")]
    Empty,
    /// A word in braces that is no placeholder.
    #[error(
        "“{0}” is no placeholder; known are {{product}}, {{what}}, {{from}}, {{to}} and {{subscription}}"
    )]
    Unknown(String),
}

/// What fills a template.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Product.
    pub product: &'a str,
    /// What the line is for.
    pub what: &'a str,
    /// First day.
    pub from: Date,
    /// Last day, if there is one.
    pub to: Option<Date>,
    /// Subscription.
    pub subscription: &'a SubscriptionId,
}

impl Words<'_> {
    fn filling(&self, placeholder: &str) -> String {
        match placeholder {
            "{product}" => self.product.to_owned(),
            "{what}" => self.what.to_owned(),
            "{from}" => self.from.to_string(),
            "{subscription}" => self.subscription.to_string(),
            _ => self
                .to
                .map_or("further notice".to_owned(), |day| day.to_string()),
        }
    }
}

/// A day in a sentence: `17 Oct 2026`.
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

/// So many licences, in words: `1 licence`, `8 licences`.
#[must_use]
pub fn licences(quantity: Decimal) -> String {
    let word = if quantity == Decimal::ONE {
        "licence"
    } else {
        "licences"
    };
    format!("{} {word}", quantity.normalize())
}

impl Default for Template {
    fn default() -> Self {
        Self("{product}: {what}, {from} to {to}".to_owned())
    }
}

impl Template {
    /// The template as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Fills the template. A line without a last day drops “to {to}”.
    #[must_use]
    pub fn render(&self, words: &Words<'_>) -> String {
        let template = match words.to {
            Some(_) => self.0.clone(),
            None => self.0.replace("{from} to {to}", "from {from}"),
        };
        let mut text = String::with_capacity(template.len());
        let mut rest = template.as_str();
        // In one pass, so that braces in a product's name are only text.
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            text.push_str(before);
            let word = PLACEHOLDERS.iter().find(|word| from.starts_with(**word));
            let (taken, filled) = match word {
                Some(word) => (word.len(), words.filling(word)),
                None => (1, "{".to_owned()),
            };
            text.push_str(&filled);
            rest = &from[taken..];
        }
        text.push_str(rest);
        text.chars().take(MAX_LENGTH).collect()
    }
}

impl FromStr for Template {
    type Err = BadTemplate;

    fn from_str(text: &str) -> Result<Self, BadTemplate> {
        if text.trim().is_empty() {
            return Err(BadTemplate::Empty);
        }
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let word = match rest[open..].find('}') {
                Some(close) => &rest[open..=open + close],
                None => &rest[open..],
            };
            if !PLACEHOLDERS.contains(&word) {
                return Err(BadTemplate::Unknown(word.to_owned()));
            }
            rest = &rest[open + word.len()..];
        }
        Ok(Self(text.trim().to_owned()))
    }
}
