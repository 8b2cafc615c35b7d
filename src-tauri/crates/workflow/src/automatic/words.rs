//! Why an automatic run waits or failed, in sentences. No names: a notice may be read
//! over somebody's shoulder, and the record has them.

use crate::error::Error;
use domain::automatic::Reason;
use rust_decimal::Decimal;

pub(super) const INTERRUPTED: &str =
    "An upload was cut off. Resume it first: it is not known what it wrote last";

pub(super) const NOT_ENDED_WELL: &str =
    "The upload did not end well. Its record says what was written and what was not";

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn money(amount: Decimal) -> String {
    format!("{:.2}", amount.round_dp(2))
}

pub(super) fn reason(reason: &Reason) -> String {
    match reason {
        Reason::NotAllowed => "There are changes to upload, and uploading waits for you".to_owned(),
        Reason::Asks(count) => format!(
            "{} of the validation to be looked at",
            counted(*count, "finding asks", "findings ask")
        ),
        Reason::Undecided(count) => format!(
            "{} for your decision",
            counted(
                *count,
                "row of the history waits",
                "rows of the history wait"
            )
        ),
        Reason::Amount {
            currency,
            amount,
            most,
        } => format!(
            "The changes come to {} in {currency}, and {} is the most that may be uploaded without you",
            money(*amount),
            money(*most)
        ),
        Reason::Lines { lines, most } => format!(
            "The plan writes {}, and {most} is the most that may be uploaded without you",
            counted(*lines, "line", "lines")
        ),
        Reason::FirstTime { lines, most } => format!(
            "{} billed for the first time, and {most} is the most that may be without you",
            counted(*lines, "line is", "lines are")
        ),
    }
}

/// The reason that is about rows of the history.
pub(super) fn of_history(reasons: &[Reason]) -> Option<String> {
    let mut reasons = reasons.iter();
    let found = reasons.find(|reason| matches!(reason, Reason::Undecided(_)));
    found.map(reason)
}

pub(super) fn failed(error: &Error) -> String {
    match error {
        Error::Cancelled => "It was cancelled".to_owned(),
        Error::ConnectWise(error) if error.is_unreachable() => error.to_string(),
        Error::C3(error) if error.is_unreachable() => error.to_string(),
        other => other.to_string(),
    }
}
