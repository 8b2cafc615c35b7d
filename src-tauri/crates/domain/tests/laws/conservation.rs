//! Conservation: a mapping that is released and made anew bills no day twice,
//! and none not at all.

use crate::{
    calendar::{Calendar, days, plus},
    money::owed,
    scenario::{FIRST, SECOND, Scenario, Wishes, scenario},
    stage::{Stage, Tried, product},
    world::Contract,
};
use domain::{
    agreement::PostingMode,
    ids::{AgreementId, ItemId},
    line::Line,
    plan::Target,
    reference::LineKind,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

/// Where the product is mapped anew.
#[derive(Debug, Clone, Copy)]
struct Anew {
    /// The step before which it is released.
    released: usize,
    /// Steps that pass until it is mapped again.
    pause: usize,
    same_agreement: bool,
    same_item: bool,
    /// The second agreement was mapped before, for something else.
    known_before: bool,
    prorates: bool,
}

fn anew() -> impl Strategy<Value = Anew> {
    (0..4usize, 0..2usize, any::<[bool; 4]>()).prop_map(
        |(released, pause, [same_agreement, same_item, known_before, prorates])| Anew {
            released,
            pause,
            same_agreement,
            same_item,
            known_before,
            prorates,
        },
    )
}

fn map(stage: &mut Stage, agreement: AgreementId, item: ItemId) {
    for at in [0, 1] {
        let target = Target {
            agreement,
            item: ItemId(item.0 + u32::try_from(at).unwrap()),
            catalog_price: None,
        };
        stage.targets.insert(product(at), target);
    }
}

/// The old agreement's lines stand on no day from `open` on that the new one's
/// stand on.
fn handed_over(stage: &Stage) -> Tried {
    let base = |agreement| {
        let mut lines = stage.world.lines();
        lines.retain(|line| {
            line.agreement == agreement
                && line.reference.kind == LineKind::Base
                && line.values.bills()
        });
        lines
    };
    let open = stage.world.contract(FIRST).open();
    for old in base(FIRST) {
        for new in base(SECOND) {
            let both = old.values.span().and(new.values.span()).since(open);
            prop_assert!(both.is_empty(), "{old:#?} and {new:#?}");
        }
    }
    Ok(())
}

fn remapped(scenario: &Scenario, anew: Anew) -> Tried {
    let mut scenario = scenario.clone();
    let second = Contract {
        id: SECOND,
        prorates: anew.prorates,
        mode: PostingMode::default_for(anew.prorates),
        ..scenario.contracts[0].clone()
    };
    scenario.contracts.push(second);
    let mut stage = Stage::new(&scenario);
    let mapped = anew.released + anew.pause;
    for step in 0..8 {
        stage.hear(&scenario.history, step);
        if step == mapped {
            // Days of a time without any mapping are nobody's unless a line of
            // ours shows who had the subscription before.
            let open = stage.world.contract(FIRST).open();
            let told = |line: &Line| line.values.bills() && line.values.effective < open;
            if !stage.world.lines().iter().any(told) {
                return Ok(());
            }
            if !anew.known_before {
                let open = stage.world.contract(SECOND).open();
                let begins = stage.world.contract(FIRST).begins().max(open);
                stage.world.contract_mut(SECOND).bill_from = Some(begins);
            }
            let agreement = if anew.same_agreement { FIRST } else { SECOND };
            map(
                &mut stage,
                agreement,
                ItemId(if anew.same_item { 1 } else { 5 }),
            );
        }
        let is_mapped = !(anew.released..mapped).contains(&step);
        if is_mapped {
            stage.upload()?;
            stage.is_settled()?;
            handed_over(&stage)?;
        }
        stage.invoice();
        if is_mapped {
            stage.is_settled()?;
            let owed = owed(&stage.oracle, stage.world.contract(FIRST));
            let billed = stage.world.billed();
            prop_assert!(
                billed == owed,
                "billed {billed}, owed {owed}: {}",
                crate::shown::lines(&stage.lines())
            );
        }
    }
    Ok(())
}

/// The new agreement's periods lie across the old one's: no day that is open on
/// both is covered twice, and none is left out.
fn across(scenario: &Scenario, mapped: usize, shift: i64) -> Tried {
    let mut stage = Stage::new(scenario);
    let contract = stage.world.contract_mut(FIRST);
    (contract.prorates, contract.mode) = (true, PostingMode::Dated);
    for step in 0..7 {
        stage.hear(&scenario.history, step);
        let open = stage.world.contract(FIRST).open();
        if step == mapped {
            let told = |line: &Line| line.values.bills() && line.values.effective < open;
            if !stage.world.lines().iter().any(told) {
                return Ok(());
            }
            let first = stage.world.contract(FIRST).clone();
            let calendar = Calendar {
                contract: Some(plus(first.bill_start, shift)),
                ..first.calendar
            };
            let second = Contract {
                id: SECOND,
                calendar,
                next_first: calendar.period(open).0,
                ..first
            };
            let begins = second.begins().max(second.open());
            let bill_from = Some(begins);
            stage.world.contracts.insert(
                SECOND,
                Contract {
                    bill_from,
                    ..second
                },
            );
            map(&mut stage, SECOND, ItemId(5));
        }
        stage.upload()?;
        stage.is_settled()?;
        handed_over(&stage)?;
        let opens = stage.world.contracts.values().map(Contract::open);
        let first = opens.chain([stage.world.contract(FIRST).begins()]).max();
        let first = first.unwrap_or(open);
        for day in days(first, plus(first, 80)) {
            let covered: Decimal = stage
                .world
                .lines()
                .iter()
                .filter(|line| line.reference.kind == LineKind::Base)
                .filter(|line| line.values.bills() && line.values.span().holds(day))
                .map(|line| line.values.quantity)
                .sum();
            prop_assert_eq!(covered, stage.oracle.quantity(day), "on {}", day);
        }
        stage.invoice();
        stage.is_settled()?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    #[test]
    fn conservation_across_calendars(
        scenario in scenario(Wishes { skips: false, ends: false, ..Wishes::EXACT }),
        mapped in 1..4usize,
        shift in 0..31i64,
    ) {
        across(&scenario, mapped, shift)?;
    }

    #[test]
    fn conservation(
        scenario in scenario(Wishes { skips: false, ends: false, ..Wishes::EXACT }),
        anew in anew(),
    ) {
        remapped(&scenario, anew)?;
    }
}
