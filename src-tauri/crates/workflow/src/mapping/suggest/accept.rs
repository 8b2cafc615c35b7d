//! Accepting suggestions: through the rules of every mapping, with the name
//! remembered.

use super::{CandidateRow, Found, SuggestionRow, SuggestionScope, list_of, product};
use crate::{
    Workflow,
    error::{Error, Kind},
    mapping::{
        AgreementChoices,
        agreement::{self, Wanted},
        customer, product as products,
    },
};
use domain::{
    agreement::PriceSource,
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    mapping::{CustomerMapping, ProductMapping},
    matching::Class,
};
use jiff::Timestamp;
use serde::Serialize;
use store::{Acceptance, Writer};

/// What came of accepting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// What was mapped, or would be.
    pub accepted: Vec<SuggestionRow>,
    /// What a rule refused; the rest went on.
    pub refused: Vec<RefusedSuggestion>,
}

/// A suggestion that could not be mapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedSuggestion {
    /// What was to be mapped.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why not.
    pub reason: String,
}

impl Workflow {
    /// Accepts one suggestion as it was shown: `candidate` is what a person saw.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing of that is to be mapped; [`Error::Rule`] when
    /// nothing, or another thing, is suggested now; what the rules of mapping refuse.
    pub fn accept_suggestion(
        &self,
        scope: &SuggestionScope,
        id: &str,
        candidate: u32,
    ) -> Result<Accepted, Error> {
        let found = self.found(scope)?;
        let one = scope.one(&found, id)?;
        let suggested = one.row.candidate.as_ref().map(|one| one.id);
        if suggested != Some(candidate) {
            return Err(Error::Rule(format!(
                "{candidate} is not what is suggested for {}; list the suggestions again",
                one.row.name
            )));
        }
        let accepted = self.accept(scope, &[one])?;
        match accepted.refused.first() {
            Some(refused) => Err(Error::Rule(refused.reason.clone())),
            None => Ok(accepted),
        }
    }

    /// Accepts all suggestions of a class. `list` is what the listing said for the
    /// class: whoever accepts has seen exactly these suggestions. A dry run maps
    /// nothing and needs no list.
    ///
    /// # Errors
    /// [`Error::Argument`] for the class “not sure”, of which each is a person's to
    /// choose; [`Error::Rule`] when the suggestions were not listed, or are others
    /// now.
    pub fn accept_class(
        &self,
        scope: &SuggestionScope,
        class: Class,
        list: Option<&str>,
        dry_run: bool,
    ) -> Result<Accepted, Error> {
        if class == Class::NotSure {
            let message = "What is not sure is accepted one by one; only the classes exact and strong are accepted as a whole";
            return Err(Error::Argument(message.to_owned()));
        }
        let found = self.found(scope)?;
        let of_class = |one: &&Found| one.row.standing == class.into();
        let chosen: Vec<_> = found.iter().filter(of_class).collect();
        if dry_run {
            return Ok(Accepted {
                accepted: chosen.iter().map(|one| one.row.clone()).collect(),
                refused: Vec::new(),
            });
        }
        match list {
            None => Err(Error::Rule(
                "List the suggestions first, and say the list that was shown; nothing was mapped"
                    .to_owned(),
            )),
            Some(list) if list != list_of(&found, class) => Err(Error::Rule(
                "The suggestions are others than those that were listed; list them again. Nothing was mapped"
                    .to_owned(),
            )),
            Some(_) => self.accept(scope, &chosen),
        }
    }

    fn accept(&self, scope: &SuggestionScope, chosen: &[&Found]) -> Result<Accepted, Error> {
        let price_source = self.billing_settings()?.price_source;
        let now = self.clock.now();
        self.store
            .try_write(|writer| accept(writer, scope, chosen, price_source, now))
    }
}

/// Maps what a rule allows, in one transaction, and remembers it as one step.
fn accept(
    writer: &mut Writer<'_>,
    scope: &SuggestionScope,
    chosen: &[&Found],
    price_source: PriceSource,
    now: Timestamp,
) -> Result<Accepted, Error> {
    let (mut outcome, mut kept) = (Accepted::default(), Vec::new());
    for one in chosen {
        let Some(candidate) = &one.row.candidate else {
            continue;
        };
        let (customer, what) = scope.place(&one.row);
        let pair = Pair {
            scope,
            row: &one.row,
            candidate,
            customer,
            price_source,
        };
        // A rule refuses before anything of the pair is written.
        match pair.map(writer, now) {
            Ok(()) => {
                kept.push(pair.remember(writer, &one.alias, what, now)?);
                outcome.accepted.push(one.row.clone());
            }
            Err(error) if error.kind() == Kind::Database => return Err(error),
            Err(error) => outcome.refused.push(RefusedSuggestion {
                id: one.row.id.clone(),
                name: one.row.name.clone(),
                reason: error.to_string(),
            }),
        }
    }
    if !kept.is_empty() {
        writer.keep_acceptances(&kept, now)?;
    }
    Ok(outcome)
}

/// One suggestion on its way into a mapping.
struct Pair<'a> {
    scope: &'a SuggestionScope,
    row: &'a SuggestionRow,
    candidate: &'a CandidateRow,
    customer: CustomerId,
    price_source: PriceSource,
}

impl Pair<'_> {
    fn map(&self, writer: &mut Writer<'_>, now: Timestamp) -> Result<(), Error> {
        let id = self.candidate.id;
        match self.scope {
            SuggestionScope::Customers => {
                let mapping = CustomerMapping {
                    customer: self.customer.clone(),
                    company: CompanyId(id),
                };
                customer::map(writer, &mapping, now)
            }
            SuggestionScope::Agreements(customer) => {
                let wanted = Wanted {
                    customer,
                    agreement: AgreementId(id),
                    choices: AgreementChoices::default(),
                    price_source: self.price_source,
                };
                agreement::map(writer, &wanted, now)
            }
            SuggestionScope::Products(customer, agreement) => {
                let mapping = ProductMapping {
                    customer: customer.clone(),
                    product: product(&self.row.id)?,
                    agreement: *agreement,
                    item: ItemId(id),
                };
                products::map(writer, &mapping, now)
            }
        }
    }

    fn remember(
        &self,
        writer: &mut Writer<'_>,
        alias: &str,
        what: String,
        now: Timestamp,
    ) -> Result<Acceptance, Error> {
        let kind = self.scope.kind();
        let alias_before = writer.match_alias(kind, alias)?;
        writer.keep_match_alias(kind, alias, Some(self.candidate.id), now)?;
        Ok(Acceptance {
            kind,
            customer: self.customer.clone(),
            // A product is found again by its id, as it is written.
            what: match self.scope {
                SuggestionScope::Products(..) => self.row.id.clone(),
                _ => what,
            },
            target: self.candidate.id,
            alias: alias.to_owned(),
            alias_before,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{super::MatchStanding, *};
    use store::{Company, Store};

    fn company(id: u32) -> Company {
        Company {
            id: CompanyId(id),
            identifier: format!("C{id}"),
            name: format!("Company {id}"),
            status: None,
            city: None,
            currency: None,
            deleted: false,
            gone: false,
            read_at: Timestamp::UNIX_EPOCH,
        }
    }

    fn found(customer: &str, company: u32) -> Found {
        Found {
            row: SuggestionRow {
                id: customer.to_owned(),
                name: customer.to_uppercase(),
                detail: None,
                standing: MatchStanding::Exact,
                candidate: Some(CandidateRow {
                    id: company,
                    name: String::new(),
                    detail: None,
                }),
                reason: String::new(),
            },
            alias: customer.to_owned(),
        }
    }

    /// Between the list and the mapping another window may have mapped one of them.
    #[test]
    fn one_that_a_rule_refuses_is_told_and_the_rest_goes_on() {
        let store = Store::in_memory().unwrap();
        let now = Timestamp::UNIX_EPOCH;
        let all = [found("a", 1), found("b", 1), found("c", 9), found("d", 2)];
        let chosen: Vec<_> = all.iter().collect();
        let outcome = store
            .try_write(|writer| {
                writer.put_companies(&[company(1), company(2)])?;
                let scope = SuggestionScope::Customers;
                accept(writer, &scope, &chosen, PriceSource::C3, now)
            })
            .unwrap();
        let accepted: Vec<_> = outcome.accepted.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(accepted, ["a", "d"]);
        let refused: Vec<_> = outcome.refused.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(refused, ["b", "c"]);
        assert!(
            outcome.refused[0]
                .reason
                .contains("already mapped to the C3 customer a")
        );
        let (mapped, step) = store
            .read(|reader| Ok((reader.customer_mappings()?, reader.last_acceptances()?)))
            .unwrap();
        assert_eq!((mapped.len(), step.len()), (2, 2));
    }
}
