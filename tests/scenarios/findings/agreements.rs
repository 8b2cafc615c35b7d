//! What is wrong with a company or an agreement in ConnectWise.

use super::{finds, settles};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode},
    finding::Code,
    ids::AgreementId,
};
use jiff::civil::date;
use practice::Target;
use tests::{
    Simple, Terms,
    simple::{Draft, TODAY},
};
use workflow::mapping::{AgreementChoices, ReleaseTarget};

/// An office with a second agreement of the customer, which is not mapped.
async fn two_agreements() -> (Simple, AgreementId) {
    let mut draft = Draft::changed(false);
    let second = draft
        .site
        .agreement(&draft.client, Terms::monthly(false, TODAY));
    (draft.mapped().await, second)
}

/// Maps the product to another agreement of the customer instead.
fn map_instead(simple: &Simple, agreement: AgreementId) {
    let workflow = &simple.desk.workflow;
    let target = ReleaseTarget::Agreement(simple.client.id.clone(), simple.agreement);
    workflow.release(&target).unwrap();
    simple.desk.map_agreement(&simple.client.id, agreement);
    let products = [(simple.product(), simple.item)];
    workflow
        .map_products(&simple.client.id, agreement, &products)
        .unwrap();
}

#[tokio::test]
async fn a_company_that_is_gone_or_deleted() {
    let mut draft = Draft::changed(false);
    let heir = draft.site.client("Adatum Holding");
    let agreement = draft.site.agreement(&heir, Terms::monthly(false, TODAY));
    let simple = draft.mapped().await;
    let company = Target::Company(simple.client.company.0);
    simple.office.edit(company, &[("deletedFlag", "true")]);
    finds(&simple, &[Code::CompanyGone]).await;
    simple.office.practice.delete(company).unwrap();
    finds(&simple, &[Code::CompanyGone]).await;

    let workflow = &simple.desk.workflow;
    workflow
        .release(&ReleaseTarget::Customer(simple.client.id.clone()))
        .unwrap();
    workflow
        .map_customer(&simple.client.id, heir.company)
        .unwrap();
    simple.desk.map_agreement(&simple.client.id, agreement);
    let products = [(simple.product(), simple.item)];
    workflow
        .map_products(&simple.client.id, agreement, &products)
        .unwrap();
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn an_agreement_that_is_gone() {
    let (simple, second) = two_agreements().await;
    simple
        .office
        .practice
        .delete(Target::Agreement(simple.agreement.0))
        .unwrap();
    finds(&simple, &[Code::AgreementGone]).await;
    map_instead(&simple, second);
    settles(&simple, &[]).await;
    assert_eq!(simple.office.lines(second).len(), 2);
}

#[tokio::test]
async fn an_agreement_that_is_not_active() {
    for status in ["\"Cancelled\"", "\"Expired\"", "\"Inactive\""] {
        let (simple, second) = two_agreements().await;
        simple
            .office
            .edit_agreement(simple.agreement, &[("agreementStatus", status)]);
        finds(&simple, &[Code::AgreementNotActive]).await;
        map_instead(&simple, second);
        settles(&simple, &[]).await;
    }
}

#[tokio::test]
async fn an_agreement_that_ended_before_the_first_open_day() {
    let (simple, second) = two_agreements().await;
    let ended = [
        ("noEndingDateFlag", "false"),
        ("endDate", "\"2026-09-30T00:00:00Z\""),
    ];
    simple.office.edit_agreement(simple.agreement, &ended);
    finds(
        &simple,
        &[Code::AgreementNotActive, Code::AfterAgreementEnd],
    )
    .await;
    map_instead(&simple, second);
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn an_agreement_that_no_longer_bills_by_the_month() {
    let (simple, second) = two_agreements().await;
    let quarterly = r#"{"id": 15, "name": "Calendar quarter"}"#;
    simple
        .office
        .edit_agreement(simple.agreement, &[("billingCycle", quarterly)]);
    finds(&simple, &[Code::AgreementNotActive]).await;
    map_instead(&simple, second);
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn an_agreement_in_another_currency() {
    let (simple, second) = two_agreements().await;
    let euro = r#"{"id": 8, "symbol": "€", "currencyCode": "EUR", "currencyIdentifier": "EUR", "name": "Euro"}"#;
    simple
        .office
        .edit_agreement(simple.agreement, &[("currency", euro)]);
    finds(&simple, &[Code::AgreementCurrencyDiffers]).await;
    map_instead(&simple, second);
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn flags_that_leave_doubt_are_asked_about_once() {
    let doubts = [
        ("periodType", "\"Future\""),
        ("periodType", "\"Both\""),
        ("invoiceProratedAdditionsFlag", "true"),
    ];
    for doubt in doubts {
        let simple = Draft::changed(false).mapped().await;
        simple.office.edit_agreement(simple.agreement, &[doubt]);
        finds(&simple, &[Code::InvoicingUnclear]).await;
        let covers = Some(NextInvoiceCovers::Holding);
        let choices = AgreementChoices {
            covers,
            ..AgreementChoices::default()
        };
        let workflow = &simple.desk.workflow;
        workflow
            .map_agreement(&simple.client.id, simple.agreement, choices)
            .unwrap();
        settles(&simple, &[]).await;
    }
}

#[tokio::test]
async fn an_agreement_in_arrears_is_open_a_period_earlier() {
    let simple = Draft::changed(false).mapped().await;
    simple.office.practice.world(|world| {
        world.billing.in_arrears.insert(simple.agreement.0);
    });
    let next = [
        ("nextInvoiceDate", "\"2026-11-01T00:00:00Z\""),
        ("periodType", "\"Both\""),
    ];
    simple.office.edit_agreement(simple.agreement, &next);
    finds(&simple, &[Code::InvoicingUnclear]).await;
    let covers = Some(NextInvoiceCovers::Before);
    let choices = AgreementChoices {
        covers,
        ..AgreementChoices::default()
    };
    let workflow = &simple.desk.workflow;
    workflow
        .map_agreement(&simple.client.id, simple.agreement, choices)
        .unwrap();
    settles(&simple, &[]).await;
    let invoice = simple.office.invoice(simple.agreement);
    assert_eq!(
        invoice[0].from,
        date(2026, 10, 1),
        "October, invoiced on 1 November"
    );
    assert_eq!(invoice.len(), 2);
}

#[tokio::test]
async fn a_mode_that_would_prorate_twice() {
    let simple = Draft::changed(true).mapped().await;
    let choose = |mode| {
        let choices = AgreementChoices {
            mode: Some(mode),
            ..AgreementChoices::default()
        };
        simple
            .desk
            .workflow
            .map_agreement(&simple.client.id, simple.agreement, choices)
    };
    choose(PostingMode::Dated).unwrap();
    choose(PostingMode::Adjustment).unwrap_err();
    // A person switches proration off in ConnectWise.
    simple
        .office
        .edit_agreement(simple.agreement, &[("prorateFlag", "false")]);
    finds(&simple, &[Code::DoubleProration]).await;
    simple.desk.refresh().await;
    choose(PostingMode::Adjustment).unwrap();
    settles(&simple, &[]).await;
    assert_eq!(
        simple.office.line(simple.agreement, ":a261017").quantity,
        1.into()
    );
}
