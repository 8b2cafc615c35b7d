//! Lines and operations in one short line of text each, so that a scenario can
//! write down what it expects as a person would.
//!
//! ```text
//! b261001: 8 × 20 from 2026-10-01
//! a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31
//! by hand: 3 × 18.5 from 2026-02-01, not billed
//! ```

use domain::line::{LineValues, Operation};
use jiff::civil::Date;
use practice::connectwise::records::{Addition, BillCustomer};
use rust_decimal::Decimal;
use workflow::jobs::Record;

/// An addition.
#[must_use]
pub fn addition(addition: &Addition) -> String {
    let values = values(
        addition.quantity,
        addition.unit_price,
        addition.effective.unwrap(),
        addition.cancelled,
        addition.bill_customer == Some(BillCustomer::Billable),
    );
    format!("{}: {values}", suffix(addition.serial_number.as_deref()))
}

/// The operations of a record, in the order of its plan.
#[must_use]
pub fn plan(record: &Record) -> Vec<String> {
    record
        .operations
        .iter()
        .map(|row| operation(&row.operation))
        .collect()
}

/// An operation: what it does, to which line, and what that is to say.
#[must_use]
pub fn operation(operation: &Operation) -> String {
    let reference = operation.reference.as_ref().map(ToString::to_string);
    let LineValues {
        quantity,
        unit_price,
        effective,
        cancelled,
        billable,
        ..
    } = operation.after;
    let values = values(quantity, unit_price, effective, cancelled, billable);
    format!(
        "{} {}: {values}",
        operation.action.word(),
        suffix(reference.as_deref())
    )
}

/// What follows the subscription's id in a reference.
fn suffix(reference: Option<&str>) -> &str {
    reference.map_or("by hand", |text| {
        text.split_once(':').map_or(text, |(_, suffix)| suffix)
    })
}

fn values(
    quantity: Decimal,
    price: Decimal,
    from: Date,
    to: Option<Date>,
    billable: bool,
) -> String {
    let to = to.map_or_else(String::new, |day| format!(" to {day}"));
    let billed = if billable { "" } else { ", not billed" };
    format!(
        "{} × {} from {from}{to}{billed}",
        quantity.normalize(),
        price.normalize()
    )
}
