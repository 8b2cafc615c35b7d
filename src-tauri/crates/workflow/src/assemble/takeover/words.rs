//! The sentences of a take-over: why something is proposed, and what stands on
//! which days.

use super::HandLine;
use crate::assemble::{Facts, Subscription};
use domain::{
    takeover::{Covered, Proposal, Reason},
    text::day,
    timeline::Timeline,
};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Why something is proposed.
pub(super) fn reason(proposal: &Proposal) -> String {
    let (Proposal::Adopt(_, reason) | Proposal::End(reason) | Proposal::Leave(reason)) = proposal;
    match reason {
        Reason::SameQuantityAndPrice => "It has the same item, quantity and price".to_owned(),
        Reason::SameQuantity => {
            "It has the same item and quantity; only the price differs".to_owned()
        }
        Reason::QuantityBefore => {
            "It has the same item and the quantity from before the last change".to_owned()
        }
        Reason::Tells => {
            "Nothing else tells what the subscription had before its history begins".to_owned()
        }
        Reason::Together(count) => {
            format!("{count} lines of this item together have the subscription’s quantity")
        }
        Reason::Summed(count) => format!(
            "It bills {count} subscriptions in one line. It becomes the largest one’s, with that one’s quantity; the others get lines of their own"
        ),
        Reason::Nearest => {
            "It has the same item; its quantity is put right from the first open day on".to_owned()
        }
        Reason::NoneLeft => "Every subscription of this item has its line already".to_owned(),
        Reason::NoLicences => "No subscription of this item has licences to bill".to_owned(),
        Reason::OtherAgreement => "Its product is billed on another agreement".to_owned(),
        Reason::Included => {
            "It has included units and cannot be adopted; Accord’s own line bills the product"
                .to_owned()
        }
        Reason::NotBilled => "It is not billable, so it bills nothing twice".to_owned(),
        Reason::OtherItem => "It is another item, to which no C3 product is mapped".to_owned(),
    }
}

/// What stands on some days, beside so many licences of hand-made lines that were
/// left, or that are not decided yet.
pub(super) fn days(on: &Covered, left: Decimal, undecided: Decimal) -> String {
    let accord = if on.wanted > on.stands {
        format!("Gap of {}", licences(on.wanted - on.stands))
    } else if on.wanted < on.stands {
        format!("Overlap of {}", licences(on.stands - on.wanted))
    } else if !on.is_even() {
        "The right quantity at another price".to_owned()
    } else if undecided.is_zero() {
        "No gap, no overlap".to_owned()
    } else {
        format!("Overlap with {} not decided yet", licences(undecided))
    };
    if left.is_zero() {
        return accord;
    }
    format!("{accord}; {} by hand stay beside it", licences(left))
}

/// What the whole comes to.
pub(super) fn whole(lines: &[HandLine], is_even: bool, open: Date) -> String {
    let undecided = lines
        .iter()
        .filter(|line| line.needs_word && line.word.is_none())
        .count();
    match undecided {
        0 if is_even => {
            format!(
                "From {} on, no day has a gap and no day is billed twice by Accord’s lines",
                day(open)
            )
        }
        0 => "Something still stands against taking this agreement over".to_owned(),
        1 => "1 line is not decided yet".to_owned(),
        count => format!("{count} lines are not decided yet"),
    }
}

/// The product's name.
pub(super) fn product(subscription: &Subscription, facts: &Facts<'_>) -> String {
    if subscription.timeline.is_some() {
        return subscription.product().to_owned();
    }
    let events = facts.events.iter();
    let mut own = events.filter(|event| event.subscription == subscription.id);
    own.next().map_or_else(
        || subscription.product().to_owned(),
        |event| event.row.product.clone(),
    )
}

/// What a subscription has now.
pub(super) fn has(subscription: &Subscription) -> String {
    let now = subscription.timeline.as_ref().and_then(Timeline::now);
    now.map_or_else(
        || "quantity not known yet".to_owned(),
        |now| licences(now.quantity),
    )
}

fn licences(quantity: Decimal) -> String {
    let quantity = quantity.normalize();
    let word = if quantity == Decimal::ONE {
        "licence"
    } else {
        "licences"
    };
    format!("{quantity} {word}")
}
