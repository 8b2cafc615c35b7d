//! Spans of days.

use domain::span::Span;
use jiff::{
    ToSpan,
    civil::{Date, date},
};
use proptest::prelude::*;

fn day(at: i64) -> Date {
    date(2026, 1, 1).saturating_add(at.days())
}

fn span() -> impl Strategy<Value = Span> {
    (0..40i64, prop::option::of(-3..40i64)).prop_map(|(first, length)| Span {
        first: day(first),
        last: length.map(|length| day(first + length)),
    })
}

proptest! {
    #[test]
    fn spans_are_sets_of_days(a in span(), b in span(), cut in 0..90i64) {
        for at in -5..90 {
            let on = day(at);
            prop_assert_eq!(a.and(b).holds(on), a.holds(on) && b.holds(on));
            let without = a.without(b);
            let rest = without.iter().filter(|span| span.holds(on)).count();
            prop_assert_eq!(rest, usize::from(a.holds(on) && !b.holds(on)));
            prop_assert_eq!(a.since(day(cut)).holds(on), a.holds(on) && at >= cut);
            prop_assert_eq!(a.until(day(cut)).holds(on), a.holds(on) && at < cut);
        }
        let closed = a.until(day(60));
        let counted = (-5..90).filter(|at| closed.holds(day(*at))).count();
        prop_assert_eq!(closed.days(), i32::try_from(counted).unwrap());
        prop_assert_eq!(closed.is_empty(), counted == 0);
    }
}
