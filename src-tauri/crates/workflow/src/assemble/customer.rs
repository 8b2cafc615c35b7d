//! One customer's plan, findings and fingerprints.

use super::{
    agreements,
    duplicates::duplicates,
    facts::Facts,
    fingerprint::{Fingerprint, fingerprint},
    first_days, forgotten, horizon, kept, lines, oddities, past,
    subscriptions::{Subscription, subscriptions},
    targets, theirs, vigilance,
};
use domain::{
    agreement::AgreementTerms,
    finding::{Code, Finding, Severity},
    ids::{AdditionId, AgreementId, SubscriptionId},
    line::{Line, Operation},
    plan::{self, Stretch, Subject},
    reference::LineKind,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use store::FirstDay;

/// What a customer's validation comes to.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The plan, in the order in which it is carried out.
    pub operations: Vec<Operation>,
    /// What there is to say.
    pub findings: Vec<Finding>,
    /// The agreements that the plan concerns.
    pub agreements: BTreeMap<AgreementId, PlannedAgreement>,
    /// The lines of ours that stand, voided ones too.
    pub lines: Vec<Line>,
    /// Lines of ours that are gone, with what they billed while they stood.
    pub vanished: Vec<Line>,
    /// The first day of each mapped product.
    pub first_days: Vec<FirstDay>,
    /// The subscriptions, for lists and for the records.
    pub subscriptions: Vec<Subscription>,
    /// What base lines should say from `open` on.
    pub wanted: Vec<Wanted>,
}

/// Days on which base lines should say the same, for one subscription.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Which.
    pub subscription: SubscriptionId,
    /// The agreement that is owed it.
    pub agreement: AgreementId,
    /// The days, and what is owed.
    pub stretch: Stretch,
}

/// An agreement as it was planned.
#[derive(Debug, Clone)]
pub struct PlannedAgreement {
    /// Its terms.
    pub terms: AgreementTerms,
    /// What its plan came from.
    pub fingerprint: Fingerprint,
    /// Whether its mapping stands.
    pub mapped: bool,
    /// The settings by which its invoiced days are counted.
    pub basis: String,
}

impl Assembled {
    /// Whether any finding forbids the upload.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity() == Severity::Error)
    }
}

/// What the plan of each of the customer's agreements comes from, without
/// planning.
#[must_use]
pub fn fingerprints(facts: &Facts<'_>) -> BTreeMap<AgreementId, Fingerprint> {
    let terms = begun(agreements::terms(facts), &lines::ours(facts));
    let subscriptions = subscriptions(facts);
    terms
        .iter()
        .map(|(id, terms)| (*id, fingerprint(facts, &subscriptions, terms)))
        .collect()
}

/// Puts a customer's plan together.
#[must_use]
pub fn assemble(facts: &Facts<'_>) -> Assembled {
    let mut assembled = by_these_settings(facts);
    let told = first_days::told_by_lines(facts, &assembled.operations);
    if !told.is_empty() {
        return assemble(&first_days::with(facts, told));
    }
    assembled.agreements = planned(facts, &assembled);
    let theirs = theirs::settings_differ(facts, &assembled.operations);
    assembled.findings.extend(theirs);
    theirs::forgive_their_work(facts, &assembled.operations, &mut assembled.findings);
    assembled.findings.sort_by_key(Finding::severity);
    assembled
}

/// The plan by the settings of this desktop, whoever wrote the lines that stand; without
/// its agreements, which only a plan that is kept needs.
pub(super) fn by_these_settings(facts: &Facts<'_>) -> Assembled {
    let mut findings = oddities::of_customer(facts);
    if facts.reading.company.is_none() {
        return Assembled {
            operations: Vec::new(),
            findings,
            agreements: BTreeMap::new(),
            lines: Vec::new(),
            vanished: Vec::new(),
            first_days: Vec::new(),
            subscriptions: Vec::new(),
            wanted: Vec::new(),
        };
    }
    let ours = lines::ours(facts);
    let terms = begun(agreements::terms(facts), &ours);
    for mapped in facts.agreements.iter().filter(|known| known.mapped) {
        let about = agreements::findings(facts, mapped, terms.get(&mapped.agreement));
        findings.extend(about.into_iter().map(|(code, text)| Finding {
            agreement: Some(mapped.agreement),
            ..Finding::of(&facts.customer, code, text)
        }));
    }
    findings.extend(targets::item_findings(facts));
    findings.extend(vigilance::left_behind(facts, &terms));
    let mut customer = Customer {
        facts,
        terms: &terms,
        findings,
        operations: Vec::new(),
        wanted: Vec::new(),
    };
    let subscriptions = customer.plan(&ours);
    let Customer {
        findings,
        operations,
        wanted,
        ..
    } = customer;
    Assembled {
        agreements: BTreeMap::new(),
        first_days: past::first_days(facts, &terms, &ours),
        lines: ours,
        vanished: lines::vanished(facts, &terms),
        operations,
        findings,
        subscriptions,
        wanted,
    }
}

/// Gives agreements without a first day theirs: where lines of ours stand, the
/// earliest day that is Accord's; else `open`.
pub(super) fn begun(
    mut terms: BTreeMap<AgreementId, AgreementTerms>,
    ours: &[Line],
) -> BTreeMap<AgreementId, AgreementTerms> {
    for (agreement, terms) in &mut terms {
        if terms.bill_from.is_some() {
            continue;
        }
        let earliest: Option<Date> = ours
            .iter()
            .filter(|line| line.agreement == *agreement && line.reference.kind == LineKind::Base)
            .filter(|line| !line.ours().is_empty())
            .map(|line| line.ours().first)
            .min();
        terms.bill_from = Some(earliest.unwrap_or_else(|| terms.open()));
    }
    terms
}

/// The agreements that a plan concerns, each with what it was planned from.
fn planned(facts: &Facts<'_>, assembled: &Assembled) -> BTreeMap<AgreementId, PlannedAgreement> {
    if facts.reading.company.is_none() {
        return BTreeMap::new();
    }
    let written: BTreeSet<AgreementId> = assembled
        .operations
        .iter()
        .map(|operation| operation.agreement)
        .collect();
    let mapped: BTreeSet<AgreementId> = facts
        .agreements
        .iter()
        .filter(|known| known.mapped)
        .map(|known| known.agreement)
        .collect();
    let planned = |(id, terms): (AgreementId, AgreementTerms)| {
        let planned = PlannedAgreement {
            fingerprint: fingerprint(facts, &assembled.subscriptions, &terms),
            mapped: mapped.contains(&id),
            basis: past::basis(facts.rules, &terms),
            terms,
        };
        (id, planned)
    };
    begun(agreements::terms(facts), &assembled.lines)
        .into_iter()
        .filter(|(id, _)| mapped.contains(id) || written.contains(id))
        .map(planned)
        .collect()
}

/// Lines by the subscription that they are of.
fn by_subscription(lines: &[Line]) -> BTreeMap<SubscriptionId, Vec<Line>> {
    let mut grouped: BTreeMap<SubscriptionId, Vec<Line>> = BTreeMap::new();
    for line in lines {
        let of = line.subscription();
        match grouped.get_mut(of) {
            Some(lines) => lines.push(line.clone()),
            None => {
                grouped.insert(of.clone(), vec![line.clone()]);
            }
        }
    }
    grouped
}

/// The lines of one subscription.
struct Own {
    standing: Vec<Line>,
    adopted: Vec<Line>,
    vanished: Vec<Line>,
}

struct Customer<'a> {
    facts: &'a Facts<'a>,
    terms: &'a BTreeMap<AgreementId, AgreementTerms>,
    findings: Vec<Finding>,
    operations: Vec<Operation>,
    wanted: Vec<Wanted>,
}

impl Customer<'_> {
    fn plan(&mut self, ours: &[Line]) -> Vec<Subscription> {
        let subscriptions = subscriptions(self.facts);
        let duplicates = duplicates(self.facts, self.terms, &subscriptions, ours);
        self.findings.extend(duplicates.findings);
        self.operations.extend(duplicates.operations);
        let mut standing = by_subscription(ours);
        let mut adopted = by_subscription(&duplicates.adopted);
        let mut vanished = by_subscription(&lines::vanished(self.facts, self.terms));
        for subscription in &subscriptions {
            let own = Own {
                standing: standing.remove(&subscription.id).unwrap_or_default(),
                adopted: adopted.remove(&subscription.id).unwrap_or_default(),
                vanished: vanished.remove(&subscription.id).unwrap_or_default(),
            };
            self.subscription(subscription, own, ours);
        }
        // What is left is of subscriptions that this ledger has never seen.
        let strange: Vec<&Line> = ours
            .iter()
            .filter(|line| standing.contains_key(line.subscription()))
            .collect();
        self.findings
            .extend(vigilance::unknown(self.facts, &strange));
        subscriptions
    }

    fn subscription(&mut self, subscription: &Subscription, own: Own, ours: &[Line]) {
        let lines = own.standing;
        if self.facts.unclear.contains(&subscription.id) {
            let text = format!(
                "C3's history names no subscription for {}, and its invoices name several of that product. Import history rows that carry the subscription ids",
                subscription.product()
            );
            self.findings
                .push(subscription.finding(self.facts, Code::SubscriptionUnclear, text));
            return;
        }
        let targets = targets::targets(self.facts, self.terms, subscription, &mut self.findings);
        if targets.is_empty() {
            self.findings.extend(vigilance::still_billing(
                self.facts,
                subscription,
                &lines,
                self.terms,
            ));
            self.findings
                .extend(oddities::without_opening(self.facts, subscription));
            return;
        }
        self.findings
            .extend(oddities::findings(self.facts, subscription, &targets));
        self.findings
            .extend(forgotten::finding(self.facts, subscription));
        let timeline = past::timeline(self.facts, subscription, &targets, self.terms, ours);
        let Some(timeline) = &timeline else {
            return;
        };
        if let Some(held) = oddities::held(self.facts, subscription) {
            self.findings.push(held);
            return;
        }
        let current = timeline.now().map(|state| &state.product);
        if current.is_some_and(|product| !targets.contains_key(product)) {
            self.findings.extend(vigilance::still_billing(
                self.facts,
                subscription,
                &lines,
                self.terms,
            ));
        }
        let adopting: BTreeSet<AdditionId> = own.adopted.iter().map(|line| line.addition).collect();
        let seen: Vec<Line> = lines
            .iter()
            .map(|line| kept::as_planned(self.facts, line, self.terms))
            .chain(own.adopted)
            .collect();
        let subject = Subject {
            subscription: &subscription.id,
            timeline,
            targets: &targets,
            lines: &seen,
            adopting: &adopting,
            vanished: &own.vanished,
            known_since: horizon::known_since(self.facts, self.terms, (subscription, &lines), ours),
            made_here: &self.facts.made_here,
        };
        self.planned(subscription, &subject, &lines);
    }

    /// Plans a subscription whose lines stand as in `lines`.
    fn planned(&mut self, subscription: &Subscription, subject: &Subject<'_>, lines: &[Line]) {
        let rules = plan::Rules {
            rounding: self.facts.rules.rounding,
            suspended: self.facts.rules.suspended,
            text: self.facts.rules.text.clone(),
        };
        let plan = plan::plan(subject, self.terms, &rules);
        let operations: Vec<Operation> = plan
            .operations
            .into_iter()
            .filter_map(|operation| kept::on_what_stands(operation, lines))
            .collect();
        self.findings.extend(vigilance::findings(
            self.facts,
            subscription,
            lines,
            self.terms,
            &operations,
        ));
        self.findings.extend(horizon::findings(
            self.facts,
            subscription,
            lines,
            subject.known_since,
            &operations,
        ));
        for (agreement, notice) in &plan.notices {
            self.findings.push(oddities::notice(
                self.facts,
                subscription,
                *agreement,
                *notice,
            ));
        }
        self.operations.extend(operations);
        let wanted = plan.wanted.into_iter();
        self.wanted
            .extend(wanted.map(|(agreement, stretch)| Wanted {
                subscription: subscription.id.clone(),
                agreement,
                stretch,
            }));
    }
}
