//! The agreements of a mapped customer: which may be chosen, and on what terms.

use super::{customer::check_known, names::Names};
use crate::{Workflow, assemble::BEGUN_ANEW, error::Error};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode, PricePeriods, PriceSource},
    ids::{AgreementId, CustomerId},
    mapping::Refusal,
};
use jiff::{Timestamp, civil::Date};
use store::{Agreement, AgreementMapping, MappingTerms, MatchKind, Reader, Writer};

/// What a person may choose for an agreement; what is left out stays as it was,
/// or as the agreement's flags say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AgreementChoices {
    /// Posting mode.
    pub mode: Option<PostingMode>,
    /// The first day that Accord plans.
    pub bill_from: Option<Date>,
    /// Which period the next invoice covers.
    pub covers: Option<NextInvoiceCovers>,
}

impl Workflow {
    /// Maps an agreement for a customer. One that was mapped for it before goes
    /// on under its former terms. With choices, the terms of one that is mapped
    /// for it now are changed.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that is not known; [`Error::Refused`] with
    /// the rule that forbids it; [`Error::Rule`] when the agreement is gone.
    pub fn map_agreement(
        &self,
        customer: &CustomerId,
        agreement: AgreementId,
        choices: AgreementChoices,
    ) -> Result<(), Error> {
        let price_source = self.billing_settings()?.price_source;
        let now = self.clock.now();
        self.store.try_write(|writer| {
            check_known(writer, customer)?;
            let wanted = Wanted {
                customer,
                agreement,
                choices,
                price_source,
            };
            match writer.agreement_mapping(agreement)? {
                Some(mapped) if mapped.customer == *customer && choices.are_any() => {
                    change(writer, &mapped, choices)
                }
                _ => map(writer, &wanted, now),
            }
        })
    }
}

impl AgreementChoices {
    fn are_any(self) -> bool {
        self != Self::default()
    }

    /// Whether they would change these terms.
    pub(super) fn alter(self, terms: &MappingTerms) -> bool {
        self.put_on(terms.clone()) != *terms
    }

    fn put_on(self, mut terms: MappingTerms) -> MappingTerms {
        terms.mode = self.mode.or(terms.mode);
        terms.bill_from = self.bill_from.or(terms.bill_from);
        terms.covers = self.covers.or(terms.covers);
        terms
    }
}

/// An agreement that is to be mapped.
pub(super) struct Wanted<'a> {
    pub(super) customer: &'a CustomerId,
    pub(super) agreement: AgreementId,
    pub(super) choices: AgreementChoices,
    /// Whose price counts, where nothing else is remembered.
    pub(super) price_source: PriceSource,
}

/// Maps, once the rules allow it.
pub(super) fn map(
    writer: &mut Writer<'_>,
    wanted: &Wanted<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let agreement = check_owner(writer, wanted.customer, wanted.agreement)?;
    check_free(writer, wanted.agreement)?;
    check_selectable(&agreement)?;
    check_choices(&agreement, wanted.choices)?;
    let terms = wanted.choices.put_on(remembered(writer, wanted)?);
    let mapping = AgreementMapping {
        agreement: wanted.agreement,
        customer: wanted.customer.clone(),
        terms,
    };
    writer.map_agreement(&mapping, now)?;
    // It was found after all.
    if let Some(cycle) = agreement.cycle {
        let cycle = super::suggest::cycle_word(cycle);
        writer.take_back_no_match(MatchKind::Agreement, wanted.customer, cycle)?;
    }
    Ok(())
}

/// Changes the terms of a mapped agreement.
pub(super) fn change(
    writer: &mut Writer<'_>,
    mapped: &AgreementMapping,
    choices: AgreementChoices,
) -> Result<(), Error> {
    let agreement = check_there(writer, mapped.agreement)?;
    check_choices(&agreement, choices)?;
    let terms = choices.put_on(mapped.terms.clone());
    if choices.bill_from.is_some() {
        // A new first day: the past before it is not counted any more.
        writer.keep_plan_basis(mapped.agreement, Some(BEGUN_ANEW))?;
    }
    Ok(writer.set_mapping_terms(mapped.agreement, &terms)?)
}

/// The terms to go on under. Another customer's first day is not this one's:
/// what stands on the agreement, or its first open day, tells it anew.
fn remembered(reader: &Reader<'_>, wanted: &Wanted<'_>) -> Result<MappingTerms, Error> {
    let fresh = MappingTerms {
        prices: PricePeriods::always(wanted.price_source),
        ..MappingTerms::default()
    };
    Ok(match reader.released_terms(wanted.agreement)? {
        None => fresh,
        Some(released) if released.mapping.customer == *wanted.customer => released.mapping.terms,
        Some(released) => MappingTerms {
            mode: released.mapping.terms.mode,
            covers: released.mapping.terms.covers,
            ..fresh
        },
    })
}

/// The agreement belongs to the company that the customer is mapped to.
fn check_owner(
    reader: &Reader<'_>,
    customer: &CustomerId,
    id: AgreementId,
) -> Result<Agreement, Error> {
    let names = Names(reader);
    let Some(mapping) = reader.customer_mapping(customer)? else {
        return Err(Refusal::CustomerNotMapped {
            customer: names.customer(customer)?,
        }
        .into());
    };
    let agreement = check_there(reader, id)?;
    if agreement.company != mapping.company {
        return Err(Refusal::AgreementOfAnotherCompany {
            agreement: agreement.name,
            owner: names.company(agreement.company)?,
            company: names.company(mapping.company)?,
        }
        .into());
    }
    Ok(agreement)
}

fn check_there(reader: &Reader<'_>, id: AgreementId) -> Result<Agreement, Error> {
    match reader.agreement(id)? {
        None => Err(Error::Unknown {
            what: "agreement",
            id: id.to_string(),
        }),
        Some(gone) if gone.gone => Err(Error::Rule(format!(
            "The agreement {} is gone in ConnectWise and cannot be chosen",
            gone.name
        ))),
        Some(agreement) => Ok(agreement),
    }
}

/// The agreement is mapped for nobody.
pub(super) fn check_free(reader: &Reader<'_>, id: AgreementId) -> Result<(), Error> {
    let Some(taken) = reader.agreement_mapping(id)? else {
        return Ok(());
    };
    let names = Names(reader);
    Err(Refusal::AgreementTaken {
        agreement: names.agreement(id)?,
        customer: names.customer(&taken.customer)?,
    }
    .into())
}

/// It bills Monthly or Yearly and is active.
pub(super) fn check_selectable(agreement: &Agreement) -> Result<(), Refusal> {
    unselectable(agreement).map_or(Ok(()), Err)
}

/// Why an agreement cannot be chosen, if it cannot.
pub(crate) fn unselectable(agreement: &Agreement) -> Option<Refusal> {
    let name = || agreement.name.clone();
    if agreement.cycle.is_none() {
        let billing = agreement
            .billing_options
            .as_ref()
            .or(agreement.billing_cycle_name.as_ref());
        let billing = billing
            .cloned()
            .unwrap_or_else(|| "in no known cycle".to_owned());
        return Some(Refusal::AgreementCycle {
            agreement: name(),
            billing,
        });
    }
    let status = match agreement.status.as_deref() {
        None | Some("Active") if agreement.cancelled => "cancelled".to_owned(),
        None | Some("Active") => return None,
        Some(other) => other.to_lowercase(),
    };
    Some(Refusal::AgreementNotActive {
        agreement: name(),
        status,
    })
}

fn check_choices(agreement: &Agreement, choices: AgreementChoices) -> Result<(), Refusal> {
    if let Some(mode) = choices.mode.filter(|mode| !mode.suits(agreement.prorates)) {
        return Err(Refusal::ModeProratesTwice {
            agreement: agreement.name.clone(),
            does: if agreement.prorates {
                "prorates"
            } else {
                "does not prorate"
            },
            mode: mode.word(),
            wrong: if agreement.prorates {
                "prorated twice"
            } else {
                "for whole periods"
            },
        });
    }
    let begins = agreement.bill_start.or(agreement.start);
    match (choices.bill_from, begins) {
        (Some(from), Some(bill_start)) if from < bill_start => Err(Refusal::BillFromTooEarly {
            agreement: agreement.name.clone(),
            bill_start,
        }),
        _ => Ok(()),
    }
}
