//! `list`: what is known locally.

use super::Outcome;
use crate::{
    arguments::{List, Search as Words},
    outcome::{Failure, Success},
    show::{
        Column::{self, Number, Text},
        moment, or_dash, price_text, table,
    },
};
use domain::ids::{AgreementId, CompanyId, CustomerId};
use jiff::tz::TimeZone;
use serde::Serialize;
use workflow::{
    Workflow,
    listing::HistoryRow,
    store::{EventFilter, Search},
};

/// Events that are read at once.
const PAGE: u32 = 1000;

pub(super) fn list(workflow: &Workflow, list: List) -> Outcome {
    match list {
        List::Customers(words) => customers(workflow, &words),
        List::Companies(words) => companies(workflow, &words),
        List::Items(words) => items(workflow, &words),
        List::Agreements { company } => agreements(workflow, CompanyId(company)),
        List::Products {
            customer,
            agreement,
        } => products(
            workflow,
            &CustomerId::new(&customer),
            agreement.map(AgreementId),
        ),
        List::Subscriptions { customer } => subscriptions(workflow, &CustomerId::new(&customer)),
        List::History { customer } => history(workflow, customer.as_deref().map(CustomerId::new)),
        List::Unreadable => unreadable(workflow),
    }
}

/// An array, and a table with one row an element.
fn rows<T: Serialize>(
    elements: &[T],
    columns: &[Column],
    nothing: &str,
    row: impl Fn(&T) -> Vec<String>,
) -> Outcome {
    let rows = elements.iter().map(row).collect();
    Success::new(elements, table(columns, rows, nothing))
}

fn search(words: &Words) -> Search {
    let text = words.search.clone().unwrap_or_default();
    Search {
        text,
        ..Search::all()
    }
}

fn customers(workflow: &Workflow, words: &Words) -> Outcome {
    let found = workflow.customers(&search(words))?;
    rows(
        &found.items,
        &[
            Text("Customer"),
            Text("Name"),
            Text("Company"),
            Text("Pending"),
        ],
        "No such C3 customer is known. Refresh, or import a history file",
        |customer| {
            vec![
                customer.id.to_string(),
                customer.name.clone(),
                or_dash(customer.company_name.as_ref()),
                or_dash(customer.pending.as_ref()),
            ]
        },
    )
}

fn companies(workflow: &Workflow, words: &Words) -> Outcome {
    let found = workflow.companies(&search(words))?;
    rows(
        &found.items,
        &[
            Number("Company"),
            Text("Identifier"),
            Text("Name"),
            Text("City"),
            Text("C3 customer"),
        ],
        "No such company is known. Refresh, or look in ConnectWise",
        |company| {
            vec![
                company.id.to_string(),
                company.identifier.clone(),
                company.name.clone(),
                or_dash(company.city.as_ref()),
                or_dash(company.customer.as_ref()),
            ]
        },
    )
}

fn items(workflow: &Workflow, words: &Words) -> Outcome {
    let found = workflow.items(&search(words))?;
    rows(
        &found.items,
        &[
            Number("Item"),
            Text("Identifier"),
            Text("Description"),
            Number("Price"),
            Text("Selectable"),
        ],
        "No such catalog item is known. Refresh, or look in ConnectWise",
        |item| {
            vec![
                item.id.to_string(),
                item.name.clone(),
                or_dash(item.description.as_ref()),
                or_dash(item.price.as_deref().map(price_text)),
                item.reason.clone().unwrap_or_else(|| "yes".to_owned()),
            ]
        },
    )
}

fn agreements(workflow: &Workflow, company: CompanyId) -> Outcome {
    let found = workflow.agreements(company)?;
    rows(
        &found,
        &[
            Number("Agreement"),
            Text("Name"),
            Text("Bills"),
            Text("Currency"),
            Text("Next invoice"),
            Text("Prorates"),
            Text("Selectable"),
        ],
        "The company has no agreement. Refresh, or look in ConnectWise",
        |one| {
            vec![
                one.id.to_string(),
                one.name.clone(),
                or_dash(one.billing_cycle.as_ref()),
                or_dash(one.currency.as_ref()),
                or_dash(one.next_invoice),
                if one.prorates { "yes" } else { "no" }.to_owned(),
                one.reason.clone().unwrap_or_else(|| "yes".to_owned()),
            ]
        },
    )
}

fn products(workflow: &Workflow, customer: &CustomerId, agreement: Option<AgreementId>) -> Outcome {
    let found = workflow.products(customer, agreement)?;
    rows(
        &found,
        &[
            Text("Product"),
            Number("Subscriptions"),
            Text("Mapped to"),
            Text("On agreement"),
            Text("Note"),
        ],
        "The customer has no product of that billing cycle",
        |product| {
            let target = product.mapping.as_ref();
            vec![
                product.id.clone(),
                product.subscriptions.to_string(),
                or_dash(target.map(|target| &target.item_name)),
                or_dash(target.map(|target| &target.agreement_name)),
                or_dash(product.set_aside.as_ref().or(product.reason.as_ref())),
            ]
        },
    )
}

fn subscriptions(workflow: &Workflow, customer: &CustomerId) -> Outcome {
    let found = workflow.subscriptions(customer)?;
    rows(
        &found,
        &[
            Text("Subscription"),
            Text("Product"),
            Text("Cycle"),
            Number("Quantity"),
            Number("Price"),
            Text("Status"),
        ],
        "The customer has no subscription",
        |one| {
            vec![
                one.id.to_string(),
                one.name.clone(),
                or_dash(one.billing_cycle),
                or_dash(one.quantity.as_ref()),
                or_dash(one.unit_price.as_deref().map(price_text)),
                or_dash(one.status.as_ref()),
            ]
        },
    )
}

fn history(workflow: &Workflow, customer: Option<CustomerId>) -> Outcome {
    let filter = EventFilter {
        customer,
        ..EventFilter::default()
    };
    let zone = billing_zone(workflow)?;
    let mut events: Vec<HistoryRow> = Vec::new();
    let mut after = None;
    loop {
        let page = workflow.history(&filter, after, PAGE)?;
        events.extend(page.rows);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    rows(
        &events,
        &[
            Number("Event"),
            Text("Changed"),
            Text("Customer"),
            Text("Product"),
            Text("Kind"),
            Text("Quantity"),
            Text("Price"),
            Text("Status"),
        ],
        "The ledger holds no event",
        |event| {
            vec![
                event.id.to_string(),
                moment(event.changed_at, &zone),
                event.customer_name.clone(),
                event.product.clone(),
                event.kind.word().to_owned(),
                change(Some(&event.old_quantity), Some(&event.new_quantity)),
                change(
                    event.old_price.as_deref().map(price_text).as_ref(),
                    event.new_price.as_deref().map(price_text).as_ref(),
                ),
                change(event.old_status.as_ref(), event.new_status.as_ref()),
            ]
        },
    )
}

/// `10 → 8`, or the one value where nothing changed.
fn change(old: Option<&String>, new: Option<&String>) -> String {
    if old == new {
        return or_dash(new);
    }
    format!("{} → {}", or_dash(old), or_dash(new))
}

/// The zone in which days are counted.
fn billing_zone(workflow: &Workflow) -> Result<TimeZone, Failure> {
    let settings = workflow.settings()?;
    let zone = settings.get("billing-time-zone").map(String::as_str);
    Ok(TimeZone::get(zone.unwrap_or("UTC")).unwrap_or(TimeZone::UTC))
}

fn unreadable(workflow: &Workflow) -> Outcome {
    let found = workflow.unreadable()?;
    let columns = [Number("Row"), Text("From"), Text("Seen"), Text("Why")];
    let zone = TimeZone::system();
    rows(&found, &columns, "Every row could be read", |row| {
        vec![
            row.id.to_string(),
            row.name.clone(),
            moment(row.seen_at, &zone),
            row.reason.clone(),
        ]
    })
}
