//! What an agreement's next invoice bills for an addition, as far as
//! ConnectWise's rules are known: prorated additions by their days, with days of
//! an earlier period that no invoice covered; others in full for a period that
//! they touch.
//!
//! For people to look at before an upload. No line is ever computed from it.

use crate::{
    agreement::AgreementTerms,
    money::{Rounding, Share, cents},
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

/// What an invoice bills for an addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Billed {
    /// First and last day billed.
    pub span: Span,
    /// Of each period that these days lie in, how many count, and of how many.
    pub parts: Vec<Share>,
    /// Of these days, those before the open period: caught up.
    pub late: i32,
    /// ConnectWise bills it by its days.
    pub prorated: bool,
    /// What it comes to, in the agreement's currency, to the cent.
    pub amount: Decimal,
}

/// Whether ConnectWise makes another invoice: none for an agreement that ended
/// before the period that it would cover.
#[must_use]
pub fn is_invoiced_again(terms: &AgreementTerms) -> bool {
    let first = terms.open_period().first;
    terms.end.is_none_or(|end| end >= first)
}

impl Charge {
    /// What the next invoice bills for it, in the agreement's currency, to the
    /// cent.
    #[must_use]
    pub fn on_next_invoice(&self, terms: &AgreementTerms, rounding: Rounding) -> Decimal {
        self.billed(terms, rounding)
            .map_or(Decimal::ZERO, |billed| billed.amount)
    }

    /// The same, with the days that count; `None` where it is not on the invoice.
    #[must_use]
    pub fn billed(&self, terms: &AgreementTerms, rounding: Rounding) -> Option<Billed> {
        if !self.billable || !is_invoiced_again(terms) {
            return None;
        }
        let whole = Span {
            first: terms.bill_start,
            last: terms.end,
        };
        let days = self.span.and(whole);
        if terms.prorates {
            self.by_days(days, terms, rounding)
        } else {
            self.in_full(days, terms)
        }
    }

    /// Without proration, what touches the period is billed in full.
    fn in_full(&self, days: Span, terms: &AgreementTerms) -> Option<Billed> {
        let open = terms.open_period();
        (!days.and(open.span()).is_empty()).then(|| Billed {
            span: open.span(),
            parts: vec![open.share(open.days())],
            late: 0,
            prorated: false,
            amount: cents(self.quantity * self.unit_price),
        })
    }

    /// With proration, each day that no invoice covered costs its part of the
    /// period that it lies in; rounded once.
    fn by_days(&self, days: Span, terms: &AgreementTerms, rounding: Rounding) -> Option<Billed> {
        let open = terms.open_period();
        let unbilled = match self.billed_through {
            Some(day) => days.since(next(day)),
            None => days,
        };
        let span = unbilled.and(Span::between(Date::MIN, open.last));
        if span.is_empty() {
            return None;
        }
        let parts: Vec<Share> = terms
            .periods
            .between(span.first, open.last)
            .map(|period| period.share(span.and(period.span()).days()))
            .filter(|part| part.days > 0)
            .collect();
        Some(Billed {
            span,
            late: span.until(open.first).days(),
            prorated: true,
            amount: rounding.amount(self.quantity, self.unit_price, sum(&parts)),
            parts,
        })
    }
}

/// Parts of several periods as one part: an exact fraction, so that nothing is
/// lost before the one rounding.
fn sum(parts: &[Share]) -> Share {
    let of = parts.iter().fold(1, |of, part| lcm(of, part.of.max(1)));
    let days = parts.iter().fold(0_i32, |days, part| {
        days.saturating_add(part.days.saturating_mul(of / part.of.max(1)))
    });
    Share { days, of }
}

fn lcm(a: i32, b: i32) -> i32 {
    let (mut greater, mut rest) = (a, b);
    while rest != 0 {
        (greater, rest) = (rest, greater % rest);
    }
    a / greater * b
}

#[cfg(test)]
mod tests {
    use super::{Charge, sum};
    use crate::{
        agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PricePeriods},
        cycle::AgreementCycle,
        ids::AgreementId,
        money::{HALF_CENT, Rounding, Share},
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
            prices: PricePeriods::default(),
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
    fn the_days_are_told_period_by_period() {
        let late = charge((2026, 10, 17), None);
        let billed = late.billed(&terms(true), Rounding::PerLine).unwrap();
        let parts: Vec<_> = billed
            .parts
            .iter()
            .map(|part| (part.days, part.of))
            .collect();
        assert_eq!(parts, [(15, 31), (30, 30)]);
        assert_eq!((billed.late, billed.prorated), (15, true));
        let billed = late.billed(&terms(false), Rounding::PerLine).unwrap();
        assert_eq!((billed.parts.len(), billed.late), (1, 0));
        assert_eq!(billed.span.first, date(2026, 11, 1));
    }

    #[test]
    fn parts_of_two_periods_make_an_exact_half() {
        // 10 of 30 and 31 of 186 days are a half, which rounded divisions would miss.
        let part = |days, of| Share { days, of };
        let half = sum(&[part(10, 30), part(31, 186)]);
        assert_eq!(half.of(Decimal::new(1, 2)), HALF_CENT);
    }

    #[test]
    fn an_agreement_that_has_ended_has_no_next_invoice() {
        let over = AgreementTerms {
            end: Some(date(2026, 10, 31)),
            ..terms(true)
        };
        let late = charge((2026, 10, 17), None);
        assert_eq!(late.billed(&over, Rounding::PerLine), None);
    }

    #[test]
    fn units_can_be_rounded_first() {
        let late = charge((2026, 11, 21), None);
        let amount = late.on_next_invoice(&terms(true), Rounding::PerUnit);
        assert_eq!(amount.to_string(), "13.34");
    }
}
