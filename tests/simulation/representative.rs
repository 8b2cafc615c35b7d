//! One run that has it all: both posting modes, creations, changes, ends,
//! voids, adjustments, a settlement and a late increase; hit by chosen faults.

use crate::{
    calendar::{Length, Rhythm},
    chance::Chance,
    desktop::Sitting,
    fault::Faults,
    history::{Condition, Status, Subscription},
    mode::Mode,
    scenario::{Billing, Failure, Scenario},
};
use jiff::{SignedDuration, Timestamp, civil::date};
use rust_decimal::Decimal;
use std::time::Duration;
use store::{JobStatus, OperationState};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The run until the faults are armed: two uploads and an invoice lie behind it.
pub(crate) fn before_the_storm(faults: Faults) -> Result<Scenario, Failure> {
    let rhythm = Rhythm {
        length: Length::Month,
        contract_from: None,
    };
    let billing = |id, prorates| Billing {
        id,
        rhythm,
        prorates,
        mode: if prorates {
            Mode::Dated
        } else {
            Mode::Adjustment
        },
        bill_start: date(2026, 1, 1),
        first_open: date(2026, 9, 1),
        days_into_period: 20,
    };
    let billings = [billing(50, false), billing(60, true)];
    let start = noon("2026-09-05");
    let mut scenario = Scenario::begin(start, &billings, subscriptions(), faults, Chance::new(7))?;
    scenario.wait(31 * DAY);
    scenario.come_to_rest()?;
    scenario.wait(13 * DAY);
    Ok(scenario)
}

/// The run under its faults; answers with what was counted.
pub(crate) fn through_the_storm(scenario: &mut Scenario) -> Result<(u32, u32), Failure> {
    scenario.world.with(|world| world.faults.arm(true));
    let last = scenario.sit_until_rest();
    if last != Sitting::AtRest {
        return Err(scenario.failure(format!("One fault, and it does not come to rest: {last:?}")));
    }
    Ok(scenario.world.with(|world| world.faults.counted()))
}

/// The last upload is done with every operation of its plan.
pub(crate) fn carried_through(scenario: &Scenario) -> Result<(), Failure> {
    let upload = scenario.desktop.last_upload().unwrap();
    let mut states = upload.operations.iter().map(|operation| operation.state);
    let complete = states.all(|state| state == OperationState::Confirmed);
    if upload.job.status == JobStatus::Success && complete {
        return Ok(());
    }
    Err(scenario.failure(format!("Upload {} is not complete", upload.job.id)))
}

/// The months after it: every cent is right, and nothing is left to write.
pub(crate) fn after_the_storm(scenario: &mut Scenario) -> Result<(), Failure> {
    scenario.come_to_rest()?;
    for _ in 0..4 {
        scenario.settle_next_invoice()?;
    }
    Ok(())
}

fn subscriptions() -> Vec<Subscription> {
    let new = |number, agreement, quantity, price| {
        Subscription::new(number, agreement, Length::Month, quantity, price)
    };
    let mut dual = new(1, 50, 10, Decimal::new(2000, 2));
    quantity(&mut dual, "2026-09-17", 14 * 24, 8);
    quantity(&mut dual, "2026-10-04", 0, 12);
    quantity(&mut dual, "2026-10-09", 0, 11);
    let mut ended = new(2, 50, 4, Decimal::new(71_234, 4));
    let dearer = Condition {
        price: Decimal::new(855, 2),
        ..ended.last()
    };
    ended.change(noon("2026-10-03"), SignedDuration::ZERO, dearer);
    status(&mut ended, "2026-10-15", Status::Deleted);
    let mut dated = new(3, 60, 6, Decimal::new(1250, 2));
    quantity(&mut dated, "2026-09-25", 0, 9);
    quantity(&mut dated, "2026-10-10", 0, 5);
    let mut brief = new(4, 60, 0, Decimal::new(333, 2));
    quantity(&mut brief, "2026-09-10", 0, 7);
    status(&mut brief, "2026-10-02", Status::Suspended);
    status(&mut brief, "2026-10-12", Status::Deleted);
    let mut fresh = new(5, 60, 0, Decimal::new(999, 2));
    quantity(&mut fresh, "2026-10-14", 0, 3);
    vec![dual, ended, dated, brief, fresh]
}

fn quantity(subscription: &mut Subscription, day: &str, hours_late: i64, quantity: i64) {
    let after = Condition {
        quantity: Decimal::from(quantity),
        ..subscription.last()
    };
    subscription.change(noon(day), SignedDuration::from_hours(hours_late), after);
}

fn status(subscription: &mut Subscription, day: &str, status: Status) {
    let after = Condition {
        status,
        ..subscription.last()
    };
    subscription.change(noon(day), SignedDuration::ZERO, after);
}

fn noon(day: &str) -> Timestamp {
    format!("{day}T12:00:00Z").parse().unwrap()
}
