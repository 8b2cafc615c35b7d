//! What the records say of a line: which of them made it, what they did to it
//! since, and their own words on it.

use super::Line;
use crate::{Workflow, error::Error, gather::Gathered, listing::plain};
use domain::{
    line::{Action, LineValues},
    plan::why::{Explanation, Step, Topic},
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use store::JobOperation;

/// The last operation that gave a line the quantity and price that it has, and those
/// behind it.
pub(super) fn made<'a>(
    done: Vec<&'a JobOperation>,
    values: &LineValues,
) -> (Option<&'a JobOperation>, Vec<&'a JobOperation>) {
    let gave = |one: &&JobOperation| {
        let after = &one.operation.after;
        let before = one.operation.before.as_ref();
        let billed = |values: &LineValues| (values.quantity, values.unit_price, values.billable);
        let is_new = before.is_none_or(|before| billed(before) != billed(after));
        is_new && billed(after) == billed(values)
    };
    let Some(at) = done.iter().rposition(gave) else {
        return (None, Vec::new());
    };
    let since = done.get(at + 1..).unwrap_or_default().to_vec();
    (done.get(at).copied(), since)
}

impl Line<'_> {
    /// Whether the operation that is asked about only moves the line's last day.
    pub(super) fn is_only_ended(&self) -> bool {
        let made = self.made.map(|made| &made.operation);
        made.is_some_and(|made| made.text.is_none() && made.before.is_some())
    }
}

impl Workflow {
    /// What the record that planned a line says of it.
    pub(super) fn in_its_own_words(&self, line: &Line<'_>) -> Result<Explanation, Error> {
        let mut steps = Vec::new();
        match line.made {
            Some(made) => {
                let (operation, on) = (&made.operation, self.day_of(made)?);
                let what = match operation.action {
                    Action::Create => "planned this line",
                    Action::Adopt => "takes this addition over as its line",
                    Action::Change => "changes this line",
                    Action::End => "ends this line, for what it bills is no longer there or stands on another line",
                    Action::Void => "no longer bills this line",
                };
                let said = operation.text.as_ref();
                let said = said.map_or_else(String::new, |text| format!(": {text}"));
                steps.push(note(format!("Record {} of {on} {what}{said}", made.job)));
            }
            None => steps.push(note(
                "This desktop has no record of how the line was planned, and what is known today leads to another one. Another desktop or a person made it so"
                    .to_owned(),
            )),
        }
        let because = line.made.map_or(&[][..], |made| &made.operation.because);
        for event in self.events(because)? {
            steps.push(Step {
                topic: Topic::Change,
                text: format!(
                    "{}: {} to {} licences",
                    event.product, event.old_quantity, event.new_quantity
                ),
                calculation: None,
            });
        }
        let LineValues {
            quantity,
            unit_price,
            billable,
            ..
        } = line.values;
        let whole = quantity * unit_price;
        steps.push(Step {
            topic: Topic::Amount,
            text: "The line bills".to_owned(),
            calculation: billable.then(|| {
                let (quantity, price) = (plain(*quantity), super::amount_text(*unit_price));
                format!("{quantity} × {price} = {}", super::amount_text(whole))
            }),
        });
        Ok(Explanation {
            steps,
            events: Vec::new(),
            amount: if *billable { whole } else { Decimal::ZERO },
        })
    }

    /// What was done to a line since it was given its quantity and price.
    pub(super) fn happened_since(&self, line: &Line<'_>) -> Result<Vec<Step>, Error> {
        let mut steps = Vec::new();
        for done in &line.since {
            let on = self.day_of(done)?;
            let what = match done.operation.after.cancelled {
                Some(last) => format!("gave it its last day, {}", shown(last)),
                None => "let it run on".to_owned(),
            };
            steps.push(note(format!("Record {} of {on} {what}", done.job)));
        }
        let last = line.since.last().copied().or(line.made);
        if last.is_some_and(|last| last.operation.after != *line.values) {
            steps.push(note("Somebody changed it in ConnectWise since".to_owned()));
        }
        Ok(steps)
    }

    fn day_of(&self, done: &JobOperation) -> Result<String, Error> {
        let zone = self.billing_settings()?.billing_zone;
        Ok(shown(zone.to_datetime(self.started(done.job)?).date()))
    }
}

fn note(text: String) -> Step {
    Step {
        topic: Topic::Note,
        text,
        calculation: None,
    }
}

/// What the line is, in one row.
pub(super) fn headline(gathered: &Gathered<'_>, line: &Line<'_>) -> String {
    let LineValues {
        quantity,
        unit_price,
        ..
    } = line.values;
    let facts = gathered.facts();
    let mut records = facts.reading.agreements.iter();
    let record = records.find(|record| record.id == line.agreement.0);
    let name = record.map_or_else(String::new, |record| format!("{}, ", record.name));
    let currency = record.and_then(|record| record.currency.as_ref()?.currency_code.clone());
    let currency = currency.map_or_else(String::new, |code| format!(" {code}"));
    let number = line
        .addition
        .map_or_else(|| "new line".to_owned(), |id| format!("line {id}"));
    format!(
        "{}, {name}agreement {}, {number}: {} × {}{currency}, {}",
        facts.name,
        line.agreement,
        plain(*quantity),
        super::amount_text(*unit_price),
        days(line.values.span())
    )
}

fn days(span: Span) -> String {
    match span.last {
        Some(last) => format!("{} to {}", shown(span.first), shown(last)),
        None => format!("from {} on", shown(span.first)),
    }
}

fn shown(day: Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}
