//! Everything outside the process under test: both systems, time, and the
//! faults; shared by the ports and the story that drives them.

use crate::{
    c3::Records,
    chance::Chance,
    connectwise::Site,
    fault::Faults,
    history::{self, Catalog, Subscription},
    trace::Trace,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

/// The world as it is at one moment.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) now: Timestamp,
    pub(crate) site: Site,
    pub(crate) c3: Records,
    pub(crate) faults: Faults,
    pub(crate) chance: Chance,
    pub(crate) trace: Trace,
    /// The first day that counts for each product that a validation has seen.
    pub(crate) begun: BTreeMap<String, Date>,
}

/// The world, in everybody's hands.
#[derive(Debug, Clone)]
pub(crate) struct Shared(Arc<Mutex<World>>);

impl World {
    pub(crate) fn new(
        start: Timestamp,
        site: Site,
        c3: Records,
        faults: Faults,
        chance: Chance,
    ) -> Self {
        Self {
            now: start,
            site,
            c3,
            faults,
            chance,
            trace: Trace::default(),
            begun: BTreeMap::new(),
        }
    }

    pub(crate) fn note(&mut self, what: impl fmt::Display) {
        self.trace.note(self.now, what);
    }

    /// Today, as both systems count days.
    pub(crate) fn today(&self) -> Date {
        self.now.to_zoned_datetime(TimeZone::UTC).date()
    }

    /// The first day that no invoice covers, of each agreement.
    pub(crate) fn opens(&self) -> BTreeMap<u32, Date> {
        self.site
            .agreements
            .iter()
            .map(|(id, agreement)| (*id, agreement.open))
            .collect()
    }

    /// The next invoice that falls due by `until`, and when.
    pub(crate) fn next_due(&self, until: Timestamp) -> Option<(Timestamp, u32)> {
        let due = |day: Date| {
            day.at(18, 0, 0, 0)
                .to_zoned_datetime(TimeZone::UTC)
                .unwrap()
                .timestamp()
        };
        let dues = self
            .site
            .agreements
            .values()
            .map(|a| (due(a.next_invoice()), a.id));
        dues.min().filter(|(due, _)| *due <= until)
    }

    /// Lets time pass; invoices are made as they fall due.
    pub(crate) fn wait(&mut self, time: Duration) {
        let until = self.now + time;
        while let Some((due, agreement)) = self.next_due(until) {
            self.now = self.now.max(due);
            self.invoice(agreement);
        }
        self.now = until;
    }

    /// From each agreement's first open day on the catalog's prices count, which somebody
    /// has just changed.
    pub(crate) fn prefer_catalog(&mut self, chance: &mut Chance) {
        self.faults.note("the catalog's prices preferred");
        self.note("— from now on the catalog's prices count");
        for subscription in &mut self.c3.subscriptions {
            let price = history::price(chance);
            self.site.items.get_mut(&subscription.item).unwrap().price = price;
            let open = self.site.agreements[&subscription.agreement].open;
            subscription.catalogs.push(Catalog {
                from: open,
                until: None,
                price,
                open,
                stood: BTreeMap::new(),
            });
        }
    }

    /// From each agreement's first open day on C3's prices count again.
    pub(crate) fn prefer_c3(&mut self) {
        self.faults.note("C3's prices preferred again");
        self.note("— from now on C3's prices count again");
        for subscription in &mut self.c3.subscriptions {
            let open = self.site.agreements[&subscription.agreement].open;
            if let Some(catalog) = subscription.catalogs.last_mut() {
                catalog.until = Some(open);
            }
            // What no invoice saw was never there.
            subscription
                .catalogs
                .retain(|one| one.until != Some(one.from));
        }
    }

    /// Whether C3's prices were preferred again for days that no invoice covers: the
    /// catalog's would go on as if nothing had been.
    fn has_just_left_the_catalog(&self) -> bool {
        let open = |subscription: &Subscription| self.site.agreements[&subscription.agreement].open;
        let left = |one: &Subscription| {
            let last = one.catalogs.last();
            last.is_some_and(|catalog| catalog.until == Some(open(one)))
        };
        self.c3.subscriptions.iter().any(left)
    }

    /// Whether the other source's prices can be preferred now and their days be told apart.
    pub(crate) fn can_switch_prices(&self) -> bool {
        let mut agreements = self.site.agreements.keys();
        !agreements.any(|id| self.site.catches_up(*id)) && !self.has_just_left_the_catalog()
    }

    /// Makes the next invoice of an agreement.
    pub(crate) fn invoice(&mut self, agreement: u32) {
        let summary = self.site.invoice(agreement, self.now);
        self.note(summary);
        let open = self.site.agreements[&agreement].open;
        let of = |one: &&mut Subscription| one.agreement == agreement;
        for subscription in self.c3.subscriptions.iter_mut().filter(of) {
            let id = &subscription.id;
            for catalog in &mut subscription.catalogs {
                catalog.open = open;
                catalog.stood = self.site.billed_since(id, agreement, catalog.from);
            }
        }
    }
}

impl Shared {
    pub(crate) fn new(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    /// Looks at the world, or changes it. Nobody dies in here.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&mut World) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn note(&self, what: impl fmt::Display) {
        self.with(|world| world.note(what));
    }
}
