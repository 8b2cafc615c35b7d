//! What a plan says the next invoice comes to, beside what the practice server's
//! invoicing, which knows nothing of it, then bills.

use jiff::civil::date;
use rust_decimal::Decimal;
use store::JobStatus;
use tests::{
    decimal,
    simple::{Draft, Simple},
};

/// The next invoice of the one agreement, without the plan and with it.
async fn foretold(simple: &Simple) -> (Decimal, Decimal) {
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(validated.job.status, JobStatus::Success);
    let planned = simple.desk.workflow.planned_agreements(validated.job.id);
    let planned = planned.unwrap();
    let agreement = planned
        .iter()
        .find(|planned| planned.agreement == simple.agreement)
        .unwrap();
    simple.desk.upload(&validated).await;
    (
        agreement.invoice_before.unwrap(),
        agreement.invoice_after.unwrap(),
    )
}

fn invoiced(simple: &Simple) -> Decimal {
    let lines = simple.office.invoice(simple.agreement);
    lines.iter().map(|line| line.amount).sum()
}

#[tokio::test]
async fn the_first_one_is_foretold_to_the_cent() {
    for prorate in [false, true] {
        let simple = Draft::changed(prorate).mapped().await;
        let (before, after) = foretold(&simple).await;
        assert_eq!(before, Decimal::ZERO, "nothing stood there");
        assert_eq!(after, decimal("180.65"), "prorates: {prorate}");
        assert_eq!(invoiced(&simple), after, "prorates: {prorate}");
    }
}

#[tokio::test]
async fn a_later_one_is_foretold_with_what_is_settled_or_caught_up() {
    for (prorate, quantity) in [(false, 8), (true, 8), (false, 12), (true, 12)] {
        let mut simple = Draft::standing(prorate).mapped().await;
        foretold(&simple).await;
        invoiced(&simple);
        // Told after October was invoiced.
        simple.count(date(2026, 10, 17), quantity);
        let (before, after) = foretold(&simple).await;
        assert_eq!(before, decimal("200"), "ten stand");
        let case = format!("prorates: {prorate}, {quantity} licences");
        assert_ne!(after, before, "{case}");
        assert_eq!(invoiced(&simple), after, "{case}");
    }
}

#[tokio::test]
async fn an_empty_plan_changes_nothing() {
    let simple = Draft::changed(true).mapped().await;
    foretold(&simple).await;
    invoiced(&simple);
    let (before, after) = foretold(&simple).await;
    assert_eq!(before, after);
    assert_eq!(invoiced(&simple), after);
}
