//! An agreement's terms, as the plan needs them: periods, `open`, the posting
//! mode and where Accord begins.

mod prices;

pub use prices::{PricePeriods, PriceSource};

use crate::{
    cycle::AgreementCycle,
    ids::AgreementId,
    period::{Period, Periods},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// How changes become additions, chosen per agreement (`upload-engine.md` 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PostingMode {
    /// ConnectWise prorates by the lines' dates.
    Dated,
    /// Accord prorates: a base line a period and an adjustment a change; C3's
    /// "dual line".
    Adjustment,
    /// Accord prorates: a period in which something changes is one line whose price
    /// is the period's amount divided by its quantity; C3's "single line".
    Single,
    /// Nobody prorates: a period bills what is there on its last day, and invoiced
    /// days are never put right.
    Quantity,
}

/// Which period the next invoice covers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextInvoiceCovers {
    /// The one that holds the next invoice's date.
    #[default]
    Holding,
    /// The one before it: billed in arrears.
    Before,
}

/// A word that names no choice.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{word}” is no {what}; known are {known}")]
pub struct UnknownWord {
    /// The word.
    pub word: String,
    /// What it was to name.
    pub what: &'static str,
    /// The words that are known.
    pub known: &'static str,
}

impl PostingMode {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Dated, Self::Adjustment, Self::Single, Self::Quantity];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dated => "dated",
            Self::Adjustment => "adjustment",
            Self::Single => "single",
            Self::Quantity => "quantity",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::Dated => "dated lines",
            Self::Adjustment => "line and adjustment",
            Self::Single => "single line",
            Self::Quantity => "quantity only",
        }
    }

    /// The mode for an agreement on which nobody chose one.
    #[must_use]
    pub fn default_for(prorates: bool) -> Self {
        if prorates {
            Self::Dated
        } else {
            Self::Adjustment
        }
    }

    /// Whether the mode goes with an agreement that prorates, or does not: one that
    /// prorates itself would prorate twice there, and one that leaves it to
    /// ConnectWise would not be prorated at all. Quantity only changes nothing but
    /// on periods' first days, and goes with both.
    #[must_use]
    pub fn suits(self, prorates: bool) -> bool {
        match self {
            Self::Dated => prorates,
            Self::Adjustment | Self::Single => !prorates,
            Self::Quantity => true,
        }
    }

    /// Whether what invoiced days got wrong is put right by a settlement.
    #[must_use]
    pub fn settles(self) -> bool {
        self != Self::Quantity
    }
}

impl FromStr for PostingMode {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.word() == word)
            .ok_or_else(|| UnknownWord {
                word: word.to_owned(),
                what: "posting mode",
                known: "dated, adjustment, single and quantity",
            })
    }
}

impl NextInvoiceCovers {
    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Holding => "holding",
            Self::Before => "before",
        }
    }
}

impl FromStr for NextInvoiceCovers {
    type Err = UnknownWord;
    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        [Self::Holding, Self::Before]
            .into_iter()
            .find(|covers| covers.word() == word)
            .ok_or_else(|| UnknownWord {
                word: word.to_owned(),
                what: "period of the next invoice",
                known: "holding and before",
            })
    }
}

/// What the plan needs to know of an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementTerms {
    /// Number.
    pub id: AgreementId,
    /// How its periods are counted.
    pub periods: Periods,
    /// First day that may be billed.
    pub bill_start: Date,
    /// Last day of the contract, if it has one.
    pub end: Option<Date>,
    /// The next invoice's date; `None` where nothing was invoiced.
    pub next_invoice: Option<Date>,
    /// Which period that invoice covers.
    pub covers: NextInvoiceCovers,
    /// ConnectWise prorates.
    pub prorates: bool,
    /// How changes become additions.
    pub mode: PostingMode,
    /// The first day that Accord plans; `None` until the first validation.
    pub bill_from: Option<Date>,
    /// Whose prices count on which days.
    pub prices: PricePeriods,
}

impl AgreementTerms {
    /// The first day that no invoice covers yet.
    #[must_use]
    pub fn open(&self) -> Date {
        let Some(next) = self.next_invoice else {
            return self.bill_start;
        };
        let holding = self.periods.holding(next.max(self.bill_start));
        let period = match self.covers {
            NextInvoiceCovers::Holding => holding,
            NextInvoiceCovers::Before if next < self.bill_start => holding,
            NextInvoiceCovers::Before => self.periods.before(holding),
        };
        period.first.max(self.bill_start)
    }

    /// The period of which `open` is the first day that counts.
    #[must_use]
    pub fn open_period(&self) -> Period {
        self.periods.holding(self.open())
    }

    /// The first day that Accord plans: `bill_from`, else `open`.
    #[must_use]
    pub fn begins(&self) -> Date {
        self.bill_from
            .unwrap_or_else(|| self.open())
            .max(self.bill_start)
    }

    /// How often it bills.
    #[must_use]
    pub fn cycle(&self) -> AgreementCycle {
        self.periods.cycle
    }
}
