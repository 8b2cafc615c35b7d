//! What a validated record would do, as it is judged.

use crate::{Workflow, error::Error, jobs::JobId};
use domain::{automatic::Proposal, line::Action};
use std::collections::BTreeMap;
use store::{EventFilter, JobOperation, Reader};

/// Stands for an agreement's currency where ConnectWise tells none.
const OWN_CURRENCY: &str = "your own currency";

impl Workflow {
    /// What a validated record would do.
    pub(super) fn proposal(&self, job: JobId) -> Result<Proposal, Error> {
        Ok(self.store.read(|reader| {
            let planned = reader.plan_agreements(job)?;
            let currencies: BTreeMap<_, _> = planned
                .into_iter()
                .filter_map(|one| Some((one.agreement, one.currency?)))
                .collect();
            let mut proposal = Proposal::default();
            proposal.undecided = undecided(reader)?;
            let findings = reader.findings(job)?.into_iter();
            proposal.findings = findings.map(|finding| finding.code).collect();
            for row in reader.operations(job)? {
                let currency = currencies.get(&row.operation.agreement);
                let currency = currency.map_or(OWN_CURRENCY, String::as_str);
                let invoiced = row.invoice_after.zip(row.invoice_before);
                let invoiced = invoiced.map(|(after, before)| after - before);
                let is_first = is_first_time(reader, &row)?;
                proposal.count(&row.operation, currency, invoiced, is_first);
            }
            Ok(proposal)
        })?)
    }
}

/// Events that wait for a person's word, and rows that could not be read.
fn undecided(reader: &Reader<'_>) -> Result<u32, store::Error> {
    let waiting = EventFilter {
        decide: true,
        ..EventFilter::default()
    };
    Ok(reader.count_events(&waiting)? + reader.count_unreadable_rows()?)
}

/// Whether it begins to bill a subscription of which this desktop knows no line, or takes
/// a line over that a person made.
fn is_first_time(reader: &Reader<'_>, row: &JobOperation) -> Result<bool, store::Error> {
    let begins = matches!(row.operation.action, Action::Create | Action::Adopt);
    match &row.operation.subscription {
        Some(subscription) if begins => Ok(reader.lines_of(subscription)?.is_empty()),
        Some(_) => Ok(false),
        // A line that a person made is ended: it was never Accord's.
        None => Ok(true),
    }
}
