//! Warnings: what is billed all the same, and that a person should know.

use super::{finds, settles};
use domain::finding::Code;
use jiff::civil::date;
use practice::c3::{HistoryRow, Status};
use tests::{
    Terms, messages,
    simple::{Draft, TODAY, morning},
};

#[tokio::test]
async fn days_before_the_agreement_bills_are_left_out() {
    let mut draft = Draft::new(true);
    let begins = date(2026, 10, 12);
    let terms = Terms {
        bill_start: begins,
        next_invoice: begins,
        ..Terms::monthly(true, TODAY)
    };
    draft.agreement = draft.site.agreement(&draft.client, terms);
    let row = draft.subscription.count(morning(date(2026, 10, 5)), 8);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::BeforeBillingStart]).await;
    assert_eq!(
        simple.office.lines(simple.agreement),
        ["b261012: 8 × 20 from 2026-10-12"]
    );
}

#[tokio::test]
async fn a_line_ends_with_its_agreement() {
    let simple = Draft::changed(true).mapped().await;
    let ends = [
        ("noEndingDateFlag", "false"),
        ("endDate", "\"2026-11-30T00:00:00Z\""),
    ];
    simple.office.edit_agreement(simple.agreement, &ends);
    settles(&simple, &[Code::AfterAgreementEnd]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01 to 2026-10-16",
        "b261017: 8 × 20 from 2026-10-17 to 2026-11-30",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn suspended_goes_on_billing_unless_a_setting_stops_it() {
    let mut draft = Draft::new(true);
    let at = morning(date(2026, 10, 17));
    let row = draft
        .subscription
        .change(at, |state| state.status = Status::Suspended);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::SuspendedStillBilled]).await;
    assert_eq!(
        simple.office.lines(simple.agreement),
        ["b261001: 10 × 20 from 2026-10-01"]
    );
    simple.desk.workflow.set("suspended", "stops").unwrap();
    settles(&simple, &[]).await;
    let lines = ["b261001: 10 × 20 from 2026-10-01 to 2026-10-16"];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn an_unreadable_row_is_kept_and_the_others_go_on() {
    let mut draft = Draft::changed(false);
    let json = draft.subscription.json(morning(date(2026, 10, 19)), |_| {});
    let unreadable = json.replace("\"NewQuantity\":8", "\"NewQuantity\":\"many\"");
    assert_ne!(unreadable, json);
    draft
        .site
        .tell([HistoryRow::verbatim(&unreadable).unwrap()]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::UnreadableRow]).await;
    let kept = simple.desk.workflow.unreadable().unwrap();
    assert_eq!(kept.len(), 1);
    assert!(kept[0].raw.contains("many"), "{}", kept[0].raw);
}

#[tokio::test]
async fn a_gap_in_the_history_is_reported_until_a_file_covers_it() {
    let mut simple = Draft::changed(false).mapped().await;
    settles(&simple, &[]).await;
    // 101 days later C3 no longer shows the first eleven of them.
    simple.office.go_to(date(2027, 1, 29));
    let record = finds(&simple, &[Code::HistoryGap]).await;
    let message = messages(&record, Code::HistoryGap)[0];
    assert!(message.starts_with("101 days"), "{message}");
    settles(&simple, &[Code::HistoryGap]).await;

    let missed = [date(2026, 10, 19), date(2026, 10, 25), date(2026, 12, 1)];
    let rows = [7, 9, 8].into_iter().zip(missed);
    let rows = rows.map(|(count, day)| {
        simple
            .subscription
            .json(morning(day), |state| state.quantity = count)
    });
    let file = simple.desk.folder().join("autumn.json");
    std::fs::write(&file, format!("[{}]", rows.collect::<Vec<_>>().join(","))).unwrap();
    assert_eq!(simple.desk.import(&file).events_new, 3);
    settles(&simple, &[]).await;
}
