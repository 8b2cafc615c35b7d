//! The odd things that real data does: one to a customer, so that what comes
//! of it can be told apart.

mod contracts;
mod lines;
mod rows;
mod subscriptions;

use fastrand::Rng;

use super::draft::{Draft, Ground};

macro_rules! quirks {
    ($( $(#[$doc:meta])* $quirk:ident => $apply:path, )*) => {
        /// Something odd about a customer.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Quirk {
            $( $(#[$doc])* $quirk, )*
        }

        impl Quirk {
            /// All of them; the ones that tell most come first.
            pub const ALL: &'static [Quirk] = &[$(Quirk::$quirk),*];
        }

        /// Makes a customer odd.
        pub(super) fn apply(quirk: Quirk, draft: &mut Draft, ground: Ground<'_>, rng: &mut Rng) {
            match quirk {
                $( Quirk::$quirk => $apply(&mut Odd { draft, ground, rng }), )*
            }
        }
    };
}

quirks! {
    /// The agreement already carries the item of a product, entered by hand.
    EnteredByHand => lines::entered_by_hand,
    /// A row's old quantity is not what the row before left.
    OutOfOrder => rows::out_of_order,
    /// A product that is in no plan and on no invoice.
    UnknownCycle => subscriptions::unknown_cycle,
    /// The agreement has expired.
    AgreementExpired => contracts::expired,
    /// The agreement is in another currency than the customer.
    OtherCurrency => contracts::other_currency,
    /// Suspended, active again, in the end deleted.
    SuspendedAndEnded => subscriptions::suspended_and_ended,
    /// One product by the month and by the year.
    TwoCycles => subscriptions::two_cycles,
    /// A row that cannot be read.
    UnreadableRow => rows::unreadable,
    /// A renewal that goes on under another product name.
    RenewedUnderAnotherName => subscriptions::renewed,
    /// Two Microsoft tenants.
    TwoTenants => subscriptions::two_tenants,
    /// A site owns a product.
    SiteOwner => subscriptions::site_owner,
    /// A department owns a product.
    DepartmentOwner => subscriptions::department_owner,
    /// Rows without a subscription id.
    NoSubscriptionId => rows::unidentified,
    /// All rows in the spelling of 2023.
    SpellingOf2023 => rows::spelled_as_in_2023,
    /// New subscriptions told with 0, `null` and no old quantity.
    OddBeginnings => subscriptions::odd_beginnings,
    /// Spaces around names.
    Padded => rows::padded,
    /// The customer had another name once.
    Renamed => rows::renamed,
    /// A quantity below zero.
    NegativeQuantity => rows::negative_quantity,
    /// Known from invoice lines only.
    Eventless => subscriptions::eventless,
    /// Changes just before and after midnight.
    NearMidnight => rows::near_midnight,
    /// Four changes in one day, two of them in one second.
    BusyDay => rows::busy_day,
    /// Rows where nothing changed.
    NothingChanged => rows::nothing_changed,
    /// Products that no agreement can bill.
    LongAndOnce => subscriptions::long_and_once,
    /// A price of nothing.
    FreeOfCharge => rows::free_of_charge,
    /// A row without its new price.
    PriceMissing => rows::price_missing,
    /// A price that no offer has.
    PriceOfItsOwn => rows::price_of_its_own,
    /// Disabled by the provider.
    Disabled => subscriptions::disabled,
    /// By hand, with included units.
    EnteredWithIncluded => lines::with_included,
    /// By hand, and not billed.
    EnteredNotBilled => lines::not_billed,
    /// By hand, and ended already.
    EnteredAndEnded => lines::ended,
    /// The agreement was cancelled.
    AgreementCancelled => contracts::cancelled,
    /// The agreement is inactive.
    AgreementInactive => contracts::inactive,
    /// The agreement begins next month.
    AgreementToCome => contracts::to_come,
    /// The agreement bills by the week.
    Weekly => contracts::weekly,
    /// The agreement bills by the quarter.
    Quarterly => contracts::quarterly,
    /// The product's catalog item is inactive.
    InactiveItem => subscriptions::inactive_item,
    /// The product's catalog item is a bundle.
    BundleItem => subscriptions::bundle_item,
    /// Another customer has the same name.
    SameName => contracts::same_name,
    /// The company was deleted in ConnectWise.
    CompanyDeleted => contracts::company_deleted,
}

/// A customer that is about to become odd.
struct Odd<'a, 'g> {
    draft: &'a mut Draft,
    ground: Ground<'g>,
    rng: &'a mut Rng,
}

impl Quirk {
    /// The quirk of the `index`th of so many customers: each after the third in
    /// a small world, every fourth in a bigger one.
    pub fn of(index: u32, customers: u32) -> Option<Quirk> {
        let place = if customers <= super::STORY_CUSTOMERS {
            index.checked_sub(3)?
        } else if index % 4 == 3 {
            index / 4
        } else {
            return None;
        };
        Self::ALL.get(place as usize % Self::ALL.len()).copied()
    }
}
