//! What people, crashes and races do to lines of ours.

use crate::{calendar::plus, stage::Stage, world::Held};
use domain::{
    ids::AdditionId,
    line::{BilledAs, Line, LineValues},
};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;

/// One mishap, to one line.
#[derive(Debug, Clone)]
pub(crate) struct Damage {
    line: prop::sample::Index,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Removed,
    Voided,
    /// Ended so many days after the first day that may be chosen.
    Ended(i64),
    RunsOn,
    Quantity(i64),
    PriceTimes(i64),
    Moved(i64),
    Twin,
}

pub(crate) fn damage() -> impl Strategy<Value = Damage> {
    let what = prop_oneof![
        Just(What::Removed),
        Just(What::Voided),
        (0..80i64).prop_map(What::Ended),
        Just(What::RunsOn),
        (-2..13i64).prop_map(What::Quantity),
        (0..4i64).prop_map(What::PriceTimes),
        (1..70i64).prop_map(What::Moved),
        Just(What::Twin),
    ];
    (any::<prop::sample::Index>(), what).prop_map(|(line, what)| Damage { line, what })
}

/// Does the damage, right after an invoice. Whoever keeps the records notes what
/// a line billed before it was edited, and that a line that billed is gone.
pub(crate) fn inflict(stage: &mut Stage, damages: &[Damage]) {
    for damage in damages {
        // What a line billed before a second edit nobody keeps.
        let mut lines = stage.world.lines();
        lines.retain(|line| line.billed_as.is_empty());
        if lines.is_empty() {
            return;
        }
        let line = &lines[damage.line.index(lines.len())];
        let open = stage.world.contract(line.agreement).open();
        let past = line.values.effective < open;
        match damage.what {
            What::Removed => remove(stage, line, open),
            What::Twin if past => {}
            // An invoice would bill the days between once more.
            What::Ended(_) | What::RunsOn if past && !line.values.span().holds(plus(open, -1)) => {}
            What::Twin => {
                let reference = Some(line.reference.clone());
                stage
                    .world
                    .add(line.agreement, reference, line.values.clone());
            }
            _ => {
                let values = edited(&line.values, &damage.what, open);
                edit(stage, line.addition, values, past.then_some(open));
            }
        }
    }
}

fn remove(stage: &mut Stage, line: &Line, open: Date) {
    stage.world.additions.remove(&line.addition);
    let mut gone = line.clone();
    let last = plus(open, -1);
    gone.values.cancelled = Some(gone.values.cancelled.map_or(last, |end| end.min(last)));
    stage.vanished.push(gone);
}

fn edit(stage: &mut Stage, id: AdditionId, values: LineValues, billed_until: Option<Date>) {
    let held: &mut Held = stage.world.additions.get_mut(&id).unwrap();
    let was = std::mem::replace(&mut held.values, values);
    let billed = billed_until.map(|until| BilledAs { values: was, until });
    held.billed_as = billed.into_iter().collect();
}

fn edited(values: &LineValues, what: &What, open: Date) -> LineValues {
    let mut values = values.clone();
    match what {
        What::Voided => {
            values.billable = false;
            values.cancelled = Some(values.effective);
        }
        What::Ended(days) => values.cancelled = Some(plus(values.effective.max(open), days - 1)),
        What::RunsOn => values.cancelled = None,
        What::Quantity(quantity) => values.quantity = Decimal::from(*quantity),
        What::PriceTimes(times) => values.unit_price *= Decimal::from(*times),
        What::Moved(days) => values.effective = plus(values.effective, *days),
        What::Removed | What::Twin => {}
    }
    values
}
