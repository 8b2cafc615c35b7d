//! The load bench in small, so that it is known to work whenever it is wanted.

mod accord;
mod cost;
mod figures;
mod mapping_file;
mod practice;
mod walk;

/// Enough that lists have several pages and that each quirk occurs.
const CUSTOMERS: u32 = 200;

#[test]
fn a_small_load_goes_through_and_is_measured() {
    let figures = walk::walk(CUSTOMERS).unwrap().to_string();
    for step in walk::STEPS {
        assert!(figures.contains(step), "{step} is not in:\n{figures}");
    }
}
