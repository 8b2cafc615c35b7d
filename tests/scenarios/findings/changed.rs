//! Something changed between validation and upload: the agreement stops before
//! its first write, the others go on, and the record ends in Error.

use domain::{agreement::PriceSource, finding::Code, ids::AgreementId};
use jiff::civil::date;
use practice::Target;
use store::JobStatus;
use tests::{
    Client, Simple, Subscription, Terms, codes, decimal, shown,
    simple::{Draft, PRODUCT, TODAY, morning},
    site::by_hand,
};
use workflow::mapping::{AgreementChoices, ReleaseTarget};

/// Adatum with its change, and Litware with one of its own.
struct Two {
    simple: Simple,
    litware: Client,
    other: AgreementId,
}

async fn two() -> Two {
    let mut draft = Draft::changed(true);
    let litware = draft.site.client("Litware");
    let other = draft.site.agreement(&litware, Terms::monthly(true, TODAY));
    let mut bought = Subscription::new(litware.position, PRODUCT, 0, decimal("20.00"));
    let row = bought.bought(morning(date(2026, 10, 12)), 3);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    let workflow = &simple.desk.workflow;
    workflow.set("use-connectwise-price", "on").unwrap();
    workflow.map_customer(&litware.id, litware.company).unwrap();
    simple.desk.map_agreement(&litware.id, other);
    let products = [(simple.product(), simple.item)];
    workflow
        .map_products(&litware.id, other, &products)
        .unwrap();
    Two {
        simple,
        litware,
        other,
    }
}

impl Two {
    /// Validates both, lets `change` happen, uploads, and holds that Adatum was
    /// stopped and Litware was not; then validates and uploads again.
    async fn stops(mut self, change: impl AsyncFnOnce(&mut Simple)) -> Self {
        let validated = self.simple.desk.validate_all().await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{:?}",
            validated.findings
        );
        change(&mut self.simple).await;
        let before = self.simple.office.lines(self.simple.agreement);
        let uploaded = self.simple.desk.upload(&validated).await;
        assert_eq!(uploaded.job.status, JobStatus::Error);
        assert_eq!(codes(&uploaded), [Code::ChangedSinceValidation].into());
        assert_eq!(uploaded.findings[0].customer, self.simple.client.id);
        assert_eq!(self.simple.office.lines(self.simple.agreement), before);
        let lines = ["b261012: 3 × 21 from 2026-10-12"];
        assert_eq!(self.simple.office.lines(self.other), lines);
        self
    }

    /// Once validated again, the rest is written.
    async fn then_goes_on(self) {
        let validated = self.simple.desk.validate_all().await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{:?}",
            validated.findings
        );
        let uploaded = self.simple.desk.upload(&validated).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{:?}",
            uploaded.findings
        );
        let again = self.simple.desk.validate_all().await;
        assert_eq!(shown::plan(&again), [""; 0]);
        assert_ne!(self.litware.id, self.simple.client.id);
    }
}

#[tokio::test]
async fn a_product_that_was_released() {
    let stopped = two().await.stops(async |simple| {
        let product = ReleaseTarget::Product(simple.client.id.clone(), simple.product());
        simple.desk.workflow.release(&product).unwrap();
    });
    let stopped = stopped.await;
    stopped.simple.map_product(&stopped.simple.desk);
    stopped.then_goes_on().await;
}

#[tokio::test]
async fn the_terms_of_an_agreement() {
    let stopped = two().await.stops(async |simple| {
        let bill_from = Some(date(2026, 10, 10));
        let choices = AgreementChoices {
            bill_from,
            ..AgreementChoices::default()
        };
        let workflow = &simple.desk.workflow;
        workflow
            .map_agreement(&simple.client.id, simple.agreement, choices)
            .unwrap();
    });
    stopped.await.then_goes_on().await;
}

#[tokio::test]
async fn an_event_that_came_meanwhile() {
    let stopped = two().await.stops(async |simple| {
        simple.count(date(2026, 10, 19), 5);
        simple.desk.refresh().await;
    });
    stopped.await.then_goes_on().await;
}

#[tokio::test]
async fn an_invoice_that_was_run_meanwhile() {
    let stopped = two().await.stops(async |simple| {
        simple.office.invoice(simple.agreement);
    });
    stopped.await.then_goes_on().await;
}

#[tokio::test]
async fn an_agreement_that_somebody_edited() {
    let edits = [
        [
            ("noEndingDateFlag", "false"),
            ("endDate", "\"2027-01-31T00:00:00Z\""),
        ],
        [
            ("billStartDate", "\"2026-02-01T00:00:00Z\""),
            ("startDate", "\"2026-02-01T00:00:00Z\""),
        ],
    ];
    for edit in edits {
        let stopped = two().await.stops(async |simple| {
            simple.office.edit_agreement(simple.agreement, &edit);
        });
        stopped.await.then_goes_on().await;
    }
    let expires = [("agreementStatus", "\"Expired\"")];
    two()
        .await
        .stops(async |simple| simple.office.edit_agreement(simple.agreement, &expires))
        .await;
}

#[tokio::test]
async fn an_addition_that_somebody_entered() {
    two()
        .await
        .stops(async |simple| {
            simple.office.practice.world(|world| {
                let since = date(2026, 10, 3);
                let addition = by_hand(world, simple.item, 8, "20.00", since);
                world.add(simple.agreement.0, addition);
            });
        })
        .await;
}

#[tokio::test]
async fn an_addition_that_somebody_edited() {
    let mut two = two().await;
    let validated = two.simple.desk.validate(&two.simple.client.id).await;
    two.simple.desk.upload(&validated).await;
    two.simple.count(date(2026, 10, 19), 5);
    let stopped = two.stops(async |simple| {
        let line = simple.office.line(simple.agreement, ":b261017");
        simple
            .office
            .edit_addition(&line, &[("invoiceDescription", "\"As agreed\"")]);
    });
    stopped.await.then_goes_on().await;
}

#[tokio::test]
async fn a_catalog_price_that_is_used() {
    let mut draft = two().await;
    let other = draft.simple.office.practice.world(|world| {
        let mut item = world.items.get(draft.simple.item.0).unwrap().clone();
        item.id = 0;
        item.identifier = "ALPHA-L".to_owned();
        world.items.insert(item)
    });
    draft.simple.desk.refresh().await;
    let workflow = &draft.simple.desk.workflow;
    assert_eq!(
        workflow.billing_settings().unwrap().price_source,
        PriceSource::ConnectWise
    );
    let product = ReleaseTarget::Product(draft.simple.client.id.clone(), draft.simple.product());
    workflow.release(&product).unwrap();
    draft.simple.item = domain::ids::ItemId(other);
    draft.simple.map_product(&draft.simple.desk);
    let stopped = draft.stops(async |simple| {
        simple
            .office
            .edit(Target::Item(simple.item.0), &[("price", "23")]);
    });
    stopped.await.then_goes_on().await;
}

#[tokio::test]
async fn settings_stop_every_agreement() {
    let Two { simple, other, .. } = two().await;
    let validated = simple.desk.validate_all().await;
    simple
        .desk
        .workflow
        .set("line-text", "{product} {from}")
        .unwrap();
    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(uploaded.job.status, JobStatus::Error);
    assert_eq!(codes(&uploaded), [Code::ChangedSinceValidation].into());
    assert_eq!(simple.office.lines(simple.agreement), [""; 0]);
    assert_eq!(simple.office.lines(other), [""; 0]);
}
