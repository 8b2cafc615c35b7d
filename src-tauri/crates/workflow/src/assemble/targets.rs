//! Where each product of the customer is billed, and what is missing for that.

use super::{
    facts::{Facts, Reading},
    subscriptions::Subscription,
};
use domain::{
    agreement::AgreementTerms,
    cycle::BillingCycle,
    finding::{Code, Finding},
    ids::{AgreementId, ItemId},
    mapping::ProductKey,
    plan::Target,
    timeline::{ProductName, Segment, SuspendedBilling},
};
use std::collections::BTreeMap;

/// A product that a subscription needs mapped, and whether it is.
enum Found {
    Mapped(Target),
    SetAside(String),
    Missing(Code, String),
}

/// Where a subscription's products are billed; findings for those that are not.
pub(super) fn targets(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    subscription: &Subscription,
    findings: &mut Vec<Finding>,
) -> BTreeMap<ProductName, Target> {
    let Some(timeline) = &subscription.timeline else {
        return BTreeMap::new();
    };
    let mut targets = BTreeMap::new();
    for segment in timeline.segments() {
        let name = &segment.state.product;
        if targets.contains_key(name) {
            continue;
        }
        let found = find(facts, subscription, name);
        let finding = match found {
            Found::Mapped(target) => {
                targets.insert(name.clone(), target);
                continue;
            }
            Found::SetAside(reason) => (
                Code::SetAside,
                format!(
                    "{} is set aside and not billed through ConnectWise: {reason}",
                    name.shown()
                ),
            ),
            Found::Missing(code, message) => (code, message),
        };
        if matters(segment, terms, facts.rules.suspended) {
            findings.push(subscription.finding(facts, finding.0, finding.1));
        }
    }
    findings.dedup();
    targets
}

/// Whether a segment has anything to bill on a day that a mapped agreement, or
/// any that will be mapped, can still bill.
fn matters(
    segment: &Segment,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    suspended: SuspendedBilling,
) -> bool {
    if segment.state.billed(suspended).is_zero() {
        return false;
    }
    let earliest = terms.values().map(AgreementTerms::begins).min();
    segment
        .span
        .last
        .is_none_or(|last| earliest.is_some_and(|day| last >= day))
}

fn find(facts: &Facts<'_>, subscription: &Subscription, name: &ProductName) -> Found {
    let cycle = subscription.cycles.get(name).map(|(cycle, _)| *cycle);
    let aside = facts.set_aside.iter().find(|aside| {
        aside.product.name.folded() == name.folded()
            && (aside.product.cycle.is_none() || aside.product.cycle == cycle)
    });
    if let Some(aside) = aside {
        return Found::SetAside(aside.reason.clone());
    }
    let Some(cycle) = cycle else {
        return Found::Missing(
            Code::BillingCycleUnknown,
            format!(
                "Nothing tells how often {} is billed for {}. Choose its billing cycle",
                name.shown(),
                facts.name
            ),
        );
    };
    if cycle.agreement_cycle().is_none() {
        return Found::Missing(
            Code::CycleNotSupported,
            format!(
                "{} is billed {cycle}; no agreement can bill this cycle. Bill it by hand, or set it aside",
                name.shown()
            ),
        );
    }
    mapped(
        facts,
        &ProductKey {
            name: name.clone(),
            cycle: Some(cycle),
        },
        cycle,
    )
}

fn mapped(facts: &Facts<'_>, key: &ProductKey, cycle: BillingCycle) -> Found {
    let mapping = facts.products.iter().find(|mapping| {
        mapping.product.cycle == key.cycle && mapping.product.name.folded() == key.name.folded()
    });
    if let Some(mapping) = mapping {
        return Found::Mapped(Target {
            agreement: mapping.agreement,
            item: mapping.item,
            catalog_price: catalog_price(&facts.reading, mapping.item),
        });
    }
    let wanted = cycle.agreement_cycle();
    let fits =
        |agreement: &connectwise::Agreement| super::agreements::cycle(facts, agreement) == wanted;
    let mapped_agreement = facts
        .agreements
        .iter()
        .filter(|known| known.mapped)
        .any(|known| {
            facts
                .reading
                .agreements
                .iter()
                .any(|a| a.id == known.agreement.0 && fits(a))
        });
    if mapped_agreement {
        Found::Missing(
            Code::UnmappedProduct,
            format!(
                "{} ({cycle}) is not mapped to a ConnectWise product for {}. Map it, or set it aside",
                key.name.shown(),
                facts.name
            ),
        )
    } else {
        Found::Missing(
            Code::UnmappedAgreement,
            format!(
                "{} has no agreement mapped that bills {cycle}; {} needs one. Map an agreement, or set the product aside",
                facts.name,
                key.name.shown()
            ),
        )
    }
}

fn catalog_price(reading: &Reading, item: ItemId) -> Option<rust_decimal::Decimal> {
    reading.items.get(&item.0)?.as_ref()?.price
}

/// What is wrong with the catalog items that mappings name.
pub(super) fn item_findings(facts: &Facts<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for mapping in &facts.products {
        let product = mapping.product.name.shown();
        let mut add = |code, message| {
            findings.push(Finding {
                agreement: Some(mapping.agreement),
                ..Finding::of(&facts.customer, code, message)
            });
        };
        match facts
            .reading
            .items
            .get(&mapping.item.0)
            .and_then(Option::as_ref)
        {
            None => add(
                Code::ItemGone,
                format!(
                    "The ConnectWise product {} that {product} is mapped to is gone. Release the mapping and map it to another one",
                    mapping.item
                ),
            ),
            Some(item) if item.inactive_flag == Some(true) => add(
                Code::ItemInactive,
                format!(
                    "The ConnectWise product {} that {product} is mapped to is inactive. Make it active there, or map to another one",
                    item.identifier
                ),
            ),
            Some(item) if facts.items_of_other_cycles.contains(&mapping.item) => add(
                Code::SameItemTwoCycles,
                format!(
                    "The ConnectWise product {} stands for {product} here and for another billing cycle with another customer. The vendor advises one product for each cycle",
                    item.identifier
                ),
            ),
            Some(_) => {}
        }
    }
    findings
}
