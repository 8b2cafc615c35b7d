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
//! | (to be measured) | | |

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
