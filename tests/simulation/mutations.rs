//! The simulation can fail: each deliberate mistake of the engine is caught within
//! [`WITHIN`] seeds.
//!
//! Only with the feature `mutation`:
//!
//! ```text
//! cargo test --profile simulation -p tests --features mutation --test simulation mutation
//! ```
//!
//! It prints which seed caught which mistake, and by what. What was seen last:
//!
//! | mistake | caught by seed | as |
//! |---|---|---|
//! | `PostTwice` | 390 | a reference stands twice |
//! | `SettlementForgotten` | 1 | billed 468.83, owed 860.28 |
//! | `SettledTwice` | 1 | billed 1202.44, owed 860.28 |
//! | `DayOffByOne` | 1 | a day has 2 instead of 0 |
//! | `RoundedTwice` | 0 | billed 516.88 for a period of 516.9136 |
//! | `WrongSign` | 26 | billed 731.47, owed 691.35 |
//! | `EventDropped` | 0 | a day has 8 instead of 0 |
//! | `ReferenceReused` | 0 | it does not come to rest |
//! | `FingerprintIgnored` | 0 | billed 1033.83 for a period of 516.91 |
//! | `UnknownTakenForFailed` | 80 | it does not come to rest, and asks about its own write |
//! | `ListLagBelieved` | 390 | a reference stands twice |
//! | `EndedTooEarly` | 0 | invoiced days were cut |

use crate::{cut::Cut, random_seeds::lived};
use domain::mutation::{Mistake, make};

/// Seeds that are lived before a mistake counts as not caught.
const WITHIN: u64 = 1_000;

#[test]
fn every_mutation_is_caught() {
    let mut missed = Vec::new();
    for mistake in Mistake::ALL {
        let mut seeds = 0..WITHIN;
        let caught = seeds.find_map(|seed| {
            make(Some(mistake));
            let story = lived(seed, &Cut::default()).err()?;
            // Without the mistake the same life goes well.
            make(None);
            lived(seed, &Cut::default()).ok()?;
            Some((seed, story.lines().next().unwrap_or_default().to_owned()))
        });
        match caught {
            Some((seed, by)) => println!("{mistake:?}: seed {seed}: {by}"),
            None => missed.push(mistake),
        }
    }
    make(None);
    assert!(missed.is_empty(), "not caught: {missed:?}");
}
