//! Quirks of additions: what somebody entered by hand before.

use jiff::civil::Date;

use super::Odd;
use crate::c3::Cycle;
use crate::made_up::draft::ByHand;
use crate::made_up::{shop, site, times};

impl Odd<'_, '_> {
    /// An addition of the first product's item, on the monthly agreement, as
    /// old as can be billed.
    fn by_hand(&mut self, odd: impl FnOnce(&mut ByHand, Date)) {
        let product = shop::position(&self.draft.subscriptions[0].product);
        let state = self.draft.subscriptions[0].start;
        let Some(item) = site::item(product, Cycle::Monthly) else {
            return;
        };
        let mut by_hand = ByHand {
            agreement: 0,
            item,
            quantity: state.map_or(5, |state| state.quantity),
            less_included: 0,
            billable: true,
            from: times::ago(self.ground.today, self.rng.i64(100..380)),
            until: None,
        };
        odd(&mut by_hand, self.ground.today);
        self.draft.by_hand.push(by_hand);
    }
}

pub(super) fn entered_by_hand(odd: &mut Odd<'_, '_>) {
    odd.by_hand(|_, _| {});
}

pub(super) fn with_included(odd: &mut Odd<'_, '_>) {
    odd.by_hand(|by_hand, _| {
        by_hand.quantity += 2;
        by_hand.less_included = 2;
    });
}

pub(super) fn not_billed(odd: &mut Odd<'_, '_>) {
    odd.by_hand(|by_hand, _| by_hand.billable = false);
}

pub(super) fn ended(odd: &mut Odd<'_, '_>) {
    odd.by_hand(|by_hand, today| by_hand.until = Some(times::ago(today, 95)));
}
