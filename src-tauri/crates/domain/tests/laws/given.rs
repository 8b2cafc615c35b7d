//! Examples in few words: an agreement, a customer, a change.

use crate::{
    calendar::Calendar,
    oracle::{Had, Raw},
    scenario::{FIRST, Scenario},
    stage::Stage,
    world::Contract,
};
use domain::{
    agreement::{PostingMode, PricePeriods},
    ids::ItemId,
    ledger::Status,
    line::LineValues,
    money::Rounding,
    reference::LineKind,
    timeline::SuspendedBilling,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(crate) fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// A monthly agreement; its next invoice covers the period of `bill_start`.
pub(crate) fn agreement(bill_start: Date, contract: bool, prorates: bool) -> Contract {
    let calendar = Calendar {
        yearly: false,
        contract: contract.then_some(bill_start),
    };
    Contract {
        id: FIRST,
        calendar,
        bill_start,
        end: None,
        prorates,
        mode: PostingMode::default_for(prorates),
        arrears: false,
        bill_from: Some(bill_start),
        prices: PricePeriods::default(),
        next_first: calendar.period(bill_start).0,
        invoiced: false,
    }
}

/// A customer with `quantity` licences at `price` on it.
pub(crate) fn customer(contract: Contract, quantity: i64, price: &str) -> Stage {
    Stage::new(&Scenario {
        contracts: vec![contract],
        targets: [(FIRST, ItemId(1)), (FIRST, ItemId(2))],
        initial: Had {
            product: 0,
            quantity: quantity.into(),
            price: dec(price),
            status: Status::Active,
        },
        history: Vec::new(),
        forgotten: 0,
        uploads: Vec::new(),
        suspended: SuspendedBilling::Stops,
        rounding: Rounding::PerLine,
    })
}

/// From `day` on there are `quantity`, at the same price.
pub(crate) fn change(stage: &mut Stage, day: Date, quantity: i64, status: Status) {
    let moment = u32::try_from(stage.oracle.known.len()).unwrap();
    let now = Had {
        quantity: quantity.into(),
        status,
        ..stage.oracle.initial.clone()
    };
    stage.oracle.known.push(Raw {
        day,
        moment,
        now,
        reported: 0,
    });
}

/// The lines that bill: kind, quantity, price, first and last day.
pub(crate) fn billing(stage: &Stage) -> Vec<(LineKind, Decimal, Decimal, Date, Option<Date>)> {
    let mut lines = stage.world.lines();
    lines.retain(|line| line.values.bills());
    lines
        .into_iter()
        .map(|line| {
            let LineValues {
                quantity,
                unit_price,
                effective,
                cancelled,
                ..
            } = line.values;
            (
                line.reference.kind,
                quantity,
                unit_price,
                effective,
                cancelled,
            )
        })
        .collect()
}
