//! Periods: calendar and contract, months and years.

use domain::{
    cycle::AgreementCycle,
    period::{Anchor, Period, Periods, next, previous},
};
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

fn monthly(anchor: Anchor) -> Periods {
    Periods {
        cycle: AgreementCycle::Monthly,
        anchor,
    }
}

fn yearly(anchor: Anchor) -> Periods {
    Periods {
        cycle: AgreementCycle::Yearly,
        anchor,
    }
}

fn held(periods: Periods, day: Date) -> (Date, Date) {
    let Period { first, last } = periods.holding(day);
    (first, last)
}

#[test]
fn calendar_months_and_years() {
    let day = date(2028, 2, 29);
    assert_eq!(
        held(monthly(Anchor::Calendar), day),
        (date(2028, 2, 1), date(2028, 2, 29))
    );
    assert_eq!(
        held(yearly(Anchor::Calendar), day),
        (date(2028, 1, 1), date(2028, 12, 31))
    );
    assert_eq!(yearly(Anchor::Calendar).holding(day).days(), 366);
}

#[test]
fn a_contract_of_the_31st_is_clamped_and_comes_back() {
    let periods = monthly(Anchor::Contract(date(2026, 1, 31)));
    let firsts: Vec<Date> = periods
        .between(date(2026, 1, 31), date(2026, 5, 31))
        .map(|period| period.first)
        .collect();
    let expected = [(1, 31), (2, 28), (3, 31), (4, 30), (5, 31)];
    assert_eq!(firsts, expected.map(|(month, day)| date(2026, month, day)));
    assert_eq!(
        held(periods, date(2026, 2, 27)),
        (date(2026, 1, 31), date(2026, 2, 27))
    );
    assert_eq!(
        held(periods, date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 30))
    );
}

#[test]
fn a_contract_year_of_the_29th_of_february() {
    let periods = yearly(Anchor::Contract(date(2024, 2, 29)));
    assert_eq!(
        held(periods, date(2025, 2, 28)),
        (date(2025, 2, 28), date(2026, 2, 27))
    );
    assert_eq!(
        held(periods, date(2028, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28))
    );
    assert_eq!(periods.holding(date(2028, 2, 29)).days(), 365);
}

#[test]
fn days_before_the_contracts_first_have_periods_too() {
    let periods = monthly(Anchor::Contract(date(2026, 5, 31)));
    assert_eq!(
        held(periods, date(2025, 12, 31)),
        (date(2025, 12, 31), date(2026, 1, 30))
    );
}

#[test]
fn between_is_empty_backwards_and_one_for_a_day() {
    let periods = monthly(Anchor::Calendar);
    let day = date(2026, 10, 17);
    assert_eq!(periods.between(day, previous(day)).count(), 0);
    assert_eq!(periods.between(day, day).count(), 1);
    assert_eq!(periods.between(day, date(2026, 11, 1)).count(), 2);
}

#[test]
fn the_ends_of_time_have_periods() {
    for periods in [
        monthly(Anchor::Calendar),
        yearly(Anchor::Calendar),
        monthly(Anchor::Contract(date(2026, 1, 31))),
    ] {
        assert!(periods.holding(Date::MAX).holds(Date::MAX));
        assert!(periods.holding(Date::MIN).holds(Date::MIN));
    }
    assert_eq!(next(Date::MAX), Date::MAX);
    assert_eq!(previous(Date::MIN), Date::MIN);
}

proptest! {
    #[test]
    fn periods_hold_their_day_and_adjoin(
        anchor in prop::option::of(0..20_000i64),
        is_yearly in any::<bool>(),
        day in 0..20_000i64,
    ) {
        let at = |days: i64| date(1999, 12, 25).saturating_add(days.days());
        let anchor = anchor.map_or(Anchor::Calendar, |days| Anchor::Contract(at(days)));
        let periods = if is_yearly { yearly(anchor) } else { monthly(anchor) };
        let period = periods.holding(at(day));
        prop_assert!(period.holds(at(day)));
        prop_assert_eq!(periods.after(period).first, next(period.last));
        prop_assert_eq!(periods.before(period).last, previous(period.first));
        prop_assert_eq!(periods.holding(period.first), period);
        prop_assert_eq!(periods.holding(period.last), period);
        let lengths = if is_yearly { 365..=366 } else { 28..=31 };
        prop_assert!(lengths.contains(&period.days()), "{period:?}");
    }
}
