//! `open`, and where Accord begins.

use domain::{
    agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PricePeriods},
    cycle::AgreementCycle,
    ids::AgreementId,
    period::{Anchor, Periods},
};
use jiff::civil::{Date, date};

fn terms(next_invoice: Option<Date>) -> AgreementTerms {
    AgreementTerms {
        id: AgreementId(1),
        periods: Periods {
            cycle: AgreementCycle::Monthly,
            anchor: Anchor::Calendar,
        },
        bill_start: date(2026, 8, 10),
        end: None,
        next_invoice,
        covers: NextInvoiceCovers::Holding,
        prorates: true,
        mode: PostingMode::Dated,
        bill_from: None,
        prices: PricePeriods::default(),
    }
}

fn in_arrears(next_invoice: Date) -> AgreementTerms {
    AgreementTerms {
        covers: NextInvoiceCovers::Before,
        ..terms(Some(next_invoice))
    }
}

#[test]
fn open_is_the_first_day_of_the_period_that_holds_the_next_invoice() {
    assert_eq!(terms(Some(date(2026, 11, 17))).open(), date(2026, 11, 1));
    assert_eq!(terms(Some(date(2026, 11, 1))).open(), date(2026, 11, 1));
    assert_eq!(terms(Some(date(2026, 11, 30))).open(), date(2026, 11, 1));
}

#[test]
fn in_arrears_it_is_a_period_earlier() {
    assert_eq!(in_arrears(date(2026, 11, 1)).open(), date(2026, 10, 1));
}

#[test]
fn it_is_never_before_the_billing_start() {
    let bill_start = date(2026, 8, 10);
    assert_eq!(terms(None).open(), bill_start);
    assert_eq!(terms(Some(date(2026, 8, 15))).open(), bill_start);
    assert_eq!(terms(Some(date(2026, 7, 1))).open(), bill_start);
    assert_eq!(in_arrears(date(2026, 9, 1)).open(), bill_start);
    assert_eq!(in_arrears(date(2026, 8, 20)).open(), bill_start);
    assert_eq!(in_arrears(date(2026, 7, 1)).open(), bill_start);
}

#[test]
fn contract_periods_count_from_their_own_day() {
    let contract = AgreementTerms {
        periods: Periods {
            cycle: AgreementCycle::Monthly,
            anchor: Anchor::Contract(date(2026, 8, 10)),
        },
        ..terms(Some(date(2026, 11, 9)))
    };
    assert_eq!(contract.open(), date(2026, 10, 10));
    assert_eq!(contract.open_period().last, date(2026, 11, 9));
}

#[test]
fn accord_begins_with_bill_from_else_with_open() {
    let begins = |bill_from| {
        AgreementTerms {
            bill_from,
            ..terms(Some(date(2026, 11, 17)))
        }
        .begins()
    };
    assert_eq!(begins(None), date(2026, 11, 1));
    assert_eq!(begins(Some(date(2026, 9, 3))), date(2026, 9, 3));
    assert_eq!(begins(Some(date(2026, 12, 24))), date(2026, 12, 24));
    assert_eq!(begins(Some(date(2020, 1, 1))), date(2026, 8, 10));
}

#[test]
fn a_mode_suits_an_agreement_that_does_the_other_half() {
    assert_eq!(PostingMode::default_for(true), PostingMode::Dated);
    assert_eq!(PostingMode::default_for(false), PostingMode::Adjustment);
    for prorates in [true, false] {
        assert!(PostingMode::default_for(prorates).suits(prorates));
        assert!(!PostingMode::default_for(!prorates).suits(prorates));
        assert_eq!(PostingMode::Single.suits(prorates), !prorates);
        assert!(PostingMode::Quantity.suits(prorates));
    }
}

#[test]
fn words_come_back_and_others_are_refused() {
    for mode in PostingMode::ALL {
        assert_eq!(mode.word().parse(), Ok(mode));
    }
    for covers in [NextInvoiceCovers::Holding, NextInvoiceCovers::Before] {
        assert_eq!(covers.word().parse(), Ok(covers));
    }
    assert_eq!(
        "double".parse::<PostingMode>().unwrap_err().to_string(),
        "“double” is no posting mode; known are dated, adjustment, single and quantity"
    );
}
