//! Cases that once went wrong.

use crate::{
    coverage::covers,
    given::{agreement, change, customer, dec},
    money::exact,
    scenario::{FIRST, SECOND},
    stage::{Moment, Stage, Tried, product},
    world::Contract,
};
use domain::{
    agreement::{PricePeriods, PriceSource},
    ids::{AgreementId, ItemId},
    ledger::Status,
    line::BilledAs,
    money::Rounding,
    plan::Target,
    reference::LineKind,
};
use jiff::civil::{Date, date};

pub(crate) const OCTOBER: Date = date(2026, 10, 1);
const NOVEMBER: Date = date(2026, 11, 1);
pub(crate) const DECEMBER: Date = date(2026, 12, 1);

/// Whole cents a day in every month.
const PRICE: &str = "3775.80";

pub(crate) fn stage(quantity: i64, prorates: bool) -> Stage {
    customer(agreement(OCTOBER, false, prorates), quantity, PRICE)
}

pub(crate) fn month(stage: &mut Stage) -> Tried {
    stage.upload()?;
    stage.is_settled()?;
    stage.invoice();
    stage.is_settled()?;
    exact(Moment::Invoiced(true), stage)
}

fn map(stage: &mut Stage, at: usize, agreement: AgreementId, item: u32) {
    let target = Target {
        agreement,
        item: ItemId(item),
        catalog_price: None,
    };
    stage.targets.insert(product(at), target);
}

fn second_agreement(stage: &mut Stage, bill_from: Date) {
    let second = Contract {
        id: SECOND,
        bill_from: Some(bill_from),
        ..stage.world.contract(FIRST).clone()
    };
    stage.world.contracts.insert(SECOND, second);
}

fn becomes(stage: &mut Stage, day: Date, product: usize) {
    change(stage, day, 1, Status::Active);
    stage.oracle.known.last_mut().unwrap().now.product = product;
}

/// The base line of the product that it becomes on a period's last day spans the
/// days before, and once took them along.
#[test]
fn a_product_that_moves_takes_no_days_before_along() -> Tried {
    for prorates in [true, false] {
        let mut stage = stage(0, prorates);
        second_agreement(&mut stage, OCTOBER);
        map(&mut stage, 1, SECOND, 2);
        becomes(&mut stage, date(2026, 9, 1), 1);
        becomes(&mut stage, date(2026, 12, 31), 0);
        stage.invoice();
        stage.invoice();
        month(&mut stage)?;
        month(&mut stage)?;
    }
    Ok(())
}

/// Rounding by the unit is off by more than half a cent a line, and was settled.
#[test]
fn what_was_posted_by_the_unit_is_not_settled() -> Tried {
    let mut stage = customer(agreement(OCTOBER, false, false), 10, "7.3333");
    stage.rules.rounding = Rounding::PerUnit;
    change(&mut stage, date(2026, 10, 12), 1, Status::Active);
    stage.upload()?;
    stage.invoice();
    stage.is_settled()
}

/// More on invoiced days and less at `open`: the first plan ended the line and
/// settled, the second began it anew with a late date.
#[test]
fn what_a_plan_ended_does_not_come_back_as_late() -> Tried {
    let mut stage = stage(2, true);
    month(&mut stage)?;
    change(&mut stage, date(2026, 9, 1), 4, Status::Active);
    change(&mut stage, NOVEMBER, 1, Status::Active);
    month(&mut stage)
}

#[test]
fn a_refund_stands_even_where_every_line_is_gone() -> Tried {
    let mut stage = stage(1, false);
    stage.upload()?;
    stage.invoice();
    let mut line = stage.world.lines().remove(0);
    stage.world.additions.clear();
    line.values.cancelled = Some(date(2026, 10, 31));
    stage.vanished.push(line);
    change(&mut stage, date(2026, 9, 1), 1, Status::Deleted);
    month(&mut stage)
}

/// The subscription became another product, and the old one's mapping was
/// released: its days were billed and stay so.
#[test]
fn days_of_a_released_product_are_not_paid_back() -> Tried {
    let mut stage = stage(1, true);
    becomes(&mut stage, date(2026, 9, 1), 0);
    month(&mut stage)?;
    becomes(&mut stage, NOVEMBER, 1);
    stage.targets.remove(&product(0));
    month(&mut stage)
}

/// Nothing but an adjustment or a settlement tells of these days; the new
/// agreement begins later.
#[test]
fn days_without_a_base_line_stay_with_the_old_agreement() -> Tried {
    for heard_at_once in [true, false] {
        let mut stage = stage(0, false);
        if heard_at_once {
            change(&mut stage, OCTOBER, 3, Status::Active);
            change(&mut stage, date(2026, 10, 17), 0, Status::Active);
        }
        month(&mut stage)?;
        if !heard_at_once {
            change(&mut stage, date(2026, 10, 10), 3, Status::Active);
            change(&mut stage, date(2026, 10, 20), 0, Status::Active);
        }
        month(&mut stage)?;
        second_agreement(&mut stage, DECEMBER);
        map(&mut stage, 0, SECOND, 1);
        map(&mut stage, 1, SECOND, 2);
        change(&mut stage, date(2026, 12, 10), 5, Status::Active);
        month(&mut stage)?;
    }
    Ok(())
}

/// The old agreement's line was deleted by a person; what it billed is not
/// billed again on the new one, which was mapped from the beginning.
#[test]
fn a_line_that_vanished_from_the_old_agreement_counts() -> Tried {
    let mut stage = stage(2, true);
    second_agreement(&mut stage, OCTOBER);
    month(&mut stage)?;
    let mut line = stage.world.lines().remove(0);
    stage.world.additions.clear();
    line.values.cancelled = Some(date(2026, 10, 31));
    stage.vanished.push(line);
    map(&mut stage, 0, SECOND, 1);
    month(&mut stage)
}

/// A person set a line's first day to later; what it billed before still counts.
#[test]
fn a_line_whose_first_day_was_moved_has_billed() -> Tried {
    let mut stage = stage(2, true);
    month(&mut stage)?;
    let held = stage.world.additions.values_mut().next().unwrap();
    held.billed_as.push(BilledAs {
        values: held.values.clone(),
        until: NOVEMBER,
    });
    held.values.effective = date(2026, 11, 20);
    month(&mut stage)?;
    covers(&stage)
}

/// A person voided a settlement that an invoice had billed.
#[test]
fn a_settlement_that_was_edited_has_billed() -> Tried {
    let mut stage = stage(2, true);
    month(&mut stage)?;
    change(&mut stage, date(2026, 10, 10), 1, Status::Active);
    month(&mut stage)?;
    let lines = stage.world.additions.values_mut();
    let settlement = |held: &&mut crate::world::Held| {
        held.reference.as_ref().map(|reference| reference.kind) == Some(LineKind::Settlement)
    };
    let held = lines.into_iter().find(settlement).unwrap();
    let values = held.values.clone();
    held.values.billable = false;
    held.values.cancelled = Some(held.values.effective);
    held.billed_as.push(BilledAs {
        values,
        until: DECEMBER,
    });
    month(&mut stage)
}

/// Where the catalog tells no price, that of the base line counts, and no amount
/// of an adjustment.
#[test]
fn a_missing_catalog_price_is_the_base_lines() -> Tried {
    let mut stage = stage(3, false);
    change(&mut stage, date(2026, 10, 11), 2, Status::Active);
    stage.upload()?;
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
    stage.is_settled()
}

/// A late change of product: the new one's invoiced days are not priced by the
/// old one's line.
#[test]
fn a_line_tells_no_price_of_another_product() -> Tried {
    let mut stage = stage(1, true);
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
    becomes(&mut stage, date(2026, 9, 1), 0);
    for (at, price) in [(0, "3775.80"), (1, "7551.60")] {
        stage.targets.get_mut(&product(at)).unwrap().catalog_price = Some(dec(price));
    }
    stage.upload()?;
    stage.invoice();
    becomes(&mut stage, date(2026, 10, 17), 1);
    stage.oracle.known.last_mut().unwrap().now.price = dec("7551.60");
    month(&mut stage)
}

/// Between two lines the earlier one's price counts, whatever comes after.
#[test]
fn days_between_lines_keep_the_price_of_the_line_before() -> Tried {
    let mut stage = stage(5, true);
    stage.world.contract_mut(FIRST).prices = PricePeriods::always(PriceSource::ConnectWise);
    let catalog = |stage: &mut Stage, price| {
        stage.targets.get_mut(&product(0)).unwrap().catalog_price = Some(dec(price));
    };
    catalog(&mut stage, PRICE);
    change(&mut stage, date(2026, 10, 20), 0, Status::Deleted);
    month(&mut stage)?;
    month(&mut stage)?;
    catalog(&mut stage, "7551.60");
    change(&mut stage, date(2026, 11, 21), 4, Status::Active);
    stage.upload()?;
    stage.is_settled()?;
    stage.invoice();
    stage.is_settled()
}

#[test]
fn a_product_in_another_spelling_is_mapped() -> Tried {
    let mut stage = stage(1, true);
    let target = stage.targets.remove(&product(0)).unwrap();
    let name = domain::timeline::ProductName::new(" MICROSOFT 365  e3");
    stage.targets.insert(name, target);
    month(&mut stage)
}

/// An adjustment's share before a later first day is not counted after it.
#[test]
fn an_adjustment_counts_for_the_days_that_it_corrects() -> Tried {
    let mut stage = stage(10, false);
    change(&mut stage, date(2026, 10, 11), 12, Status::Active);
    month(&mut stage)?;
    stage.world.contract_mut(FIRST).bill_from = Some(date(2026, 10, 17));
    stage.is_settled()?;
    stage.world.contract_mut(FIRST).bill_from = Some(date(2026, 10, 6));
    stage.is_settled()
}

#[test]
fn a_settlement_from_before_the_first_day_is_not_undone() -> Tried {
    let mut stage = stage(10, true);
    month(&mut stage)?;
    change(&mut stage, date(2026, 10, 17), 8, Status::Active);
    month(&mut stage)?;
    stage.world.contract_mut(FIRST).bill_from = Some(NOVEMBER);
    stage.is_settled()?;
    stage.world.contract_mut(FIRST).bill_from = Some(date(2026, 11, 15));
    stage.is_settled()
}

/// A settlement of the old agreement that was made long after the handover once
/// took days of the new one back to it.
#[test]
fn a_settlement_made_after_the_handover_claims_no_days() -> Tried {
    let mut stage = stage(1, true);
    change(&mut stage, date(2026, 10, 31), 0, Status::Active);
    month(&mut stage)?;
    second_agreement(&mut stage, NOVEMBER);
    map(&mut stage, 0, SECOND, 5);
    month(&mut stage)?;
    month(&mut stage)?;
    change(&mut stage, date(2026, 10, 1), 0, Status::Active);
    stage.oracle.known.rotate_right(1);
    for (moment, raw) in stage.oracle.known.iter_mut().enumerate() {
        raw.moment = u32::try_from(moment).unwrap();
    }
    month(&mut stage)?;
    change(&mut stage, NOVEMBER, 1, Status::Active);
    month(&mut stage)?;
    month(&mut stage)
}

/// A line that is only planned, and voided by the handover, once told that the
/// old agreement had all days until then.
#[test]
fn a_planned_line_claims_no_days_before_it() -> Tried {
    let mut stage = stage(1, false);
    second_agreement(&mut stage, OCTOBER);
    month(&mut stage)?;
    change(&mut stage, date(2026, 9, 1), 0, Status::Active);
    change(&mut stage, date(2027, 2, 1), 1, Status::Active);
    month(&mut stage)?;
    stage.invoice();
    map(&mut stage, 0, SECOND, 5);
    change(&mut stage, DECEMBER, 1, Status::Active);
    month(&mut stage)?;
    month(&mut stage)
}

/// By the unit nothing would have been posted; rounded by the line two cents are.
#[test]
fn nothing_billed_is_not_taken_for_rounding() -> Tried {
    let mut stage = customer(agreement(OCTOBER, false, false), 0, "0.07");
    stage.invoice();
    change(&mut stage, date(2026, 10, 31), 9, Status::Active);
    stage.upload()?;
    stage.invoice();
    assert_eq!(stage.world.billed(), dec("0.65"));
    Ok(())
}

/// Between two lines of the old agreement only a settlement tells of these days.
/// It has ended and pays nothing back, so the new one must not bill them again.
#[test]
fn days_between_lines_stay_with_an_agreement_that_ended() -> Tried {
    let mut stage = stage(2, true);
    second_agreement(&mut stage, OCTOBER);
    change(&mut stage, date(2026, 10, 6), 0, Status::Deleted);
    change(&mut stage, date(2026, 11, 10), 1, Status::Active);
    month(&mut stage)?;
    change(&mut stage, date(2026, 10, 10), 3, Status::Active);
    change(&mut stage, date(2026, 10, 20), 0, Status::Deleted);
    month(&mut stage)?;
    stage.world.contract_mut(FIRST).end = Some(date(2026, 11, 30));
    map(&mut stage, 0, SECOND, 5);
    stage.upload()?;
    stage.is_settled()?;
    let lines = stage.world.lines();
    let new: Vec<_> = lines
        .iter()
        .filter(|line| line.agreement == SECOND)
        .map(|line| (line.reference.kind, line.values.effective))
        .collect();
    assert_eq!(new, [(LineKind::Base, DECEMBER)]);
    Ok(())
}
