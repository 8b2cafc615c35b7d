//! Made-up data, looked at as a reader of both systems would.

mod history;
mod matching;
mod quirks;
mod seen;
mod story;
mod whole;

use jiff::civil::{Date, date};

use super::made_up;
use crate::c3::C3World;
use crate::connectwise::world::World;

pub(super) const TODAY: Date = date(2026, 11, 23);

pub(super) fn worlds(customers: u32) -> (World, C3World) {
    made_up(17, customers, TODAY)
}
