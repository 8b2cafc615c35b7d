//! How long the suggestions for 5,000 customers among 20,000 companies take, beside
//! a scan of all pairs in the same run.
//!
//! The scan is measured on a part of the customers, and its time for all of them is
//! told from that. It asserts nothing on time: machines differ.

use domain::matching::party::{Party, Traits, compare_all, suggest};
use std::{
    error::Error,
    io::Write,
    time::{Duration, Instant},
};

const CUSTOMERS: usize = 5_000;
const COMPANIES: usize = 20_000;

/// So many customers are scanned against all companies.
const SCANNED: usize = 50;

const SYLLABLES: [&str; 24] = [
    "ka", "to", "ri", "mel", "dor", "van", "sti", "lun", "ber", "gra", "no", "pel", "zan", "fi",
    "hol", "wes", "tar", "mi", "cor", "ul", "des", "bra", "nim", "ost",
];
const TRADES: [&str; 10] = [
    "Bakery",
    "Consulting",
    "Logistics",
    "Bau",
    "Media",
    "Software",
    "Dental",
    "Foods",
    "Energy",
    "Trading",
];
const FORMS: [&str; 6] = ["GmbH", "Ltd", "Inc.", "S.r.l.", "AG", "B.V."];

fn company(rng: &mut fastrand::Rng) -> Party {
    let stem: String = (0..3)
        .map(|_| SYLLABLES[rng.usize(..SYLLABLES.len())])
        .collect();
    let trade = TRADES[rng.usize(..TRADES.len())];
    let form = FORMS[rng.usize(..FORMS.len())];
    Party {
        name: format!("{stem} {trade} {form}"),
        traits: Traits {
            city: Some(SYLLABLES[rng.usize(..SYLLABLES.len())].to_owned()),
            ..Traits::default()
        },
    }
}

/// A company as C3 may know it: now and then without its form, or mistyped.
fn customer(company: &Party, rng: &mut fastrand::Rng) -> Party {
    let mut name = company.name.clone();
    match rng.u8(..4) {
        0 => {
            name = name
                .rsplit_once(' ')
                .map_or(name.clone(), |(name, _)| name.to_owned())
        }
        1 => drop(name.remove(2)),
        _ => {}
    }
    Party {
        name,
        ..company.clone()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut rng = fastrand::Rng::with_seed(7);
    let companies: Vec<Party> = (0..COMPANIES).map(|_| company(&mut rng)).collect();
    let step = COMPANIES / CUSTOMERS;
    let customers: Vec<Party> = companies
        .iter()
        .step_by(step)
        .map(|company| customer(company, &mut rng))
        .collect();
    let (found, indexed) = timed(|| suggest(&customers, &companies, |_| None));
    let (_, scan) = timed(|| compare_all(&customers[..SCANNED], &companies));
    let scan = scan * u32::try_from(CUSTOMERS / SCANNED)?;
    let suggested = found
        .iter()
        .filter(|one| one.suggestion().is_some())
        .count();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{CUSTOMERS} customers among {COMPANIES} companies, {suggested} with a suggestion"
    )?;
    writeln!(out, "indexed: {} ms", indexed.as_millis())?;
    writeln!(
        out,
        "all pairs: {} ms (told from {SCANNED} customers)",
        scan.as_millis()
    )?;
    writeln!(
        out,
        "all pairs / indexed: {}",
        scan.as_millis() / indexed.as_millis().max(1)
    )?;
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = std::hint::black_box(work());
    (done, start.elapsed())
}
