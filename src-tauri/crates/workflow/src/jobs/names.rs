//! The names of everything that a record is about: ids are recorded, names are
//! shown, as they are now.

use super::Record;
use crate::{Workflow, error::Error};
use domain::ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::{NamedAgreement, Reader};

/// The names of what a record is about. What is not known here is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RecordNames {
    /// C3 customers.
    pub customers: BTreeMap<CustomerId, String>,
    /// Agreements.
    pub agreements: BTreeMap<AgreementId, AgreementName>,
    /// Catalog items' identifiers.
    pub items: BTreeMap<ItemId, String>,
    /// The product that each subscription is of.
    pub products: BTreeMap<SubscriptionId, String>,
}

/// What an agreement is called, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgreementName {
    /// Name.
    pub name: String,
    /// Its company.
    pub company: CompanyId,
    /// That company's name.
    pub company_name: String,
    /// ISO 4217 code of its amounts.
    pub currency: Option<String>,
    /// ConnectWise prorates its additions by their dates.
    pub prorates: bool,
}

/// What a record is about.
#[derive(Default)]
struct About<'r> {
    customers: BTreeSet<&'r CustomerId>,
    agreements: BTreeSet<&'r AgreementId>,
    items: BTreeSet<&'r ItemId>,
    subscriptions: BTreeSet<&'r SubscriptionId>,
}

impl Workflow {
    /// The names of what a record is about, in four questions however long it is.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn record_names(&self, record: &Record) -> Result<RecordNames, Error> {
        let about = About::of(record);
        Ok(self.store.read(|reader| about.names(reader))?)
    }
}

impl<'r> About<'r> {
    fn of(record: &'r Record) -> Self {
        let mut about = Self::default();
        for finding in &record.findings {
            about.customers.insert(&finding.customer);
            about.agreements.extend(&finding.agreement);
            about.subscriptions.extend(&finding.subscription);
        }
        for row in &record.operations {
            let operation = &row.operation;
            about.customers.insert(&row.customer);
            about.agreements.insert(&operation.agreement);
            about.subscriptions.extend(&operation.subscription);
            let lines = operation.before.iter().chain([&operation.after]);
            about.items.extend(lines.map(|line| &line.item));
        }
        about
    }

    fn names(self, reader: &Reader<'_>) -> Result<RecordNames, store::Error> {
        let agreements = reader.agreement_names(self.agreements)?;
        Ok(RecordNames {
            customers: reader.customer_names(self.customers)?,
            agreements: agreements
                .into_iter()
                .map(|agreement| (agreement.id, named(agreement)))
                .collect(),
            items: reader.item_names(self.items)?,
            products: reader.product_names(self.subscriptions)?,
        })
    }
}

fn named(agreement: NamedAgreement) -> AgreementName {
    let company = agreement.company;
    let company_name = agreement.company_name;
    AgreementName {
        name: agreement.name,
        company,
        company_name: company_name.unwrap_or_else(|| format!("company {company}")),
        currency: agreement.currency,
        prorates: agreement.prorates,
    }
}
