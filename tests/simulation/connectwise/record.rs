//! The simulated server's records, and how they look on the wire.

use crate::calendar::{Length, Period, Rhythm};
use connectwise::{
    AgreementStatus, BillCustomer, CatalogItem, Company, Currency, Info, InvoicingCycle,
    ItemReference, Reference,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The one company.
pub(crate) const COMPANY: u32 = 250;

/// An agreement, billed ahead or in arrears.
#[derive(Debug, Clone)]
pub(crate) struct Agreement {
    pub(crate) id: u32,
    pub(crate) rhythm: Rhythm,
    pub(crate) prorates: bool,
    pub(crate) bill_start: Date,
    /// The first day that no invoice covers.
    pub(crate) open: Date,
    /// The next invoice's date: so many days after the first day of its period.
    pub(crate) days_into_period: i32,
    pub(crate) last_updated: Timestamp,
}

/// An addition.
#[derive(Debug, Clone)]
pub(crate) struct Addition {
    pub(crate) id: u32,
    pub(crate) agreement: u32,
    pub(crate) item: u32,
    pub(crate) quantity: Decimal,
    pub(crate) unit_price: Decimal,
    pub(crate) unit_cost: Option<Decimal>,
    pub(crate) bill_customer: BillCustomer,
    pub(crate) effective: Date,
    pub(crate) cancelled: Option<Date>,
    pub(crate) taxable: Option<bool>,
    pub(crate) serial: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) last_updated: Timestamp,
    /// From when on lists show it.
    pub(crate) listed_from: Timestamp,
    /// Days that an invoice of a prorating agreement has billed.
    pub(crate) billed_days: BTreeSet<Date>,
}

/// A catalog item.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) id: u32,
    pub(crate) price: Decimal,
}

impl Agreement {
    /// The period that the next invoice covers.
    pub(crate) fn open_period(&self) -> Period {
        self.rhythm.period(self.open)
    }

    pub(crate) fn next_invoice(&self) -> Date {
        let period = self.open_period();
        let day = period.first + jiff::ToSpan::days(self.days_into_period);
        day.min(period.last)
    }

    pub(crate) fn wire(&self) -> connectwise::Agreement {
        let cycle = match self.rhythm.length {
            Length::Month => 1,
            Length::Year => 2,
        };
        let invoicing = match self.rhythm.contract_from {
            Some(_) => InvoicingCycle::ContractYear,
            None => InvoicingCycle::CalendarYear,
        };
        connectwise::Agreement {
            id: self.id,
            name: format!("Agreement {}", self.id),
            kind: None,
            company: reference(COMPANY),
            parent_agreement: None,
            start_date: Some(self.bill_start),
            end_date: None,
            no_ending_date_flag: Some(true),
            cancelled_flag: Some(false),
            date_cancelled: None,
            billing_cycle: Some(reference(cycle)),
            invoicing_cycle: Some(invoicing),
            bill_start_date: Some(self.bill_start),
            prorate_flag: Some(self.prorates),
            invoice_prorated_additions_flag: Some(false),
            period_type: None,
            next_invoice_date: Some(self.next_invoice()),
            agreement_status: Some(AgreementStatus::Active),
            currency: Some(Currency {
                currency_code: Some("EUR".to_owned()),
                ..Currency::default()
            }),
            info: info(self.last_updated),
        }
    }
}

impl Addition {
    pub(crate) fn is_billable(&self) -> bool {
        self.bill_customer == BillCustomer::Billable
    }

    /// Whether it is in force on a day, billable or not.
    pub(crate) fn holds(&self, day: Date) -> bool {
        self.effective <= day && self.cancelled.is_none_or(|last| day <= last)
    }

    pub(crate) fn wire(&self) -> connectwise::Addition {
        connectwise::Addition {
            id: self.id,
            product: ItemReference {
                id: Some(self.item),
                identifier: None,
            },
            quantity: Some(self.quantity),
            less_included: Some(Decimal::ZERO),
            unit_price: Some(self.unit_price),
            unit_cost: self.unit_cost,
            bill_customer: self.bill_customer,
            effective_date: Some(self.effective),
            cancelled_date: self.cancelled,
            taxable_flag: self.taxable,
            serial_number: self.serial.clone(),
            invoice_description: self.text.clone(),
            description: None,
            custom_fields: Vec::new(),
            info: info(self.last_updated),
        }
    }
}

impl std::fmt::Display for Addition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            id,
            agreement,
            quantity,
            unit_price,
            effective,
            ..
        } = self;
        let last = self
            .cancelled
            .map_or_else(|| "on".to_owned(), |last| last.to_string());
        let serial = self.serial.as_deref().unwrap_or("no reference");
        let bills = if self.is_billable() {
            ""
        } else {
            ", not billed"
        };
        write!(
            f,
            "#{id} on {agreement}: {quantity} × {unit_price}, {effective} … {last}{bills} [{serial}]"
        )
    }
}

impl Item {
    pub(crate) fn wire(&self) -> CatalogItem {
        CatalogItem {
            id: self.id,
            identifier: format!("ITEM-{}", self.id),
            description: None,
            inactive_flag: Some(false),
            product_class: Some("Agreement".to_owned()),
            price: Some(self.price),
            cost: None,
            taxable_flag: Some(true),
            recurring_bill_cycle: None,
            info: Info::default(),
        }
    }
}

/// The company's record.
pub(crate) fn company() -> Company {
    Company {
        id: COMPANY,
        identifier: "Contoso".to_owned(),
        name: "Contoso Ltd".to_owned(),
        status: None,
        city: None,
        website: None,
        account_number: None,
        deleted_flag: Some(false),
        currency: None,
        info: Info::default(),
    }
}

fn reference(id: u32) -> Reference {
    Reference {
        id: Some(id),
        ..Reference::default()
    }
}

fn info(last_updated: Timestamp) -> Info {
    Info {
        last_updated: Some(last_updated),
        updated_by: None,
    }
}
