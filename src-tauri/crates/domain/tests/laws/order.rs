//! Order: a ledger may have heard of things in any order; the timeline is one.

use crate::{
    oracle::Oracle,
    scenario::{Scenario, Wishes, scenario},
    stage::events,
};
use domain::span::Span;
use domain::timeline::{Event, Segment, State, build};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn days(events: &[Event]) -> Option<Vec<(Span, State)>> {
    let part = |segment: &Segment| (segment.span, segment.state.clone());
    let timeline = build(events, None, &[]).timeline?;
    Some(timeline.segments().iter().map(part).collect())
}

fn ledger(scenario: &Scenario) -> Vec<Event> {
    events(&Oracle {
        initial: scenario.initial.clone(),
        known: scenario.history.clone(),
        suspended: scenario.suspended,
    })
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn order_independence(
        (in_order, shuffled) in scenario(Wishes::EVERY_MODE)
            .prop_map(|scenario| ledger(&scenario))
            .prop_flat_map(|ledger| (Just(ledger.clone()), Just(ledger).prop_shuffle())),
    ) {
        prop_assert_eq!(days(&in_order), days(&shuffled));
    }

    /// Another desktop numbers its ledger otherwise, and C3's clock may give
    /// several events one instant.
    #[test]
    fn order_independence_in_one_instant(
        (in_order, shuffled) in scenario(Wishes::EVERY_MODE)
            .prop_map(|scenario| at_one_instant_a_day(ledger(&scenario)))
            .prop_flat_map(|ledger| (Just(ledger.clone()), Just(ledger).prop_shuffle())),
    ) {
        prop_assert_eq!(days(&in_order), days(&numbered(shuffled)));
    }

    /// Changes of one instant that fit together in one way only are put so.
    #[test]
    fn events_of_one_instant_follow_each_other(
        quantities in prop::collection::hash_set(1..50u32, 3..6),
        template in scenario(Wishes::EVERY_MODE).prop_map(|scenario| ledger(&scenario)),
        seed in any::<prop::sample::Index>(),
    ) {
        prop_assume!(!template.is_empty());
        let steps: Vec<u32> = quantities.into_iter().collect();
        let event = |pair: &[u32]| {
            let mut event = template[0].clone();
            event.row.old.quantity = Decimal::from(pair[0]);
            event.row.new.quantity = Decimal::from(pair[1]);
            event.row.old.status = None;
            event.row.new.status = None;
            event.row.old.price = None;
            event.row.new.price = None;
            event
        };
        let mut events: Vec<Event> = steps.windows(2).map(event).collect();
        let by = seed.index(events.len());
        events.rotate_left(by);
        let last = Decimal::from(*steps.last().unwrap());
        let built = build(&numbered(events), None, &[]);
        prop_assert!(built.out_of_order.is_empty());
        prop_assert_eq!(built.timeline.unwrap().now().unwrap().quantity, last);
    }
}

fn numbered(mut events: Vec<Event>) -> Vec<Event> {
    for (id, event) in events.iter_mut().enumerate() {
        event.id = i64::try_from(id).unwrap();
    }
    events
}

fn at_one_instant_a_day(mut events: Vec<Event>) -> Vec<Event> {
    for at in 1..events.len() {
        if events[at].day == events[at - 1].day {
            events[at].instant = events[at - 1].instant;
        }
    }
    events
}
