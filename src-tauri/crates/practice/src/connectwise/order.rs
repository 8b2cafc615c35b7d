//! The `orderBy` parameter: by which fields a list is sorted.

use super::{
    conditions::{Path, field},
    document::{Document, View},
};
use std::cmp::Ordering;

/// The fields to sort by, most important first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Order(Vec<(Path, bool)>);

impl Order {
    /// Reads `name`, `name asc` or `name desc`, several with commas between.
    pub(crate) fn parse(text: &str, sample: &dyn Document) -> Result<Self, String> {
        let parts = text.split(',').map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        parts
            .map(|part| key(part, sample))
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// Whether nothing is to be sorted.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How two records are to stand to each other.
    pub(crate) fn compare(&self, left: &dyn Document, right: &dyn Document) -> Ordering {
        let by_key = self.0.iter().map(|(path, descending)| {
            let order = compare(field(left, path), field(right, path));
            if *descending { order.reverse() } else { order }
        });
        by_key.fold(Ordering::Equal, Ordering::then)
    }
}

fn key(part: &str, sample: &dyn Document) -> Result<(Path, bool), String> {
    let (name, direction) = part
        .split_once(char::is_whitespace)
        .unwrap_or((part, "asc"));
    let path = Path::parse(name);
    let known = path.0.first().and_then(|name| sample.kind(name)).is_some();
    match direction.trim().to_ascii_lowercase().as_str() {
        "asc" if known => Ok((path, false)),
        "desc" if known => Ok((path, true)),
        _ => Err(format!("'{part}' cannot be ordered by.")),
    }
}

/// A field that is not set comes first.
fn compare(left: View<'_>, right: View<'_>) -> Ordering {
    match (left, right) {
        (View::Flag(left), View::Flag(right)) => left.cmp(&right),
        (View::Number(left), View::Number(right)) => left.cmp(&right),
        (View::Text(left), View::Text(right)) => left.to_lowercase().cmp(&right.to_lowercase()),
        (View::Day(left), View::Day(right)) => left.cmp(&right),
        (View::Instant(left), View::Instant(right)) => left.cmp(&right),
        (View::Absent, View::Absent) => Ordering::Equal,
        (View::Absent, _) => Ordering::Less,
        (_, View::Absent) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::records::Company;

    fn sorted(order: &str) -> Vec<u32> {
        let named = |id, name: &str, city: Option<&str>| Company {
            id,
            name: name.into(),
            city: city.map(Into::into),
            ..Company::default()
        };
        let mut companies = [
            named(1, "beta", Some("Oslo")),
            named(2, "Alpha", None),
            named(3, "beta", Some("Bonn")),
        ];
        let order = Order::parse(order, &Company::default()).unwrap();
        companies.sort_by(|left, right| order.compare(left, right));
        companies.map(|company| company.id).to_vec()
    }

    #[test]
    fn by_one_and_by_several_fields() {
        assert_eq!(sorted("name"), [2, 1, 3]);
        assert_eq!(sorted("name desc, city asc"), [3, 1, 2]);
        assert_eq!(sorted("city"), [2, 3, 1]);
        assert_eq!(sorted("id DESC"), [3, 2, 1]);
    }

    #[test]
    fn what_cannot_be_sorted_by_is_refused() {
        for order in ["nothing", "name upwards"] {
            assert!(Order::parse(order, &Company::default()).is_err(), "{order}");
        }
    }
}
