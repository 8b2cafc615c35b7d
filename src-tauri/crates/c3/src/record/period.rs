//! C3's billing periods, which need not be calendar months.

use crate::fields::Fields;
use jiff::civil::Date;

/// A period that C3 bills.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillingPeriod {
    /// By which its invoice lines are asked for.
    pub id: i64,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// The invoice's day as `yyyyMMdd`.
    pub billing_id: Option<String>,
}

impl BillingPeriod {
    pub(crate) fn read(fields: &Fields) -> Result<Self, String> {
        let id = fields
            .get(&["Id", "BillingPeriodId"])
            .ok_or("ID is missing")?;
        Ok(Self {
            id: id
                .parse()
                .map_err(|_| format!("ID “{id}” is not a whole number"))?,
            start: fields.day(&["StartDate"]),
            end: fields.day(&["EndDate"]),
            billing_id: fields.text(&["BillingId"]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_from_the_16th_to_the_15th_comes_out_right() {
        let fields = Fields::parse(
            br#"{"ID":"81","StartDate":"2024-09-16T00:00:00","EndDate":"2024-10-15T23:59:59","BillingId":20241016}"#,
        )
        .unwrap();
        assert_eq!(
            BillingPeriod::read(&fields),
            Ok(BillingPeriod {
                id: 81,
                start: Some(date(2024, 9, 16)),
                end: Some(date(2024, 10, 15)),
                billing_id: Some("20241016".to_owned()),
            })
        );
    }

    #[test]
    fn a_period_without_a_whole_number_is_refused() {
        for json in ["{}", r#"{"ID":"x"}"#, r#"{"ID":1.5}"#] {
            let fields = Fields::parse(json.as_bytes()).unwrap();
            assert!(BillingPeriod::read(&fields).is_err(), "{json}");
        }
    }
}
