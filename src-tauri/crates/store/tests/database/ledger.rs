//! Appending to the ledger: every event once, whatever came first, and never changed.

use super::sample::*;
use domain::{ids::SubscriptionId, ledger::HistoryRow};
use proptest::prelude::*;
use store::{Appended, Error, Event, EventFilter, Store};

const OCTOBER: &str = "2026-10-16T11:40:15";

fn append(store: &Store, row: &HistoryRow) -> Appended {
    store
        .write(|writer| writer.append(row, "c3", now()))
        .expect("appended")
}

fn events(store: &Store) -> Vec<Event> {
    store
        .read(|reader| reader.events_of_customer(&customer("c1")))
        .expect("read")
}

fn alias_of(store: &Store, derived: &SubscriptionId) -> Option<SubscriptionId> {
    store.read(|reader| reader.alias_of(derived)).expect("read")
}

#[test]
fn a_row_is_one_event_however_it_is_named() {
    let store = Store::in_memory().expect("a store");
    let first = row(Some(SUBSCRIPTION), OCTOBER, "10", "12");
    let mut renamed = first.clone();
    renamed.customer_name = "Contoso Ltd".into();
    renamed.new.quantity = decimal("12.000");
    assert_eq!(append(&store, &first), Appended::New);
    assert_eq!(append(&store, &first), Appended::Known);
    assert_eq!(append(&store, &renamed), Appended::Known);
    let kept = events(&store);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].row, first);
    assert_eq!((kept[0].source.as_str(), kept[0].pulled_at), ("c3", now()));
}

#[test]
fn an_idless_row_equal_to_one_with_an_id_is_the_same_event() {
    let store = Store::in_memory().expect("a store");
    let idless = row(None, OCTOBER, "10", "12");
    append(&store, &row(Some(SUBSCRIPTION), OCTOBER, "10", "12"));
    assert_eq!(append(&store, &idless), Appended::Known);
    let derived = idless.derived_subscription();
    assert_eq!(alias_of(&store, &derived), Some(subscription(SUBSCRIPTION)));
    // Later rows without an id count for the same subscription.
    assert_eq!(
        append(&store, &row(None, "2026-10-20T08:00:00", "12", "9")),
        Appended::New
    );
    let of = |id: &SubscriptionId| {
        let events = store.read(|reader| reader.events_of_subscription(id));
        events.expect("read").len()
    };
    assert_eq!(of(&subscription(SUBSCRIPTION)), 2);
    assert_eq!(of(&derived), 0);
    let aliases = store.read(|reader| reader.aliases(&subscription(SUBSCRIPTION)));
    assert_eq!(aliases.expect("read"), [derived]);
}

#[test]
fn a_row_with_an_id_equal_to_an_idless_one_is_the_same_event() {
    let store = Store::in_memory().expect("a store");
    let earlier = row(None, "2026-09-01T08:00:00", "0", "10");
    append(&store, &earlier);
    append(&store, &row(None, OCTOBER, "10", "12"));
    let named = row(Some(SUBSCRIPTION), OCTOBER, "10", "12");
    assert_eq!(append(&store, &named), Appended::Known);
    assert_eq!(append(&store, &named), Appended::Known);
    let kept = events(&store);
    assert_eq!(kept.len(), 2);
    // Both count for the subscription that the one turned out to be of, and what was
    // reported stays as it was.
    assert!(
        kept.iter()
            .all(|event| event.subscription == subscription(SUBSCRIPTION))
    );
    assert!(kept.iter().all(|event| event.row.subscription.is_none()));
}

#[test]
fn equal_rows_of_two_subscriptions_are_two_events() {
    let store = Store::in_memory().expect("a store");
    append(&store, &row(Some(SUBSCRIPTION), OCTOBER, "10", "12"));
    let other = row(Some(OTHER_SUBSCRIPTION), OCTOBER, "10", "12");
    assert_eq!(append(&store, &other), Appended::New);
    let idless = row(None, OCTOBER, "10", "12");
    assert_eq!(append(&store, &idless), Appended::Known);
    assert_eq!(alias_of(&store, &idless.derived_subscription()), None);
}

#[test]
fn one_idless_event_stands_for_one_row_with_an_id() {
    let store = Store::in_memory().expect("a store");
    let idless = row(None, OCTOBER, "10", "12");
    append(&store, &idless);
    append(&store, &row(None, "2026-10-20T08:00:00", "12", "9"));
    assert_eq!(
        append(&store, &row(Some(SUBSCRIPTION), OCTOBER, "10", "12")),
        Appended::Known
    );
    let other = row(Some(OTHER_SUBSCRIPTION), OCTOBER, "10", "12");
    assert_eq!(append(&store, &other), Appended::New);
    assert_eq!(append(&store, &idless), Appended::Known);
    assert_eq!(append(&store, &other), Appended::Known);
    let counted: Vec<_> = events(&store)
        .into_iter()
        .map(|event| event.subscription)
        .collect();
    // The later id-less event may be of either, and counts for neither.
    let derived = idless.derived_subscription();
    for id in [
        subscription(SUBSCRIPTION),
        subscription(OTHER_SUBSCRIPTION),
        derived,
    ] {
        assert_eq!(
            counted.iter().filter(|counted| **counted == id).count(),
            1,
            "{id}"
        );
    }
}

#[test]
fn what_can_be_of_two_subscriptions_counts_for_neither() {
    let store = Store::in_memory().expect("a store");
    let (first, second) = ("2026-10-01T08:00:00", "2026-10-02T08:00:00");
    let undecided = row(None, "2026-10-03T08:00:00", "3", "4");
    append(&store, &row(None, first, "1", "2"));
    append(&store, &row(None, second, "2", "3"));
    append(&store, &undecided);
    append(&store, &row(Some(SUBSCRIPTION), first, "1", "2"));
    append(&store, &row(Some(OTHER_SUBSCRIPTION), second, "2", "3"));
    let counted: Vec<_> = events(&store)
        .into_iter()
        .map(|event| (event.row.new.quantity, event.subscription))
        .collect();
    assert!(counted.contains(&(decimal("2"), subscription(SUBSCRIPTION))));
    assert!(counted.contains(&(decimal("3"), subscription(OTHER_SUBSCRIPTION))));
    assert!(counted.contains(&(decimal("4"), undecided.derived_subscription())));
}

#[test]
fn a_decision_is_made_and_taken_back() {
    use domain::timeline::Decision::{Accept, Discard};
    let store = Store::in_memory().expect("a store");
    append(&store, &row(Some(SUBSCRIPTION), OCTOBER, "10", "12"));
    let id = events(&store)[0].id;
    for decision in [Some(Accept), Some(Discard), None] {
        store
            .write(|writer| writer.decide_event(id, decision))
            .expect("decided");
        assert_eq!(events(&store)[0].decision, decision);
    }
    let answer = store.write(|writer| writer.decide_event(id + 1, Some(Accept)));
    assert!(matches!(answer, Err(Error::Missing { .. })));
}

#[test]
fn the_extent_is_the_last_event_of_each_customer() {
    let store = Store::in_memory().expect("a store");
    append(&store, &row(Some(SUBSCRIPTION), OCTOBER, "10", "12"));
    let mut renamed = row(Some(SUBSCRIPTION), "2026-10-20T08:00:00", "12", "9");
    renamed.customer_name = "Contoso Ltd".into();
    append(&store, &renamed);
    let mut other = row(Some(OTHER_SUBSCRIPTION), OCTOBER, "1", "2");
    other.customer = customer("c2");
    append(&store, &other);
    store
        .read(|reader| {
            let all = reader.last_events()?;
            assert_eq!(all.len(), 2);
            for (id, last) in &all {
                assert_eq!(reader.last_event(id)?, *last);
            }
            assert_eq!(reader.last_event(&customer("c3"))?, 0);
            let named = reader.customers_in_ledger()?;
            assert_eq!(named[0], (customer("c1"), "Contoso Ltd".into()));
            Ok(())
        })
        .expect("read");
}

fn any_row() -> impl Strategy<Value = HistoryRow> {
    let id = prop_oneof![
        Just(None),
        Just(Some(SUBSCRIPTION)),
        Just(Some(OTHER_SUBSCRIPTION))
    ];
    (id, 1..4_u8, 0..3_u8, 0..3_u8).prop_map(|(id, day, from, to)| {
        let changed_at = format!("2026-10-0{day}T08:00:00");
        row(id, &changed_at, &from.to_string(), &to.to_string())
    })
}

proptest! {
    /// Rows that came twice, in whatever order, add nothing the second time.
    #[test]
    fn appending_twice_equals_once(
        (rows, again) in prop::collection::vec(any_row(), 0..25)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let store = Store::in_memory().expect("a store");
        rows.iter().for_each(|row| { append(&store, row); });
        let once = events(&store);
        for row in &again {
            prop_assert_eq!(append(&store, row), Appended::Known);
        }
        prop_assert_eq!(events(&store), once);
    }

    /// Whatever came first, the rows with an id are all there, and no id-less row is
    /// counted beside its equal with an id.
    #[test]
    fn no_event_is_lost_or_doubled(rows in prop::collection::vec(any_row(), 0..25)) {
        let store = Store::in_memory().expect("a store");
        rows.iter().for_each(|row| { append(&store, row); });
        let named: std::collections::BTreeSet<_> = rows
            .iter()
            .filter_map(|row| Some((row.subscription.clone()?, row.idless_identity())))
            .collect();
        let idless: std::collections::BTreeSet<_> = rows
            .iter()
            .map(HistoryRow::idless_identity)
            .filter(|identity| named.iter().all(|(_, named)| named != identity))
            .collect();
        let kept = events(&store);
        prop_assert_eq!(kept.len(), named.len() + idless.len());
        for (id, identity) in named {
            let counted = kept
                .iter()
                .filter(|event| event.subscription == id)
                .filter(|event| event.row.idless_identity() == identity)
                .count();
            prop_assert_eq!(counted, 1);
        }
        let total = store.read(|reader| reader.count_events(&EventFilter::default()));
        prop_assert_eq!(total.expect("read") as usize, kept.len());
    }
}
