//! Releasing at all three levels, and mapping again: the record of what was
//! uploaded stays, so nothing is billed twice and nothing is lost.

use domain::finding::Code;
use jiff::civil::date;
use store::JobStatus;
use tests::{Simple, codes, shown, simple::Draft};
use workflow::mapping::ReleaseTarget;

/// An office whose change was uploaded.
async fn uploaded() -> Simple {
    let simple = Draft::changed(false).mapped().await;
    let validated = simple.desk.validate(&simple.client.id).await;
    simple.desk.upload(&validated).await;
    simple
}

fn targets(simple: &Simple) -> [ReleaseTarget; 3] {
    let customer = simple.client.id.clone();
    [
        ReleaseTarget::Product(customer.clone(), simple.product()),
        ReleaseTarget::Agreement(customer.clone(), simple.agreement),
        ReleaseTarget::Customer(customer),
    ]
}

/// Maps again what a release took away.
fn map_again(simple: &Simple, target: &ReleaseTarget) {
    match target {
        ReleaseTarget::Product(..) => simple.map_product(&simple.desk),
        ReleaseTarget::Agreement(customer, agreement) => {
            simple.desk.map_agreement(customer, *agreement);
            simple.map_product(&simple.desk);
        }
        ReleaseTarget::Customer(_) => simple.map_on(&simple.desk),
    }
}

#[tokio::test]
async fn mapping_again_goes_on_where_it_stopped() {
    let simple = uploaded().await;
    let (lines, written) = (
        simple.office.lines(simple.agreement),
        simple.office.writes(),
    );
    for target in targets(&simple) {
        simple.desk.workflow.release(&target).unwrap();
        map_again(&simple, &target);
        let validated = simple.desk.validate(&simple.client.id).await;
        assert_eq!(validated.job.status, JobStatus::Success, "{target:?}");
        assert_eq!(shown::plan(&validated), [""; 0], "{target:?}");
    }
    assert_eq!(simple.office.lines(simple.agreement), lines);
    assert_eq!(simple.office.writes(), written);
}

#[tokio::test]
async fn a_release_says_first_what_it_takes_away() {
    let simple = uploaded().await;
    simple.desk.refresh().await;
    let [product, agreement, customer] = targets(&simple);
    let effect = simple.desk.workflow.release_effect(&product).unwrap();
    assert_eq!((effect.products.len(), effect.agreements.len()), (1, 0));
    assert_eq!(effect.lines, 2, "{}", effect.message);
    let effect = simple.desk.workflow.release_effect(&agreement).unwrap();
    assert_eq!((effect.products.len(), effect.agreements.len()), (1, 1));
    let effect = simple.desk.workflow.release_effect(&customer).unwrap();
    assert!(effect.releases_customer);

    let released = simple.desk.workflow.release(&customer).unwrap();
    let counts = (released.products, released.agreements, released.customers);
    assert_eq!(counts, (1, 1, 1));
}

#[tokio::test]
async fn a_release_can_be_put_back_right_after() {
    let simple = uploaded().await;
    for target in targets(&simple) {
        let released = simple.desk.workflow.release(&target).unwrap();
        simple.desk.workflow.put_back(&released).unwrap();
        let validated = simple.desk.validate(&simple.client.id).await;
        assert_eq!(validated.job.status, JobStatus::Success, "{target:?}");
        assert_eq!(shown::plan(&validated), [""; 0], "{target:?}");
    }
}

#[tokio::test]
async fn what_is_released_bills_on_until_it_is_mapped_again() {
    let mut simple = uploaded().await;
    let [product, ..] = targets(&simple);
    simple.desk.workflow.release(&product).unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    let expected = [Code::UnmappedProduct, Code::ReleasedStillBilling];
    assert_eq!(codes(&validated), expected.into());
    assert_eq!(shown::plan(&validated), [""; 0], "a release never writes");

    // What happened meanwhile is caught up.
    simple.count(date(2026, 10, 19), 9);
    simple.map_product(&simple.desk);
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(validated.job.status, JobStatus::Success);
    simple.desk.upload(&validated).await;
    let lines = [
        "b261001: 9 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
        // One less for the 18 days before the 19th.
        "a261019: 1 × -11.61 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn a_product_set_aside_is_listed_and_not_nagged_about() {
    let simple = Draft::changed(false).open().await;
    let workflow = &simple.desk.workflow;
    workflow
        .map_customer(&simple.client.id, simple.client.company)
        .unwrap();
    simple
        .desk
        .map_agreement(&simple.client.id, simple.agreement);
    workflow
        .set_aside(&simple.client.id, &simple.product(), "Billed by hand")
        .unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(validated.job.status, JobStatus::Success);
    assert_eq!(codes(&validated), [Code::SetAside].into());
    assert_eq!(shown::plan(&validated), [""; 0]);

    workflow
        .take_back(&simple.client.id, &simple.product())
        .unwrap();
    simple.map_product(&simple.desk);
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(shown::plan(&validated).len(), 2);
}
