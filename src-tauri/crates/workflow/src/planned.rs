//! The terms that an agreement's part of a plan followed, as its record keeps them.

use domain::agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PricePeriods};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The terms of a plan, for those who look at it later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlannedTerms {
    /// The first day that no invoice covered.
    pub(crate) open: Date,
    /// The date of the invoice that was next, where ConnectWise had one.
    #[serde(default)]
    pub(crate) next_invoice: Option<Date>,
    /// The posting mode.
    pub(crate) mode: PostingMode,
    /// The first day that Accord plans.
    pub(crate) bill_from: Date,
    /// Which period the next invoice covered.
    pub(crate) covers: NextInvoiceCovers,
    /// Whose prices counted on which days.
    pub(crate) prices: PricePeriods,
}

impl PlannedTerms {
    /// What is kept of an agreement's terms.
    pub(crate) fn of(terms: &AgreementTerms, next_invoice: Option<Date>) -> Self {
        Self {
            open: terms.open(),
            next_invoice,
            mode: terms.mode,
            bill_from: terms.begins(),
            covers: terms.covers,
            prices: terms.prices.clone(),
        }
    }
}
