//! What others did to our lines: another desktop, or a person. Where this
//! desktop cannot tell that what it would do is right, the customer does not
//! validate.

use super::{facts::Facts, lines::decided, subscriptions::Subscription};
use domain::{
    agreement::{AgreementTerms, PriceSource},
    finding::{Code, Finding},
    ids::AgreementId,
    line::{Line, Operation},
    money,
    period::next,
    reference::{LineKind, Reference},
    span::Span,
    timeline::Timeline,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
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
        let newer = newer_days(line, known, subscription)
            .into_iter()
            .any(|day| !is_wanted(facts, subscription, lines, day));
        if touched && (known.is_none() || changed) && newer {
            let finding = subscription.finding(facts, Code::LedgerBehind, behind(facts, line));
            findings.push(on(line, finding));
        } else if changed
            && !is_released_and_ended(facts, line, known)
            && !is_voided_twin(lines, line, known)
        {
            let half = terms.get(&line.agreement).is_some_and(|terms| {
                may_be_half_an_upload(facts, subscription, lines, (line, terms))
            });
            let message = edited(facts, line, half);
            let finding = subscription.finding(facts, Code::LineChangedOutside, message);
            findings.push(on(line, finding));
        }
    }
    findings
}

/// The days after this ledger's last event of which a line speaks.
fn newer_days(line: &Line, known: Option<&WrittenLine>, subscription: &Subscription) -> Vec<Date> {
    let last = subscription.last_event.map_or(Date::MIN, |(_, day)| day);
    let began = known.is_none().then_some(line.reference.day);
    let ended_anew = known.is_none_or(|known| known.values.cancelled != line.values.cancelled);
    let ended = line.values.cancelled.filter(|_| ended_anew).map(next);
    let ended = ended.filter(|_| line.reference.kind == LineKind::Base);
    let days = [began, ended].into_iter().flatten();
    days.filter(|day| *day > last).collect()
}

/// Whether the base lines say of `day` what this ledger says too: then whoever
/// wrote them knew no more.
fn is_wanted(facts: &Facts<'_>, subscription: &Subscription, lines: &[Line], day: Date) -> bool {
    let timeline = subscription.timeline.as_ref();
    let Some(state) = timeline.and_then(|timeline| timeline.on(day)) else {
        return false;
    };
    let of_product = |item| {
        facts
            .products
            .iter()
            .any(|mapping| mapping.item == item && mapping.product.name == state.product)
    };
    // The catalog's price is no matter of the ledger's.
    let priced = |price| {
        facts.rules.price_source == PriceSource::ConnectWise
            || state.price.is_none_or(|known| money::price(known) == price)
    };
    let mut standing: Vec<&Line> = lines
        .iter()
        .filter(|line| line.reference.kind == LineKind::Base && line.values.bills())
        .filter(|line| line.values.span().holds(day))
        .collect();
    // A twin knows no more than the line of which it is one.
    let mut seen = BTreeSet::new();
    standing.retain(|line| seen.insert(&line.reference));
    let quantity: Decimal = standing.iter().map(|line| line.values.quantity).sum();
    quantity == state.billed(facts.rules.suspended)
        && standing
            .iter()
            .all(|line| of_product(line.values.item) && priced(line.values.unit_price))
}

/// Whether somebody only ended a line whose agreement's mapping was released,
/// which is what the warning about it asks for.
fn is_released_and_ended(facts: &Facts<'_>, line: &Line, known: Option<&WrittenLine>) -> bool {
    let mapped = facts
        .agreements
        .iter()
        .any(|agreement| agreement.mapped && agreement.agreement == line.agreement);
    let ended = |known: &WrittenLine| {
        let sooner = line
            .values
            .cancelled
            .is_some_and(|end| known.values.cancelled.is_none_or(|known| end < known));
        sooner && line.values.is_same_but_end(&known.values)
    };
    !mapped && known.is_some_and(ended)
}

/// Whether another desktop that wrote the same line at the same moment took this one back:
/// its own still bills what this desktop meant.
fn is_voided_twin(lines: &[Line], line: &Line, known: Option<&WrittenLine>) -> bool {
    let Some(meant) = known.map(|known| &known.values) else {
        return false;
    };
    let stands =
        |other: &Line| other.reference == line.reference && other.values.is_same_but_end(meant);
    meant.bills() && !line.values.bills() && lines.iter().any(stands)
}

/// Whether a base line only ends earlier than this desktop knew, where its plan might have
/// ended it before those days were invoiced: then it may be an upload of another desktop
/// that was cut off. A person may have ended it all the same, so somebody is asked.
fn may_be_half_an_upload(
    facts: &Facts<'_>,
    subscription: &Subscription,
    lines: &[Line],
    (line, terms): (&Line, &AgreementTerms),
) -> bool {
    let known = facts.known_lines.get(&line.addition);
    let (Some(known), Some(last)) = (known, line.values.cancelled) else {
        return false;
    };
    let without = Span {
        first: next(last),
        last: known.values.cancelled,
    };
    let is_base = line.reference.kind == LineKind::Base && line.values.bills();
    if !is_base || !line.values.is_same_but_end(&known.values) || without.is_empty() {
        return false;
    }
    let heard = subscription
        .timeline
        .as_ref()
        .map_or(&[][..], Timeline::heard);
    let ends_here = terms.periods.holding(without.first).first == without.first;
    let mut as_known = lines.to_vec();
    for own in as_known
        .iter_mut()
        .filter(|own| own.addition == line.addition)
    {
        own.values = known.values.clone();
    }
    (ends_here || heard.contains(&without.first))
        && !is_wanted(facts, subscription, &as_known, without.first)
}

/// The finding, with the line that it is about.
pub(super) fn on(line: &Line, finding: Finding) -> Finding {
    Finding {
        agreement: Some(line.agreement),
        addition: Some(line.addition),
        ..finding
    }
}

fn behind(facts: &Facts<'_>, line: &Line) -> String {
    format!(
        "The {} is dated after the last change that this desktop knows: another desktop knows more. Refresh C3, or import the history file that holds the change; or decide on the line: take Accord's values, or keep theirs",
        facts.named(line)
    )
}

fn edited(facts: &Facts<'_>, line: &Line, may_be_half_an_upload: bool) -> String {
    let half = if may_be_half_an_upload {
        " It looks like an upload of another desktop that was cut off: if there is one, resume it there first, and validate again."
    } else {
        ""
    };
    format!(
        "Somebody changed {} in ConnectWise.{half} Keep their change, or take Accord's values back from the first day that is not invoiced",
        facts.named(line)
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
            let finding = subscription.finding(facts, Code::ReferenceTwice, message);
            match twins.first() {
                Some(first) => on(first, finding),
                None => finding,
            }
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
    let first = lines.iter().find(bills)?;
    let message = format!(
        "{}: the mapping was released, but {count} of its lines still bill in ConnectWise. Map the product again, or end the lines there",
        subscription.product()
    );
    Some(Finding {
        agreement: Some(first.agreement),
        ..subscription.finding(facts, Code::ReleasedStillBilling, message)
    })
}

/// Lines that this desktop wrote for another company, to which the customer was
/// mapped before, and that nobody ended so far as is known here.
pub(super) fn left_behind(
    facts: &Facts<'_>,
    terms: &BTreeMap<AgreementId, AgreementTerms>,
) -> Vec<Finding> {
    let open = terms.values().map(AgreementTerms::open).min();
    let is_here = |id: AgreementId| {
        let mut read = facts.reading.agreements.iter();
        let mut known = facts.agreements.iter();
        read.any(|agreement| agreement.id == id.0)
            || known.any(|known| known.mapped && known.agreement == id)
    };
    let runs_on = |line: &&WrittenLine| {
        let last = line.values.cancelled;
        line.values.bills() && last.is_none_or(|last| open.is_some_and(|open| last >= open))
    };
    let mut counts: BTreeMap<AgreementId, u32> = BTreeMap::new();
    for line in facts.known_lines.values().filter(runs_on) {
        if !is_here(line.agreement) {
            *counts.entry(line.agreement).or_default() += 1;
        }
    }
    let finding = |(agreement, count): (AgreementId, u32)| {
        let message = format!(
            "{} is mapped to another company now, but {count} of its lines on {} of the company before may still bill. End them in ConnectWise, or map the customer back",
            facts.name,
            facts.agreement_named(agreement)
        );
        Finding {
            agreement: Some(agreement),
            ..Finding::of(&facts.customer, Code::ReleasedStillBilling, message)
        }
    };
    counts.into_iter().map(finding).collect()
}

/// Lines of ours whose subscription this ledger has never seen.
pub(super) fn unknown(facts: &Facts<'_>, lines: &[&Line]) -> Vec<Finding> {
    lines
        .iter()
        .filter(|line| line.values.bills())
        .map(|line| {
            let message = format!(
                "The {} is Accord's, but this desktop has never seen its subscription. It is left alone",
                facts.named(line)
            );
            let finding = Finding {
                subscription: Some(line.subscription().clone()),
                ..Finding::of(&facts.customer, Code::UnknownReference, message)
            };
            on(line, finding)
        })
        .collect()
}
