//! Customers as most are: a company, a monthly agreement, perhaps a yearly
//! one, and two to eight subscriptions. They are clean: nothing about them
//! keeps them from being billed.

use fastrand::Rng;

use super::draft::{ByHand, Draft, Ground};
use super::products::PRODUCTS;
use super::site::SiteCycle;
use super::{agreements, companies, customers, life, site, times};
use crate::c3::Cycle;

/// So many products, the first, make half of the sales.
const POPULAR: usize = 8;

pub(super) fn draft(ground: Ground<'_>, index: u32, rng: &mut Rng) -> Draft {
    let today = ground.today;
    let locale = customers::locale(rng);
    let customer = customers::customer(index, locale, today, rng);
    let name = companies::name(&customer.name, rng);
    let mut draft = Draft {
        index,
        company: companies::company(index, &customer, name),
        customer,
        agreements: Vec::new(),
        subscriptions: Vec::new(),
        by_hand: Vec::new(),
        unreadable: Vec::new(),
    };
    contract(&mut draft, ground, rng);
    let wanted = rng.usize(2..=8);
    while draft.subscriptions.len() < wanted {
        subscribe(&mut draft, ground, rng);
    }
    draft
}

fn contract(draft: &mut Draft, ground: Ground<'_>, rng: &mut Rng) {
    let (today, currency) = (ground.today, draft.customer.currency);
    let mut cycles = vec![SiteCycle::Monthly];
    if rng.u8(0..10) < 2 {
        cycles.push(SiteCycle::Yearly);
    }
    for cycle in cycles {
        let terms = agreements::terms(cycle, currency, today, rng);
        draft.agreements.push(agreements::cloud(terms, today));
    }
    if rng.u8(0..20) == 0 {
        let managed = agreements::managed(currency, today, rng);
        draft.agreements.push(managed);
    }
    if rng.u8(0..4) == 0 {
        draft.by_hand.push(unrelated(ground, rng));
    }
}

/// Something else that is billed with the subscriptions, and is none.
fn unrelated(ground: Ground<'_>, rng: &mut Rng) -> ByHand {
    ByHand {
        agreement: 0,
        item: site::other_items() + rng.u32(0..site::PLAIN_OTHERS),
        quantity: rng.i64(1..20),
        less_included: 0,
        billable: true,
        from: times::ago(ground.today, rng.i64(100..380)),
        until: None,
    }
}

/// One more product, unless the customer has it already.
fn subscribe(draft: &mut Draft, ground: Ground<'_>, rng: &mut Rng) {
    let popular = rng.bool();
    let product = rng.usize(..if popular { POPULAR } else { PRODUCTS.len() });
    let listed = &PRODUCTS[product];
    if !listed.is_ordinary() || draft.has(listed.name) {
        return;
    }
    let cycle = cycle(draft, listed.cycles(), rng);
    let sale = draft.sale(ground, product, cycle);
    draft
        .subscriptions
        .push(life::lived(&sale, ground.today, rng));
}

/// By the year only where there is a yearly agreement, and never the first.
fn cycle(draft: &Draft, cycles: &[Cycle], rng: &mut Rng) -> Cycle {
    let mut agreements = draft.agreements.iter();
    let yearly = SiteCycle::Yearly.reference();
    let yearly = agreements.any(|agreement| agreement.billing_cycle == Some(yearly.clone()));
    let allowed = yearly && !draft.subscriptions.is_empty() && cycles.contains(&Cycle::Annual);
    if allowed && rng.bool() {
        Cycle::Annual
    } else {
        Cycle::Monthly
    }
}
