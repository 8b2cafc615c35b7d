//! The reference in a custom field of additions: the first line of an agreement,
//! and of a company, that has no addition to take the fields from.

use crate::{
    records::{addition, agreement, row},
    standing::standing,
    world::{World, contoso},
};
use c3::Read;
use connectwise::CustomField;
use domain::{
    finding::Code,
    ids::{AgreementId, CompanyId, ItemId},
    mapping::ProductKey,
};
use serde_json::json;
use store::JobStatus;
use tokio_util::sync::CancellationToken;
use workflow::{Scope, jobs::Record, mapping::AgreementChoices, progress::unwatched};

const OTHERS: &str = "4f1c2d3e-0000-4000-8000-000000000002";

/// Adatum's agreement 1 is empty, its agreement 7 has an addition of something
/// else; Contoso has none at all.
async fn world() -> World {
    let world = standing(&[("2026-09-05", [0, 10])], &[]).await;
    let more = row("B", OTHERS, "E1", "2026-09-06T10:00:00", [0, 3]);
    world.c3.csp().rows.push(Read::Row(more));
    let fields = json!([
        {"id": 3, "caption": "Room", "type": "Number", "entryMethod": "EntryField",
         "numberOfDecimals": 2, "value": 7},
        {"id": 4, "caption": "Accord", "type": "Text", "entryMethod": "EntryField", "value": "x"},
    ]);
    {
        let mut site = world.connectwise.site();
        site.agreements.push(agreement(7, 11, json!({})));
        site.additions = vec![(7, addition(1, 999, json!({"customFields": fields})))];
    }
    world
        .workflow
        .set("reference-field", "custom-field:Accord")
        .unwrap();
    world.refresh().await;
    let workflow = &world.workflow;
    let on = AgreementId(6);
    workflow.map_customer(&contoso(), CompanyId(12)).unwrap();
    workflow
        .map_agreement(&contoso(), on, AgreementChoices::default())
        .unwrap();
    let products = [(ProductKey::parse("monthly:E1").unwrap(), ItemId(101))];
    workflow.map_products(&contoso(), on, &products).unwrap();
    world
}

async fn upload(world: &World, customer: &str) -> Record {
    let scope = Scope::Customers(vec![domain::ids::CustomerId::new(customer)]);
    let cancel = CancellationToken::new;
    let job = world
        .workflow
        .validate(&scope, None, unwatched(), cancel())
        .await;
    let job = world
        .workflow
        .upload(job.unwrap(), unwatched(), cancel())
        .await;
    world.workflow.record(job.unwrap()).unwrap()
}

fn fields_on(world: &World, agreement: u32) -> Vec<CustomField> {
    let site = world.connectwise.site();
    let mut on = site.additions.iter().filter(|(on, _)| *on == agreement);
    on.next().unwrap().1.custom_fields.clone()
}

#[tokio::test]
async fn the_first_line_of_an_agreement_takes_the_fields_of_another_one() {
    let world = world().await;
    let record = upload(&world, "A").await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    let fields = fields_on(&world, 1);
    assert_eq!(fields.len(), 2);
    assert_eq!(
        (fields[0].number_of_decimals, &fields[0].value),
        (Some(2), &None)
    );
    let reference = format!("{}:b261101", crate::standing::SUBSCRIPTION);
    assert_eq!(fields[1].value, Some(json!(reference)));
}

#[tokio::test]
async fn the_first_line_of_a_company_takes_the_fields_that_an_earlier_run_saw() {
    let world = world().await;
    let record = upload(&world, "B").await;
    assert_eq!(
        record.job.status,
        JobStatus::Error,
        "nobody has seen the field yet"
    );
    assert!(
        record.findings[0]
            .message
            .contains("no Text custom field “Accord”")
    );
    assert_eq!(record.findings[0].code, Code::WriteFailed);

    upload(&world, "A").await;
    let record = upload(&world, "B").await;
    assert_eq!(
        record.job.status,
        JobStatus::Success,
        "{:?}",
        record.findings
    );
    let fields = fields_on(&world, 6);
    assert_eq!((fields[0].id, &fields[0].value), (Some(3), &None));
    assert_eq!(fields[1].value, Some(json!(format!("{OTHERS}:b261101"))));
}
