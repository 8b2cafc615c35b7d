//! Made-up data: a ConnectWise and a C3 that belong together, of any size.
//!
//! Everything follows from a seed, the number of customers and a day: the same
//! three give the same worlds, on any machine. Nobody in it exists. The first
//! three customers are always the same ([`story`]) and clean; most of the
//! others are clean too, and the rest carry one [`Quirk`] each: something that
//! real data does and that billing must not trip over.
//!
//! Customers are made one by one from generators of their own, so that a
//! bigger world holds the same customers as a smaller one and some more.

mod agreements;
mod companies;
mod customers;
mod draft;
mod filing;
mod invoicing;
mod life;
mod locales;
mod matching;
mod ordinary;
mod products;
mod quirks;
mod shop;
mod site;
mod story;
mod subscription;
#[cfg(test)]
mod tests;
mod times;

use fastrand::Rng;
use jiff::civil::Date;

use crate::c3::C3World;
use crate::connectwise::invoicing::assume_invoiced;
use crate::connectwise::world::World;

pub use matching::{AgreementMatch, Match, ProductMatch, matching};
pub use quirks::Quirk;
pub use story::{Story, story};

/// A world of at most this many customers is a story for people: three clean
/// customers and one quirk each for the others.
pub const STORY_CUSTOMERS: u32 = 12;

/// Keeps the generators of neighbouring customers apart.
const STRIDE: u64 = 0x9E37_79B9_7F4A_7C15;

/// Makes up both worlds as they stand on `today`.
///
/// A customer has about 5 subscriptions and 7.5 history rows of the 90 days
/// before; the catalog grows to 2,000 items at 20,000 customers.
pub fn made_up(seed: u64, customers: u32, today: Date) -> (World, C3World) {
    let (shop, plans) = shop::open();
    let mut world = site::furnish(today, &shop, customers);
    let mut c3 = filing::empty(today, plans);
    for index in 0..customers {
        let stride = STRIDE.wrapping_mul(u64::from(index) + 1);
        let rng = Rng::with_seed(seed.wrapping_add(stride));
        let made = draft::made(&shop, today, index, customers, rng);
        filing::file(made, &mut world, &mut c3);
    }
    filing::sort(&mut c3);
    assume_invoiced(&mut world);
    (world, c3)
}
