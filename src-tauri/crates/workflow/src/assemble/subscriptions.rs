//! The customer's subscriptions: from the ledger, from C3's invoice lines, from
//! additions adopted for them, and from lines of ours that nothing else tells of
//! any more; each with its billing cycle and timeline.

use super::{agreements::first_open_days, facts::Facts, forgotten, kept, lines::values_of};
use domain::{
    cycle::{BillingCycle, CycleRule, OfferCycle, resolve},
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, SubscriptionId, folded},
    line::LineValues,
    mutation::{Mistake, made},
    timeline::{Built, Event, Opening, OpeningSource, Override, ProductName, Timeline, build},
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::DuplicateChoice;

/// One subscription of the customer.
#[derive(Debug, Clone)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Day by day; `None` when nothing tells the opening quantity.
    pub timeline: Option<Timeline>,
    /// Where the opening quantity came from.
    pub opening: Option<OpeningSource>,
    /// The billing cycle of each of its products, and the rule that gave it.
    pub cycles: BTreeMap<ProductName, (BillingCycle, CycleRule)>,
    /// What was odd in its events.
    pub built: Built,
    /// The ledger's last event of it, and that event's day.
    pub last_event: Option<(i64, jiff::civil::Date)>,
}

impl Subscription {
    pub(super) fn finding(&self, facts: &Facts<'_>, code: Code, message: String) -> Finding {
        Finding {
            subscription: Some(self.id.clone()),
            ..Finding::of(&facts.customer, code, message)
        }
    }

    /// The product's name, for people.
    #[must_use]
    pub fn product(&self) -> &str {
        let now = self.timeline.as_ref().and_then(Timeline::now);
        now.map_or("A product", |state| state.product.shown())
    }
}

/// All subscriptions of the customer, by id.
#[must_use]
pub fn subscriptions(facts: &Facts<'_>) -> Vec<Subscription> {
    let mut events: BTreeMap<&SubscriptionId, Vec<&store::Event>> = BTreeMap::new();
    for event in &facts.events {
        events.entry(&event.subscription).or_default().push(event);
    }
    let mut ids: BTreeSet<&SubscriptionId> = events.keys().copied().collect();
    ids.extend(facts.invoice_lines.iter().map(|line| &line.subscription));
    ids.extend(adopted(facts).map(|(_, subscription)| subscription));
    ids.extend(forgotten::ids(facts));
    let none = Vec::new();
    ids.into_iter()
        .map(|id| subscription(facts, id, events.get(id).unwrap_or(&none)))
        .collect()
}

fn subscription(facts: &Facts<'_>, id: &SubscriptionId, stored: &[&store::Event]) -> Subscription {
    let events = events_of(facts, stored.iter().copied());
    let opening = opening(
        facts,
        id,
        events.first().map(|event| event.row.product.as_str()),
    );
    let overrides = kept::overrides(facts, id, &events, opening.as_ref());
    let built = build(&events, opening.as_ref(), &overrides);
    let last_event = events
        .iter()
        .map(|event| (event.id, event.day))
        .max_by_key(|(id, day)| (*day, *id));
    let cycles = built
        .timeline
        .as_ref()
        .map_or_else(BTreeMap::new, |timeline| cycles(facts, id, timeline));
    Subscription {
        id: id.clone(),
        timeline: built.timeline.clone(),
        opening: built.opening,
        cycles,
        built,
        last_event,
    }
}

/// Events with their days in the billing time zone.
fn events_of<'a>(facts: &Facts<'_>, stored: impl Iterator<Item = &'a store::Event>) -> Vec<Event> {
    stored.filter_map(|event| dated(facts, event)).collect()
}

/// A subscription's events, and the kept edits that count beside them.
pub(super) fn told(facts: &Facts<'_>, id: &SubscriptionId) -> (Vec<Event>, Vec<Override>) {
    let stored = facts.events.iter();
    let events = events_of(facts, stored.filter(|event| event.subscription == *id));
    let first = events.first().map(|event| event.row.product.as_str());
    let opening = opening(facts, id, first);
    let overrides = kept::overrides(facts, id, &events, opening.as_ref());
    (events, overrides)
}

/// An event with its day in the billing time zone; `None` when it lies after
/// the day as of which is planned.
fn dated(facts: &Facts<'_>, stored: &store::Event) -> Option<Event> {
    let instant = stored.row.changed_at.instant(&facts.rules.c3_zone);
    let changed_at = &stored.row.changed_at;
    let day = changed_at.day(&facts.rules.c3_zone, &facts.rules.billing_zone);
    if made(Mistake::EventDropped) && stored.id % 5 == 0 {
        return None;
    }
    let day = if made(Mistake::DayOffByOne) {
        domain::period::next(day)
    } else {
        day
    };
    if facts.as_of.is_some_and(|today| day > today) {
        return None;
    }
    let row = stored.row.clone();
    Some(Event {
        id: stored.id,
        instant,
        day,
        row,
        decision: stored.decision,
    })
}

/// What was there before the ledger, in the order of trust.
fn opening(facts: &Facts<'_>, id: &SubscriptionId, product: Option<&str>) -> Option<Opening> {
    let told = invoiced_opening(facts, id, product).or_else(|| adopted_opening(facts, id, product));
    let chosen = facts
        .choices
        .get(id)
        .and_then(|choice| choice.baseline.as_ref());
    let Some(baseline) = chosen else {
        return told;
    };
    Some(Opening {
        product: product
            .map(ProductName::new)
            .or(told.map(|told| told.product))
            .or_else(|| Some(forgotten::mapping(facts, id)?.product.name.clone()))?,
        quantity: baseline.quantity,
        price: Some(baseline.unit_price),
        source: OpeningSource::User,
    })
}

fn invoiced_opening(
    facts: &Facts<'_>,
    id: &SubscriptionId,
    product: Option<&str>,
) -> Option<Opening> {
    let line = facts
        .invoice_lines
        .iter()
        .find(|line| line.subscription == *id)?;
    Some(Opening {
        product: ProductName::new(product.unwrap_or(&line.product)),
        quantity: line.quantity,
        price: line.unit_price,
        source: OpeningSource::InvoiceLine,
    })
}

fn adopted_opening(
    facts: &Facts<'_>,
    id: &SubscriptionId,
    product: Option<&str>,
) -> Option<Opening> {
    let lines = adopted_lines(facts, id);
    let first = lines.first()?;
    // Lines of several prices tell no price, so they tell nothing.
    if lines.iter().any(|line| line.unit_price != first.unit_price) {
        return None;
    }
    let mapped = facts
        .products
        .iter()
        .find(|mapping| mapping.item == first.item);
    let name = product.or(mapped.map(|mapping| mapping.product.name.shown()))?;
    Some(Opening {
        product: ProductName::new(name),
        quantity: lines.iter().map(|line| line.quantity).sum(),
        price: Some(first.unit_price),
        source: OpeningSource::AdoptedLine,
    })
}

/// The lines adopted for a subscription that bill on the day on which the first of
/// them does, none sooner than `open`: together they are what it had.
fn adopted_lines(facts: &Facts<'_>, id: &SubscriptionId) -> Vec<LineValues> {
    let open = first_open_days(facts);
    let ids: BTreeSet<AdditionId> = adopted(facts)
        .filter(|(_, subscription)| *subscription == id)
        .map(|(addition, _)| addition)
        .collect();
    let mut lines = Vec::new();
    for (agreement, additions) in &facts.reading.additions {
        let open = open.get(&AgreementId(*agreement)).copied();
        let own = additions
            .iter()
            .filter(|addition| ids.contains(&AdditionId(addition.id)));
        lines.extend(own.map(|addition| {
            let values = values_of(addition);
            (values.effective.max(open.unwrap_or(Date::MIN)), values)
        }));
    }
    let first = lines.iter().map(|(day, _)| *day).min();
    let on_first = lines.into_iter().filter(|(day, _)| Some(*day) == first);
    on_first.map(|(_, values)| values).collect()
}

/// Additions that the user gave to a subscription, under its real id.
pub(super) fn adopted<'a>(
    facts: &'a Facts<'_>,
) -> impl Iterator<Item = (AdditionId, &'a SubscriptionId)> {
    facts
        .duplicates
        .iter()
        .filter_map(|(addition, choice)| match choice {
            DuplicateChoice::Adopt(subscription) => {
                let real = facts.aliases.get(subscription);
                Some((*addition, real.unwrap_or(subscription)))
            }
            DuplicateChoice::End | DuplicateChoice::Leave => None,
        })
}

/// The billing cycle of each product that the subscription was or is.
fn cycles(
    facts: &Facts<'_>,
    id: &SubscriptionId,
    timeline: &Timeline,
) -> BTreeMap<ProductName, (BillingCycle, CycleRule)> {
    let choice = facts.choices.get(id).and_then(|choice| choice.cycle);
    let invoiced = facts
        .invoice_lines
        .iter()
        .find(|line| line.subscription == *id);
    let mut cycles = BTreeMap::new();
    // The latest price is the likeliest to be an offer's price of today.
    for segment in timeline.segments().iter().rev() {
        let name = &segment.state.product;
        if cycles.contains_key(name) {
            continue;
        }
        let line = invoiced.filter(|line| folded(&line.product) == name.folded());
        let offers: Vec<OfferCycle> = facts
            .offers
            .get(name.folded())
            .into_iter()
            .flatten()
            .map(store::Offer::offer_cycle)
            .collect();
        // Where C3 invoices it no more, the mapping keeps the invoice's word.
        let line_cycle = if forgotten::is_forgotten(facts, id) {
            forgotten::mapping(facts, id).and_then(|mapping| mapping.product.cycle)
        } else {
            line.and_then(|line| line.cycle)
        };
        if let Some(found) = resolve(
            choice,
            line_cycle,
            name.shown(),
            segment.state.price,
            &offers,
        ) {
            cycles.insert(name.clone(), found);
        }
    }
    cycles
}
