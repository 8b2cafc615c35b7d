//! What makes a record invalid.
//!
//! A write is checked for the fields it names; a site can be told to check the
//! whole record, as some were seen to do, so that an old fault in another field
//! refuses a good change. The two messages about dates are ConnectWise's own.

use super::{
    document::{Document, View},
    errors::FieldError,
    invoicing::next_covered,
    patch::Touched,
    records::{Addition, Agreement, Company, ProductClass},
    world::World,
};
use jiff::civil::Date;

const BEFORE_BILLING_START: &str =
    "effectiveDate cannot be less than the agreement billing start date";

const ALREADY_INVOICED: &str = "Since this period has already been invoiced there will not be an \
     invoice generated for additional products for this period. Please prorate the agreement or \
     update the start date to on or after the Next Invoice Date.";

/// Longest texts, by record and field.
const LENGTHS: [(&str, &str, usize); 14] = [
    ("Addition", "serialNumber", 50),
    ("Addition", "invoiceDescription", 6000),
    ("Agreement", "name", 100),
    ("Agreement", "customerPO", 50),
    ("Agreement", "reasonCancelled", 100),
    ("Company", "identifier", 30),
    ("Company", "name", 50),
    ("Company", "addressLine1", 50),
    ("Company", "city", 50),
    ("CatalogItem", "identifier", 75),
    ("CatalogItem", "description", 60),
    ("CatalogItem", "customerDescription", 6000),
    ("CatalogItem", "vendorSku", 50),
    ("CatalogItem", "integrationXRef", 50),
];

/// Which fields of a record a write is checked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'a> {
    /// All of them; the record is new or wholly replaced.
    New,
    /// The ones it names.
    Touched(&'a Touched),
    /// All of them, though only some were named.
    Whole(&'a Touched),
}

impl<'a> Scope<'a> {
    /// The scope of a PATCH that names these fields.
    pub(super) fn of(touched: &'a Touched, whole_record: bool) -> Self {
        if whole_record {
            Self::Whole(touched)
        } else {
            Self::Touched(touched)
        }
    }

    fn checks(self, field: &str) -> bool {
        match self {
            Self::New | Self::Whole(_) => true,
            Self::Touched(touched) => touched.contains(field),
        }
    }

    /// Whether the write itself sets the field.
    fn sets(self, field: &str) -> bool {
        match self {
            Self::New => true,
            Self::Touched(touched) | Self::Whole(touched) => touched.contains(field),
        }
    }
}

/// What is wrong with any record's texts.
pub(super) fn lengths(
    record: &dyn Document,
    resource: &'static str,
    scope: Scope<'_>,
) -> Vec<FieldError> {
    let limits = LENGTHS.iter().filter(|(of, ..)| *of == resource);
    limits
        .filter(|(_, field, max)| scope.checks(field) && length(record, field) > *max)
        .map(|(_, field, max)| FieldError {
            code: "MaxLengthField",
            message: format!("The field {field} must be a string with a maximum length of {max}."),
            resource,
            field: (*field).to_owned(),
        })
        .collect()
}

/// What is wrong with a company beyond its texts.
pub(super) fn company(company: &Company, scope: Scope<'_>) -> Vec<FieldError> {
    let year = company.year_established.unwrap_or(1900);
    if !scope.checks("yearEstablished") || (1900..=9999).contains(&year) {
        return Vec::new();
    }
    let message = "The field yearEstablished must be between 1900 and 9999.".to_owned();
    vec![FieldError {
        code: "OutOfRange",
        message,
        resource: "Company",
        field: "yearEstablished".to_owned(),
    }]
}

/// What is wrong with an addition beyond its texts.
pub(super) fn addition(
    world: &World,
    agreement: &Agreement,
    addition: &Addition,
    scope: Scope<'_>,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if scope.checks("product") {
        errors.extend(product(world, addition));
    }
    if scope.checks("billCustomer") && addition.bill_customer.is_none() {
        errors.push(broken(
            "RequiredField",
            "billCustomer",
            "The billCustomer field is required.",
        ));
    }
    if let Some(effective) = addition.effective {
        errors.extend(dates(world, agreement, addition, effective, scope));
    }
    errors
}

fn product(world: &World, addition: &Addition) -> Option<FieldError> {
    let Some(item) = world.items.get(addition.product.id) else {
        let message = "The product field is required and must be an existing catalog item.";
        return Some(broken("NotFound", "product/id", message));
    };
    if item.class == ProductClass::Bundle {
        let message = "A product of the class Bundle cannot be an addition.";
        return Some(broken("InvalidField", "product", message));
    }
    let message = "The product is inactive.";
    item.inactive
        .then(|| broken("InvalidField", "product", message))
}

fn dates(
    world: &World,
    agreement: &Agreement,
    addition: &Addition,
    effective: Date,
    scope: Scope<'_>,
) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let bill_start = agreement.bill_start.or(agreement.start);
    if scope.checks("effectiveDate") && bill_start.is_some_and(|start| effective < start) {
        errors.push(broken(
            "InvalidField",
            "effectiveDate",
            BEFORE_BILLING_START,
        ));
    } else if scope.sets("effectiveDate") && lies_in_invoiced_period(world, agreement, effective) {
        // Never of a date that only stands there: ending such a line must work.
        errors.push(broken("InvalidField", "effectiveDate", ALREADY_INVOICED));
    }
    let checked = scope.checks("effectiveDate") || scope.checks("cancelledDate");
    if checked && addition.cancelled.is_some_and(|last| last < effective) {
        let message = "cancelledDate cannot be less than effectiveDate";
        errors.push(broken("InvalidField", "cancelledDate", message));
    }
    errors
}

fn lies_in_invoiced_period(world: &World, agreement: &Agreement, effective: Date) -> bool {
    let invoiced = !agreement.prorate && agreement.next_invoice.is_some();
    invoiced && next_covered(world, agreement).is_some_and(|open| effective < open.first)
}

fn broken(code: &'static str, field: &str, message: &str) -> FieldError {
    FieldError {
        code,
        message: message.to_owned(),
        resource: "Addition",
        field: field.to_owned(),
    }
}

/// Characters in a text field.
fn length(record: &dyn Document, field: &str) -> usize {
    match record.view(field) {
        Some(View::Text(text)) => text.chars().count(),
        _ => 0,
    }
}
