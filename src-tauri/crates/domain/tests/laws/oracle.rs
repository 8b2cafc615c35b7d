//! What is right, told from the raw history alone, day by day.

use crate::{calendar::Calendar, calendar::count, calendar::days};
use domain::{ledger::Status, timeline::SuspendedBilling};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// What the customer has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Had {
    pub(crate) product: usize,
    pub(crate) quantity: Decimal,
    pub(crate) price: Decimal,
    pub(crate) status: Status,
}

/// Something that happened, and the step in which Accord hears of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) day: Date,
    /// Orders the events of a day; no two are alike.
    pub(crate) moment: u32,
    pub(crate) now: Had,
    pub(crate) reported: usize,
}

/// The history as far as it is known.
#[derive(Debug, Clone)]
pub(crate) struct Oracle {
    pub(crate) initial: Had,
    pub(crate) known: Vec<Raw>,
    pub(crate) suspended: SuspendedBilling,
}

impl Oracle {
    /// What he has at the end of `day`. A row names one product, so the first
    /// row's product is the one that was there before.
    pub(crate) fn on(&self, day: Date) -> Had {
        let in_order = |raw: &&Raw| (raw.day, raw.moment);
        let last = self
            .known
            .iter()
            .filter(|raw| raw.day <= day)
            .max_by_key(in_order);
        let first = self.known.iter().min_by_key(in_order);
        match (last, first) {
            (Some(last), _) => last.now.clone(),
            (None, Some(first)) => Had {
                product: first.now.product,
                ..self.initial.clone()
            },
            (None, None) => self.initial.clone(),
        }
    }

    /// What he is to be billed for on `day`.
    pub(crate) fn quantity(&self, day: Date) -> Decimal {
        let had = self.on(day);
        match had.status {
            Status::Deleted | Status::Disabled => Decimal::ZERO,
            Status::Suspended if self.suspended == SuspendedBilling::Stops => Decimal::ZERO,
            _ => had.quantity,
        }
    }

    /// What is owed for the days from `first` to `last`, at prices that `price`
    /// may know better than the history.
    pub(crate) fn owed_at(
        &self,
        calendar: Calendar,
        first: Date,
        last: Date,
        price: impl Fn(Date, &Had) -> Decimal,
    ) -> Decimal {
        let mut owed = Decimal::ZERO;
        let mut day = first;
        while day <= last {
            let period = calendar.period(day);
            let of = Decimal::from(count(period.0, period.1));
            let whole: Decimal = days(day, last.min(period.1))
                .map(|day| self.quantity(day) * price(day, &self.on(day)))
                .sum();
            owed += whole / of;
            day = crate::calendar::plus(period.1, 1);
        }
        owed
    }

    pub(crate) fn owed(&self, calendar: Calendar, first: Date, last: Date) -> Decimal {
        self.owed_at(calendar, first, last, |_, had| had.price)
    }
}
