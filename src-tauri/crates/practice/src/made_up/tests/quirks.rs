//! Every quirk is really there in a world of 200 customers.

use std::collections::HashSet;

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::seen::Seen;
use super::{TODAY, worlds};
use crate::c3::{Change, Cycle, HistoryRow, Owner, Spelling, Status, Told};
use crate::connectwise::records::{AgreementStatus, BillCustomer, BillingOptions};
use crate::made_up::{Quirk, matching};

const CUSTOMERS: u32 = 200;

#[test]
fn every_quirk_is_present_and_shows() {
    let (world, c3) = worlds(CUSTOMERS);
    for &quirk in Quirk::ALL {
        let mut with = (0..CUSTOMERS).filter(|&i| Quirk::of(i, CUSTOMERS) == Some(quirk));
        let index = with
            .next()
            .unwrap_or_else(|| panic!("nobody has {quirk:?}"));
        let (world, c3) = (&world, &c3);
        let seen = Seen { world, c3, index };
        assert!(
            shows_in_connectwise(quirk, seen) || shows_in_c3(quirk, seen),
            "{quirk:?}"
        );
    }
}

#[test]
fn no_quirk_shows_where_there_is_none() {
    let (world, c3) = worlds(CUSTOMERS);
    let (world, c3) = (&world, &c3);
    let clean = (4..CUSTOMERS).filter(|&index| Quirk::of(index, CUSTOMERS).is_none());
    let ordinary = [
        Quirk::SuspendedAndEnded,
        Quirk::NothingChanged,
        Quirk::Disabled,
        Quirk::Eventless,
    ];
    for index in clean {
        let seen = Seen { world, c3, index };
        for &quirk in Quirk::ALL.iter().filter(|quirk| !ordinary.contains(quirk)) {
            let shows = shows_in_connectwise(quirk, seen) || shows_in_c3(quirk, seen);
            assert!(!shows, "{quirk:?} at customer {index}");
        }
    }
}

fn shows_in_connectwise(quirk: Quirk, seen: Seen<'_>) -> bool {
    let agreements = seen.agreements();
    let status = |status| {
        agreements
            .iter()
            .all(|agreement| agreement.status == status)
    };
    let bills = |options| {
        let cycle = agreements[0]
            .billing_cycle
            .as_ref()
            .map_or(0, |cycle| cycle.id);
        let cycle = seen.world.billing_cycles.get(cycle);
        cycle.is_some_and(|cycle| cycle.billing_options == options)
    };
    let additions = seen.additions();
    let mut cloud = additions
        .iter()
        .filter(|addition| addition.product.identifier.starts_with("MS-"));
    match quirk {
        Quirk::EnteredByHand => cloud.any(|addition| {
            addition.cancelled.is_none()
                && addition.less_included.is_zero()
                && addition.bill_customer == Some(BillCustomer::Billable)
        }),
        Quirk::EnteredWithIncluded => cloud.any(|addition| !addition.less_included.is_zero()),
        Quirk::EnteredNotBilled => {
            cloud.any(|addition| addition.bill_customer == Some(BillCustomer::DoNotBill))
        }
        Quirk::EnteredAndEnded => {
            cloud.any(|addition| addition.cancelled.is_some_and(|day| day < TODAY))
        }
        Quirk::AgreementExpired => status(AgreementStatus::Expired),
        Quirk::AgreementCancelled => status(AgreementStatus::Cancelled),
        Quirk::AgreementInactive => status(AgreementStatus::Inactive),
        Quirk::AgreementToCome => agreements[0].bill_start > Some(TODAY),
        Quirk::OtherCurrency => {
            let currency = agreements[0].currency.as_ref();
            currency.is_some_and(|currency| currency.code != seen.customer().currency)
        }
        Quirk::Weekly => bills(BillingOptions::Weekly),
        Quirk::Quarterly => bills(BillingOptions::Quarterly),
        Quirk::CompanyDeleted => seen.company().deleted,
        Quirk::InactiveItem => has(seen, "Microsoft 365 F1") && unmatched(seen),
        Quirk::BundleItem => {
            has(seen, "Microsoft Defender Suite for Business Premium") && unmatched(seen)
        }
        _ => false,
    }
}

fn shows_in_c3(quirk: Quirk, seen: Seen<'_>) -> bool {
    let rows = seen.rows();
    let any = |is: &dyn Fn(&Change) -> bool| rows.iter().any(|row| is(row));
    let all = |is: &dyn Fn(&Change) -> bool| !rows.is_empty() && rows.iter().all(|row| is(row));
    let lasting = seen.subscriptions();
    match quirk {
        Quirk::OutOfOrder => breaks(&lasting),
        Quirk::UnknownCycle => any(&|row| !is_offered(seen, row)),
        Quirk::SuspendedAndEnded => {
            any(&|row| row.new.status == Told::Is(Status::Suspended))
                && any(&|row| row.new.status == Told::Is(Status::Deleted))
        }
        Quirk::Disabled => any(&|row| row.new.status == Told::Is(Status::Disabled)),
        Quirk::TwoCycles => lasting.iter().flatten().any(|one| {
            let mut others = lasting.iter().flatten();
            others.any(|two| one.product == two.product && far_apart(one, two))
        }),
        Quirk::UnreadableRow => unreadable(seen),
        Quirk::RenewedUnderAnotherName => lasting.iter().any(|rows| {
            let names: HashSet<_> = rows.iter().map(|row| row.product.trim()).collect();
            names.len() > 1
        }),
        Quirk::TwoTenants => seen.customer().tenants.len() == 2 && any(&|row| row.tenant == 1),
        Quirk::SiteOwner => any(&|row| matches!(row.owner, Owner::Site(_))),
        Quirk::DepartmentOwner => any(&|row| matches!(row.owner, Owner::Department(_))),
        Quirk::NoSubscriptionId => {
            any(&|row| row.subscription.is_none() && row.spelling == Spelling::Of2024)
        }
        Quirk::SpellingOf2023 => all(&|row| row.spelling == Spelling::Of2023),
        Quirk::OddBeginnings => [Told::Is(0), Told::Null, Told::Missing]
            .iter()
            .all(|before| any(&|row| row.old.quantity == *before)),
        Quirk::Padded => all(&|row| row.padded && row.product.ends_with(' ')),
        Quirk::Renamed => any(&|row| row.customer_name.is_some()),
        Quirk::NegativeQuantity => any(&|row| row.new.quantity.value() < Some(0)),
        Quirk::Eventless => seen
            .lines()
            .iter()
            .any(|line| !any(&|row| row.subscription == Some(line.subscription))),
        Quirk::NearMidnight => {
            any(&|row| row.at.hour() == 23 && row.at.minute() == 59)
                && any(&|row| row.at.hour() == 0)
        }
        Quirk::BusyDay => lasting.iter().any(|rows| four_in_a_day(rows)),
        Quirk::NothingChanged => any(&|row| row.old == row.new),
        Quirk::LongAndOnce => {
            seen.lines()
                .iter()
                .any(|line| line.charge_start == line.charge_end)
                && any(&|row| row.new.price.value() > Some(Decimal::from(200)))
        }
        Quirk::FreeOfCharge => any(&|row| row.new.price == Told::Is(Decimal::ZERO)),
        Quirk::PriceMissing => any(&|row| row.new.price == Told::Null),
        Quirk::PriceOfItsOwn => any(&|row| is_offered(seen, row) && !has_price(seen, row)),
        Quirk::SameName => {
            let name = &seen.customer().name;
            let mut others = seen.c3.customers.iter().take(seen.index as usize);
            **name == *"Northwind Traders Ltd" && others.any(|other| other.name == *name)
        }
        _ => false,
    }
}

fn has(seen: Seen<'_>, product: &str) -> bool {
    seen.rows().iter().any(|row| &*row.product == product)
}

/// Whether some product of the customer can be mapped to no item.
fn unmatched(seen: Seen<'_>) -> bool {
    let id = seen.customer().id.to_string().to_uppercase();
    let matches = matching(seen.world, seen.c3);
    let matched = matches
        .iter()
        .find(|matched| matched.customer == id)
        .unwrap();
    let mapped = matched.agreements.iter().flat_map(|a| &a.products);
    let mapped: HashSet<_> = mapped.map(|product| product.name.as_str()).collect();
    seen.rows()
        .iter()
        .any(|row| !mapped.contains(&*row.product))
}

fn breaks(lasting: &[Vec<&Change>]) -> bool {
    let mut pairs = lasting.iter().flat_map(|rows| rows.windows(2));
    pairs.any(|pair| pair[0].new.quantity != pair[1].old.quantity)
}

fn is_offered(seen: Seen<'_>, row: &Change) -> bool {
    let mut offers = seen.c3.plans.iter().flat_map(|plan| &plan.offers);
    offers.any(|offer| *offer.name == *row.product.trim())
}

/// Whether the price is that of an offer, or was before prices were raised.
fn has_price(seen: Seen<'_>, row: &Change) -> bool {
    let Some(price) = row.new.price.value() else {
        return true;
    };
    let before = Decimal::new(105, 2);
    let mut offers = seen.c3.plans.iter().flat_map(|plan| &plan.offers);
    offers
        .any(|offer| offer.sale_price == price || (offer.sale_price / before).round_dp(4) == price)
        || price.is_zero()
}

/// By the month and by the year: one price is many times the other.
fn far_apart(one: &Change, two: &Change) -> bool {
    match (one.new.price.value(), two.new.price.value()) {
        (Some(one), Some(two)) => one > two * Decimal::from(9),
        _ => false,
    }
}

fn unreadable(seen: Seen<'_>) -> bool {
    let id = seen.customer().id.to_string().to_uppercase();
    let mut rows = seen.c3.history.iter();
    rows.any(|row| match row {
        HistoryRow::Verbatim { json, .. } => json.contains(&id),
        HistoryRow::Change(_) => false,
    })
}

fn four_in_a_day(rows: &[&Change]) -> bool {
    let second = |at: DateTime| (at.date(), at.hour(), at.minute(), at.second());
    let four = rows.windows(4);
    let mut busy = four.filter(|rows| rows[0].at.date() == rows[3].at.date());
    busy.any(|rows| second(rows[2].at) == second(rows[3].at))
}

#[test]
fn every_cycle_is_sold_and_one_name_goes_under_several() {
    let (_, c3) = worlds(12);
    let offers = &c3.plans[0].offers;
    for cycle in [
        Cycle::Monthly,
        Cycle::Annual,
        Cycle::Triennial,
        Cycle::OneTime,
    ] {
        assert!(offers.iter().any(|offer| offer.cycle == cycle));
    }
    let named = offers
        .iter()
        .filter(|offer| &*offer.name == "Microsoft 365 E3");
    let prices: HashSet<_> = named.map(|offer| offer.sale_price).collect();
    assert_eq!(prices.len(), 3);
}
