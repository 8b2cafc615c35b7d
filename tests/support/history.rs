//! A subscription's life as C3 tells it: each change is a row whose old values
//! are what the row before left.

use domain::ids::SubscriptionId;
use jiff::civil::DateTime;
use practice::c3::{Change, HistoryRow, Owner, Spelling, Status, Told, Values};
use rust_decimal::Decimal;
use std::sync::Arc;
use uuid::Uuid;

use crate::site::ids_of;

/// The department that owns every subscription.
const OWNER: &str = "Main office";

/// What a subscription is at one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// Licences; 0 before it was bought.
    pub quantity: i64,
    /// Price of one unit for one billing cycle.
    pub price: Decimal,
    /// Status.
    pub status: Status,
}

/// A subscription of a client, and what it is by now.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Its id in C3; rows of one without an id carry none.
    pub id: Option<Uuid>,
    /// What it is by now.
    pub state: State,
    /// The product's name by now.
    pub product: Arc<str>,
    pub(crate) customer: u32,
}

impl Subscription {
    /// A subscription that has these values before its first row.
    #[must_use]
    pub fn new(customer: u32, product: &str, quantity: i64, price: Decimal) -> Self {
        Self {
            id: Some(id_of(customer, product)),
            state: State {
                quantity,
                price,
                status: Status::Active,
            },
            customer,
            product: product.into(),
        }
    }

    /// Its id as Accord knows it.
    #[must_use]
    pub fn key(&self) -> SubscriptionId {
        SubscriptionId::new(&self.id.unwrap().to_string())
    }

    /// The reference of one of its lines.
    #[must_use]
    pub fn reference(&self, suffix: &str) -> String {
        format!("{}:{suffix}", self.id.unwrap())
    }

    /// The row of a change.
    pub fn change(&mut self, at: DateTime, change: impl FnOnce(&mut State)) -> HistoryRow {
        let old = told(self.state);
        change(&mut self.state);
        HistoryRow::Change(Box::new(self.row(at, old, told(self.state))))
    }

    /// The row of a change of quantity.
    pub fn count(&mut self, at: DateTime, quantity: i64) -> HistoryRow {
        self.change(at, |state| state.quantity = quantity)
    }

    /// A change as one record of a history file.
    pub fn json(&mut self, at: DateTime, change: impl FnOnce(&mut State)) -> String {
        let old = self.state;
        change(&mut self.state);
        let new = self.state;
        let (customer, tenant) = ids_of(self.customer);
        serde_json::json!({
            "CustomerID": customer,
            "TenantID": tenant,
            "SubscriptionID": self.id,
            "EntityName": "Department",
            "OwnerName": OWNER,
            "ProductName": *self.product,
            "DateofChange": at.to_string(),
            "OldQuantity": old.quantity,
            "NewQuantity": new.quantity,
            "OldPrice": old.price.to_string(),
            "NewPrice": new.price.to_string(),
            "OldStatus": old.status.word(),
            "NewStatus": new.status.word(),
        })
        .to_string()
    }

    /// The row of its purchase.
    pub fn bought(&mut self, at: DateTime, quantity: i64) -> HistoryRow {
        let old = Values {
            quantity: Told::Is(0),
            price: Told::Null,
            status: Told::Null,
        };
        self.state = State {
            quantity,
            status: Status::Active,
            ..self.state
        };
        HistoryRow::Change(Box::new(self.row(at, old, told(self.state))))
    }

    /// A row with values of the caller's own, right or wrong.
    #[must_use]
    pub fn row(&self, at: DateTime, old: Values, new: Values) -> Change {
        Change {
            customer: self.customer,
            tenant: 0,
            customer_name: None,
            subscription: self.id,
            owner: Owner::Department(OWNER.into()),
            product: Arc::clone(&self.product),
            at,
            old,
            new,
            by: "user@example.com".into(),
            spelling: if self.id.is_some() {
                Spelling::Of2024
            } else {
                Spelling::Of2023
            },
            padded: false,
        }
    }
}

/// One id for each product of each client, as Microsoft's look: random.
fn id_of(customer: u32, product: &str) -> Uuid {
    let name = format!("{customer}/{product}");
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
    uuid::Builder::from_random_bytes(hash.into_bytes()).into_uuid()
}

/// A state as a row tells it.
#[must_use]
pub fn told(state: State) -> Values {
    Values {
        quantity: Told::Is(state.quantity),
        price: Told::Is(state.price),
        status: Told::Is(state.status),
    }
}
