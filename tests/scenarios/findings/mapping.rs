//! What is not mapped, and products that cannot be.

use super::{finds, settles};
use domain::{
    cycle::BillingCycle,
    finding::{Code, Severity},
};
use jiff::civil::date;
use practice::{
    c3::{Cycle, HistoryRow, Told, Values},
    connectwise::records::BillingOptions,
};
use store::JobStatus;
use tests::{
    Subscription, Terms, codes, decimal,
    desk::product_key,
    history::told,
    shown,
    simple::{Draft, PRODUCT, TODAY, morning},
};

#[tokio::test]
async fn customer_agreement_and_product_must_be_mapped() {
    let simple = Draft::changed(false).open().await;
    finds(&simple, &[Code::UnmappedCustomer]).await;
    simple
        .desk
        .workflow
        .map_customer(&simple.client.id, simple.client.company)
        .unwrap();
    finds(&simple, &[Code::UnmappedAgreement]).await;
    simple
        .desk
        .map_agreement(&simple.client.id, simple.agreement);
    finds(&simple, &[Code::UnmappedProduct]).await;
    simple.map_product(&simple.desk);
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn an_error_of_one_customer_keeps_no_other_from_being_validated() {
    let mut draft = Draft::changed(false);
    let other = draft.site.client("Litware");
    let mut bought = Subscription::new(other.position, PRODUCT, 0, decimal("20.00"));
    let row = bought.bought(morning(date(2026, 10, 12)), 3);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    simple
        .desk
        .workflow
        .map_customer(&other.id, other.company)
        .unwrap();
    let both = simple.desk.validate_all().await;
    assert_eq!(both.job.status, JobStatus::Error);
    let errors = both
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error);
    assert!(
        errors
            .into_iter()
            .all(|finding| finding.customer == other.id)
    );
    // Without the one that has errors.
    finds(&simple, &[]).await;
}

#[tokio::test]
async fn an_unknown_billing_cycle_is_chosen() {
    let mut draft = Draft::new(false);
    let mut strange = Subscription::new(draft.client.position, "Delta Suite", 4, decimal("5.00"));
    let row = strange.count(morning(date(2026, 10, 17)), 6);
    draft.site.tell([row]);
    let simple = draft.open().await;
    simple
        .desk
        .workflow
        .map_customer(&simple.client.id, simple.client.company)
        .unwrap();
    simple
        .desk
        .map_agreement(&simple.client.id, simple.agreement);
    finds(&simple, &[Code::BillingCycleUnknown]).await;
    simple
        .desk
        .workflow
        .set_cycle(&strange.key(), BillingCycle::Monthly)
        .unwrap();
    finds(&simple, &[Code::UnmappedProduct]).await;
    let product = product_key("Delta Suite", Cycle::Monthly);
    let products = [(product, simple.item)];
    let workflow = &simple.desk.workflow;
    workflow
        .map_products(&simple.client.id, simple.agreement, &products)
        .unwrap();
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn a_cycle_that_no_agreement_bills_is_said_and_does_not_hold_up_the_rest() {
    let mut draft = Draft::changed(false);
    draft
        .site
        .offer("Perpetual Suite", Cycle::OneTime, "300.00");
    let mut once = Subscription::new(draft.client.position, "Perpetual Suite", 0, decimal("300"));
    let row = once.bought(morning(date(2026, 10, 12)), 1);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::CycleNotSupported]).await;
    assert_eq!(simple.office.additions(simple.agreement).len(), 2);
}

#[tokio::test]
async fn an_unknown_baseline_is_entered() {
    let mut draft = Draft::new(false);
    // Active before and Suspended since, without a word on how many there were.
    let before = Values {
        quantity: Told::Null,
        ..told(draft.subscription.state)
    };
    draft.subscription.state.status = practice::c3::Status::Suspended;
    let after = told(draft.subscription.state);
    let row = draft
        .subscription
        .row(morning(date(2026, 10, 17)), before, after);
    draft.site.tell([HistoryRow::Change(Box::new(row))]);
    let simple = draft.open().await;
    simple
        .desk
        .workflow
        .map_customer(&simple.client.id, simple.client.company)
        .unwrap();
    simple
        .desk
        .map_agreement(&simple.client.id, simple.agreement);
    finds(&simple, &[Code::BaselineUnknown]).await;
    let key = simple.subscription.key();
    simple
        .desk
        .workflow
        .set_baseline(&key, decimal("7"), decimal("20.00"))
        .unwrap();
    simple.map_product(&simple.desk);
    settles(&simple, &[Code::SuspendedStillBilled]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01",
        // Seven only, for 16 days.
        "a261017: 1 × -30.97 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn one_item_for_two_billing_cycles_is_warned_of() {
    let mut draft = Draft::changed(false);
    draft.site.offer("Omega Suite", Cycle::Annual, "200.00");
    let other = draft.site.client("Litware");
    let yearly = Terms {
        cycle: BillingOptions::Yearly,
        ..Terms::monthly(true, TODAY)
    };
    let yearly = Terms {
        next_invoice: date(2026, 1, 1),
        ..yearly
    };
    let agreement = draft.site.agreement(&other, yearly);
    let mut omega = Subscription::new(other.position, "Omega Suite", 0, decimal("200.00"));
    let row = omega.bought(morning(date(2026, 10, 12)), 3);
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    let workflow = &simple.desk.workflow;
    workflow.map_customer(&other.id, other.company).unwrap();
    simple.desk.map_agreement(&other.id, agreement);
    let products = [(product_key("Omega Suite", Cycle::Annual), simple.item)];
    let warnings = workflow
        .map_products(&other.id, agreement, &products)
        .unwrap();
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    let validated = simple.desk.validate_all().await;
    assert_eq!(validated.job.status, JobStatus::Success);
    assert_eq!(codes(&validated), [Code::SameItemTwoCycles].into());
    assert_eq!(shown::plan(&validated).len(), 3);
}
