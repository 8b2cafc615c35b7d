//! What an agreement's next invoice bills for an addition, as far as
//! ConnectWise's rules are known: prorated additions by their days, with days of
//! an earlier period that no invoice covered; others in full for a period that
//! they touch.
//!
//! For people to look at before an upload. No line is ever computed from it.

use crate::{
    agreement::AgreementTerms,
    money::{Rounding, cents},
    period::next,
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// An addition as an invoice sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charge {
    /// Units that are billed: without those that are included.
    pub quantity: Decimal,
    /// Price of one unit for one period.
    pub unit_price: Decimal,
    /// The days on which it is in force.
    pub span: Span,
    /// Whether it is billed at all.
    pub billable: bool,
    /// The last day that an invoice covered, where one did.
    pub billed_through: Option<Date>,
}

impl Charge {
    /// What the next invoice bills for it, in the agreement's currency, to the
    /// cent.
    #[must_use]
    pub fn on_next_invoice(&self, terms: &AgreementTerms, rounding: Rounding) -> Decimal {
        if !self.billable {
            return Decimal::ZERO;
        }
        let whole = Span {
            first: terms.bill_start,
            last: terms.end,
        };
        let days = self.span.and(whole);
        if terms.prorates {
            self.of_days(days, terms, rounding)
        } else {
            self.of_period(days, terms)
        }
    }

    /// Without proration, what touches the period is billed in full.
    fn of_period(&self, days: Span, terms: &AgreementTerms) -> Decimal {
        if days.and(terms.open_period().span()).is_empty() {
            return Decimal::ZERO;
        }
        cents(self.quantity * self.unit_price)
    }

    /// With proration, each day that no invoice covered costs its part of the
    /// period that it lies in; rounded once.
    fn of_days(&self, days: Span, terms: &AgreementTerms, rounding: Rounding) -> Decimal {
        let open = terms.open_period();
        let unbilled = match self.billed_through {
            Some(day) => days.since(next(day)),
            None => days,
        };
        let billed = unbilled.and(Span::between(Date::MIN, open.last));
        if billed.is_empty() {
            return Decimal::ZERO;
        }
        let of = |amount: Decimal| -> Decimal {
            let periods = terms.periods.between(billed.first, open.last);
            periods
                .map(|period| period.share(billed.and(period.span()).days()).of(amount))
                .sum()
        };
        match rounding {
            Rounding::PerLine => cents(of(self.quantity * self.unit_price)),
            Rounding::PerUnit => cents(self.quantity * cents(of(self.unit_price))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Charge;
    use crate::{
        agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PriceSource},
        cycle::AgreementCycle,
        ids::AgreementId,
        money::Rounding,
        period::{Anchor, Periods},
        span::Span,
    };
    use jiff::civil::date;
    use rust_decimal::Decimal;

    /// Monthly by the calendar; November is the first month that no invoice covers.
    fn terms(prorates: bool) -> AgreementTerms {
        AgreementTerms {
            id: AgreementId(1),
            periods: Periods {
                cycle: AgreementCycle::Monthly,
                anchor: Anchor::Calendar,
            },
            bill_start: date(2026, 1, 1),
            end: None,
            next_invoice: Some(date(2026, 11, 1)),
            covers: NextInvoiceCovers::Holding,
            prorates,
            mode: PostingMode::default_for(prorates),
            bill_from: None,
            price_source: PriceSource::C3,
            priced_from: None,
        }
    }

    fn charge(first: (i16, i8, i8), last: Option<(i16, i8, i8)>) -> Charge {
        let day = |(year, month, day)| date(year, month, day);
        Charge {
            quantity: Decimal::from(2),
            unit_price: Decimal::from(20),
            span: Span {
                first: day(first),
                last: last.map(day),
            },
            billable: true,
            billed_through: None,
        }
    }

    fn amount(charge: &Charge, prorates: bool) -> String {
        let amount = charge.on_next_invoice(&terms(prorates), Rounding::PerLine);
        amount.to_string()
    }

    #[test]
    fn a_line_that_runs_through_costs_its_price() {
        let mut running = charge((2026, 3, 1), None);
        assert_eq!(amount(&running, false), "40");
        running.billed_through = Some(date(2026, 10, 31));
        assert_eq!(amount(&running, true), "40");
    }

    #[test]
    fn prorated_days_cost_their_part() {
        // 10 of 30 days.
        let late = charge((2026, 11, 21), None);
        assert_eq!(amount(&late, true), "13.33");
        assert_eq!(amount(&late, false), "40");
    }

    #[test]
    fn days_that_no_invoice_covered_are_caught_up() {
        // V7: from 17 October, 15 of 31 days, and November whole.
        let late = charge((2026, 10, 17), None);
        assert_eq!(amount(&late, true), "59.35");
    }

    #[test]
    fn what_has_ended_or_begins_later_or_is_not_billable_costs_nothing() {
        let mut ended = charge((2026, 3, 1), Some((2026, 10, 31)));
        ended.billed_through = Some(date(2026, 10, 31));
        let later = charge((2026, 12, 1), None);
        let free = Charge {
            billable: false,
            ..charge((2026, 3, 1), None)
        };
        for nothing in [ended, later, free] {
            assert_eq!(amount(&nothing, true), "0", "{nothing:?}");
            assert_eq!(amount(&nothing, false), "0", "{nothing:?}");
        }
    }

    #[test]
    fn units_can_be_rounded_first() {
        let late = charge((2026, 11, 21), None);
        let amount = late.on_next_invoice(&terms(true), Rounding::PerUnit);
        assert_eq!(amount.to_string(), "13.34");
    }
}
