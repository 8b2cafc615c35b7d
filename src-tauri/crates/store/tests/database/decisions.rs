//! What the user decided: products set aside, subscriptions, duplicates, edited lines.

use super::sample::*;
use domain::{
    cycle::BillingCycle,
    ids::{AdditionId, AgreementId},
    line::LineValues,
};
use store::{
    Baseline, DuplicateChoice, DuplicateDecision, LineChoice, LineDecision, SetAside, Store,
    SubscriptionChoice, WrittenLine,
};

#[test]
fn a_product_is_set_aside_once_and_taken_back() {
    let store = Store::in_memory().expect("a store");
    let aside = |id: &str, reason: &str| {
        let aside = SetAside {
            customer: customer("c1"),
            product: product(id),
            reason: reason.into(),
        };
        store
            .write(|writer| writer.set_aside(&aside))
            .expect("set aside");
    };
    aside("unknown:Azure", "billed by hand");
    aside("unknown:AZURE", "billed elsewhere");
    aside("one-time:Azure", "billed once");
    let listed = || {
        store
            .read(|reader| reader.set_aside_of(&customer("c1")))
            .expect("read")
    };
    let reasons: Vec<_> = listed().into_iter().map(|aside| aside.reason).collect();
    assert_eq!(reasons, ["billed elsewhere", "billed once"]);
    let take_back = |id| {
        store
            .write(|writer| writer.take_back(&customer("c1"), &product(id)))
            .expect("taken back")
    };
    assert!(take_back("unknown:azure"));
    assert!(!take_back("unknown:azure"));
    assert_eq!(listed().len(), 1);
}

#[test]
fn each_choice_for_a_subscription_stands_for_itself() {
    let store = Store::in_memory().expect("a store");
    let id = subscription(SUBSCRIPTION);
    let choice = || {
        store
            .read(|reader| reader.subscription_choice(&id))
            .expect("read")
    };
    assert_eq!(choice(), SubscriptionChoice::default());
    let baseline = Baseline {
        quantity: decimal("10"),
        unit_price: decimal("20.0050"),
    };
    store
        .write(|writer| {
            writer.choose_cycle(&id, Some(BillingCycle::OneTime))?;
            writer.set_baseline(&id, Some(baseline))?;
            writer.hold(&id, true)
        })
        .expect("chosen");
    let all = SubscriptionChoice {
        cycle: Some(BillingCycle::OneTime),
        baseline: Some(baseline),
        baseline_told: false,
        held: true,
    };
    assert_eq!(choice(), all);
    store
        .write(|writer| writer.hold(&id, false))
        .expect("lifted");
    assert_eq!(choice(), SubscriptionChoice { held: false, ..all });
    store
        .write(|writer| writer.choose_cycle(&id, None))
        .expect("taken back");
    store
        .write(|writer| writer.set_baseline(&id, None))
        .expect("taken back");
    assert_eq!(choice(), SubscriptionChoice::default());
    let made = store
        .read(|reader| reader.subscription_choices())
        .expect("read");
    assert_eq!(made.len(), 1);
}

#[test]
fn a_duplicate_has_one_decision_at_a_time() {
    let store = Store::in_memory().expect("a store");
    let adopt = DuplicateChoice::Adopt(subscription(SUBSCRIPTION));
    for choice in [adopt, DuplicateChoice::End, DuplicateChoice::Leave] {
        let decision = DuplicateDecision {
            addition: AdditionId(7000),
            agreement: AGREEMENT,
            choice,
            decided_at: now(),
        };
        store
            .write(|writer| writer.decide_duplicate(&decision))
            .expect("decided");
        store
            .read(|reader| {
                let expected = [decision];
                assert_eq!(reader.duplicate_decisions_on(AGREEMENT)?, expected);
                assert_eq!(reader.duplicate_decisions()?, expected);
                assert!(reader.duplicate_decisions_on(AgreementId(71))?.is_empty());
                Ok(())
            })
            .expect("read");
    }
    let take_back = || store.write(|writer| writer.undecide_duplicate(AdditionId(7000)));
    assert!(take_back().expect("taken back"));
    assert!(!take_back().expect("nothing to take back"));
}

#[test]
fn an_edited_line_has_one_decision_at_a_time() {
    let store = Store::in_memory().expect("a store");
    let decision = |choice, before| LineDecision {
        addition: AdditionId(7000),
        agreement: AGREEMENT,
        choice,
        accepted: line_values("12.5"),
        before,
        from: day("2026-11-01"),
        known: 41,
        decided_at: now(),
    };
    let theirs = decision(LineChoice::Theirs, Some(line_values("10")));
    let ours = decision(LineChoice::Ours, None);
    for decision in [theirs, ours] {
        store
            .write(|writer| writer.decide_line(&decision))
            .expect("decided");
        store
            .read(|reader| {
                let one = reader.line_decision(AdditionId(7000))?;
                assert_eq!(one.as_ref(), Some(&decision));
                assert_eq!(reader.line_decisions_on(AGREEMENT)?, [decision]);
                Ok(())
            })
            .expect("read");
    }
    let taken = store.write(|writer| writer.undecide_line(AdditionId(7000)));
    assert!(taken.expect("taken back"));
}

#[test]
fn what_counted_before_a_later_decision_stays() {
    let store = Store::in_memory().expect("a store");
    let decision = |quantity, from| LineDecision {
        addition: AdditionId(7000),
        agreement: AGREEMENT,
        choice: LineChoice::Theirs,
        accepted: line_values(quantity),
        before: Some(line_values("10")),
        from: day(from),
        known: 41,
        decided_at: now(),
    };
    let (first, second) = (decision("12", "2026-11-01"), decision("15", "2026-12-01"));
    store
        .write(|writer| {
            writer.decide_line(&second)?;
            writer.decide_line(&first)
        })
        .expect("decided");
    let last = || store.read(|reader| reader.line_decision(AdditionId(7000)));
    let all = store.read(|reader| reader.line_decisions_on(AGREEMENT));
    assert_eq!(all.expect("read"), [first.clone(), second.clone()]);
    assert_eq!(last().expect("read"), Some(second));
    let taken = store.write(|writer| writer.undecide_line(AdditionId(7000)));
    assert!(taken.expect("taken back"));
    assert_eq!(last().expect("read"), Some(first));
}

#[test]
fn a_line_is_known_as_it_was_last_written() {
    let store = Store::in_memory().expect("a store");
    let line = |values: LineValues| WrittenLine {
        addition: AdditionId(7000),
        agreement: AGREEMENT,
        reference: reference("b261101"),
        values,
        written_at: now(),
    };
    let put = |line: &WrittenLine| store.write(|writer| writer.put_line(line)).expect("put");
    put(&line(line_values("10")));
    let ended = LineValues {
        cancelled: Some(day("2026-11-30")),
        ..line_values("10")
    };
    put(&line(ended.clone()));
    store
        .read(|reader| {
            let expected = [line(ended)];
            assert_eq!(reader.lines_on(AGREEMENT)?, expected);
            assert_eq!(reader.lines_of(&subscription(SUBSCRIPTION))?, expected);
            let one = reader.line(AdditionId(7000))?;
            assert_eq!(one.as_ref(), expected.first());
            Ok(())
        })
        .expect("read");
    let forget = || {
        store
            .write(|writer| writer.forget_line(AdditionId(7000)))
            .expect("written")
    };
    assert!(forget());
    assert!(!forget());
}
