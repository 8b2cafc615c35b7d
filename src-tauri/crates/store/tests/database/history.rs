//! The ledger in pages, the rows that could not be read, and the pulls.

use super::sample::*;
use domain::{
    ids::AdditionId,
    ledger::{ChangeKind, HistoryRow},
};
use store::{EventFilter, Pulled, Step, Store, System};

fn filled(rows: impl IntoIterator<Item = HistoryRow>) -> Store {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            for row in rows {
                writer.append(&row, "c3", now())?;
            }
            Ok(())
        })
        .expect("appended");
    store
}

/// 25 changes on 25 days, and so in no order of their own two more on one instant.
fn october() -> Store {
    let days = (1..=25).map(|day| {
        let changed_at = format!("2026-10-{day:02}T08:00:00");
        row(Some(SUBSCRIPTION), &changed_at, "1", &(day + 1).to_string())
    });
    let twice = ["40", "41"].map(|to| row(Some(SUBSCRIPTION), "2026-10-25T08:00:00", "1", to));
    filled(days.chain(twice))
}

fn matching(store: &Store, filter: &EventFilter) -> Vec<String> {
    let page = store
        .read(|reader| {
            let page = reader.event_page(filter, None, 1000)?;
            assert_eq!(reader.count_events(filter)? as usize, page.events.len());
            Ok(page)
        })
        .expect("read");
    assert_eq!(page.next, None);
    let reported = |event: store::Event| event.row.changed_at.as_received().to_owned();
    page.events.into_iter().map(reported).collect()
}

#[test]
fn pages_hold_every_event_once_the_newest_change_first() {
    let store = october();
    let mut seen = Vec::new();
    let mut after = None;
    loop {
        let page = store
            .read(|reader| reader.event_page(&EventFilter::default(), after, 10))
            .expect("read");
        assert!(page.events.len() <= 10);
        seen.extend(
            page.events
                .iter()
                .map(|event| event.row.changed_at.as_received().to_owned()),
        );
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 27);
    assert_eq!(seen, matching(&store, &EventFilter::default()));
    assert!(seen.is_sorted_by(|newer, older| newer >= older));
}

#[test]
fn a_page_that_just_fits_is_the_last() {
    let store = october();
    let page = |limit| {
        store
            .read(|reader| reader.event_page(&EventFilter::default(), None, limit))
            .expect("read")
    };
    assert_eq!(page(27).next, None);
    let short = page(26);
    assert_eq!(short.next, short.events.last().map(|event| event.id));
}

#[test]
fn days_are_inclusive() {
    let filter = EventFilter {
        from: Some(day("2026-10-03")),
        until: Some(day("2026-10-04")),
        ..EventFilter::default()
    };
    let found = matching(&october(), &filter);
    assert_eq!(found, ["2026-10-04T08:00:00", "2026-10-03T08:00:00"]);
}

#[test]
fn instants_of_any_form_sort_by_what_they_mean() {
    let store = filled([
        row(Some(SUBSCRIPTION), "2026-10-16T23:30:00-05:00", "1", "2"),
        row(Some(SUBSCRIPTION), "2026-10-17", "2", "3"),
        row(Some(SUBSCRIPTION), "2026-10-16T11:40:15.0430000", "3", "4"),
        row(Some(SUBSCRIPTION), "2026-10-16T11:40:15", "4", "5"),
    ]);
    let newest_first = [
        "2026-10-16T23:30:00-05:00",
        "2026-10-17",
        "2026-10-16T11:40:15.0430000",
        "2026-10-16T11:40:15",
    ];
    assert_eq!(matching(&store, &EventFilter::default()), newest_first);
}

#[test]
fn events_are_found_by_customer_subscription_kind_and_words() {
    let mut ended = row(Some(OTHER_SUBSCRIPTION), "2026-11-02T08:00:00", "5", "0");
    ended.customer = customer("c2");
    ended.customer_name = "Müller & Söhne".into();
    ended.new.status = Some(domain::ledger::Status::Deleted);
    let store = filled([
        row(Some(SUBSCRIPTION), "2026-11-01T08:00:00", "1", "2"),
        ended,
    ]);
    let only_the_other = ["2026-11-02T08:00:00"];
    let filters = [
        EventFilter {
            customer: Some(customer("C2")),
            ..EventFilter::default()
        },
        EventFilter {
            subscription: Some(subscription(OTHER_SUBSCRIPTION)),
            ..EventFilter::default()
        },
        EventFilter {
            kinds: vec![ChangeKind::Ended, ChangeKind::Price],
            ..EventFilter::default()
        },
        EventFilter {
            text: "sohne e1 MULLER".into(),
            ..EventFilter::default()
        },
    ];
    for filter in filters {
        assert_eq!(matching(&store, &filter), only_the_other, "{filter:?}");
    }
    let nothing = EventFilter {
        text: "müller e5".into(),
        ..EventFilter::default()
    };
    assert!(matching(&store, &nothing).is_empty());
}

#[test]
fn events_are_found_by_whether_they_are_on_a_confirmed_line() {
    let store = filled([
        row(Some(SUBSCRIPTION), "2026-10-16T08:00:00", "1", "2"),
        row(Some(SUBSCRIPTION), "2026-10-17T08:00:00", "2", "3"),
    ]);
    let uploaded = |uploaded| EventFilter {
        uploaded: Some(uploaded),
        ..EventFilter::default()
    };
    let mut operation = create("b261101");
    operation.because = vec![1];
    let job = planned(&store, &[operation]);
    assert!(matching(&store, &uploaded(true)).is_empty());
    let id = store.read(|reader| reader.operations(job)).expect("read")[0].id;
    store
        .write(|writer| {
            writer.advance(id, &Step::Sending, now())?;
            writer.advance(id, &Step::Confirmed(AdditionId(900)), now())
        })
        .expect("confirmed");
    assert_eq!(matching(&store, &uploaded(true)), ["2026-10-16T08:00:00"]);
    assert_eq!(matching(&store, &uploaded(false)), ["2026-10-17T08:00:00"]);
    let became = store.read(|reader| reader.became(&[1, 2])).expect("read");
    assert_eq!(became.keys().collect::<Vec<_>>(), [&1]);
    assert_eq!(became[&1][0].addition, AdditionId(900));
    assert_eq!((became[&1][0].job, became[&1][0].operation), (job, id));
}

#[test]
fn an_unreadable_row_is_kept_once_with_its_reason() {
    let store = Store::in_memory().expect("a store");
    let keep = |raw| {
        store
            .write(|writer| writer.keep_unreadable(raw, "There is no customer", "c3", now()))
            .expect("kept")
    };
    assert!(keep("{\"Product\":1}"));
    assert!(!keep("{\"Product\":1}"));
    assert!(keep("{\"Product\":2}"));
    let kept = store.read(|reader| reader.unreadable_rows()).expect("read");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0].raw, "{\"Product\":2}");
    assert_eq!(kept[0].reason, "There is no customer");
    assert_eq!(
        store
            .read(|reader| reader.count_unreadable_rows())
            .expect("read"),
        2
    );
    store
        .write(|writer| writer.clear_unreadable())
        .expect("cleared");
    assert_eq!(
        store
            .read(|reader| reader.count_unreadable_rows())
            .expect("read"),
        0
    );
}

#[test]
fn the_last_pull_is_the_last_that_went_through() {
    let store = Store::in_memory().expect("a store");
    let pulled = Pulled {
        rows: 10,
        new: 3,
        unreadable: 1,
    };
    let id = store
        .write(|writer| {
            let id = writer.begin_pull(System::C3, now())?;
            writer.finish_pull(id, at("2026-10-17T09:31:00Z"), pulled)?;
            writer.begin_pull(System::C3, at("2026-10-18T09:30:00Z"))?;
            Ok(id)
        })
        .expect("recorded");
    store
        .read(|reader| {
            let last = reader.last_pull(System::C3)?.expect("one went through");
            assert_eq!((last.id, last.pulled), (id, pulled));
            assert_eq!(last.finished_at, Some(at("2026-10-17T09:31:00Z")));
            assert_eq!(reader.last_pull(System::ConnectWise)?, None);
            assert_eq!(reader.pulls(System::C3)?.len(), 2);
            Ok(())
        })
        .expect("read");
    assert!(
        store
            .write(|writer| writer.finish_pull(99, now(), pulled))
            .is_err()
    );
}
