//! Events that contradict each other, or that cannot be: the user's word on each.

use super::{finds, settles};
use domain::{finding::Code, timeline::Decision};
use jiff::civil::date;
use practice::c3::{HistoryRow, Told, Values};
use tests::{
    Simple,
    history::told,
    simple::{Draft, morning},
};

/// Eight became six on the 19th, says a row; but the row of the 17th left eight,
/// and this one says that there were nine.
async fn contradicting() -> Simple {
    let mut draft = Draft::changed(false);
    draft.subscription.state.quantity = 9;
    let row = draft.subscription.count(morning(date(2026, 10, 19)), 6);
    draft.site.tell([row]);
    draft.mapped().await
}

#[tokio::test]
async fn a_contradicting_event_is_accepted() {
    let simple = contradicting().await;
    finds(&simple, &[Code::OutOfOrder]).await;
    let event = simple.desk.newest_event();
    simple
        .desk
        .workflow
        .decide_event(event, Decision::Accept)
        .unwrap();
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 6 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
        // Eight instead of six for 18 days.
        "a261019: 1 × 23.23 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn a_contradicting_event_is_discarded() {
    let simple = contradicting().await;
    finds(&simple, &[Code::OutOfOrder]).await;
    let event = simple.desk.newest_event();
    simple
        .desk
        .workflow
        .decide_event(event, Decision::Discard)
        .unwrap();
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn an_event_of_no_known_kind_is_shown_for_review() {
    let mut draft = Draft::changed(false);
    let json = draft
        .subscription
        .json(morning(date(2026, 10, 19)), |state| state.quantity = 5);
    let frozen = json.replace("\"NewStatus\":\"Active\"", "\"NewStatus\":\"Frozen\"");
    draft.site.tell([HistoryRow::verbatim(&frozen).unwrap()]);
    let simple = draft.mapped().await;
    finds(&simple, &[Code::OutOfOrder]).await;
    let event = simple.desk.newest_event();
    simple
        .desk
        .workflow
        .decide_event(event, Decision::Discard)
        .unwrap();
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn a_quantity_below_zero_is_discarded() {
    let mut draft = Draft::changed(false);
    let row = draft.subscription.count(morning(date(2026, 10, 19)), -2);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    finds(&simple, &[Code::NegativeQuantity]).await;
    let event = simple.desk.newest_event();
    simple
        .desk
        .workflow
        .decide_event(event, Decision::Discard)
        .unwrap();
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn rows_where_nothing_changed_are_kept_and_bill_nothing() {
    let mut draft = Draft::changed(false);
    let row = draft.subscription.count(morning(date(2026, 10, 19)), 8);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::NoChange]).await;
    assert_eq!(simple.office.lines(simple.agreement).len(), 2);
}

#[tokio::test]
async fn a_subscription_without_an_id_gets_a_derived_one() {
    let mut draft = Draft::new(false);
    draft.subscription.id = None;
    let row = draft.subscription.count(morning(date(2026, 10, 17)), 8);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::DerivedSubscriptionId]).await;
    assert_eq!(simple.office.lines(simple.agreement).len(), 2);
}

#[tokio::test]
async fn new_subscriptions_are_told_in_three_ways() {
    for quantity in [Told::Is(0), Told::Null, Told::Missing] {
        let mut draft = Draft::new(false);
        let none = Values {
            quantity,
            price: Told::Null,
            status: Told::Null,
        };
        let ten = told(draft.subscription.state);
        let row = draft
            .subscription
            .row(morning(date(2026, 10, 17)), none, ten);
        draft.site.tell([HistoryRow::Change(Box::new(row))]);
        let simple = draft.mapped().await;
        settles(&simple, &[]).await;
        let lines = [
            "b261001: 10 × 20 from 2026-10-01",
            // None for 16 of 31 days.
            "a261017: 1 × -103.23 from 2026-10-01 to 2026-10-31",
        ];
        assert_eq!(simple.office.lines(simple.agreement), lines, "{quantity:?}");
    }
}

#[tokio::test]
async fn of_several_changes_in_a_day_the_last_counts() {
    let mut draft = Draft::new(true);
    let noon = date(2026, 10, 17).at(12, 0, 0, 0);
    let rows = [
        draft.subscription.count(morning(date(2026, 10, 17)), 14),
        draft.subscription.count(noon, 9),
        // In the same second, to be told apart by what fits.
        draft.subscription.count(noon, 11),
    ];
    draft.site.tell(rows);
    let simple = draft.mapped().await;
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01 to 2026-10-16",
        "b261017: 11 × 20 from 2026-10-17",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn a_deleted_subscription_ends_the_day_before() {
    use practice::c3::Status;
    let mut draft = Draft::new(true);
    let deleted = morning(date(2026, 10, 17));
    let row = draft
        .subscription
        .change(deleted, |state| state.status = Status::Deleted);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[]).await;
    let lines = ["b261001: 10 × 20 from 2026-10-01 to 2026-10-16"];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn days_are_counted_in_the_billing_time_zone() {
    let mut draft = Draft::new(true);
    // Half past ten in the evening in UTC is the next day in Berlin.
    let row = draft
        .subscription
        .count(date(2026, 10, 16).at(22, 30, 0, 0), 8);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    simple
        .desk
        .workflow
        .set("billing-time-zone", "Europe/Berlin")
        .unwrap();
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01 to 2026-10-16",
        "b261017: 8 × 20 from 2026-10-17",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}
