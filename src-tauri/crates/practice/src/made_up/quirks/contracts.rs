//! Quirks of companies and agreements.

use jiff::ToSpan;

use super::Odd;
use crate::connectwise::records::{Agreement, AgreementStatus, InvoicingCycle};
use crate::made_up::site::{self, SiteCycle};
use crate::made_up::{agreements, times};

impl Odd<'_, '_> {
    /// Changes every agreement for subscriptions.
    fn agreements(&mut self, change: impl Fn(&mut Agreement)) {
        let agreements = self.draft.agreements.iter_mut();
        let cloud = agreements.filter(|agreement| agreement.kind.id == agreements::CLOUD.0);
        cloud.for_each(change);
    }

    fn bill(&mut self, cycle: SiteCycle) {
        let today = self.ground.today;
        self.agreements(|agreement| {
            agreement.billing_cycle = Some(cycle.reference());
            agreement.next_invoice = agreements::next_invoice(agreement, cycle, false, today);
        });
    }
}

pub(super) fn expired(odd: &mut Odd<'_, '_>) {
    let end = times::ago(odd.ground.today, 40);
    odd.agreements(|agreement| {
        agreement.end = Some(end);
        agreement.no_end = false;
        agreement.status = AgreementStatus::Expired;
    });
}

pub(super) fn cancelled(odd: &mut Odd<'_, '_>) {
    let day = times::ago(odd.ground.today, 20);
    odd.agreements(|agreement| {
        agreement.cancelled = true;
        agreement.cancelled_on = Some(day);
        agreement.cancelled_why = Some("Moved to a new contract".to_owned());
        agreement.status = AgreementStatus::Cancelled;
    });
}

pub(super) fn inactive(odd: &mut Odd<'_, '_>) {
    odd.agreements(|agreement| agreement.status = AgreementStatus::Inactive);
}

/// Active, but nothing can be billed before next month.
pub(super) fn to_come(odd: &mut Odd<'_, '_>) {
    let begins = odd.ground.today.first_of_month().saturating_add(1.month());
    odd.agreements(|agreement| {
        agreement.start = Some(begins);
        agreement.bill_start = Some(begins);
        agreement.invoicing_cycle = InvoicingCycle::CalendarYear;
        agreement.next_invoice = None;
    });
    odd.draft.by_hand.clear();
}

pub(super) fn other_currency(odd: &mut Odd<'_, '_>) {
    odd.agreements(|agreement| agreement.currency = site::currency("CHF"));
}

pub(super) fn weekly(odd: &mut Odd<'_, '_>) {
    odd.bill(SiteCycle::Weekly);
}

pub(super) fn quarterly(odd: &mut Odd<'_, '_>) {
    odd.bill(SiteCycle::Quarterly);
}

/// A second Northwind, which only its number tells from the first.
pub(super) fn same_name(odd: &mut Odd<'_, '_>) {
    let name = "Northwind Traders Ltd";
    odd.draft.customer.name = name.into();
    odd.draft.company.name = name.to_owned();
    for tenant in &mut odd.draft.customer.tenants {
        tenant.name = name.into();
    }
}

pub(super) fn company_deleted(odd: &mut Odd<'_, '_>) {
    odd.draft.company.deleted = true;
}
