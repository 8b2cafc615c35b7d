//! History rows without a subscription id, where C3's invoices name the
//! subscription, or several.

use super::{finds, settles};
use domain::finding::Code;
use jiff::civil::date;
use tests::{
    Subscription, decimal,
    simple::{Draft, PRODUCT, morning},
};

/// A site whose history tells the change of the 17th without an id; the invoice
/// names the subscription.
fn nameless() -> Draft {
    let mut draft = Draft::new(false);
    let mut told = draft.subscription.clone();
    told.id = None;
    let row = told.count(morning(date(2026, 10, 17)), 8);
    draft.site.tell([row]);
    draft.site.invoice(&draft.subscription, 1);
    draft
}

#[tokio::test]
async fn the_one_that_is_invoiced_is_meant() {
    let simple = nameless().mapped().await;
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
    let base = simple.office.line(simple.agreement, ":b261001");
    assert_eq!(
        base.serial_number,
        Some(simple.subscription.reference("b261001"))
    );
}

#[tokio::test]
async fn of_several_none_is_guessed() {
    let mut draft = nameless();
    let mut other = Subscription::new(draft.client.position, "another one", 3, decimal("20.00"));
    other.product = PRODUCT.into();
    draft.site.invoice(&other, 1);
    let mut simple = draft.mapped().await;
    finds(&simple, &[Code::SubscriptionUnclear]).await;
    // A file has the same row with its id.
    let at = morning(date(2026, 10, 17));
    let row = simple.subscription.json(at, |state| state.quantity = 8);
    let file = simple.desk.folder().join("october.json");
    std::fs::write(&file, format!("[{row}]")).unwrap();
    simple.desk.import(&file);
    settles(&simple, &[]).await;
    let mut lines = simple.office.lines(simple.agreement);
    lines.sort_unstable();
    let expected = [
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
        "b261001: 3 × 20 from 2026-10-01",
        "b261001: 8 × 20 from 2026-10-01",
    ];
    assert_eq!(lines, expected);
}
