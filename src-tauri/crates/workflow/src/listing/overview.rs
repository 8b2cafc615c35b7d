//! What needs a hand, in numbers.

use super::{Standing, mapped};
use crate::{Workflow, error::Error, jobs::JobId, upload};
use domain::ids::{CustomerId, folded};
use serde::Serialize;
use std::collections::BTreeSet;
use store::{Reader, Search};

/// What needs a hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Overview {
    /// C3 customers, and mapped ones that C3 no longer lists.
    pub customers: u32,
    /// Of these, mapped.
    pub mapped: u32,
    /// Mapped to no company.
    pub unmapped: u32,
    /// Mapped, and never validated.
    pub not_validated: u32,
    /// With errors in the last run.
    pub with_errors: u32,
    /// With something to upload, or events that came since.
    pub pending: u32,
    /// With nothing to upload.
    pub up_to_date: u32,
    /// Mapped, of which no agreement is mapped, nor noted that there is none.
    pub without_agreement: u32,
    /// The first of these by name.
    pub first_without_agreement: Option<CustomerId>,
    /// Products that the last plans of mapped customers found mapped to nothing, and
    /// that nobody mapped or set aside since. A customer that was never validated
    /// has none here.
    pub products_unmapped: u32,
    /// Mapped things that were renamed or deleted since a person looked at them.
    pub renamed: u32,
    /// Rows that could not be read and that nobody dismissed.
    pub unreadable: u32,
    /// Subscriptions on hold: nothing is planned for them.
    pub on_hold: u32,
    /// Uploads that were cut off and wait to be resumed, the oldest first.
    pub interrupted: Vec<JobId>,
    /// Days between two pulls of C3 that lost history between them.
    pub gap_days: Option<u32>,
}

impl Workflow {
    /// What needs a hand, as far as it is known here.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn overview(&self) -> Result<Overview, Error> {
        let gap_days = self.history_gap_days()?;
        let interrupted = self.interrupted()?;
        Ok(self.store.read(|reader| {
            let rows = mapped::rows(reader, &Search::all(), None)?;
            let none = reader.customers_without_agreement()?;
            let without = || rows.iter().filter(|row| none.contains(&row.id));
            let count = |standing| number(rows.iter().filter(|row| row.standing == standing));
            let (mapped, unmapped) = (number(rows.iter()), reader.count_unmapped_customers()?);
            Ok(Overview {
                customers: mapped + unmapped,
                mapped,
                unmapped,
                not_validated: count(Standing::NotValidated),
                with_errors: count(Standing::Errors),
                pending: count(Standing::Pending),
                up_to_date: count(Standing::UpToDate),
                without_agreement: number(without()),
                first_without_agreement: without().next().map(|row| row.id.clone()),
                products_unmapped: products_unmapped(reader)?,
                renamed: reader.count_renamed()?,
                unreadable: reader.count_unreadable_rows()?,
                on_hold: reader.count_held()?,
                interrupted,
                gap_days: gap_days.and_then(|days| u32::try_from(days).ok()),
            })
        })?)
    }

    /// The uploads that were cut off and wait to be resumed, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn interrupted(&self) -> Result<Vec<JobId>, Error> {
        upload::interrupted(&self.store)
    }
}

fn number<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

/// To make every customer's products anew takes far longer than anybody waits for an
/// overview; the last plans have said it already.
fn products_unmapped(reader: &Reader<'_>) -> Result<u32, store::Error> {
    let found = reader.unmapped_in_last_plans()?;
    let names = reader.product_names(found.iter().map(|(_, subscription)| subscription))?;
    let products: BTreeSet<(CustomerId, String)> = found
        .into_iter()
        .filter_map(|(customer, id)| Some((customer, folded(names.get(&id)?))))
        .collect();
    let customers: BTreeSet<&CustomerId> = products.iter().map(|(customer, _)| customer).collect();
    let mut dealt_with = BTreeSet::new();
    for customer in customers {
        let mapped = reader.product_mappings_of(customer)?.into_iter();
        let aside = reader.set_aside_of(customer)?.into_iter();
        let settled = mapped
            .map(|one| one.product)
            .chain(aside.map(|one| one.product));
        dealt_with
            .extend(settled.map(|product| (customer.clone(), product.name.folded().to_owned())));
    }
    Ok(number(products.difference(&dealt_with)))
}
