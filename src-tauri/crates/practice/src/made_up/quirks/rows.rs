//! Quirks of history rows: odd values, odd spelling, odd times.

use std::sync::Arc;

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::Odd;
use crate::c3::{Spelling, Told};
use crate::made_up::subscription::{Step, Subscription};
use crate::made_up::{life, shop, times};

impl Odd<'_, '_> {
    /// The first subscription, born again with exactly two rows that are as
    /// they should be: from `seats` to one more, and to two more.
    fn plain(&mut self, seats: i64) -> &mut Subscription {
        let product = shop::position(&self.draft.subscriptions[0].product);
        let mut plain = self.standing(product, seats);
        plain.count(self.at(21, 9), seats + 1);
        plain.count(self.at(12, 9), seats + 2);
        self.draft.subscriptions[0] = plain;
        &mut self.draft.subscriptions[0]
    }

    /// Changes how rows are told, not what they tell.
    fn steps(&mut self, change: impl Fn(&mut Step)) {
        let subscriptions = self.draft.subscriptions.iter_mut();
        subscriptions
            .flat_map(|one| &mut one.steps)
            .for_each(change);
    }

    /// An hour of a day so many days ago.
    pub(super) fn at(&self, age: i64, hour: i8) -> DateTime {
        times::ago(self.ground.today, age).at(hour, 31, 5, 247_000_000)
    }
}

/// The second row says that there had been five more.
pub(super) fn out_of_order(odd: &mut Odd<'_, '_>) {
    let plain = odd.plain(10);
    plain.steps[1].old.quantity = Told::Is(16);
}

/// Days and quantities that are none; and a row that is not even an object.
pub(super) fn unreadable(odd: &mut Odd<'_, '_>) {
    let customer = &odd.draft.customer;
    let id = customer.id.to_string().to_uppercase();
    let tenant = customer.tenants[0].id;
    let row = format!(
        r#"{{"CustomerID":"{id}","CustomerName":"Unreadable","TenantID":"{tenant}","ProductName":"Power BI Pro","OldQuantity":3,"NewQuantity":"many","DateofChange":"some day","OldStatus":"Active","NewStatus":"Active"}}"#
    );
    odd.draft.unreadable.push(row.into());
    odd.draft.unreadable.push(r#""not a row at all""#.into());
}

pub(super) fn unidentified(odd: &mut Odd<'_, '_>) {
    let plain = odd.plain(6);
    for step in &mut plain.steps {
        step.identified = false;
    }
}

pub(super) fn spelled_as_in_2023(odd: &mut Odd<'_, '_>) {
    odd.plain(3);
    odd.steps(|step| {
        step.spelling = Spelling::Of2023;
        step.identified = false;
    });
}

pub(super) fn padded(odd: &mut Odd<'_, '_>) {
    odd.plain(4);
    odd.steps(|step| {
        step.padded = true;
        step.product = format!("{} ", step.product).into();
    });
}

/// The older row still tells the name of before.
pub(super) fn renamed(odd: &mut Odd<'_, '_>) {
    let former: Arc<str> = "Old Harbour Trading".into();
    let plain = odd.plain(9);
    plain.steps[0].customer_name = Some(former);
}

pub(super) fn negative_quantity(odd: &mut Odd<'_, '_>) {
    let at = odd.at(3, 10);
    odd.plain(2).count(at, -1);
}

/// On both sides of a month's and of a day's end, in UTC; elsewhere they fall
/// on other days.
pub(super) fn near_midnight(odd: &mut Odd<'_, '_>) {
    let product = shop::position(&odd.draft.subscriptions[0].product);
    let mut late = odd.standing(product, 20);
    let month = times::ago(odd.ground.today, 31).first_of_month();
    let eve = month.yesterday().unwrap_or(month);
    late.count(eve.at(23, 59, 59, 997_000_000), 21);
    late.count(month.at(0, 0, 0, 3_000_000), 22);
    let week_ago = times::ago(odd.ground.today, 7);
    late.count(week_ago.at(22, 30, 0, 0), 23);
    late.count(times::ago(odd.ground.today, 6).at(1, 30, 0, 0), 24);
    odd.draft.subscriptions[0] = late;
}

pub(super) fn busy_day(odd: &mut Odd<'_, '_>) {
    let [first, second, third] = [8, 12, 16].map(|hour| odd.at(5, hour));
    let within = third.with().subsec_nanosecond(900_000_000).build();
    let plain = odd.plain(10);
    plain.count(first, 15);
    plain.count(second, 11);
    plain.count(third, 30);
    plain.count(within.unwrap_or(third), 13);
}

pub(super) fn nothing_changed(odd: &mut Odd<'_, '_>) {
    let ats = [9, 6].map(|age| odd.at(age, 14));
    let plain = odd.plain(5);
    for at in ats {
        plain.change(at, |_| {});
    }
}

pub(super) fn free_of_charge(odd: &mut Odd<'_, '_>) {
    let at = odd.at(4, 11);
    let plain = odd.plain(1);
    plain.change(at, |state| state.price = Decimal::ZERO);
}

pub(super) fn price_missing(odd: &mut Odd<'_, '_>) {
    let plain = odd.plain(7);
    plain.steps[1].new.price = Told::Null;
}

pub(super) fn price_of_its_own(odd: &mut Odd<'_, '_>) {
    let at = odd.at(4, 11);
    let plain = odd.plain(8);
    plain.change(at, |state| state.price += Decimal::new(3_725, 4));
}

impl Odd<'_, '_> {
    /// A monthly subscription of this product, as old as most, without events
    /// and at today's price.
    pub(super) fn standing(&mut self, product: usize, seats: i64) -> Subscription {
        let monthly = crate::c3::Cycle::Monthly;
        let mut sale = self.draft.sale(self.ground, product, monthly);
        sale.price_before = sale.price;
        let mut lived = life::lived(&sale, self.ground.today, self.rng);
        lived.start = Some(crate::made_up::subscription::State::active(
            seats, sale.price,
        ));
        lived.bought = times::bought_years_ago(self.ground.today, self.rng);
        lived.steps.clear();
        lived
    }
}
