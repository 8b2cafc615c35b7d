//! Operations as ConnectWise's requests, and whether an answer says what was
//! meant.

use crate::{
    assemble::{reference_of, values_of},
    settings::ReferenceField,
};
use connectwise::{Addition, AdditionChange, BillCustomer, CustomField, NewAddition};
use domain::{
    line::{Action, LineValues, Operation},
    reference::{LineKind, Reference},
};
use rust_decimal::Decimal;

/// The reference cannot be written where the settings say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "ConnectWise has no Text custom field “{0}” on additions; make it there, or write the reference into the serial number"
)]
pub struct NoSuchField(pub String);

/// The POST of a created line. `fields` are the custom fields of any addition
/// of the site, empty of values.
///
/// # Errors
/// When the reference is to go into a custom field that the site does not have.
pub fn new_addition(
    operation: &Operation,
    field: &ReferenceField,
    fields: &[CustomField],
    taxable: Option<bool>,
) -> Result<NewAddition, NoSuchField> {
    let values = &operation.after;
    let extra = operation
        .reference
        .as_ref()
        .is_some_and(|r| r.kind != LineKind::Base);
    let (serial_number, custom_fields) = match (&operation.reference, field) {
        (None, _) => (None, Vec::new()),
        (Some(reference), ReferenceField::SerialNumber) => {
            (Some(reference.to_string()), Vec::new())
        }
        (Some(reference), ReferenceField::CustomField(caption)) => {
            (None, with_reference(fields, caption, reference)?)
        }
    };
    Ok(NewAddition {
        product: values.item.0,
        quantity: values.quantity,
        unit_price: values.unit_price,
        // Adjustments and settlements move money, not goods.
        unit_cost: extra.then_some(Decimal::ZERO),
        bill_customer: bill_customer(values),
        effective_date: values.effective,
        cancelled_date: values.cancelled,
        taxable_flag: taxable,
        serial_number,
        invoice_description: operation.text.clone().unwrap_or_default(),
        custom_fields,
    })
}

/// The PATCH of any other operation: only what changes.
///
/// # Errors
/// When the reference is to go into a custom field that the site does not have.
pub fn changes(
    operation: &Operation,
    field: &ReferenceField,
    fields: &[CustomField],
) -> Result<Vec<AdditionChange>, NoSuchField> {
    if operation.action == Action::Adopt {
        return operation
            .reference
            .as_ref()
            .map_or(Ok(Vec::new()), |reference| match field {
                ReferenceField::SerialNumber => {
                    Ok(vec![AdditionChange::SerialNumber(reference.to_string())])
                }
                ReferenceField::CustomField(caption) => Ok(vec![AdditionChange::CustomFields(
                    with_reference(fields, caption, reference)?,
                )]),
            });
    }
    let Some(before) = &operation.before else {
        return Ok(Vec::new());
    };
    let mut changes = changed_values(before, &operation.after);
    if let Some(text) = &operation.text {
        changes.push(AdditionChange::InvoiceDescription(text.clone()));
    }
    Ok(changes)
}

fn changed_values(before: &LineValues, after: &LineValues) -> Vec<AdditionChange> {
    let mut changes = Vec::new();
    if before.quantity != after.quantity {
        changes.push(AdditionChange::Quantity(after.quantity));
    }
    if before.unit_price != after.unit_price {
        changes.push(AdditionChange::UnitPrice(after.unit_price));
    }
    if before.effective != after.effective {
        changes.push(AdditionChange::EffectiveDate(after.effective));
    }
    if before.cancelled != after.cancelled {
        changes.push(AdditionChange::CancelledDate(after.cancelled));
    }
    if before.billable != after.billable {
        changes.push(AdditionChange::BillCustomer(bill_customer(after)));
    }
    changes
}

fn bill_customer(values: &LineValues) -> BillCustomer {
    if values.billable {
        BillCustomer::Billable
    } else {
        BillCustomer::DoNotBill
    }
}

/// The whole array of custom fields, with the reference in the one named.
fn with_reference(
    fields: &[CustomField],
    caption: &str,
    reference: &Reference,
) -> Result<Vec<CustomField>, NoSuchField> {
    let named = |field: &CustomField| {
        field
            .caption
            .as_deref()
            .is_some_and(|own| own.eq_ignore_ascii_case(caption))
            && field.kind.as_deref().is_none_or(|kind| kind == "Text")
    };
    let mut fields = fields.to_vec();
    let field = fields.iter_mut().find(|field| named(field));
    let field = field.ok_or_else(|| NoSuchField(caption.to_owned()))?;
    field.value = Some(reference.to_string().into());
    Ok(fields)
}

/// What differs between what was meant and what ConnectWise answers: empty when
/// the write is done. A PATCH with a wrong path answers 200 and changes nothing.
#[must_use]
pub fn differences(operation: &Operation, answer: &Addition) -> Vec<String> {
    let mut differences = value_differences(operation, answer);
    if let Some(text) = &operation.text {
        let is = answer.invoice_description.as_deref().unwrap_or_default();
        differences.extend(difference("text", text, is));
    }
    differences
}

/// Like [`differences`], for what was found later, without the invoice text: until
/// then ConnectWise or a person may have put it into other words, and the line
/// bills the same.
#[must_use]
pub fn value_differences(operation: &Operation, found: &Addition) -> Vec<String> {
    let (meant, is) = (&operation.after, values_of(found));
    let mut differences = Vec::new();
    let mut compare = |field: &str, meant: String, is: String| {
        differences.extend(difference(field, &meant, &is));
    };
    let day = |day: Option<jiff::civil::Date>| {
        day.map_or_else(|| "none".to_owned(), |day| day.to_string())
    };
    compare("product", meant.item.to_string(), is.item.to_string());
    compare(
        "quantity",
        meant.quantity.normalize().to_string(),
        is.quantity.to_string(),
    );
    compare(
        "unit price",
        meant.unit_price.normalize().to_string(),
        is.unit_price.to_string(),
    );
    compare(
        "effective date",
        meant.effective.to_string(),
        is.effective.to_string(),
    );
    compare("cancelled date", day(meant.cancelled), day(is.cancelled));
    compare(
        "billable",
        meant.billable.to_string(),
        is.billable.to_string(),
    );
    // A PATCH addresses the addition by its number and leaves its reference alone,
    // which may carry a derived id whose real one is known by now.
    let writes_reference = matches!(operation.action, Action::Create | Action::Adopt);
    if let Some(reference) = operation.reference.as_ref().filter(|_| writes_reference) {
        let found =
            reference_of(found).map_or_else(|| "none".to_owned(), |found| found.to_string());
        compare("reference", reference.to_string(), found);
    }
    differences
}

fn difference(field: &str, meant: &str, is: &str) -> Option<String> {
    (meant != is).then(|| format!("{field} is {is} instead of {meant}"))
}
