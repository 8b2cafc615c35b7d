//! Cut-over: an agreement full of hand-made lines is taken over in one sitting,
//! two subscriptions of one item and lines for both, for each or for neither.
//!
//! From `open` on every day says what the mode wants, once; what was invoiced stays
//! as it was; and the invoices from then on come to what the histories say.

use crate::{
    calendar::{count, days, plus},
    coverage::covers,
    money::allowed,
    neighbours::{OTHER, moved_in},
    scenario::{FIRST, Scenario, Wishes, scenario},
    stage::{Stage, Tried},
    world::{Contract, World, half_up},
};
use domain::{
    agreement::{AgreementTerms, PostingMode},
    ids::{AdditionId, ItemId, SubscriptionId},
    line::LineValues,
    plan::Stretch,
    reference::Reference,
    takeover::{Candidate, Handmade, Proposal, adopted, coverage, ended, propose},
};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What the user says of a line. One that cannot be adopted is ended instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Adopt(usize),
    End,
    Leave,
}

/// An addition that a person made.
#[derive(Debug, Clone)]
struct Made {
    /// Days from `open` to its first one.
    begins: i64,
    quantity: u32,
    price_times: i64,
    /// Days that it runs, where it ends.
    runs: Option<i64>,
    billable: bool,
    has_included: bool,
    word: Word,
}

fn made() -> impl Strategy<Value = Made> {
    (
        prop_oneof![4 => -200..0i64, 2 => 1..25i64, 1 => Just(0)],
        0..26u32,
        prop_oneof![3 => Just(1i64), 1 => Just(2)],
        prop_oneof![3 => Just(None), 1 => (0..260i64).prop_map(Some)],
        prop::bool::weighted(0.85),
        prop::bool::weighted(0.15),
        prop_oneof![3 => Just(Word::Adopt(0)), 2 => Just(Word::Adopt(1)), 2 => Just(Word::End), 1 => Just(Word::Leave)],
    )
        .prop_map(
            |(begins, quantity, price_times, runs, billable, has_included, word)| Made {
                begins,
                quantity,
                price_times,
                runs,
                billable,
                has_included,
                word,
            },
        )
}

impl Made {
    fn values(&self, contract: &Contract, price: Decimal) -> LineValues {
        let effective = plus(contract.open(), self.begins).max(contract.bill_start);
        LineValues {
            item: ItemId(1),
            quantity: Decimal::from(self.quantity),
            unit_price: price * Decimal::from(self.price_times),
            effective,
            cancelled: self.runs.map(|days| plus(effective, days)),
            billable: self.billable,
        }
    }
}

/// Both subscriptions and the world that they share.
struct Sitting {
    world: World,
    stages: [Stage; 2],
    /// Lines that stay as they are.
    left: BTreeSet<AdditionId>,
    lines: Vec<Handmade>,
}

impl Sitting {
    fn new(scenario: &Scenario, neighbour: &Scenario, made: &[Made]) -> Self {
        let neighbour = moved_in(neighbour, scenario);
        let mut stages = [Stage::new(scenario), Stage::new(&neighbour)];
        stages[1].subscription = SubscriptionId::new(OTHER);
        let mut world = stages[0].world.clone();
        // The agreement's first validation comes with the cut-over.
        let open = world.contract(FIRST).open();
        world.contract_mut(FIRST).bill_from = Some(open);
        let price = scenario.initial.price;
        let add = |made: &Made| {
            let values = made.values(world.contract(FIRST), price);
            let addition = world.add(FIRST, None, values.clone());
            // The invoices so far have billed it.
            let eve = plus(open, -1);
            let last = values.cancelled.map_or(eve, |last| last.min(eve));
            if let Some(held) = world.additions.get_mut(&addition) {
                held.billed.extend(days(values.effective, last));
            }
            Handmade {
                addition,
                values,
                has_included: made.has_included,
            }
        };
        let lines = made.iter().map(add).collect();
        Self {
            world,
            stages,
            left: BTreeSet::new(),
            lines,
        }
    }

    fn terms(&self) -> AgreementTerms {
        self.world.contract(FIRST).terms()
    }

    /// Decides, and takes over what is ended; what is adopted goes with the plans.
    fn decide(&mut self, words: &[Word]) -> Tried {
        let terms = self.terms();
        let open = terms.open();
        let mut named: BTreeSet<Reference> = BTreeSet::new();
        for (line, word) in self.lines.clone().iter().zip(words) {
            let values = &line.values;
            match word {
                _ if !line.is_in_force(open) => {}
                Word::Adopt(whose) if line.is_adoptable() => {
                    let stage = &mut self.stages[*whose];
                    let subscription = &stage.subscription;
                    let adopted = adopted(&terms, line.addition, values, subscription, &mut named);
                    let reference = adopted.unwrap().reference;
                    stage.adopting.insert(line.addition, reference);
                }
                Word::Leave => {
                    self.left.insert(line.addition);
                }
                Word::Adopt(_) | Word::End => {
                    self.world.apply(&[ended(&terms, line.addition, values)])?;
                }
            }
        }
        Ok(())
    }

    fn each(&mut self, mut with: impl FnMut(&mut Stage) -> Tried) -> Tried {
        for stage in &mut self.stages {
            stage.world = self.world.clone();
            with(stage)?;
            self.world = stage.world.clone();
        }
        Ok(())
    }

    /// Each subscription has what the mode wants, and nothing bills beside them but
    /// what was left.
    fn is_covered(&mut self) -> Tried {
        self.each(|stage| {
            covers(stage)?;
            says_so(stage)
        })?;
        let open = self.world.contract(FIRST).open();
        for (id, held) in &self.world.additions {
            let last = held.values.cancelled;
            let bills = held.values.bills() && last.is_none_or(|last| last >= open);
            prop_assert!(
                held.reference.is_some() || !bills || self.left.contains(id),
                "{id} bills still: {}",
                crate::shown::values(&held.values)
            );
        }
        Ok(())
    }

    fn is_settled(&mut self) -> Tried {
        self.each(|stage| stage.is_settled())
    }

    fn billed(&self) -> Decimal {
        let bills = self.world.bills.iter();
        bills
            .filter(|bill| !self.left.contains(&bill.addition))
            .map(|bill| bill.amount)
            .sum()
    }

    /// What both are owed for the days from `first` on that are invoiced.
    fn owed(&self, first: Date) -> Decimal {
        let contract = self.world.contract(FIRST);
        let last = plus(contract.open(), -1);
        let owed = |stage: &Stage| stage.oracle.owed(contract.calendar, first, last);
        self.stages.iter().map(owed).sum()
    }
}

/// What is shown of the coverage is what the days say, one by one.
fn says_so(stage: &Stage) -> Tried {
    let contract = stage.world.contract(FIRST);
    let plan = stage.plan();
    let wanted: Vec<Stretch> = plan.wanted.into_iter().map(|(_, wanted)| wanted).collect();
    let lines: Vec<LineValues> = stage
        .lines()
        .into_iter()
        .filter(|line| line.reference.kind == domain::reference::LineKind::Base)
        .map(|line| line.values)
        .collect();
    let covered = coverage(contract.open(), &wanted, &lines);
    for day in days(contract.open(), plus(contract.period().1, 70)) {
        let stands: Decimal = lines
            .iter()
            .filter(|line| line.bills() && line.span().holds(day))
            .map(|line| line.quantity)
            .sum();
        let on: Vec<_> = covered.iter().filter(|on| on.span.holds(day)).collect();
        let said = on.first().map_or(Decimal::ZERO, |on| on.stands);
        prop_assert!(on.len() <= 1 && said == stands, "{day}: {on:?}, {stands}");
        prop_assert!(on.iter().all(|on| on.is_even()), "{day}: {on:?}");
    }
    Ok(())
}

/// What quantity only bills for the next period: what is there on its last day. An
/// agreement that prorates bills of its first period only its days.
fn of_last_day(sitting: &Sitting) -> Decimal {
    let contract = sitting.world.contract(FIRST);
    let (first, last) = contract.period();
    let whole = Decimal::from(count(first, last));
    let billed = Decimal::from(count(contract.open(), last));
    let part = if contract.prorates { billed } else { whole };
    let of = |stage: &Stage| {
        half_up(stage.oracle.quantity(last) * stage.oracle.on(last).price * part / whole)
    };
    sitting.stages.iter().map(of).sum()
}

/// Takes over, and lets months pass.
fn taken_over(
    scenario: &Scenario,
    neighbour: &Scenario,
    made: &[Made],
    words: impl FnOnce(&mut Sitting) -> Vec<Word>,
) -> Tried {
    let mut sitting = Sitting::new(scenario, neighbour, made);
    let open = sitting.world.contract(FIRST).open();
    let mode = sitting.world.contract(FIRST).mode;
    let histories = [&scenario.history, &moved_in(neighbour, scenario).history];
    let mut by_quantity = Decimal::ZERO;
    let mut decisions = Some(words);
    for step in 0..5 {
        for (stage, history) in sitting.stages.iter_mut().zip(histories) {
            stage.hear(history, step);
        }
        if let Some(words) = decisions.take() {
            let words = words(&mut sitting);
            sitting.decide(&words)?;
        }
        sitting.each(Stage::upload)?;
        sitting.is_covered()?;
        sitting.is_settled()?;
        by_quantity += of_last_day(&sitting);
        sitting.stages[0].world = sitting.world.clone();
        sitting.stages[0].invoice();
        sitting.world = sitting.stages[0].world.clone();
        sitting.is_settled()?;
        let billed = sitting.billed();
        let (owed, tolerated) = match mode {
            PostingMode::Quantity => (by_quantity, Decimal::ZERO),
            PostingMode::Single => (sitting.owed(open), {
                sitting.stages[0].world = sitting.world.clone();
                allowed(&sitting.stages[0])
            }),
            PostingMode::Dated | PostingMode::Adjustment => (sitting.owed(open), Decimal::ZERO),
        };
        prop_assert!(
            (billed - owed).abs() <= tolerated,
            "{mode:?}: billed {billed}, owed {owed}\n{}",
            crate::shown::lines(&sitting.world.lines())
        );
    }
    Ok(())
}

fn as_said(made: &[Made]) -> Vec<Word> {
    made.iter().map(|made| made.word).collect()
}

/// Takes every proposal.
fn as_proposed(sitting: &Sitting) -> Vec<Word> {
    let open = sitting.world.contract(FIRST).open();
    let candidate = |stage: &Stage| Candidate {
        subscription: stage.subscription.clone(),
        item: ItemId(1),
        quantity: Some(stage.oracle.quantity(open)),
        price: Some(stage.oracle.on(open).price),
        before: stage.oracle.quantity(plus(open, -1)),
    };
    let candidates: Vec<Candidate> = sitting.stages.iter().map(candidate).collect();
    let whose: BTreeMap<&SubscriptionId, usize> = candidates
        .iter()
        .enumerate()
        .map(|(at, one)| (&one.subscription, at))
        .collect();
    propose(&sitting.lines, &candidates, |_| true, |_| true)
        .iter()
        .map(|proposal| match proposal {
            Proposal::Adopt(subscription, _) => Word::Adopt(whose[subscription]),
            Proposal::End(_) => Word::End,
            Proposal::Leave(_) => Word::Leave,
        })
        .collect()
}

const WISHES: Wishes = Wishes {
    skips: false,
    ends: false,
    ..Wishes::EVERY_MODE
};

proptest! {
    #![proptest_config(crate::scenario::cases(128))]

    /// Whatever is decided, each day is billed once.
    #[test]
    fn an_agreement_is_taken_over_in_one_sitting(
        scenario in scenario(WISHES),
        neighbour in scenario(WISHES),
        made in prop::collection::vec(made(), 1..8),
    ) {
        taken_over(&scenario, &neighbour, &made, |_| as_said(&made))?;
    }

    /// Accepting the proposals leaves nothing that bills beside Accord's lines.
    #[test]
    fn proposals_can_be_accepted_as_they_are(
        scenario in scenario(WISHES),
        neighbour in scenario(WISHES),
        made in prop::collection::vec(made(), 1..8),
    ) {
        taken_over(&scenario, &neighbour, &made, |sitting| {
            let words = as_proposed(sitting);
            let left = words.iter().zip(&sitting.lines).filter(|(word, _)| **word == Word::Leave);
            assert!(left.into_iter().all(|(_, line)| !line.values.billable));
            words
        })?;
    }
}
