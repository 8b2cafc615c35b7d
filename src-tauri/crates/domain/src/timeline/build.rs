//! From events to the timeline.

use super::{Decision, Event, Opening, OpeningSource, ProductName, Segment, State, Timeline};
use crate::{
    ledger::{ChangeKind, Status, Values},
    line::EventId,
    period::{next, previous},
    span::Span,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// A person's edit in ConnectWise that the user keeps: from `day` on it counts,
/// until the first event that the ledger did not have when it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// First day that it counts.
    pub day: Date,
    /// The last event that the ledger had then.
    pub known: EventId,
    /// Licences.
    pub quantity: Decimal,
    /// Price of one unit for one billing cycle.
    pub price: Decimal,
}

/// A timeline, and what was odd in making it.
#[derive(Debug, Clone)]
pub struct Built {
    /// The timeline; `None` when nothing tells what was there on the first day.
    pub timeline: Option<Timeline>,
    /// Where the opening quantity came from.
    pub opening: Option<OpeningSource>,
    /// Events that contradict the one before and await the user's word.
    pub out_of_order: Vec<EventId>,
    /// Events whose kind Accord cannot tell and that await the user's word.
    pub for_review: Vec<EventId>,
    /// Events where nothing changed.
    pub no_change: Vec<EventId>,
    /// Events with a quantity below zero.
    pub negative: Vec<EventId>,
}

/// Builds the timeline of one subscription from its events in any order.
///
/// Discarded events do not count; events of one instant are put in the order in
/// which their old and new values fit. Several changes in a day: the last counts.
#[must_use]
pub fn build(events: &[Event], opening: Option<&Opening>, overrides: &[Override]) -> Built {
    let mut events: Vec<&Event> = events
        .iter()
        .filter(|event| event.decision != Some(Decision::Discard))
        .collect();
    events.sort_by_key(|event| (event.instant, event.id));
    chain_ties(&mut events);
    let mut built = examine(&events);
    let first = match events.first() {
        Some(event) => before_first(event, opening),
        None => opening.map(|opening| (opening_state(opening), opening.source)),
    };
    built.opening = first.as_ref().map(|(_, source)| *source);
    built.timeline = first.map(|(state, _)| assemble(state, &events, overrides));
    built
}

/// Events of one instant are tried in every order up to this many.
const MOST_TIES: usize = 6;

/// Puts events of one instant in the order in which each one's old values are
/// what the one before left behind; where no order fits, or many do, their
/// content decides, so that every ledger comes to the same.
fn chain_ties(events: &mut [&Event]) {
    let mut at = 0;
    while let Some(first) = events.get(at).copied() {
        let ties = events[at..]
            .iter()
            .take_while(|event| event.instant == first.instant)
            .count();
        if ties > 1 {
            let before = at.checked_sub(1).map(|before| events[before]);
            chain(before, &mut events[at..at + ties]);
        }
        at += ties;
    }
}

fn chain<'a>(before: Option<&'a Event>, ties: &mut [&'a Event]) {
    ties.sort_by_cached_key(|event| (event.row.identity(), event.id));
    if ties.len() > MOST_TIES {
        return;
    }
    let mut best: Vec<&Event> = Vec::new();
    for start in [before, None] {
        if best.len() < ties.len() {
            let mut rest = ties.to_vec();
            longest(start, &mut rest, &mut Vec::new(), &mut best);
        }
    }
    let left: Vec<&Event> = ties
        .iter()
        .copied()
        .filter(|event| !best.iter().any(|chained| chained.id == event.id))
        .collect();
    for (place, event) in ties.iter_mut().zip(best.into_iter().chain(left)) {
        *place = event;
    }
}

/// Follows every chain through `rest` and keeps the first of the longest.
fn longest<'a>(
    before: Option<&'a Event>,
    rest: &mut Vec<&'a Event>,
    chain: &mut Vec<&'a Event>,
    best: &mut Vec<&'a Event>,
) {
    if chain.len() > best.len() {
        best.clone_from(chain);
    }
    for at in 0..rest.len() {
        let event = rest[at];
        if before.is_none_or(|before| follows(&before.row.new, &event.row.old)) {
            rest.remove(at);
            chain.push(event);
            longest(Some(event), rest, chain, best);
            chain.pop();
            rest.insert(at, event);
        }
    }
}

/// Whether `old` can be what `new` left behind. What C3 left out does not
/// contradict; what has ended may be reported with or without its quantity.
fn follows(new: &Values, old: &Values) -> bool {
    let ended = |values: &Values| values.status.as_ref().is_some_and(Status::is_ended);
    let gone = |values: &Values| ended(values) || values.quantity.is_zero();
    if gone(new) && gone(old) {
        return true;
    }
    let equal_status = match (&new.status, &old.status) {
        (Some(new), Some(old)) => new == old,
        _ => true,
    };
    let equal_price = match (new.price, old.price) {
        (Some(new), Some(old)) => new == old,
        _ => true,
    };
    new.quantity == old.quantity && equal_price && equal_status
}

fn examine(events: &[&Event]) -> Built {
    let undecided = |event: &&&Event| event.decision.is_none();
    let ids = |events: Vec<&&Event>| events.iter().map(|event| event.id).collect::<Vec<_>>();
    let contradicting = events
        .windows(2)
        .filter(|pair| !follows(&pair[0].row.new, &pair[1].row.old))
        .map(|pair| &pair[1]);
    let of_kind = |kind: ChangeKind| events.iter().filter(move |event| event.row.kind() == kind);
    let negative = |event: &&&Event| event.row.new.quantity < Decimal::ZERO;
    Built {
        timeline: None,
        opening: None,
        out_of_order: ids(contradicting.filter(undecided).collect()),
        for_review: ids(of_kind(ChangeKind::Review)
            .filter(undecided)
            .filter(|event| !negative(event))
            .collect()),
        no_change: ids(of_kind(ChangeKind::NoChange).collect()),
        negative: ids(events.iter().filter(negative).collect()),
    }
}

fn opening_state(opening: &Opening) -> State {
    State {
        product: opening.product.clone(),
        quantity: opening.quantity,
        price: opening.price,
        status: Status::Active,
    }
}

/// What was there before the first known event: its old values, unless they do
/// not tell: no quantity, yet a status that says something was there and changed.
fn before_first(first: &Event, opening: Option<&Opening>) -> Option<(State, OpeningSource)> {
    let old = &first.row.old;
    let was_there = matches!(old.status, Some(Status::Active | Status::Suspended));
    if old.quantity.is_zero() && was_there && old.status != first.row.new.status {
        return opening.map(|opening| (opening_state(opening), opening.source));
    }
    let state = State {
        product: ProductName::new(&first.row.product),
        quantity: old.quantity,
        price: old
            .price
            .or_else(|| opening.and_then(|o| o.price))
            .or(first.row.new.price),
        status: old.status.clone().unwrap_or(Status::Active),
    };
    Some((state, OpeningSource::Ledger))
}

/// What begins on a day.
struct Mark {
    day: Date,
    event: Option<EventId>,
    state: State,
}

fn assemble(opening: State, events: &[&Event], overrides: &[Override]) -> Timeline {
    let mut marks = vec![Mark {
        day: Date::MIN,
        event: None,
        state: opening,
    }];
    let known = |kept: &Override| {
        events
            .iter()
            .rposition(|event| event.id <= kept.known)
            .map_or(0, |at| at + 1)
    };
    for (at, event) in events.iter().enumerate() {
        keep(
            &mut marks,
            overrides.iter().filter(|kept| known(kept) == at),
        );
        let state = after(event, &marks);
        put(
            &mut marks,
            Mark {
                day: event.day,
                event: Some(event.id),
                state,
            },
        );
    }
    keep(
        &mut marks,
        overrides.iter().filter(|kept| known(kept) == events.len()),
    );
    Timeline {
        segments: segments(marks),
        heard: events.iter().map(|event| event.day).collect(),
    }
}

fn keep<'a>(marks: &mut Vec<Mark>, overrides: impl Iterator<Item = &'a Override>) {
    for kept in overrides {
        let Some(last) = marks.last() else { continue };
        let state = State {
            quantity: kept.quantity,
            price: Some(kept.price),
            status: Status::Active,
            ..last.state.clone()
        };
        put(
            marks,
            Mark {
                day: kept.day,
                event: last.event,
                state,
            },
        );
    }
}

/// The state after an event; a price or status that C3 left out stays.
fn after(event: &Event, marks: &[Mark]) -> State {
    let before = marks.last().map(|mark| &mark.state);
    State {
        product: ProductName::new(&event.row.product),
        quantity: event.row.new.quantity.max(Decimal::ZERO),
        price: event
            .row
            .new
            .price
            .or_else(|| before.and_then(|state| state.price)),
        status: event.row.new.status.clone().unwrap_or(Status::Active),
    }
}

/// A mark replaces those of its own day and later ones (an override may reach
/// beyond an event's day).
fn put(marks: &mut Vec<Mark>, mark: Mark) {
    marks.retain(|earlier| earlier.day < mark.day);
    marks.push(mark);
}

fn segments(marks: Vec<Mark>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::with_capacity(marks.len());
    for mark in marks {
        if let Some(last) = segments.last_mut() {
            if last.state == mark.state {
                continue;
            }
            last.span.last = Some(previous(mark.day));
        }
        segments.push(Segment {
            span: Span::from(mark.day),
            state: mark.state,
            event: mark.event,
        });
    }
    debug_assert!(segments.windows(2).all(|pair| {
        pair[0]
            .span
            .last
            .is_some_and(|last| next(last) == pair[1].span.first)
    }));
    segments
}
