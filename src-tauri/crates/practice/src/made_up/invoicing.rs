//! C3's own invoices: what it charged in the billing periods before, from
//! which a subscription without any event is still known.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::subscription::Subscription;
use crate::c3::{BillingPeriod, C3World, Category, Cycle, InvoiceLine};

/// How many periods are made up: the running one and the nine before.
const PERIODS: i32 = 10;

/// Monthly charges are made up for so many of the latest invoices; for more,
/// they would outnumber everything else.
const MONTHS_CHARGED: usize = 2;

/// The billing periods, newest first; the first one holds today.
pub(super) fn periods(today: Date) -> Vec<BillingPeriod> {
    let this_month = today.first_of_month();
    let first = if today.day() > 15 {
        this_month.saturating_add(1.month())
    } else {
        this_month
    };
    let months = (0..PERIODS).map(|back| first.saturating_sub(back.months()));
    months.map(ending_in).collect()
}

/// The period that ends on the 15th of a month.
fn ending_in(month: Date) -> BillingPeriod {
    let months = i64::from(month.year()) * 12 + i64::from(month.month());
    BillingPeriod {
        id: months - 24_000,
        start: month.saturating_sub(1.month()).saturating_add(15.days()),
        end: month.saturating_add(14.days()),
        invoiced: month.saturating_add(15.days()),
    }
}

/// Adds what a subscription was charged in the invoiced periods.
pub(super) fn lines(c3: &mut C3World, customer: u32, subscription: &Subscription) {
    if !subscription.invoiced {
        return;
    }
    let today = c3.today;
    let invoiced = c3.periods.iter().filter(|period| period.invoiced <= today);
    let periods = match subscription.cycle {
        Cycle::Monthly => MONTHS_CHARGED,
        Cycle::Annual | Cycle::Triennial | Cycle::OneTime => PERIODS as usize,
    };
    let lines = invoiced.take(periods);
    let lines = lines.filter_map(|period| line(period, customer, subscription));
    c3.invoice_lines.extend(lines);
}

fn line(period: &BillingPeriod, customer: u32, subscription: &Subscription) -> Option<InvoiceLine> {
    let (charge_start, charge_end) = charged(period, subscription)?;
    let state = subscription.state_on(period.end)?;
    if state.has_ended() {
        return None;
    }
    Some(InvoiceLine {
        period: period.id,
        customer,
        tenant: subscription.tenant,
        subscription: subscription.id,
        product: Arc::clone(subscription.product_on(period.end)),
        owner: subscription.owner.clone(),
        category: match subscription.cycle {
            Cycle::OneTime => Category::OneTime,
            Cycle::Monthly | Cycle::Annual | Cycle::Triennial => Category::Custom,
        },
        quantity: state.quantity,
        unit_price: state.price,
        charge_start,
        charge_end,
    })
}

/// The charge cycle that begins in a period.
fn charged(period: &BillingPeriod, subscription: &Subscription) -> Option<(Date, Date)> {
    let months = match subscription.cycle {
        Cycle::Monthly => 1,
        Cycle::Annual => 12,
        Cycle::Triennial => 36,
        Cycle::OneTime => {
            let once = subscription.bought;
            return holds(period, once).then_some((once, once));
        }
    };
    let bought = subscription.bought;
    let mut starts = (0..).map(|n: i32| bought.saturating_add((n * months).months()));
    let start = starts.find(|&start| start >= period.start)?;
    let last = start.saturating_add(months.months()).yesterday().ok()?;
    holds(period, start).then_some((start, last))
}

fn holds(period: &BillingPeriod, day: Date) -> bool {
    (period.start..=period.end).contains(&day)
}
