//! Gathers the facts of a customer: what the store knows, and ConnectWise read
//! afresh. The only place where stored records become a plan's input.

mod stored;

use crate::{
    Workflow,
    assemble::{Facts, Reading, Rules},
    error::Error,
    read::Reader,
    settings::BillingSettings,
};
use domain::{
    ids::{AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId, folded},
    line::EventId,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::Offer;
use stored::Stored;

/// Days that C3 shows; a longer time between two pulls loses history.
pub(crate) const C3_SHOWS_DAYS: i32 = 90;

/// What is the same for every customer of a run.
#[derive(Debug, Clone)]
pub(crate) struct Common {
    offers: BTreeMap<String, Vec<Offer>>,
    rules: Rules,
    /// For each item, the billing cycles for which any customer uses it.
    cycles_of_items: BTreeMap<ItemId, BTreeSet<domain::cycle::BillingCycle>>,
    unreadable: Vec<String>,
    gap: Option<i32>,
    known_since: Option<Date>,
}

/// A customer's facts, owning what [`Facts`] borrows.
pub(crate) struct Gathered<'c> {
    common: &'c Common,
    pub(crate) customer: CustomerId,
    name: String,
    currency: Option<String>,
    company: CompanyId,
    pub(crate) reading: Reading,
    stored: Stored,
    as_of: Option<Date>,
}

impl Workflow {
    /// What is the same for every customer of a run.
    pub(crate) fn common(&self) -> Result<Common, Error> {
        let told = self.common_to_subscriptions()?;
        let gap = self.history_gap_days()?;
        let known_since = self.history_known_since(&told.rules.billing_zone)?;
        Ok(self.store.read(|reader| {
            let unreadable = reader
                .unreadable_rows()?
                .into_iter()
                .filter(|row| row.dismissed_at.is_none())
                .map(|row| row.raw.to_lowercase())
                .collect();
            Ok(Common {
                cycles_of_items: reader.cycles_of_items()?,
                unreadable,
                gap,
                known_since,
                ..told
            })
        })?)
    }

    /// As much of it as tells what a customer's subscriptions are: a list is made for
    /// one customer at a time and does not wait for what all of them have mapped.
    pub(crate) fn common_to_subscriptions(&self) -> Result<Common, Error> {
        let rules = self.billing_settings()?.rules();
        let mut offers: BTreeMap<String, Vec<Offer>> = BTreeMap::new();
        for offer in self.store.read(|reader| reader.offers())? {
            offers.entry(folded(&offer.name)).or_default().push(offer);
        }
        Ok(Common {
            offers,
            rules,
            cycles_of_items: BTreeMap::new(),
            unreadable: Vec::new(),
            gap: None,
            known_since: None,
        })
    }

    /// The billing settings.
    ///
    /// # Errors
    /// When the database cannot be read, or holds a value that is none.
    pub fn billing_settings(&self) -> Result<BillingSettings, Error> {
        let texts = self.store.read(|reader| reader.settings())?;
        BillingSettings::from_texts(&texts)
    }

    /// Gathers a customer's facts; `None` when it is not mapped.
    pub(crate) async fn facts<'c>(
        &self,
        reader: &Reader,
        common: &'c Common,
        customer: &CustomerId,
        as_of: Option<Date>,
    ) -> Result<Option<Gathered<'c>>, Error> {
        let Some(mapping) = self.store.read(|store| store.customer_mapping(customer))? else {
            return Ok(None);
        };
        let mapped = self
            .store
            .read(|store| store.product_mappings_of(customer))?;
        let items = mapped.into_iter().map(|mapping| mapping.item).collect();
        let mut reading = reader.read(mapping.company, &items).await?;
        self.look_for_missing(reader, &mut reading).await?;
        Ok(Some(self.with_reading(
            common,
            customer,
            mapping.company,
            reading,
            as_of,
        )?))
    }

    /// Lists were seen to lag behind writes: a line that this desktop wrote and that
    /// its agreement does not list is gone only when it is not there by its number.
    async fn look_for_missing(&self, reader: &Reader, reading: &mut Reading) -> Result<(), Error> {
        for (agreement, additions) in &mut reading.additions {
            let id = AgreementId(*agreement);
            for line in self.store.read(|store| store.lines_on(id))? {
                let listed = additions
                    .iter()
                    .any(|addition| addition.id == line.addition.0);
                if !listed && let Some(found) = reader.addition(*agreement, line.addition).await? {
                    additions.push(found);
                }
            }
        }
        Ok(())
    }

    /// The facts with ConnectWise as given.
    pub(crate) fn with_reading<'c>(
        &self,
        common: &'c Common,
        customer: &CustomerId,
        company: CompanyId,
        reading: Reading,
        as_of: Option<Date>,
    ) -> Result<Gathered<'c>, Error> {
        let (stored, known) = self.store.read(|store| {
            Ok((
                Stored::read(store, customer, &reading)?,
                store.customer(customer)?,
            ))
        })?;
        let name = known.as_ref().map(|known| known.name.clone());
        Ok(Gathered {
            common,
            customer: customer.clone(),
            name: name.unwrap_or_else(|| customer.to_string()),
            currency: known.and_then(|known| known.currency),
            company,
            reading,
            stored,
            as_of,
        })
    }
}

impl Gathered<'_> {
    /// The facts, for [`crate::assemble::assemble`].
    pub(crate) fn facts(&self) -> Facts<'_> {
        let stored = &self.stored;
        Facts {
            customer: self.customer.clone(),
            name: self.name.clone(),
            currency: self.currency.clone(),
            company: self.company,
            reading: self.reading.clone(),
            agreements: stored.agreements.clone(),
            products: stored.products.clone(),
            items_of_other_cycles: self.items_of_other_cycles(),
            first_days: stored.first_days.clone(),
            bases: stored.bases.clone(),
            set_aside: stored.set_aside.clone(),
            events: stored.events.clone(),
            offers: &self.common.offers,
            invoice_lines: stored.invoice_lines.clone(),
            choices: stored.choices.clone(),
            aliases: stored.aliases.clone(),
            unclear: stored.unclear.clone(),
            duplicates: stored.duplicates.clone(),
            line_decisions: stored.line_decisions.clone(),
            known_lines: stored.known_lines.clone(),
            made_here: stored.made_here.clone(),
            known_since: self.common.known_since,
            created_under: stored.created_under.clone(),
            unreadable: self.unreadable(),
            gap: self.common.gap,
            rules: &self.common.rules,
            as_of: self.as_of,
        }
    }

    /// Derived ids whose real id this gathering found out.
    pub(crate) fn named(&self) -> &[(SubscriptionId, SubscriptionId)] {
        &self.stored.named
    }

    /// The last of the customer's events; 0 where there is none.
    pub(crate) fn last_event(&self) -> EventId {
        let ids = self.stored.events.iter().map(|event| event.id);
        ids.max().unwrap_or(0)
    }

    /// The tax flag of the item that an operation is of.
    pub(crate) fn taxable(&self, row: &store::JobOperation) -> Option<bool> {
        self.reading
            .items
            .get(&row.operation.after.item.0)?
            .as_ref()?
            .taxable_flag
    }

    fn items_of_other_cycles(&self) -> BTreeSet<ItemId> {
        let several = |item: &ItemId| {
            self.common
                .cycles_of_items
                .get(item)
                .is_some_and(|cycles| cycles.len() > 1)
        };
        self.stored
            .products
            .iter()
            .map(|mapping| mapping.item)
            .filter(several)
            .collect()
    }

    /// Rows that name this customer and could not be read.
    fn unreadable(&self) -> u32 {
        let id = self.customer.as_str();
        let rows = self
            .common
            .unreadable
            .iter()
            .filter(|raw| raw.contains(id))
            .count();
        u32::try_from(rows).unwrap_or(u32::MAX)
    }
}
