//! Which agreement is owed which days of a subscription.
//!
//! As a rule the one that its product is mapped to. But days that lines on
//! another agreement cover are that one's, until both are open: a mapping that
//! was released and made anew elsewhere ends the old lines and begins the new
//! ones the next day, and no day is owed twice.

use super::{
    Notice, Rules, Subject, Target,
    stretch::{Stretch, Stretches, Value, prices_of_lines},
};
use crate::{
    agreement::{AgreementTerms, PriceSource},
    ids::AgreementId,
    line::Line,
    money,
    reference::LineKind,
    span::Span,
    timeline::Segment,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

type Agreements = BTreeMap<AgreementId, AgreementTerms>;
type Notices = BTreeSet<(AgreementId, Notice)>;

/// For each agreement concerned, what it is owed.
pub(super) fn shares<'t>(
    subject: &Subject<'_>,
    agreements: &'t Agreements,
    rules: &Rules,
    notices: &mut Notices,
) -> Vec<(&'t AgreementTerms, Stretches)> {
    if subject.targets.is_empty() {
        return Vec::new();
    }
    let mut parts: BTreeMap<AgreementId, Vec<Part<'_>>> = BTreeMap::new();
    for segment in subject.timeline.segments() {
        let Some(target) = subject.targets.get(&segment.state.product) else {
            continue;
        };
        for (agreement, part) in split(segment, target, subject, agreements) {
            parts.entry(agreement).or_default().push(part);
        }
    }
    // Lines on an agreement that is owed nothing any more still have to end.
    for line in subject.lines {
        parts.entry(line.agreement).or_default();
    }
    let stretches = |(agreement, parts): (AgreementId, Vec<Part<'_>>)| {
        let terms = agreements.get(&agreement)?;
        let lines: Vec<&Line> = subject
            .lines
            .iter()
            .filter(|line| line.agreement == agreement)
            .collect();
        let owed = parts
            .into_iter()
            .flat_map(|part| priced(part, terms, &lines, rules, notices))
            .collect();
        Some((terms, Stretches::new(owed)))
    };
    parts.into_iter().filter_map(stretches).collect()
}

/// Days of a segment that are one agreement's.
struct Part<'a> {
    span: Span,
    target: Target,
    segment: &'a Segment,
}

fn split<'a>(
    segment: &'a Segment,
    target: &Target,
    subject: &Subject<'_>,
    agreements: &Agreements,
) -> Vec<(AgreementId, Part<'a>)> {
    let mut parts = Vec::new();
    let mut rest = vec![segment.span];
    for (agreement, item, covered) in elsewhere(subject, target, agreements) {
        let mut left = Vec::new();
        for span in rest {
            let taken = span.and(covered);
            if !taken.is_empty() {
                let target = Target {
                    agreement,
                    item,
                    catalog_price: None,
                };
                parts.push((
                    agreement,
                    Part {
                        span: taken,
                        target,
                        segment,
                    },
                ));
            }
            left.extend(span.without(covered));
        }
        rest = left;
    }
    let mine = |span| {
        (
            target.agreement,
            Part {
                span,
                target: target.clone(),
                segment,
            },
        )
    };
    parts.extend(rest.into_iter().filter(|span| !span.is_empty()).map(mine));
    parts
}

/// The days that base lines on other agreements cover, up to the day on which
/// both those and the mapped agreement are open.
fn elsewhere(
    subject: &Subject<'_>,
    target: &Target,
    agreements: &Agreements,
) -> Vec<(AgreementId, crate::ids::ItemId, Span)> {
    let Some(mapped) = agreements.get(&target.agreement) else {
        return Vec::new();
    };
    let takes_over = mapped.open().max(mapped.begins());
    subject
        .lines
        .iter()
        .filter(|line| line.agreement != target.agreement)
        .filter(|line| line.reference.kind == LineKind::Base && line.values.bills())
        .filter_map(|line| {
            let other = agreements.get(&line.agreement)?;
            let until = takes_over.max(other.open());
            Some((line.agreement, line.values.item, line.ours().until(until)))
        })
        .filter(|(_, _, span)| !span.is_empty())
        .collect()
}

/// Clamps a part to the agreement and puts prices on it.
fn priced(
    part: Part<'_>,
    terms: &AgreementTerms,
    lines: &[&Line],
    rules: &Rules,
    notices: &mut Notices,
) -> Vec<Stretch> {
    let quantity = part.segment.state.billed(rules.suspended);
    if quantity.is_zero() {
        return Vec::new();
    }
    let Some(span) = clamp(&part, terms, notices) else {
        return Vec::new();
    };
    let stretch = |span: Span, price: Decimal| Stretch {
        span,
        value: Value {
            item: part.target.item,
            product: part.segment.state.product.shown().to_owned(),
            quantity,
            price: money::price(price),
        },
        because: part.segment.event.into_iter().collect(),
    };
    let stretches: Vec<Stretch> = prices(&part, terms, lines, span)
        .into_iter()
        .filter_map(|(span, price)| match price {
            Some(price) => Some(stretch(span, price)),
            None => {
                notices.insert((terms.id, Notice::PriceMissing));
                None
            }
        })
        .collect();
    if stretches
        .iter()
        .any(|stretch| stretch.value.price.is_zero())
    {
        notices.insert((terms.id, Notice::PriceZero));
    }
    stretches
}

fn clamp(part: &Part<'_>, terms: &AgreementTerms, notices: &mut Notices) -> Option<Span> {
    // What began before the agreement bills is an opening quantity, unless an
    // event of the ledger says that it began on such a day.
    if part.segment.event.is_some() && part.span.first < terms.bill_start {
        notices.insert((terms.id, Notice::BeforeBillingStart));
    }
    let life = Span {
        first: terms.begins(),
        last: terms.end,
    };
    let span = part.span.and(life);
    if terms.end.is_some() && part.span.last.is_none() {
        notices.insert((terms.id, Notice::AfterAgreementEnd));
    }
    (!span.is_empty()).then_some(span)
}

/// The prices over `span`: today's source from the day on which it counts,
/// what stood on the lines before.
fn prices(
    part: &Part<'_>,
    terms: &AgreementTerms,
    lines: &[&Line],
    span: Span,
) -> Vec<(Span, Option<Decimal>)> {
    let c3 = part.segment.state.price;
    let (today, from) = match terms.price_source {
        PriceSource::C3 => (c3, terms.priced_from.unwrap_or(Date::MIN)),
        // A catalog price has no history: it counts from `open` on.
        PriceSource::ConnectWise => {
            let current = lines
                .iter()
                .rfind(|line| line.values.item == part.target.item);
            let known = part
                .target
                .catalog_price
                .or(current.map(|line| line.values.unit_price));
            (known, terms.open())
        }
    };
    let mut prices = Vec::new();
    let mut before = vec![span.until(from)];
    for (on_line, price) in prices_of_lines(lines) {
        prices.push((span.until(from).and(on_line), Some(price)));
        before = before
            .into_iter()
            .flat_map(|rest| rest.without(on_line))
            .collect();
    }
    prices.extend(before.into_iter().map(|rest| (rest, today)));
    prices.push((span.since(from), today));
    prices.retain(|(span, _)| !span.is_empty());
    prices
}
