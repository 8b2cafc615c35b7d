//! The invoice run of the simulated server.
//!
//! An agreement that does not prorate bills each billable addition that touches
//! the invoiced period once, in full. One that prorates bills each day that was
//! not billed yet, up to the period's last, at the price divided by the days of
//! that day's own period. Each item is rounded half-up to cents.

use super::{record::Addition, site::Site};
use crate::{
    calendar::{Period, Rhythm, days},
    history::Subscription,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::{Decimal, RoundingStrategy};
use std::{collections::BTreeMap, fmt};

/// One item of an invoice.
#[derive(Debug, Clone)]
pub(crate) struct InvoiceItem {
    pub(crate) agreement: u32,
    pub(crate) period: Period,
    pub(crate) addition: u32,
    pub(crate) serial: Option<String>,
    pub(crate) quantity: Decimal,
    pub(crate) amount: Decimal,
}

impl InvoiceItem {
    pub(crate) fn is_of(&self, subscription: &Subscription) -> bool {
        let serial = self.serial.as_deref();
        serial.is_some_and(|serial| serial.starts_with(&subscription.id))
    }

    /// Whether it puts right days before `day`, the first of its period.
    pub(crate) fn settles_before(&self, day: Date) -> bool {
        let suffix = format!(":s{}", day.strftime("%y%m%d"));
        let serial = self.serial.as_deref();
        serial.is_some_and(|serial| serial.contains(&suffix))
    }
}

impl fmt::Display for InvoiceItem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            agreement,
            period,
            addition,
            amount,
            ..
        } = self;
        let serial = self.serial.as_deref().unwrap_or("no reference");
        write!(
            f,
            "invoiced on {agreement} for {} … {}: #{addition} {amount} [{serial}]",
            period.first, period.last
        )
    }
}

impl Site {
    /// Makes an agreement's next invoice, moves it on by a period, and says so.
    pub(crate) fn invoice(&mut self, agreement: u32, now: Timestamp) -> String {
        let record = self.agreements.get_mut(&agreement).unwrap();
        let period = record.open_period();
        let (rhythm, prorates, bill_start) = (record.rhythm, record.prorates, record.bill_start);
        record.open = rhythm.after(period).first;
        record.last_updated = now;
        let mut total = Decimal::ZERO;
        for addition in self
            .additions
            .values_mut()
            .filter(|a| a.agreement == agreement && a.is_billable())
        {
            let amount = match prorates {
                true => by_days(addition, rhythm, bill_start, period.last),
                false => in_full(addition, period),
            };
            let Some(amount) = amount else { continue };
            let amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
            total += amount;
            self.invoiced.push(InvoiceItem {
                agreement,
                period,
                addition: addition.id,
                serial: addition.serial.clone(),
                quantity: addition.quantity,
                amount,
            });
        }
        format!(
            "invoice of {agreement} for {} … {}: {total}",
            period.first, period.last
        )
    }
}

fn in_full(addition: &Addition, period: Period) -> Option<Decimal> {
    let touches = addition.effective <= period.last
        && addition
            .cancelled
            .is_none_or(|last| addition.effective.max(period.first) <= last);
    touches.then(|| addition.quantity * addition.unit_price)
}

fn by_days(
    addition: &mut Addition,
    rhythm: Rhythm,
    bill_start: Date,
    until: Date,
) -> Option<Decimal> {
    let last = addition.cancelled.unwrap_or(until).min(until);
    let mut days_of: BTreeMap<Period, i32> = BTreeMap::new();
    for day in days(addition.effective.max(bill_start), last) {
        if addition.billed_days.insert(day) {
            *days_of.entry(rhythm.period(day)).or_default() += 1;
        }
    }
    let whole = addition.quantity * addition.unit_price;
    let part = |(period, days): (&Period, &i32)| {
        whole * Decimal::from(*days) / Decimal::from(period.length())
    };
    (!days_of.is_empty()).then(|| days_of.iter().map(part).sum())
}
