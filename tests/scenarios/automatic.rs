//! Automatic runs: they upload only what was allowed, within each limit, and say what
//! waits where they do not.

use domain::automatic::{Automatic, Every, Limits, Schedule};
use jiff::{civil::date, civil::time, tz::TimeZone};
use rust_decimal::Decimal;
use std::{collections::BTreeSet, thread};
use store::JobStatus;
use tests::{
    Desk, Office,
    simple::{Draft, Simple},
};
use tokio_util::sync::CancellationToken;
use workflow::{
    Error,
    automatic::{Notice, Outcome},
    progress::unwatched,
};

/// As wide as anybody would set them.
const WIDE: Limits = Limits {
    amount: Decimal::ONE_THOUSAND,
    lines: 100,
    first_time: 100,
};

fn allowed(limits: Limits) -> Automatic {
    Automatic {
        is_on: true,
        may_upload: true,
        limits,
        ..Automatic::default()
    }
}

async fn run(desk: &Desk) -> Result<Notice, Error> {
    let cancel = CancellationToken::new();
    desk.workflow.run_automatic(unwatched(), cancel).await
}

/// An office whose first lines stand, and where eight licences then became nine: one
/// line ends and one begins, and 20.00 more a month is billed.
async fn one_more() -> Simple {
    let mut simple = Draft::changed(true).mapped().await;
    simple.desk.upload(&simple.desk.validate_all().await).await;
    simple.office.go_to(date(2026, 10, 25));
    simple.count(date(2026, 10, 24), 9);
    simple
}

/// Runs with these limits; answers what came of it, and how much was written.
async fn judged(simple: &Simple, automatic: &Automatic) -> (Notice, usize) {
    simple.desk.workflow.set_automatic(automatic).unwrap();
    let before = simple.office.writes();
    let notice = run(&simple.desk).await.unwrap();
    let kept = simple.desk.workflow.automatic_notice().unwrap();
    assert_eq!(kept.as_ref(), Some(&notice), "it is kept until it was seen");
    (notice, simple.office.writes() - before)
}

#[tokio::test]
async fn by_default_it_only_looks_and_says_that_something_waits() {
    let simple = one_more().await;
    assert_eq!(
        simple.desk.workflow.automatic().unwrap(),
        Automatic::default()
    );
    let before = simple.office.writes();
    let notice = run(&simple.desk).await.unwrap();
    assert_eq!(notice.outcome, Outcome::Waits);
    assert!(notice.reasons[0].contains("waits for you"), "{notice:?}");
    assert_eq!(simple.office.writes(), before, "nothing was written");
    assert!(notice.exported.is_none());
    // It leaves a validated record that a person can upload.
    let record = simple.desk.record(notice.validated.unwrap());
    assert_eq!(record.job.status, JobStatus::Success);
    assert!(!record.operations.is_empty());
}

#[tokio::test]
async fn within_its_limits_it_uploads_once_and_then_has_nothing_to_do() {
    let simple = one_more().await;
    let tight = Limits {
        amount: Decimal::from(20),
        lines: 2,
        first_time: 0,
    };
    let (notice, written) = judged(&simple, &allowed(tight)).await;
    assert_eq!(notice.outcome, Outcome::Uploaded, "{notice:?}");
    assert_eq!(written, 2);
    let exported = simple.desk.record(notice.exported.unwrap());
    assert_eq!(exported.job.status, JobStatus::Success);
    let again = run(&simple.desk).await.unwrap();
    assert_eq!(
        (again.outcome, again.exported),
        (Outcome::NothingToDo, None)
    );
    let references = simple.office.references();
    assert!(
        references.values().all(|count| *count == 1),
        "{references:?}"
    );
}

#[tokio::test]
async fn a_cent_over_the_amount_it_waits() {
    let simple = one_more().await;
    let limits = Limits {
        amount: "19.99".parse().unwrap(),
        ..WIDE
    };
    let (notice, written) = judged(&simple, &allowed(limits)).await;
    assert_eq!((notice.outcome, written), (Outcome::Waits, 0));
    let said = &notice.reasons[0];
    assert!(said.contains("20.00") && said.contains("19.99"), "{said}");
}

#[tokio::test]
async fn with_a_line_too_many_it_waits() {
    let simple = one_more().await;
    let limits = Limits { lines: 1, ..WIDE };
    let (notice, written) = judged(&simple, &allowed(limits)).await;
    assert_eq!((notice.outcome, written), (Outcome::Waits, 0));
    assert!(notice.reasons[0].contains("2 lines"), "{notice:?}");
}

#[tokio::test]
async fn what_is_billed_for_the_first_time_waits_unless_that_is_allowed() {
    let simple = Draft::changed(true).mapped().await;
    let limits = Limits {
        first_time: 0,
        ..WIDE
    };
    let (notice, written) = judged(&simple, &allowed(limits)).await;
    assert_eq!((notice.outcome, written), (Outcome::Waits, 0));
    assert!(notice.reasons[0].contains("first time"), "{notice:?}");
    let (notice, written) = judged(&simple, &allowed(WIDE)).await;
    assert_eq!(notice.outcome, Outcome::Uploaded, "{notice:?}");
    assert!(written > 0);
}

#[tokio::test]
async fn a_finding_that_asks_a_person_makes_it_wait() {
    let simple = Draft::changed(true).open().await;
    let workflow = &simple.desk.workflow;
    workflow
        .map_customer(&simple.client.id, simple.client.company)
        .unwrap();
    simple
        .desk
        .map_agreement(&simple.client.id, simple.agreement);
    let (notice, written) = judged(&simple, &allowed(WIDE)).await;
    assert_eq!((notice.outcome, written), (Outcome::Waits, 0));
    assert!(notice.reasons[0].contains("finding"), "{notice:?}");
}

#[tokio::test]
async fn an_upload_that_was_cut_off_is_left_to_a_person() {
    let simple = one_more().await;
    let validated = simple.desk.validate_all().await;
    simple.office.faults("500-read=9");
    let cut_off = simple.desk.try_upload(&validated).await;
    simple.office.heal();
    let interrupted = simple.desk.workflow.interrupted().unwrap();
    assert!(!interrupted.is_empty(), "{cut_off:?}");
    let (notice, written) = judged(&simple, &allowed(WIDE)).await;
    assert_eq!((notice.outcome, written), (Outcome::Waits, 0));
    assert!(notice.reasons[0].contains("cut off"), "{notice:?}");
}

#[tokio::test]
async fn without_a_network_it_says_so_and_writes_nothing() {
    let Simple {
        office,
        desk: _,
        client,
        agreement,
        item,
        subscription,
    } = Draft::changed(true).open().await;
    let desk = Desk::impatient(office.clock.clone());
    desk.connect(&office).await;
    desk.refresh().await;
    let simple = Simple {
        office,
        desk,
        client,
        agreement,
        item,
        subscription,
    };
    simple.map_on(&simple.desk);
    let workflow = &simple.desk.workflow;
    workflow.set_automatic(&allowed(WIDE)).unwrap();
    let Office { practice, .. } = simple.office;
    drop(practice);
    let error = run(&simple.desk).await.unwrap_err();
    assert_eq!(error.code(), "unreachable");
    let notice = workflow.automatic_notice().unwrap().unwrap();
    assert_eq!(notice.outcome, Outcome::Failed);
    assert!(notice.reasons[0].contains("reached"), "{notice:?}");
    let kinds: BTreeSet<_> = workflow
        .jobs(100)
        .unwrap()
        .iter()
        .map(|job| job.id)
        .collect();
    assert!(kinds.is_empty(), "it came to no record");
    workflow.dismiss_automatic_notice().unwrap();
    assert_eq!(workflow.automatic_notice().unwrap(), None);
}

fn daily_at_eight() -> Automatic {
    Automatic {
        is_on: true,
        schedule: Schedule {
            every: Every::Day,
            at: time(8, 0, 0, 0),
        },
        ..Automatic::default()
    }
}

#[tokio::test]
async fn off_it_is_never_due_and_on_it_begins_with_the_next_time() {
    let simple = Draft::changed(true).mapped().await;
    let workflow = &simple.desk.workflow;
    let due = || workflow.take_due_slot(&TimeZone::UTC).unwrap();
    simple.office.go_to(date(2026, 12, 1));
    assert_eq!(due(), None, "nobody asked for it");
    workflow.set_automatic(&daily_at_eight()).unwrap();
    assert_eq!(due(), None, "today's time is over");
    simple.office.go_to(date(2026, 12, 2));
    assert!(due().is_some());
    assert_eq!(due(), None);
}

#[tokio::test]
async fn after_days_of_sleep_it_is_due_once_also_over_a_restart() {
    let simple = Draft::changed(true).mapped().await;
    simple
        .desk
        .workflow
        .set_automatic(&daily_at_eight())
        .unwrap();
    simple.office.go_to(date(2026, 10, 27));
    let desk = simple.desk.restarted();
    let slot = desk.workflow.take_due_slot(&TimeZone::UTC).unwrap();
    assert_eq!(slot.unwrap().to_string(), "2026-10-27T08:00:00Z");
    let desk = desk.restarted();
    assert_eq!(desk.workflow.take_due_slot(&TimeZone::UTC).unwrap(), None);
}

#[tokio::test]
async fn of_many_that_ask_at_once_one_gets_to_run() {
    let simple = Draft::changed(true).mapped().await;
    let workflow = &simple.desk.workflow;
    workflow.set_automatic(&daily_at_eight()).unwrap();
    simple.office.go_to(date(2026, 10, 21));
    let askers: Vec<_> = (0..8)
        .map(|_| {
            let workflow = workflow.clone();
            thread::spawn(move || workflow.take_due_slot(&TimeZone::UTC).unwrap())
        })
        .collect();
    let got = askers.into_iter().filter_map(|asker| asker.join().unwrap());
    assert_eq!(got.count(), 1);
}
