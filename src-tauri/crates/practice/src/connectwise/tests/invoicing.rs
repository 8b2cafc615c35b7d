//! Agreement invoicing: what is billed, and when.

use crate::connectwise::{
    invoicing::{InvoiceLine, run},
    proration::Rounding,
    records::{Addition, Agreement, BillCustomer, InvoicingCycle},
    testing::{FLAT, MONTHLY, PRORATING, YEARLY, addition, agreement, number, world},
    world::World,
};
use jiff::civil::{Date, date};

/// Puts an agreement in the place of the one with the same number.
pub(super) fn with(agreement: Agreement, additions: Vec<Addition>) -> World {
    let mut world = world();
    let id = agreement.id;
    world.agreements.insert(agreement);
    for addition in additions {
        world.add(id, addition);
    }
    world
}

/// Runs an invoice; its lines as day, day and amount.
pub(super) fn billed(world: &mut World, agreement: u32) -> Vec<(Date, Date, String)> {
    let invoice = run(world, agreement).unwrap();
    let lines = world.billing.lines[&invoice.id].iter();
    let sum = lines.clone().map(|line| line.amount).sum();
    assert_eq!(invoice.total, sum);
    lines
        .map(|line| (line.from, line.to, line.amount.to_string()))
        .collect()
}

fn flat() -> Agreement {
    world().agreements.get(FLAT).unwrap().clone()
}

fn prorating() -> Agreement {
    world().agreements.get(PRORATING).unwrap().clone()
}

#[test]
fn the_published_example_of_two_seats_added_in_mid_march() {
    let mut terms = agreement(PRORATING, MONTHLY, true, date(2019, 1, 1));
    terms.next_invoice = Some(date(2019, 4, 1));
    let seats = addition("2", "22.00", date(2019, 3, 15));
    let days = (date(2019, 3, 15), date(2019, 4, 30));
    for (rounding, amount) in [(Rounding::PerUnit, "68.12"), (Rounding::PerLine, "68.13")] {
        let mut world = with(terms.clone(), vec![seats.clone()]);
        world.billing.rounding = rounding;
        let lines = billed(&mut world, PRORATING);
        assert_eq!(lines, [(days.0, days.1, amount.to_owned())]);
        assert_eq!(
            billed(&mut world, PRORATING),
            [(date(2019, 5, 1), date(2019, 5, 31), "44.00".to_owned())]
        );
    }
    let mut world = with(terms, vec![addition("1", "22.00", date(2019, 3, 15))]);
    world.billing.rounding = Rounding::PerUnit;
    assert_eq!(billed(&mut world, PRORATING)[0].2, "34.06");
}

#[test]
fn without_proration_what_touches_the_period_bills_once_in_full() {
    let ended = |day| Addition {
        cancelled: Some(day),
        ..addition("3", "20.00", date(2026, 1, 1))
    };
    let mut world = with(
        flat(),
        vec![
            addition("10", "20.00", date(2026, 1, 1)),
            addition("2", "20.00", date(2026, 11, 30)),
            ended(date(2026, 11, 1)),
            ended(date(2026, 10, 31)),
            addition("1", "20.00", date(2026, 12, 1)),
        ],
    );
    let november = (date(2026, 11, 1), date(2026, 11, 30));
    let amounts: Vec<_> = billed(&mut world, FLAT)
        .into_iter()
        .map(|(from, to, amount)| {
            assert_eq!((from, to), november);
            amount
        })
        .collect();
    assert_eq!(amounts, ["200.00", "40.00", "60.00"]);
    let next = world.agreements.get(FLAT).unwrap().next_invoice;
    assert_eq!(next, Some(date(2026, 12, 1)));
}

#[test]
fn with_proration_only_the_days_bill() {
    let cancelled = Addition {
        cancelled: Some(date(2026, 11, 16)),
        ..addition("10", "20.00", date(2026, 11, 1))
    };
    let mut world = with(
        prorating(),
        vec![
            cancelled,
            addition("8", "20.00", date(2026, 11, 17)),
            addition("1", "-19.35", date(2026, 11, 1)),
        ],
    );
    let amounts: Vec<_> = billed(&mut world, PRORATING)
        .into_iter()
        .map(|line| line.2)
        .collect();
    assert_eq!(amounts, ["106.67", "74.67", "-19.35"]);
}

#[test]
fn days_of_an_invoiced_period_are_caught_up_once() {
    let mut world = with(
        prorating(),
        vec![addition("10", "20.00", date(2026, 11, 1))],
    );
    billed(&mut world, PRORATING);
    world.add(PRORATING, addition("2", "20.00", date(2026, 11, 17)));
    let december = (date(2026, 12, 1), date(2026, 12, 31));
    assert_eq!(
        billed(&mut world, PRORATING),
        [
            (december.0, december.1, "200.00".to_owned()),
            (date(2026, 11, 17), december.1, "58.67".to_owned()),
        ]
    );
    let january: Vec<_> = billed(&mut world, PRORATING)
        .into_iter()
        .map(|line| line.2)
        .collect();
    assert_eq!(january, ["200.00", "40.00"]);
}

#[test]
fn voided_and_free_lines_bill_nothing() {
    let not_billed = |how| Addition {
        bill_customer: Some(how),
        ..addition("10", "20.00", date(2026, 11, 1))
    };
    let voided = Addition {
        cancelled: Some(date(2026, 11, 1)),
        ..not_billed(BillCustomer::DoNotBill)
    };
    for terms in [flat(), prorating()] {
        let id = terms.id;
        let lines = vec![not_billed(BillCustomer::NoCharge), voided.clone()];
        assert!(billed(&mut with(terms, lines), id).is_empty());
    }
}

#[test]
fn what_is_included_is_not_billed() {
    let included = Addition {
        less_included: 4.into(),
        ..addition("10", "20.00", date(2026, 11, 1))
    };
    let mut world = with(flat(), vec![included]);
    let invoice = run(&mut world, FLAT).unwrap();
    let expected = InvoiceLine {
        addition: 1,
        quantity: 6.into(),
        unit_price: number("20.00"),
        from: date(2026, 11, 1),
        to: date(2026, 11, 30),
        amount: number("120.00"),
    };
    assert_eq!(world.billing.lines[&invoice.id], [expected]);
}

#[test]
fn contract_months_from_the_31st() {
    let mut terms = agreement(PRORATING, MONTHLY, true, date(2027, 1, 31));
    terms.invoicing_cycle = InvoicingCycle::ContractYear;
    let mut world = with(terms, vec![addition("1", "28.00", date(2027, 1, 31))]);
    for (from, to) in [
        (date(2027, 1, 31), date(2027, 2, 27)),
        (date(2027, 2, 28), date(2027, 3, 30)),
        (date(2027, 3, 31), date(2027, 4, 29)),
        (date(2027, 4, 30), date(2027, 5, 30)),
    ] {
        assert_eq!(
            billed(&mut world, PRORATING),
            [(from, to, "28.00".to_owned())]
        );
        let next = world.agreements.get(PRORATING).unwrap().next_invoice;
        assert_eq!(next, Some(to.tomorrow().unwrap()));
    }
}

#[test]
fn years_divide_by_their_own_days() {
    // 1 January to 10 April is 100 days, or 101 in a leap year.
    for (year, amount) in [(2027, "100.00"), (2028, "100.72")] {
        let mut terms = agreement(PRORATING, YEARLY, true, date(2020, 1, 1));
        terms.next_invoice = Some(date(year, 1, 1));
        let part = Addition {
            cancelled: Some(date(year, 4, 10)),
            ..addition("1", "365.00", date(year, 1, 1))
        };
        let lines = billed(&mut with(terms, vec![part]), PRORATING);
        assert_eq!(lines[0].2, amount);
    }
}
