//! Findings name the exact place where they are mended.

use crate::{
    records::{addition, row},
    world::{E1_OF_ADATUM, World, adatum},
};
use c3::Read;
use domain::{
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, SubscriptionId},
};
use serde_json::json;

fn of(findings: &[Finding], code: Code) -> &Finding {
    let mut found = findings.iter().filter(|finding| finding.code == code);
    let only = found.next().unwrap();
    assert_eq!(found.next(), None);
    only
}

#[tokio::test]
async fn a_possible_duplicate_names_the_addition_and_its_agreement() {
    let world = World::planned().await;
    world.connectwise.site().additions = vec![(1, addition(8, 101, json!({})))];
    let record = world.check(&[adatum()]).await;
    let found = of(&record.findings, Code::PossibleDuplicate);
    assert_eq!(found.agreement, Some(AgreementId(1)));
    assert_eq!(found.addition, Some(AdditionId(8)));
    assert_eq!((&found.subscription, found.event), (&None, None));
}

#[tokio::test]
async fn what_is_wrong_with_an_agreement_or_an_item_names_the_agreement() {
    let world = World::planned().await;
    {
        let mut site = world.connectwise.site();
        site.agreements[0].period_type = Some(connectwise::PeriodType::Both);
        site.items[0].inactive_flag = Some(true);
    }
    let record = world.check(&[adatum()]).await;
    for code in [Code::InvoicingUnclear, Code::ItemInactive] {
        assert_eq!(of(&record.findings, code).agreement, Some(AgreementId(1)));
    }
}

#[tokio::test]
async fn an_event_that_is_odd_is_named() {
    let world = World::planned().await;
    let odd = row("A", E1_OF_ADATUM, "E1", "2026-10-20T10:00:00", [9, 10]);
    world.c3.csp().rows.push(Read::Row(odd));
    let record = world.check(&[adatum()]).await;
    let found = of(&record.findings, Code::OutOfOrder);
    let event = found.event.unwrap();
    assert_eq!(found.subscription, Some(SubscriptionId::new(E1_OF_ADATUM)));
    let row = &world.workflow.events(&[event]).unwrap()[0];
    assert_eq!(
        (row.old_quantity.as_str(), row.new_quantity.as_str()),
        ("9", "10")
    );
}

#[tokio::test]
async fn a_line_of_a_subscription_that_nobody_knows_is_named() {
    let world = World::planned().await;
    let reference = "4f1c2d3e-0000-4000-8000-000000000001:b261101";
    let ours = addition(9, 102, json!({"serialNumber": reference}));
    world.connectwise.site().additions = vec![(5, ours)];
    let record = world.check(&[adatum()]).await;
    let found = of(&record.findings, Code::UnknownReference);
    assert_eq!(found.agreement, Some(AgreementId(5)));
    assert_eq!(found.addition, Some(AdditionId(9)));
}
