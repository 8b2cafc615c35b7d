//! Files a finished draft in the two worlds.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::civil::{Date, DateTime};
use rust_decimal::Decimal;

use super::agreements::by_hand;
use super::draft::{ByHand, Draft};
use super::invoicing;
use super::subscription::{By, Step, Subscription};
use crate::c3::{C3World, Change, Customer, HistoryRow, Plan};
use crate::connectwise::records::{
    Addition, AgreementStatus, BillCustomer, CompanyReference, CustomField,
};
use crate::connectwise::world::World;

/// A C3 without customers.
pub(super) fn empty(today: Date, plans: Vec<Plan>) -> C3World {
    let resellers = plans.first().cloned();
    C3World {
        today,
        customers: Vec::new(),
        reseller_plans: resellers.into_iter().collect(),
        plans,
        history: Vec::new(),
        periods: invoicing::periods(today),
        invoice_lines: Vec::new(),
    }
}

/// Files a customer on both sides.
pub(super) fn file(draft: Draft, world: &mut World, c3: &mut C3World) {
    file_company(&draft, world);
    let customer = c3.customers.len() as u32;
    let people = People::of(&draft.customer);
    for subscription in &draft.subscriptions {
        invoicing::lines(c3, customer, subscription);
        let rows = subscription.steps.iter();
        let rows = rows.map(|step| row(customer, subscription, step, &people));
        c3.history.extend(rows);
    }
    let unreadable = draft.unreadable.iter();
    let unreadable = unreadable.filter_map(|json| HistoryRow::verbatim(json).ok());
    c3.history.extend(unreadable);
    c3.customers.push(draft.customer);
}

/// Newest first, as C3's screen shows it; a reader has to sort for itself.
pub(super) fn sort(c3: &mut C3World) {
    c3.history.sort_by_key(|row| Reverse(told_at(row)));
}

fn told_at(row: &HistoryRow) -> Option<DateTime> {
    match row {
        HistoryRow::Change(change) => Some(change.at),
        HistoryRow::Verbatim { day, .. } => day.map(|day| day.at(12, 0, 0, 0)),
    }
}

/// Who makes changes at one customer.
struct People {
    contact: Arc<str>,
    partner: Arc<str>,
    system: Arc<str>,
}

impl People {
    fn of(customer: &Customer) -> Self {
        People {
            contact: Arc::clone(&customer.contact.email),
            partner: "billing@partner.example".into(),
            system: "System".into(),
        }
    }

    fn name(&self, by: By) -> Arc<str> {
        Arc::clone(match by {
            By::Contact => &self.contact,
            By::Partner => &self.partner,
            By::System => &self.system,
        })
    }
}

fn row(customer: u32, subscription: &Subscription, step: &Step, people: &People) -> HistoryRow {
    HistoryRow::Change(Box::new(Change {
        customer,
        tenant: subscription.tenant,
        customer_name: step.customer_name.clone(),
        subscription: step.identified.then_some(subscription.id),
        owner: subscription.owner.clone(),
        product: Arc::clone(&step.product),
        at: step.at,
        old: step.old,
        new: step.new,
        by: people.name(step.by),
        spelling: step.spelling,
        padded: step.padded,
    }))
}

fn file_company(draft: &Draft, world: &mut World) {
    let mut company = draft.company.clone();
    company.id = 101 + draft.index;
    let reference = CompanyReference {
        id: company.id,
        identifier: company.identifier.clone(),
        name: company.name.clone(),
    };
    world.companies.insert(company);
    let fields = world.empty_custom_fields();
    for (position, agreement) in draft.agreements.iter().enumerate() {
        let mut record = agreement.clone();
        record.company = reference.clone();
        let status = record.status;
        let id = world.agreements.insert(record);
        let by_hand = draft.by_hand.iter();
        for addition in by_hand.filter(|addition| addition.agreement == position) {
            if let Some(addition) = entered(world, addition, status, &fields) {
                world.add(id, addition);
            }
        }
    }
}

fn entered(
    world: &World,
    told: &ByHand,
    status: AgreementStatus,
    fields: &[CustomField],
) -> Option<Addition> {
    let item = world.items.get(told.item)?;
    let less_included = Decimal::from(told.less_included);
    let mut addition = by_hand(item, told.quantity, told.from);
    addition.less_included = less_included;
    addition.cancelled = told.until;
    addition.agreement_status = status;
    addition.custom_fields = fields.to_vec();
    if !told.billable {
        addition.bill_customer = Some(BillCustomer::DoNotBill);
    }
    let billed = addition.quantity - less_included;
    addition.billed_quantity = billed;
    addition.extended_price = billed * addition.unit_price;
    addition.extended_cost = billed * addition.unit_cost;
    addition.margin = addition.extended_price - addition.extended_cost;
    Some(addition)
}
