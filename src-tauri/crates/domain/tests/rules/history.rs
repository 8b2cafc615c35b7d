//! Short ways to write history down.

use domain::{
    ids::CustomerId,
    ledger::{ChangedAt, HistoryRow, Status, Values},
    timeline::Event,
};
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

pub(crate) const E3: &str = "Microsoft 365 E3";

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// `10 20.00 active`; a dash stands for what C3 left out.
pub(crate) fn values(text: &str) -> Values {
    let words: Vec<&str> = text.split_whitespace().collect();
    let given = |at: usize| words.get(at).copied().filter(|word| *word != "-");
    Values {
        quantity: given(0).map_or(Decimal::ZERO, dec),
        price: given(1).map(dec),
        status: given(2).map(Status::parse),
    }
}

pub(crate) fn row(at: &str, old: &str, new: &str) -> HistoryRow {
    HistoryRow {
        customer: CustomerId::new("C-1"),
        customer_name: "Contoso".to_owned(),
        tenant: None,
        tenant_name: None,
        subscription: None,
        owner_kind: None,
        owner: Some("Contoso".to_owned()),
        product: E3.to_owned(),
        changed_at: ChangedAt::parse(at).unwrap(),
        old: values(old),
        new: values(new),
        created_by: None,
    }
}

/// An event in a ledger whose zones are both UTC.
pub(crate) fn event(id: i64, at: &str, old: &str, new: &str) -> Event {
    let row = row(at, old, new);
    Event {
        id,
        instant: row.changed_at.instant(&TimeZone::UTC),
        day: row.changed_at.day(&TimeZone::UTC, &TimeZone::UTC),
        row,
        decision: None,
    }
}
