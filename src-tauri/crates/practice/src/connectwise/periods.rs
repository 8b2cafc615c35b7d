//! The periods that agreement invoices cover.
//!
//! Calendar periods begin on the first of a month (or of a quarter, half-year or
//! year); contract periods on the day of the billing start date, clamped to a
//! shorter month's last day and always counted from that first date, so that 31
//! January is followed by 28 February and 31 March.

use super::records::{Agreement, BillingOptions, InvoicingCycle};
use jiff::{ToSpan, civil::Date};

/// One billing period, both days inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
}

impl Period {
    /// Days in the period.
    #[must_use]
    pub fn days(self) -> i32 {
        days_between(self.first, self.last)
    }
}

/// Days from one day to another, both inclusive; none when the second is earlier.
#[must_use]
pub fn days_between(first: Date, last: Date) -> i32 {
    (last - first).get_days().saturating_add(1).max(0)
}

/// The rule by which an agreement's periods are counted.
#[derive(Debug, Clone, Copy)]
pub struct Periods {
    months: i32,
    anchor: Date,
}

impl Periods {
    /// The rule of an agreement; `None` when it has no billing start date, or its
    /// cycle is not counted in months.
    #[must_use]
    pub fn of(agreement: &Agreement, cycle: BillingOptions) -> Option<Self> {
        let months = match cycle {
            BillingOptions::Monthly => 1,
            BillingOptions::BiMonthly => 2,
            BillingOptions::Quarterly => 3,
            BillingOptions::SemiAnnual => 6,
            BillingOptions::Yearly => 12,
            BillingOptions::Weekly | BillingOptions::BiWeekly | BillingOptions::NotRecurring => {
                return None;
            }
        };
        let billed_from = agreement.bill_start.or(agreement.start)?;
        let anchor = match agreement.invoicing_cycle {
            InvoicingCycle::CalendarYear => billed_from.first_of_year(),
            InvoicingCycle::ContractYear => billed_from,
        };
        Some(Self { months, anchor })
    }

    /// The period that holds a day.
    #[must_use]
    pub fn holding(&self, day: Date) -> Period {
        let months = (i32::from(day.year()) - i32::from(self.anchor.year())) * 12
            + i32::from(day.month())
            - i32::from(self.anchor.month());
        // Within the month the day may still come before the period's first.
        let index = months.div_euclid(self.months);
        let index = if self.first(index) > day {
            index - 1
        } else {
            index
        };
        let first = self.first(index);
        let after = self.first(index + 1);
        Period {
            first,
            last: after.yesterday().unwrap_or(after),
        }
    }

    /// The period that follows.
    #[must_use]
    pub fn after(&self, period: Period) -> Period {
        self.holding(period.last.tomorrow().unwrap_or(period.last))
    }

    /// The period before.
    #[must_use]
    pub fn before(&self, period: Period) -> Period {
        self.holding(period.first.yesterday().unwrap_or(period.first))
    }

    fn first(&self, index: i32) -> Date {
        self.anchor.saturating_add((index * self.months).months())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn periods(cycle: BillingOptions, kind: InvoicingCycle, start: Date) -> Periods {
        let agreement = Agreement {
            bill_start: Some(start),
            invoicing_cycle: kind,
            ..Agreement::default()
        };
        Periods::of(&agreement, cycle).unwrap()
    }

    fn assert_runs(periods: Periods, from: Date, firsts: &[Date]) {
        let mut period = periods.holding(from);
        for first in firsts {
            assert_eq!(period.first, *first);
            assert_eq!(periods.holding(period.last), period);
            assert_eq!(periods.before(periods.after(period)), period);
            period = periods.after(period);
        }
    }

    #[test]
    fn calendar_months_begin_on_the_first() {
        let start = date(2026, 3, 15);
        let months = periods(BillingOptions::Monthly, InvoicingCycle::CalendarYear, start);
        assert_runs(months, start, &[date(2026, 3, 1), date(2026, 4, 1)]);
        assert_eq!(months.holding(date(2028, 2, 29)).days(), 29);
    }

    #[test]
    fn contract_months_return_to_the_31st() {
        let start = date(2027, 1, 31);
        let months = periods(BillingOptions::Monthly, InvoicingCycle::ContractYear, start);
        let firsts = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)];
        let firsts = firsts.map(|(month, day)| date(2027, month, day));
        assert_runs(months, start, &firsts);
        assert_eq!(months.holding(date(2028, 2, 29)).first, date(2028, 2, 29));
        assert_eq!(months.holding(date(2026, 12, 30)).first, date(2026, 11, 30));
    }

    #[test]
    fn contract_years_from_a_leap_day() {
        let start = date(2024, 2, 29);
        let years = periods(BillingOptions::Yearly, InvoicingCycle::ContractYear, start);
        let firsts = [
            start,
            date(2025, 2, 28),
            date(2026, 2, 28),
            date(2027, 2, 28),
            date(2028, 2, 29),
        ];
        assert_runs(years, start, &firsts);
        assert_eq!(years.holding(start).days(), 365);
    }

    #[test]
    fn calendar_quarters_and_years_begin_in_january() {
        let start = date(2026, 8, 20);
        let calendar = InvoicingCycle::CalendarYear;
        let quarters = periods(BillingOptions::Quarterly, calendar, start);
        assert_eq!(quarters.holding(start).first, date(2026, 7, 1));
        let years = periods(BillingOptions::Yearly, calendar, start);
        assert_eq!(years.holding(start).first, date(2026, 1, 1));
        assert_eq!(years.holding(start).days(), 365);
    }

    #[test]
    fn weeks_are_not_counted() {
        let agreement = Agreement {
            bill_start: Some(date(2026, 1, 1)),
            ..Agreement::default()
        };
        assert!(Periods::of(&agreement, BillingOptions::Weekly).is_none());
        assert!(Periods::of(&Agreement::default(), BillingOptions::Monthly).is_none());
    }
}
