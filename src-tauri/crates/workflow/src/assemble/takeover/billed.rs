//! What an agreement's subscriptions bill, day by day from `open` on, beside what
//! they should.

use super::{Billed, BilledDays, Taking, words};
use crate::assemble::Assembled;
use domain::{
    ids::{AdditionId, AgreementId, ItemId, SubscriptionId},
    line::LineValues,
    period::next,
    plan::Stretch,
    reference::{LineKind, Reference},
    takeover::coverage,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::DuplicateChoice;

impl Taking<'_> {
    /// The subscriptions that this agreement bills, or for which a line was adopted.
    pub(super) fn billed(&self) -> Vec<Billed> {
        let adopting = self.adopting();
        let subscriptions = self.assembled.subscriptions.iter();
        let mut billed: Vec<Billed> = subscriptions
            .filter_map(|one| {
                let wanted = self.wanted(&one.id);
                let item = wanted.first().map(|first| first.value.item);
                let item = item.or_else(|| self.item_of(one))?;
                let given = adopting.get(&one.id).cloned().unwrap_or_default();
                Some(Billed {
                    subscription: one.id.clone(),
                    product: words::product(one, self.facts),
                    has: words::has(one),
                    item,
                    days: self.days(&one.id, item, &wanted, &given),
                })
            })
            .collect();
        billed.sort_by(|a, b| (&a.product, &a.subscription).cmp(&(&b.product, &b.subscription)));
        billed
    }

    fn adopting(&self) -> BTreeMap<SubscriptionId, Vec<LineValues>> {
        let mut adopting: BTreeMap<SubscriptionId, Vec<LineValues>> = BTreeMap::new();
        for line in &self.lines {
            if let Some(DuplicateChoice::Adopt(subscription)) = self.word(line.addition) {
                let real = self.facts.aliases.get(&subscription).cloned();
                let own = adopting.entry(real.unwrap_or(subscription)).or_default();
                own.push(line.values.clone());
            }
        }
        adopting
    }

    fn days(
        &self,
        subscription: &SubscriptionId,
        item: ItemId,
        wanted: &[Stretch],
        given: &[LineValues],
    ) -> Vec<BilledDays> {
        let open = self.terms.open();
        let stands = lines_after(self.assembled, self.terms.id, subscription, |kind| {
            kind == LineKind::Base
        });
        let left = self.lines_with(item, Some(&DuplicateChoice::Leave));
        let undecided = self.lines_with(item, None);
        // What bills today and what stays beside cut the days finer.
        let mut cuts: Vec<Date> = given
            .iter()
            .chain(&left)
            .chain(&undecided)
            .filter(|line| line.bills())
            .flat_map(|line| [Some(line.effective), line.cancelled.map(next)])
            .flatten()
            .filter(|day| *day > open)
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        let covered = coverage(open, wanted, &stands);
        let spans = covered.iter().flat_map(|on| {
            let parts = cuts.iter().fold(vec![on.span], |parts, cut| {
                let halves = parts
                    .into_iter()
                    .flat_map(|part| [part.until(*cut), part.since(*cut)]);
                halves.filter(|part| !part.is_empty()).collect()
            });
            parts.into_iter().map(move |span| (span, on))
        });
        spans
            .map(|(span, on)| {
                let undecided = licences(&undecided, span.first);
                let left = licences(&left, span.first);
                BilledDays {
                    span,
                    by_hand: licences(given, span.first),
                    wanted: on.wanted,
                    stands: on.stands,
                    is_even: on.is_even() && undecided.is_zero(),
                    says: words::days(on, left, undecided),
                }
            })
            .collect()
    }

    /// Hand-made lines of an item on which this, or nothing, is decided.
    fn lines_with(&self, item: ItemId, word: Option<&DuplicateChoice>) -> Vec<LineValues> {
        let lines = self.lines.iter();
        lines
            .filter(|line| line.values.item == item)
            .filter(|line| self.word(line.addition).as_ref() == word)
            .map(|line| line.values.clone())
            .collect()
    }
}

/// The lines of a subscription on an agreement once a plan is carried out.
pub(in crate::assemble) fn lines_after(
    assembled: &Assembled,
    agreement: AgreementId,
    subscription: &SubscriptionId,
    is_wanted: impl Fn(LineKind) -> bool,
) -> Vec<LineValues> {
    let is_own = |on: AgreementId, reference: &Reference| {
        on == agreement && reference.subscription == *subscription && is_wanted(reference.kind)
    };
    let mut standing: BTreeMap<AdditionId, LineValues> = assembled
        .lines
        .iter()
        .filter(|line| is_own(line.agreement, &line.reference))
        .map(|line| (line.addition, line.values.clone()))
        .collect();
    let mut created = Vec::new();
    for operation in &assembled.operations {
        let reference = operation.reference.as_ref();
        if !reference.is_some_and(|reference| is_own(operation.agreement, reference)) {
            continue;
        }
        match operation.addition {
            Some(id) => {
                standing.insert(id, operation.after.clone());
            }
            None => created.push(operation.after.clone()),
        }
    }
    standing.into_values().chain(created).collect()
}

fn licences(lines: &[LineValues], day: Date) -> Decimal {
    let on = lines
        .iter()
        .filter(|line| line.bills() && line.span().holds(day));
    on.map(|line| line.quantity).sum()
}
