//! The types that a record's fields have, between Rust and JSON.
//!
//! Reading is as strict as an instance is known to be about dates, and takes
//! `null` for "not set" everywhere. Nothing here knows which field it reads.

use super::{
    document::{Document, Documents, Kind, Mismatch, View, Wire},
    json::Json,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

impl Wire for bool {
    const KIND: Kind = Kind::Flag;

    fn view(&self) -> View<'_> {
        View::Flag(*self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::Flag(flag) => Ok(*flag),
            Json::Null => Ok(false),
            _ => Err(Mismatch::new("a boolean")),
        }
    }
}

impl Wire for u32 {
    const KIND: Kind = Kind::Number;

    fn view(&self) -> View<'_> {
        View::Number(Decimal::from(*self))
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::Number(number) if number.is_integer() => number.to_u32(),
            Json::Null => Some(0),
            _ => None,
        }
        .ok_or(Mismatch::new("a whole number"))
    }
}

impl Wire for Decimal {
    const KIND: Kind = Kind::Number;

    fn view(&self) -> View<'_> {
        View::Number(*self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::Number(number) => Ok(*number),
            Json::Null => Ok(Self::ZERO),
            _ => Err(Mismatch::new("a number")),
        }
    }
}

impl Wire for String {
    const KIND: Kind = Kind::Text;

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::Text(text) => Ok(text.clone()),
            Json::Null => Ok(Self::new()),
            _ => Err(Mismatch::new("a string")),
        }
    }
}

impl Wire for Date {
    const KIND: Kind = Kind::Time;

    fn view(&self) -> View<'_> {
        View::Day(*self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        json.text().and_then(read_day).ok_or(Mismatch::new(
            "a day such as 2026-10-17T00:00:00Z or 2026-10-17",
        ))
    }
}

impl Wire for Timestamp {
    const KIND: Kind = Kind::Time;

    fn view(&self) -> View<'_> {
        View::Instant(*self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        json.text()
            .and_then(|text| text.parse().ok())
            .ok_or(Mismatch::new("an instant such as 2026-10-17T08:30:00Z"))
    }
}

impl Wire for Json {
    const KIND: Kind = Kind::Any;

    fn view(&self) -> View<'_> {
        View::Any(self)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        Ok(json.clone())
    }
}

impl<T: Wire> Wire for Option<T> {
    const KIND: Kind = T::KIND;

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Wire::view)
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::Null => Ok(None),
            // An unset date is also seen as an empty string.
            Json::Text(text) if text.is_empty() && T::KIND == Kind::Time => Ok(None),
            value => T::read(value).map(Some),
        }
    }
}

impl<T: Document + Wire> Wire for Vec<T> {
    const KIND: Kind = Kind::Record;

    fn view(&self) -> View<'_> {
        if self.is_empty() {
            View::Absent
        } else {
            View::Records(self)
        }
    }

    fn read(json: &Json) -> Result<Self, Mismatch> {
        match json {
            Json::List(items) => items.iter().map(T::read).collect(),
            Json::Null => Ok(Self::new()),
            _ => Err(Mismatch::new("an array")),
        }
    }
}

impl<T: Document> Documents for Vec<T> {
    fn documents(&self) -> Box<dyn Iterator<Item = &dyn Document> + '_> {
        Box::new(self.iter().map(|document| document as &dyn Document))
    }
}

/// A record from a JSON object; members it does not know are left aside.
///
/// # Errors
/// When the JSON is no object, or a member does not fit.
pub(super) fn read_record<T: Document + Default>(json: &Json) -> Result<T, Mismatch> {
    let Json::Object(members) = json else {
        return Err(Mismatch::new("an object"));
    };
    let mut record = T::default();
    for (name, value) in members {
        record.set(name, value)?;
    }
    Ok(record)
}

/// A day from a bare date, or from an instant in UTC to the second: an
/// instance was seen to refuse fractions and offsets.
pub(super) fn read_day(text: &str) -> Option<Date> {
    let (day, time) = text.split_at_checked(10)?;
    let whole_second = time.is_empty() || (time.len() == 10 && time.ends_with('Z'));
    let valid = time.is_empty() || text.parse::<Timestamp>().is_ok();
    (whole_second && valid).then(|| day.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_with_second_precision_only() {
        let day = Some(date(2026, 10, 17));
        assert_eq!(read_day("2026-10-17"), day);
        assert_eq!(read_day("2026-10-17T00:00:00Z"), day);
        assert_eq!(read_day("2026-10-17T23:59:59Z"), day);
        for text in [
            "17/10/2026",
            "2026-10-17T00:00:00.000Z",
            "2026-10-17T00:00:00+02:00",
            "2026-13-17",
            "2026-10-17T25:00:00Z",
            "",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn an_empty_string_unsets_a_date_but_not_a_text() {
        let empty = Json::Text(String::new());
        assert_eq!(Option::<Date>::read(&empty), Ok(None));
        assert_eq!(Option::<String>::read(&empty), Ok(Some(String::new())));
    }

    #[test]
    fn whole_numbers_stay_whole() {
        assert!(u32::read(&Json::Number("1.5".parse().unwrap())).is_err());
        assert!(u32::read(&Json::Number("-1".parse().unwrap())).is_err());
        assert_eq!(u32::read(&Json::Number("7.0".parse().unwrap())), Ok(7));
    }
}
