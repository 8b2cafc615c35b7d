//! Compares what stands and what was billed with what is owed.

use crate::{
    calendar::days,
    connectwise::{Addition, InvoiceItem, Site},
    history::Subscription,
    mode::{Mode, Standing},
    oracle::{self, Days, Terms},
    world::{Shared, World},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Days from today for which lines are compared. Nothing is known to change in
/// the future, so a month and what is left of a year's period says it all.
const HORIZON: i64 = 45;

/// What to compare by: each agreement's terms.
pub(crate) type Book = BTreeMap<u32, Terms>;

/// Everything that is wrong at rest: lines in force, references, rewritten
/// invoiced days, work that did not end.
pub(crate) fn at_rest(world: &Shared, doubts: Vec<String>, book: &Book) -> Result<(), String> {
    let mut wrong = doubts;
    world.with(|world| {
        wrong.extend(world.site.rewritten.clone());
        wrong.extend(twins(&world.site, &world.opens()));
        for subscription in &world.c3.subscriptions {
            wrong.extend(coverage(
                world,
                subscription,
                terms(world, book, subscription, world.now),
            ));
        }
    });
    verdict(wrong)
}

/// What was billed for all days that an invoice covers, against what they owe by
/// what C3 had shown at `known`: within half a cent for each invoiced line.
pub(crate) fn money(
    world: &Shared,
    book: &Book,
    agreement: u32,
    known: Timestamp,
) -> Result<(), String> {
    world.with(|world| {
        let of = world
            .c3
            .subscriptions
            .iter()
            .filter(|s| s.agreement == agreement);
        if !book[&agreement].mode.settles() {
            return verdict(
                of.filter_map(|s| {
                    wrong_period(&world.site, s, terms(world, book, s, known), known)
                })
                .collect(),
            );
        }
        verdict(
            of.filter_map(|s| wrong_money(&world.site, s, terms(world, book, s, known), known))
                .collect(),
        )
    })
}

/// A subscription's terms: one that was there before its product was mapped may
/// count from a later day on than the agreement; one that began since then counts
/// whole.
fn terms(world: &World, book: &Book, subscription: &Subscription, known: Timestamp) -> Terms {
    let terms = book[&subscription.agreement];
    let began = Days::of(subscription, known).began();
    if began.is_some_and(|day| day >= terms.bill_from) {
        return terms;
    }
    // Mapped and not validated yet: nothing counts.
    let first = world
        .begun
        .get(&subscription.product)
        .copied()
        .unwrap_or(Date::MAX);
    Terms {
        bill_from: terms.bill_from.max(first),
        ..terms
    }
}

fn verdict(wrong: Vec<String>) -> Result<(), String> {
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(wrong.join("\n"))
    }
}

fn wrong_money(
    site: &Site,
    subscription: &Subscription,
    terms: Terms,
    known: Timestamp,
) -> Option<String> {
    let last = site.agreements[&subscription.agreement]
        .open
        .yesterday()
        .unwrap();
    let owed = oracle::owed(subscription, terms, last, known);
    let since = terms.rhythm.period(terms.began).first;
    let periods = terms.rhythm.count(terms.began, last);
    let invoices = site
        .invoiced
        .iter()
        .filter(|item| item.agreement == subscription.agreement)
        .filter(|item| item.period.first >= since && !item.settles_before(terms.began));
    let items: Vec<&InvoiceItem> = invoices.filter(|item| item.is_of(subscription)).collect();
    let billed: Decimal = items.iter().map(|item| item.amount).sum();
    let is_settlement =
        |item: &&InvoiceItem| item.serial.as_deref().is_some_and(|s| s.contains(":s"));
    // A settlement has a rounded amount for each of the periods that it corrects.
    let settled = if items.iter().any(is_settlement) {
        periods
    } else {
        0
    };
    let unseen = match terms.mode {
        // Less than half a cent has no line.
        Mode::Single => periods,
        _ => usize::from(items.is_empty()),
    };
    let halves = Decimal::new(5, 3) * Decimal::from(settled + unseen);
    let of_items: Decimal = items
        .iter()
        .map(|item| terms.mode.tolerance(item.quantity))
        .sum();
    let allowance = halves + of_items;
    let difference = billed - owed;
    // Days are divided one by one, which is exact to many decimals and no further.
    (difference.round_dp(8).abs() > allowance).then(|| {
        format!(
            "Billed {billed} for {} on {} until {last}, owed {}: {} in {} items",
            subscription.id,
            subscription.agreement,
            owed.round_dp(4),
            difference.round_dp(4),
            items.len()
        )
    })
}

/// By quantity only: what the newest invoice billed, against what the period's last day
/// has.
fn wrong_period(
    site: &Site,
    subscription: &Subscription,
    terms: Terms,
    known: Timestamp,
) -> Option<String> {
    let agreement = &site.agreements[&subscription.agreement];
    let period = terms.rhythm.period(agreement.open.yesterday().unwrap());
    let last = Days::of(subscription, known).on(period.last);
    // Where ConnectWise prorates, it does so with the part of a period in which it begins.
    let first = period.first.max(terms.bill_from);
    let counted = match days(first, period.last).count() {
        0 => Decimal::ZERO,
        part if agreement.prorates => Decimal::from(part) / Decimal::from(period.length()),
        _ => Decimal::ONE,
    };
    let wanted = last.billed() * last.price * counted;
    let items: Vec<&InvoiceItem> = site
        .invoiced
        .iter()
        .filter(|item| item.period == period && !item.settles_before(terms.began))
        .filter(|item| item.is_of(subscription))
        .collect();
    let billed: Decimal = items.iter().map(|item| item.amount).sum();
    let allowance = Decimal::new(5, 3) * Decimal::from(items.len().max(1));
    ((billed - wanted).abs() > allowance).then(|| {
        format!(
            "Billed {billed} for {} on {} for {} … {}, by quantity only {wanted}",
            subscription.id, subscription.agreement, period.first, period.last
        )
    })
}

/// The same reference on two additions that bill from `open` on. A twin that was found
/// when its days were invoiced ends before `open`, and a correction puts right what it
/// billed: that is for the money to judge.
fn twins(site: &Site, opens: &BTreeMap<u32, Date>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let goes_on = |addition: &&Addition| {
        let open = opens.get(&addition.agreement);
        let last = addition.cancelled;
        open.is_none_or(|open| last.is_none_or(|last| last >= *open))
    };
    let additions = site.additions.values();
    let billing = additions.filter(|addition| addition.is_billable());
    billing
        .filter(goes_on)
        .filter_map(|addition| Some((addition.agreement, addition.serial.clone()?)))
        .filter(|named| !seen.insert(named.clone()))
        .map(|(agreement, serial)| format!("{serial} stands twice on {agreement}"))
        .collect()
}

/// The first day from `open` on for which base lines say another quantity than
/// the history wants in the agreement's posting mode.
fn coverage(world: &World, subscription: &Subscription, terms: Terms) -> Option<String> {
    let agreement = &world.site.agreements[&subscription.agreement];
    let bases: Vec<&Addition> = world
        .site
        .on(agreement.id)
        .filter(|addition| addition.is_billable() && is_base(addition, subscription))
        .collect();
    let (first, last) = (
        agreement.open.max(terms.bill_from),
        world.today() + HORIZON.days(),
    );
    if last < first {
        return None;
    }
    let mut wanted = Standing::new(subscription, terms, world.now);
    for day in days(first, last) {
        let wanted = wanted.on(day);
        let standing: Decimal = bases
            .iter()
            .filter(|line| line.holds(day))
            .map(|line| line.quantity)
            .sum();
        if standing != wanted {
            return Some(format!(
                "{} has {standing} on {day} instead of {wanted}",
                subscription.id
            ));
        }
    }
    None
}

fn is_base(addition: &Addition, subscription: &Subscription) -> bool {
    let suffix = addition
        .serial
        .as_deref()
        .and_then(|serial| serial.strip_prefix(&subscription.id));
    suffix.is_some_and(|suffix| suffix.starts_with(":b"))
}
