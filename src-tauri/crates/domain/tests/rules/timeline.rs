//! From events to days.

use crate::history::{E3, dec, event};
use domain::{
    ledger::{ChangedAt, Status},
    timeline::{
        Built, Decision, Event, Opening, OpeningSource, ProductName, SuspendedBilling, build,
    },
};
use jiff::{civil::date, tz::TimeZone};
use rust_decimal::Decimal;

/// The quantity to be billed on a day of October 2026.
fn october(built: &Built, day: i8) -> Decimal {
    let timeline = built.timeline.as_ref().unwrap();
    timeline
        .on(date(2026, 10, day))
        .unwrap()
        .billed(SuspendedBilling::Bills)
}

fn opening(quantity: &str) -> Opening {
    Opening {
        product: ProductName::new(E3),
        quantity: dec(quantity),
        price: Some(dec("20.00")),
        source: OpeningSource::InvoiceLine,
    }
}

#[test]
fn the_events_day_is_the_first_that_counts() {
    let built = build(
        &[event(
            1,
            "2026-10-17T11:40:15",
            "10 20 active",
            "8 20 active",
        )],
        None,
        &[],
    );
    assert_eq!(october(&built, 16), dec("10"));
    assert_eq!(october(&built, 17), dec("8"));
    assert_eq!(built.opening, Some(OpeningSource::Ledger));
}

#[test]
fn of_several_changes_in_a_day_the_last_counts() {
    let built = build(
        &[
            event(1, "2026-10-17T08:00:00", "10 20 active", "12 20 active"),
            event(2, "2026-10-17T09:00:00", "12 20 active", "9 20 active"),
        ],
        None,
        &[],
    );
    assert_eq!(october(&built, 17), dec("9"));
    assert_eq!(built.timeline.unwrap().segments().len(), 2);
}

#[test]
fn a_change_taken_back_on_the_same_day_leaves_no_trace() {
    let built = build(
        &[
            event(1, "2026-10-17T08:00:00", "10 20 active", "12 20 active"),
            event(2, "2026-10-17T09:00:00", "12 20 active", "10 20 active"),
        ],
        None,
        &[],
    );
    assert_eq!(built.timeline.unwrap().segments().len(), 1);
}

#[test]
fn a_row_where_nothing_changed_is_kept_as_no_change() {
    let built = build(
        &[
            event(1, "2026-10-02T08:00:00", "10 20 active", "10 20.00 active"),
            event(2, "2026-10-17T08:00:00", "10 20 active", "11 20 active"),
        ],
        None,
        &[],
    );
    assert_eq!(built.no_change, [1]);
    assert!(built.out_of_order.is_empty());
    assert_eq!(built.timeline.unwrap().segments().len(), 2);
}

#[test]
fn an_event_that_contradicts_the_one_before_waits_for_a_word() {
    let contradicting = |decision| {
        let second = Event {
            decision,
            ..event(2, "2026-10-17T08:00:00", "11 20 active", "12 20 active")
        };
        let first = event(1, "2026-10-05T08:00:00", "8 20 active", "10 20 active");
        build(&[first, second], None, &[])
    };
    assert_eq!(contradicting(None).out_of_order, [2]);
    let accepted = contradicting(Some(Decision::Accept));
    assert!(accepted.out_of_order.is_empty());
    assert_eq!(october(&accepted, 17), dec("12"));
    let discarded = contradicting(Some(Decision::Discard));
    assert!(discarded.out_of_order.is_empty());
    assert_eq!(october(&discarded, 17), dec("10"));
}

#[test]
fn what_c3_left_out_does_not_contradict() {
    let built = build(
        &[
            event(1, "2026-10-02T08:00:00", "-", "10 20 active"),
            event(2, "2026-10-05T08:00:00", "10 - -", "12 - -"),
            event(3, "2026-10-06T08:00:00", "12 20 active", "12 20 deleted"),
            event(4, "2026-10-07T08:00:00", "- - -", "3 20 active"),
        ],
        None,
        &[],
    );
    assert!(built.out_of_order.is_empty());
    let timeline = built.timeline.as_ref().unwrap();
    assert_eq!(
        timeline.on(date(2026, 10, 5)).unwrap().price,
        Some(dec("20"))
    );
    assert_eq!(october(&built, 1), dec("0"));
    assert_eq!(october(&built, 6), dec("0"));
    assert_eq!(october(&built, 7), dec("3"));
}

#[test]
fn events_of_one_instant_are_put_so_that_they_fit() {
    let at = "2026-10-17T08:00:00";
    let built = build(
        &[
            event(1, at, "5 20 active", "8 20 active"),
            event(2, at, "10 20 active", "5 20 active"),
        ],
        None,
        &[],
    );
    assert!(built.out_of_order.is_empty());
    assert_eq!(october(&built, 16), dec("10"));
    assert_eq!(october(&built, 17), dec("8"));
}

#[test]
fn a_round_trip_in_one_instant_does_not_strand_a_change() {
    let at = "2026-10-17T08:00:00";
    for ids in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
        let built = build(
            &[
                event(9, "2026-10-01T08:00:00", "9 20 active", "10 20 active"),
                event(ids[0] + 10, at, "10 20 active", "12 20 active"),
                event(ids[1] + 10, at, "12 20 active", "10 20 active"),
                event(ids[2] + 10, at, "10 20 active", "11 20 active"),
            ],
            None,
            &[],
        );
        assert!(built.out_of_order.is_empty());
        assert_eq!(october(&built, 17), dec("11"));
    }
}

#[test]
fn suspended_bills_unless_the_setting_stops_it() {
    let built = build(
        &[event(
            1,
            "2026-10-17T08:00:00",
            "10 20 active",
            "10 20 suspended",
        )],
        None,
        &[],
    );
    let timeline = built.timeline.unwrap();
    let state = timeline.now().unwrap();
    assert_eq!(state.billed(SuspendedBilling::Bills), dec("10"));
    assert_eq!(state.billed(SuspendedBilling::Stops), dec("0"));
    assert_eq!(timeline.last_change(), Some(date(2026, 10, 17)));
}

#[test]
fn deleted_and_disabled_end_billing() {
    for word in ["Deleted", "disabled"] {
        let to = format!("10 20 {word}");
        let built = build(
            &[event(1, "2026-10-17T08:00:00", "10 20 active", &to)],
            None,
            &[],
        );
        assert_eq!(october(&built, 16), dec("10"));
        assert_eq!(october(&built, 17), dec("0"));
    }
}

#[test]
fn an_unknown_status_is_for_review_and_a_negative_quantity_is_told() {
    let odd = event(1, "2026-10-02T08:00:00", "10 20 active", "10 20 frozen");
    let negative = event(2, "2026-10-17T08:00:00", "10 20 frozen", "-3 20 active");
    let built = build(&[odd, negative], None, &[]);
    assert_eq!(built.for_review, [1]);
    assert_eq!(built.negative, [2]);
    assert_eq!(october(&built, 17), dec("0"));
    let state = built.timeline.unwrap();
    let on = state.on(date(2026, 10, 2)).unwrap();
    assert_eq!(on.status, Status::Other("frozen".to_owned()));
}

#[test]
fn without_any_event_the_opening_tells() {
    let built = build(&[], Some(&opening("7")), &[]);
    assert_eq!(built.opening, Some(OpeningSource::InvoiceLine));
    assert_eq!(october(&built, 1), dec("7"));
    assert!(build(&[], None, &[]).timeline.is_none());
}

#[test]
fn the_first_events_old_values_reach_back_before_any_other_source() {
    let event = event(1, "2026-10-17T08:00:00", "10 20 active", "8 20 active");
    let built = build(&[event], Some(&opening("7")), &[]);
    assert_eq!(built.opening, Some(OpeningSource::Ledger));
    assert_eq!(october(&built, 1), dec("10"));
}

#[test]
fn a_first_event_that_tells_no_quantity_needs_an_opening() {
    let event = event(1, "2026-10-17T08:00:00", "- - active", "- - deleted");
    assert!(
        build(std::slice::from_ref(&event), None, &[])
            .timeline
            .is_none()
    );
    let built = build(&[event], Some(&opening("7")), &[]);
    assert_eq!(built.opening, Some(OpeningSource::InvoiceLine));
    assert_eq!(october(&built, 16), dec("7"));
    assert_eq!(october(&built, 17), dec("0"));
}

#[test]
fn a_missing_price_is_the_one_before_it() {
    let built = build(
        &[
            event(1, "2026-10-02T08:00:00", "10 - active", "11 - active"),
            event(2, "2026-10-05T08:00:00", "11 - active", "11 22 active"),
            event(3, "2026-10-17T08:00:00", "11 22 active", "12 - active"),
        ],
        Some(&opening("1")),
        &[],
    );
    let timeline = built.timeline.unwrap();
    let price = |day| timeline.on(date(2026, 10, day)).unwrap().price;
    assert_eq!(price(1), Some(dec("20")));
    assert_eq!(price(4), Some(dec("20")));
    assert_eq!(price(5), Some(dec("22")));
    assert_eq!(price(17), Some(dec("22")));
}

#[test]
fn a_renamed_product_is_another_and_a_respelled_one_is_the_same() {
    let respelled = |name: &str| {
        let mut second = event(2, "2026-10-17T08:00:00", "10 20 active", "10 20 active");
        second.row.product = name.to_owned();
        let first = event(1, "2026-10-02T08:00:00", "9 20 active", "10 20 active");
        build(&[first, second], None, &[])
            .timeline
            .unwrap()
            .segments()
            .len()
    };
    assert_eq!(respelled("  MICROSOFT 365  e3 "), 2);
    assert_eq!(respelled("Microsoft 365 E5"), 3);
}

#[test]
fn days_are_those_of_the_billing_time_zone() {
    let at = ChangedAt::parse("2026-10-16T23:30:00").unwrap();
    let day = |zone: &str| at.day(&TimeZone::UTC, &TimeZone::get(zone).unwrap());
    assert_eq!(day("UTC"), date(2026, 10, 16));
    assert_eq!(day("Pacific/Auckland"), date(2026, 10, 17));
    assert_eq!(day("America/New_York"), date(2026, 10, 16));
    let early = ChangedAt::parse("2026-10-16T03:30:00").unwrap();
    let new_york = TimeZone::get("America/New_York").unwrap();
    assert_eq!(early.day(&TimeZone::UTC, &new_york), date(2026, 10, 15));
    // The zone in which C3 reports counts as well.
    assert_eq!(early.day(&new_york, &TimeZone::UTC), date(2026, 10, 16));
    assert_eq!(early.day(&new_york, &new_york), date(2026, 10, 16));
}

#[test]
fn a_day_without_a_time_is_that_day_everywhere() {
    let at = ChangedAt::parse("2026-10-16").unwrap();
    for zone in ["UTC", "Pacific/Auckland", "America/New_York"] {
        let zone = TimeZone::get(zone).unwrap();
        assert_eq!(at.day(&TimeZone::UTC, &zone), date(2026, 10, 16));
    }
}

#[test]
fn an_offset_in_the_text_beats_the_zone() {
    let at = ChangedAt::parse("2026-10-16T23:30:00-05:00").unwrap();
    let auckland = TimeZone::get("Pacific/Auckland").unwrap();
    assert_eq!(at.day(&auckland, &TimeZone::UTC), date(2026, 10, 17));
}

#[test]
fn a_local_time_that_the_clocks_skip_is_still_an_instant() {
    let new_york = TimeZone::get("America/New_York").unwrap();
    let skipped = ChangedAt::parse("2026-03-08T02:30:00").unwrap();
    assert_eq!(
        skipped.instant(&new_york).to_string(),
        "2026-03-08T07:30:00Z"
    );
    let twice = ChangedAt::parse("2026-11-01T01:30:00").unwrap();
    assert_eq!(twice.instant(&new_york).to_string(), "2026-11-01T05:30:00Z");
}

#[test]
fn what_is_no_date_is_refused_in_a_sentence() {
    let refusal = ChangedAt::parse(" next week ").unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "“next week” is not a date and time such as 2026-10-16T11:40:15"
    );
    assert!(ChangedAt::parse("2026-13-01").is_err());
    assert!(ChangedAt::parse("").is_err());
}

#[test]
fn a_product_that_begins_later_has_no_quantity_before() {
    let mut second = event(2, "2026-10-20T08:00:00", "10 20 active", "4 20 active");
    second.row.product = "Visio".to_owned();
    let first = event(1, "2026-10-05T08:00:00", "8 20 active", "10 20 active");
    let timeline = build(&[first, second], None, &[]).timeline.unwrap();
    let e3 = ProductName::new(E3);
    let later = timeline.beginning(|product| (*product == e3).then(|| date(2026, 10, 10)));
    let quantity = |day| later.on(date(2026, 10, day)).unwrap().quantity;
    assert_eq!([1, 5, 9].map(quantity), [dec("0"); 3]);
    assert_eq!([10, 19].map(quantity), [dec("10"); 2]);
    assert_eq!(quantity(20), dec("4"));
    assert_eq!(later.last_change(), Some(date(2026, 10, 20)));
    assert_eq!(timeline.beginning(|_| None), timeline);
}
