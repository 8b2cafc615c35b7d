//! Explanations: every line of every plan has one, its sums are right when they are
//! done by hand, and it comes to what the line says.

use crate::{
    catalog::{STEPS, set_catalog},
    damage::{Damage, damage, inflict},
    scenario::{FIRST, Scenario, Wishes, scenario},
    shown,
    stage::{Moment, Stage, Tried, events, play},
};
use domain::{
    agreement::{PostingMode, PricePeriods, PriceSource},
    line::{Action, Operation},
    money::Rounding,
    plan::{
        Subject,
        why::{Asked, Explanation, Told, Topic, explain},
    },
    timeline::OpeningSource,
};
use jiff::civil::date;
use proptest::{prelude::*, test_runner::TestCaseError};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Reads a sum as a person with a pocket calculator: products before differences,
/// brackets only around a number below zero.
fn reckon(sum: &str) -> Decimal {
    let mut total = Decimal::ZERO;
    let mut product = Decimal::ZERO;
    let mut operator = '+';
    for word in sum.split(' ') {
        if let Some(sign) = word.chars().next().filter(|_| word.chars().count() == 1)
            && "+−×÷".contains(sign)
        {
            operator = sign;
            continue;
        }
        let number = number(word);
        match operator {
            '×' => product *= number,
            '÷' => product /= number,
            '−' => {
                total += product;
                product = -number;
            }
            _ => {
                total += product;
                product = number;
            }
        }
    }
    total + product
}

fn number(word: &str) -> Decimal {
    let bare = word.trim_matches(['(', ')', '…']);
    bare.parse()
        .unwrap_or_else(|_| panic!("no number: {word:?}"))
}

/// Checks every equation of a calculation: `sum = result`, `sum = result → rounded`,
/// several of them behind each other.
fn check(calculation: &str) -> Tried {
    for equation in calculation.split("; ") {
        let wrong = |why: &str| Err(TestCaseError::fail(format!("{why}: {equation}")));
        let Some((sum, result)) = equation.split_once(" = ") else {
            return wrong("no equation");
        };
        let result = result.trim_end_matches(" for one");
        let (result, rounded) = match result.split_once(" → ") {
            Some((result, rounded)) => (result, Some(rounded)),
            None => (result, None),
        };
        let cut = result.ends_with('…') || result.ends_with("…)");
        let slack = if cut || sum.contains('…') {
            // Each number that was cut off may lack this much.
            Decimal::new(1, 6) * Decimal::from(sum.matches('…').count() + 1)
        } else {
            Decimal::ZERO
        };
        if (reckon(sum) - number(result)).abs() > slack {
            return wrong("it does not add up");
        }
        if let Some(rounded) = rounded {
            let difference = (number(rounded) - number(result)).abs();
            let places = rounded.trim_matches(['(', ')']);
            let places = places.split_once('.').map_or(0, |(_, after)| after.len());
            let half = Decimal::new(5, u32::try_from(places.max(2)).unwrap() + 1);
            if difference > half + slack && difference > Decimal::new(5, 3) {
                return wrong("it is rounded wrongly");
            }
        }
    }
    Ok(())
}

/// What the last equation comes to.
fn comes_to(explanation: &Explanation) -> Decimal {
    let last = explanation
        .steps
        .iter()
        .rev()
        .find(|step| step.topic == Topic::Amount)
        .and_then(|step| step.calculation.as_ref());
    last.map_or(Decimal::ZERO, |calculation| {
        reckon(calculation.split(" = ").next().unwrap())
    })
}

fn of(stage: &Stage, operation: &Operation) -> Option<Explanation> {
    let adopting: BTreeSet<_> = stage.adopting.keys().copied().collect();
    let subject = Subject {
        subscription: &stage.subscription,
        timeline: &stage.timeline(),
        targets: &stage.targets,
        lines: &stage.lines(),
        adopting: &adopting,
        vanished: &stage.vanished,
        known_since: stage.known_since,
        made_here: &stage.made_here,
    };
    let told = Told {
        events: &events(&stage.oracle),
        opening: Some(OpeningSource::User),
        overrides: &[],
    };
    let asked = Asked {
        agreement: operation.agreement,
        reference: operation.reference.as_ref().unwrap(),
        values: &operation.after,
    };
    explain(&subject, &stage.world.terms(), &stage.rules, told, asked)
}

/// Every line that the plan makes, or changes for what it bills, is explained.
fn is_explained(stage: &Stage) -> Tried {
    for operation in stage.plan().operations {
        let found = of(stage, &operation);
        // An end, an adoption and a voiding leave quantity and price as they were.
        let placed = operation.text.is_some();
        let Some(explanation) = found else {
            if placed || operation.action == Action::Void {
                return Err(TestCaseError::fail(format!(
                    "not explained:\n{}standing:\n{}",
                    shown::operations(&[operation]),
                    shown::lines(&stage.lines())
                )));
            }
            continue;
        };
        for calculation in explanation
            .steps
            .iter()
            .filter_map(|s| s.calculation.as_ref())
        {
            check(calculation)?;
        }
        let after = &operation.after;
        let amount = if after.billable {
            after.quantity * after.unit_price
        } else {
            Decimal::ZERO
        };
        prop_assert_eq!(explanation.amount, amount, "{}", explanation.text());
        prop_assert_eq!(comes_to(&explanation), amount, "{}", explanation.text());
    }
    Ok(())
}

/// After each invoice, the plan for what is known, and for all that will be told.
fn explained(scenario: &Scenario) -> Tried {
    is_explained(&informed(&Stage::new(scenario), scenario))?;
    play(scenario, |moment, stage| match moment {
        Moment::Invoiced(_) => {
            is_explained(stage)?;
            is_explained(&informed(stage, scenario))
        }
        Moment::Applied => Ok(()),
    })?;
    Ok(())
}

/// The stage, had everything been told already.
fn informed(stage: &Stage, scenario: &Scenario) -> Stage {
    let mut informed = stage.clone();
    informed.oracle.known.clone_from(&scenario.history);
    informed
}

const ROUNDED: Wishes = Wishes {
    exact: false,
    ..Wishes::EVERY_MODE
};

proptest! {
    #![proptest_config(crate::scenario::cases(192))]

    #[test]
    fn every_line_of_every_plan_is_explained(scenario in scenario(ROUNDED)) {
        explained(&scenario)?;
    }

    #[test]
    fn also_with_rounding_by_the_unit(scenario in scenario(ROUNDED)) {
        explained(&Scenario { rounding: Rounding::PerUnit, ..scenario })?;
    }

    #[test]
    fn also_over_two_agreements(scenario in scenario(Wishes { two_agreements: true, ..ROUNDED })) {
        explained(&scenario)?;
    }

    #[test]
    fn also_at_the_catalogs_prices(scenario in scenario(ROUNDED), times in 1..4i64) {
        at_catalog_prices(&scenario, times)?;
    }

    #[test]
    fn also_after_what_people_did(
        scenario in scenario(ROUNDED),
        damages in prop::collection::vec(damage(), 1..4),
    ) {
        after_damage(&scenario, &damages)?;
    }
}

/// Here a line stays for its price where what it bills has ended.
fn at_catalog_prices(scenario: &Scenario, times: i64) -> Tried {
    let mut stage = Stage::new(scenario);
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
    set_catalog(&mut stage, scenario.initial.price * Decimal::from(times));
    for step in 0..STEPS {
        stage.hear(&scenario.history, step);
        is_explained(&stage)?;
        stage.upload()?;
        stage.invoice();
    }
    Ok(())
}

fn after_damage(scenario: &Scenario, damages: &[Damage]) -> Tried {
    let mut stage = play(scenario, |_, _| Ok(()))?;
    inflict(&mut stage, damages);
    is_explained(&stage)
}

mod words {
    use super::*;
    use crate::given::{agreement, change, customer};
    use domain::ledger::Status;

    /// October is invoiced with 10; then it is told that they were 8 from the 17th.
    fn late_decrease(mode: PostingMode) -> Stage {
        let mut contract = agreement(date(2026, 10, 1), false, mode == PostingMode::Dated);
        contract.mode = mode;
        let mut stage = customer(contract, 10, "20.00");
        stage.upload().unwrap();
        stage.invoice();
        change(&mut stage, date(2026, 10, 17), 8, Status::Active);
        stage
    }

    fn texts(stage: &Stage) -> Vec<String> {
        let plan = stage.plan();
        let placed = plan.operations.iter().filter(|one| one.text.is_some());
        placed.map(|one| of(stage, one).unwrap().text()).collect()
    }

    #[test]
    fn a_settlement_reads_like_a_bill() {
        let texts = texts(&late_decrease(PostingMode::Dated));
        let expected = "\
Days to 31 Oct 2026 were invoiced. What is known of them now is held against what was billed; the difference stands on this line
October 2026: owed for 16 days of 31 (1 to 16 Oct 2026), 10 licences of Microsoft 365 E3: 10 × 20.00 × 16 ÷ 31 = 103.225806…
One licence costs 20.00 a month: C3's price
October 2026: owed for 15 days of 31 (17 to 31 Oct 2026), 8 licences of Microsoft 365 E3: 8 × 20.00 × 15 ÷ 31 = 77.419354…
C3 reports 10 to 8 licences on 17 Oct 2026
October 2026: billed by line 101 (10 × 20.00, from 1 Oct 2026): 10 × 20.00 = 200.00
October 2026: owed less billed, rounded to cents: 180.645161… − 200.00 = -19.354838… → -19.35
The line bills once: 1 × -19.35 = -19.35";
        assert_eq!(texts[1], expected);
    }

    #[test]
    fn an_adjustment_reads_like_a_bill() {
        let mut stage = customer(agreement(date(2026, 10, 1), false, false), 10, "20.00");
        change(&mut stage, date(2026, 10, 17), 8, Status::Active);
        let expected = "\
On 31 Oct 2026 there are 8 licences of Microsoft 365 E3: C3 reports 10 to 8 licences on 17 Oct 2026
One licence costs 20.00 a month: C3's price
The line bills the whole of October 2026; what changes inside it stands on lines of its own. Its last day, 31 Oct 2026, says how many there are
It begins on 1 Oct 2026, the first day that Accord bills; it runs on until something changes
For one month that is: 8 × 20.00 = 160.00

10 became 8 licences of Microsoft 365 E3 on 17 Oct 2026: C3 reports 10 to 8 licences on 17 Oct 2026
The line for the whole of October 2026 bills what is there on its last day; for the 16 days before 17 Oct 2026, of 31, it has to be what was there then
One licence costs 20.00 a month: C3's price
Before the change: 10 × 20.00 × 16 ÷ 31 = 103.225806…
After the change: 8 × 20.00 × 16 ÷ 31 = 82.580645…
The difference is what this line adds, rounded once, to cents: 103.225806… − 82.580645… = 20.645161… → 20.65
The line bills once: 1 × 20.65 = 20.65";
        assert_eq!(texts(&stage).join("\n\n"), expected);
    }

    #[test]
    fn a_line_that_stays_for_its_price_says_so() {
        let mut contract = agreement(date(2026, 10, 1), false, false);
        contract.prices = PricePeriods::always(PriceSource::ConnectWise);
        let mut stage = customer(contract, 10, "20.00");
        set_catalog(&mut stage, Decimal::from(30));
        change(&mut stage, date(2026, 10, 17), 0, Status::Deleted);
        let expected = "\
On 16 Oct 2026 there are 10 licences of Microsoft 365 E3: so many were there before C3's history begins, as entered or kept in Accord
One licence costs 30.00 a month: the price of the ConnectWise product, which the settings prefer
The line bills the whole of October 2026; what changes inside it stands on lines of its own. The last day that had any, 16 Oct 2026, says how many there are
It begins on 1 Oct 2026, the first day that Accord bills; it ends on 31 Oct 2026, the end of its month
For one month that is: 10 × 30.00 = 300.00

10 became 0 licences of Microsoft 365 E3 on 17 Oct 2026: C3 reports 10 to 0 licences on 17 Oct 2026
The line for the whole of October 2026 stays, so that it tells the price, and bills what was there last; for the 16 days before 17 Oct 2026, of 31, it has to be what was there then
One licence costs 30.00 a month: the price of the ConnectWise product, which the settings prefer
Before the change: 10 × 30.00 × 16 ÷ 31 = 154.838709…
The line for the whole bills: 10 × 30.00 = 300.00
The difference is what this line adds, rounded once, to cents: 154.838709… − 300.00 = -145.161290… → -145.16
The line bills once: 1 × -145.16 = -145.16";
        assert_eq!(texts(&stage).join("\n\n"), expected);
    }

    #[test]
    fn a_single_line_reads_like_a_bill() {
        let mut contract = agreement(date(2026, 10, 1), false, false);
        contract.mode = PostingMode::Single;
        let mut stage = customer(contract, 10, "20.00");
        change(&mut stage, date(2026, 10, 17), 8, Status::Active);
        let expected = "\
10 became 8 licences of Microsoft 365 E3 on 17 Oct 2026: C3 reports 10 to 8 licences on 17 Oct 2026
16 days of 31 (1 to 16 Oct 2026), 10 licences: 10 × 20.00 × 16 ÷ 31 = 103.225806…
15 days of 31 (17 to 31 Oct 2026), 8 licences: 8 × 20.00 × 15 ÷ 31 = 77.419354…
Together the period owes, rounded once, to cents: 103.225806… + 77.419354… = 180.645161… → 180.65
One line bills the whole of October 2026: 8 licences at the price of which they come to that: 180.65 ÷ 8 = 22.58125 → 22.5813
The line bills: 8 × 22.5813 = 180.6504 → 180.65";
        assert_eq!(texts(&stage)[0], expected);
    }

    #[test]
    fn sums_are_reckoned_as_written() {
        assert_eq!(
            reckon("10 × 20.00 × 16 ÷ 31 − (-3.50)"),
            Decimal::from(200) * Decimal::from(16) / Decimal::from(31) + Decimal::new(35, 1)
        );
        assert!(check("10 × 20.00 × 16 ÷ 31 = 103.225806… → 103.23").is_ok());
        assert!(check("10 × 20.00 × 16 ÷ 31 = 103.23").is_err());
        assert!(check("10.00 + 2.00 = 12.01").is_err());
        assert!(check("1 × 1.00 ÷ 3 = 0.333333… → 0.34").is_err());
    }
}
