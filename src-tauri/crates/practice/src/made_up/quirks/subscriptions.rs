//! Quirks of subscriptions: who owns them, how they begin and end, what they
//! are of.

use jiff::civil::DateTime;

use super::Odd;
use crate::c3::{Cycle, Owner, Status, Told};
use crate::made_up::products::{PRODUCTS, Sold};
use crate::made_up::site::SiteCycle;
use crate::made_up::subscription::{State, Subscription};
use crate::made_up::{agreements, customers, shop, times};

impl Odd<'_, '_> {
    /// The next popular product that the customer does not have.
    fn new_product(&self) -> usize {
        let mut products = 0..PRODUCTS.len();
        let new = products.find(|&product| {
            let listed = &PRODUCTS[product];
            listed.is_ordinary() && !self.draft.has(listed.name)
        });
        new.unwrap_or_default()
    }

    fn add(&mut self, subscription: Subscription) -> &mut Subscription {
        let last = self.draft.subscriptions.len();
        self.draft.subscriptions.push(subscription);
        &mut self.draft.subscriptions[last]
    }

    /// A standing subscription to a product that the customer did not have.
    fn another(&mut self, seats: i64) -> &mut Subscription {
        let another = self.standing(self.new_product(), seats);
        self.add(another)
    }

    /// A subscription to a product under a cycle of a whole term, bought at
    /// `at`.
    fn termed(&mut self, product: usize, cycle: Cycle, at: DateTime) {
        let sale = self.draft.sale(self.ground, product, cycle);
        let id = customers::id(self.rng);
        self.add(Subscription::bought(id, &sale, 5, at, Told::Is(0)));
    }
}

pub(super) fn unknown_cycle(odd: &mut Odd<'_, '_>) {
    let at = odd.at(6, 10);
    let unknown = odd.another(4);
    unknown.product = "Partner Cloud Starter Pack".into();
    unknown.invoiced = false;
    unknown.count(at, 6);
}

pub(super) fn suspended_and_ended(odd: &mut Odd<'_, '_>) {
    let ats = [20, 14, 2].map(|age| odd.at(age, 15));
    let another = odd.another(12);
    another.change(ats[0], |state| state.status = Status::Suspended);
    another.change(ats[1], |state| state.status = Status::Active);
    another.change(ats[2], |state| state.status = Status::Deleted);
}

pub(super) fn disabled(odd: &mut Odd<'_, '_>) {
    let at = odd.at(10, 3);
    odd.another(3)
        .change(at, |state| state.status = Status::Disabled);
}

/// The yearly one goes on a yearly agreement.
pub(super) fn two_cycles(odd: &mut Odd<'_, '_>) {
    let today = odd.ground.today;
    let product = odd.new_product();
    let at = [8, 5].map(|age| odd.at(age, 13));
    let monthly = odd.standing(product, 6);
    odd.add(monthly).count(at[0], 7);
    odd.termed(product, Cycle::Annual, at[1]);
    if odd.draft.agreements.len() < 2 {
        let currency = odd.draft.customer.currency;
        let terms = agreements::terms(SiteCycle::Yearly, currency, today, odd.rng);
        odd.draft.agreements.push(agreements::cloud(terms, today));
    }
}

/// The same subscription goes on as another product, at another price.
pub(super) fn renewed(odd: &mut Odd<'_, '_>) {
    let at = odd.at(7, 2);
    let (old, new) = ("Microsoft 365 E3", "Microsoft 365 E3 EEA (no Teams)");
    let listed = odd
        .draft
        .sale(odd.ground, shop::position(new), Cycle::Monthly);
    odd.draft
        .subscriptions
        .retain(|one| ![old, new].contains(&&*one.product));
    let mut renewed = odd.standing(shop::position(old), 30);
    renewed.count(odd.at(19, 9), 33);
    renewed.product = listed.name;
    renewed.change(at, |state| state.price = listed.price);
    odd.draft.subscriptions.insert(0, renewed);
}

pub(super) fn two_tenants(odd: &mut Odd<'_, '_>) {
    let at = odd.at(11, 9);
    let name = format!("{} Labs", odd.draft.customer.name).into();
    let tenant = customers::tenant(&name, &format!("c{:05}labs", odd.draft.index), odd.rng);
    odd.draft.customer.tenants.push(tenant);
    let product = shop::position(&odd.draft.subscriptions[0].product);
    let mut same = odd.standing(product, 3);
    same.tenant = 1;
    same.count(at, 5);
    odd.add(same);
}

pub(super) fn site_owner(odd: &mut Odd<'_, '_>) {
    owned(odd, Owner::Site("Lyon warehouse".into()));
}

pub(super) fn department_owner(odd: &mut Odd<'_, '_>) {
    owned(odd, Owner::Department("Research & Development".into()));
}

/// A part of the customer has a product that the whole has, too.
fn owned(odd: &mut Odd<'_, '_>, owner: Owner) {
    let at = odd.at(13, 16);
    let product = shop::position(&odd.draft.subscriptions[0].product);
    let mut own = odd.standing(product, 2);
    own.owner = owner;
    own.count(at, 4);
    odd.add(own);
}

pub(super) fn odd_beginnings(odd: &mut Odd<'_, '_>) {
    for (age, before) in [(9, Told::Is(0)), (8, Told::Null), (7, Told::Missing)] {
        let at = odd.at(age, 12);
        let sale = odd
            .draft
            .sale(odd.ground, odd.new_product(), Cycle::Monthly);
        let id = customers::id(odd.rng);
        odd.add(Subscription::bought(id, &sale, 4, at, before));
    }
}

pub(super) fn eventless(odd: &mut Odd<'_, '_>) {
    odd.another(17);
}

pub(super) fn long_and_once(odd: &mut Odd<'_, '_>) {
    let ats = [40, 35].map(|age| odd.at(age, 10));
    let long = PRODUCTS
        .iter()
        .position(|product| product.sold == Sold::Long);
    let once = PRODUCTS
        .iter()
        .position(|product| product.sold == Sold::Once);
    let terms = [(long, Cycle::Triennial), (once, Cycle::OneTime)];
    for ((product, cycle), at) in terms.into_iter().zip(ats) {
        let product = product.unwrap_or_default();
        odd.draft
            .subscriptions
            .retain(|one| *one.product != *PRODUCTS[product].name);
        odd.termed(product, cycle, at);
    }
    monthly_first(odd);
}

/// Keeps the promise that a customer's first subscription is monthly.
fn monthly_first(odd: &mut Odd<'_, '_>) {
    let subscriptions = &mut odd.draft.subscriptions;
    subscriptions.sort_by_key(|one| one.cycle != Cycle::Monthly);
}

pub(super) fn inactive_item(odd: &mut Odd<'_, '_>) {
    sold_as(odd, Sold::WithInactiveItem);
}

pub(super) fn bundle_item(odd: &mut Odd<'_, '_>) {
    sold_as(odd, Sold::WithBundleItem);
}

fn sold_as(odd: &mut Odd<'_, '_>, sold: Sold) {
    let at = odd.at(9, 9);
    let product = PRODUCTS.iter().position(|product| product.sold == sold);
    let sale = odd
        .draft
        .sale(odd.ground, product.unwrap_or_default(), Cycle::Monthly);
    let start = State::active(10, sale.price);
    let bought = times::bought_years_ago(odd.ground.today, odd.rng);
    let id = customers::id(odd.rng);
    odd.add(Subscription::standing(id, &sale, start, bought))
        .count(at, 12);
}
