//! PATCH: an array of operations on named fields.
//!
//! As on a real instance, a path is case-sensitive, may begin with a slash, and
//! names a whole field: a reference is replaced as a whole, custom fields as the
//! whole array. A path that names nothing is passed over and answered with 200,
//! so a client has to compare what comes back with what it meant.

use super::{
    document::{Document, Mismatch},
    errors::{FieldError, Refusal},
    json::Json,
};
use std::collections::BTreeSet;

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Operation {
    /// The field, without a leading slash.
    path: String,
    /// Its new value; `null` takes the value away.
    value: Json,
}

/// The fields that a patch or a body named.
pub(super) type Touched = BTreeSet<String>;

/// Reads the body of a PATCH.
pub(super) fn operations(body: &str) -> Result<Vec<Operation>, Refusal> {
    let body = Json::parse(body).map_err(|error| Refusal::Body(error.to_string()))?;
    let Json::List(items) = body else {
        return Err(Refusal::Body(
            "The body must be an array of patch operations.".to_owned(),
        ));
    };
    items.iter().map(operation).collect()
}

fn operation(item: &Json) -> Result<Operation, Refusal> {
    let text = |name| item.get(name).and_then(Json::text);
    let path = text("path").ok_or_else(|| Refusal::Body("A path is missing.".to_owned()))?;
    let value = match text("op").unwrap_or_default() {
        "add" | "replace" => item.get("value").cloned().unwrap_or_default(),
        "remove" => Json::Null,
        other => {
            return Err(Refusal::Body(format!(
                "The operation '{other}' is unknown."
            )));
        }
    };
    let path = path.strip_prefix('/').unwrap_or(path).to_owned();
    Ok(Operation { path, value })
}

/// Applies operations in their order. Returns the fields that were set.
///
/// With `strict`, a path that names nothing is refused instead of passed over.
pub(super) fn apply(
    record: &mut dyn Document,
    operations: &[Operation],
    resource: &'static str,
    strict: bool,
) -> Result<Touched, Refusal> {
    let mut touched = Touched::new();
    let mut errors = Vec::new();
    for operation in operations {
        let (name, value) = operation.target();
        let set = if fixed(resource, &name) {
            Ok(false)
        } else {
            record.set(&name, &value)
        };
        match set {
            Ok(true) => {
                touched.insert(name);
            }
            Ok(false) if strict => errors.push(no_field(resource, &operation.path)),
            Ok(false) => {}
            Err(mismatch) => errors.push(misfit(resource, &name, &mismatch)),
        }
    }
    if errors.is_empty() {
        Ok(touched)
    } else {
        Err(Refusal::Invalid { resource, errors })
    }
}

impl Operation {
    /// The field to set and its value. The id of a reference may be set by its
    /// own path; other fields inside of fields cannot.
    fn target(&self) -> (String, Json) {
        match self.path.strip_suffix("/id") {
            Some(reference) => {
                let id = ("id".to_owned(), self.value.clone());
                (reference.to_owned(), Json::Object(vec![id]))
            }
            None => (self.path.clone(), self.value.clone()),
        }
    }
}

/// Fields that the server keeps and no client can set.
pub(super) fn fixed(resource: &str, name: &str) -> bool {
    const DERIVED: [&str; 8] = [
        "agreementId",
        "description",
        "billedQuantity",
        "uom",
        "extPrice",
        "extCost",
        "margin",
        "agreementStatus",
    ];
    matches!(name, "id" | "_info") || (resource == "Addition" && DERIVED.contains(&name))
}

/// What is said of a value that does not fit its field.
pub(super) fn misfit(resource: &'static str, field: &str, mismatch: &Mismatch) -> FieldError {
    FieldError {
        code: "InvalidField",
        message: format!("The field {field} is invalid: {mismatch}."),
        resource,
        field: field.to_owned(),
    }
}

fn no_field(resource: &'static str, path: &str) -> FieldError {
    FieldError {
        code: "InvalidField",
        message: format!("The path {path} does not exist."),
        resource,
        field: path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::records::{Addition, Agreement};

    fn patched(body: &str) -> Result<(Addition, Touched), Refusal> {
        let mut addition = Addition {
            id: 1,
            quantity: 5.into(),
            serial_number: Some("abc".into()),
            ..Addition::default()
        };
        let touched = apply(&mut addition, &operations(body)?, "Addition", false)?;
        Ok((addition, touched))
    }

    #[test]
    fn fields_are_replaced_added_and_removed() {
        let body = r#"[{"op":"replace","path":"quantity","value":12.5},
            {"op":"add","path":"/cancelledDate","value":"2026-10-17T00:00:00Z"},
            {"op":"remove","path":"serialNumber"},
            {"op":"replace","path":"product/id","value":7}]"#;
        let (addition, touched) = patched(body).unwrap();
        assert_eq!(addition.quantity.to_string(), "12.5");
        assert_eq!(addition.cancelled, Some(jiff::civil::date(2026, 10, 17)));
        assert_eq!(addition.serial_number, None);
        assert_eq!(addition.product.id, 7);
        let names: Vec<_> = touched.iter().map(String::as_str).collect();
        assert_eq!(
            names,
            ["cancelledDate", "product", "quantity", "serialNumber"]
        );
    }

    #[test]
    fn a_wrong_path_changes_nothing() {
        for path in [
            "Quantity",
            "quantities",
            "customFields/0/value",
            "product/identifier",
            "id",
            "extPrice",
        ] {
            let body = format!(r#"[{{"op":"replace","path":"{path}","value":9}}]"#);
            let (addition, touched) = patched(&body).unwrap();
            assert!(touched.is_empty(), "{path}");
            assert_eq!((addition.id, addition.quantity), (1, 5.into()), "{path}");
        }
    }

    #[test]
    fn a_wrong_path_is_refused_when_strict() {
        let operations = operations(r#"[{"op":"replace","path":"Name","value":"x"}]"#).unwrap();
        let refused = apply(&mut Agreement::default(), &operations, "Agreement", true);
        assert!(matches!(refused, Err(Refusal::Invalid { .. })));
    }

    #[test]
    fn a_value_that_does_not_fit_names_its_field() {
        let refused = patched(r#"[{"op":"replace","path":"billCustomer","value":"Sometimes"}]"#);
        let Err(Refusal::Invalid { errors, .. }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(errors[0].field, "billCustomer");
        assert!(
            errors[0]
                .message
                .contains("one of Billable DoNotBill NoCharge")
        );
    }

    #[test]
    fn bodies_that_are_no_patch_are_refused() {
        for body in [
            r#"{"op":"replace","path":"quantity","value":1}"#,
            r#"[{"op":"move","path":"quantity"}]"#,
            r#"[{"op":"replace","value":1}]"#,
            "[1]",
            "quantity=1",
        ] {
            assert!(matches!(patched(body), Err(Refusal::Body(_))), "{body}");
        }
    }
}
