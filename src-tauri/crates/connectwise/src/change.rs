//! What is written: a new addition, and changes as ConnectWise's PATCH takes them.
//!
//! Paths go without a leading slash, as the vendor's guide writes them. A path
//! that ConnectWise does not know changes nothing and still succeeds, so who
//! sends a change compares the answer with what was meant.

use crate::{
    model::{BillCustomer, CustomField, Id},
    wire::{day, decimal},
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// A new addition; what is `None` is left to the catalog's default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAddition {
    /// Catalog item.
    #[serde(serialize_with = "crate::wire::item")]
    pub product: Id,
    /// Quantity.
    #[serde(serialize_with = "decimal::number")]
    pub quantity: Decimal,
    /// Price of one unit.
    #[serde(serialize_with = "decimal::number")]
    pub unit_price: Decimal,
    /// Cost of one unit.
    #[serde(
        serialize_with = "decimal::optional_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub unit_cost: Option<Decimal>,
    /// Whether it is billed.
    pub bill_customer: BillCustomer,
    /// First day.
    #[serde(serialize_with = "day::midnight")]
    pub effective_date: Date,
    /// Last day.
    #[serde(
        serialize_with = "day::optional_midnight",
        skip_serializing_if = "Option::is_none"
    )]
    pub cancelled_date: Option<Date>,
    /// Taxable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxable_flag: Option<bool>,
    /// Serial number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serial_number: Option<String>,
    /// Text on the invoice.
    pub invoice_description: String,
    /// Custom fields, the whole array.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_fields: Vec<CustomField>,
}

/// One change to an addition. `product` is deliberately absent: changing it
/// makes ConnectWise default price, cost and text anew.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each names the field that it replaces")]
pub enum AdditionChange {
    Quantity(Decimal),
    UnitPrice(Decimal),
    UnitCost(Decimal),
    BillCustomer(BillCustomer),
    EffectiveDate(Date),
    /// `None` takes the last day away.
    CancelledDate(Option<Date>),
    TaxableFlag(bool),
    SerialNumber(String),
    InvoiceDescription(String),
    /// The whole array.
    CustomFields(Vec<CustomField>),
}

/// One operation of a PATCH.
struct Operation<'a>(&'a AdditionChange);

#[derive(Serialize)]
struct Number(#[serde(serialize_with = "decimal::number")] Decimal);

#[derive(Serialize)]
struct Day(#[serde(serialize_with = "day::midnight")] Date);

impl Serialize for Operation<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use AdditionChange as Change;
        match self.0 {
            Change::Quantity(number) => replace(to, "quantity", &Number(*number)),
            Change::UnitPrice(number) => replace(to, "unitPrice", &Number(*number)),
            Change::UnitCost(number) => replace(to, "unitCost", &Number(*number)),
            Change::BillCustomer(word) => replace(to, "billCustomer", word),
            Change::EffectiveDate(day) => replace(to, "effectiveDate", &Day(*day)),
            Change::CancelledDate(Some(day)) => replace(to, "cancelledDate", &Day(*day)),
            Change::CancelledDate(None) => remove(to, "cancelledDate"),
            Change::TaxableFlag(flag) => replace(to, "taxableFlag", flag),
            Change::SerialNumber(text) => replace(to, "serialNumber", text),
            Change::InvoiceDescription(text) => replace(to, "invoiceDescription", text),
            Change::CustomFields(fields) => replace(to, "customFields", fields),
        }
    }
}

fn replace<S: Serializer, T: Serialize>(to: S, path: &str, value: &T) -> Result<S::Ok, S::Error> {
    let mut operation = to.serialize_struct("Operation", 3)?;
    operation.serialize_field("op", "replace")?;
    operation.serialize_field("path", path)?;
    operation.serialize_field("value", value)?;
    operation.end()
}

fn remove<S: Serializer>(to: S, path: &str) -> Result<S::Ok, S::Error> {
    let mut operation = to.serialize_struct("Operation", 2)?;
    operation.serialize_field("op", "remove")?;
    operation.serialize_field("path", path)?;
    operation.end()
}

/// The body of a PATCH.
pub(crate) fn body(changes: &[AdditionChange]) -> impl Serialize {
    changes.iter().map(Operation).collect::<Vec<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn sent(change: AdditionChange) -> String {
        serde_json::to_string(&body(&[change])).unwrap()
    }

    #[test]
    fn each_change_replaces_its_own_field() {
        use AdditionChange as Change;
        for (change, path, value) in [
            (
                Change::Quantity("40.0000".parse().unwrap()),
                "quantity",
                "40.0000",
            ),
            (
                Change::UnitPrice("18.2796".parse().unwrap()),
                "unitPrice",
                "18.2796",
            ),
            (
                Change::UnitCost("-19.35".parse().unwrap()),
                "unitCost",
                "-19.35",
            ),
            (
                Change::BillCustomer(BillCustomer::DoNotBill),
                "billCustomer",
                r#""DoNotBill""#,
            ),
            (
                Change::EffectiveDate(date(2026, 2, 3)),
                "effectiveDate",
                r#""2026-02-03T00:00:00Z""#,
            ),
            (
                Change::CancelledDate(Some(date(2026, 2, 28))),
                "cancelledDate",
                r#""2026-02-28T00:00:00Z""#,
            ),
            (Change::TaxableFlag(false), "taxableFlag", "false"),
            (
                Change::SerialNumber("ACC-1".to_owned()),
                "serialNumber",
                r#""ACC-1""#,
            ),
            (
                Change::InvoiceDescription("a \"b\"".to_owned()),
                "invoiceDescription",
                r#""a \"b\"""#,
            ),
        ] {
            let expected = format!(r#"[{{"op":"replace","path":"{path}","value":{value}}}]"#);
            assert_eq!(sent(change), expected);
        }
    }

    #[test]
    fn taking_the_last_day_away_removes_it() {
        let expected = r#"[{"op":"remove","path":"cancelledDate"}]"#;
        assert_eq!(sent(AdditionChange::CancelledDate(None)), expected);
    }

    #[test]
    fn custom_fields_go_as_a_whole() {
        let field = |id, value: Option<&str>| CustomField {
            id: Some(id),
            caption: Some("Reference".to_owned()),
            kind: Some("Text".to_owned()),
            entry_method: Some("EntryField".to_owned()),
            number_of_decimals: Some(0),
            value: value.map(Into::into),
        };
        let fields = vec![field(1, Some("ACC-1")), field(2, None)];
        let common = r#""caption":"Reference","type":"Text","entryMethod":"EntryField","numberOfDecimals":0"#;
        let expected = format!(
            r#"[{{"op":"replace","path":"customFields","value":[{{"id":1,{common},"value":"ACC-1"}},{{"id":2,{common}}}]}}]"#
        );
        assert_eq!(sent(AdditionChange::CustomFields(fields)), expected);
    }
}
