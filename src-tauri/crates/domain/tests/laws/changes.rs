//! What people change about an agreement while its lines stand: its first day,
//! its last day, an invoice that is taken back, the kind of billing.

use crate::{
    calendar::plus,
    coverage::covers,
    money::{exact, owed},
    oracle::Oracle,
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Moment, Stage, Tried},
};
use domain::reference::LineKind;
use proptest::prelude::*;

fn wishes() -> Wishes {
    Wishes {
        skips: false,
        ends: false,
        ..Wishes::EXACT
    }
}

/// Hears, uploads and invoices; everything must be as it should.
fn step(stage: &mut Stage, scenario: &Scenario, step: usize) -> Tried {
    stage.hear(&scenario.history, step);
    stage.upload()?;
    covers(stage)?;
    stage.is_settled()?;
    stage.invoice();
    stage.is_settled()
}

/// The user lets Accord begin `days` after the open day of step `at`.
fn begun_later(scenario: &Scenario, at: usize, days: i64) -> Tried {
    let mut stage = Stage::new(scenario);
    let mut before: Option<(Oracle, _)> = None;
    for now in 0..6 {
        if now == at {
            let contract = stage.world.contract(FIRST).clone();
            let begin = plus(contract.open(), days).max(contract.begins());
            // What a settlement put right before and after the new first day
            // cannot be told apart.
            let settled = stage.world.lines().iter().any(|line| {
                line.reference.kind == LineKind::Settlement && line.values.effective > begin
            });
            if settled {
                return Ok(());
            }
            before = Some((stage.oracle.clone(), begin));
            stage.world.contract_mut(FIRST).bill_from = Some(begin);
        }
        step(&mut stage, scenario, now)?;
        let contract = stage.world.contract(FIRST);
        let expected = match &before {
            None => owed(&stage.oracle, contract),
            // Days before are left as they were billed.
            Some((as_known, begin)) => {
                let first = scenario.contracts[0].begins();
                let open = stage.world.bills.iter().map(|bill| bill.period.1).max();
                let until = plus(*begin, -1).min(open.unwrap_or(first));
                let opened = opened_at(scenario, at);
                as_known.owed(contract.calendar, first, until.min(plus(opened, -1)))
                    + owed(&stage.oracle, contract)
            }
        };
        let billed = stage.world.billed();
        prop_assert!(
            billed == expected,
            "billed {billed}, expected {expected}:\n{}",
            crate::shown::lines(&stage.lines())
        );
    }
    Ok(())
}

/// The open day of step `at`.
fn opened_at(scenario: &Scenario, at: usize) -> jiff::civil::Date {
    let mut contract = scenario.contracts[0].clone();
    for _ in 0..at {
        contract.next_first = contract.calendar.after(contract.next_first).0;
    }
    contract.open()
}

proptest! {
    #![proptest_config(crate::scenario::cases(128))]

    #[test]
    fn accord_may_begin_later(
        scenario in scenario(wishes()),
        at in 0..4usize,
        days in -70..70i64,
    ) {
        begun_later(&scenario, at, days)?;
    }

    /// The next invoice's date is set back, because an invoice was deleted.
    #[test]
    fn open_may_move_back(
        scenario in scenario(wishes()),
        back in prop::collection::vec(0..3usize, 5),
    ) {
        let mut stage = Stage::new(&scenario);
        for (now, back) in back.into_iter().enumerate() {
            step(&mut stage, &scenario, now)?;
            exact(Moment::Invoiced(true), &stage)?;
            for _ in 0..back.min(now + 1) {
                let contract = stage.world.contract(FIRST);
                if contract.open() > contract.bill_start {
                    stage.world.take_back(FIRST);
                }
            }
        }
        for _ in 0..3 {
            step(&mut stage, &scenario, 5)?;
            exact(Moment::Invoiced(true), &stage)?;
        }
    }

    /// A person ends the agreement, moves its end, or takes it away again.
    #[test]
    fn the_agreements_end_may_move(
        scenario in scenario(wishes()),
        ends in prop::collection::vec(prop::option::of(0..90i64), 5),
    ) {
        let mut stage = Stage::new(&scenario);
        for (now, end) in ends.into_iter().enumerate() {
            let open = stage.world.contract(FIRST).open();
            stage.world.contract_mut(FIRST).end = end.map(|days| plus(open, days));
            step(&mut stage, &scenario, now)?;
            exact(Moment::Invoiced(true), &stage)?;
            if stage.is_over() {
                break;
            }
        }
    }

    /// Where the end lies before `open`, nothing is billed any more, and nothing
    /// breaks the first law.
    #[test]
    fn an_agreement_may_have_ended_before_open(
        scenario in scenario(wishes()),
        at in 1..4usize,
        days in 1..60i64,
    ) {
        let mut stage = Stage::new(&scenario);
        for now in 0..5 {
            let open = stage.world.contract(FIRST).open();
            if now >= at {
                let bill_start = stage.world.contract(FIRST).bill_start;
                let end = plus(opened_at(&scenario, at), -days).max(bill_start);
                stage.world.contract_mut(FIRST).end = Some(end);
            }
            step(&mut stage, &scenario, now)?;
            if now >= at {
                let lines = stage.world.lines();
                let running = lines
                    .iter()
                    .any(|line| line.values.bills() && line.values.span().holds(open));
                prop_assert!(!running || open == stage.world.contract(FIRST).bill_start);
            }
        }
    }
}
