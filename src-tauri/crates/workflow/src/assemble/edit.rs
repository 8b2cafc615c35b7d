//! What a word on an edited line comes to: the lines of its subscription that bill
//! from the first open day on, and the next invoice.

use super::{
    customer::{Assembled, assemble},
    facts::Facts,
    preview::{NextInvoice, next_invoice},
    takeover::lines_after,
};
use domain::{
    ids::{AdditionId, AgreementId},
    line::{Line, LineValues},
};

/// What one choice would do.
#[derive(Debug, Clone)]
pub struct EditOutcome {
    /// The subscription's lines that bill from the first open day on, adjustments and
    /// settlements too, in the order of their days.
    pub lines: Vec<LineValues>,
    /// The same in a sentence.
    pub says: String,
    /// The agreement's next invoice, as things stand and with the plan; none where it
    /// is not planned.
    pub invoice: Option<NextInvoice>,
}

/// What the facts' decisions make of an edited line; `None` where the line or the
/// agreement is not there.
#[must_use]
pub fn edit_outcome(
    facts: &Facts<'_>,
    agreement: AgreementId,
    addition: AdditionId,
) -> Option<EditOutcome> {
    let assembled = assemble(facts);
    let mut lines = assembled.lines.iter();
    let line = lines.find(|line| line.addition == addition)?;
    let open = super::first_open_days(facts).remove(&agreement)?;
    let after = lines_after(&assembled, agreement, line.subscription(), |_| true);
    let mut after: Vec<LineValues> = after
        .into_iter()
        .filter(|values| values.bills() && !values.span().since(open).is_empty())
        .collect();
    after.sort_by_key(|values| (values.effective, values.cancelled));
    let terms = assembled.agreements.get(&agreement).map(|one| &one.terms);
    let invoice = terms.map(|terms| next_invoice(facts, terms, &assembled.operations));
    Some(EditOutcome {
        says: says(&assembled, line),
        lines: after,
        invoice,
    })
}

fn says(assembled: &Assembled, line: &Line) -> String {
    let changes = assembled
        .operations
        .iter()
        .filter(|operation| operation.subscription.as_ref() == Some(line.subscription()))
        .count();
    match changes {
        0 => "Nothing is written; the line stays as it stands".to_owned(),
        1 => "The next upload writes 1 change".to_owned(),
        count => format!("The next upload writes {count} changes"),
    }
}
