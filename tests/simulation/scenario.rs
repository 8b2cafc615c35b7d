//! A simulation as it runs: a world, a desktop in it, and what passes.

use crate::{
    c3::Records,
    calendar::Rhythm,
    chance::Chance,
    connectwise::{Agreement, Item, Site},
    desktop::{Desktop, Sitting},
    fault::Faults,
    history::Subscription,
    judge::{self, Book},
    mode::Mode,
    oracle::Terms,
    world::{Shared, World},
};
use jiff::{Timestamp, civil::Date};
use std::{fmt, time::Duration};

/// Sittings after which everything must have come to rest once nothing goes wrong.
const SITTINGS_MAX: u32 = 8;

/// So long nobody reads C3, which forgets after 90 days.
const FORGETS_NOTHING: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// An upload waits no longer for the person who looks at its plan.
const WAITS_AT_MOST: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// A time that C3 surely remembers.
const NEAR: Duration = Duration::from_secs(32 * 24 * 60 * 60);

/// How an agreement of a scenario is billed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Billing {
    pub(crate) id: u32,
    pub(crate) rhythm: Rhythm,
    pub(crate) prorates: bool,
    pub(crate) mode: Mode,
    pub(crate) bill_start: Date,
    /// Any day of the first period that is not invoiced.
    pub(crate) first_open: Date,
    pub(crate) days_into_period: i32,
}

/// A simulation.
#[derive(Debug)]
pub(crate) struct Scenario {
    pub(crate) world: Shared,
    pub(crate) desktop: Desktop,
    /// The other desktop of the same partner, once it has joined.
    pub(crate) other: Option<Desktop>,
    book: Book,
    prices_of_catalog: bool,
}

/// What is asked while C3 has told a change, but not yet the one before it: the change
/// contradicts what is known, and two desktops that mapped the product apart count it from
/// different days until C3 tells when it began. What one of them corrected by it, the other
/// takes for somebody's change.
fn waits_for_c3(trouble: &str) -> bool {
    let mut codes = ["out-of-order", "settings-differ", "line-changed-outside"].iter();
    codes.any(|code| trouble.contains(code))
}

fn leads_to_the_other(trouble: &str) -> bool {
    trouble.contains("ledger-behind") || trouble.contains("resume it there first")
}

/// What went wrong, with everything that led to it.
pub(crate) struct Failure {
    what: String,
    history: String,
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.what, self.history)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl Scenario {
    /// Sets up both systems, connects, maps, and validates and uploads for the
    /// first time, all in good weather.
    pub(crate) fn begin(
        start: Timestamp,
        billings: &[Billing],
        subscriptions: Vec<Subscription>,
        faults: Faults,
        chance: Chance,
    ) -> Result<Self, Failure> {
        let agreements = billings
            .iter()
            .map(|billing| agreement(billing, start))
            .collect();
        let items = subscriptions
            .iter()
            .map(|s| Item {
                id: s.item,
                price: s.opening.price,
            })
            .collect();
        let records = Records { subscriptions };
        let world = World::new(start, Site::new(agreements, items), records, faults, chance);
        let world = Shared::new(world);
        let desktop = Desktop::new(&world);
        let mut book = Book::new();
        for billing in billings {
            desktop.map_agreement(billing.id, billing.mode);
            let bill_from = world.with(|world| world.site.agreements[&billing.id].open);
            book.insert(
                billing.id,
                Terms {
                    rhythm: billing.rhythm,
                    bill_from,
                    mode: billing.mode,
                    began: bill_from,
                },
            );
        }
        let mut scenario = Self {
            world,
            desktop,
            other: None,
            book,
            prices_of_catalog: false,
        };
        scenario.come_to_rest()?;
        Ok(scenario)
    }

    /// In good weather, sits until nothing is left to write, and judges the lines.
    /// `false` when validation waits for a change that C3 has not shown yet.
    pub(crate) fn come_to_rest(&mut self) -> Result<bool, Failure> {
        let two = self.other.is_some();
        self.world.with(|world| {
            world.faults.arm(false);
            // Two desktops may have created one line each while neither list showed it:
            // both ask as soon as it does. One desktop alone never makes it twice.
            if two {
                world.now = world.now.max(world.site.lists_show_all_from());
            }
        });
        let last = self.sit_until_rest();
        let awaited = self.awaits_c3();
        match last {
            Sitting::AtRest => {
                self.world.with(|world| {
                    world.site.edited.clear();
                    world.site.at_once.clear();
                });
                if !self.other_has_nothing_to_do()? {
                    return Ok(false);
                }
                self.checked(judge::at_rest(&self.world, self.doubts(), &self.book))?;
                Ok(true)
            }
            Sitting::Trouble(trouble) if awaited && waits_for_c3(&trouble) => Ok(false),
            last => Err(self.failure(format!("It does not come to rest: {last:?}"))),
        }
    }

    /// Whether C3 has told a change, but not yet the one before it.
    fn awaits_c3(&self) -> bool {
        self.world.with(|world| {
            let mut told = world.c3.subscriptions.iter();
            told.any(|subscription| subscription.has_hole(world.now))
        })
    }

    /// Somebody sits at a desktop, or two people at both.
    pub(crate) fn sit(&mut self, chance: &mut Chance) {
        match (&mut self.other, chance.between(0, 2)) {
            (Some(other), 0) => drop(self.desktop.sit_together(other)),
            (Some(other), 1) => drop(other.sit()),
            _ => drop(self.desktop.sit()),
        }
    }

    /// What either desktop is still in doubt of.
    fn doubts(&self) -> Vec<String> {
        let desktops = std::iter::once(&self.desktop).chain(&self.other);
        desktops.flat_map(Desktop::in_doubt).collect()
    }

    /// Where one desktop has come to rest, the other finds nothing to write. It may not
    /// know enough of the past to say so. `false` where it took a change that C3 has told,
    /// but not the one before it, otherwise than the first.
    fn other_has_nothing_to_do(&mut self) -> Result<bool, Failure> {
        let Some(other) = &mut self.other else {
            return Ok(true);
        };
        let before = self.world.with(|world| world.site.writes);
        let sat = other.sit();
        let after = self.world.with(|world| world.site.writes);
        match sat {
            _ if before != after && self.awaits_c3() => Ok(false),
            _ if before != after => {
                Err(self.failure(format!("The other desktop wrote at rest: {sat:?}")))
            }
            Sitting::AtRest => Ok(true),
            Sitting::Trouble(trouble) if trouble.contains("ledger-behind") => Ok(true),
            Sitting::Trouble(trouble) if self.awaits_c3() && waits_for_c3(&trouble) => Ok(true),
            sat => Err(self.failure(format!("The other desktop is not at rest: {sat:?}"))),
        }
    }

    /// Another desktop of the partner begins, in good weather.
    pub(crate) fn join(&mut self) {
        self.world.with(|world| world.faults.arm(false));
        if self.other.is_none() {
            self.other = Some(self.desktop.joining());
        }
    }

    /// Once everything is settled, an agreement is billed in another mode from its first
    /// open day on.
    pub(crate) fn change_mode(&mut self, agreement: u32, mode: Mode) -> Result<(), Failure> {
        let impossible = mode == Mode::Single && self.prices_of_catalog;
        if self.book[&agreement].mode == mode || impossible || !self.come_to_rest()? {
            return Ok(());
        }
        // What the next invoice catches up on is of the days before.
        if self.world.with(|world| world.site.catches_up(agreement)) {
            return Ok(());
        }
        let open = self.world.with(|world| {
            world.note(format_args!(
                "— agreement {agreement} is billed as {mode:?}"
            ));
            world.site.agreements[&agreement].open
        });
        for desktop in std::iter::once(&self.desktop).chain(&self.other) {
            desktop.begin_anew(agreement, mode, open);
        }
        let terms = self.book.get_mut(&agreement).unwrap();
        (terms.mode, terms.bill_from, terms.began) = (mode, open, open);
        Ok(())
    }

    /// Once everything is settled, the other source's prices count from each agreement's
    /// first open day on.
    pub(crate) fn switch_prices(&mut self, chance: &mut Chance) -> Result<(), Failure> {
        // A single line's price is a part of its period's: nothing tells the whole one.
        let single = self.book.values().any(|terms| terms.mode == Mode::Single);
        if (single && !self.prices_of_catalog) || !self.come_to_rest()? {
            return Ok(());
        }
        if !self.world.with(|world| world.can_switch_prices()) {
            return Ok(());
        }
        self.prices_of_catalog = !self.prices_of_catalog;
        let of_catalog = self.prices_of_catalog;
        self.world.with(|world| {
            if of_catalog {
                world.prefer_catalog(chance);
            } else {
                world.prefer_c3();
            }
        });
        for desktop in std::iter::once(&self.desktop).chain(&self.other) {
            desktop.consider_catalog(of_catalog);
        }
        self.come_to_rest().map(drop)
    }

    pub(crate) fn agreements(&self) -> Vec<(u32, bool)> {
        self.world.with(|world| {
            let agreements = world.site.agreements.values();
            agreements.map(|one| (one.id, one.prorates)).collect()
        })
    }

    /// Sits until nothing is left to write, or patience ends.
    pub(crate) fn sit_until_rest(&mut self) -> Sitting {
        // The other desktop first settles what it left in doubt.
        if let Some(other) = &mut self.other {
            for _ in 0..SITTINGS_MAX {
                if other.resume().is_ok() {
                    break;
                }
            }
        }
        let mut last = Sitting::AtRest;
        for _ in 0..SITTINGS_MAX {
            last = self.desktop.sit();
            match &last {
                Sitting::AtRest => break,
                // It says that the other desktop knows more, or was cut off: somebody goes
                // and looks.
                Sitting::Trouble(trouble) if leads_to_the_other(trouble) => self.at_the_other(),
                Sitting::Uploaded | Sitting::Trouble(_) => {}
            }
        }
        last
    }

    fn at_the_other(&mut self) {
        if let Some(other) = &mut self.other {
            self.world
                .with(|world| world.faults.note("sent to the other desktop"));
            drop(other.sit());
        }
    }

    /// Whether an invoice falls due before C3 forgets what it told last.
    pub(crate) fn next_invoice_is_near(&self) -> bool {
        self.world
            .with(|world| world.next_due(world.now + NEAR).is_some())
    }

    /// Waits for the next invoice that falls due, comes to rest just before it,
    /// and compares all that was ever billed on its agreement with all that is
    /// owed.
    pub(crate) fn settle_next_invoice(&mut self) -> Result<(), Failure> {
        let (due, agreement) = self
            .world
            .with(|world| world.next_due(Timestamp::MAX))
            .unwrap();
        // C3 forgets after 90 days; somebody reads it while a year's invoice is waited for.
        while self.world.with(|world| world.now + FORGETS_NOTHING < due) {
            self.world.with(|world| world.now += FORGETS_NOTHING);
            self.keep_history();
        }
        self.world.with(|world| world.now = world.now.max(due));
        // What is told five weeks late would else be forgotten before both have read it.
        if self.other.is_some() {
            self.keep_history();
        }
        let rests = self.come_to_rest()?;
        let known = self.world.with(|world| {
            world.invoice(agreement);
            world.now
        });
        if rests {
            self.checked(judge::money(&self.world, &self.book, agreement, known))?;
        }
        Ok(())
    }

    /// Lets time pass; invoices are made as they fall due.
    pub(crate) fn wait(&mut self, time: Duration) {
        self.world.with(|world| world.wait(time));
    }

    /// Every desktop reads C3 in good weather.
    pub(crate) fn keep_history(&mut self) {
        self.world.with(|world| world.faults.arm(false));
        self.desktop.refresh();
        if let Some(other) = &mut self.other {
            other.refresh();
        }
    }

    /// A person does something in ConnectWise. Not while validation waits for C3, nor when
    /// an invoice is due in the days that an upload may wait: nobody could decide on an edit
    /// before it is invoiced, and then nothing tells whether the invoice had it.
    pub(crate) fn person(&mut self) {
        let awaited = self.awaits_c3();
        self.world.with(|world| {
            let soon = world.now + WAITS_AT_MOST;
            if awaited || world.next_due(soon).is_some() {
                return;
            }
            let World {
                site, chance, now, ..
            } = world;
            let said = site.person(chance, *now);
            world.note(said);
        });
    }

    pub(crate) fn checked(&self, judged: Result<(), String>) -> Result<(), Failure> {
        judged.map_err(|what| self.failure(what))
    }

    pub(crate) fn failure(&self, what: String) -> Failure {
        let history = self
            .world
            .with(|world| format!("{}\n{}\n{:#?}", world.trace, world.site, world.c3));
        Failure { what, history }
    }
}

fn agreement(billing: &Billing, start: Timestamp) -> Agreement {
    let open = billing.rhythm.period(billing.first_open).first;
    Agreement {
        id: billing.id,
        rhythm: billing.rhythm,
        prorates: billing.prorates,
        bill_start: billing.bill_start,
        open: open.max(billing.bill_start),
        days_into_period: billing.days_into_period,
        last_updated: start,
    }
}
