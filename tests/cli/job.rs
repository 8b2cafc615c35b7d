//! The whole job in a few words: map what belongs together, validate, upload.

use crate::{
    accord::{Accord, Answer},
    site::{Site, TODAY},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, path::PathBuf};

/// The story's customers.
pub(crate) const CONTOSO: &str = "bfb67fa2-fa0a-4451-b3e5-2a905276ddfd";
/// The second one.
pub(crate) const FABRIKAM: &str = "c3000000-0000-4000-8000-000000000001";
/// The third one.
pub(crate) const NORTHWIND: &str = "c3000000-0000-4000-8000-000000000002";

impl Accord {
    /// Maps everything that the site says belongs together, one command at a
    /// time.
    pub(crate) fn map(&self, matches: &[Value]) {
        for customer in matches {
            let id = customer["customer"].as_str().unwrap();
            self.json(&["map", "customer", id, &number(&customer["company"])])
                .data();
            for agreement in customer["agreements"].as_array().unwrap() {
                self.map_agreement(id, agreement);
            }
        }
    }

    /// Maps one agreement of a customer, with its products.
    pub(crate) fn map_agreement(&self, customer: &str, matched: &Value) {
        let agreement = number(&matched["agreement"]);
        self.json(&["map", "agreement", customer, &agreement])
            .data();
        for product in matched["products"].as_array().unwrap() {
            let id = product["product"].as_str().unwrap();
            let item = number(&product["item"]);
            let words = ["map", "product", customer, id, "--agreement", &agreement];
            self.json(&[&words[..], &["--item", &item]].concat()).data();
        }
    }

    /// Maps the customers that are as they should be, from a file.
    pub(crate) fn map_from_file(&self, matches: &[Value]) {
        let customers: Vec<Value> = matches
            .iter()
            .filter(|one| one["clean"] == true)
            .map(customer_part)
            .collect();
        let document = json!({
            "format": "accord-mappings",
            "version": 1,
            "settings": {},
            "customers": customers,
        });
        let file = self.file("mappings.json");
        fs::write(&file, document.to_string()).unwrap();
        let imported = self.json(&["mappings", "import", file.to_str().unwrap()]);
        assert_eq!(imported.data()["skipped"], json!([]));
    }

    /// Validates everything as of the site's day.
    pub(crate) fn validate(&self) -> Answer {
        self.validate_as_of(TODAY)
    }

    /// Validates everything as of a day.
    pub(crate) fn validate_as_of(&self, day: &str) -> Answer {
        self.json(&["validate", "--all", "--as-of", day])
    }

    /// Uploads what was validated.
    pub(crate) fn upload(&self, validated: &Answer) -> Answer {
        self.json(&["upload", &number(&validated.data()["id"])])
    }

    /// A file with this content, outside the data folder.
    pub(crate) fn written(&self, name: &str, content: &str) -> PathBuf {
        let file = self.file(name);
        fs::write(&file, content).unwrap();
        file
    }

    /// Connects, reads, and maps what belongs together.
    pub(crate) fn on_the_story(site: &Site) -> Self {
        let accord = Self::connected(site);
        accord.json(&["refresh"]).data();
        accord.map_from_file(site.matches());
        accord
    }
}

/// A subscription that is billed, and what it has.
pub(crate) struct Billed {
    customer: String,
    shown: Value,
    pub(crate) quantity: u32,
}

impl Accord {
    /// What these customers are billed for, as far as C3 names it by an id.
    pub(crate) fn billed<'a>(&self, customers: impl Iterator<Item = &'a Value>) -> Vec<Billed> {
        let mut billed = Vec::new();
        for customer in customers {
            let id = customer["customer"].as_str().unwrap();
            let listed = self.json(&["list", "subscriptions", "--customer", id]);
            for shown in listed.data().as_array().unwrap() {
                let quantity = shown["quantity"].as_str().unwrap_or("0").parse().unwrap();
                if shown["status"] == "Active" && shown["derived"] == false && quantity > 0 {
                    billed.push(Billed {
                        customer: id.to_owned(),
                        shown: shown.clone(),
                        quantity,
                    });
                }
            }
        }
        billed
    }
}

impl Billed {
    /// The row that gives it another quantity, or that ends it.
    pub(crate) fn becomes(&self, quantity: Option<u32>, at: &str) -> Value {
        let price: serde_json::Number = self.shown["unit_price"].as_str().unwrap().parse().unwrap();
        json!({
            "CustomerID": self.customer,
            "SubscriptionID": self.shown["id"],
            "ProductName": self.shown["product"],
            "OldQuantity": self.quantity,
            "NewQuantity": quantity.unwrap_or(self.quantity),
            "OldPrice": price,
            "NewPrice": price,
            "OldStatus": "Active",
            "NewStatus": if quantity.is_none() { "Deleted" } else { "Active" },
            "DateofChange": at,
        })
    }
}

/// A number as a word.
pub(crate) fn number(value: &Value) -> String {
    value.as_u64().unwrap().to_string()
}

fn customer_part(matched: &Value) -> Value {
    let agreements = matched["agreements"]
        .as_array()
        .unwrap()
        .iter()
        .map(|agreement| {
            json!({
                "id": agreement["agreement"],
                "mode": null,
                "next_invoice_covers": null,
                "bill_from": null,
                "prices": "c3",
                "products": agreement["products"].as_array().unwrap().iter().map(|product| {
                    json!({ "id": product["product"], "item": product["item"] })
                }).collect::<Vec<_>>(),
            })
        });
    json!({
        "id": matched["customer"].as_str().unwrap().to_lowercase(),
        "name": matched["name"],
        "company": matched["company"],
        "agreements": agreements.collect::<Vec<_>>(),
    })
}

/// The lines on a site as they stand, by agreement and reference: product,
/// quantity, price, days, text and billing. Ids and times of writing are left
/// out: they follow the order of requests.
pub(crate) fn standing(site: &Site) -> BTreeMap<String, Vec<Value>> {
    let mut standing: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in site.our_lines() {
        let key = format!(
            "{} {}",
            line["agreementId"],
            line["serialNumber"].as_str().unwrap()
        );
        standing.entry(key).or_default().push(shape(&line));
    }
    standing
}

fn shape(line: &Value) -> Value {
    json!({
        "item": line["product"]["id"],
        "quantity": line["quantity"],
        "price": line["unitPrice"],
        "cost": line["unitCost"],
        "bills": line["billCustomer"],
        "taxable": line["taxableFlag"],
        "from": day(&line["effectiveDate"]),
        "to": day(&line["cancelledDate"]),
        "text": line["invoiceDescription"],
    })
}

/// A day of the wire, without the time that ConnectWise adds.
pub(crate) fn day(value: &Value) -> Value {
    value.as_str().map_or(Value::Null, |text| {
        text.trim_end_matches("T00:00:00Z").into()
    })
}
