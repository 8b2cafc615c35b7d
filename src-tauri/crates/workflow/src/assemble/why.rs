//! Why one line says what it says, from the facts: as they are, or as they were when
//! a record planned it.

use super::{
    customer::begun,
    duplicates::duplicates,
    facts::Facts,
    kept, lines, past,
    subscriptions::{subscriptions, told},
    targets,
};
use domain::{
    agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PricePeriods},
    ids::AdditionId,
    line::{EventId, Line, LineValues},
    plan::{
        self, Subject,
        why::{Asked, Explanation, Told},
    },
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What was known when a record planned.
#[derive(Debug, Clone)]
pub struct Then {
    /// The first day that no invoice covered.
    pub open: Date,
    /// The posting mode.
    pub mode: PostingMode,
    /// The first day that Accord planned.
    pub bill_from: Date,
    /// Whose price counted.
    pub prices: PricePeriods,
    /// The last event that was known.
    pub last_event: EventId,
    /// Additions that were not there yet.
    pub later: BTreeSet<AdditionId>,
    /// What lines said that were changed since.
    pub was: BTreeMap<AdditionId, LineValues>,
}

/// Why a line says what it says; `None` where these facts do not lead to it.
#[must_use]
pub fn explain(facts: &Facts<'_>, asked: Asked<'_>, then: Option<&Then>) -> Option<Explanation> {
    let facts = &known(facts, then);
    let ours = lines::ours(facts);
    let mut terms = begun(super::agreements::terms(facts), &ours);
    if let (Some(then), Some(terms)) = (then, terms.get_mut(&asked.agreement)) {
        *terms = terms_of(terms, then);
    }
    let id = &asked.reference.subscription;
    let found = subscriptions(facts);
    let subscription = found.iter().find(|known| known.id == *id)?;
    let targets = targets::targets(facts, &terms, subscription, &mut Vec::new());
    let timeline = past::timeline(facts, subscription, &targets, &terms, &ours)?;
    let duplicates = duplicates(facts, &terms, &found, &ours);
    let mine = |lines: Vec<Line>| -> Vec<Line> {
        let mine = lines.into_iter();
        mine.filter(|line| line.subscription() == id).collect()
    };
    let adopted = mine(duplicates.adopted);
    let adopting: BTreeSet<AdditionId> = adopted.iter().map(|line| line.addition).collect();
    let own = mine(ours.clone());
    let standing = own
        .iter()
        .filter_map(|line| stood(line, then))
        .map(|line| kept::as_planned(facts, &line, &terms));
    let standing: Vec<Line> = standing.chain(adopted).collect();
    let vanished = mine(lines::vanished(facts, &terms));
    let subject = Subject {
        subscription: id,
        timeline: &timeline,
        targets: &targets,
        lines: &standing,
        adopting: &adopting,
        vanished: &vanished,
        known_since: super::horizon::known_since(facts, &terms, (subscription, &own), &ours),
        made_here: &facts.made_here,
    };
    let rules = plan::Rules {
        rounding: facts.rules.rounding,
        suspended: facts.rules.suspended,
        text: facts.rules.text.clone(),
    };
    let (events, overrides) = told(facts, id);
    let told = Told {
        events: &events,
        opening: subscription.opening,
        overrides: &overrides,
    };
    plan::why::explain(&subject, &terms, &rules, told, asked)
}

/// The facts without the events that were not known.
fn known<'a>(facts: &Facts<'a>, then: Option<&Then>) -> Facts<'a> {
    let mut facts = facts.clone();
    if let Some(then) = then {
        facts.events.retain(|event| event.id <= then.last_event);
    }
    facts
}

/// A line as it stood; `None` where it was not there.
fn stood(line: &Line, then: Option<&Then>) -> Option<Line> {
    let Some(then) = then else {
        return Some(line.clone());
    };
    let was = then.was.get(&line.addition);
    (!then.later.contains(&line.addition)).then(|| Line {
        values: was.unwrap_or(&line.values).clone(),
        ..line.clone()
    })
}

/// The terms as they were: the next invoice was the one of the open day's period.
fn terms_of(terms: &AgreementTerms, then: &Then) -> AgreementTerms {
    AgreementTerms {
        next_invoice: Some(then.open),
        covers: NextInvoiceCovers::Holding,
        mode: then.mode,
        bill_from: Some(then.bill_from),
        prices: then.prices.clone(),
        ..terms.clone()
    }
}
