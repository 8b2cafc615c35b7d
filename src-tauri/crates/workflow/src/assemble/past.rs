//! What keeps the past as it was billed: the first day of a product that was
//! mapped later than its agreement, and the settings under which invoiced days
//! were counted.

use super::{
    facts::{Facts, Rules},
    subscriptions::Subscription,
};
use domain::{
    agreement::AgreementTerms,
    finding::Code,
    ids::AgreementId,
    line::Line,
    mapping::ProductKey,
    plan::Target,
    reference::LineKind,
    timeline::{ProductName, Timeline},
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::FirstDay;

/// A subscription's timeline without the days before its products' first ones;
/// what was bought, or renewed as another product, since Accord begins is whole.
pub(super) fn timeline(
    facts: &Facts<'_>,
    subscription: &Subscription,
    targets: &BTreeMap<ProductName, Target>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    ours: &[Line],
) -> Option<Timeline> {
    let whole = subscription.timeline.as_ref()?;
    let first_day = |name: &ProductName| {
        let terms = terms.get(&targets.get(name)?.agreement)?;
        // What began after Accord did was never billed otherwise: all of it counts.
        if began(whole, name).is_some_and(|day| day >= terms.begins()) {
            return None;
        }
        let cycle = subscription.cycles.get(name).map(|(cycle, _)| *cycle);
        first_day(
            facts,
            &ProductKey {
                name: name.clone(),
                cycle,
            },
            terms,
            ours,
        )
    };
    Some(whole.beginning(first_day))
}

/// The first day on which the subscription was of a product.
fn began(timeline: &Timeline, name: &ProductName) -> Option<Date> {
    let mut segments = timeline.segments().iter();
    let first = segments
        .find(|segment| segment.state.product == *name && !segment.state.quantity.is_zero())?;
    Some(first.span.first)
}

/// The first day of a product: as an earlier validation found it; the first day of the
/// lines that another desktop wrote for it; `open` for one that was mapped after its
/// agreement was first validated and of which no line stands; else none of its own.
fn first_day(
    facts: &Facts<'_>,
    product: &ProductKey,
    terms: &AgreementTerms,
    ours: &[Line],
) -> Option<Date> {
    let known = facts
        .first_days
        .iter()
        .find(|first| first.product == *product);
    if let Some(known) = known {
        return Some(known.day);
    }
    let mapping = facts
        .products
        .iter()
        .find(|mapping| mapping.product == *product)?;
    let validated = facts
        .agreements
        .iter()
        .any(|known| known.agreement == terms.id && known.bill_from.is_some());
    let of_item = |kind: LineKind| {
        ours.iter()
            .filter(move |line| line.agreement == terms.id && line.reference.kind == kind)
            .filter(|line| line.values.item == mapping.item && !line.ours().is_empty())
            .map(|line| line.ours().first)
            .min()
    };
    let Some(stands) = of_item(LineKind::Base) else {
        return validated.then(|| terms.open());
    };
    // What was corrected no later than it began was counted before.
    let corrected = of_item(LineKind::Settlement).is_some_and(|day| day <= stands);
    (!corrected).then_some(stands)
}

/// The first days to keep once a validation has succeeded.
pub(super) fn first_days(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    ours: &[Line],
) -> Vec<FirstDay> {
    let first = |mapping: &domain::mapping::ProductMapping| {
        let terms = terms.get(&mapping.agreement)?;
        let day = first_day(facts, &mapping.product, terms, ours);
        Some(FirstDay {
            customer: facts.customer.clone(),
            product: mapping.product.clone(),
            day: day.unwrap_or_else(|| terms.begins()),
        })
    };
    facts.products.iter().filter_map(first).collect()
}

/// In the place of the settings: the user chose a new first day, so whatever came
/// before it counts no more, and neither does what other settings left there.
pub(crate) const BEGUN_ANEW: &str = "begun anew";

/// The settings by which invoiced days are counted, as text.
pub(super) fn basis(rules: &Rules, terms: &AgreementTerms) -> String {
    let zone = |zone: &jiff::tz::TimeZone| zone.iana_name().unwrap_or("UTC").to_owned();
    format!(
        "posting mode {}, {} in ConnectWise, days in {}, C3 in {}, Suspended {}, rounding {}",
        terms.mode.word(),
        if terms.prorates {
            "prorated"
        } else {
            "not prorated"
        },
        zone(&rules.billing_zone),
        zone(&rules.c3_zone),
        rules.suspended.word(),
        rules.rounding.word(),
    )
}

/// Settings that are other ones than those under which invoiced days were counted
/// would bill those days anew.
pub(super) fn settings_differ(
    facts: &Facts<'_>,
    name: &str,
    terms: &AgreementTerms,
) -> Option<(Code, String)> {
    let then = facts
        .bases
        .get(&terms.id)
        .filter(|then| *then != BEGUN_ANEW)?;
    let now = basis(facts.rules, terms);
    let any_invoiced = terms.begins() < terms.open();
    (any_invoiced && *then != now).then(|| {
        let text = format!(
            "The invoiced days of the agreement {name} were counted with: {then}. Now it would be: {now}. Set it back, or begin anew from the first day that is not invoiced, {}, as the agreement's first day",
            terms.open()
        );
        (Code::SettingsDiffer, text)
    })
}
