//! Companies for the customers that are mapped to none.

use super::{CandidateRow, Found};
use crate::{Workflow, error::Error};
use domain::matching::party::{Party, Traits, suggest};
use std::collections::{HashMap, HashSet};
use store::{Company, Customer, MatchKind, MatchTraits, Reader, Search, TraitsOf, fold};

/// What suggestions for customers are made of.
struct Known {
    customers: Vec<Customer>,
    /// Companies that nobody has.
    companies: Vec<Company>,
    accepted: HashMap<String, u32>,
    customer_traits: HashMap<String, MatchTraits>,
    company_traits: HashMap<String, MatchTraits>,
    without: HashSet<domain::ids::CustomerId>,
}

impl Workflow {
    pub(super) fn found_for_customers(&self) -> Result<Vec<Found>, Error> {
        let known = self.store.read(Known::read)?;
        let places: HashMap<u32, usize> = (0..)
            .zip(&known.companies)
            .map(|(place, company)| (company.id.0, place))
            .collect();
        // A customer with the mark is no rival of the others.
        let (marked, open): (Vec<_>, Vec<_>) = known
            .customers
            .iter()
            .partition(|customer| known.without.contains(&customer.id));
        let lefts: Vec<Party> = open
            .iter()
            .map(|customer| known.of_customer(customer))
            .collect();
        let rights: Vec<Party> = known
            .companies
            .iter()
            .map(|company| known.of_company(company))
            .collect();
        let accepted = |at: usize| {
            let target = known.accepted.get(&fold(&lefts.get(at)?.name))?;
            places.get(target).copied()
        };
        let matched = suggest(&lefts, &rights, accepted);
        let candidate = |place: usize| known.companies.get(place).map(candidate);
        let mut found: Vec<_> = open
            .into_iter()
            .zip(matched)
            .map(|(customer, matched)| Found::new(shown(customer), matched, false, candidate))
            .collect();
        let none = || domain::matching::Match::None {
            reason: String::new(),
        };
        let marked = marked.into_iter();
        found.extend(marked.map(|customer| Found::new(shown(customer), none(), true, candidate)));
        found.sort_by(|a, b| (&a.alias, &a.row.id).cmp(&(&b.alias, &b.row.id)));
        Ok(found)
    }
}

impl Known {
    fn read(reader: &Reader<'_>) -> Result<Self, store::Error> {
        let mappings = reader.customer_mappings()?;
        let customers: HashSet<_> = mappings.iter().map(|one| &one.customer).collect();
        let companies: HashSet<_> = mappings.iter().map(|one| one.company).collect();
        let all = Search::all();
        let free = reader.companies(&all)?.items.into_iter();
        let unmapped = reader.customers(&all)?.items.into_iter();
        Ok(Self {
            companies: free.filter(|one| !companies.contains(&one.id)).collect(),
            customers: unmapped
                .filter(|one| !customers.contains(&one.id))
                .collect(),
            accepted: reader.match_aliases(MatchKind::Customer)?,
            customer_traits: reader.match_traits(TraitsOf::Customers)?,
            company_traits: reader.match_traits(TraitsOf::Companies)?,
            without: reader.customers_without_match()?,
        })
    }

    fn of_customer(&self, customer: &Customer) -> Party {
        let more = self.customer_traits.get(customer.id.as_str());
        let domains = customer.domain.as_deref().unwrap_or_default();
        Party {
            name: customer.name.clone(),
            traits: Traits {
                domains: domains.split_whitespace().map(str::to_owned).collect(),
                city: customer.city.clone(),
                currency: customer.currency.clone(),
                number: more.and_then(|more| more.number.clone()),
                ..Traits::default()
            },
        }
    }

    fn of_company(&self, company: &Company) -> Party {
        let more = self.company_traits.get(&company.id.to_string());
        let website = more.and_then(|more| more.website.clone());
        Party {
            name: company.name.clone(),
            traits: Traits {
                identifier: Some(company.identifier.clone()),
                domains: website.into_iter().collect(),
                city: company.city.clone(),
                currency: company.currency.clone(),
                number: more.and_then(|more| more.number.clone()),
                ..Traits::default()
            },
        }
    }
}

fn shown(customer: &Customer) -> (String, String, Option<String>) {
    (
        customer.id.to_string(),
        customer.name.clone(),
        customer.city.clone(),
    )
}

fn candidate(company: &Company) -> CandidateRow {
    CandidateRow {
        id: company.id.0,
        name: company.name.clone(),
        detail: company.city.clone(),
    }
}
