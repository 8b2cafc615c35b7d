//! The data folder of a large partner, filled before the window opens: through
//! the use cases and the database, as if history files had been imported.

use jiff::{Timestamp, ToSpan};
use secrets::MemoryStore;
use std::{fmt::Write, fs, path::Path, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;
use workflow::{
    Workflow, live,
    progress::unwatched,
    store::{Company, Store},
};

/// Customers, and as many companies of the same names.
pub(crate) const CUSTOMERS: u32 = 20_000;

/// History rows.
pub(crate) const EVENTS: u32 = 150_000;

/// The day on which the history begins.
const BEGIN: &str = "2026-08-01T00:00:00Z";

const FIRST: [&str; 20] = [
    "Northern",
    "Southgate",
    "Eastwick",
    "Weston",
    "Garden",
    "Harbor",
    "Linden",
    "Meadow",
    "Oakdene",
    "Pioneer",
    "Quarry",
    "Riverside",
    "Summit",
    "Timber",
    "Union",
    "Valley",
    "Willow",
    "Yarrow",
    "Zenith",
    "Amber",
];

const SECOND: [&str; 10] = [
    "Dental",
    "Logistics",
    "Foods",
    "Legal",
    "Gardens",
    "Motors",
    "Energy",
    "Media",
    "Textiles",
    "Brewing",
];

/// What was filled in.
pub(crate) struct Ledger {
    names: Vec<String>,
    /// The same, in the order of a list.
    sorted: Vec<String>,
}

impl Ledger {
    /// Fills a data folder.
    pub(crate) fn fill(folder: &Path) -> Self {
        let names: Vec<String> = (0..CUSTOMERS).map(name).collect();
        let store = Store::open(folder, "a test", Duration::ZERO).unwrap();
        let companies: Vec<Company> = (0..CUSTOMERS).map(|place| company(place, &names)).collect();
        store
            .write(|writer| writer.put_companies(&companies))
            .unwrap();
        let workflow = live::over(store, Arc::new(MemoryStore::new())).unwrap();
        import(&workflow, folder, &names);
        let mut sorted = names.clone();
        sorted.sort();
        Self { names, sorted }
    }

    /// The names that hold every word of a text, in the order of a list.
    pub(crate) fn found(&self, text: &str) -> Vec<&str> {
        let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        let names = self.sorted.iter().map(String::as_str);
        names
            .filter(|name| {
                let name = name.to_lowercase();
                words.iter().all(|word| name.contains(word))
            })
            .collect()
    }

    /// The customer of an event, counted from the oldest.
    pub(crate) fn customer_of(&self, event: u32) -> &str {
        &self.names[(event % CUSTOMERS) as usize]
    }
}

/// The name of a customer; each is there once.
fn name(place: u32) -> String {
    let first = FIRST[(place % 20) as usize];
    let second = SECOND[(place / 20 % 10) as usize];
    format!("{first} {second} No {:03}", place / 200)
}

fn company(place: u32, names: &[String]) -> Company {
    Company {
        id: domain::ids::CompanyId(place + 1),
        identifier: "ZZ".to_owned(),
        name: names[place as usize].clone(),
        status: Some("Active".to_owned()),
        city: None,
        currency: None,
        deleted: false,
        gone: false,
        read_at: BEGIN.parse().unwrap(),
    }
}

/// Writes a history file, and imports it.
fn import(workflow: &Workflow, folder: &Path, names: &[String]) {
    let begin: Timestamp = BEGIN.parse().unwrap();
    let mut rows = String::from(
        "CustomerId,CustomerName,SubscriptionId,ProductName,OldQuantity,NewQuantity,\
         OldPrice,NewPrice,OldStatus,NewStatus,DateofChange\n",
    );
    for event in 0..EVENTS {
        let customer = event % CUSTOMERS;
        let (old, at) = (
            event / CUSTOMERS + 1,
            begin + (i64::from(event) * 30).seconds(),
        );
        let (name, new) = (&names[customer as usize], old + 1);
        writeln!(
            rows,
            "{},{name},{},Business Suite,{old},{new},12.50,12.50,Active,Active,{at:.0}",
            id('c', customer),
            id('e', customer),
        )
        .unwrap();
    }
    let file = folder.join("history.csv");
    fs::write(&file, rows).unwrap();
    let read = workflow.import(&file, None, &unwatched(), &CancellationToken::new());
    let read = read.unwrap();
    assert_eq!((read.events_new, read.rows_unreadable), (EVENTS, 0));
}

/// An id in the form of C3's, of letters alone: no number that is searched for is
/// in it.
fn id(kind: char, mut place: u32) -> String {
    let mut letters = String::new();
    for _ in 0..12 {
        letters.push(char::from(b'a' + u8::try_from(place % 6).unwrap()));
        place /= 6;
    }
    format!("{}-aaaa-aaaa-aaaa-{letters}", kind.to_string().repeat(8))
}
