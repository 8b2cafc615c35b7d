//! Twelve months of made-up changes, and what the invoices bill for them in the
//! end.
//!
//! A dozen subscriptions of one customer change at random: bought, more, fewer,
//! dearer, several changes in a day, suspended, deleted, bought again. C3 tells
//! some of it late. Twice a month somebody looks in; sometimes he validates and
//! uploads, and sometimes not; the invoice is run early, on time or late, so that
//! much has to be settled. In the end each subscription was billed what
//! [`crate::oracle`] works out from the rows alone, within half a cent for each
//! line of an invoice.
//!
//! Everything follows from a seed; a failure names it. `ACCORD_INVOICE_SEEDS` says
//! how many are tried.

mod changes;
mod year;

use practice::connectwise::records::{BillingOptions, InvoicingCycle};
use year::Case;

/// So many seeds for each kind of agreement, in place of one.
const SEEDS: &str = "ACCORD_INVOICE_SEEDS";

async fn holds(prorate: bool, cycle: BillingOptions, invoicing: InvoicingCycle) {
    let seeds = std::env::var(SEEDS).map_or(1, |text| text.parse().unwrap());
    for seed in 1..=seeds {
        Case {
            prorate,
            cycle,
            invoicing,
            seed,
        }
        .plays_out()
        .await;
    }
}

#[tokio::test]
async fn dated_lines_by_calendar_months() {
    holds(true, BillingOptions::Monthly, InvoicingCycle::CalendarYear).await;
}

#[tokio::test]
async fn dated_lines_by_contract_months() {
    holds(true, BillingOptions::Monthly, InvoicingCycle::ContractYear).await;
}

#[tokio::test]
async fn dated_lines_by_calendar_years() {
    holds(true, BillingOptions::Yearly, InvoicingCycle::CalendarYear).await;
}

#[tokio::test]
async fn dated_lines_by_contract_years() {
    holds(true, BillingOptions::Yearly, InvoicingCycle::ContractYear).await;
}

#[tokio::test]
async fn line_and_adjustment_by_calendar_months() {
    holds(false, BillingOptions::Monthly, InvoicingCycle::CalendarYear).await;
}

#[tokio::test]
async fn line_and_adjustment_by_contract_months() {
    holds(false, BillingOptions::Monthly, InvoicingCycle::ContractYear).await;
}

#[tokio::test]
async fn line_and_adjustment_by_calendar_years() {
    holds(false, BillingOptions::Yearly, InvoicingCycle::CalendarYear).await;
}

#[tokio::test]
async fn line_and_adjustment_by_contract_years() {
    holds(false, BillingOptions::Yearly, InvoicingCycle::ContractYear).await;
}
