//! Two desktops upload the same plan at the same moment, request by request: each line
//! ends up standing once, whichever of them is ahead.

use crate::{
    calendar::{Length, Rhythm},
    chance::Chance,
    fault::Faults,
    history::{Condition, Subscription},
    mode::Mode,
    scenario::{Billing, Scenario},
};
use domain::finding::Code;
use jiff::{SignedDuration, Timestamp, civil::date};
use rust_decimal::Decimal;
use std::time::Duration;

const SEEDS: u64 = 40;
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn subscriptions() -> Vec<Subscription> {
    let changed: Timestamp = "2026-09-17T12:00:00Z".parse().unwrap();
    let subscription = |number| {
        let price = Decimal::new(2000, 2);
        let mut one = Subscription::new(number, 50, Length::Month, 10, price);
        let after = Condition {
            quantity: Decimal::from(8 + i64::from(number)),
            ..one.opening
        };
        one.change(changed, SignedDuration::ZERO, after);
        one
    };
    vec![subscription(1), subscription(3)]
}

/// Both sit down after a change; how many twins were voided on the way to rest.
fn twins_voided(mode: Mode, seed: u64) -> usize {
    let billing = Billing {
        id: 50,
        rhythm: Rhythm {
            length: Length::Month,
            contract_from: None,
        },
        prorates: mode == Mode::Dated,
        mode,
        bill_start: date(2026, 1, 1),
        first_open: date(2026, 9, 1),
        days_into_period: 20,
    };
    let start = "2026-09-05T12:00:00Z".parse().unwrap();
    let (faults, chance) = (Faults::none(), Chance::new(seed));
    let mut scenario = Scenario::begin(start, &[billing], subscriptions(), faults, chance).unwrap();
    scenario.join();
    scenario.wait(14 * DAY);
    let other = scenario.other.as_mut().unwrap();
    let _ = scenario.desktop.sit_together(other);
    let voided = [scenario.desktop.last_upload(), other.last_upload()]
        .into_iter()
        .flatten()
        .flat_map(|upload| upload.findings)
        .filter(|finding| finding.code == Code::TwinVoided)
        .count();
    scenario.come_to_rest().unwrap();
    for _ in 0..2 {
        scenario.settle_next_invoice().unwrap();
    }
    voided
}

#[test]
fn two_desktops_at_once_end_with_each_line_once() {
    for mode in [Mode::Dated, Mode::Adjustment, Mode::Single, Mode::Quantity] {
        let voided: usize = (0..SEEDS).map(|seed| twins_voided(mode, seed)).sum();
        // Else nobody would know whether they ever met.
        assert!(
            voided > 0 || mode == Mode::Quantity,
            "in {SEEDS} meetings no line of {mode:?} was created twice"
        );
    }
}
