//! A record as the window shows it: with names instead of ids, searched and cut
//! into pages.

use crate::{
    dto::{
        listing::{Page, Search},
        record::{AgreementPlan, Finding, NextInvoice, Operation, Severity, agreement_name},
    },
    error::CommandError,
};
use std::collections::HashMap;
use workflow::{
    Workflow,
    jobs::{Record, RecordNames},
    store::{JobKind, JobOperation, JobStatus, PlanAgreement, fold},
};

/// A record and the names of what it is about.
pub(crate) struct Shown {
    record: Record,
    names: RecordNames,
    agreements: Vec<PlanAgreement>,
}

impl Shown {
    /// Reads a record whole.
    pub(crate) fn read(workflow: &Workflow, job: u32) -> Result<Self, CommandError> {
        let record = workflow.record(i64::from(job))?;
        let names = workflow.record_names(&record)?;
        let agreements = workflow.planned_agreements(i64::from(job))?;
        Ok(Self {
            record,
            names,
            agreements,
        })
    }

    /// Whether this is that record, and it has ended. A failed or interrupted
    /// upload may be taken up again.
    pub(crate) fn is_final(&self, job: u32) -> bool {
        let own = &self.record.job;
        let ended = matches!(own.status, JobStatus::Success | JobStatus::Cancelled)
            || (own.status == JobStatus::Error && own.kind == JobKind::Validate);
        ended && own.id == i64::from(job)
    }

    /// The findings that match, the worst first.
    pub(crate) fn findings(&self, severity: Option<Severity>, search: &Search) -> Page<Finding> {
        let words = words(&search.text);
        let found = self.record.findings.iter();
        let found = found
            .map(|finding| Finding::new(finding, &self.names))
            .filter(|finding| severity.is_none_or(|wanted| finding.severity == wanted))
            .filter(|finding| {
                let product = finding.product.as_deref().unwrap_or_default();
                is_match(&words, &[&finding.customer_name, product, &finding.message])
            });
        let mut found: Vec<Finding> = found.collect();
        found.sort_by_key(|finding| finding.severity);
        page(found, search)
    }

    /// The plan, agreement by agreement.
    pub(crate) fn plan(&self, search: &Search) -> Page<AgreementPlan> {
        let words = words(&search.text);
        let groups = by_agreement(&self.record.operations);
        let found = groups
            .iter()
            .filter_map(|group| self.agreement(group))
            .filter(|plan| {
                let names = [
                    &plan.customer_name,
                    &plan.agreement_name,
                    &plan.company_name,
                ];
                is_match(&words, &names.map(String::as_str))
            });
        page(found.collect(), search)
    }

    fn agreement(&self, operations: &[&JobOperation]) -> Option<AgreementPlan> {
        let first = operations.first()?;
        let (customer, id) = (&first.customer, first.operation.agreement);
        let known = self.names.agreements.get(&id);
        let planned = self.agreements.iter().find(|one| one.agreement == id);
        let next_invoice = planned.and_then(|planned| {
            let (before, after) = (planned.invoice_before?, planned.invoice_after?);
            Some(NextInvoice::new(before, after))
        });
        let customer_name = self.names.customers.get(customer).cloned();
        Some(AgreementPlan {
            customer: customer.to_string(),
            customer_name: customer_name.unwrap_or_else(|| customer.to_string()),
            agreement: id.0,
            agreement_name: agreement_name(&self.names, id),
            company_name: known.map_or_else(String::new, |known| known.company_name.clone()),
            currency: known.and_then(|known| known.currency.clone()),
            next_invoice,
            operations: operations
                .iter()
                .map(|row| Operation::new(row, &self.names))
                .collect(),
        })
    }
}

/// Each agreement once, in the order in which a record first names it: an undo goes
/// from one agreement of a customer to the other and back.
fn by_agreement(operations: &[JobOperation]) -> Vec<Vec<&JobOperation>> {
    let mut places = HashMap::new();
    let mut groups: Vec<Vec<&JobOperation>> = Vec::new();
    for row in operations {
        let key = (row.customer.as_str(), row.operation.agreement.0);
        let place = *places.entry(key).or_insert(groups.len());
        if place == groups.len() {
            groups.push(Vec::new());
        }
        groups[place].push(row);
    }
    groups
}

fn words(text: &str) -> Vec<String> {
    fold(text).split(' ').map(str::to_owned).collect()
}

/// Whether each word occurs in one of the texts.
fn is_match(words: &[String], texts: &[&str]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    words
        .iter()
        .all(|word| texts.iter().any(|text| text.contains(word)))
}

fn page<T>(found: Vec<T>, search: &Search) -> Page<T> {
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let rows = found.into_iter().skip(search.offset as usize);
    Page {
        rows: rows.take(search.limit as usize).collect(),
        total,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        ids::{AgreementId, CustomerId, ItemId},
        line::{Action, LineValues, Operation as Planned},
    };
    use workflow::store::OperationState;

    fn row(id: i64, customer: &str, agreement: u32) -> JobOperation {
        let after = LineValues {
            item: ItemId(1),
            quantity: 1.into(),
            unit_price: 1.into(),
            effective: jiff::civil::date(2026, 10, 1),
            cancelled: None,
            billable: true,
        };
        JobOperation {
            id,
            job: 1,
            seq: 0,
            customer: CustomerId::new(customer),
            operation: Planned {
                action: Action::Void,
                agreement: AgreementId(agreement),
                addition: None,
                subscription: None,
                reference: None,
                before: None,
                after,
                text: None,
                because: Vec::new(),
            },
            state: OperationState::Planned,
            attempts: 0,
            sent_at: None,
            settled_at: None,
            error: None,
            response: None,
            invoice_before: None,
            invoice_after: None,
        }
    }

    #[test]
    fn an_agreement_is_one_group_wherever_its_lines_stand() {
        let rows = [
            row(1, "a", 5),
            row(2, "a", 6),
            row(3, "a", 5),
            row(4, "b", 5),
        ];
        let groups: Vec<Vec<i64>> = by_agreement(&rows)
            .iter()
            .map(|group| group.iter().map(|row| row.id).collect())
            .collect();
        assert_eq!(groups, [vec![1, 3], vec![2], vec![4]]);
    }
}
