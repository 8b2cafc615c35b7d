//! The text on a line, from a template that the user may change.

use crate::ids::SubscriptionId;
use jiff::civil::Date;
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
            None => self
                .0
                .replace("{from} to {to}", "from {from}")
                .replace("{to}", "further notice"),
        };
        let text = template
            .replace("{product}", words.product)
            .replace("{what}", words.what)
            .replace("{from}", &words.from.to_string())
            .replace(
                "{to}",
                &words.to.map(|day| day.to_string()).unwrap_or_default(),
            )
            .replace("{subscription}", words.subscription.as_str());
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
