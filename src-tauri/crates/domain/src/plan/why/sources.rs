//! Where a quantity and a price come from, in words.

use super::{
    Step, Topic, Why,
    amounts::{day, money, period, plain},
};
use crate::{
    agreement::PriceSource,
    ledger::{ChangeKind, Values},
    line::EventId,
    plan::stretch::Stretch,
    text::licences,
    timeline::{Event, OpeningSource, Segment},
};
use jiff::civil::Date;

impl Why<'_> {
    /// How many licences there are on a day, and what says so.
    pub(super) fn quantity(&self, on: Date, stretch: &Stretch) -> Step {
        let there = format!(
            "On {} there are {} of {}",
            day(on),
            licences(stretch.value.quantity),
            stretch.value.product
        );
        let because = self.because_on(on);
        Step::said(Topic::Quantity, format!("{there}: {because}"))
    }

    /// The events behind a day.
    pub(super) fn events_on(&self, on: Date) -> Vec<EventId> {
        let segment = self.segment(on);
        segment
            .and_then(|segment| segment.event)
            .into_iter()
            .collect()
    }

    fn segment(&self, on: Date) -> Option<&Segment> {
        let mut segments = self.subject.timeline.segments().iter();
        segments.find(|segment| segment.span.holds(on))
    }

    /// What says what there is on a day.
    pub(super) fn because_on(&self, on: Date) -> String {
        let segment = self.segment(on);
        segment.map_or_else(String::new, |segment| self.because(segment))
    }

    /// Why a segment begins.
    fn because(&self, segment: &Segment) -> String {
        let first = segment.span.first;
        let kept = self.told.overrides.iter().any(|kept| kept.day == first);
        if kept {
            return format!(
                "an edit made in ConnectWise was kept and counts from {}",
                day(first)
            );
        }
        let event = segment
            .event
            .and_then(|id| self.told.events.iter().find(|event| event.id == id));
        match event {
            Some(event) => reported(event),
            None => self.opening().to_owned(),
        }
    }

    fn opening(&self) -> &'static str {
        match self.told.opening {
            Some(OpeningSource::Ledger) => {
                "so many were there before the first change that C3 reports, which tells them as its old quantity"
            }
            Some(OpeningSource::User) => {
                "so many were there before C3's history begins, as entered or kept in Accord"
            }
            Some(OpeningSource::InvoiceLine) => {
                "so many were there before C3's history begins, as C3's last invoice says"
            }
            Some(OpeningSource::AdoptedLine) => {
                "so many were on the addition that was taken over for this subscription"
            }
            None => "so many were there before C3's history begins",
        }
    }

    /// Whose price it is.
    pub(super) fn price(&self, on: Date, stretch: &Stretch) -> Step {
        let price = stretch.value.price;
        let terms = self.terms;
        let c3 = self.segment(on).and_then(|segment| segment.state.price);
        let is_c3s = c3.is_some_and(|c3| crate::money::price(c3) == price);
        let catalog = self.subject.targets.values();
        let mut catalog = catalog.filter(|target| target.item == stretch.value.item);
        let has_price = catalog.any(|target| target.catalog_price.is_some());
        let source = terms.prices.on(on);
        let whose = match source {
            PriceSource::ConnectWise if on >= terms.open() && has_price => {
                "the price of the ConnectWise product, which the settings prefer"
            }
            PriceSource::C3 if is_c3s && terms.prices.today() == source => "C3's price",
            _ if is_c3s => "C3's price, for days before the price of today counts",
            _ => {
                "the price that stood on the line, which is not changed for days that were invoiced"
            }
        };
        Step::said(
            Topic::Price,
            format!(
                "One licence costs {} a {}: {whose}",
                money(price),
                period(terms)
            ),
        )
    }
}

/// What an event says, in words.
pub(super) fn reported(event: &Event) -> String {
    let Values {
        quantity: old,
        price: old_price,
        ..
    } = &event.row.old;
    let Values {
        quantity: new,
        price: new_price,
        status,
    } = &event.row.new;
    let on = day(event.day);
    let status = status
        .as_ref()
        .map_or_else(String::new, ToString::to_string);
    match event.row.kind() {
        ChangeKind::NoChange => format!("C3 reports it unchanged on {on}"),
        _ if old != new => format!("C3 reports {} to {} on {on}", plain(*old), licences(*new)),
        _ => match (old_price, new_price) {
            (Some(old), Some(new)) if old != new => {
                format!(
                    "C3 reports a price of {} on {on}, {} before",
                    money(*new),
                    money(*old)
                )
            }
            _ => format!("C3 reports {} as {status} on {on}", licences(*new)),
        },
    }
}
