//! Agreements: what a customer's subscriptions are billed on, and others
//! beside them.

use fastrand::Rng;
use jiff::{ToSpan, civil::Date};
use rust_decimal::Decimal;

use super::site::{self, SiteCycle};
use super::times;
use crate::connectwise::periods::Periods;
use crate::connectwise::records::{
    Addition, Agreement, BillCustomer, CatalogItem, InvoicingCycle, ItemReference, PeriodType,
    Reference,
};

/// The agreement type that subscriptions go on.
pub(super) const CLOUD: (u32, &str) = (4, "Cloud subscriptions");

/// The agreement type of everything else.
const MANAGED: (u32, &str) = (6, "Managed services");

/// What makes an agreement bill as it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    pub(super) cycle: SiteCycle,
    pub(super) invoicing: InvoicingCycle,
    pub(super) prorate: bool,
    pub(super) bill_start: Date,
    pub(super) currency: &'static str,
    /// Whether the period that holds today was invoiced already.
    pub(super) ahead: bool,
}

/// An agreement for subscriptions. It gets its company when it is filed.
pub(super) fn cloud(terms: Terms, today: Date) -> Agreement {
    let name = match terms.cycle {
        SiteCycle::Yearly => "Microsoft cloud, annual terms",
        _ => "Microsoft cloud",
    };
    agreement(name, CLOUD, terms, today)
}

/// An agreement that has nothing to do with subscriptions.
pub(super) fn managed(currency: &'static str, today: Date, rng: &mut Rng) -> Agreement {
    let cycles = [SiteCycle::Quarterly, SiteCycle::Weekly, SiteCycle::Monthly];
    let cycle = cycles[rng.usize(..cycles.len())];
    let terms = terms(cycle, currency, today, rng);
    agreement("Managed services", MANAGED, terms, today)
}

fn agreement(name: &str, kind: (u32, &str), terms: Terms, today: Date) -> Agreement {
    let mut record = Agreement {
        name: name.to_owned(),
        kind: reference(kind),
        contact: Some(reference((2, "Accounts payable"))),
        start: Some(terms.bill_start),
        no_end: true,
        billing_cycle: Some(terms.cycle.reference()),
        invoicing_cycle: terms.invoicing,
        bill_start: Some(terms.bill_start),
        prorate: terms.prorate,
        taxable: Some(true),
        currency: site::currency(terms.currency),
        period_type: Some(PeriodType::Current),
        info: site::entered(),
        ..Agreement::default()
    };
    record.next_invoice = next_invoice(&record, terms.cycle, terms.ahead, today);
    record
}

fn reference((id, name): (u32, &str)) -> Reference {
    Reference {
        id,
        name: name.to_owned(),
    }
}

/// In how many days the next invoice is made, where the period allows.
const SOON: i64 = 2;

/// A day of the period that is not invoiced yet: soon, in the one that holds today; or
/// the first of the one after it where invoices run `ahead`.
pub(super) fn next_invoice(
    record: &Agreement,
    cycle: SiteCycle,
    ahead: bool,
    today: Date,
) -> Option<Date> {
    let Some(periods) = Periods::of(record, cycle.options()) else {
        return today.tomorrow().ok();
    };
    let current = periods.holding(today);
    if ahead {
        current.last.tomorrow().ok()
    } else {
        let soon = today.saturating_add(SOON.days());
        Some(soon.min(current.last))
    }
}

/// Terms as partners have them: monthly or yearly, prorating or not, by the
/// calendar or by the contract.
pub(super) fn terms(cycle: SiteCycle, currency: &'static str, today: Date, rng: &mut Rng) -> Terms {
    let by_contract = rng.u8(0..3) == 0;
    let begun = times::ago(today, rng.i64(400..1500));
    Terms {
        cycle,
        invoicing: if by_contract {
            InvoicingCycle::ContractYear
        } else {
            InvoicingCycle::CalendarYear
        },
        prorate: rng.bool(),
        bill_start: if by_contract {
            begun
        } else {
            begun.first_of_month()
        },
        currency,
        ahead: rng.u8(0..3) == 0,
    }
}

/// An addition of an item, entered by hand on an agreement.
pub(super) fn by_hand(item: &CatalogItem, quantity: i64, from: Date) -> Addition {
    let quantity = Decimal::from(quantity);
    Addition {
        product: ItemReference {
            id: item.id,
            identifier: item.identifier.clone(),
            serialized: Some(item.serialized),
        },
        quantity,
        unit_price: item.price,
        unit_cost: item.cost,
        bill_customer: Some(BillCustomer::Billable),
        effective: Some(from),
        taxable: item.taxable,
        invoice_description: Some(item.customer_description.clone()),
        description: item.description.clone(),
        info: site::entered(),
        ..Addition::default()
    }
}
