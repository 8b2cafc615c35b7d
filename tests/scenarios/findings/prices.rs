//! Prices that are missing, zero or not the offer's.

use super::{finds, settles};
use domain::finding::Code;
use jiff::civil::date;
use practice::c3::{HistoryRow, Told, Values};
use tests::{
    Subscription, decimal,
    history::told,
    simple::{Draft, morning},
};

/// An office whose subscription was bought without a word on its price.
fn unpriced() -> Draft {
    let mut draft = Draft::new(true);
    let none = Values {
        quantity: Told::Is(0),
        price: Told::Null,
        status: Told::Null,
    };
    let ten = Values {
        price: Told::Null,
        ..told(draft.subscription.state)
    };
    let row = draft
        .subscription
        .row(morning(date(2026, 10, 17)), none, ten);
    draft.site.tell([HistoryRow::Change(Box::new(row))]);
    draft
}

#[tokio::test]
async fn a_missing_price_is_taken_from_the_catalog() {
    let simple = unpriced().mapped().await;
    finds(&simple, &[Code::PriceMissing]).await;
    simple
        .desk
        .workflow
        .set("use-connectwise-price", "on")
        .unwrap();
    settles(&simple, &[]).await;
    assert_eq!(
        simple.office.lines(simple.agreement),
        ["b261017: 10 × 21 from 2026-10-17"]
    );
}

#[tokio::test]
async fn a_missing_price_is_entered() {
    let simple = unpriced().mapped().await;
    finds(&simple, &[Code::PriceMissing]).await;
    let key = simple.subscription.key();
    simple
        .desk
        .workflow
        .set_baseline(&key, decimal("0"), decimal("20.00"))
        .unwrap();
    settles(&simple, &[]).await;
    assert_eq!(
        simple.office.lines(simple.agreement),
        ["b261017: 10 × 20 from 2026-10-17"]
    );
}

#[tokio::test]
async fn a_price_of_nothing_is_warned_of() {
    let mut draft = Draft::new(true);
    let free = morning(date(2026, 10, 17));
    let row = draft
        .subscription
        .change(free, |state| state.price = decimal("0.0000"));
    draft.site.tell([row]);
    let simple = draft.mapped().await;
    settles(&simple, &[Code::PriceZero, Code::PriceDiffersFromOffer]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01 to 2026-10-16",
        "b261017: 10 × 0 from 2026-10-17",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn a_price_that_no_offer_has_is_warned_of() {
    let mut draft = Draft::changed(true);
    let mut dear = Subscription::new(draft.client.position, "Beta Suite", 3, decimal("240.00"));
    draft
        .site
        .offer("Beta Suite", practice::c3::Cycle::Monthly, "20.00");
    let row = dear.count(morning(date(2026, 10, 18)), 4);
    draft.site.tell([row]);
    let item = draft.site.item("BETA-M", "20.00");
    let simple = draft.mapped().await;
    let beta = tests::desk::product_key("Beta Suite", practice::c3::Cycle::Monthly);
    let workflow = &simple.desk.workflow;
    workflow
        .map_products(&simple.client.id, simple.agreement, &[(beta, item)])
        .unwrap();
    let record = finds(&simple, &[Code::PriceDiffersFromOffer]).await;
    assert_eq!(record.findings[0].subscription, Some(dear.key()));
    settles(&simple, &[Code::PriceDiffersFromOffer]).await;
}

#[tokio::test]
async fn the_catalog_price_counts_from_open_on() {
    let simple = Draft::standing(true).mapped().await;
    settles(&simple, &[]).await;
    simple.office.invoice(simple.agreement);
    simple
        .desk
        .workflow
        .set("use-connectwise-price", "on")
        .unwrap();
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 10 × 20 from 2026-10-01 to 2026-10-31",
        "b261101: 10 × 21 from 2026-11-01",
    ];
    assert_eq!(
        simple.office.lines(simple.agreement),
        lines,
        "October stays as invoiced"
    );
}
