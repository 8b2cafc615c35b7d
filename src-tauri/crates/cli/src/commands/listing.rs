//! `list`: what is known locally.

use super::Outcome;
use crate::{
    arguments::{List, Search as Words},
    outcome::Success,
    show::table,
};
use domain::ids::{AgreementId, CompanyId, CustomerId};
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
fn rows<T: Serialize>(elements: &[T], titles: &[&str], row: impl Fn(&T) -> Vec<String>) -> Outcome {
    Success::new(elements, table(titles, elements.iter().map(row).collect()))
}

fn search(words: &Words) -> Search {
    let text = words.search.clone().unwrap_or_default();
    Search {
        text,
        ..Search::all()
    }
}

/// A value that may be missing.
fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}

fn customers(workflow: &Workflow, words: &Words) -> Outcome {
    let found = workflow.customers(&search(words))?;
    rows(
        &found.items,
        &["Customer", "Name", "Company", "Pending"],
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
        &["Company", "Identifier", "Name", "City", "C3 customer"],
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
            "Product",
            "Identifier",
            "Description",
            "Price",
            "Selectable",
        ],
        |item| {
            vec![
                item.id.to_string(),
                item.name.clone(),
                or_dash(item.description.as_ref()),
                or_dash(item.price.as_ref()),
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
            "Agreement",
            "Name",
            "Bills",
            "Next invoice",
            "Prorates",
            "Selectable",
        ],
        |one| {
            vec![
                one.id.to_string(),
                one.name.clone(),
                or_dash(one.billing_cycle.as_ref()),
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
        &["Product", "Mapped to", "On agreement", "Note"],
        |product| {
            let target = product.mapping.as_ref();
            vec![
                product.id.clone(),
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
            "Subscription",
            "Product",
            "Cycle",
            "Quantity",
            "Price",
            "Status",
        ],
        |one| {
            vec![
                one.id.to_string(),
                one.name.clone(),
                or_dash(one.billing_cycle),
                or_dash(one.quantity.as_ref()),
                or_dash(one.unit_price.as_ref()),
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
            "Event", "Changed", "Customer", "Product", "Kind", "Quantity", "Price",
        ],
        |event| {
            let arrow = |old: &str, new: &str| format!("{old} → {new}");
            vec![
                event.id.to_string(),
                event.changed_at.to_string(),
                event.customer_name.clone(),
                event.product.clone(),
                event.kind.word().to_owned(),
                arrow(&event.old_quantity, &event.new_quantity),
                arrow(
                    &or_dash(event.old_price.as_ref()),
                    &or_dash(event.new_price.as_ref()),
                ),
            ]
        },
    )
}

fn unreadable(workflow: &Workflow) -> Outcome {
    let found = workflow.unreadable()?;
    rows(&found, &["Row", "From", "Why", "Seen"], |row| {
        vec![
            row.id.to_string(),
            row.name.clone(),
            row.reason.clone(),
            row.seen_at.to_string(),
        ]
    })
}
