//! Money: the two ways to round, and shares of a period.

use crate::history::dec;
use domain::money::{Rounding, Share, cents, price};

#[test]
fn halves_go_away_from_zero() {
    assert_eq!(cents(dec("0.005")), dec("0.01"));
    assert_eq!(cents(dec("-0.005")), dec("-0.01"));
    assert_eq!(cents(dec("2.344999")), dec("2.34"));
    assert_eq!(price(dec("18.27955")), dec("18.2796"));
    assert_eq!(price(dec("20.0000")).to_string(), "20");
}

#[test]
fn a_share_multiplies_before_it_divides() {
    let third = Share { days: 1, of: 3 };
    assert_eq!(third.of(dec("3")), dec("1"));
    assert_eq!(Share::WHOLE.of(dec("7.5")), dec("7.5"));
}

#[test]
fn the_words_of_settings_come_back() {
    for rounding in [Rounding::PerLine, Rounding::PerUnit] {
        assert_eq!(rounding.word().parse(), Ok(rounding));
    }
    let refusal = "never".parse::<Rounding>().unwrap_err();
    assert_eq!(
        refusal,
        "“never” is no rounding; known are per-line and per-unit"
    );
}
