//! Which agreement is owed which days of a subscription.
//!
//! As a rule the one that its product is mapped to. But days that lines on
//! another agreement cover are that one's, until both are open: a mapping that
//! was released and made anew elsewhere ends the old lines and begins the new
//! ones the next day, and no day is owed twice.

use super::{
    Notice, Rules, Subject, Target,
    claim::{claims, serving},
    price::Sources,
    stretch::{Stretch, Stretches, Value},
};
use crate::{
    agreement::AgreementTerms,
    ids::AgreementId,
    line::Line,
    money,
    mutation::{Mistake, made},
    span::Span,
    timeline::Segment,
};
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
        for (agreement, part) in split(segment, subject, agreements) {
            parts.entry(agreement).or_default().push(part);
        }
    }
    // Lines on an agreement that is owed nothing any more still have to end.
    for line in subject.lines.iter().chain(subject.vanished) {
        parts.entry(line.agreement).or_default();
    }
    let stretches = |(agreement, parts): (AgreementId, Vec<Part<'_>>)| {
        let terms = agreements.get(&agreement)?;
        let owed = parts
            .into_iter()
            .flat_map(|part| priced(part, terms, subject, rules, notices))
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

/// Cuts a segment among the agreements that lines of earlier mappings claim for
/// their own and the one that its product is mapped to.
fn split<'a>(
    segment: &'a Segment,
    subject: &Subject<'_>,
    agreements: &Agreements,
) -> Vec<(AgreementId, Part<'a>)> {
    let product = &segment.state.product;
    let target = subject.targets.get(product);
    let part = |span, target| Part {
        span,
        target,
        segment,
    };
    let mut parts = Vec::new();
    let mut rest = vec![segment.span];
    for claim in claims(subject, product, target, agreements) {
        let theirs = match target {
            Some(target) if target.agreement == claim.agreement => target.clone(),
            _ => Target {
                agreement: claim.agreement,
                item: claim.item,
                catalog_price: None,
            },
        };
        let taken = rest.iter().map(|span| span.and(claim.span));
        parts.extend(
            taken
                .filter(|span| !span.is_empty())
                .map(|span| (claim.agreement, part(span, theirs.clone()))),
        );
        rest = rest
            .into_iter()
            .flat_map(|span| span.without(claim.span))
            .collect();
    }
    if let Some(target) = target {
        let mine = rest.into_iter().filter(|span| !span.is_empty());
        parts.extend(mine.map(|span| (target.agreement, part(span, target.clone()))));
    }
    parts
}

/// Clamps a part to the agreement and puts prices on it.
fn priced(
    part: Part<'_>,
    terms: &AgreementTerms,
    subject: &Subject<'_>,
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
            price: if made(Mistake::RoundedTwice) {
                money::cents(price)
            } else {
                money::price(price)
            },
        },
        what: None,
        because: part.segment.event.into_iter().collect(),
    };
    let lines: Vec<&Line> = serving(subject, &part.segment.state.product)
        .filter(|line| line.agreement == terms.id)
        .collect();
    let sources = Sources {
        terms,
        lines: &lines,
        item: part.target.item,
        c3: part.segment.state.price,
        catalog: part.target.catalog_price,
    };
    let stretches: Vec<Stretch> = sources
        .over(span)
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
    let outlives = |end| part.span.last.is_none_or(|last| last > end);
    if terms.end.is_some_and(outlives) {
        notices.insert((terms.id, Notice::AfterAgreementEnd));
    }
    (!span.is_empty()).then_some(span)
}
