//! Published answers of Microsoft, ConnectWise and others, recomputed exactly;
//! a word where the published figure is not exact arithmetic.

use crate::{
    calendar::plus,
    given::{agreement, billing, change, customer, dec},
    stage::{Stage, Tried},
    world::half_up,
};
use domain::{
    agreement::PostingMode,
    ledger::Status,
    money::{Rounding, Share, cents},
    reference::LineKind,
};
use jiff::civil::date;
use rust_decimal::Decimal;

/// `quantity` × `price` for `days` of `of`, rounded once; and by the unit.
fn rounded(quantity: i64, price: &str, days: i32, of: i32) -> (Decimal, Decimal) {
    let amount = |way: Rounding| way.amount(quantity.into(), dec(price), Share { days, of });
    (amount(Rounding::PerLine), amount(Rounding::PerUnit))
}

fn last_bills(stage: &Stage) -> Vec<Decimal> {
    let last = stage.world.bills.iter().map(|bill| bill.period).max();
    let of_last = stage.world.bills.iter();
    of_last
        .filter(|bill| Some(bill.period) == last)
        .map(|bill| bill.amount)
        .collect()
}

#[test]
fn v1_29_of_30_days_of_one_licence() {
    assert_eq!(rounded(1, "4.00", 29, 30).0, dec("3.87"));
}

/// Published 7.74: the unit is rounded first. Exact is 7.7333.
#[test]
fn v2_the_same_with_two_licences() {
    assert_eq!(rounded(2, "4.00", 29, 30), (dec("7.73"), dec("7.74")));
}

#[test]
fn v3_one_licence_then_two_in_a_contract_period() -> Tried {
    let mut stage = customer(agreement(date(2018, 1, 13), true, true), 1, "4.00");
    change(&mut stage, date(2018, 2, 1), 2, Status::Active);
    stage.upload()?;
    stage.invoice();
    assert_eq!(last_bills(&stage), [dec("2.45"), dec("3.10")]);
    Ok(())
}

/// Published −1.72, from a day's price of 0.143. Exact is −1.7143.
#[test]
fn v4_the_credit_for_a_suspension_that_was_heard_of_late() -> Tried {
    let mut stage = customer(agreement(date(2018, 2, 13), true, true), 1, "4.00");
    stage.upload()?;
    stage.invoice();
    change(&mut stage, date(2018, 3, 1), 1, Status::Suspended);
    stage.upload()?;
    stage.invoice();
    assert_eq!(last_bills(&stage), [dec("-1.71")]);
    Ok(())
}

/// Rounded by the unit the second figure would be 31.24.
#[test]
fn v5_a_year_with_a_change_and_a_credit() {
    let (first, second, third) = (
        rounded(1, "211.20", 1, 365).0,
        rounded(2, "211.20", 27, 365),
        rounded(2, "211.20", 337, 365).0,
    );
    assert_eq!(first, dec("0.58"));
    assert_eq!(second, (dec("31.25"), dec("31.24")));
    assert_eq!(third, dec("390.00"));
    assert_eq!(first + second.0 + third - dec("211.20"), dec("210.63"));
}

/// The unit prices shown beside these, 45.22 and 6.7, are cut off, not rounded.
#[test]
fn v6_many_licences_fewer_licences_and_a_refund() {
    assert_eq!(rounded(500, "51.93", 27, 31).0, dec("22614.68"));
    assert_eq!(rounded(5, "51.93", 4, 31).0, dec("33.50"));
    assert_eq!(rounded(-495, "51.93", 1, 1).0, dec("-25705.35"));
}

/// ConnectWise's own bill: the part of March and April on one line, 34.06 a
/// licence. By the unit that is 68.12, by the line 68.13.
#[test]
fn v7_two_licences_more_since_an_invoiced_day() -> Tried {
    for (rounding, amount) in [
        (Rounding::PerLine, dec("68.13")),
        (Rounding::PerUnit, dec("68.12")),
    ] {
        let mut stage = customer(agreement(date(2019, 3, 1), false, true), 0, "22.00");
        stage.world.rounding = rounding;
        stage.upload()?;
        stage.invoice();
        change(&mut stage, date(2019, 3, 15), 2, Status::Active);
        stage.upload()?;
        let late = (
            LineKind::Base,
            dec("2"),
            dec("22.00"),
            date(2019, 3, 15),
            None,
        );
        assert_eq!(billing(&stage), [late]);
        stage.invoice();
        assert_eq!(last_bills(&stage), [amount]);
    }
    assert_eq!(
        half_up(dec("22") + rounded(1, "22.00", 17, 31).0),
        dec("34.06")
    );
    Ok(())
}

/// Another vendor leaves out the day of the change: a day less than ConnectWise.
#[test]
fn v8_without_the_effective_day() {
    assert_eq!(rounded(1, "22.00", 16, 31).0, dec("11.35"));
}

/// Published 2.47, 44.98 and 41.34, from a day's price of 0.13.
#[test]
fn v9_parts_of_a_year() {
    let part = |days| rounded(1, "48.00", days, 365).0;
    assert_eq!(
        [part(19), part(346), part(318)],
        [dec("2.50"), dec("45.50"), dec("41.82")]
    );
}

/// Published 2.26, from a day's price of 0.133.
#[test]
fn v10_seventeen_of_thirty_days() {
    assert_eq!(rounded(1, "4.00", 17, 30).0, dec("2.27"));
}

/// Published: main line 12 and an extra line of 2 from 17 to 31 March. What was
/// invoiced is never rewritten here, so the main line stays at 10 and the extra
/// line runs on; it covers the same 15 of 31 days.
#[test]
fn v11_two_more_on_17_march_after_march_was_invoiced() -> Tried {
    let mut stage = customer(agreement(date(2026, 3, 1), false, true), 10, "20.00");
    stage.upload()?;
    stage.invoice();
    change(&mut stage, date(2026, 3, 17), 12, Status::Active);
    stage.upload()?;
    let line = |quantity, first| (LineKind::Base, dec(quantity), dec("20.00"), first, None);
    let march = date(2026, 3, 1);
    assert_eq!(
        billing(&stage),
        [line("10", march), line("2", plus(march, 16))]
    );
    stage.invoice();
    let extra = dec("40") + cents(dec("40") * dec("15") / dec("31"));
    assert_eq!(last_bills(&stage), [dec("200.00"), extra]);
    Ok(())
}

/// C3's own single line is a cent off, for its unit price has two decimals. With four
/// decimals, and the period's amount rounded before it is divided, it is exact here.
#[test]
fn v12_a_single_line_drifts_by_a_cent() -> Tried {
    let amount = dec("200") + dec("40") * dec("15") / dec("31");
    let unit = half_up(amount / dec("12"));
    assert_eq!(cents(amount), dec("219.35"));
    assert_eq!(unit, dec("18.28"));
    assert_eq!(unit * dec("12"), dec("219.36"));
    let (march, april) = (date(2026, 3, 1), date(2026, 4, 1));
    let mut contract = agreement(march, false, false);
    contract.mode = PostingMode::Single;
    let mut stage = customer(contract, 10, "20.00");
    stage.upload()?;
    change(&mut stage, date(2026, 3, 17), 12, Status::Active);
    stage.upload()?;
    let line = |price, first, last| (LineKind::Base, dec("12"), dec(price), first, last);
    assert_eq!(
        billing(&stage),
        [
            line("18.2792", march, Some(plus(april, -1))),
            line("20", april, None)
        ]
    );
    stage.invoice();
    assert_eq!(last_bills(&stage), [dec("219.35")]);
    stage.invoice();
    assert_eq!(last_bills(&stage), [dec("240.00")]);
    stage.is_settled()
}

/// Quantity only: 10 to 12 on 17 March count from the open period's first day, and
/// what is invoiced already is never put right.
#[test]
fn quantity_only_counts_from_the_open_period_on() -> Tried {
    let (march, april) = (date(2026, 3, 1), date(2026, 4, 1));
    for prorates in [true, false] {
        let mut contract = agreement(march, false, prorates);
        contract.mode = PostingMode::Quantity;
        let mut stage = customer(contract, 10, "20.00");
        stage.upload()?;
        stage.invoice();
        change(&mut stage, date(2026, 3, 17), 12, Status::Active);
        stage.upload()?;
        let line = |quantity, first, last| (LineKind::Base, dec(quantity), dec("20"), first, last);
        assert_eq!(
            billing(&stage),
            [
                line("10", march, Some(plus(april, -1))),
                line("12", april, None)
            ]
        );
        change(&mut stage, date(2026, 4, 20), 9, Status::Active);
        stage.upload()?;
        stage.invoice();
        assert_eq!(last_bills(&stage), [dec("180.00")]);
        stage.is_settled()?;
    }
    Ok(())
}

#[test]
fn v13_line_and_adjustment_are_exact() -> Tried {
    let mut stage = customer(agreement(date(2026, 3, 1), false, false), 10, "20.00");
    change(&mut stage, date(2026, 3, 17), 12, Status::Active);
    stage.upload()?;
    let march = date(2026, 3, 1);
    let adjustment = (
        LineKind::Adjustment,
        dec("1"),
        dec("-20.65"),
        march,
        Some(date(2026, 3, 31)),
    );
    let base = (LineKind::Base, dec("12"), dec("20.00"), march, None);
    let mut standing = billing(&stage);
    standing.sort_by_key(|line| line.1);
    assert_eq!(standing, [adjustment, base]);
    stage.invoice();
    assert_eq!(stage.world.billed(), dec("219.35"));
    Ok(())
}

/// 10 to 8 on 17 October, October invoiced: the 10 end on the 31st, 8 begin on
/// 1 November, and −2 × 20 × 15/31 is settled there.
#[test]
fn a_decrease_on_invoiced_days_is_settled() -> Tried {
    for prorates in [true, false] {
        let october = date(2026, 10, 1);
        let mut stage = customer(agreement(october, false, prorates), 10, "20.00");
        stage.upload()?;
        stage.invoice();
        change(&mut stage, date(2026, 10, 17), 8, Status::Active);
        stage.upload()?;
        let november = date(2026, 11, 1);
        let end = |day| Some(date(2026, day, if day == 10 { 31 } else { 30 }));
        let mut standing = billing(&stage);
        standing.sort_by_key(|line| (line.3, line.0));
        assert_eq!(
            standing,
            [
                (LineKind::Base, dec("10"), dec("20"), october, end(10)),
                (LineKind::Base, dec("8"), dec("20"), november, None),
                (
                    LineKind::Settlement,
                    dec("1"),
                    dec("-19.35"),
                    november,
                    end(11)
                ),
            ]
        );
    }
    Ok(())
}
