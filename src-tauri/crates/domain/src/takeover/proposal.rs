//! Proposals: which hand-made line is likely whose.

use super::{Handmade, MOST_ADOPTED};
use crate::ids::{ItemId, SubscriptionId};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A subscription for which a line of an item might stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub subscription: SubscriptionId,
    /// The item under which this agreement bills it.
    pub item: ItemId,
    /// The licences that its first line is to have; none while nothing tells what it
    /// had before the history begins.
    pub quantity: Option<Decimal>,
    /// Their price, where known.
    pub price: Option<Decimal>,
    /// Its licences on the eve of `open`.
    pub before: Decimal,
}

/// Why something is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It has the subscription's quantity and price.
    SameQuantityAndPrice,
    /// It has the subscription's quantity, at another price.
    SameQuantity,
    /// It has the quantity that the subscription had before the open period.
    QuantityBefore,
    /// Nothing else tells what the subscription had before the history begins.
    Tells,
    /// So many lines together have the subscription's quantity.
    Together(usize),
    /// It is as large as so many subscriptions together.
    Summed(usize),
    /// It is the line of the item that is nearest.
    Nearest,
    /// Every subscription of the item has its line.
    NoneLeft,
    /// No subscription of the item has licences.
    NoLicences,
    /// Its item is billed on another agreement.
    OtherAgreement,
    /// It has included units, and Accord's own line bills them all.
    Included,
    /// It bills nothing.
    NotBilled,
    /// No product is mapped to its item.
    OtherItem,
}

/// What is proposed for a line; a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    /// It becomes the line of this subscription.
    Adopt(SubscriptionId, Reason),
    /// It ends.
    End(Reason),
    /// It stays.
    Leave(Reason),
}

/// What is proposed for each of an agreement's hand-made lines, in their order.
/// `is_mapped` tells whether an item is billed on this agreement, `is_billed`
/// whether on any.
#[must_use]
pub fn propose(
    lines: &[Handmade],
    candidates: &[Candidate],
    is_mapped: impl Fn(ItemId) -> bool,
    is_billed: impl Fn(ItemId) -> bool,
) -> Vec<Proposal> {
    let mut proposals: Vec<Option<Proposal>> = lines
        .iter()
        .map(|line| at_once(line, &is_mapped, &is_billed))
        .collect();
    let mut items: Vec<ItemId> = lines.iter().map(|line| line.values.item).collect();
    items.sort_unstable();
    items.dedup();
    for item in items {
        let of_item = candidates
            .iter()
            .filter(|one| one.item == item && one.quantity != Some(Decimal::ZERO));
        let mut matching = Matching {
            lines,
            open: (0..lines.len())
                .filter(|at| proposals[*at].is_none() && lines[*at].values.item == item)
                .collect(),
            candidates: of_item.collect(),
            proposals: &mut proposals,
        };
        matching.run();
    }
    proposals
        .into_iter()
        .map(|found| found.unwrap_or(Proposal::End(Reason::NoneLeft)))
        .collect()
}

/// What needs no comparing.
fn at_once(
    line: &Handmade,
    is_mapped: impl Fn(ItemId) -> bool,
    is_billed: impl Fn(ItemId) -> bool,
) -> Option<Proposal> {
    let item = line.values.item;
    if !is_billed(item) {
        Some(Proposal::Leave(Reason::OtherItem))
    } else if !line.values.billable {
        Some(Proposal::Leave(Reason::NotBilled))
    } else if !is_mapped(item) {
        Some(Proposal::End(Reason::OtherAgreement))
    } else if line.has_included {
        Some(Proposal::End(Reason::Included))
    } else {
        None
    }
}

/// The lines and subscriptions of one item, as far as they are without each other.
struct Matching<'a> {
    lines: &'a [Handmade],
    open: Vec<usize>,
    candidates: Vec<&'a Candidate>,
    proposals: &'a mut Vec<Option<Proposal>>,
}

impl Matching<'_> {
    fn run(&mut self) {
        if self.candidates.is_empty() {
            self.end_rest(&Reason::NoLicences);
            return;
        }
        self.one_by_one(&Reason::SameQuantityAndPrice, |line, one| {
            Some(line.values.quantity) == one.quantity && Some(line.values.unit_price) == one.price
        });
        self.one_by_one(&Reason::SameQuantity, |line, one| {
            Some(line.values.quantity) == one.quantity
        });
        self.one_by_one(&Reason::QuantityBefore, |line, one| {
            one.quantity.is_some() && line.values.quantity == one.before
        });
        self.together();
        self.summed();
        self.nearest();
        self.end_rest(&Reason::NoneLeft);
    }

    fn one_by_one(&mut self, reason: &Reason, is_match: impl Fn(&Handmade, &Candidate) -> bool) {
        for at in self.open.clone() {
            let found = self
                .candidates
                .iter()
                .position(|one| is_match(&self.lines[at], one));
            if let Some(found) = found {
                let one = self.candidates.remove(found);
                self.adopt(&[at], one, reason);
            }
        }
    }

    /// All lines that are left, as the lines of one subscription.
    fn together(&mut self) {
        let most = usize::from(MOST_ADOPTED);
        if self.open.len() < 2 || self.open.len() > most {
            return;
        }
        let sum = self.sum(&self.open);
        let is_sum = |one: &&Candidate| one.quantity == Some(sum) || one.before == sum;
        if let Some(found) = self.candidates.iter().position(is_sum) {
            let one = self.candidates.remove(found);
            let open = self.open.clone();
            self.adopt(&open, one, &Reason::Together(open.len()));
        }
    }

    /// One line for all subscriptions that are left: it becomes the largest one's.
    fn summed(&mut self) {
        let wanted: Option<Decimal> = self.candidates.iter().map(|one| one.quantity).sum();
        let before: Decimal = self.candidates.iter().map(|one| one.before).sum();
        let (Some(wanted), 2..) = (wanted, self.candidates.len()) else {
            return;
        };
        let fits = |at: &usize| [wanted, before].contains(&self.lines[*at].values.quantity);
        if let Some(at) = self.open.iter().copied().find(fits) {
            let count = self.candidates.len();
            let largest = (0..count)
                .rev()
                .max_by_key(|at| self.candidates[*at].quantity);
            if let Some(largest) = largest {
                let one = self.candidates[largest];
                self.candidates.clear();
                self.adopt(&[at], one, &Reason::Summed(count));
            }
        }
    }

    /// The line that runs longest and has the nearest quantity, for each that is left.
    fn nearest(&mut self) {
        for one in std::mem::take(&mut self.candidates) {
            let off = |at: &usize| {
                let values = &self.lines[*at].values;
                let last = values.cancelled.unwrap_or(Date::MAX);
                let off = (values.quantity - one.quantity.unwrap_or_default()).abs();
                (std::cmp::Reverse(last), off, values.effective)
            };
            if let Some(at) = self.open.iter().copied().min_by_key(off) {
                let reason = match one.quantity {
                    Some(_) => Reason::Nearest,
                    None => Reason::Tells,
                };
                self.adopt(&[at], one, &reason);
            }
        }
    }

    fn end_rest(&mut self, reason: &Reason) {
        for at in std::mem::take(&mut self.open) {
            self.proposals[at] = Some(Proposal::End(reason.clone()));
        }
    }

    fn adopt(&mut self, lines: &[usize], one: &Candidate, reason: &Reason) {
        for at in lines {
            let proposal = Proposal::Adopt(one.subscription.clone(), reason.clone());
            self.proposals[*at] = Some(proposal);
        }
        self.open.retain(|at| !lines.contains(at));
    }

    fn sum(&self, lines: &[usize]) -> Decimal {
        lines.iter().map(|at| self.lines[*at].values.quantity).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Handmade, Proposal, Reason, propose};
    use crate::{
        ids::{AdditionId, ItemId, SubscriptionId},
        line::LineValues,
    };
    use jiff::civil::date;
    use rust_decimal::Decimal;

    const ITEM: ItemId = ItemId(1);

    fn id(number: u8) -> SubscriptionId {
        SubscriptionId::new(&format!("0f8fad5b-d9cb-469f-a165-7086772895{number:02}"))
    }

    fn line(number: u32, quantity: i64) -> Handmade {
        Handmade {
            addition: AdditionId(number),
            values: LineValues {
                item: ITEM,
                quantity: Decimal::from(quantity),
                unit_price: Decimal::from(20),
                effective: date(2026, 2, 1),
                cancelled: None,
                billable: true,
            },
            has_included: false,
        }
    }

    fn has(number: u8, quantity: i64) -> Candidate {
        Candidate {
            subscription: id(number),
            item: ITEM,
            quantity: Some(Decimal::from(quantity)),
            price: Some(Decimal::from(20)),
            before: Decimal::from(quantity),
        }
    }

    fn proposed(lines: &[Handmade], candidates: &[Candidate]) -> Vec<Proposal> {
        propose(lines, candidates, |item| item == ITEM, |item| item.0 < 3)
    }

    #[test]
    fn a_line_goes_to_the_subscription_of_its_quantity() {
        let found = proposed(&[line(1, 3), line(2, 8)], &[has(1, 8), has(2, 3)]);
        let adopt = |number| Proposal::Adopt(id(number), Reason::SameQuantityAndPrice);
        assert_eq!(found, [adopt(2), adopt(1)]);
    }

    #[test]
    fn the_price_tells_equal_quantities_apart() {
        let mut dear = line(1, 8);
        dear.values.unit_price = Decimal::from(22);
        let mut second = has(2, 8);
        second.price = Some(Decimal::from(22));
        let found = proposed(&[dear, line(2, 8)], &[has(1, 8), second]);
        let adopt = |number| Proposal::Adopt(id(number), Reason::SameQuantityAndPrice);
        assert_eq!(found, [adopt(2), adopt(1)]);
    }

    #[test]
    fn lines_that_add_up_go_together() {
        let found = proposed(&[line(1, 3), line(2, 5)], &[has(1, 8)]);
        let adopt = Proposal::Adopt(id(1), Reason::Together(2));
        assert_eq!(found, [adopt.clone(), adopt]);
    }

    #[test]
    fn a_summed_line_becomes_the_largest_subscriptions() {
        let found = proposed(&[line(1, 13)], &[has(1, 5), has(2, 8)]);
        assert_eq!(found, [Proposal::Adopt(id(2), Reason::Summed(2))]);
    }

    #[test]
    fn a_wrong_quantity_is_adopted_and_the_rest_ends() {
        let found = proposed(&[line(1, 2), line(2, 11)], &[has(1, 10)]);
        let nearest = Proposal::Adopt(id(1), Reason::Nearest);
        assert_eq!(found, [Proposal::End(Reason::NoneLeft), nearest]);
        let found = proposed(&[line(1, 2)], &[has(1, 0)]);
        assert_eq!(found, [Proposal::End(Reason::NoLicences)]);
    }

    #[test]
    fn what_it_had_before_the_open_period_tells_its_line_too() {
        let mut shrunk = has(1, 8);
        shrunk.before = Decimal::TEN;
        let found = proposed(&[line(1, 10), line(2, 3)], &[shrunk, has(2, 5)]);
        let before = Proposal::Adopt(id(1), Reason::QuantityBefore);
        assert_eq!(found, [before, Proposal::Adopt(id(2), Reason::Nearest)]);
    }

    #[test]
    fn a_line_tells_what_nothing_else_does() {
        let mut unknown = has(1, 8);
        (unknown.quantity, unknown.before) = (None, Decimal::ZERO);
        let found = proposed(&[line(1, 10)], &[unknown]);
        assert_eq!(found, [Proposal::Adopt(id(1), Reason::Tells)]);
    }

    #[test]
    fn what_cannot_be_adopted_is_ended_or_left() {
        let mut unbilled = line(1, 8);
        unbilled.values.billable = false;
        let mut included = line(2, 8);
        included.has_included = true;
        let mut elsewhere = line(3, 8);
        elsewhere.values.item = ItemId(2);
        let mut other = line(4, 8);
        other.values.item = ItemId(3);
        let found = proposed(&[unbilled, included, elsewhere, other], &[has(1, 8)]);
        let proposals = [
            Proposal::Leave(Reason::NotBilled),
            Proposal::End(Reason::Included),
            Proposal::End(Reason::OtherAgreement),
            Proposal::Leave(Reason::OtherItem),
        ];
        assert_eq!(found, proposals);
    }
}
