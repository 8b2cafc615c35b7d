//! The Validate record, as it grows.

use crate::{
    Workflow,
    assemble::{
        Assembled, Effect, Facts, NextInvoice, PlannedAgreement, Subscription, next_invoice,
    },
    error::Error,
    gather::Gathered,
    jobs::JobId,
    planned::PlannedTerms,
};
use domain::{
    finding::{Code, Finding},
    ids::{AgreementId, CustomerId, SubscriptionId},
    line::{EventId, Line},
    timeline::OpeningSource,
};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeMap;
use store::{Baseline, JobKind, MappingTerms, NewJob, PlanAgreement, Writer, WrittenLine};

/// Opens the record.
pub(super) fn open(
    workflow: &Workflow,
    customers: &[CustomerId],
    as_of: Option<Date>,
) -> Result<JobId, Error> {
    let job = NewJob {
        kind: JobKind::Validate,
        started_at: workflow.clock.now(),
        as_of,
        source: None,
        customers: customers.to_vec(),
    };
    Ok(workflow.store.write(|writer| writer.begin_job(&job))?)
}

/// The finding on a customer that is mapped to no company.
pub(crate) fn unmapped(customer: &CustomerId) -> Finding {
    let message = format!(
        "The C3 customer {customer} is not mapped to a ConnectWise company. Map it, or validate without it"
    );
    Finding::of(customer, Code::UnmappedCustomer, message)
}

/// The finding on a customer whose records ConnectWise does not send as they should
/// be.
pub(super) fn not_read(customer: &CustomerId, error: &Error) -> Finding {
    let message = format!("{error}. This customer could not be validated");
    Finding::of(customer, Code::NotRead, message)
}

/// What a customer's validation came to.
pub(crate) struct Planned {
    customer: CustomerId,
    assembled: Assembled,
    agreements: Vec<PlanAgreement>,
    /// What each operation makes of its line on the next invoice, by its place.
    effects: BTreeMap<usize, Effect>,
    /// Derived ids whose real id was found out.
    named: Vec<(SubscriptionId, SubscriptionId)>,
    /// The last event that the plan knows.
    last: EventId,
    at: Timestamp,
}

impl Planned {
    pub(crate) fn new(
        gathered: &Gathered<'_>,
        facts: &Facts<'_>,
        assembled: Assembled,
        at: Timestamp,
    ) -> Result<Self, Error> {
        let (mut agreements, mut effects) = (Vec::new(), BTreeMap::new());
        for (id, planned) in &assembled.agreements {
            let invoice = next_invoice(facts, &planned.terms, &assembled.operations);
            agreements.push(plan_agreement(*id, planned, &invoice, facts)?);
            effects.extend(invoice.effects);
        }
        Ok(Self {
            customer: gathered.customer.clone(),
            agreements,
            effects,
            named: gathered.named().to_vec(),
            last: gathered.last_event(),
            assembled,
            at,
        })
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.assembled.has_errors()
    }

    /// Writes it into a job whose plan has `seq` operations so far; how many it has
    /// then.
    pub(super) fn write(
        &self,
        writer: &mut Writer<'_>,
        job: JobId,
        seq: u32,
    ) -> Result<u32, store::Error> {
        let Self {
            customer,
            assembled,
            at,
            ..
        } = self;
        let seq = self.write_plan(writer, job, seq)?;
        // A line that is gone billed until now; what it would have billed later is
        // not to be counted when later has come.
        keep_lines(writer, &assembled.vanished, *at)?;
        if !assembled.has_errors() {
            keep_terms(writer, customer, assembled)?;
            keep_lines(writer, &assembled.lines, *at)?;
            keep_openings(writer, &assembled.subscriptions)?;
            for first in &assembled.first_days {
                writer.keep_first_day(first)?;
            }
            for (derived, real) in &self.named {
                writer.learn(derived, real)?;
            }
        }
        Ok(seq)
    }

    /// Writes the plan and its findings alone, and keeps nothing of what was found.
    pub(crate) fn write_plan(
        &self,
        writer: &mut Writer<'_>,
        job: JobId,
        mut seq: u32,
    ) -> Result<u32, store::Error> {
        let Self {
            customer,
            assembled,
            ..
        } = self;
        writer.add_findings(job, &assembled.findings)?;
        for agreement in &self.agreements {
            writer.add_plan_agreement(job, agreement)?;
        }
        for (at, operation) in assembled.operations.iter().enumerate() {
            let id = writer.add_operation(job, seq, operation)?;
            if let Some(Effect { before, after }) = self.effects.get(&at) {
                writer.set_invoice_effect(id, *before, *after)?;
            }
            seq += 1;
        }
        writer.record_extent(job, customer, self.last)?;
        Ok(seq)
    }
}

fn plan_agreement(
    id: AgreementId,
    planned: &PlannedAgreement,
    invoice: &NextInvoice,
    facts: &Facts<'_>,
) -> Result<PlanAgreement, Error> {
    let json = |error: serde_json::Error| Error::Rule(error.to_string());
    let record = facts
        .reading
        .agreements
        .iter()
        .find(|agreement| agreement.id == id.0);
    let currency = record.and_then(|record| record.currency.as_ref()?.currency_code.clone());
    let terms = &planned.terms;
    let next = record.and_then(|record| record.next_invoice_date);
    let shown = serde_json::to_string(&PlannedTerms::of(terms, next)).map_err(json)?;
    Ok(PlanAgreement {
        agreement: id,
        customer: facts.customer.clone(),
        fingerprint: serde_json::to_string(&planned.fingerprint).map_err(json)?,
        terms: shown,
        currency,
        invoice_before: Some(invoice.before),
        invoice_after: Some(invoice.after),
    })
}

/// An agreement's first day and price periods are kept from its first validation on.
fn keep_terms(
    writer: &mut Writer<'_>,
    customer: &CustomerId,
    assembled: &Assembled,
) -> Result<(), store::Error> {
    for (agreement, planned) in assembled.agreements.iter().filter(|(_, p)| p.mapped) {
        let Some(mapping) = writer.agreement_mapping(*agreement)? else {
            continue;
        };
        if mapping.customer != *customer {
            continue;
        }
        let terms = MappingTerms {
            bill_from: planned.terms.bill_from,
            prices: planned.terms.prices.clone(),
            seen_open: Some(planned.terms.open()),
            ..mapping.terms.clone()
        };
        writer.keep_plan_basis(*agreement, Some(&planned.basis))?;
        if terms != mapping.terms {
            writer.set_mapping_terms(*agreement, &terms)?;
        }
    }
    Ok(())
}

/// An opening quantity that an invoice or an adopted line told is kept: what the
/// next invoice says is no opening any more.
fn keep_openings(
    writer: &mut Writer<'_>,
    subscriptions: &[Subscription],
) -> Result<(), store::Error> {
    for subscription in subscriptions {
        let told = matches!(
            subscription.opening,
            Some(OpeningSource::InvoiceLine | OpeningSource::AdoptedLine)
        );
        let first = subscription
            .timeline
            .as_ref()
            .and_then(|timeline| timeline.segments().first());
        let Some(state) = first.map(|segment| &segment.state).filter(|_| told) else {
            continue;
        };
        if let Some(unit_price) = state.price {
            let baseline = Baseline {
                quantity: state.quantity,
                unit_price,
            };
            writer.keep_baseline(&subscription.id, baseline)?;
        }
    }
    Ok(())
}

/// Lines that stand as they should, whoever wrote them, are known from now on.
/// One that somebody changed stays as this desktop knew it until it is settled.
fn keep_lines(writer: &mut Writer<'_>, lines: &[Line], at: Timestamp) -> Result<(), store::Error> {
    for line in lines {
        let known = writer.line(line.addition)?;
        if known.is_some_and(|known| known.values == line.values) {
            continue;
        }
        writer.put_line(&WrittenLine {
            addition: line.addition,
            agreement: line.agreement,
            reference: line.reference.clone(),
            values: line.values.clone(),
            written_at: at,
        })?;
    }
    Ok(())
}
