//! Whether a condition holds for a record.
//!
//! As in the database underneath: strings compare without regard to case, and a
//! field that is not set compares with nothing but `null`.

use super::{Condition, Operator, Path, Value};
use crate::connectwise::document::{Document, View};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::cmp::Ordering;

/// Whether a condition holds for a record.
pub(super) fn holds(condition: &Condition, record: &dyn Document) -> bool {
    match condition {
        Condition::And(left, right) => holds(left, record) && holds(right, record),
        Condition::Or(left, right) => holds(left, record) || holds(right, record),
        Condition::Not(inner) => !holds(inner, record),
        Condition::Compare(path, operator, value) => {
            compares(field(record, path), *operator, value)
        }
        Condition::In(path, values) => {
            let view = field(record, path);
            values
                .iter()
                .any(|value| compares(view, Operator::Equal, value))
        }
    }
}

/// The field that a path leads to; absent where a reference on the way is.
pub(in crate::connectwise) fn field<'a>(record: &'a dyn Document, path: &Path) -> View<'a> {
    path.0
        .iter()
        .fold(View::Record(record), |view, name| match view {
            View::Record(record) => record.view(name).unwrap_or(View::Absent),
            _ => View::Absent,
        })
}

fn compares(view: View<'_>, operator: Operator, value: &Value) -> bool {
    let absent = matches!(view, View::Absent);
    match (value, operator) {
        (Value::Null, Operator::Equal) => absent,
        (Value::Null, Operator::NotEqual) => !absent,
        (Value::Null, _) => false,
        (Value::Text(pattern), Operator::Equal | Operator::Like) => {
            text(view).is_some_and(|text| matches(&text, &pattern.to_lowercase()))
        }
        (Value::Text(part), Operator::Contains) => {
            text(view).is_some_and(|text| text.contains(&part.to_lowercase()))
        }
        _ => order(view, value).is_some_and(|order| accepts(operator, order)),
    }
}

fn accepts(operator: Operator, order: Ordering) -> bool {
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::NotEqual => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::LessOrEqual => order.is_le(),
        Operator::Greater => order.is_gt(),
        Operator::GreaterOrEqual => order.is_ge(),
        Operator::Like | Operator::Contains => false,
    }
}

fn order(view: View<'_>, value: &Value) -> Option<Ordering> {
    match (view, value) {
        (View::Flag(flag), Value::Flag(value)) => Some(flag.cmp(value)),
        (View::Number(number), Value::Number(value)) => Some(number.cmp(value)),
        (View::Day(day), Value::Time(value)) => Some(midnight(day)?.cmp(value)),
        (View::Instant(instant), Value::Time(value)) => Some(instant.cmp(value)),
        (_, Value::Text(value)) => Some(text(view)?.cmp(&value.to_lowercase())),
        _ => None,
    }
}

fn text(view: View<'_>) -> Option<String> {
    match view {
        View::Text(text) => Some(text.to_lowercase()),
        View::Any(json) => json.text().map(str::to_lowercase),
        _ => None,
    }
}

fn midnight(day: Date) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()
}

/// Whether a text matches a pattern in which `*` and `%` stand for any run of
/// characters and `[[]` for an opening bracket.
fn matches(text: &str, pattern: &str) -> bool {
    let pattern = pattern.replace("[[]", "[").replace('%', "*");
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    let Some(last) = parts.next_back() else {
        return rest.is_empty();
    };
    for part in parts {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn wildcards_stand_for_any_run() {
        for (text, pattern) in [
            ("contoso", "contoso"),
            ("contoso", "con*"),
            ("contoso", "*oso"),
            ("contoso", "%nto%"),
            ("contoso", "c*t*o"),
            ("a [b]", "a [[]b]"),
            ("", "*"),
        ] {
            assert!(matches(text, pattern), "{text} {pattern}");
        }
        for (text, pattern) in [
            ("contoso", "conto"),
            ("contoso", "*x*"),
            ("aba", "ab*ba"),
            ("contoso", ""),
        ] {
            assert!(!matches(text, pattern), "{text} {pattern}");
        }
    }
}
