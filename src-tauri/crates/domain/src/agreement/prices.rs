//! Whose prices count on which days.

use super::UnknownWord;
use crate::{period::previous, span::Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Whose price goes on the line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PriceSource {
    /// C3's.
    #[default]
    C3,
    /// The catalog item's: "Consider ConnectWise price".
    ConnectWise,
}

impl PriceSource {
    /// The word in the store.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::C3 => "c3",
            Self::ConnectWise => "connectwise",
        }
    }
}

impl FromStr for PriceSource {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        [Self::C3, Self::ConnectWise]
            .into_iter()
            .find(|source| source.word() == word)
            .ok_or_else(|| unknown(word))
    }
}

fn unknown(word: &str) -> UnknownWord {
    UnknownWord {
        word: word.to_owned(),
        what: "price source",
        known: "c3 and connectwise",
    }
}

/// Whose prices count on which days: a source from the first day on, and each day from
/// which another one counts instead. A switch counts from the first day that is not
/// invoiced; the days before keep theirs (`upload-engine.md` 3).
///
/// As text, in the store and in a mappings file: `c3`, or
/// `c3, connectwise from 2026-03-01, c3 from 2026-05-01`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PricePeriods {
    first: PriceSource,
    /// In order; each source differs from the one before.
    turns: Vec<(Date, PriceSource)>,
}

impl PricePeriods {
    /// One source for all days.
    #[must_use]
    pub fn always(source: PriceSource) -> Self {
        Self {
            first: source,
            turns: Vec::new(),
        }
    }

    /// The source that counts for the last days.
    #[must_use]
    pub fn today(&self) -> PriceSource {
        self.turns.last().map_or(self.first, |(_, source)| *source)
    }

    /// The source of a day.
    #[must_use]
    pub fn on(&self, day: Date) -> PriceSource {
        let turn = self.turns.iter().rfind(|(from, _)| *from <= day);
        turn.map_or(self.first, |(_, source)| *source)
    }

    /// From `open` on `source` counts, where another one did.
    #[must_use]
    pub fn switched(mut self, open: Date, source: PriceSource) -> Self {
        if self.today() != source {
            self.turns.retain(|(from, _)| *from < open);
            if self.today() != source {
                self.turns.push((open, source));
            }
        }
        self
    }

    /// All days, in order, with their source.
    pub fn spans(&self) -> impl Iterator<Item = (Span, PriceSource)> {
        let begun = std::iter::once((Date::MIN, self.first)).chain(self.turns.iter().copied());
        let ends = self.turns.iter().map(|(from, _)| Some(previous(*from)));
        begun
            .zip(ends.chain([None]))
            .map(|((first, source), last)| (Span { first, last }, source))
    }
}

impl fmt::Display for PricePeriods {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.first.word())?;
        let mut turns = self.turns.iter();
        turns.try_for_each(|(from, source)| write!(out, ", {} from {from}", source.word()))
    }
}

impl FromStr for PricePeriods {
    type Err = UnknownWord;
    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let mut parts = text.split(", ");
        let first = parts.next().unwrap_or_default().parse()?;
        let mut periods = Self::always(first);
        for part in parts {
            let (source, from) = part.split_once(" from ").ok_or_else(|| unknown(part))?;
            let from: Date = from.parse().map_err(|_| unknown(part))?;
            let follows = periods.turns.last().is_none_or(|(last, _)| *last < from);
            let source = source.parse()?;
            if !follows || source == periods.today() {
                return Err(unknown(part));
            }
            periods.turns.push((from, source));
        }
        Ok(periods)
    }
}

impl TryFrom<String> for PricePeriods {
    type Error = UnknownWord;
    fn try_from(text: String) -> Result<Self, UnknownWord> {
        text.parse()
    }
}

impl From<PricePeriods> for String {
    fn from(periods: PricePeriods) -> Self {
        periods.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn there_and_back() -> PricePeriods {
        PricePeriods::default()
            .switched(date(2026, 3, 1), PriceSource::ConnectWise)
            .switched(date(2026, 5, 1), PriceSource::C3)
    }

    #[test]
    fn each_day_keeps_its_source() {
        let periods = there_and_back();
        let on = |month, day| periods.on(date(2026, month, day));
        assert_eq!(on(2, 28), PriceSource::C3);
        assert_eq!(on(3, 1), PriceSource::ConnectWise);
        assert_eq!(on(4, 30), PriceSource::ConnectWise);
        assert_eq!(on(5, 1), PriceSource::C3);
        let spans: Vec<_> = periods.spans().collect();
        assert_eq!(spans.len(), 3);
        assert_eq!(
            spans[1].0,
            Span::between(date(2026, 3, 1), date(2026, 4, 30))
        );
    }

    #[test]
    fn a_switch_that_no_invoice_saw_is_as_if_it_had_not_been() {
        let open = date(2026, 3, 1);
        let back = PricePeriods::default()
            .switched(open, PriceSource::ConnectWise)
            .switched(open, PriceSource::C3);
        assert_eq!(back, PricePeriods::default());
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let text = "c3, connectwise from 2026-03-01, c3 from 2026-05-01";
        assert_eq!(there_and_back().to_string(), text);
        assert_eq!(text.parse(), Ok(there_and_back()));
        for wrong in [
            "",
            "c4",
            "c3, c3 from 2026-03-01",
            "c3, connectwise from May",
        ] {
            assert!(wrong.parse::<PricePeriods>().is_err(), "{wrong}");
        }
        let backwards = "c3, connectwise from 2026-05-01, c3 from 2026-03-01";
        assert!(backwards.parse::<PricePeriods>().is_err());
    }
}
