//! Taking over one agreement: its hand-made lines with what is proposed for each,
//! and what the decisions so far come to. Pure, like the plan that it shows.

mod billed;
mod words;

pub(super) use billed::lines_after;

use super::{
    customer::{Assembled, assemble},
    duplicates::{handmade, is_billed, is_billed_here},
    facts::Facts,
    preview::{NextInvoice, next_invoice},
    subscriptions::Subscription,
};
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId, CustomerId, ItemId, SubscriptionId},
    line::LineValues,
    period::previous,
    plan::Stretch,
    span::Span,
    takeover::{Candidate, Handmade, Proposal, propose},
    timeline::ProductName,
};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use store::DuplicateChoice;

/// One agreement, about to be taken over.
#[derive(Debug, Clone)]
pub struct Takeover {
    /// The agreement.
    pub agreement: AgreementId,
    /// Its name.
    pub name: String,
    /// The C3 customer that it is mapped to.
    pub customer: CustomerId,
    /// Its name.
    pub customer_name: String,
    /// The currency of its amounts.
    pub currency: Option<String>,
    /// The first day that no invoice covers yet.
    pub open: Date,
    /// Its hand-made lines.
    pub lines: Vec<HandLine>,
    /// The subscriptions that it bills or may bill, for which lines can be adopted.
    pub subscriptions: Vec<Billed>,
    /// What stands against taking it over, in words; empty where nothing does.
    pub obstacles: Vec<String>,
    /// Whether no day from `open` on is left with a gap or an overlap.
    pub is_even: bool,
    /// What it comes to, in a sentence.
    pub says: String,
    /// The next invoice, as things stand and with the plan.
    pub invoice: NextInvoice,
}

/// A hand-made line.
#[derive(Debug, Clone)]
pub struct HandLine {
    /// The addition.
    pub addition: AdditionId,
    /// The catalog item's identifier.
    pub item: String,
    /// What the catalog calls it, where ConnectWise says.
    pub product: Option<String>,
    /// What it says.
    pub values: LineValues,
    /// Units of it that are included and not billed.
    pub included: Decimal,
    /// The text on the invoice.
    pub text: Option<String>,
    /// Whether it may be a duplicate, so that it needs a word.
    pub needs_word: bool,
    /// Whether it can be adopted.
    pub is_adoptable: bool,
    /// What is proposed.
    pub proposal: Proposal,
    /// Why, in words.
    pub reason: String,
    /// What was decided.
    pub word: Option<DuplicateChoice>,
}

/// A subscription that the agreement bills, day by day from `open` on.
#[derive(Debug, Clone)]
pub struct Billed {
    /// Which; none for lines that were left and belong to none.
    pub subscription: SubscriptionId,
    /// Its product.
    pub product: String,
    /// What it has, in words.
    pub has: String,
    /// The item under which it is billed.
    pub item: ItemId,
    /// From `open` on; days that bill nothing are left out.
    pub days: Vec<BilledDays>,
}

/// Days on which nothing changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BilledDays {
    /// The days.
    pub span: Span,
    /// Licences that hand-made lines given to it bill today.
    pub by_hand: Decimal,
    /// Licences that should be billed.
    pub wanted: Decimal,
    /// Licences that will be.
    pub stands: Decimal,
    /// Neither a gap nor an overlap, and nothing undecided beside it.
    pub is_even: bool,
    /// The same in words.
    pub says: String,
}

/// The agreement as the facts' decisions would take it over; `None` where it cannot
/// be billed.
#[must_use]
pub fn takeover(facts: &Facts<'_>, agreement: AgreementId) -> Option<Takeover> {
    let assembled = assemble(facts);
    let terms = &assembled.agreements.get(&agreement)?.terms;
    let record = facts
        .reading
        .agreements
        .iter()
        .find(|record| record.id == agreement.0)?;
    let taking = Taking {
        facts,
        terms,
        assembled: &assembled,
        lines: handmade(facts, terms),
    };
    let subscriptions = taking.billed();
    let obstacles = taking.obstacles();
    let even = |billed: &Billed| billed.days.iter().all(|days| days.is_even);
    let lines = taking.hand_lines();
    let is_open = |line: &HandLine| line.needs_word && line.word.is_none();
    let is_even =
        obstacles.is_empty() && !lines.iter().any(is_open) && subscriptions.iter().all(even);
    Some(Takeover {
        agreement,
        name: record.name.clone(),
        customer: facts.customer.clone(),
        customer_name: facts.name.clone(),
        currency: record
            .currency
            .as_ref()
            .and_then(|currency| currency.currency_code.clone()),
        open: terms.open(),
        says: words::whole(&lines, is_even, terms.open()),
        lines,
        subscriptions,
        obstacles,
        is_even,
        invoice: next_invoice(facts, terms, &assembled.operations),
    })
}

struct Taking<'a> {
    facts: &'a Facts<'a>,
    terms: &'a AgreementTerms,
    assembled: &'a Assembled,
    lines: Vec<Handmade>,
}

impl Taking<'_> {
    fn hand_lines(&self) -> Vec<HandLine> {
        let proposals = propose(
            &self.lines,
            &self.candidates(),
            |item| is_billed_here(self.facts, self.terms, item),
            |item| is_billed(self.facts, item),
        );
        let lines = self.lines.iter().zip(proposals);
        let mut lines: Vec<HandLine> = lines
            .filter_map(|(line, proposal)| self.hand_line(line, proposal))
            .collect();
        lines.sort_by(|a, b| {
            (!a.needs_word, &a.item, a.addition).cmp(&(!b.needs_word, &b.item, b.addition))
        });
        lines
    }

    fn hand_line(&self, line: &Handmade, proposal: Proposal) -> Option<HandLine> {
        let additions = self.facts.reading.additions.get(&self.terms.id.0)?;
        let record = additions.iter().find(|one| one.id == line.addition.0)?;
        let item = line.values.item;
        let needs_word = is_billed(self.facts, item);
        Some(HandLine {
            addition: line.addition,
            item: record
                .product
                .identifier
                .clone()
                .unwrap_or_else(|| format!("item {item}")),
            product: record.description.clone(),
            values: line.values.clone(),
            included: record.less_included.unwrap_or(Decimal::ZERO),
            text: record.invoice_description.clone(),
            needs_word,
            is_adoptable: line.is_adoptable() && is_billed_here(self.facts, self.terms, item),
            reason: words::reason(&proposal),
            proposal,
            word: self.word(line.addition).filter(|_| needs_word),
        })
    }

    fn word(&self, addition: AdditionId) -> Option<DuplicateChoice> {
        self.facts.duplicates.get(&addition).cloned()
    }

    /// What the agreement's lines could be adopted for.
    fn candidates(&self) -> Vec<Candidate> {
        let subscriptions = self.assembled.subscriptions.iter();
        subscriptions
            .filter_map(|one| {
                let first = self.wanted(&one.id).into_iter().next();
                let item = match &first {
                    Some(first) => first.value.item,
                    None => self.item_of(one)?,
                };
                let known = one.timeline.is_some();
                let quantity = first.as_ref().map(|first| first.value.quantity);
                Some(Candidate {
                    subscription: one.id.clone(),
                    item,
                    quantity: quantity.or(known.then_some(Decimal::ZERO)),
                    price: first.map(|first| first.value.price),
                    before: self.before(one),
                })
            })
            .collect()
    }

    /// The item of this agreement to which a product of the subscription is mapped.
    fn item_of(&self, subscription: &Subscription) -> Option<ItemId> {
        let mut names: BTreeSet<ProductName> = subscription.cycles.keys().cloned().collect();
        let events = self.facts.events.iter();
        let own = events.filter(|event| event.subscription == subscription.id);
        names.extend(own.map(|event| ProductName::new(&event.row.product)));
        let mapped = self.facts.products.iter().find(|mapping| {
            mapping.agreement == self.terms.id && names.contains(&mapping.product.name)
        });
        mapped.map(|mapping| mapping.item)
    }

    fn before(&self, subscription: &Subscription) -> Decimal {
        let eve = previous(self.terms.open());
        let timeline = subscription.timeline.as_ref();
        let state = timeline.and_then(|timeline| timeline.on(eve));
        state.map_or(Decimal::ZERO, |state| {
            state.billed(self.facts.rules.suspended)
        })
    }

    /// What base lines of a subscription should say on this agreement.
    fn wanted(&self, subscription: &SubscriptionId) -> Vec<Stretch> {
        let wanted = self.assembled.wanted.iter();
        wanted
            .filter(|one| one.subscription == *subscription && one.agreement == self.terms.id)
            .map(|one| one.stretch.clone())
            .collect()
    }

    /// What keeps this agreement from being taken over, other than lines on which
    /// nothing is decided yet.
    fn obstacles(&self) -> Vec<String> {
        let undecided: BTreeSet<AdditionId> = self
            .lines
            .iter()
            .map(|line| line.addition)
            .filter(|addition| self.word(*addition).is_none())
            .collect();
        let findings = self.assembled.findings.iter();
        findings
            .filter(|finding| finding.severity() == domain::finding::Severity::Error)
            .filter(|finding| {
                finding
                    .addition
                    .is_none_or(|addition| !undecided.contains(&addition))
            })
            .filter(|finding| finding.agreement.is_none_or(|id| id == self.terms.id))
            .map(|finding| finding.message.clone())
            .collect()
    }
}
