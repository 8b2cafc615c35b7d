//! The ledger by place: windows, the events behind a line, days, and what waits for
//! a word.

use super::sample::*;
use domain::{
    finding::{Code, Finding},
    ledger::ChangeKind,
    line::EventId,
    timeline::Decision,
};
use store::{EventFilter, Found, JobKind, JobStatus, Store};

/// Events 1 to 9, one a day from 1 October on, the last one of no known kind.
fn october() -> Store {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            for day in 1..=8 {
                let changed_at = format!("2026-10-{day:02}T08:00:00");
                let row = row(Some(SUBSCRIPTION), &changed_at, "1", &(day + 1).to_string());
                writer.append(&row, "c3", now())?;
            }
            let odd = row(Some(OTHER_SUBSCRIPTION), "2026-10-09T08:00:00", "1", "-2");
            writer.append(&odd, "c3", now()).map(drop)
        })
        .expect("appended");
    store
}

fn window(store: &Store, filter: &EventFilter, offset: u32, limit: u32) -> (Vec<EventId>, u32) {
    let Found { items, total } = store
        .read(|reader| reader.event_window(filter, offset, limit))
        .expect("read");
    (items.iter().map(|event| event.id).collect(), total)
}

/// A validation of “c1” that found an event out of order, which has ended.
fn found(store: &Store, event: Option<EventId>) {
    store
        .write(|writer| {
            let job = writer.begin_job(&new_job(JobKind::Validate))?;
            let finding = Finding {
                event,
                ..Finding::of(&customer("c1"), Code::OutOfOrder, String::new())
            };
            writer.add_findings(job, &[finding])?;
            writer.end_job(job, JobStatus::Error, None, now())
        })
        .expect("written");
}

#[test]
fn a_window_lies_at_any_place_and_knows_how_many_there_are() {
    let store = october();
    let all = EventFilter::default();
    assert_eq!(window(&store, &all, 0, 3), (vec![9, 8, 7], 9));
    assert_eq!(window(&store, &all, 7, 3), (vec![2, 1], 9));
    assert_eq!(window(&store, &all, 9, 3), (vec![], 9));
    let some = EventFilter {
        until: Some(day("2026-10-04")),
        kinds: vec![ChangeKind::Increase],
        ..EventFilter::default()
    };
    assert_eq!(window(&store, &some, 1, 2), (vec![3, 2], 4));
}

#[test]
fn a_window_and_the_pages_agree_on_the_order() {
    let store = october();
    let all = EventFilter::default();
    let page = store
        .read(|reader| reader.event_page(&all, None, 100))
        .expect("read");
    let paged: Vec<_> = page.events.iter().map(|event| event.id).collect();
    assert_eq!(window(&store, &all, 0, 100).0, paged);
}

#[test]
fn events_come_by_number_the_oldest_first() {
    let store = october();
    let events = store
        .read(|reader| reader.events(&[5, 99, 2]))
        .expect("read");
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    assert_eq!(ids, [2, 5]);
    assert!(
        store
            .read(|reader| reader.events(&[]))
            .expect("read")
            .is_empty()
    );
}

#[test]
fn days_are_counted_by_kind_from_the_first_one_asked_for() {
    let store = october();
    let again = row(Some(OTHER_SUBSCRIPTION), "2026-10-08T23:59:59", "2", "3");
    store
        .write(|writer| writer.append(&again, "c3", now()))
        .expect("appended");
    let days = store
        .read(|reader| reader.events_by_day(day("2026-10-08")))
        .expect("read");
    let expected = [
        (day("2026-10-08"), ChangeKind::Increase, 2),
        (day("2026-10-09"), ChangeKind::Review, 1),
    ];
    assert_eq!(days, expected);
}

#[test]
fn what_waits_for_a_word_is_what_the_last_plan_named_and_what_fits_no_kind() {
    let store = october();
    let waiting = EventFilter {
        decide: true,
        ..EventFilter::default()
    };
    assert_eq!(window(&store, &waiting, 0, 9), (vec![9], 1));
    found(&store, Some(4));
    assert_eq!(window(&store, &waiting, 0, 9), (vec![9, 4], 2));
    store
        .write(|writer| {
            writer.decide_event(9, Some(Decision::Discard))?;
            writer.decide_event(4, Some(Decision::Accept))
        })
        .expect("decided");
    assert_eq!(window(&store, &waiting, 0, 9), (vec![], 0));
}

#[test]
fn what_only_an_earlier_plan_named_waits_no_more() {
    let store = october();
    found(&store, Some(4));
    found(&store, None);
    let waiting = EventFilter {
        customer: Some(customer("c1")),
        subscription: Some(subscription(SUBSCRIPTION)),
        decide: true,
        ..EventFilter::default()
    };
    assert_eq!(window(&store, &waiting, 0, 9), (vec![], 0));
}

#[test]
fn a_row_that_was_dismissed_is_kept_and_counted_no_more() {
    let store = october();
    let (first, second) = store
        .write(|writer| {
            writer.keep_unreadable("one", "why", "c3", now())?;
            writer.keep_unreadable("two", "why", "c3", now())?;
            let rows = writer.unreadable_rows()?;
            Ok((rows[1].id, rows[0].id))
        })
        .expect("kept");
    let dismiss = |id, at| store.write(|writer| writer.dismiss_unreadable(id, at));
    let left = || {
        store
            .read(|reader| {
                let rows = reader.unreadable_rows()?;
                let dismissed = rows.iter().map(|row| row.dismissed_at).collect::<Vec<_>>();
                Ok((reader.count_unreadable_rows()?, dismissed))
            })
            .expect("read")
    };
    dismiss(first, Some(now())).expect("dismissed");
    assert_eq!(left(), (1, vec![None, Some(now())]));
    store
        .write(|writer| writer.keep_unreadable("one", "why", "c3", now()))
        .expect("seen again");
    assert_eq!(left().0, 1, "seen again, it stays dismissed");
    dismiss(first, None).expect("restored");
    assert_eq!(left(), (2, vec![None, None]));
    assert!(dismiss(second + 1, None).is_err());
}
