//! The terms that an agreement's part of a plan followed, as its record keeps them.

use domain::agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PriceSource};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The terms of a plan, for those who look at it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlannedTerms {
    /// The first day that no invoice covered.
    pub(crate) open: Date,
    /// The posting mode.
    pub(crate) mode: PostingMode,
    /// The first day that Accord plans.
    pub(crate) bill_from: Date,
    /// Which period the next invoice covered.
    pub(crate) covers: NextInvoiceCovers,
    /// Whose price counted.
    #[serde(with = "source")]
    pub(crate) price_source: PriceSource,
}

impl PlannedTerms {
    /// What is kept of an agreement's terms.
    pub(crate) fn of(terms: &AgreementTerms) -> Self {
        Self {
            open: terms.open(),
            mode: terms.mode,
            bill_from: terms.begins(),
            covers: terms.covers,
            price_source: terms.price_source,
        }
    }
}

/// A price source by its word.
mod source {
    use domain::agreement::PriceSource;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(source: &PriceSource, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(source.word())
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<PriceSource, D::Error> {
        let word = String::deserialize(from)?;
        [PriceSource::C3, PriceSource::ConnectWise]
            .into_iter()
            .find(|source| source.word() == word)
            .ok_or_else(|| D::Error::custom(format!("“{word}” is no price source")))
    }
}
