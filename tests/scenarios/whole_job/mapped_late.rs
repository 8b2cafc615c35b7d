//! A product that is mapped when its agreement bills already. What was bought
//! since Accord began is billed from its first day, also where the month was
//! invoiced before; what stood before Accord began is billed from the first open
//! day, because somebody billed it until then.

use jiff::civil::date;
use practice::c3::Cycle;
use rust_decimal::Decimal;
use store::JobStatus;
use tests::{
    Simple, Subscription, decimal,
    desk::product_key,
    simple::{Draft, TODAY, morning},
};

/// October was invoiced in advance; a second product is offered.
async fn invoiced(prorate: bool) -> (Simple, domain::ids::ItemId) {
    let mut draft = Draft::standing(prorate);
    draft.site.offer("Beta Suite", Cycle::Monthly, "31.00");
    let item = draft.site.item("BETA-M", "31.00");
    let simple = draft.mapped().await;
    upload(&simple).await;
    simple.office.invoice(simple.agreement);
    (simple, item)
}

async fn upload(simple: &Simple) {
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "{:?}",
        uploaded.findings
    );
    let again = simple.desk.validate(&simple.client.id).await;
    assert_eq!(tests::shown::plan(&again), [""; 0]);
}

async fn map(simple: &Simple, item: domain::ids::ItemId) {
    simple.desk.refresh().await;
    let products = [(product_key("Beta Suite", Cycle::Monthly), item)];
    let workflow = &simple.desk.workflow;
    workflow
        .map_products(&simple.client.id, simple.agreement, &products)
        .unwrap();
}

/// What November's invoice bills for an item.
fn november(simple: &Simple, item: domain::ids::ItemId) -> Decimal {
    let additions = simple.office.additions(simple.agreement);
    let of_item = |id| {
        additions
            .iter()
            .any(|a| a.id == id && a.product.id == item.0)
    };
    let lines = simple.office.invoice(simple.agreement);
    lines
        .iter()
        .filter(|line| of_item(line.addition))
        .map(|line| line.amount)
        .sum()
}

#[tokio::test]
async fn what_was_bought_since_is_billed_from_its_first_day() {
    for prorate in [false, true] {
        let (simple, item) = invoiced(prorate).await;
        let mut beta = Subscription::new(simple.client.position, "Beta Suite", 0, decimal("31.00"));
        let row = beta.bought(morning(date(2026, 10, 13)), 2);
        simple.office.practice.c3_server().append(vec![row]);
        map(&simple, item).await;
        upload(&simple).await;
        // Two for 19 days of October, a euro a day each, and for November.
        assert_eq!(
            november(&simple, item),
            decimal("100.00"),
            "prorated: {prorate}"
        );
    }
}

#[tokio::test]
async fn what_stood_before_accord_began_is_billed_from_the_first_open_day() {
    for prorate in [false, true] {
        let (simple, item) = invoiced(prorate).await;
        let mut beta = Subscription::new(simple.client.position, "Beta Suite", 3, decimal("31.00"));
        let row = beta.count(morning(date(2026, 10, 13)), 2);
        simple.office.practice.c3_server().append(vec![row]);
        map(&simple, item).await;
        upload(&simple).await;
        assert_eq!(
            november(&simple, item),
            decimal("62.00"),
            "prorated: {prorate}"
        );
        assert!(simple.office.practice.world(|world| world.today) == TODAY);
    }
}

#[tokio::test]
async fn a_renewal_under_another_name_goes_on_without_a_gap() {
    for prorate in [false, true] {
        let (simple, item) = invoiced(prorate).await;
        // The same subscription is of another product from the 13th on.
        let mut beta =
            Subscription::new(simple.client.position, "Beta Suite", 10, decimal("20.00"));
        beta.id = simple.subscription.id;
        let row = beta.change(morning(date(2026, 10, 13)), |state| {
            state.price = decimal("31.00")
        });
        simple.office.practice.c3_server().append(vec![row]);
        map(&simple, item).await;
        upload(&simple).await;
        let additions = simple.office.additions(simple.agreement);
        let all: Vec<_> = additions
            .iter()
            .map(|addition| addition.product.id)
            .collect();
        assert!(all.contains(&item.0), "{all:?}");
        let lines = simple.office.invoice(simple.agreement);
        let total: Decimal = lines.iter().map(|line| line.amount).sum();
        // Eleven more for 19 days of October: 10 × 11.00 × 19 ÷ 31, and November.
        assert_eq!(total, decimal("377.42"), "prorated: {prorate}");
    }
}
