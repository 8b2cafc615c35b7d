//! What kind of change a row is.

use crate::history::row;
use domain::ledger::{ChangeKind, Status};

fn kind(old: &str, new: &str) -> ChangeKind {
    row("2026-10-16T11:40:15", old, new).kind()
}

#[test]
fn each_kind_by_its_values() {
    let cases = [
        ("- - -", "5 20 active", ChangeKind::New),
        ("0 20 active", "5 20 active", ChangeKind::New),
        ("5 20 active", "6 20 active", ChangeKind::Increase),
        ("5 20 active", "4 20 active", ChangeKind::Decrease),
        ("5 20 active", "0 20 active", ChangeKind::Decrease),
        ("5 20 active", "5 21 active", ChangeKind::Price),
        ("5 20 active", "5 20 suspended", ChangeKind::Suspended),
        ("5 20 -", "5 20 suspended", ChangeKind::Suspended),
        ("5 20 suspended", "5 20 active", ChangeKind::Reactivated),
        ("5 20 deleted", "5 20 active", ChangeKind::Reactivated),
        ("5 20 active", "5 20 deleted", ChangeKind::Ended),
        ("5 20 active", "0 0 disabled", ChangeKind::Ended),
        ("5 20 suspended", "5 20 deleted", ChangeKind::Ended),
        ("5 20 active", "6 21 active", ChangeKind::Combined),
        ("5 20 active", "6 20 suspended", ChangeKind::Combined),
        ("5 20 active", "5 20.00 active", ChangeKind::NoChange),
        ("5 20 deleted", "5 20 deleted", ChangeKind::NoChange),
        ("5 - active", "5 20 active", ChangeKind::NoChange),
        ("5 20 active", "5 20 frozen", ChangeKind::Review),
        ("5 20 active", "-1 20 active", ChangeKind::Review),
    ];
    for (old, new, expected) in cases {
        assert_eq!(kind(old, new), expected, "{old} to {new}");
    }
}

#[test]
fn c3s_words_are_read_in_any_case() {
    assert_eq!(Status::parse(" ACTIVE "), Status::Active);
    assert_eq!(Status::parse("suspended"), Status::Suspended);
    assert_eq!(Status::parse("Frozen"), Status::Other("frozen".to_owned()));
    assert!(Status::parse("Deleted").is_ended() && Status::parse("Disabled").is_ended());
}
