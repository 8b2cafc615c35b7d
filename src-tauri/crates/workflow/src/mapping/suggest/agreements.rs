//! Agreements of a mapped customer's company, one for each billing cycle of its
//! products that has none.

use super::{CandidateRow, Found, cycle_word};
use crate::{
    Workflow,
    error::Error,
    mapping::{Names, unselectable_agreement},
};
use domain::{
    cycle::AgreementCycle,
    ids::CustomerId,
    mapping::Refusal,
    matching::agreement::{Candidate, suggest},
};
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{Agreement, MatchKind, Reader, fold};

/// What suggestions for agreements are made of.
struct Known {
    /// Those that can be chosen and that nobody has.
    agreements: Vec<Agreement>,
    /// Cycles that the customer has an agreement for.
    mapped: HashSet<AgreementCycle>,
    accepted: HashMap<String, u32>,
    without: HashSet<String>,
}

impl Workflow {
    pub(super) fn found_for_agreements(&self, customer: &CustomerId) -> Result<Vec<Found>, Error> {
        let products = self.products_of(customer)?;
        let cycles: BTreeSet<_> = products
            .values()
            .filter_map(|product| product.cycle?.agreement_cycle())
            .collect();
        let known = self
            .store
            .read(|reader| Ok(Known::read(reader, customer)))??;
        let open = cycles.into_iter().filter(|one| !known.mapped.contains(one));
        Ok(open.map(|cycle| known.find(cycle)).collect())
    }
}

impl Known {
    fn read(reader: &Reader<'_>, customer: &CustomerId) -> Result<Self, Error> {
        let Some(mapping) = reader.customer_mapping(customer)? else {
            return Err(Refusal::CustomerNotMapped {
                customer: Names(reader).customer(customer)?,
            }
            .into());
        };
        let (mut agreements, mut mapped) = (Vec::new(), HashSet::new());
        for agreement in reader.agreements_of(mapping.company)? {
            match reader.agreement_mapping(agreement.id)? {
                Some(taken) if taken.customer == *customer => mapped.extend(agreement.cycle),
                Some(_) => {}
                None if agreement.gone || unselectable_agreement(&agreement).is_some() => {}
                None => agreements.push(agreement),
            }
        }
        Ok(Self {
            agreements,
            mapped,
            accepted: reader.match_aliases(MatchKind::Agreement)?,
            without: reader.without_match_of(MatchKind::Agreement, customer)?,
        })
    }

    fn find(&self, cycle: AgreementCycle) -> Found {
        let word = cycle_word(cycle);
        let all = self.agreements.iter();
        let own: Vec<_> = all.filter(|one| one.cycle == Some(cycle)).collect();
        let candidates: Vec<_> = own
            .iter()
            .map(|one| Candidate {
                name: one.name.clone(),
                kind: one.kind.clone(),
                accepted: self.accepted.contains_key(&fold(&one.name)),
            })
            .collect();
        let candidate = |place: usize| {
            let one = own.get(place)?;
            Some(CandidateRow {
                id: one.id.0,
                name: one.name.clone(),
                detail: one.kind.clone(),
            })
        };
        let thing = (word.to_owned(), format!("Products billed {word}"), None);
        let marked = self.without.contains(word);
        let mut found = Found::new(thing, suggest(word, &candidates), marked, candidate);
        if let Some(candidate) = &found.row.candidate {
            // What is remembered is how the agreement is called.
            found.alias = fold(&candidate.name);
        }
        found
    }
}
