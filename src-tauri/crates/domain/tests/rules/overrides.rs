//! Edits in ConnectWise that the user keeps.

use crate::history::{dec, event};
use domain::timeline::{Override, build};
use jiff::civil::{Date, date};

fn kept(day: Date, known: i64) -> Override {
    Override {
        day,
        known,
        quantity: dec("15"),
        price: dec("18"),
    }
}

fn first() -> domain::timeline::Event {
    event(1, "2026-10-05T08:00:00", "8 20 active", "10 20 active")
}

#[test]
fn a_kept_edit_counts_from_its_day_on() {
    let built = build(&[first()], None, &[kept(date(2026, 11, 1), 1)]);
    let timeline = built.timeline.unwrap();
    assert_eq!(timeline.on(date(2026, 10, 31)).unwrap().quantity, dec("10"));
    let now = timeline.now().unwrap();
    assert_eq!((now.quantity, now.price), (dec("15"), Some(dec("18"))));
}

#[test]
fn the_first_event_that_was_not_known_ends_it() {
    let later = event(2, "2026-11-20T08:00:00", "10 20 active", "12 20 active");
    let built = build(&[first(), later], None, &[kept(date(2026, 11, 1), 1)]);
    let timeline = built.timeline.unwrap();
    assert_eq!(timeline.on(date(2026, 11, 19)).unwrap().quantity, dec("15"));
    assert_eq!(timeline.now().unwrap().quantity, dec("12"));
}

#[test]
fn an_event_that_was_known_does_not_end_it() {
    let later = event(2, "2026-11-20T08:00:00", "10 20 active", "12 20 active");
    let built = build(&[first(), later], None, &[kept(date(2026, 11, 1), 2)]);
    assert_eq!(built.timeline.unwrap().now().unwrap().quantity, dec("15"));
}

#[test]
fn a_late_event_before_the_edits_day_ends_it_too() {
    let late = event(2, "2026-10-20T08:00:00", "10 20 active", "12 20 active");
    let built = build(&[first(), late], None, &[kept(date(2026, 11, 1), 1)]);
    assert_eq!(built.timeline.unwrap().now().unwrap().quantity, dec("12"));
}

#[test]
fn an_edit_is_kept_where_there_is_no_event_at_all() {
    let opening = domain::timeline::Opening {
        product: domain::timeline::ProductName::new("Microsoft 365 E3"),
        quantity: dec("7"),
        price: None,
        source: domain::timeline::OpeningSource::User,
    };
    let built = build(&[], Some(&opening), &[kept(date(2026, 11, 1), 0)]);
    let timeline = built.timeline.unwrap();
    assert_eq!(timeline.on(date(2026, 10, 31)).unwrap().quantity, dec("7"));
    assert_eq!(timeline.now().unwrap().quantity, dec("15"));
}
