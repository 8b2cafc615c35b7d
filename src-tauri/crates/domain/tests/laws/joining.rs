//! A desktop that joins later knows nothing of what was before some day, and leaves what
//! another one billed and corrected for the days before it alone.

use crate::{
    calendar::plus,
    oracle::{Had, Raw},
    scenario::{FIRST, Scenario, Wishes, scenario},
    shown,
    stage::{Moment, Stage, Tried, play},
};
use domain::{ids::AgreementId, ledger::Status, line::Line, plan::Notice, reference::LineKind};
use jiff::civil::Date;
use proptest::{prelude::*, test_runner::TestCaseError};
use rust_decimal::Decimal;

/// What rounding may leave of a few periods.
const CENTS: Decimal = Decimal::from_parts(10, 0, 0, false, 2);

/// The same world, seen from a desktop whose ledger begins on `since`.
fn joining(stage: &Stage, since: Date) -> Stage {
    let mut joined = stage.clone();
    let eve = plus(since, -1);
    // What C3 invoices is what it says of the time before.
    let had = Had {
        quantity: stage.oracle.quantity(eve),
        status: Status::Active,
        ..stage.oracle.on(eve)
    };
    joined.oracle.known.retain(|raw| raw.day >= since);
    joined.oracle.initial = had;
    joined.known_since = since;
    joined
}

fn writes_nothing(stage: &Stage, back: i64) -> Tried {
    let open = stage.world.contract(FIRST).open();
    let since = plus(open, -back);
    if evens_out(stage, since) {
        return Ok(());
    }
    let joined = joining(stage, since);
    let plan = joined.plan();
    prop_assert!(
        plan.operations.is_empty() || plan.notices.iter().any(asks),
        "knowing what is since {}, left to do:\n{}standing:\n{}",
        joined.known_since,
        shown::operations(&plan.operations),
        shown::lines(&joined.lines())
    );
    Ok(())
}

/// News of days that a joining desktop knows: what it writes of them is all that there is to
/// write, or it asks. Of a period in which something changed before its ledger begins, it
/// can only guess the days before; and of a settlement since then, no line says what it
/// was about.
fn finishes(stage: &Stage, back: i64) -> Tried {
    let contract = stage.world.contract(FIRST);
    let since = plus(contract.open(), -back);
    let (first, _) = contract.calendar.period(since);
    let unknown = |raw: &Raw| first < raw.day && raw.day < since;
    let of_either =
        |line: &Line| line.reference.kind == LineKind::Settlement && line.reference.day >= since;
    if stage.oracle.known.iter().any(unknown) || stage.lines().iter().any(of_either) {
        return Ok(());
    }
    let joined = joining(stage, since);
    let plan = joined.plan();
    if plan.notices.iter().any(asks) {
        return Ok(());
    }
    let mut finished = stage.clone();
    finished.world.apply(&plan.operations)?;
    finished.is_settled().map_err(|left| {
        TestCaseError::fail(format!(
            "knowing what is since {}, wrote:\n{}{left}",
            joined.known_since,
            shown::operations(&plan.operations),
        ))
    })
}

/// Uploads each time but where there is news: then somebody else joins.
fn join_at_news(scenario: &Scenario, back: i64) -> Tried {
    let mut stage = Stage::new(scenario);
    for (step, _) in scenario.uploads.iter().enumerate() {
        if stage.is_over() {
            break;
        }
        let was_settled = step > 0 && stage.plan().operations.is_empty();
        stage.hear(&scenario.history, step);
        let since = plus(stage.world.contract(FIRST).open(), -back);
        let mut news = scenario.history.iter().filter(|raw| raw.reported == step);
        if was_settled && news.all(|raw| raw.day >= since) {
            finishes(&stage, back)?;
        }
        stage.upload()?;
        stage.invoice();
    }
    Ok(())
}

fn asks((_, notice): &(AgreementId, Notice)) -> bool {
    *notice == Notice::CorrectedBefore
}

/// Whether the whole periods since a day were billed wrongly, and no settlement since then
/// says so: it evened out with what was wrong before, which only one who knows both can tell.
fn evens_out(stage: &Stage, since: Date) -> bool {
    let contract = stage.world.contract(FIRST);
    let open = contract.open();
    let (first, last) = contract.calendar.period(since);
    let first = if first == since { first } else { plus(last, 1) };
    let is_settled =
        |line: &Line| line.reference.kind == LineKind::Settlement && line.reference.day > first;
    if first >= open || stage.lines().iter().any(is_settled) {
        return false;
    }
    let price = |_: Date, had: &Had| had.price;
    let owed = stage
        .oracle
        .owed_at(contract.calendar, first, plus(open, -1), price);
    let bills = stage.world.bills.iter();
    let of_days = bills.filter(|bill| {
        bill.agreement == FIRST && bill.period.0 >= first && bill.kind != Some(LineKind::Settlement)
    });
    let billed: Decimal = of_days.map(|bill| bill.amount).sum();
    (owed - billed).abs() > CENTS
}

fn of_one_product(mut scenario: Scenario) -> Scenario {
    for raw in &mut scenario.history {
        raw.now.product = 0;
    }
    scenario
}

proptest! {
    #![proptest_config(crate::scenario::cases(256))]

    /// A row names one product, so of a renewal before its ledger begins the late desktop
    /// knows nothing; here there is none.
    #[test]
    fn a_desktop_that_joins_later_writes_nothing(
        scenario in scenario(Wishes::EVERY_MODE).prop_map(of_one_product),
        back in prop_oneof![0..40i64, 0..200i64],
    ) {
        play(&scenario, |moment, stage| match moment {
            Moment::Applied => writes_nothing(stage, back),
            Moment::Invoiced(_) => Ok(()),
        })?;
    }

    #[test]
    fn a_desktop_that_joins_later_finishes_or_asks(
        scenario in scenario(Wishes::EVERY_MODE).prop_map(of_one_product),
        back in prop_oneof![0..40i64, 0..200i64, 200..500i64],
    ) {
        join_at_news(&scenario, back)?;
    }
}
