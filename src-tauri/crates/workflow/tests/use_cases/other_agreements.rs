//! Lines of Accord's on agreements whose mapping stands no longer, and agreements
//! of which ConnectWise no longer says what is invoiced.

use crate::{
    records::agreement,
    standing::{codes, message, plan, standing},
    world::{World, adatum},
};
use domain::{
    finding::Code,
    ids::{AdditionId, AgreementId, CompanyId},
};
use serde_json::json;
use store::JobStatus;
use workflow::{choices::LineVerdict, mapping::ReleaseTarget};

/// Ten since October, standing on agreement 1; and agreement 7 of the same
/// company, agreement 8 of company 13, both like it.
async fn ten() -> World {
    let line = json!({"quantity": 10, "effectiveDate": "2026-10-01T00:00:00Z"});
    let world = standing(&[("2026-09-05", [0, 10])], &[("b261001", line)]).await;
    {
        let mut site = world.connectwise.site();
        site.agreements.push(agreement(7, 11, json!({})));
        site.agreements.push(agreement(8, 13, json!({})));
    }
    world.is_settled().await;
    world.refresh().await;
    world
}

fn release(world: &World, target: ReleaseTarget) {
    world.workflow.release(&target).unwrap();
}

#[tokio::test]
async fn a_line_on_a_released_agreement_is_decided_on() {
    let world = ten().await;
    release(&world, ReleaseTarget::Agreement(adatum(), AgreementId(1)));
    world.edit(1, |line| line.quantity = Some(11.into()));
    let decided = world
        .workflow
        .decide_line(AgreementId(1), AdditionId(1), LineVerdict::Theirs);
    decided.await.unwrap();
    let kept = world
        .store
        .read(|reader| reader.line_decision(AdditionId(1)))
        .unwrap()
        .unwrap();
    assert_eq!(kept.from, "2026-11-01".parse().unwrap());
    assert_eq!(kept.before.unwrap().quantity, 10.into());
}

#[tokio::test]
async fn a_line_that_somebody_ended_after_the_release_is_no_edit() {
    let world = ten().await;
    release(&world, ReleaseTarget::Agreement(adatum(), AgreementId(1)));
    world.map_agreement(7).unwrap();
    world.map_product("monthly:E1", 7, 101).unwrap();
    world.edit(1, |line| {
        line.cancelled_date = Some("2026-10-31".parse().unwrap())
    });
    let record = world.validate().await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    assert_eq!(plan(&record), ["create 10 × 20 from 2026-11-01"]);

    world.edit(1, |line| line.quantity = Some(9.into()));
    let record = world.validate().await;
    assert!(
        codes(&record).contains(&Code::LineChangedOutside),
        "{:?}",
        record.findings
    );
}

#[tokio::test]
async fn lines_left_at_another_company_are_told() {
    let world = ten().await;
    release(&world, ReleaseTarget::Customer(adatum()));
    world
        .workflow
        .map_customer(&adatum(), CompanyId(13))
        .unwrap();
    world.map_agreement(8).unwrap();
    world.map_product("monthly:E1", 8, 101).unwrap();
    let record = world.validate().await;
    let said = message(&record, Code::ReleasedStillBilling);
    assert!(said.contains("1 of its lines on agreement 1 "), "{said}");
}

#[tokio::test]
async fn an_invoiced_agreement_without_a_next_invoice_date_is_unclear() {
    let world = ten().await;
    world.next_invoice(1, None);
    let record = world.validate().await;
    assert_eq!(record.job.status, JobStatus::Error);
    let said = message(&record, Code::InvoicingUnclear);
    assert!(said.contains("shows no next invoice date"), "{said}");
}

#[tokio::test]
async fn an_agreement_that_was_never_invoiced_needs_no_next_invoice_date() {
    let world = standing(&[("2026-09-05", [0, 10])], &[]).await;
    world.next_invoice(1, None);
    let record = world.validate().await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    let again = world.validate().await;
    assert_eq!(again.job.status, JobStatus::Success, "{:?}", again.findings);
}
