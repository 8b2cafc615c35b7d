//! Agreements as terms, and what is wrong with them.

use super::{
    facts::{AgreementFacts, Facts},
    past,
};
use connectwise::{Agreement, AgreementStatus, InvoicingCycle, PeriodType};
use domain::{
    agreement::{AgreementTerms, PostingMode, PricePeriods, PriceSource},
    cycle::AgreementCycle,
    finding::Code,
    ids::AgreementId,
    period::{Anchor, Periods},
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// An agreement's status: ConnectWise's own, else from its flag and dates.
#[must_use]
pub(super) fn status(agreement: &Agreement) -> AgreementStatus {
    match agreement.agreement_status {
        Some(status) => status,
        None if agreement.cancelled_flag == Some(true) => AgreementStatus::Cancelled,
        None => AgreementStatus::Active,
    }
}

/// How often an agreement bills, where Accord can bill that.
pub(super) fn cycle(facts: &Facts<'_>, agreement: &Agreement) -> Option<AgreementCycle> {
    let id = agreement.billing_cycle.as_ref()?.id?;
    let options = facts.reading.cycles.get(&id)?.billing_options.as_deref()?;
    AgreementCycle::from_billing_options(options)
}

/// The last day of an agreement: its end date, or the day it was cancelled.
fn end(agreement: &Agreement) -> Option<Date> {
    let end = agreement
        .end_date
        .filter(|_| agreement.no_ending_date_flag != Some(true));
    match (end, agreement.date_cancelled) {
        (Some(end), Some(cancelled)) => Some(end.min(cancelled)),
        (end, cancelled) => end.or(cancelled),
    }
}

/// The terms of every agreement of the company that Accord can bill: mapped
/// ones, remembered ones, and others that carry lines of ours.
pub(super) fn terms(facts: &Facts<'_>) -> BTreeMap<AgreementId, AgreementTerms> {
    facts
        .reading
        .agreements
        .iter()
        .filter_map(|agreement| Some((AgreementId(agreement.id), terms_of(facts, agreement)?)))
        .collect()
}

/// The first day that no invoice covers yet, of every agreement of the customer's
/// company that Accord can bill, mapped or not.
#[must_use]
pub fn first_open_days(facts: &Facts<'_>) -> BTreeMap<AgreementId, Date> {
    let terms = terms(facts);
    terms
        .iter()
        .map(|(id, terms)| (*id, terms.open()))
        .collect()
}

fn terms_of(facts: &Facts<'_>, agreement: &Agreement) -> Option<AgreementTerms> {
    let id = AgreementId(agreement.id);
    let known = facts.agreements.iter().find(|known| known.agreement == id);
    let bill_start = agreement.bill_start_date.or(agreement.start_date)?;
    let anchor = match agreement.invoicing_cycle {
        Some(InvoicingCycle::ContractYear) => Anchor::Contract(bill_start),
        Some(InvoicingCycle::CalendarYear) | None => Anchor::Calendar,
    };
    let prorates = agreement.prorate_flag == Some(true);
    let mode = known.and_then(|known| known.mode);
    let source = facts.rules.price_source;
    let mut terms = AgreementTerms {
        id,
        periods: Periods {
            cycle: cycle(facts, agreement)?,
            anchor,
        },
        bill_start,
        end: end(agreement),
        next_invoice: agreement.next_invoice_date,
        covers: known.and_then(|known| known.covers).unwrap_or_default(),
        prorates,
        mode: mode.unwrap_or(PostingMode::default_for(prorates)),
        bill_from: known.and_then(|known| known.bill_from),
        prices: PricePeriods::always(source),
    };
    if let Some(known) = known {
        terms.prices = prices(known, &terms);
    }
    Some(terms)
}

/// Whose prices count, where another source was chosen since the last validation. C3's
/// count from `open` on. What was invoiced meanwhile its lines tell, as they tell the
/// catalog's prices: those count from the day on that was `open` then.
fn prices(known: &AgreementFacts, terms: &AgreementTerms) -> PricePeriods {
    let source = terms.prices.today();
    let Some(prices) = known.prices.clone() else {
        return PricePeriods::always(source);
    };
    let open = terms.open();
    let from = match source {
        PriceSource::C3 => open,
        PriceSource::ConnectWise => known.seen_open.map_or(open, |seen| seen.min(open)),
    };
    prices.switched(from, source)
}

/// What is wrong with a mapped agreement.
pub(super) fn findings(
    facts: &Facts<'_>,
    mapped: &AgreementFacts,
    terms: Option<&AgreementTerms>,
) -> Vec<(Code, String)> {
    let number = mapped.agreement;
    let Some(agreement) = facts.reading.agreements.iter().find(|a| a.id == number.0) else {
        return vec![(Code::AgreementGone, gone(number))];
    };
    let name = &agreement.name;
    let mut findings = Vec::new();
    let status = status(agreement);
    if status != AgreementStatus::Active {
        findings.push((Code::AgreementNotActive, format!("The agreement {name} is {status:?} in ConnectWise. Nothing is billed on it; map the products to an active agreement")));
    }
    let Some(terms) = terms else {
        findings.push((Code::AgreementNotActive, format!("The agreement {name} no longer bills Monthly or Yearly, or has no billing start date. Mend it in ConnectWise, or release its mapping")));
        return findings;
    };
    findings.extend(currency(facts, agreement));
    findings.extend(past::settings_differ(facts, name, terms));
    if terms.end.is_some_and(|end| end < terms.open()) {
        findings.push((Code::AgreementNotActive, format!("The agreement {name} ended before the first day that is still to be invoiced. Nothing more can be billed on it; map the products to another agreement")));
    }
    if !terms.mode.suits(terms.prorates) {
        findings.push((Code::DoubleProration, proration(name, terms)));
    }
    if terms.mode == PostingMode::Single && terms.prices.today() == PriceSource::ConnectWise {
        findings.push((Code::SingleLinePrice, format!("The agreement {name} is billed in single lines, whose prices are parts of a period's, and “Consider ConnectWise price” is on: once a period is invoiced, nothing would tell what its full price was. Choose “line and adjustment” for the agreement, or switch “Consider ConnectWise price” off")));
    }
    let invoiced = mapped.bill_from.is_some_and(|from| from > terms.bill_start);
    if invoiced && agreement.next_invoice_date.is_none() {
        findings.push((Code::InvoicingUnclear, format!("ConnectWise shows no next invoice date for the agreement {name}, though it was invoiced before. Without that date nothing tells which days are still to be invoiced; set it in ConnectWise")));
    }
    if mapped.covers.is_none() && in_doubt(agreement) {
        findings.push((Code::InvoicingUnclear, format!("ConnectWise does not say clearly which period the next invoice of the agreement {name} covers. Look at its last invoices, then choose: the period that holds the next invoice date, or the one before")));
    }
    findings
}

fn gone(number: AgreementId) -> String {
    format!(
        "Agreement {number} is gone in ConnectWise. Release its mapping and map its products to another agreement"
    )
}

fn proration(name: &str, terms: &AgreementTerms) -> String {
    let mode = terms.mode.shown();
    if terms.prorates {
        format!(
            "The agreement {name} prorates in ConnectWise, and the posting mode “{mode}” would prorate once more. Choose “dated lines” or “quantity only”, or switch off proration on the agreement"
        )
    } else {
        format!(
            "The agreement {name} does not prorate in ConnectWise, and the posting mode “{mode}” would bill part periods in full. Choose “line and adjustment”, “single line” or “quantity only”, or switch on proration on the agreement"
        )
    }
}

/// Flags of which the vendor documents no meaning.
fn in_doubt(agreement: &Agreement) -> bool {
    matches!(
        agreement.period_type,
        Some(PeriodType::Future | PeriodType::Both)
    ) || agreement.invoice_prorated_additions_flag == Some(true)
}

fn currency(facts: &Facts<'_>, agreement: &Agreement) -> Option<(Code, String)> {
    let ours = facts.currency.as_deref()?;
    let record = agreement.currency.as_ref()?;
    let theirs = record
        .currency_code
        .as_deref()
        .or(record.currency_identifier.as_deref())?;
    (!theirs.eq_ignore_ascii_case(ours)).then(|| {
        let text = format!(
            "C3 bills {} in {ours}, the agreement {} is in {theirs}. Accord does not convert currencies; map to an agreement in {ours}",
            facts.name, agreement.name
        );
        (Code::AgreementCurrencyDiffers, text)
    })
}
