//! When an automatic run is due, and when it may upload.

use domain::{
    automatic::{
        Automatic, DayOfWeek, Every, Limits, Proposal, Reason, Schedule, Verdict, asks_a_person,
        judge,
    },
    finding::{Code, Severity},
    ids::{AgreementId, ItemId, SubscriptionId},
    line::{Action, LineValues, Operation},
};
use jiff::{Timestamp, civil::date, civil::time, tz::TimeZone};
use rust_decimal::Decimal;

fn berlin() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn daily(hour: i8, minute: i8) -> Schedule {
    Schedule {
        every: Every::Day,
        at: time(hour, minute, 0, 0),
    }
}

#[test]
fn it_is_off_and_may_not_upload_until_somebody_says_so() {
    let automatic = Automatic::default();
    assert!(!automatic.is_on && !automatic.may_upload);
    let kept: Automatic = serde_json::from_str("{}").unwrap();
    assert_eq!(kept, automatic, "what is not there counts as off");
}

#[test]
fn it_is_due_at_its_time_and_not_again() {
    let schedule = daily(8, 30);
    let served = instant("2026-11-26T07:30:00Z");
    let early = instant("2026-11-27T07:29:59Z");
    assert_eq!(schedule.due(&berlin(), served, early), None);
    let slot = instant("2026-11-27T07:30:00Z");
    assert_eq!(schedule.due(&berlin(), served, slot), Some(slot));
    let later = instant("2026-11-27T15:00:00Z");
    assert_eq!(schedule.due(&berlin(), slot, later), None);
    let next = instant("2026-11-28T07:30:00Z");
    assert_eq!(schedule.next(&berlin(), later), Some(next));
}

#[test]
fn what_was_missed_while_the_machine_slept_is_due_once() {
    let schedule = daily(8, 0);
    let served = instant("2026-11-20T07:00:00Z");
    let awake = instant("2026-11-25T10:00:00Z");
    let slot = schedule.due(&berlin(), served, awake).unwrap();
    assert_eq!(slot, instant("2026-11-25T07:00:00Z"), "the last of five");
    assert_eq!(schedule.due(&berlin(), slot, awake), None);
}

#[test]
fn after_more_than_a_month_away_it_is_due_once_too() {
    let monthly = Schedule {
        every: Every::Month(3),
        at: time(8, 0, 0, 0),
    };
    let served = instant("2026-01-03T07:00:00Z");
    let back = instant("2026-11-27T10:00:00Z");
    let slot = monthly.due(&berlin(), served, back).unwrap();
    assert_eq!(slot, instant("2026-11-03T07:00:00Z"));
    assert_eq!(monthly.due(&berlin(), slot, back), None);
}

#[test]
fn set_after_todays_time_it_begins_tomorrow() {
    let set = instant("2026-11-27T09:00:00Z");
    assert_eq!(daily(8, 0).due(&berlin(), set, set), None);
    let next = daily(8, 0).next(&berlin(), set);
    assert_eq!(next, Some(instant("2026-11-28T07:00:00Z")));
}

#[test]
fn a_time_that_the_clocks_skip_is_taken_after_the_skip_and_one_shown_twice_once() {
    let schedule = daily(2, 30);
    let served = instant("2026-03-28T01:30:00Z");
    // On 29 March 2026 the clocks go from 2:00 to 3:00.
    let slot = schedule.due(&berlin(), served, instant("2026-03-29T12:00:00Z"));
    assert_eq!(slot, Some(instant("2026-03-29T01:30:00Z")));
    // On 25 October they show 2:30 twice.
    let served = instant("2026-10-24T00:30:00Z");
    let first = schedule.due(&berlin(), served, instant("2026-10-25T00:45:00Z"));
    assert_eq!(first, Some(instant("2026-10-25T00:30:00Z")));
    let again = schedule.due(&berlin(), first.unwrap(), instant("2026-10-25T01:45:00Z"));
    assert_eq!(again, None);
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_it_for_ever() {
    let schedule = daily(8, 0);
    let served = instant("2027-11-27T07:00:00Z");
    let now = instant("2026-11-27T12:00:00Z");
    let slot = schedule.due(&berlin(), served, now).unwrap();
    assert_eq!(slot, instant("2026-11-27T07:00:00Z"));
    assert_eq!(schedule.due(&berlin(), slot, now), None);
}

#[test]
fn in_another_time_zone_it_goes_by_the_clock_there() {
    let schedule = daily(8, 0);
    let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
    let now = instant("2026-11-27T00:00:00Z");
    let next = schedule.next(&berlin(), now).unwrap();
    assert_eq!(next, instant("2026-11-27T07:00:00Z"));
    let next = schedule.next(&tokyo, now).unwrap();
    assert_eq!(next, instant("2026-11-27T23:00:00Z"));
}

#[test]
fn weeks_and_months_have_their_day() {
    let weekly = Schedule {
        every: Every::Week(DayOfWeek::Monday),
        at: time(7, 0, 0, 0),
    };
    let friday = instant("2026-11-27T12:00:00Z");
    let next = weekly.next(&TimeZone::UTC, friday);
    assert_eq!(next, Some(instant("2026-11-30T07:00:00Z")));
    let monthly = Schedule {
        every: Every::Month(31),
        at: time(7, 0, 0, 0),
    };
    let next = monthly.next(&TimeZone::UTC, friday);
    assert_eq!(next, Some(instant("2026-11-30T07:00:00Z")));
    let february = monthly.next(&TimeZone::UTC, instant("2027-02-01T00:00:00Z"));
    assert_eq!(february, Some(instant("2027-02-28T07:00:00Z")));
}

fn values(quantity: i64, price: i64) -> LineValues {
    LineValues {
        item: ItemId(1),
        quantity: Decimal::from(quantity),
        unit_price: Decimal::from(price),
        effective: date(2026, 11, 1),
        cancelled: None,
        billable: true,
    }
}

fn ended(values: LineValues) -> LineValues {
    LineValues {
        cancelled: Some(date(2026, 11, 16)),
        ..values
    }
}

fn operation(
    action: Action,
    subscription: &str,
    before: Option<LineValues>,
    after: LineValues,
) -> Operation {
    Operation {
        action,
        agreement: AgreementId(1),
        addition: None,
        subscription: Some(SubscriptionId::new(subscription)),
        reference: None,
        before,
        after,
        text: None,
        because: Vec::new(),
    }
}

/// Ten licences of 20 become eight: one line ends, one begins, 40 less a month, 20 less
/// on the next invoice.
fn change(proposal: &mut Proposal, subscription: &str) {
    let end = operation(
        Action::End,
        subscription,
        Some(values(10, 20)),
        ended(values(10, 20)),
    );
    let create = operation(Action::Create, subscription, None, values(8, 20));
    proposal.count(&end, "EUR", Some(Decimal::from(-100)), false);
    proposal.count(&create, "EUR", Some(Decimal::from(80)), false);
}

fn limits(amount: i64, lines: u32, first_time: u32) -> Limits {
    Limits {
        amount: Decimal::from(amount),
        lines,
        first_time,
    }
}

#[test]
fn what_a_subscription_comes_to_is_what_its_lines_come_to_together() {
    let mut proposal = Proposal::default();
    change(&mut proposal, "one");
    assert_eq!(proposal.amounts()["EUR"], Decimal::from(40));
    // Another's rise does not make up for it.
    let rise = operation(Action::Create, "two", None, values(2, 20));
    proposal.count(&rise, "EUR", Some(Decimal::from(40)), false);
    assert_eq!(proposal.amounts()["EUR"], Decimal::from(80));
}

#[test]
fn what_only_a_later_invoice_bills_counts_too_and_what_nobody_knows_counts_whole() {
    let mut proposal = Proposal::default();
    let later = operation(Action::Create, "one", None, values(100, 20));
    proposal.count(&later, "EUR", Some(Decimal::ZERO), false);
    assert_eq!(proposal.amounts()["EUR"], Decimal::from(2_000));
    let mut proposal = Proposal::default();
    let unknown = operation(Action::Create, "one", None, ended(values(100, 20)));
    proposal.count(&unknown, "EUR", None, false);
    assert_eq!(proposal.amounts()["EUR"], Decimal::from(2_000));
}

#[test]
fn within_its_limits_it_may_and_just_over_each_it_waits() {
    let mut proposal = Proposal::default();
    change(&mut proposal, "one");
    proposal.first_time = 1;
    let judged = |limits| judge(true, &limits, &proposal);
    assert_eq!(judged(limits(40, 2, 1)), Verdict::Upload);
    let amount = Reason::Amount {
        currency: "EUR".to_owned(),
        amount: Decimal::from(40),
        most: Decimal::from(39),
    };
    assert_eq!(judged(limits(39, 2, 1)), Verdict::Waits(vec![amount]));
    let lines = Reason::Lines { lines: 2, most: 1 };
    assert_eq!(judged(limits(40, 1, 1)), Verdict::Waits(vec![lines]));
    let first = Reason::FirstTime { lines: 1, most: 0 };
    assert_eq!(judged(limits(40, 2, 0)), Verdict::Waits(vec![first]));
}

#[test]
fn each_currency_has_the_limit_for_itself() {
    let mut proposal = Proposal::default();
    for (currency, price) in [("EUR", 30), ("USD", 31)] {
        let create = operation(Action::Create, currency, None, values(1, price));
        proposal.count(&create, currency, None, false);
    }
    let Verdict::Waits(reasons) = judge(true, &limits(30, 9, 9), &proposal) else {
        panic!("it waits");
    };
    assert_eq!(reasons.len(), 1);
}

#[test]
fn without_leave_it_never_uploads_and_with_nothing_to_write_it_is_done() {
    let mut proposal = Proposal::default();
    let wide = limits(1_000_000, 1_000, 1_000);
    assert_eq!(judge(false, &wide, &proposal), Verdict::Nothing);
    assert_eq!(judge(true, &wide, &proposal), Verdict::Nothing);
    change(&mut proposal, "one");
    let waits = Verdict::Waits(vec![Reason::NotAllowed]);
    assert_eq!(judge(false, &wide, &proposal), waits);
}

#[test]
fn whatever_asks_a_person_makes_it_wait_also_where_there_is_nothing_to_write() {
    let wide = limits(1_000_000, 1_000, 1_000);
    for code in Code::ALL {
        let mut proposal = Proposal::default();
        proposal.findings.push(*code);
        let waits = matches!(judge(true, &wide, &proposal), Verdict::Waits(_));
        assert_eq!(waits, asks_a_person(*code), "{code:?}");
        if code.severity() == Severity::Error {
            assert!(waits, "{code:?}");
        }
    }
    let mut undecided = Proposal::default();
    undecided.undecided = 1;
    let waits = Verdict::Waits(vec![Reason::Undecided(1)]);
    assert_eq!(judge(true, &wide, &undecided), waits);
}
