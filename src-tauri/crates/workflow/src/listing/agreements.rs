//! A company's agreements: which can be chosen and why not, and what was agreed
//! on for those that are mapped.

use crate::{Workflow, error::Error, mapping::unselectable_agreement};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode},
    cycle::AgreementCycle,
    ids::{AgreementId, CompanyId, CustomerId},
};
use jiff::civil::Date;
use serde::Serialize;
use store::{Agreement, AgreementMapping, Reader};

/// An agreement in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgreementRow {
    /// Number.
    pub id: AgreementId,
    /// Name.
    pub name: String,
    /// How often it bills: `monthly`, `yearly`, or ConnectWise's word for another.
    pub billing_cycle: Option<String>,
    /// Whether it can be chosen.
    pub selectable: bool,
    /// Why not.
    pub reason: Option<String>,
    /// ConnectWise prorates additions by their dates.
    pub prorates: bool,
    /// Status, in ConnectWise's word.
    pub status: Option<String>,
    /// The first day that may be billed.
    pub bill_start: Option<Date>,
    /// The next invoice's date.
    pub next_invoice: Option<Date>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// The C3 customer that it is mapped for.
    pub customer: Option<CustomerId>,
    /// The posting mode that a person chose.
    pub mode: Option<&'static str>,
    /// The first day that Accord plans, once that is known.
    pub bill_from: Option<Date>,
    /// The person's answer on which period the next invoice covers.
    pub next_invoice_covers: Option<&'static str>,
}

impl Workflow {
    /// A company's agreements by name, those that cannot be chosen, too.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such company.
    pub fn agreements(&self, company: CompanyId) -> Result<Vec<AgreementRow>, Error> {
        let rows = self.store.read(|reader| {
            if reader.company(company)?.is_none() {
                return Ok(None);
            }
            let mut rows = Vec::new();
            for agreement in reader.agreements_of(company)? {
                let mapping = reader.agreement_mapping(agreement.id)?;
                // What is gone is shown only where a mapping still names it.
                if !agreement.gone || mapping.is_some() {
                    rows.push(row(agreement, mapping));
                }
            }
            Ok(Some(rows))
        })?;
        rows.ok_or_else(|| Error::Unknown {
            what: "company",
            id: company.to_string(),
        })
    }
}

/// The agreements that are mapped for a customer, by number, gone ones, too.
pub(super) fn mapped_for(
    reader: &Reader<'_>,
    customer: &CustomerId,
) -> Result<Vec<AgreementRow>, store::Error> {
    let mappings = reader.agreement_mappings_of(customer)?;
    let rows = mappings.into_iter().map(|mapping| {
        Ok(match reader.agreement(mapping.agreement)? {
            Some(agreement) => row(agreement, Some(mapping)),
            None => forgotten(mapping),
        })
    });
    rows.collect()
}

fn row(agreement: Agreement, mapping: Option<AgreementMapping>) -> AgreementRow {
    let reason = if agreement.gone {
        Some(format!(
            "The agreement {} is gone in ConnectWise",
            agreement.name
        ))
    } else {
        unselectable_agreement(&agreement).map(|refusal| refusal.to_string())
    };
    let terms = mapping.as_ref().map(|mapping| &mapping.terms);
    AgreementRow {
        mode: terms.and_then(|terms| terms.mode).map(|mode| mode.word()),
        bill_from: terms.and_then(|terms| terms.bill_from),
        next_invoice_covers: terms
            .and_then(|terms| terms.covers)
            .map(|covers| covers.word()),
        customer: mapping.map(|mapping| mapping.customer),
        id: agreement.id,
        billing_cycle: match agreement.cycle {
            Some(AgreementCycle::Monthly) => Some("monthly".to_owned()),
            Some(AgreementCycle::Yearly) => Some("yearly".to_owned()),
            None => agreement.billing_options.or(agreement.billing_cycle_name),
        },
        name: agreement.name,
        selectable: reason.is_none(),
        reason,
        prorates: agreement.prorates,
        status: agreement.status,
        bill_start: agreement.bill_start,
        next_invoice: agreement.next_invoice,
        currency: agreement.currency,
    }
}

/// A mapped agreement that was never read here.
fn forgotten(mapping: AgreementMapping) -> AgreementRow {
    let terms = mapping.terms;
    AgreementRow {
        id: mapping.agreement,
        name: format!("agreement {}", mapping.agreement),
        billing_cycle: None,
        selectable: false,
        reason: Some("The agreement is not known here; refresh ConnectWise".to_owned()),
        prorates: false,
        status: None,
        bill_start: None,
        next_invoice: None,
        currency: None,
        customer: Some(mapping.customer),
        mode: terms.mode.map(PostingMode::word),
        bill_from: terms.bill_from,
        next_invoice_covers: terms.covers.map(NextInvoiceCovers::word),
    }
}
