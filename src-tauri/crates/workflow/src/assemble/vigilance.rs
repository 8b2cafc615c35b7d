//! What others did to our lines: another desktop, or a person. Where this
//! desktop cannot tell that what it would do is right, the customer does not
//! validate.

use super::{facts::Facts, lines::decided, subscriptions::Subscription};
use domain::{
    agreement::AgreementTerms,
    finding::{Code, Finding},
    ids::AgreementId,
    line::{Line, Operation},
    reference::{LineKind, Reference},
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::{LineChoice, WrittenLine};

/// Findings on the lines of one subscription, given what the plan would do.
pub(super) fn findings(
    facts: &Facts<'_>,
    subscription: &Subscription,
    lines: &[Line],
    terms: &BTreeMap<AgreementId, AgreementTerms>,
    operations: &[Operation],
) -> Vec<Finding> {
    let mut findings = twins(facts, subscription, lines, terms);
    if operations.is_empty() {
        return findings;
    }
    for line in lines {
        if decided(facts, line).is_some() {
            continue;
        }
        let touched = operations
            .iter()
            .any(|operation| operation.addition == Some(line.addition));
        let known = facts.known_lines.get(&line.addition);
        let changed = known.is_some_and(|known| known.values != line.values);
        if touched && (known.is_none() || changed) && is_newer(line, known, subscription) {
            findings.push(subscription.finding(facts, Code::LedgerBehind, behind(line)));
        } else if changed {
            findings.push(subscription.finding(facts, Code::LineChangedOutside, edited(line)));
        }
    }
    findings
}

/// Whether a line speaks of a day after this ledger's last event.
fn is_newer(line: &Line, known: Option<&WrittenLine>, subscription: &Subscription) -> bool {
    let last = subscription.last_event.map_or(Date::MIN, |(_, day)| day);
    let began = known.is_none().then_some(line.reference.day);
    let ended_anew = known.is_none_or(|known| known.values.cancelled != line.values.cancelled);
    let ended = line
        .values
        .cancelled
        .filter(|_| ended_anew)
        .map(domain::period::next);
    let ended = ended.filter(|_| line.reference.kind == LineKind::Base);
    [began, ended].into_iter().flatten().any(|day| day > last)
}

fn behind(line: &Line) -> String {
    format!(
        "The line {} on agreement {} is dated after the last change that this desktop knows. Another desktop knows more: refresh C3, or import the history file that holds the change",
        line.addition, line.agreement
    )
}

fn edited(line: &Line) -> String {
    format!(
        "Somebody changed the line {} on agreement {} in ConnectWise. Keep their change, or take Accord's values back from the first day that is not invoiced",
        line.addition, line.agreement
    )
}

/// The same reference on two additions that bill from `open` on.
fn twins(
    facts: &Facts<'_>,
    subscription: &Subscription,
    lines: &[Line],
    terms: &BTreeMap<AgreementId, AgreementTerms>,
) -> Vec<Finding> {
    let mut by_reference: BTreeMap<&Reference, Vec<&Line>> = BTreeMap::new();
    let live = |line: &&Line| {
        let open = terms
            .get(&line.agreement)
            .map_or(Date::MIN, AgreementTerms::open);
        line.values.bills() && !line.values.span().since(open).is_empty()
    };
    for line in lines.iter().filter(live) {
        by_reference.entry(&line.reference).or_default().push(line);
    }
    let undecided = |twins: &&Vec<&Line>| {
        twins.len() > 1
            && !twins
                .iter()
                .any(|line| decided(facts, line) == Some(LineChoice::Ours))
    };
    by_reference
        .values()
        .filter(undecided)
        .map(|twins| {
            let numbers: Vec<String> = twins.iter().map(|line| line.addition.to_string()).collect();
            let message = format!(
                "The additions {} carry the same reference, as after an agreement was copied. Take Accord's values on one of them: the later one then ends, and what it billed is settled",
                numbers.join(" and ")
            );
            subscription.finding(facts, Code::ReferenceTwice, message)
        })
        .collect()
}

/// Lines that still bill though nothing is planned for them: their product's
/// mapping was released, or the product is set aside.
pub(super) fn still_billing(
    facts: &Facts<'_>,
    subscription: &Subscription,
    lines: &[Line],
    terms: &BTreeMap<AgreementId, AgreementTerms>,
) -> Option<Finding> {
    let bills = |line: &&Line| {
        let open = terms
            .get(&line.agreement)
            .map_or(Date::MIN, AgreementTerms::open);
        line.values.bills() && !line.values.span().since(open).is_empty()
    };
    let count = lines.iter().filter(bills).count();
    let message = format!(
        "{}: the mapping was released, but {count} of its lines still bill in ConnectWise. Map the product again, or end the lines there",
        subscription.product()
    );
    (count > 0).then(|| subscription.finding(facts, Code::ReleasedStillBilling, message))
}

/// Lines of ours whose subscription this ledger has never seen.
pub(super) fn unknown(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Finding> {
    lines
        .iter()
        .filter(|line| line.values.bills())
        .map(|line| Finding {
            code: Code::UnknownReference,
            customer: facts.customer.clone(),
            subscription: Some(line.subscription().clone()),
            message: format!(
                "The line {} on agreement {} is Accord's, but this desktop has never seen its subscription. It is left alone",
                line.addition, line.agreement
            ),
        })
        .collect()
}
