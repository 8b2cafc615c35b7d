//! Customers and agreements: every rule of mapping, broken once.

use crate::{
    records::agreement,
    world::{World, adatum, contoso, said},
};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode},
    ids::{AgreementId, CompanyId, CustomerId},
};
use serde_json::json;
use workflow::mapping::{AgreementChoices, ReleaseTarget};

fn choices() -> AgreementChoices {
    AgreementChoices::default()
}

#[tokio::test]
async fn a_customer_has_one_company_and_the_other_side_is_named() {
    let world = World::new().await;
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    let again = world.workflow.map_customer(&adatum(), CompanyId(12));
    assert_eq!(
        said(again),
        "Adatum is already mapped to Adatum Ltd; release that mapping first"
    );
    let other = world.workflow.map_customer(&contoso(), CompanyId(11));
    assert_eq!(
        said(other),
        "Adatum Ltd is already mapped to the C3 customer Adatum; release that mapping first"
    );
    let mapped = world
        .store
        .read(|reader| reader.customer_mappings())
        .unwrap();
    assert_eq!(mapped.len(), 1);
}

#[tokio::test]
async fn unknown_and_gone_records_cannot_be_mapped() {
    let world = World::new().await;
    let nobody = world
        .workflow
        .map_customer(&CustomerId::new("Z"), CompanyId(11));
    assert!(said(nobody).starts_with("There is no C3 customer z"));
    let nothing = world.workflow.map_customer(&adatum(), CompanyId(99));
    assert!(said(nothing).starts_with("There is no company 99"));
    world
        .connectwise
        .site()
        .companies
        .retain(|company| company.id != 13);
    world.set_time("2026-11-01T01:00:00Z");
    world.refresh().await;
    let gone = world.workflow.map_customer(&adatum(), CompanyId(13));
    assert_eq!(
        said(gone),
        "The company Fabrikam Ltd is gone in ConnectWise and cannot be chosen"
    );
}

#[tokio::test]
async fn an_agreement_needs_its_customer_first_and_belongs_to_its_company() {
    let world = World::new().await;
    assert_eq!(
        said(world.map_agreement(1)),
        "Adatum is not mapped to a ConnectWise company yet; map the customer first"
    );
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    assert_eq!(
        said(world.map_agreement(6)),
        "The agreement Theirs belongs to Contoso Ltd, not to Adatum Ltd"
    );
    world.map_agreement(1).unwrap();
    world.map_agreement(2).unwrap();
    assert_eq!(
        said(world.map_agreement(1)),
        "The agreement Cloud monthly is already mapped for Adatum; release that mapping first"
    );
}

#[tokio::test]
async fn only_active_agreements_that_bill_monthly_or_yearly_are_taken() {
    let world = World::mapped().await;
    assert_eq!(
        said(world.map_agreement(3)),
        "The agreement Quarterly bills Quarterly; only agreements that bill Monthly or Yearly can be mapped"
    );
    assert_eq!(
        said(world.map_agreement(4)),
        "The agreement Old is cancelled in ConnectWise and cannot be chosen"
    );
    for status in ["Expired", "Inactive"] {
        let changed = agreement(4, 11, json!({"name": "Old", "agreementStatus": status}));
        world.connectwise.site().agreements[3] = changed;
        world.refresh().await;
        let refused = said(world.map_agreement(4));
        assert!(refused.contains(&status.to_lowercase()), "{refused}");
    }
    let flagged = agreement(
        4,
        11,
        json!({"agreementStatus": null, "cancelledFlag": true}),
    );
    world.connectwise.site().agreements[3] = flagged;
    world.refresh().await;
    assert!(said(world.map_agreement(4)).contains("cancelled"));
}

#[tokio::test]
async fn an_agreement_that_is_gone_cannot_be_mapped() {
    let world = World::mapped().await;
    world
        .connectwise
        .site()
        .agreements
        .retain(|agreement| agreement.id != 5);
    world.set_time("2026-11-01T01:00:00Z");
    world.refresh().await;
    assert_eq!(
        said(world.map_agreement(5)),
        "The agreement Flat is gone in ConnectWise and cannot be chosen"
    );
}

#[tokio::test]
async fn a_posting_mode_that_prorates_twice_or_not_at_all_is_refused() {
    let world = World::mapped().await;
    let with = |mode| AgreementChoices {
        mode: Some(mode),
        ..choices()
    };
    let map = |id, mode| {
        world
            .workflow
            .map_agreement(&adatum(), AgreementId(id), with(mode))
    };
    assert_eq!(
        said(map(2, PostingMode::Adjustment)),
        "Cloud yearly prorates in ConnectWise; the posting mode “adjustment” would bill changes prorated twice"
    );
    assert_eq!(
        said(map(5, PostingMode::Dated)),
        "Flat does not prorate in ConnectWise; the posting mode “dated” would bill changes for whole periods"
    );
    map(2, PostingMode::Dated).unwrap();
    map(5, PostingMode::Adjustment).unwrap();
}

#[tokio::test]
async fn accord_cannot_begin_before_the_agreement_bills() {
    let world = World::mapped().await;
    let from = |day: &str| AgreementChoices {
        bill_from: Some(day.parse().unwrap()),
        ..choices()
    };
    let map = |day| {
        world
            .workflow
            .map_agreement(&adatum(), AgreementId(2), from(day))
    };
    assert_eq!(
        said(map("2025-12-31")),
        "Cloud yearly bills from 2026-01-01 on; Accord cannot begin earlier"
    );
    map("2026-01-01").unwrap();
}

#[tokio::test]
async fn the_terms_of_a_mapped_agreement_can_be_changed_and_are_remembered() {
    let world = World::mapped().await;
    let chosen = AgreementChoices {
        bill_from: Some("2026-10-01".parse().unwrap()),
        covers: Some(NextInvoiceCovers::Before),
        mode: Some(PostingMode::Dated),
    };
    world
        .workflow
        .map_agreement(&adatum(), AgreementId(1), chosen)
        .unwrap();
    let terms = || {
        let mapping = world
            .store
            .read(|reader| reader.agreement_mapping(AgreementId(1)));
        mapping.unwrap().unwrap().terms
    };
    let before = terms();
    assert_eq!(before.covers, Some(NextInvoiceCovers::Before));
    assert_eq!(before.mode, Some(PostingMode::Dated));
    let target = ReleaseTarget::Agreement(adatum(), AgreementId(1));
    world.workflow.release(&target).unwrap();
    world.map_agreement(1).unwrap();
    assert_eq!(terms(), before);
}

#[tokio::test]
async fn another_customer_does_not_inherit_the_first_day() {
    let world = World::mapped().await;
    let chosen = AgreementChoices {
        bill_from: Some("2026-10-01".parse().unwrap()),
        covers: Some(NextInvoiceCovers::Before),
        mode: None,
    };
    world
        .workflow
        .map_agreement(&adatum(), AgreementId(1), chosen)
        .unwrap();
    world
        .workflow
        .release(&ReleaseTarget::Customer(adatum()))
        .unwrap();
    world
        .workflow
        .map_customer(&contoso(), CompanyId(11))
        .unwrap();
    world
        .workflow
        .map_agreement(&contoso(), AgreementId(1), choices())
        .unwrap();
    let mapping = world
        .store
        .read(|reader| reader.agreement_mapping(AgreementId(1)));
    let terms = mapping.unwrap().unwrap().terms;
    assert_eq!(terms.bill_from, None);
    assert_eq!(terms.covers, Some(NextInvoiceCovers::Before));
}
