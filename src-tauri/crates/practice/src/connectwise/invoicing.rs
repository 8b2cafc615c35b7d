//! Agreement invoicing: what a person does in ConnectWise once a period.
//!
//! ConnectWise's documents say little about what invoicing does with additions.
//! What is done here is written down, point by point, in `ASSUMPTIONS.md`. It is
//! worked out from the records alone: what any client meant by them is unknown.

use super::{
    periods::{Period, Periods},
    proration::{Rounding, Share},
    records::{Addition, Agreement, AgreementStatus, BillCustomer, Invoice, Reference},
    world::World,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What invoicing keeps beside the records, and its switches.
#[derive(Debug, Clone, Default)]
pub struct Billing {
    /// The last day billed, by addition.
    pub billed_through: BTreeMap<u32, Date>,
    /// Agreements whose invoice covers the period before its date's.
    pub in_arrears: BTreeSet<u32>,
    /// Where amounts are rounded.
    pub rounding: Rounding,
    /// Lines by invoice.
    pub lines: BTreeMap<u32, Vec<InvoiceLine>>,
}

/// What one addition was billed on one invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvoiceLine {
    /// The addition.
    pub addition: u32,
    /// Quantity billed: the addition's, less what is included.
    pub quantity: Decimal,
    /// Price of one unit for one period.
    pub unit_price: Decimal,
    /// First day billed.
    pub from: Date,
    /// Last day billed.
    pub to: Date,
    /// What was billed, with two decimals at most.
    pub amount: Decimal,
}

/// Why an agreement was not invoiced.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotInvoiced {
    /// No such agreement.
    #[error("there is no agreement {0}")]
    NoAgreement(u32),
    /// Cancelled or inactive.
    #[error("agreement {0} is not active")]
    NotActive(u32),
    /// Its last day lies before the period to be invoiced.
    #[error("agreement {0} has ended and was invoiced to its end")]
    Ended(u32),
    /// No billing start date, no billing cycle, or one that is not in months.
    #[error("agreement {0} has no periods in months")]
    NoPeriods(u32),
}

/// The period that an agreement's next invoice covers; `None` when it has no
/// periods in months. While nothing was invoiced it is the first one.
#[must_use]
pub fn next_covered(world: &World, agreement: &Agreement) -> Option<Period> {
    let periods = periods(world, agreement)?;
    let Some(next) = agreement.next_invoice else {
        return Some(periods.holding(agreement.bill_start.or(agreement.start)?));
    };
    let dated = periods.holding(next);
    let in_arrears = world.billing.in_arrears.contains(&agreement.id);
    Some(if in_arrears {
        periods.before(dated)
    } else {
        dated
    })
}

/// Invoices one agreement for its next period, stores the invoice with its lines
/// and moves the agreement's next invoice date a period on.
///
/// # Errors
/// When the agreement cannot be invoiced; nothing is changed then.
pub fn run(world: &mut World, agreement: u32) -> Result<Invoice, NotInvoiced> {
    let record = world
        .agreements
        .get(agreement)
        .ok_or(NotInvoiced::NoAgreement(agreement))?;
    let bill = Bill::prepare(world, record)?;
    let lines: Vec<_> = world
        .additions_of(agreement)
        .filter_map(|addition| bill.line(addition))
        .collect();
    let dated = record.next_invoice.unwrap_or(bill.covered.first);
    let invoice = invoice(record, dated, &lines);
    let moved = moved_on(&bill.periods, record.next_invoice, &bill);
    Ok(store(world, agreement, invoice, lines, moved))
}

/// Invoices every agreement that can be; the others are left as they are.
pub fn run_all(world: &mut World) -> Vec<Invoice> {
    let ids: Vec<_> = world.agreements.iter().map(|record| record.id).collect();
    ids.into_iter()
        .filter_map(|id| run(world, id).ok())
        .collect()
}

/// Takes every addition without a last billed day to have been billed through
/// the day before its agreement's open period. For worlds whose past was made up.
pub fn assume_invoiced(world: &mut World) {
    let mut through = Vec::new();
    for agreement in world.agreements.iter() {
        if agreement.next_invoice.is_none() {
            continue;
        }
        let covered = next_covered(world, agreement);
        if let Some(day) = covered.and_then(|period| period.first.yesterday().ok()) {
            let additions = world.additions_of(agreement.id);
            through.extend(additions.map(|addition| (addition.id, day)));
        }
    }
    for (addition, day) in through {
        let billed = &mut world.billing.billed_through;
        billed.entry(addition).or_insert(day);
    }
}

fn periods(world: &World, agreement: &Agreement) -> Option<Periods> {
    let cycle = agreement.billing_cycle.as_ref()?.id;
    Periods::of(agreement, world.billing_cycles.get(cycle)?.billing_options)
}

/// One invoice run over one agreement.
struct Bill<'w> {
    billed_through: &'w BTreeMap<u32, Date>,
    rounding: Rounding,
    prorate: bool,
    in_arrears: bool,
    periods: Periods,
    covered: Period,
    /// The first and the last day that may be billed at all.
    bill_start: Date,
    last: Date,
}

impl<'w> Bill<'w> {
    fn prepare(world: &'w World, agreement: &Agreement) -> Result<Self, NotInvoiced> {
        let id = agreement.id;
        if let AgreementStatus::Cancelled | AgreementStatus::Inactive = agreement.status {
            return Err(NotInvoiced::NotActive(id));
        }
        let no_periods = NotInvoiced::NoPeriods(id);
        let periods = periods(world, agreement).ok_or(no_periods.clone())?;
        let covered = next_covered(world, agreement).ok_or(no_periods)?;
        let bill_start = agreement.bill_start.or(agreement.start);
        let end = agreement.end.unwrap_or(Date::MAX);
        if end < covered.first {
            return Err(NotInvoiced::Ended(id));
        }
        Ok(Self {
            billed_through: &world.billing.billed_through,
            rounding: world.billing.rounding,
            prorate: agreement.prorate,
            in_arrears: world.billing.in_arrears.contains(&id),
            periods,
            covered,
            bill_start: bill_start.unwrap_or(covered.first),
            last: end,
        })
    }

    fn line(&self, addition: &Addition) -> Option<InvoiceLine> {
        if addition.bill_customer != Some(BillCustomer::Billable) {
            return None;
        }
        let effective = addition.effective.unwrap_or(self.bill_start);
        let from = effective.max(self.bill_start);
        let to = addition.cancelled.unwrap_or(Date::MAX).min(self.last);
        // Where nothing is prorated, there is no unit's part to round first.
        let (rounding, (from, to, share)) = if self.prorate {
            let days = self.unbilled_days(addition.id, from, to)?;
            (self.rounding, days)
        } else {
            (Rounding::PerLine, self.whole_period(from, to)?)
        };
        let quantity = addition.quantity - addition.less_included;
        let amount = rounding.amount(quantity, addition.unit_price, &share);
        Some(InvoiceLine {
            addition: addition.id,
            quantity,
            unit_price: addition.unit_price,
            from,
            to,
            amount,
        })
    }

    /// Without proration, what touches the period bills it in full.
    fn whole_period(&self, from: Date, to: Date) -> Option<(Date, Date, Share)> {
        let Period { first, last } = self.covered;
        let touches = from <= to && from <= last && to >= first;
        touches.then(|| (first, last, Share::one()))
    }

    /// With proration, every day up to the period's last bills once, also a day
    /// of an earlier period that was invoiced before the addition was there.
    fn unbilled_days(&self, addition: u32, from: Date, to: Date) -> Option<(Date, Date, Share)> {
        let after_billed = self.billed_through.get(&addition);
        let after_billed = after_billed.and_then(|day| day.tomorrow().ok());
        let from = after_billed.map_or(from, |day| day.max(from));
        let to = to.min(self.covered.last);
        (from <= to).then(|| (from, to, Share::between(&self.periods, from, to)))
    }
}

/// The next invoice's date: as far into the next period as this one's was.
fn moved_on(periods: &Periods, dated: Option<Date>, bill: &Bill<'_>) -> Date {
    let current = match dated {
        Some(day) => periods.holding(day),
        None if bill.in_arrears => periods.after(bill.covered),
        None => bill.covered,
    };
    let offset = dated.map_or(jiff::Span::new(), |day| day - current.first);
    let next = periods.after(current);
    next.first.saturating_add(offset).min(next.last)
}

fn invoice(agreement: &Agreement, dated: Date, lines: &[InvoiceLine]) -> Invoice {
    let total: Decimal = lines.iter().map(|line| line.amount).sum();
    let bill_to = agreement.bill_to.as_ref().unwrap_or(&agreement.company);
    Invoice {
        company: bill_to.clone(),
        apply_to_id: agreement.id,
        date: Some(dated),
        agreement: Some(Reference {
            id: agreement.id,
            name: agreement.name.clone(),
        }),
        subtotal: total,
        total,
        balance: total,
        ..Invoice::default()
    }
}

fn store(
    world: &mut World,
    agreement: u32,
    mut invoice: Invoice,
    lines: Vec<InvoiceLine>,
    next_invoice: Date,
) -> Invoice {
    let now = world.write_instant();
    invoice.id = world.invoices.last_id() + 1;
    invoice.number = format!("AGR{:06}", invoice.id);
    invoice.info.last_updated = Some(now);
    for line in &lines {
        let billed = &mut world.billing.billed_through;
        billed.insert(line.addition, line.to);
    }
    world.billing.lines.insert(invoice.id, lines);
    world.invoices.insert(invoice.clone());
    if let Some(record) = world.agreements.get_mut(agreement) {
        record.next_invoice = Some(next_invoice);
        record.info.last_updated = Some(now);
    }
    invoice
}
