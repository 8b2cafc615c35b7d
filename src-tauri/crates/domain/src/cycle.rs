//! Billing cycles: C3's four, ConnectWise's two that Accord can bill, and how a
//! subscription's cycle is resolved, since history rows carry none.

use crate::ids::folded;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// How often C3 bills a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BillingCycle {
    /// Every month.
    Monthly,
    /// Every year.
    Annual,
    /// Every three years; no agreement bills it.
    Triennial,
    /// Once; no agreement bills it.
    OneTime,
}

/// How often an agreement bills; other agreements do not take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgreementCycle {
    /// `billingOptions` Monthly.
    Monthly,
    /// `billingOptions` Yearly.
    Yearly,
}

/// A text that names no billing cycle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no billing cycle; known are monthly, annual, triennial and one-time")]
pub struct UnknownCycle(pub String);

impl BillingCycle {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Monthly, Self::Annual, Self::Triennial, Self::OneTime];

    /// The word in ids and on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Annual => "annual",
            Self::Triennial => "triennial",
            Self::OneTime => "one-time",
        }
    }

    /// The agreements that can bill this cycle, if any can.
    #[must_use]
    pub fn agreement_cycle(self) -> Option<AgreementCycle> {
        match self {
            Self::Monthly => Some(AgreementCycle::Monthly),
            Self::Annual => Some(AgreementCycle::Yearly),
            Self::Triennial | Self::OneTime => None,
        }
    }
}

impl fmt::Display for BillingCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for BillingCycle {
    type Err = UnknownCycle;

    /// Reads C3's words in any case and spelling seen: `One-time`, `OneTime`.
    fn from_str(text: &str) -> Result<Self, UnknownCycle> {
        let letters: String = text
            .chars()
            .filter(|c| c.is_alphabetic())
            .collect::<String>()
            .to_lowercase();
        match letters.as_str() {
            "monthly" | "month" => Ok(Self::Monthly),
            "annual" | "annually" | "yearly" | "year" => Ok(Self::Annual),
            "triennial" | "triennially" | "threeyear" => Ok(Self::Triennial),
            "onetime" => Ok(Self::OneTime),
            _ => Err(UnknownCycle(text.to_owned())),
        }
    }
}

impl AgreementCycle {
    /// From the billing cycle record's `billingOptions`, never from its id or name.
    #[must_use]
    pub fn from_billing_options(options: &str) -> Option<Self> {
        match options {
            "Monthly" => Some(Self::Monthly),
            "Yearly" => Some(Self::Yearly),
            _ => None,
        }
    }
}

/// Which rule gave a subscription its billing cycle (`product.md` 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CycleRule {
    /// The user chose it.
    UserChoice,
    /// The subscription's C3 invoice line says so.
    InvoiceLine,
    /// One plan offer has this name.
    OneOffer,
    /// Of several offers with this name, the one whose sale price equals the row's.
    OfferPrice,
}

/// A plan offer, as far as it tells a billing cycle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferCycle {
    /// The offer's name.
    pub name: String,
    /// Its cycle.
    pub cycle: BillingCycle,
    /// What the customer pays for one unit and one cycle.
    pub sale_price: Option<Decimal>,
}

/// Resolves a subscription's billing cycle, or says that it is unknown.
///
/// `offers` may hold any offers; only those of `product`'s name count. Offers
/// alike in name and cycle (in several plans) count as one.
#[must_use]
pub fn resolve(
    choice: Option<BillingCycle>,
    invoice_line: Option<BillingCycle>,
    product: &str,
    price: Option<Decimal>,
    offers: &[OfferCycle],
) -> Option<(BillingCycle, CycleRule)> {
    if let Some(cycle) = choice {
        return Some((cycle, CycleRule::UserChoice));
    }
    if let Some(cycle) = invoice_line {
        return Some((cycle, CycleRule::InvoiceLine));
    }
    let name = folded(product);
    let named: Vec<_> = offers
        .iter()
        .filter(|offer| folded(&offer.name) == name)
        .collect();
    if let Some(cycle) = only(named.iter().map(|offer| offer.cycle)) {
        return Some((cycle, CycleRule::OneOffer));
    }
    let price = price?;
    only(
        named
            .iter()
            .filter(|offer| offer.sale_price == Some(price))
            .map(|offer| offer.cycle),
    )
    .map(|cycle| (cycle, CycleRule::OfferPrice))
}

/// The one cycle that all agree on, if there is one.
fn only(mut cycles: impl Iterator<Item = BillingCycle>) -> Option<BillingCycle> {
    let first = cycles.next()?;
    cycles.all(|cycle| cycle == first).then_some(first)
}
