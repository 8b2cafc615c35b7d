//! An edited line, side by side: what Accord wrote, what stands now, and what each
//! choice would do from the first open day on. It decides nothing.

use super::{LineVerdict, additions};
use crate::{
    Workflow,
    assemble::{EditOutcome, Facts, edit_outcome, first_open_days, reference_of, values_of},
    error::Error,
    read::Reader,
};
use connectwise::Addition;
use domain::{
    ids::{AdditionId, AgreementId, CustomerId},
    line::LineValues,
};
use jiff::civil::Date;
use store::{LineChoice, LineDecision};

/// A line that somebody edited.
#[derive(Debug, Clone)]
pub struct EditedLine {
    /// What Accord last wrote or saw; none where another desktop wrote it.
    pub written: Option<LineValues>,
    /// What stands now.
    pub stands: LineValues,
    /// The first day that no invoice covers yet.
    pub open: Date,
    /// The currency of its prices.
    pub currency: Option<String>,
    /// What keeping theirs would do.
    pub theirs: EditOutcome,
    /// What taking ours would do.
    pub ours: EditOutcome,
}

impl Workflow {
    /// Looks at an edited line, reading ConnectWise afresh.
    ///
    /// # Errors
    /// As [`Workflow::decide_line`].
    pub async fn edited_line(
        &self,
        agreement: AgreementId,
        addition: AdditionId,
    ) -> Result<EditedLine, Error> {
        let customer = self.holder_of(agreement)?;
        let common = self.common()?;
        let reader = Reader::new(self.connectwise_client()?, 1).await?;
        let gathered = self.facts(&reader, &common, &customer, None).await?;
        let gathered = gathered.ok_or_else(|| additions::no_customer(agreement))?;
        let facts = gathered.facts();
        let line = Line::of(&facts, agreement, addition)?;
        let outcome = |verdict| -> Result<EditOutcome, Error> {
            let decision = self.line_decision(&customer, &line, verdict)?;
            let mut decided = facts.clone();
            let words = decided.line_decisions.entry(addition).or_default();
            words.retain(|word| word.from != decision.from);
            words.push(decision);
            words.sort_by_key(|word| word.from);
            edit_outcome(&decided, agreement, addition)
                .ok_or_else(|| additions::not_billable(agreement))
        };
        let known = facts.known_lines.get(&addition);
        let records = facts.reading.agreements.iter();
        let mut record = records.filter(|record| record.id == agreement.0);
        Ok(EditedLine {
            written: known.map(|known| known.values.clone()),
            stands: line.now.clone(),
            open: line.open,
            currency: record
                .next()
                .and_then(|record| record.currency.as_ref()?.currency_code.clone()),
            theirs: outcome(LineVerdict::Theirs)?,
            ours: outcome(LineVerdict::Ours)?,
        })
    }

    /// Decides whose values a line keeps, from the agreement's first open day on.
    /// The agreement need not be mapped: lines of a released one stand there still.
    ///
    /// # Errors
    /// [`Error::Rule`] when the agreement's company is mapped to no customer, or the
    /// addition is no line of Accord's; [`Error::Unknown`] for an addition that is not there; a
    /// connection's error.
    pub async fn decide_line(
        &self,
        agreement: AgreementId,
        addition: AdditionId,
        verdict: LineVerdict,
    ) -> Result<(), Error> {
        let customer = self.holder_of(agreement)?;
        let common = self.common()?;
        let reader = Reader::new(self.connectwise_client()?, 1).await?;
        let gathered = self.facts(&reader, &common, &customer, None).await?;
        let gathered = gathered.ok_or_else(|| additions::no_customer(agreement))?;
        let facts = gathered.facts();
        let line = Line::of(&facts, agreement, addition)?;
        let decision = self.line_decision(&customer, &line, verdict)?;
        Ok(self.store.write(|writer| writer.decide_line(&decision))?)
    }

    fn line_decision(
        &self,
        customer: &CustomerId,
        line: &Line,
        verdict: LineVerdict,
    ) -> Result<LineDecision, Error> {
        Ok(LineDecision {
            addition: line.addition,
            agreement: line.agreement,
            choice: match verdict {
                LineVerdict::Theirs => LineChoice::Theirs,
                LineVerdict::Ours => LineChoice::Ours,
            },
            before: self.before_edit(line.addition, &line.now, line.open)?,
            accepted: line.now.clone(),
            from: line.open,
            known: self.store.read(|reader| reader.last_event(customer))?,
            decided_at: self.clock.now(),
        })
    }
}

/// A line of Accord's, as it stands.
struct Line {
    agreement: AgreementId,
    addition: AdditionId,
    now: LineValues,
    open: Date,
}

impl Line {
    fn of(facts: &Facts<'_>, agreement: AgreementId, addition: AdditionId) -> Result<Self, Error> {
        let open = first_open_days(facts).remove(&agreement);
        let open = open.ok_or_else(|| additions::not_billable(agreement))?;
        let on = facts.reading.additions.get(&agreement.0);
        let mut on = on.into_iter().flatten();
        let found: Option<&Addition> = on.find(|found| found.id == addition.0);
        let found = found.ok_or_else(|| additions::unknown(addition))?;
        if reference_of(found).is_none() {
            return Err(Error::Rule(format!(
                "Addition {addition} is no line of Accord's; decide on it as a possible duplicate"
            )));
        }
        Ok(Self {
            agreement,
            addition,
            now: values_of(found),
            open,
        })
    }
}
