//! The ledger by place, its days, what waits for a word, and rows that were
//! dismissed.

use crate::{
    records::row,
    world::{E1_OF_ADATUM, World, adatum, said},
};
use c3::Read;
use domain::{finding::Code, ids::SubscriptionId, ledger::ChangeKind, timeline::Decision};
use store::EventFilter;

fn unreadable(raw: &str) -> Read {
    Read::Unreadable {
        position: 1,
        raw: raw.to_owned(),
        reason: "There is no date".to_owned(),
    }
}

#[tokio::test]
async fn a_window_shows_its_part_and_how_many_there_are() {
    let world = World::new().await;
    let filter = EventFilter {
        customer: Some(adatum()),
        ..EventFilter::default()
    };
    let window = world.workflow.history_window(&filter, 3, 9).unwrap();
    assert_eq!((window.rows.len(), window.total), (2, 5));
    let whole = world.workflow.history(&filter, None, 9).unwrap();
    assert_eq!(window.rows, whole.rows[3..]);
}

#[tokio::test]
async fn the_events_behind_a_line_come_in_the_order_of_time() {
    let world = World::new().await;
    let later = row("A", "sub-E1", "E1", "2026-10-20T10:00:00", [5, 7]);
    world.c3.csp().rows.push(Read::Row(later));
    world.refresh().await;
    let filter = EventFilter {
        subscription: Some(SubscriptionId::new("sub-E1")),
        ..EventFilter::default()
    };
    let newest_first = world.workflow.history_window(&filter, 0, 9).unwrap().rows;
    let ids: Vec<i64> = newest_first.iter().map(|row| row.id).collect();
    let events = world.workflow.events(&ids).unwrap();
    let quantities: Vec<&str> = events.iter().map(|row| row.new_quantity.as_str()).collect();
    assert_eq!(quantities, ["5", "7"]);
}

#[tokio::test]
async fn days_are_counted_back_from_today() {
    let world = World::new().await;
    let days = |back| world.workflow.changes_per_day(back).unwrap();
    let shown: Vec<_> = days(90)
        .into_iter()
        .map(|day| (day.day.to_string(), day.kind, day.events))
        .collect();
    let expected = [
        ("2026-10-05".to_owned(), ChangeKind::New, 5),
        ("2026-10-06".to_owned(), ChangeKind::New, 1),
    ];
    assert_eq!(shown, expected);
    // Today is 1 November: the 27th day back is 6 October.
    assert_eq!(days(27).len(), 1);
    assert!(days(26).is_empty() && days(0).is_empty());
}

#[tokio::test]
async fn an_event_that_a_validation_found_out_of_order_waits_for_a_word() {
    let world = World::planned().await;
    let odd = row("A", E1_OF_ADATUM, "E1", "2026-10-20T10:00:00", [9, 10]);
    world.c3.csp().rows.push(Read::Row(odd));
    let waiting = || {
        let filter = EventFilter {
            decide: true,
            ..EventFilter::default()
        };
        world.workflow.history_window(&filter, 0, 9).unwrap().rows
    };
    assert!(waiting().is_empty());
    let record = world.check(&[adatum()]).await;
    let found = record
        .findings
        .iter()
        .find(|finding| finding.code == Code::OutOfOrder);
    let event = found.unwrap().event.unwrap();
    let rows = waiting();
    assert_eq!((rows.len(), rows[0].id), (1, event));
    assert_eq!(rows[0].old_quantity, "9");
    world
        .workflow
        .decide_event(event, Decision::Accept)
        .unwrap();
    assert!(waiting().is_empty());
}

#[tokio::test]
async fn a_row_that_was_dismissed_is_listed_and_not_warned_of() {
    let world = World::planned().await;
    let raw = format!("{{\"CustomerId\":\"{}\"}}", adatum());
    world.c3.csp().rows.push(unreadable(&raw));
    let warned = async || {
        let record = world.check(&[adatum()]).await;
        let mut found = record.findings.iter();
        found.any(|finding| finding.code == Code::UnreadableRow)
    };
    assert!(warned().await);
    let id = world.workflow.unreadable().unwrap()[0].id;
    world.workflow.dismiss_unreadable(id).unwrap();
    assert!(!warned().await);
    let rows = world.workflow.unreadable().unwrap();
    assert_eq!(
        rows[0].dismissed_at,
        Some("2026-11-01T00:00:00Z".parse().unwrap())
    );
    world.workflow.restore_unreadable(id).unwrap();
    assert!(warned().await);
    let nobody = world.workflow.dismiss_unreadable(id + 1);
    assert!(said(nobody).contains("no unreadable row"));
}
