//! Lines that another desktop wrote: under other settings, or when less had happened.
//!
//! Where this desktop's plan would change lines that it does not know, another desktop
//! wrote them. If its settings were others (posting mode, price source, time zone and
//! the like), under those the plan has nothing to do on the agreement; then the user has
//! to say whose settings count, instead of two desktops undoing each other's lines.
//!
//! And where a line is no longer what this desktop wrote, or is new to it, but says just
//! what its own plan wanted before the last events, another desktop has done that when it
//! knew less; nobody is asked.

use super::{
    customer::by_these_settings,
    facts::{AgreementFacts, Facts, Rules},
    knew_less::{self, Touched, touched_before, touched_by},
    past::BEGUN_ANEW,
};
use domain::{
    agreement::{PostingMode, PriceSource},
    finding::{Code, Finding},
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Action, Line, Operation},
    money::Rounding,
    period::next,
    timeline::SuspendedBilling,
};
use jiff::{
    civil::Date,
    tz::{Offset, TimeZone},
};
use std::collections::BTreeSet;
use store::WrittenLine;

/// The agreements whose lines follow other settings, each with what they follow. Nobody is
/// asked where the lines are just as well what these settings wanted when less had
/// happened: a price that was changed since may be the catalog's, too.
pub(super) fn settings_differ(facts: &Facts<'_>, operations: &[Operation]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for agreement in touched(facts, operations) {
        let would_rest = |other: &Other| other.rests(facts, agreement);
        let other = others(facts, agreement).into_iter().find(would_rest);
        let knew_less = || {
            knew_less::had_less_happened(facts, operations, agreement)
                || knew_less::reaches_back_less(facts, agreement)
        };
        if let Some(other) = other.filter(|_| !knew_less()) {
            findings.push(Finding {
                agreement: Some(agreement),
                ..Finding::of(
                    &facts.customer,
                    Code::SettingsDiffer,
                    other.said(facts, agreement),
                )
            });
        }
    }
    findings
}

/// Takes back that somebody changed a line, or knows more than this desktop, where that
/// was another desktop's upload when less had happened.
pub(super) fn forgive_their_work(
    facts: &Facts<'_>,
    operations: &[Operation],
    findings: &mut Vec<Finding>,
) {
    let asks = |finding: &Finding| match finding.code {
        Code::LineChangedOutside => true,
        Code::LedgerBehind => is_of_known_days(facts, finding),
        _ => false,
    };
    let asked: BTreeSet<SubscriptionId> = findings
        .iter()
        .filter(|finding| asks(finding))
        .filter_map(|finding| finding.subscription.clone())
        .collect();
    let open_lines = lines_from_open_on(facts);
    for subscription in asked {
        let today = touched_by(operations, &subscription);
        let before = touched_before(facts, &subscription);
        findings.retain(|finding| {
            if !asks(finding) || finding.subscription.as_ref() != Some(&subscription) {
                return true;
            }
            let of_line = finding.addition.filter(|line| open_lines.contains(line));
            // What is open of a line is what a plan wants that leaves it alone.
            let is_wanted =
                |touched: &Touched| of_line.is_some_and(|line| !touched.contains(&line));
            let explained = is_wanted(&today)
                || before
                    .iter()
                    .any(|touched| touched.is_empty() || is_wanted(touched));
            !explained
        });
    }
}

/// Lines that say of invoiced days what this desktop knows of them.
fn lines_from_open_on(facts: &Facts<'_>) -> BTreeSet<AdditionId> {
    let opens = super::agreements::first_open_days(facts);
    let is_open = |line: &Line| {
        let known = facts.known_lines.get(&line.addition);
        opens
            .get(&line.agreement)
            .is_some_and(|open| says_nothing_new_before(*open, line, known))
    };
    let lines = super::lines::ours(facts).into_iter();
    lines.filter(is_open).map(|line| line.addition).collect()
}

/// Whether a line lies wholly from `open` on, or got no more than another last day there.
fn says_nothing_new_before(open: Date, line: &Line, known: Option<&WrittenLine>) -> bool {
    let reaches_open = |last: Option<Date>| last.is_none_or(|last| next(last) >= open);
    let (now, was) = (&line.values, known.map(|known| &known.values));
    if now.effective >= open {
        return was.is_none_or(|was| was.effective >= open);
    }
    was.is_some_and(|was| {
        now.is_same_but_end(was) && reaches_open(now.cancelled) && reaches_open(was.cancelled)
    })
}

/// Whether a finding's line speaks only of days since this ledger begins. What another
/// desktop billed before them can be compared with nothing.
fn is_of_known_days(facts: &Facts<'_>, finding: &Finding) -> bool {
    let lines = super::lines::ours(facts);
    let mut lines = lines.iter();
    let line = lines.find(|line| Some(line.addition) == finding.addition);
    let since = facts.known_since.unwrap_or(Date::MIN);
    line.is_some_and(|line| line.reference.day >= since && line.values.effective >= since)
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
        if let Some(known) = of.next() {
            known.mode = self.mode.or(known.mode);
            // What this desktop saw last says nothing of when another one chose its prices.
            known.seen_open = None;
        }
        let facts = Facts {
            agreements,
            rules: &self.rules,
            ..facts.clone()
        };
        let mut planned = by_these_settings(&facts).operations.into_iter();
        !planned.any(|operation| operation.agreement == agreement)
    }

    fn said(&self, facts: &Facts<'_>, agreement: AgreementId) -> String {
        format!(
            "The lines that stand on {} were written by another desktop with other settings: {}. Take over its settings (its mappings file carries them), or choose this desktop's from the first day that is not invoiced, as the agreement's first day",
            facts.agreement_named(agreement),
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
