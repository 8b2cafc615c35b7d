//! Money and quantities: decimals end to end, and the two ways to round.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Decimals that a price may have on its way to ConnectWise
/// (`upload-engine.md` 3).
pub const PRICE_DECIMALS: u32 = 4;

/// Decimals of an amount.
pub const AMOUNT_DECIMALS: u32 = 2;

/// Half of the smallest amount.
pub const HALF_CENT: Decimal = Decimal::from_parts(5, 0, 0, false, 3);

/// Where a prorated amount is rounded, half-up to cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Once, on the line's amount.
    #[default]
    PerLine,
    /// On the price of one unit, which is then multiplied, as ConnectWise's own
    /// prorated bills show.
    PerUnit,
}

impl Rounding {
    /// The word in settings.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::PerLine => "per-line",
            Self::PerUnit => "per-unit",
        }
    }

    /// `quantity` × `price` × `share`, rounded to cents in this way.
    #[must_use]
    pub fn amount(self, quantity: Decimal, price: Decimal, share: Share) -> Decimal {
        match self {
            Self::PerLine => cents(share.of(quantity * price)),
            Self::PerUnit => cents(quantity * cents(share.of(price))),
        }
    }
}

impl FromStr for Rounding {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        [Self::PerLine, Self::PerUnit]
            .into_iter()
            .find(|rounding| rounding.word() == text)
            .ok_or_else(|| format!("“{text}” is no rounding; known are per-line and per-unit"))
    }
}

/// A part of a period: so many of so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Days that count.
    pub days: i32,
    /// Days of the whole period; never 0.
    pub of: i32,
}

impl Share {
    /// The whole.
    pub const WHOLE: Self = Self { days: 1, of: 1 };

    /// This part of `amount`, unrounded: multiplied first, then divided.
    #[must_use]
    pub fn of(self, amount: Decimal) -> Decimal {
        amount * Decimal::from(self.days) / Decimal::from(self.of.max(1))
    }
}

/// Rounds half-up (away from zero) to cents.
#[must_use]
pub fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}

/// Rounds half-up to what a price may carry.
#[must_use]
pub fn price(amount: Decimal) -> Decimal {
    amount
        .round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}
