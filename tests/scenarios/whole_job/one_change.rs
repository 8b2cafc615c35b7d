//! One change, step by step, with every value of every line.

use jiff::civil::date;
use practice::connectwise::records::BillCustomer;
use store::JobStatus;
use tests::{decimal, shown, simple::Draft};

#[tokio::test]
async fn a_change_becomes_a_line_and_its_adjustment() {
    let simple = Draft::changed(false).mapped().await;
    let before = simple.office.writes();
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(validated.job.status, JobStatus::Success);
    assert_eq!(validated.findings, []);
    // Two licences more for 16 of 31 days: 2 × 20.00 × 16 ÷ 31.
    let adjustment = "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31";
    let planned = [
        "create b261001: 8 × 20 from 2026-10-01",
        &format!("create {adjustment}"),
    ];
    assert_eq!(shown::plan(&validated), planned);
    assert_eq!(simple.office.writes(), before, "validating writes nothing");

    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(uploaded.job.status, JobStatus::Success);
    let lines = simple.office.lines(simple.agreement);
    assert_eq!(lines, ["b261001: 8 × 20 from 2026-10-01", adjustment]);
}

#[tokio::test]
async fn lines_carry_product_text_reference_tax_and_cost() {
    let simple = Draft::changed(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    let base = simple.office.line(simple.agreement, ":b261001");
    assert_eq!(base.product.id, simple.item.0);
    assert_eq!(
        base.serial_number,
        Some(simple.subscription.reference("b261001"))
    );
    let text = "Alpha Suite: 8 licences, from 2026-10-01";
    assert_eq!(base.invoice_description.as_deref(), Some(text));
    assert_eq!(base.bill_customer, Some(BillCustomer::Billable));
    assert!(base.taxable);
    // A base line costs what the catalog says, an adjustment nothing.
    assert_eq!(base.unit_cost, decimal("1.00"));

    let adjustment = simple.office.line(simple.agreement, ":a261017");
    let text = "Alpha Suite: 10 to 8 licences on 2026-10-17, 2026-10-01 to 2026-10-31";
    assert_eq!(adjustment.invoice_description.as_deref(), Some(text));
    assert_eq!(adjustment.product.id, simple.item.0);
    assert!(adjustment.taxable);
    assert_eq!(adjustment.unit_cost, decimal("0"));
}

#[tokio::test]
async fn the_invoice_bills_what_was_owed() {
    for (prorate, amounts) in [(false, ["160", "20.65"]), (true, ["103.23", "77.42"])] {
        let simple = Draft::changed(prorate).mapped().await;
        let validated = simple.desk.validate(&simple.client.id).await;
        simple.desk.upload(&validated).await;
        let invoice = simple.office.invoice(simple.agreement);
        let billed: Vec<_> = invoice.iter().map(|line| line.amount).collect();
        assert_eq!(
            billed,
            amounts.map(decimal),
            "prorated by ConnectWise: {prorate}"
        );
        let next = simple.desk.validate(&simple.client.id).await;
        assert_eq!(
            shown::plan(&next),
            [""; 0],
            "invoicing leaves nothing to do"
        );
    }
}

#[tokio::test]
async fn a_change_on_invoiced_days_is_settled() {
    let mut simple = Draft::standing(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    simple.office.invoice(simple.agreement);
    // Told after October was invoiced: eight from the 17th on.
    simple.count(date(2026, 10, 17), 8);
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(validated.job.status, JobStatus::Success);
    let planned = [
        "end b261001: 10 × 20 from 2026-10-01 to 2026-10-31",
        "create b261101: 8 × 20 from 2026-11-01",
        // −2 × 20.00 × 15 ÷ 31
        "create s261101: 1 × -19.35 from 2026-11-01 to 2026-11-30",
    ];
    assert_eq!(shown::plan(&validated), planned);
    simple.desk.upload(&validated).await;
    let november = simple.office.invoice(simple.agreement);
    let billed: Vec<_> = november.iter().map(|line| line.amount).collect();
    assert_eq!(billed, ["160", "-19.35"].map(decimal));
}

#[tokio::test]
async fn a_repeated_upload_writes_nothing() {
    let simple = Draft::changed(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    let written = simple.office.writes();

    let same_job = simple.desk.upload(&validated).await;
    assert_eq!(same_job.job.status, JobStatus::Success);
    let next = simple.desk.validate(&simple.client.id).await;
    assert_eq!(next.job.status, JobStatus::Success);
    assert_eq!(shown::plan(&next), [""; 0]);
    let empty = simple.desk.upload(&next).await;
    assert_eq!(empty.job.status, JobStatus::Success);
    assert_eq!(simple.office.writes(), written);
}

#[tokio::test]
async fn a_new_desktop_bills_nothing_again() {
    let simple = Draft::changed(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    let laptop = simple.office.desk().await;
    simple.map_on(&laptop);
    let validated = laptop.validate(&simple.client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    assert_eq!(shown::plan(&validated), [""; 0]);
}

#[tokio::test]
async fn a_plan_as_of_an_earlier_day_leaves_later_events_out() {
    let mut simple = Draft::standing(false).mapped().await;
    simple.count(date(2026, 10, 17), 8);
    let scope = workflow::Scope::Customers(vec![simple.client.id.clone()]);
    let rehearsed = simple
        .desk
        .validate_scope(&scope, Some(date(2026, 10, 16)))
        .await;
    assert_eq!(rehearsed.job.status, JobStatus::Success);
    assert_eq!(
        shown::plan(&rehearsed),
        ["create b261001: 10 × 20 from 2026-10-01"]
    );
    let rehearsed = simple
        .desk
        .validate_scope(&scope, Some(date(2026, 10, 17)))
        .await;
    assert_eq!(shown::plan(&rehearsed).len(), 2);
    let uploaded = simple.desk.upload(&rehearsed).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "both systems are on loopback"
    );
}
