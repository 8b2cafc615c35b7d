//! Cases that a random history seldom meets.

use crate::{
    calendar::plus,
    given::{billing, change, dec},
    regressions::{DECEMBER, OCTOBER, month, stage},
    scenario::FIRST,
    stage::Tried,
};
use domain::{
    agreement::{PricePeriods, PriceSource},
    ids::ItemId,
    ledger::Status,
    line::{Action, LineValues},
    plan::Notice,
    reference::{LineKind, Reference},
};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

#[test]
fn an_agreement_may_end_with_time_itself() -> Tried {
    for prorates in [true, false] {
        let mut stage = stage(1, prorates);
        stage.world.contract_mut(FIRST).end = Some(Date::MAX);
        change(&mut stage, date(2026, 10, 5), 2, Status::Active);
        month(&mut stage)?;
    }
    Ok(())
}

#[test]
fn a_line_that_was_ended_goes_on_when_the_ending_is_discarded() -> Tried {
    let mut stage = stage(10, true);
    month(&mut stage)?;
    change(&mut stage, date(2026, 11, 17), 0, Status::Deleted);
    stage.upload()?;
    assert_eq!(billing(&stage)[0].4, Some(date(2026, 11, 16)));
    stage.oracle.known.clear();
    let plan = stage.plan();
    assert_eq!(plan.operations.len(), 1);
    assert_eq!(plan.operations[0].action, Action::Change);
    assert_eq!(plan.operations[0].after.cancelled, None);
    month(&mut stage)
}

/// A settlement of an ending that was discarded after its invoice is taken back.
#[test]
fn a_settlement_settles_a_settlement() -> Tried {
    let mut stage = stage(10, true);
    month(&mut stage)?;
    change(&mut stage, date(2026, 10, 17), 8, Status::Active);
    month(&mut stage)?;
    stage.oracle.known.clear();
    month(&mut stage)?;
    month(&mut stage)
}

/// Ten lines of another item already bear every name of the day.
#[test]
fn where_no_reference_is_left_nothing_is_created_and_it_is_told() {
    let mut stage = stage(1, true);
    for digit in 0..=9 {
        let reference = Reference {
            subscription: stage.subscription.clone(),
            kind: LineKind::Base,
            day: OCTOBER,
            digit,
        };
        let values = LineValues {
            item: ItemId(9),
            quantity: Decimal::ONE,
            unit_price: Decimal::ONE,
            effective: OCTOBER,
            cancelled: Some(OCTOBER),
            billable: false,
        };
        stage.world.add(FIRST, Some(reference), values);
    }
    let plan = stage.plan();
    assert!(plan.operations.is_empty());
    assert!(plan.notices.contains(&(FIRST, Notice::NoReferenceLeft)));
}

/// Before the first validation nothing says where Accord begins: it is `open`.
#[test]
fn without_a_first_day_nothing_is_settled() -> Tried {
    let mut stage = stage(4, true);
    stage.invoice();
    stage.invoice();
    stage.world.contract_mut(FIRST).bill_from = None;
    change(&mut stage, date(2026, 10, 17), 5, Status::Active);
    stage.upload()?;
    let base = (LineKind::Base, dec("5"), dec("3775.8"), DECEMBER, None);
    assert_eq!(billing(&stage), [base]);
    Ok(())
}

/// A hand-made line that begins with `open` has billed nothing yet.
#[test]
fn an_adopted_line_may_begin_with_open() -> Tried {
    let mut stage = stage(4, true);
    let values = LineValues {
        item: ItemId(1),
        quantity: dec("3"),
        unit_price: dec("1"),
        effective: plus(OCTOBER, 4),
        cancelled: None,
        billable: true,
    };
    let id = stage.world.add(FIRST, None, values);
    let reference = Reference {
        subscription: stage.subscription.clone(),
        kind: LineKind::Base,
        day: OCTOBER,
        digit: 0,
    };
    stage.adopting.insert(id, reference);
    month(&mut stage)?;
    assert_eq!(stage.world.lines().len(), 1);
    Ok(())
}

/// What is left out is told.
#[test]
fn what_is_left_out_is_told() {
    let mut stage = stage(4, true);
    stage.world.contract_mut(FIRST).end = Some(date(2026, 12, 31));
    change(&mut stage, date(2026, 9, 1), 5, Status::Active);
    stage.oracle.known[0].now.price = Decimal::ZERO;
    let notices: Vec<Notice> = stage.plan().notices.into_iter().map(|n| n.1).collect();
    assert_eq!(
        notices,
        [
            Notice::BeforeBillingStart,
            Notice::AfterAgreementEnd,
            Notice::PriceZero
        ]
    );
}

#[test]
fn without_a_price_nothing_is_created_and_it_is_told() {
    let mut stage = stage(4, true);
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
    let plan = stage.plan();
    assert!(plan.operations.is_empty());
    assert!(plan.notices.contains(&(FIRST, Notice::PriceMissing)));
}

/// What becomes known when no line can carry it any more is left to a person.
#[test]
fn what_is_due_on_an_agreement_that_has_ended_is_told() -> Tried {
    for (quantity, left) in [(8, "-19.35"), (12, "19.35")] {
        let mut stage = stage(10, false);
        stage.oracle.initial.price = dec("20");
        stage.world.contract_mut(FIRST).end = Some(date(2026, 10, 31));
        month(&mut stage)?;
        change(&mut stage, date(2026, 10, 17), quantity, Status::Active);
        stage.oracle.known[0].now.price = dec("20");
        let plan = stage.plan();
        assert_eq!(plan.operations, []);
        let left = Notice::LeftDue(dec(left));
        assert!(plan.notices.contains(&(FIRST, left)), "{:?}", plan.notices);
    }
    Ok(())
}
