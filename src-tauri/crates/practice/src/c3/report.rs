//! The subscription history report: the rows of the last 90 days.

use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::row;
use super::stream::Elements;
use super::world::{C3World, Spelling};

/// How far back the report shows, in days before the server's day.
const WINDOW_DAYS: i64 = 90;

/// The rows of one report, told one by one.
pub(super) struct Report {
    world: Arc<C3World>,
    since: Date,
    spelling: Option<Spelling>,
    next: usize,
}

impl Report {
    /// A report as of the world's day; `spelling` overrides the rows' own.
    pub(super) fn of(world: Arc<C3World>, spelling: Option<Spelling>) -> Self {
        let since = world.today.saturating_sub(WINDOW_DAYS.days());
        Report {
            world,
            since,
            spelling,
            next: 0,
        }
    }

    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        let rows = self.world.history.iter();
        rows.filter(|row| self.shows(row.day())).count()
    }

    fn shows(&self, day: Option<Date>) -> bool {
        day.is_none_or(|day| day >= self.since)
    }
}

impl Elements for Report {
    fn write_next(&mut self, out: &mut Vec<u8>) -> Result<bool, serde_json::Error> {
        while let Some(told) = self.world.history.get(self.next) {
            self.next += 1;
            if self.shows(told.day()) {
                row::write(out, &self.world, told, self.spelling)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}
