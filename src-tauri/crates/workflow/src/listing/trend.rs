//! What each agreement's next invoice grows or shrinks by.

use crate::{Workflow, error::Error, jobs::JobId};
use domain::ids::{AgreementId, CustomerId};
use rust_decimal::Decimal;
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};
use store::{InvoiceChange, Reader};

/// An agreement whose next invoice changes by the last plan of its customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvoiceTrend {
    /// The validation or upload that says so.
    pub job: JobId,
    /// Whether it was uploaded.
    pub uploaded: bool,
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name.
    pub customer_name: String,
    /// ConnectWise agreement.
    pub agreement: AgreementId,
    /// Its name.
    pub name: String,
    /// ISO 4217 code of the amounts.
    pub currency: Option<String>,
    /// The next invoice without the plan.
    pub before: Decimal,
    /// With it.
    pub after: Decimal,
}

/// What the changes of one currency come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrendSum {
    /// ISO 4217 code of the amounts.
    pub currency: Option<String>,
    /// Agreements whose next invoice grows.
    pub growing: u32,
    /// By how much, in all.
    pub more: Decimal,
    /// Agreements whose next invoice shrinks.
    pub shrinking: u32,
    /// By how much, in all; positive.
    pub less: Decimal,
}

/// What the next invoices grow and shrink by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Trends {
    /// The largest changes, the largest first.
    pub largest: Vec<InvoiceTrend>,
    /// All of them, by currency; the currency of most agreements first.
    pub sums: Vec<TrendSum>,
}

impl Workflow {
    /// What each agreement's next invoice grows or shrinks by, by the last plan of its
    /// customer: the `most` largest changes one by one, and all of them in sums.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn invoice_trends(&self, most: usize) -> Result<Trends, Error> {
        Ok(self.store.read(|reader| {
            let mut changes = reader.invoice_changes()?;
            // As text, amounts may differ that are the same.
            changes.retain(|change| change.before != change.after);
            let sums = sums(&changes);
            changes.sort_by_key(|change| (Reverse(by(change).abs()), change.agreement));
            changes.truncate(most);
            let largest = named(reader, changes)?;
            Ok(Trends { largest, sums })
        })?)
    }
}

fn by(change: &InvoiceChange) -> Decimal {
    change.after - change.before
}

fn sums(changes: &[InvoiceChange]) -> Vec<TrendSum> {
    let mut sums: BTreeMap<Option<&str>, TrendSum> = BTreeMap::new();
    for change in changes {
        let currency = change.currency.as_deref();
        let sum = sums.entry(currency).or_insert_with(|| TrendSum {
            currency: currency.map(str::to_owned),
            growing: 0,
            more: Decimal::ZERO,
            shrinking: 0,
            less: Decimal::ZERO,
        });
        let by = by(change);
        if by.is_sign_positive() {
            sum.growing += 1;
            sum.more += by;
        } else {
            sum.shrinking += 1;
            sum.less -= by;
        }
    }
    let mut sums: Vec<TrendSum> = sums.into_values().collect();
    sums.sort_by_key(|sum| Reverse(sum.growing + sum.shrinking));
    sums
}

fn named(
    reader: &Reader<'_>,
    changes: Vec<InvoiceChange>,
) -> Result<Vec<InvoiceTrend>, store::Error> {
    let names = reader.customer_names(changes.iter().map(|change| &change.customer))?;
    let trend = |change: InvoiceChange| {
        let agreement = reader.agreement(change.agreement)?;
        let id = || change.customer.to_string();
        Ok(InvoiceTrend {
            job: change.job,
            uploaded: change.uploaded,
            customer_name: names.get(&change.customer).cloned().unwrap_or_else(id),
            customer: change.customer,
            name: agreement.map_or_else(|| change.agreement.to_string(), |one| one.name),
            agreement: change.agreement,
            currency: change.currency,
            before: change.before,
            after: change.after,
        })
    };
    changes.into_iter().map(trend).collect()
}
