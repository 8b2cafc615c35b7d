//! Two desktops: one whose ledger is older than what the other uploaded, and
//! lines of a subscription that this ledger has never seen.

use super::{finds, settles};
use domain::{cycle::BillingCycle, finding::Code};
use jiff::civil::date;
use practice::connectwise::records::Addition;
use store::JobStatus;
use tests::{
    Desk, Simple, Subscription, codes, decimal, shown,
    simple::{Draft, PRODUCT, morning},
    site::by_hand,
};

/// Writes a history file on a desktop and imports it.
fn import(desk: &Desk, rows: &[String]) {
    let file = desk.folder().join("history.json");
    std::fs::write(&file, format!("[{}]", rows.join(","))).unwrap();
    desk.import(&file);
}

/// A second desktop, without C3's API, that knows the subscription as it was in
/// September; and the file that would bring it up to date.
async fn behind(simple: &Simple) -> (Desk, String) {
    let desk = Desk::new(simple.office.clock.clone());
    desk.connect_connectwise(&simple.office.practice.connectwise)
        .await;
    desk.refresh().await;
    let mut known = Subscription::new(simple.client.position, PRODUCT, 9, decimal("20.00"));
    let september = known.json(morning(date(2026, 9, 10)), |state| state.quantity = 10);
    let october = known.json(morning(date(2026, 10, 17)), |state| state.quantity = 8);
    import(&desk, &[september]);
    desk.workflow
        .set_cycle(&known.key(), BillingCycle::Monthly)
        .unwrap();
    simple.map_on(&desk);
    (desk, october)
}

#[tokio::test]
async fn what_another_desktop_added_is_never_ended_or_shrunk() {
    for prorate in [true, false] {
        let mut simple = Draft::standing(prorate).mapped().await;
        simple.count(date(2026, 10, 17), 8);
        settles(&simple, &[]).await;
        let lines = simple.office.lines(simple.agreement);

        let (old, october) = behind(&simple).await;
        let validated = old.validate(&simple.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Error,
            "prorated: {prorate}"
        );
        assert_eq!(
            codes(&validated),
            [Code::LedgerBehind].into(),
            "prorated: {prorate}"
        );

        import(&old, &[october]);
        let validated = old.validate(&simple.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{:?}",
            validated.findings
        );
        assert_eq!(shown::plan(&validated), [""; 0]);
        assert_eq!(simple.office.lines(simple.agreement), lines);
    }
}

#[tokio::test]
async fn an_end_that_another_desktop_wrote_is_not_taken_back() {
    use practice::c3::Status;
    let mut simple = Draft::standing(true).mapped().await;
    settles(&simple, &[]).await;
    let (old, _) = behind(&simple).await;
    let validated = old.validate(&simple.client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );

    let at = morning(date(2026, 10, 17));
    let row = simple
        .subscription
        .change(at, |state| state.status = Status::Deleted);
    simple.office.practice.c3_server().append(vec![row]);
    settles(&simple, &[]).await;
    let validated = old.validate(&simple.client.id).await;
    assert_eq!(codes(&validated), [Code::LedgerBehind].into());
}

#[tokio::test]
async fn a_line_of_an_unknown_subscription_is_left_alone() {
    let mut draft = Draft::changed(false);
    let stranger = Subscription::new(99, "Nobody's", 3, decimal("9.00"));
    let since = date(2026, 10, 1);
    let line = by_hand(&draft.site.world, draft.item, 3, "9.00", since);
    let line = Addition {
        serial_number: Some(stranger.reference("b261001")),
        ..line
    };
    draft.site.world.add(draft.agreement.0, line);
    let simple = draft.mapped().await;
    let record = finds(&simple, &[Code::UnknownReference]).await;
    assert_eq!(record.findings[0].subscription, Some(stranger.key()));
    settles(&simple, &[Code::UnknownReference]).await;
    assert_eq!(
        simple.office.lines(simple.agreement)[0],
        "b261001: 3 × 9 from 2026-10-01"
    );
}
