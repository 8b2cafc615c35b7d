//! Two desktops upload at the same moment, request by request, or one after the other what
//! it planned before: each line ends up standing once, whichever of them is ahead.

use crate::{
    calendar::{Length, Rhythm},
    chance::Chance,
    desktop::Sitting,
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

/// Two desktops, and an invoice so many days into each month.
fn two(mode: Mode, seed: u64, invoiced: i32, subscriptions: Vec<Subscription>) -> Scenario {
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
        days_into_period: invoiced,
    };
    let start = "2026-09-05T12:00:00Z".parse().unwrap();
    let (faults, chance) = (Faults::none(), Chance::new(seed));
    let mut scenario = Scenario::begin(start, &[billing], subscriptions, faults, chance).unwrap();
    scenario.join();
    scenario
}

/// Both sit down after a change; how many twins were voided on the way to rest.
fn twins_voided(mode: Mode, seed: u64) -> usize {
    let mut scenario = two(mode, seed, 20, subscriptions());
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

/// The same, and one more change a day later.
fn changed_once_more() -> Vec<Subscription> {
    let mut subscriptions = subscriptions();
    for one in &mut subscriptions {
        let after = Condition {
            quantity: Decimal::from(17),
            ..one.last()
        };
        let at = "2026-09-18T18:00:00Z".parse().unwrap();
        one.change(at, SignedDuration::ZERO, after);
    }
    subscriptions
}

/// A person edits one line of a subscription after the other desktop changed two of them:
/// only the edit is asked about.
#[test]
fn an_edit_makes_no_question_of_the_other_desktops_upload() {
    let mut scenario = two(Mode::Adjustment, 1, 10, changed_once_more());
    scenario.wait(13 * DAY);
    assert_eq!(scenario.desktop.sit(), Sitting::Uploaded);
    scenario.wait(DAY);
    let other = scenario.other.as_mut().unwrap();
    assert_eq!(other.sit(), Sitting::Uploaded);
    scenario.world.with(|world| {
        let site = &mut world.site;
        let is_base =
            |serial: &String| serial.contains("00000001-") && serial.ends_with(":b261001");
        let mut lines = site.additions.values_mut();
        let line = lines
            .find(|line| line.serial.as_ref().is_some_and(is_base))
            .unwrap();
        line.quantity += Decimal::ONE;
        line.last_updated = world.now;
        site.edited.insert((line.agreement, line.id));
    });
    // It asks about the edit, and takes Accord's values back.
    let asked = scenario.desktop.sit();
    let Sitting::Trouble(trouble) = &asked else {
        panic!("nobody was asked: {asked:?}");
    };
    assert_eq!(
        trouble.matches("line-changed-outside").count(),
        1,
        "{trouble}"
    );
    assert_eq!(scenario.desktop.sit(), Sitting::Uploaded);
    scenario.come_to_rest().unwrap();
    scenario.settle_next_invoice().unwrap();
}

/// What one desktop planned, it uploads a day later, when C3 has told of one more change.
/// The other one knows both and is asked nothing: it goes on from there.
#[test]
fn an_upload_of_an_older_plan_is_overtaken_by_the_other_desktop() {
    for mode in [Mode::Dated, Mode::Adjustment, Mode::Single, Mode::Quantity] {
        let mut scenario = two(mode, 1, 10, changed_once_more());
        scenario.wait(13 * DAY);
        let planned = scenario.other.as_mut().unwrap().plan().unwrap().unwrap();
        scenario.wait(DAY);
        let uploaded = scenario.other.as_mut().unwrap().upload(planned);
        assert_eq!(uploaded, Ok(Sitting::Uploaded), "{mode:?}");
        let sittings: Vec<Sitting> = (0..2).map(|_| scenario.desktop.sit()).collect();
        let expected = [Sitting::Uploaded, Sitting::AtRest];
        assert_eq!(sittings, expected, "{mode:?}");
        scenario.come_to_rest().unwrap();
        for _ in 0..2 {
            scenario.settle_next_invoice().unwrap();
        }
    }
}
