//! The mappings that belong to the made-up data, as the file that `accord mappings
//! import` reads.

use std::path::Path;

use serde_json::{Value, json};

use crate::{
    accord::Outcome,
    practice::{Agreement, Customer},
};

/// Writes the mappings of these customers.
pub(crate) fn write(story: &[Customer], path: &Path) -> Outcome<()> {
    let customers: Vec<Value> = story.iter().map(customer).collect();
    let document = json!({
        "format": "accord-mappings",
        "version": 1,
        "settings": {},
        "customers": customers,
    });
    Ok(std::fs::write(path, document.to_string())?)
}

fn customer(customer: &Customer) -> Value {
    let agreements: Vec<Value> = customer.agreements.iter().map(agreement).collect();
    json!({ "id": customer.customer, "company": customer.company, "agreements": agreements })
}

fn agreement(agreement: &Agreement) -> Value {
    let products = agreement.products.iter();
    let products: Vec<Value> = products
        .map(|product| json!({ "id": product.product, "item": product.item }))
        .collect();
    json!({ "id": agreement.agreement, "prices": "c3", "products": products })
}
