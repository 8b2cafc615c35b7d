//! C3's customers, what each is mapped to, and what is pending for it.

use crate::{Workflow, error::Error};
use domain::{
    ids::{CompanyId, CustomerId},
    line::EventId,
};
use serde::Serialize;
use std::collections::BTreeMap;
use store::{Customer, CustomerPlan, Found, Reader, Search};

/// A C3 customer in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerRow {
    /// C3's id.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// City.
    pub city: Option<String>,
    /// ISO 4217 code of the currency in which C3 bills it.
    pub currency: Option<String>,
    /// The company that it is mapped to.
    pub company: Option<CompanyId>,
    /// That company's name.
    pub company_name: Option<String>,
    /// What is pending, for people; none while it is not mapped.
    pub pending: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// Changes of the last plan that are not written.
    pub changes: u32,
    /// Errors of the last validation or upload.
    pub errors: u32,
    /// Events came since.
    pub newer_events: bool,
}

/// Where a customer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Mapped to no company.
    Unmapped,
    /// Mapped, and never validated.
    NotValidated,
    /// The last run found errors.
    Errors,
    /// The last plan would write something, or events came since.
    Pending,
    /// The last plan is empty.
    UpToDate,
}

/// Up to so many customers are asked for one by one; for more, it is quicker to read
/// what is known of all of them.
const ONE_BY_ONE: usize = 500;

/// What is known of the customers of a list.
#[derive(Default)]
struct Known {
    companies: BTreeMap<CustomerId, (CompanyId, String)>,
    plans: BTreeMap<CustomerId, CustomerPlan>,
    last_events: BTreeMap<CustomerId, EventId>,
}

impl Workflow {
    /// C3's customers by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn customers(&self, search: &Search) -> Result<Found<CustomerRow>, Error> {
        Ok(self.store.read(|reader| {
            let Found { items, total } = reader.customers(search)?;
            Ok(Found {
                items: rows(reader, items)?,
                total,
            })
        })?)
    }
}

/// Customers, each with what it is mapped to and where it stands.
pub(super) fn rows(
    reader: &Reader<'_>,
    customers: Vec<Customer>,
) -> Result<Vec<CustomerRow>, store::Error> {
    let known = Known::of(reader, &customers)?;
    let rows = customers.into_iter().map(|customer| known.row(customer));
    Ok(rows.collect())
}

impl Known {
    fn of(reader: &Reader<'_>, customers: &[Customer]) -> Result<Self, store::Error> {
        if customers.len() > ONE_BY_ONE {
            return Self::of_all(reader);
        }
        let mut known = Self::default();
        for Customer { id, .. } in customers {
            let Some(mapping) = reader.customer_mapping(id)? else {
                continue;
            };
            let name = crate::mapping::Names(reader).company(mapping.company)?;
            known.companies.insert(id.clone(), (mapping.company, name));
            known
                .plans
                .extend(reader.customer_plan(id)?.map(|plan| (id.clone(), plan)));
            known.last_events.insert(id.clone(), reader.last_event(id)?);
        }
        Ok(known)
    }

    fn of_all(reader: &Reader<'_>) -> Result<Self, store::Error> {
        let mappings = reader.customer_mappings()?;
        let names = reader.company_names(mappings.iter().map(|mapping| &mapping.company))?;
        let named = |id: CompanyId| match names.get(&id) {
            Some(name) => (id, name.clone()),
            None => (id, format!("company {id}")),
        };
        let companies = mappings
            .into_iter()
            .map(|mapping| (mapping.customer, named(mapping.company)))
            .collect();
        let plans = reader.customer_plans()?;
        Ok(Self {
            companies,
            plans: plans
                .into_iter()
                .map(|plan| (plan.customer.clone(), plan))
                .collect(),
            last_events: reader.last_events()?,
        })
    }

    fn row(&self, customer: Customer) -> CustomerRow {
        let mapped = self.companies.get(&customer.id);
        let plan = self.plans.get(&customer.id);
        let newer_events = plan.is_some_and(|plan| {
            let last = self.last_events.get(&customer.id).copied().unwrap_or(0);
            last > plan.last_event.unwrap_or(0)
        });
        let standing = standing(mapped.is_some(), plan, newer_events);
        let (changes, errors) = plan.map_or((0, 0), |plan| (plan.operations, plan.errors));
        CustomerRow {
            pending: words(standing, changes, errors, newer_events),
            company: mapped.map(|(company, _)| *company),
            company_name: mapped.map(|(_, name)| name.clone()),
            id: customer.id,
            name: customer.name,
            city: customer.city,
            currency: customer.currency,
            standing,
            changes,
            errors,
            newer_events,
        }
    }
}

fn standing(mapped: bool, plan: Option<&CustomerPlan>, newer_events: bool) -> Standing {
    match (mapped, plan) {
        (false, _) => Standing::Unmapped,
        (true, None) => Standing::NotValidated,
        (true, Some(plan)) if plan.errors > 0 => Standing::Errors,
        (true, Some(plan)) if plan.operations > 0 || newer_events => Standing::Pending,
        (true, Some(_)) => Standing::UpToDate,
    }
}

fn words(standing: Standing, changes: u32, errors: u32, newer_events: bool) -> Option<String> {
    let counted = |number: u32, one: &str, many: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    };
    match standing {
        Standing::Unmapped => None,
        Standing::NotValidated => Some("not validated yet".to_owned()),
        Standing::UpToDate => Some("up to date".to_owned()),
        Standing::Errors | Standing::Pending => {
            let parts = [
                (errors > 0).then(|| counted(errors, "error", "errors")),
                (changes > 0).then(|| counted(changes, "change", "changes")),
                newer_events.then(|| "new events".to_owned()),
            ];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
    }
}
