//! Dates as files write them, turned into the one form that C3 writes.
//!
//! The form matters beyond its meaning: an event is recognised by its date as
//! text, so the same event must not differ by how a spreadsheet shows it.

use super::DayOrder;
use domain::ledger::ChangedAt;
use jiff::civil::{Date, DateTime, Time};

/// Forms that name their own order.
const PLAIN: &[&str] = &["%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d-%b-%Y"];
const DAY_FIRST: &[&str] = &["%d/%m/%Y", "%d-%m-%Y"];
const MONTH_FIRST: &[&str] = &["%m/%d/%Y", "%m-%d-%Y"];
const TIMES: &[&str] = &["%H:%M:%S%.f", "%H:%M", "%I:%M:%S%.f %p", "%I:%M %p"];

/// The date and time in C3's form, such as `2024-10-16T11:40:15.353`. One that is
/// in it already, with or without an offset, stays as it is.
///
/// # Errors
/// Why it is no date, or could be two.
pub(super) fn as_c3_writes_it(text: &str, order: DayOrder) -> Result<String, String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.contains('T') && ChangedAt::parse(&text).is_ok() {
        return Ok(text);
    }
    let (day, time) = text.split_once(' ').unwrap_or((&text, ""));
    let time = if time.is_empty() {
        Some(Time::midnight())
    } else {
        first(TIMES, |form| Time::strptime(form, time).ok())
    };
    match (day_of(day.trim_end_matches(','), order)?, time) {
        (Some(day), Some(time)) => Ok(DateTime::from_parts(day, time).to_string()),
        _ if ChangedAt::parse(&text).is_ok() => Ok(text),
        _ => Err(format!("“{text}” is not a date")),
    }
}

fn day_of(text: &str, order: DayOrder) -> Result<Option<Date>, String> {
    let read = |forms| {
        // A year of two digits would be one of the first century.
        let day = |form: &str| Date::strptime(form, text).ok();
        first(forms, |form| day(form).filter(|day| day.year() > 99))
    };
    if let Some(day) = read(PLAIN) {
        return Ok(Some(day));
    }
    let (day_first, month_first) = (read(DAY_FIRST), read(MONTH_FIRST));
    match (order, day_first, month_first) {
        (DayOrder::DayFirst, day, _) | (DayOrder::MonthFirst, _, day) => Ok(day),
        (DayOrder::Unstated, Some(one), Some(other)) if one != other => {
            Err(format!("“{text}” could be {one} or {other}"))
        }
        (DayOrder::Unstated, one, other) => Ok(one.or(other)),
    }
}

fn first<T>(forms: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<T> {
    forms.iter().find_map(|form| read(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, String> {
        as_c3_writes_it(text, DayOrder::Unstated)
    }

    #[test]
    fn c3s_own_form_stays_as_it_is() {
        for text in [
            "2024-10-16T11:40:15.353",
            "2024-10-16T11:40:15.350",
            "2024-10-16T11:40:15Z",
            "2024-10-16T11:40:15+02:00",
        ] {
            assert_eq!(read(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_forms_become_c3s() {
        for (text, form) in [
            ("2024-10-16 11:40:15.353", "2024-10-16T11:40:15.353"),
            ("2024-10-16", "2024-10-16T00:00:00"),
            ("16.10.2024 11:40", "2024-10-16T11:40:00"),
            ("16-Oct-2024 11:40:15", "2024-10-16T11:40:15"),
            ("10/16/2024 1:40:15 PM", "2024-10-16T13:40:15"),
            ("10/16/2024, 12:40\u{202f}AM", "2024-10-16T00:40:00"),
            ("16/10/2024 11:40:15", "2024-10-16T11:40:15"),
            ("5/5/2024", "2024-05-05T00:00:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(form), "{text}");
        }
    }

    #[test]
    fn a_date_that_could_be_two_days_is_refused_until_someone_says() {
        let reason = read("10/11/2024 11:40").unwrap_err();
        assert!(reason.contains("2024-11-10 or 2024-10-11"), "{reason}");
        for (order, form) in [
            (DayOrder::DayFirst, "2024-11-10T11:40:00"),
            (DayOrder::MonthFirst, "2024-10-11T11:40:00"),
        ] {
            let date = as_c3_writes_it("10/11/2024 11:40", order);
            assert_eq!(date.as_deref(), Ok(form));
        }
    }

    #[test]
    fn what_somebody_said_is_not_bent() {
        assert!(as_c3_writes_it("10/16/2024", DayOrder::DayFirst).is_err());
        assert!(as_c3_writes_it("16/10/2024", DayOrder::MonthFirst).is_err());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "soon",
            "45581.4",
            "31.02.2024",
            "16.10.2024 25:00",
            "10/16/24",
            "",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
