//! Agreement invoicing at its edges: first invoices, arrears, ends, refusals.

use super::invoicing::{billed, with};
use crate::connectwise::{
    invoicing::{NotInvoiced, assume_invoiced, next_covered, run, run_all},
    records::{Addition, AgreementStatus, InvoicingCycle, Reference},
    testing::{FLAT, MONTHLY, PRORATING, YEARLY, addition, agreement, ask, site, world},
};
use jiff::civil::date;

fn amounts(lines: Vec<(jiff::civil::Date, jiff::civil::Date, String)>) -> Vec<String> {
    lines.into_iter().map(|line| line.2).collect()
}

#[test]
fn the_first_invoice_covers_the_period_of_the_billing_start() {
    for (prorate, amount) in [(false, "31.00"), (true, "17.00")] {
        let terms = agreement(FLAT, MONTHLY, prorate, date(2026, 3, 15));
        let mut world = with(terms, vec![addition("1", "31.00", date(2026, 3, 15))]);
        assert_eq!(amounts(billed(&mut world, FLAT)), [amount]);
        let next = world.agreements.get(FLAT).unwrap().next_invoice;
        assert_eq!(next, Some(date(2026, 4, 1)));
    }
}

#[test]
fn in_arrears_the_period_before_is_covered() {
    let mut terms = agreement(FLAT, MONTHLY, false, date(2026, 1, 1));
    terms.next_invoice = Some(date(2026, 11, 1));
    let october = Addition {
        cancelled: Some(date(2026, 10, 31)),
        ..addition("1", "20.00", date(2026, 10, 1))
    };
    let mut world = with(terms, vec![october]);
    world.billing.in_arrears.insert(FLAT);
    assert_eq!(
        billed(&mut world, FLAT),
        [(date(2026, 10, 1), date(2026, 10, 31), "20.00".to_owned())]
    );
    let next = world.agreements.get(FLAT).unwrap().next_invoice;
    assert_eq!(next, Some(date(2026, 12, 1)));
    assert!(billed(&mut world, FLAT).is_empty());
}

#[test]
fn the_first_invoice_in_arrears_leaves_no_period_out() {
    let terms = agreement(FLAT, MONTHLY, false, date(2026, 1, 1));
    let mut world = with(terms, vec![addition("1", "20.00", date(2026, 1, 1))]);
    world.billing.in_arrears.insert(FLAT);
    let firsts: Vec<_> = (0..3).map(|_| billed(&mut world, FLAT)[0].0).collect();
    assert_eq!(
        firsts,
        [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    );
}

#[test]
fn an_invoice_date_within_a_period_stays_within() {
    let mut terms = agreement(FLAT, MONTHLY, false, date(2026, 1, 1));
    terms.next_invoice = Some(date(2027, 1, 31));
    let mut world = with(terms, vec![addition("1", "20.00", date(2026, 1, 1))]);
    assert_eq!(billed(&mut world, FLAT)[0].0, date(2027, 1, 1));
    assert_eq!(
        world.agreements.get(FLAT).unwrap().next_invoice,
        Some(date(2027, 2, 28))
    );
    assert_eq!(billed(&mut world, FLAT)[0].0, date(2027, 2, 1));
}

#[test]
fn nothing_is_billed_beyond_the_agreements_end() {
    let mut terms = agreement(PRORATING, MONTHLY, true, date(2026, 1, 1));
    terms.next_invoice = Some(date(2026, 11, 1));
    terms.end = Some(date(2026, 11, 15));
    let mut world = with(terms, vec![addition("1", "30.00", date(2026, 11, 1))]);
    assert_eq!(
        billed(&mut world, PRORATING),
        [(date(2026, 11, 1), date(2026, 11, 15), "15.00".to_owned())]
    );
    assert_eq!(
        run(&mut world, PRORATING),
        Err(NotInvoiced::Ended(PRORATING))
    );
}

#[test]
fn a_contract_year_from_a_leap_day() {
    let mut terms = agreement(PRORATING, YEARLY, true, date(2024, 2, 29));
    terms.invoicing_cycle = InvoicingCycle::ContractYear;
    let mut world = with(terms, vec![addition("1", "365.00", date(2024, 2, 29))]);
    for (from, to) in [
        (date(2024, 2, 29), date(2025, 2, 27)),
        (date(2025, 2, 28), date(2026, 2, 27)),
    ] {
        assert_eq!(
            billed(&mut world, PRORATING),
            [(from, to, "365.00".to_owned())]
        );
    }
}

#[test]
fn reopening_a_cancelled_line_bills_the_days_that_were_left_out() {
    let mut terms = agreement(PRORATING, MONTHLY, true, date(2026, 1, 1));
    terms.next_invoice = Some(date(2026, 11, 1));
    let cancelled = Addition {
        cancelled: Some(date(2026, 11, 15)),
        ..addition("1", "30.00", date(2026, 11, 1))
    };
    let mut world = with(terms, vec![cancelled]);
    assert_eq!(amounts(billed(&mut world, PRORATING)), ["15.00"]);
    world.addition_mut(PRORATING, 1).unwrap().cancelled = None;
    assert_eq!(amounts(billed(&mut world, PRORATING)), ["45.00"]);
}

#[test]
fn agreements_that_cannot_be_invoiced_say_why() {
    let mut world = world();
    assert_eq!(run(&mut world, 9), Err(NotInvoiced::NoAgreement(9)));
    let no_cycle = world.agreements.get_mut(FLAT).unwrap();
    no_cycle.billing_cycle = Some(Reference::default());
    assert_eq!(run(&mut world, FLAT), Err(NotInvoiced::NoPeriods(FLAT)));
    let cancelled = world.agreements.get_mut(PRORATING).unwrap();
    cancelled.status = AgreementStatus::Cancelled;
    assert_eq!(
        run(&mut world, PRORATING),
        Err(NotInvoiced::NotActive(PRORATING))
    );
    assert!(world.invoices.is_empty());
    assert!(run_all(&mut world).is_empty());
}

#[test]
fn a_made_up_past_is_not_caught_up() {
    let mut world = world();
    world.add(PRORATING, addition("1", "30.00", date(2026, 1, 1)));
    assume_invoiced(&mut world);
    assert_eq!(amounts(billed(&mut world, PRORATING)), ["30.00"]);
    let open = next_covered(&world, world.agreements.get(PRORATING).unwrap()).unwrap();
    assert_eq!(open.first, date(2026, 12, 1));
}

#[test]
fn invoices_are_listed_by_what_they_apply_to() {
    let mut world = world();
    world.add(FLAT, addition("1", "30.00", date(2026, 1, 1)));
    assert_eq!(run_all(&mut world).len(), 2);
    let path = format!(
        "finance/invoices?conditions=applyToType%3D%22Agreement%22%20and%20applyToId%3D{FLAT}\
         &fields=id,invoiceNumber,total,agreement/id,date"
    );
    let answer = ask(&mut site(world), "GET", &path, "");
    assert_eq!(
        answer.body,
        r#"[{"id":1,"invoiceNumber":"AGR000001","date":"2026-11-01T00:00:00Z","agreement":{"id":71},"total":30.00}]"#
    );
}
