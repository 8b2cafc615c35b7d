//! A product that moves to another agreement of its customer: the old lines end,
//! the new ones begin the next day, and the total billed is the same.

use domain::ids::AgreementId;
use practice::connectwise::invoicing::InvoiceLine;
use rust_decimal::Decimal;
use store::JobStatus;
use tests::{Simple, Terms, decimal, shown, simple::Draft, simple::TODAY};
use workflow::mapping::ReleaseTarget;

/// An office with a second agreement of the same customer, and the change
/// uploaded to the first.
async fn two_agreements(prorate: bool) -> (Simple, AgreementId) {
    let mut draft = Draft::changed(prorate);
    let second = draft
        .site
        .agreement(&draft.client, Terms::monthly(prorate, TODAY));
    let simple = draft.mapped().await;
    simple.desk.map_agreement(&simple.client.id, second);
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    (simple, second)
}

/// Moves the product to another agreement and uploads.
async fn moved(simple: &Simple, other: AgreementId) {
    let workflow = &simple.desk.workflow;
    let product = ReleaseTarget::Product(simple.client.id.clone(), simple.product());
    workflow.release(&product).unwrap();
    let products = [(simple.product(), simple.item)];
    workflow
        .map_products(&simple.client.id, other, &products)
        .unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "{:?}",
        uploaded.findings
    );
    let again = simple.desk.validate(&simple.client.id).await;
    assert_eq!(again.job.status, JobStatus::Success, "{:?}", again.findings);
    assert_eq!(shown::plan(&again), [""; 0]);
}

fn total(lines: &[InvoiceLine]) -> Decimal {
    lines.iter().map(|line| line.amount).sum()
}

#[tokio::test]
async fn old_lines_end_and_new_ones_begin_the_next_day() {
    for prorate in [false, true] {
        let (simple, second) = two_agreements(prorate).await;
        let october = [
            simple.office.invoice(simple.agreement),
            simple.office.invoice(second),
        ];
        moved(&simple, second).await;
        let stays = simple.office.billing(simple.agreement);
        let last = stays.iter().map(|line| line.cancelled).max().unwrap();
        assert_eq!(last, Some(jiff::civil::date(2026, 10, 31)));
        assert!(stays.iter().all(|line| line.cancelled.is_some()));
        assert_eq!(
            simple.office.lines(second),
            ["b261101: 8 × 20 from 2026-11-01"]
        );

        let november = [
            simple.office.invoice(simple.agreement),
            simple.office.invoice(second),
        ];
        let billed = |invoices: &[Vec<InvoiceLine>]| {
            invoices.iter().map(|lines| total(lines)).sum::<Decimal>()
        };
        assert_eq!(billed(&october), decimal("180.65"), "prorated: {prorate}");
        assert_eq!(billed(&november), decimal("160"), "prorated: {prorate}");
    }
}

#[tokio::test]
async fn what_no_invoice_covers_yet_moves_as_a_whole() {
    let (simple, second) = two_agreements(false).await;
    moved(&simple, second).await;
    assert_eq!(
        simple.office.billing(simple.agreement).len(),
        0,
        "all of it is voided"
    );
    let lines = [
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(second), lines);
    let first = total(&simple.office.invoice(simple.agreement));
    let second = total(&simple.office.invoice(second));
    assert_eq!((first, second), (decimal("0"), decimal("180.65")));
}

#[tokio::test]
async fn and_back_again() {
    let (simple, second) = two_agreements(false).await;
    moved(&simple, second).await;
    moved(&simple, simple.agreement).await;
    assert_eq!(simple.office.billing(second).len(), 0);
    let lines: Vec<_> = simple.office.billing(simple.agreement);
    let lines: Vec<_> = lines.iter().map(shown::addition).collect();
    let expected = [
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(lines, expected, "voided lines are revived, not made anew");
    assert_eq!(simple.office.additions(simple.agreement).len(), 2);
}
