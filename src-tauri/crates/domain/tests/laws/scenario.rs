//! Random agreements and histories.

use crate::{
    calendar::{Calendar, count, plus},
    oracle::{Had, Raw},
    world::Contract,
};
use domain::{
    agreement::{PostingMode, PricePeriods},
    ids::{AgreementId, ItemId},
    ledger::Status,
    money::Rounding,
    timeline::SuspendedBilling,
};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

pub(crate) const FIRST: AgreementId = AgreementId(1);
pub(crate) const SECOND: AgreementId = AgreementId(2);

/// So many tries. A case that fails is kept as a test with a name, not as a seed
/// that means something else as soon as a strategy changes.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

/// Everything that happens in one try.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) contracts: Vec<Contract>,
    /// Where each of the two products is billed.
    pub(crate) targets: [(AgreementId, ItemId); 2],
    pub(crate) initial: Had,
    pub(crate) history: Vec<Raw>,
    /// Invoices that were made after the first validation, before an upload.
    pub(crate) forgotten: usize,
    /// For each step: whether an upload comes before the invoice.
    pub(crate) uploads: Vec<bool>,
    pub(crate) suspended: SuspendedBilling,
    pub(crate) rounding: Rounding,
}

/// What a property asks of its scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wishes {
    /// Prices of which every day's share is whole cents, in any period.
    pub(crate) exact: bool,
    /// The second product is billed on another agreement.
    pub(crate) two_agreements: bool,
    /// Some months nobody uploads.
    pub(crate) skips: bool,
    pub(crate) ends: bool,
    /// The posting modes, those that suit the agreement.
    pub(crate) modes: &'static [PostingMode],
}

impl Wishes {
    pub(crate) const EXACT: Self = Self {
        exact: true,
        two_agreements: false,
        skips: true,
        ends: true,
        modes: &[PostingMode::Dated, PostingMode::Adjustment],
    };

    /// In every posting mode.
    pub(crate) const EVERY_MODE: Self = Self {
        modes: &PostingMode::ALL,
        ..Self::EXACT
    };
}

/// An event before its days are known.
#[derive(Debug, Clone)]
struct Seed {
    period: usize,
    permille: i64,
    quantity: u32,
    price: usize,
    status: Status,
    product: usize,
    reported: usize,
}

#[derive(Debug, Clone, Copy)]
struct Terms {
    yearly: bool,
    contract: bool,
    start: Date,
    prorates: bool,
    mode: PostingMode,
    arrears: bool,
    /// Invoices before Accord.
    past: usize,
    later: Option<i64>,
    end: Option<(usize, i64)>,
}

fn starts() -> impl Strategy<Value = Date> {
    prop_oneof![
        Just(date(2026, 10, 1)),
        Just(date(2024, 1, 31)),
        Just(date(2024, 2, 29)),
        Just(date(2023, 11, 30)),
        Just(date(2027, 12, 31)),
        (0..1500i64).prop_map(|days| plus(date(2023, 1, 1), days)),
    ]
}

fn terms(wishes: Wishes) -> impl Strategy<Value = Terms> {
    let end = if wishes.ends {
        prop_oneof![3 => Just(None), 1 => (2..6usize, 0..1000i64).prop_map(Some)].boxed()
    } else {
        Just(None).boxed()
    };
    (
        prop::bool::weighted(0.25),
        any::<bool>(),
        starts(),
        mode(wishes.modes),
        prop::bool::weighted(0.3),
        0..3usize,
        prop_oneof![3 => Just(None), 1 => (0..50i64).prop_map(Some)],
        end,
    )
        .prop_map(
            |(yearly, contract, start, (prorates, mode), arrears, past, later, end)| Terms {
                yearly,
                contract,
                start,
                prorates,
                mode,
                arrears,
                past,
                later,
                end,
            },
        )
}

/// Whether an agreement prorates, and one of `modes` that suits it.
fn mode(modes: &'static [PostingMode]) -> impl Strategy<Value = (bool, PostingMode)> {
    (any::<bool>(), any::<prop::sample::Index>()).prop_map(move |(prorates, index)| {
        let suiting: Vec<PostingMode> = modes
            .iter()
            .copied()
            .filter(|mode| mode.suits(prorates))
            .collect();
        (prorates, suiting[index.index(suiting.len())])
    })
}

fn permille() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 1 => Just(999), 4 => 0..1000i64]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        6 => Just(Status::Active),
        1 => Just(Status::Suspended),
        1 => Just(Status::Deleted),
        1 => Just(Status::Disabled),
    ]
}

fn seed(steps: usize) -> impl Strategy<Value = Seed> {
    (
        0..steps + 3,
        permille(),
        prop_oneof![1 => Just(0), 5 => 1..13u32],
        prop_oneof![4 => Just(0usize), 1 => 1..3usize],
        status(),
        prop_oneof![4 => Just(0usize), 1 => Just(1usize)],
        0..steps,
    )
        .prop_map(
            |(period, permille, quantity, price, status, product, reported)| Seed {
                period,
                permille,
                quantity,
                price,
                status,
                product,
                reported,
            },
        )
}

/// Random scenarios.
pub(crate) fn scenario(wishes: Wishes) -> impl Strategy<Value = Scenario> {
    const STEPS: usize = 5;
    let uploads = if wishes.skips {
        prop::collection::vec(prop::bool::weighted(0.8), STEPS).boxed()
    } else {
        Just(vec![true; STEPS]).boxed()
    };
    (
        terms(wishes),
        prop::collection::vec(seed(STEPS), 0..7),
        prop_oneof![1 => Just(0), 3 => 1..11u32],
        0..3usize,
        uploads,
        any::<bool>(),
        (any::<bool>(), prop::bool::weighted(0.3)),
    )
        .prop_map(
            move |(
                terms,
                seeds,
                initial,
                forgotten,
                uploads,
                stops,
                (other_mode, other_arrears),
            )| {
                let prices = prices(wishes.exact, terms.yearly);
                let contract = contract(terms);
                let history = history(&contract, &seeds, &prices);
                let mut contracts = vec![contract];
                let mut targets = [(FIRST, ItemId(1)), (FIRST, ItemId(2))];
                if wishes.two_agreements {
                    contracts.push(Contract {
                        id: SECOND,
                        prorates: other_mode,
                        mode: PostingMode::default_for(other_mode),
                        arrears: other_arrears,
                        ..contracts[0].clone()
                    });
                    targets[1] = (SECOND, ItemId(2));
                }
                Scenario {
                    contracts,
                    targets,
                    initial: Had {
                        product: 0,
                        quantity: Decimal::from(initial),
                        price: prices[0],
                        status: Status::Active,
                    },
                    history,
                    forgotten,
                    uploads,
                    suspended: if stops {
                        SuspendedBilling::Stops
                    } else {
                        SuspendedBilling::Bills
                    },
                    rounding: Rounding::PerLine,
                }
            },
        )
}

fn prices(exact: bool, yearly: bool) -> [Decimal; 3] {
    match (exact, yearly) {
        // Whole cents a day in months of 28, 29, 30 and 31 days …
        (true, false) => [1, 2, 3].map(|times| Decimal::new(377_580 * times, 2)),
        // … and in years of 365 and 366.
        (true, true) => [1, 2, 3].map(|times| Decimal::new(133_590 * times, 2)),
        (false, _) => [
            Decimal::new(2000, 2),
            Decimal::new(73_333, 4),
            Decimal::new(7, 2),
        ],
    }
}

fn contract(terms: Terms) -> Contract {
    let calendar = Calendar {
        yearly: terms.yearly,
        contract: terms.contract.then_some(terms.start),
    };
    let mut next_first = calendar.period(terms.start).0;
    for _ in 0..terms.past {
        next_first = calendar.after(next_first).0;
    }
    let open = next_first.max(terms.start);
    let nth = |(nth, permille)| day_in(calendar, next_first, nth, permille);
    Contract {
        id: FIRST,
        calendar,
        bill_start: terms.start,
        end: terms.end.map(nth),
        prorates: terms.prorates,
        mode: terms.mode,
        arrears: terms.arrears,
        bill_from: Some(plus(open, terms.later.unwrap_or(0))),
        prices: PricePeriods::default(),
        next_first,
        invoiced: terms.past > 0,
    }
}

/// A day in the `nth` period from the one that begins on `first`.
fn day_in(calendar: Calendar, first: Date, nth: usize, permille: i64) -> Date {
    let mut period = calendar.period(first);
    for _ in 0..nth {
        period = calendar.after(period.0);
    }
    plus(period.0, count(period.0, period.1) * permille / 1000)
}

fn history(contract: &Contract, seeds: &[Seed], prices: &[Decimal; 3]) -> Vec<Raw> {
    let before = contract.calendar.period(plus(contract.next_first, -1)).0;
    let raw = |(at, seed): (usize, &Seed)| Raw {
        day: day_in(contract.calendar, before, seed.period, seed.permille),
        moment: u32::try_from(at).unwrap(),
        now: Had {
            product: seed.product,
            quantity: Decimal::from(seed.quantity),
            price: prices[seed.price],
            status: seed.status.clone(),
        },
        reported: seed.reported,
    };
    seeds.iter().enumerate().map(raw).collect()
}
