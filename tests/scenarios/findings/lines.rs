//! What people did to lines of Accord's: edited, copied, deleted.

use super::{finds, settles, uploads};
use domain::{finding::Code, ids::AdditionId};
use practice::{Target, connectwise::records::Addition};
use tests::{Simple, shown, simple::Draft};
use workflow::choices::LineVerdict;

/// An office whose change was uploaded.
async fn uploaded(prorate: bool) -> Simple {
    let simple = Draft::changed(prorate).mapped().await;
    settles(&simple, &[]).await;
    simple
}

async fn decide(simple: &Simple, line: &Addition, verdict: LineVerdict) {
    let workflow = &simple.desk.workflow;
    let addition = AdditionId(line.id);
    workflow
        .decide_line(simple.agreement, addition, verdict)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_edited_line_is_taken_back() {
    let simple = uploaded(false).await;
    let before = simple.office.lines(simple.agreement);
    let line = simple.office.line(simple.agreement, ":b261001");
    simple
        .office
        .edit_addition(&line, &[("quantity", "9"), ("unitPrice", "19.5")]);
    finds(&simple, &[Code::LineChangedOutside]).await;
    decide(&simple, &line, LineVerdict::Ours).await;
    settles(&simple, &[]).await;
    assert_eq!(simple.office.lines(simple.agreement), before);
}

#[tokio::test]
async fn an_edited_line_is_kept_until_the_next_event() {
    let mut simple = uploaded(true).await;
    let line = simple.office.line(simple.agreement, ":b261017");
    simple.office.edit_addition(&line, &[("quantity", "9")]);
    finds(&simple, &[Code::LineChangedOutside]).await;
    decide(&simple, &line, LineVerdict::Theirs).await;
    settles(&simple, &[]).await;
    assert_eq!(
        simple.office.line(simple.agreement, ":b261017").quantity,
        9.into()
    );

    simple.count(jiff::civil::date(2026, 10, 20), 7);
    settles(&simple, &[]).await;
    let now = simple.office.line(simple.agreement, ":b261020");
    assert_eq!(shown::addition(&now), "b261020: 7 × 20 from 2026-10-20");
}

#[tokio::test]
async fn an_edit_of_an_invoiced_line_is_settled_from_open_on() {
    let simple = uploaded(false).await;
    simple.office.invoice(simple.agreement);
    let line = simple.office.line(simple.agreement, ":b261001");
    simple.office.edit_addition(&line, &[("quantity", "11")]);
    finds(&simple, &[Code::LineChangedOutside]).await;
    decide(&simple, &line, LineVerdict::Ours).await;
    settles(&simple, &[]).await;
    let billing = simple.office.invoice(simple.agreement);
    let november: rust_decimal::Decimal = billing.iter().map(|line| line.amount).sum();
    assert_eq!(
        november,
        160.into(),
        "eight in November, and October as it was billed"
    );
}

#[tokio::test]
async fn of_two_lines_with_one_reference_the_later_is_voided() {
    let simple = uploaded(false).await;
    let line = simple.office.line(simple.agreement, ":b261001");
    let copy = Addition {
        id: 0,
        ..line.clone()
    };
    let copied = simple
        .office
        .practice
        .world(|world| world.add(simple.agreement.0, copy));
    finds(&simple, &[Code::ReferenceTwice]).await;
    decide(&simple, &line, LineVerdict::Ours).await;
    let validated = finds(&simple, &[]).await;
    assert_eq!(
        shown::plan(&validated),
        ["void b261001: 8 × 20 from 2026-10-01 to 2026-10-01, not billed"]
    );
    assert_eq!(
        validated.operations[0].operation.addition,
        Some(AdditionId(copied))
    );
    uploads(&simple, &validated).await;
    settles(&simple, &[]).await;
    assert_eq!(simple.office.billing(simple.agreement).len(), 2);
}

#[tokio::test]
async fn a_line_that_somebody_deleted_comes_back() {
    let simple = uploaded(false).await;
    let before = simple.office.lines(simple.agreement);
    let line = simple.office.line(simple.agreement, ":b261001");
    let target = Target::Addition {
        agreement: simple.agreement.0,
        id: line.id,
    };
    simple.office.practice.delete(target).unwrap();
    settles(&simple, &[]).await;
    let billing = simple.office.billing(simple.agreement);
    let mut billed: Vec<_> = billing.iter().map(shown::addition).collect();
    billed.sort_unstable();
    assert_eq!(billed.len(), before.len());
    assert!(
        billed[1].ends_with(": 8 × 20 from 2026-10-01"),
        "{billed:?}"
    );
}
