//! What the store knows of a customer, as a plan's facts.

use crate::{
    assemble::{AgreementFacts, Reading, reference_of},
    planned::PlannedTerms,
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId, TenantId, folded},
    mapping::ProductMapping,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::{AgreementMapping, DuplicateChoice, LineDecision, WrittenLine};

/// What the store knows of a customer, read in one transaction.
pub(super) struct Stored {
    pub(super) agreements: Vec<AgreementFacts>,
    pub(super) products: Vec<ProductMapping>,
    pub(super) first_days: Vec<store::FirstDay>,
    pub(super) bases: BTreeMap<AgreementId, String>,
    pub(super) set_aside: Vec<store::SetAside>,
    pub(super) events: Vec<store::Event>,
    pub(super) invoice_lines: Vec<store::InvoiceLine>,
    pub(super) choices: BTreeMap<SubscriptionId, store::SubscriptionChoice>,
    pub(super) aliases: BTreeMap<SubscriptionId, SubscriptionId>,
    pub(super) unclear: BTreeSet<SubscriptionId>,
    /// Derived ids that an invoice line gave their real id, not yet recorded.
    pub(super) named: Vec<(SubscriptionId, SubscriptionId)>,
    pub(super) duplicates: BTreeMap<AdditionId, DuplicateChoice>,
    pub(super) line_decisions: BTreeMap<AdditionId, Vec<LineDecision>>,
    pub(super) known_lines: BTreeMap<AdditionId, WrittenLine>,
    pub(super) made_here: BTreeSet<AdditionId>,
    pub(super) created_under: BTreeMap<AdditionId, Date>,
}

impl Stored {
    pub(super) fn read(
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
            made_here: BTreeSet::new(),
            created_under: created_under(store, reading)?,
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
        self.made_here.extend(store.additions_made_here(agreement)?);
        for decision in store.duplicate_decisions_on(agreement)? {
            self.duplicates.insert(decision.addition, decision.choice);
        }
        // An agreement may be asked for twice: what it has replaces what it had.
        let mut on_lines: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for decision in store.line_decisions_on(agreement)? {
            let on_line = on_lines.entry(decision.addition).or_default();
            on_line.push(decision);
        }
        self.line_decisions.extend(on_lines);
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
        prices: mapping.terms.bill_from.map(|_| mapping.terms.prices),
        seen_open: mapping.terms.seen_open,
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

/// For each line of ours that stands and that this desktop created, the first day
/// that was not invoiced then.
fn created_under(
    store: &store::Reader<'_>,
    reading: &Reading,
) -> Result<BTreeMap<AdditionId, Date>, store::Error> {
    let ours = reading
        .additions
        .values()
        .flatten()
        .filter(|addition| reference_of(addition).is_some())
        .map(|addition| AdditionId(addition.id));
    let created = store.created_under(ours)?;
    let open = |(addition, terms): (AdditionId, String)| {
        let terms: PlannedTerms = serde_json::from_str(&terms).ok()?;
        Some((addition, terms.open))
    };
    Ok(created.into_iter().filter_map(open).collect())
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
