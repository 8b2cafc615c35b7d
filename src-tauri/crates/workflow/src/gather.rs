//! Gathers the facts of a customer: what the store knows, and ConnectWise read
//! afresh. The only place where stored records become a plan's input.

use crate::{
    Workflow,
    assemble::{AgreementFacts, Facts, Reading, Rules, reference_of},
    error::Error,
    read::Reader,
    settings::BillingSettings,
};
use domain::{
    ids::{
        AdditionId, AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId, TenantId, folded,
    },
    mapping::ProductMapping,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{AgreementMapping, DuplicateChoice, LineDecision, Offer, WrittenLine};

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

/// What the store knows of a customer, read in one transaction.
struct Stored {
    agreements: Vec<AgreementFacts>,
    products: Vec<ProductMapping>,
    first_days: Vec<store::FirstDay>,
    bases: BTreeMap<AgreementId, String>,
    set_aside: Vec<store::SetAside>,
    events: Vec<store::Event>,
    invoice_lines: Vec<store::InvoiceLine>,
    choices: BTreeMap<SubscriptionId, store::SubscriptionChoice>,
    aliases: BTreeMap<SubscriptionId, SubscriptionId>,
    unclear: BTreeSet<SubscriptionId>,
    /// Derived ids that an invoice line gave their real id, not yet recorded.
    named: Vec<(SubscriptionId, SubscriptionId)>,
    duplicates: BTreeMap<AdditionId, DuplicateChoice>,
    line_decisions: BTreeMap<AdditionId, LineDecision>,
    known_lines: BTreeMap<AdditionId, WrittenLine>,
}

impl Workflow {
    /// What is the same for every customer of a run.
    pub(crate) fn common(&self) -> Result<Common, Error> {
        let settings = self.billing_settings()?;
        let gap = self.history_gap_days()?;
        Ok(self.store.read(|reader| {
            let mut offers: BTreeMap<String, Vec<Offer>> = BTreeMap::new();
            for offer in reader.offers()? {
                offers.entry(folded(&offer.name)).or_default().push(offer);
            }
            let mut cycles_of_items: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
            for mapping in reader.product_mappings()? {
                cycles_of_items
                    .entry(mapping.item)
                    .or_default()
                    .extend(mapping.product.cycle);
            }
            let unreadable = reader
                .unreadable_rows()?
                .into_iter()
                .map(|row| row.raw.to_lowercase())
                .collect();
            Ok(Common {
                offers,
                rules: settings.rules(),
                cycles_of_items,
                unreadable,
                gap,
            })
        })?)
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

impl Stored {
    fn read(
        store: &store::Reader<'_>,
        customer: &CustomerId,
        reading: &Reading,
    ) -> Result<Self, store::Error> {
        let events = store.events_of_customer(customer)?;
        let invoice_lines = store.invoice_lines_of(customer)?;
        let mut stored = Self {
            agreements: agreements(store, customer)?,
            products: store.product_mappings_of(customer)?,
            first_days: store.first_days_of(customer)?,
            bases: BTreeMap::new(),
            set_aside: store.set_aside_of(customer)?,
            choices: BTreeMap::new(),
            aliases: aliases(store, reading)?,
            unclear: BTreeSet::new(),
            named: Vec::new(),
            duplicates: BTreeMap::new(),
            line_decisions: BTreeMap::new(),
            known_lines: BTreeMap::new(),
            events,
            invoice_lines,
        };
        stored.name_the_nameless(store)?;
        for agreement in reading.additions.keys().map(|id| AgreementId(*id)) {
            stored.decisions(store, agreement)?;
        }
        // Lines on an agreement that is gone are not to be made anew elsewhere.
        for agreement in stored.agreements.clone() {
            stored.decisions(store, agreement.agreement)?;
        }
        stored.choices(store)?;
        Ok(stored)
    }

    fn decisions(
        &mut self,
        store: &store::Reader<'_>,
        agreement: AgreementId,
    ) -> Result<(), store::Error> {
        for decision in store.duplicate_decisions_on(agreement)? {
            self.duplicates.insert(decision.addition, decision.choice);
        }
        for decision in store.line_decisions_on(agreement)? {
            self.line_decisions.insert(decision.addition, decision);
        }
        if let Some(basis) = store.plan_basis(agreement)? {
            self.bases.insert(agreement, basis);
        }
        for line in store.lines_on(agreement)? {
            self.known_lines.insert(line.addition, line);
        }
        Ok(())
    }

    /// History rows may carry no subscription id where invoices do. Of one product
    /// in one tenant with one such subscription on each side, both are the same one
    /// and bill once; with several, nobody can tell.
    fn name_the_nameless(&mut self, store: &store::Reader<'_>) -> Result<(), store::Error> {
        for ((tenant, product), nameless) in self.nameless() {
            for derived in &nameless {
                if store.stands_for_several(derived)? {
                    self.unclear.insert(derived.clone());
                }
            }
            let invoiced = self.invoiced_only(tenant.as_ref(), &product);
            match (nameless.first(), invoiced.first()) {
                (_, None) | (None, _) => {}
                (Some(derived), Some(real)) if nameless.len() == 1 && invoiced.len() == 1 => {
                    self.rename(derived, real);
                }
                _ => self.unclear.extend(nameless.into_iter().chain(invoiced)),
            }
        }
        Ok(())
    }

    /// Subscriptions with a derived id, by tenant and product.
    fn nameless(&self) -> BTreeMap<(Option<TenantId>, String), BTreeSet<SubscriptionId>> {
        let mut nameless: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for event in self
            .events
            .iter()
            .filter(|event| event.subscription.is_derived())
        {
            let key = (event.row.tenant.clone(), folded(&event.row.product));
            nameless
                .entry(key)
                .or_default()
                .insert(event.subscription.clone());
        }
        nameless
    }

    /// Subscriptions of a tenant and product that only invoices name.
    fn invoiced_only(&self, tenant: Option<&TenantId>, product: &str) -> BTreeSet<SubscriptionId> {
        let has_events = |id: &SubscriptionId| self.events.iter().any(|e| e.subscription == *id);
        let of_tenant = |line: &store::InvoiceLine| {
            tenant.is_none() || line.tenant.is_none() || line.tenant.as_ref() == tenant
        };
        self.invoice_lines
            .iter()
            .filter(|line| folded(&line.product) == product && of_tenant(line))
            .filter(|line| !has_events(&line.subscription))
            .map(|line| line.subscription.clone())
            .collect()
    }

    fn rename(&mut self, derived: &SubscriptionId, real: &SubscriptionId) {
        for event in &mut self.events {
            if event.subscription == *derived {
                event.subscription = real.clone();
            }
        }
        self.aliases.insert(derived.clone(), real.clone());
        self.named.push((derived.clone(), real.clone()));
    }

    fn choices(&mut self, store: &store::Reader<'_>) -> Result<(), store::Error> {
        let mut ids: BTreeSet<SubscriptionId> = self
            .events
            .iter()
            .map(|event| event.subscription.clone())
            .collect();
        ids.extend(
            self.invoice_lines
                .iter()
                .map(|line| line.subscription.clone()),
        );
        ids.extend(self.duplicates.values().filter_map(|choice| match choice {
            DuplicateChoice::Adopt(subscription) => Some(subscription.clone()),
            DuplicateChoice::End | DuplicateChoice::Leave => None,
        }));
        // Subscriptions that only lines of ours still tell of.
        for line in self.known_lines.values() {
            let named = &line.reference.subscription;
            let id = self.aliases.get(named).unwrap_or(named);
            let elsewhere = |store: &store::Reader<'_>| -> Result<bool, store::Error> {
                Ok(!store.events_of_subscription(id)?.is_empty()
                    || !store.invoice_lines(id)?.is_empty())
            };
            if !ids.contains(id) && !elsewhere(store)? {
                ids.insert(id.clone());
            }
        }
        for id in ids {
            let choice = store.subscription_choice(&id)?;
            self.choices.insert(id, choice);
        }
        // What was chosen under a derived id goes on for the real one.
        for (derived, real) in self.aliases.clone() {
            let chosen = store.subscription_choice(&derived)?;
            let own = self.choices.entry(real).or_default();
            own.cycle = own.cycle.or(chosen.cycle);
            own.baseline = own.baseline.take().or(chosen.baseline);
            own.held |= chosen.held;
        }
        Ok(())
    }
}

fn agreements(
    store: &store::Reader<'_>,
    customer: &CustomerId,
) -> Result<Vec<AgreementFacts>, store::Error> {
    let facts = |mapping: AgreementMapping, mapped: bool| AgreementFacts {
        agreement: mapping.agreement,
        mapped,
        mode: mapping.terms.mode,
        covers: mapping.terms.covers,
        bill_from: mapping.terms.bill_from,
        // Without a first day nothing was validated yet, and no price counted.
        priced: mapping
            .terms
            .bill_from
            .map(|_| (mapping.terms.price_source, mapping.terms.priced_from)),
    };
    let mapped = store.agreement_mappings_of(customer)?;
    let released = store.released_agreements_of(customer)?;
    let remembered = released
        .into_iter()
        .map(|released| facts(released.mapping, false));
    let mut all: Vec<AgreementFacts> = mapped.into_iter().map(|m| facts(m, true)).collect();
    let is_new = |known: &AgreementFacts| !all.iter().any(|a| a.agreement == known.agreement);
    let remembered: Vec<AgreementFacts> = remembered.filter(is_new).collect();
    all.extend(remembered);
    Ok(all)
}

/// The real ids of derived subscriptions that lines still name.
fn aliases(
    store: &store::Reader<'_>,
    reading: &Reading,
) -> Result<BTreeMap<SubscriptionId, SubscriptionId>, store::Error> {
    let mut aliases = BTreeMap::new();
    for reference in reading
        .additions
        .values()
        .flatten()
        .filter_map(reference_of)
    {
        if reference.subscription.is_derived()
            && let Some(real) = store.alias_of(&reference.subscription)?
        {
            aliases.insert(reference.subscription, real);
        }
    }
    Ok(aliases)
}
