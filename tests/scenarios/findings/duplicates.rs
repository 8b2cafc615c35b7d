//! An addition of a mapped item that a person made: adopted, ended or left, as
//! the user says, by the upload and not before.

use super::{finds, settles};
use domain::{
    finding::Code,
    ids::{AdditionId, AgreementId},
};
use jiff::civil::date;
use practice::connectwise::records::Addition;
use tests::{Simple, Subscription, decimal, simple::Draft, site::by_hand};
use workflow::choices::AdditionDecision;

/// An office on whose agreement a person has entered so many licences since
/// February, and whatever else is done to that addition.
async fn entered(quantity: i64, change: impl FnOnce(&mut Addition)) -> (Simple, AdditionId) {
    let mut draft = Draft::changed(false);
    let since = date(2026, 2, 1);
    let mut addition = by_hand(&draft.site.world, draft.item, quantity, "20.00", since);
    change(&mut addition);
    let id = draft.site.world.add(draft.agreement.0, addition);
    (draft.mapped().await, AdditionId(id))
}

async fn decide(simple: &Simple, addition: AdditionId, decision: AdditionDecision) {
    let before = simple.office.writes();
    let workflow = &simple.desk.workflow;
    workflow
        .decide_duplicate(simple.agreement, addition, decision)
        .await
        .unwrap();
    assert_eq!(simple.office.writes(), before, "deciding writes nothing");
}

#[tokio::test]
async fn adopting_one_that_fits_writes_the_reference_alone() {
    let (simple, addition) = entered(8, |_| {}).await;
    finds(&simple, &[Code::PossibleDuplicate]).await;
    decide(
        &simple,
        addition,
        AdditionDecision::Adopt(simple.subscription.key()),
    )
    .await;
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 8 × 20 from 2026-02-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn adopting_one_that_is_off_converges_from_the_first_open_day() {
    let (simple, addition) = entered(5, |_| {}).await;
    finds(&simple, &[Code::PossibleDuplicate]).await;
    decide(
        &simple,
        addition,
        AdditionDecision::Adopt(simple.subscription.key()),
    )
    .await;
    settles(&simple, &[]).await;
    let lines = [
        "b261001: 5 × 20 from 2026-02-01 to 2026-09-30",
        "b2610011: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn ending_gives_it_the_day_before_as_its_last() {
    let (simple, addition) = entered(8, |_| {}).await;
    finds(&simple, &[Code::PossibleDuplicate]).await;
    decide(&simple, addition, AdditionDecision::End).await;
    settles(&simple, &[]).await;
    let lines = [
        "by hand: 8 × 20 from 2026-02-01 to 2026-09-30",
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn ending_one_that_no_invoice_covers_voids_it() {
    let (simple, addition) =
        entered(8, |addition| addition.effective = Some(date(2026, 10, 5))).await;
    decide(&simple, addition, AdditionDecision::End).await;
    settles(&simple, &[]).await;
    let by_hand = &simple.office.lines(simple.agreement)[0];
    assert_eq!(
        by_hand,
        "by hand: 8 × 20 from 2026-10-05 to 2026-10-05, not billed"
    );
}

#[tokio::test]
async fn one_that_is_left_stays_and_is_not_asked_about_again() {
    let (simple, addition) = entered(8, |_| {}).await;
    finds(&simple, &[Code::PossibleDuplicate]).await;
    decide(&simple, addition, AdditionDecision::Leave).await;
    settles(&simple, &[]).await;
    let lines = [
        "by hand: 8 × 20 from 2026-02-01",
        "b261001: 8 × 20 from 2026-10-01",
        "a261017: 1 × 20.65 from 2026-10-01 to 2026-10-31",
    ];
    assert_eq!(simple.office.lines(simple.agreement), lines);
}

#[tokio::test]
async fn what_is_over_or_of_another_item_is_no_duplicate() {
    let ended = Some(date(2026, 9, 30));
    let (simple, _) = entered(8, |addition| addition.cancelled = ended).await;
    settles(&simple, &[]).await;
    let (simple, _) = entered(8, |addition| addition.product.id = 501).await;
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn included_units_and_what_is_not_billed_cannot_be_adopted() {
    use practice::connectwise::records::BillCustomer;
    let changes: [fn(&mut Addition); 2] = [
        |addition| addition.less_included = decimal("2"),
        |addition| addition.bill_customer = Some(BillCustomer::DoNotBill),
    ];
    for change in changes {
        let (simple, addition) = entered(8, change).await;
        finds(&simple, &[Code::PossibleDuplicate]).await;
        let workflow = &simple.desk.workflow;
        let adopt = AdditionDecision::Adopt(simple.subscription.key());
        workflow
            .decide_duplicate(simple.agreement, addition, adopt)
            .await
            .unwrap_err();
        decide(&simple, addition, AdditionDecision::Leave).await;
        settles(&simple, &[]).await;
    }
}

#[tokio::test]
async fn one_that_changed_after_it_was_adopted_is_asked_about_again() {
    let (simple, addition) = entered(8, |_| {}).await;
    decide(
        &simple,
        addition,
        AdditionDecision::Adopt(simple.subscription.key()),
    )
    .await;
    let record = simple.office.additions(simple.agreement).remove(0);
    simple
        .office
        .edit_addition(&record, &[("lessIncluded", "2")]);
    finds(&simple, &[Code::PossibleDuplicate]).await;
    decide(&simple, addition, AdditionDecision::End).await;
    settles(&simple, &[]).await;
}

#[tokio::test]
async fn decisions_on_what_is_not_there_are_refused() {
    let (simple, addition) = entered(8, |_| {}).await;
    let workflow = &simple.desk.workflow;
    let leave = || AdditionDecision::Leave;
    let stranger = Subscription::new(99, "Nobody's", 1, decimal("1")).key();
    let adopt = AdditionDecision::Adopt(stranger);
    workflow
        .decide_duplicate(simple.agreement, addition, adopt)
        .await
        .unwrap_err();
    workflow
        .decide_duplicate(simple.agreement, AdditionId(999), leave())
        .await
        .unwrap_err();
    workflow
        .decide_duplicate(AgreementId(999), addition, leave())
        .await
        .unwrap_err();
}
