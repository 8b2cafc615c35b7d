//! Lines that another desktop wrote: under other settings, or when less had happened.
//!
//! Where this desktop's plan would change lines that it does not know, another desktop
//! wrote them. If its settings were others (posting mode, price source, time zone and
//! the like), under those the plan has nothing to do on the agreement; then the user has
//! to say whose settings count, instead of two desktops undoing each other's lines.
//!
//! And where a line is no longer what this desktop wrote, but just what its own plan
//! wanted before the last events, another desktop has done that; nobody is asked.

use super::{
    customer::by_these_settings,
    facts::{AgreementFacts, Facts, Rules},
    past::BEGUN_ANEW,
};
use domain::{
    agreement::{PostingMode, PriceSource},
    finding::{Code, Finding},
    ids::{AgreementId, SubscriptionId},
    line::{Action, Operation},
    money::Rounding,
    timeline::SuspendedBilling,
};
use jiff::{
    Timestamp,
    tz::{Offset, TimeZone},
};
use std::collections::BTreeSet;

/// The agreements whose lines follow other settings, each with what they follow.
pub(super) fn settings_differ(facts: &Facts<'_>, operations: &[Operation]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for agreement in touched(facts, operations) {
        let would_rest = |other: &Other| other.rests(facts, agreement);
        if let Some(other) = others(facts, agreement).into_iter().find(would_rest) {
            findings.push(Finding {
                agreement: Some(agreement),
                ..Finding::of(&facts.customer, Code::SettingsDiffer, other.said(agreement))
            });
        }
    }
    findings
}

/// Events of a subscription that are left out, one after the other, to see whether what
/// stands was right before them.
const EVENTS_BACK: usize = 16;

/// Takes back that somebody changed a line, where that was another desktop's upload.
pub(super) fn forgive_their_work(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    let asked: BTreeSet<SubscriptionId> = findings
        .iter()
        .filter(|finding| finding.code == Code::LineChangedOutside)
        .filter_map(|finding| finding.subscription.clone())
        .collect();
    for subscription in asked {
        if known_until(facts, &subscription)
            .is_some_and(|until| was_wanted(facts, &subscription, until))
        {
            findings.retain(|finding| {
                finding.code != Code::LineChangedOutside
                    || finding.subscription.as_ref() != Some(&subscription)
            });
        }
    }
}

/// When this desktop last knew one of a subscription's lines that says something else
/// now.
fn known_until(facts: &Facts<'_>, subscription: &SubscriptionId) -> Option<Timestamp> {
    let lines = super::lines::ours(facts);
    let of = lines
        .iter()
        .filter(|line| line.subscription() == subscription);
    of.filter_map(|line| {
        let known = facts.known_lines.get(&line.addition)?;
        (known.values != line.values).then_some(known.written_at)
    })
    .max()
}

/// Whether the plan had nothing to do for a subscription before some of the events that
/// came since `until`. What was known before a line was changed is no other desktop's
/// reason to change it.
fn was_wanted(facts: &Facts<'_>, subscription: &SubscriptionId, until: Timestamp) -> bool {
    let mut facts = facts.clone();
    for _ in 0..EVENTS_BACK {
        let last = facts
            .events
            .iter()
            .rposition(|event| event.subscription == *subscription);
        let Some(last) = last.filter(|at| {
            let event = facts.events.get(*at);
            event.is_some_and(|event| event.pulled_at > until)
        }) else {
            return false;
        };
        facts.events.remove(last);
        let planned = by_these_settings(&facts);
        let is_known = planned
            .subscriptions
            .iter()
            .any(|known| known.id == *subscription && known.timeline.is_some());
        let of = |operation: &Operation| operation.subscription.as_ref() == Some(subscription);
        if is_known && !planned.operations.iter().any(of) {
            return true;
        }
    }
    false
}

/// The mapped agreements on which the plan would change lines of ours that this desktop
/// does not know, and the user has not said that his settings count.
fn touched(facts: &Facts<'_>, operations: &[Operation]) -> BTreeSet<AgreementId> {
    let is_strange = |operation: &&Operation| {
        let unknown = operation
            .addition
            .is_some_and(|addition| !facts.known_lines.contains_key(&addition));
        unknown && operation.reference.is_some() && operation.action != Action::Adopt
    };
    let is_open_question = |agreement: &AgreementId| {
        let mapped = facts
            .agreements
            .iter()
            .any(|known| known.mapped && known.agreement == *agreement);
        let basis = facts.bases.get(agreement);
        mapped && basis.is_none_or(|basis| basis != BEGUN_ANEW)
    };
    operations
        .iter()
        .filter(is_strange)
        .map(|operation| operation.agreement)
        .filter(is_open_question)
        .collect()
}

/// Settings that another desktop may have.
struct Other {
    mode: Option<PostingMode>,
    rules: Rules,
    /// What is different, in words.
    words: Vec<String>,
}

impl Other {
    /// Whether under these settings nothing is to be done on the agreement.
    fn rests(&self, facts: &Facts<'_>, agreement: AgreementId) -> bool {
        let mut agreements = facts.agreements.clone();
        let mut of = agreements
            .iter_mut()
            .filter(|known| known.agreement == agreement);
        if let (Some(known), Some(mode)) = (of.next(), self.mode) {
            known.mode = Some(mode);
        }
        let facts = Facts {
            agreements,
            rules: &self.rules,
            ..facts.clone()
        };
        let mut planned = by_these_settings(&facts).operations.into_iter();
        !planned.any(|operation| operation.agreement == agreement)
    }

    fn said(&self, agreement: AgreementId) -> String {
        format!(
            "The lines that stand on agreement {agreement} were written by another desktop with other settings: {}. Take over its settings (its mappings file carries them), or choose this desktop's from the first day that is not invoiced, as the agreement's first day",
            self.words.join(", ")
        )
    }
}

/// Other settings, those that differ in one thing first.
fn others(facts: &Facts<'_>, agreement: AgreementId) -> Vec<Other> {
    let mut others: Vec<Other> = Vec::new();
    for mode in modes(facts, agreement) {
        for price_source in [PriceSource::C3, PriceSource::ConnectWise] {
            for suspended in [SuspendedBilling::Bills, SuspendedBilling::Stops] {
                for rounding in [Rounding::PerLine, Rounding::PerUnit] {
                    let rules = Rules {
                        price_source,
                        suspended,
                        rounding,
                        ..facts.rules.clone()
                    };
                    others.push(other(facts, mode, rules));
                }
            }
        }
    }
    others.retain(|other| !other.words.is_empty());
    others.sort_by_key(|other| other.words.len());
    others.extend(zones(facts));
    others
}

fn other(facts: &Facts<'_>, mode: Option<PostingMode>, rules: Rules) -> Other {
    let here = facts.rules;
    let mut words = Vec::new();
    if let Some(mode) = mode {
        words.push(format!("the posting mode “{}”", mode.shown()));
    }
    if rules.price_source != here.price_source {
        words.push(
            match rules.price_source {
                PriceSource::C3 => "C3's prices",
                PriceSource::ConnectWise => "ConnectWise's prices",
            }
            .to_owned(),
        );
    }
    if rules.suspended != here.suspended {
        words.push(format!("Suspended {}", rules.suspended.word()));
    }
    if rules.rounding != here.rounding {
        words.push(format!("rounding {}", rules.rounding.word()));
    }
    Other { mode, rules, words }
}

/// This desktop's mode (`None`) and the others that suit the agreement.
fn modes(facts: &Facts<'_>, agreement: AgreementId) -> Vec<Option<PostingMode>> {
    let mut records = facts.reading.agreements.iter();
    let record = records.find(|record| record.id == agreement.0);
    let prorates = record.is_some_and(|record| record.prorate_flag == Some(true));
    let of = |known: &&AgreementFacts| known.agreement == agreement;
    let chosen = facts
        .agreements
        .iter()
        .find(of)
        .and_then(|known| known.mode);
    let here = chosen.unwrap_or(PostingMode::default_for(prorates));
    let others = PostingMode::ALL
        .into_iter()
        .filter(|mode| *mode != here && mode.suits(prorates));
    std::iter::once(None).chain(others.map(Some)).collect()
}

/// Billing time zones, by their distance from UTC in whole hours.
fn zones(facts: &Facts<'_>) -> Vec<Other> {
    let zone = |hours: i8| {
        let rules = Rules {
            billing_zone: TimeZone::fixed(Offset::constant(hours)),
            ..facts.rules.clone()
        };
        let words = vec![format!(
            "days counted in a time zone {hours:+} hours from UTC"
        )];
        Other {
            mode: None,
            rules,
            words,
        }
    };
    (-12..=14).map(zone).collect()
}
