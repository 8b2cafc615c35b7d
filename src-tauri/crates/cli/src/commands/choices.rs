//! The user's choices: settings, subscriptions, findings.

use super::Outcome;
use crate::{
    arguments::{AcceptOrDiscard, History, Lines, OnOrOff, TheirsOrOurs},
    outcome::{Failure, Success},
    show::{self, Column::Text},
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    mapping::ProductKey,
    timeline::Decision,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use workflow::{Workflow, choices::LineVerdict};

pub(super) fn set_cycle(workflow: &Workflow, subscription: &str, cycle: &str) -> Outcome {
    let cycle = cycle
        .parse()
        .map_err(|error| Failure::usage(format!("{error}")))?;
    workflow.set_cycle(&SubscriptionId::new(subscription), cycle)?;
    Ok(Success::done(format!(
        "Subscription {subscription} is billed {cycle}"
    )))
}

pub(super) fn set_baseline(
    workflow: &Workflow,
    subscription: &str,
    quantity: Decimal,
    price: Decimal,
) -> Outcome {
    workflow.set_baseline(&SubscriptionId::new(subscription), quantity, price)?;
    Ok(Success::done(format!(
        "Subscription {subscription} begins with {quantity} × {}",
        show::price(price)
    )))
}

pub(super) fn hold(workflow: &Workflow, subscription: &str, held: OnOrOff) -> Outcome {
    workflow.hold(&SubscriptionId::new(subscription), held == OnOrOff::On)?;
    Ok(Success::done(match held {
        OnOrOff::On => format!("Subscription {subscription} is on hold; nothing is planned for it"),
        OnOrOff::Off => format!("The hold on subscription {subscription} is lifted"),
    }))
}

pub(super) fn set_aside(
    workflow: &Workflow,
    customer: &str,
    product: &str,
    reason: &str,
) -> Outcome {
    let product = product_key(product)?;
    workflow.set_aside(&CustomerId::new(customer), &product, reason)?;
    Ok(Success::done(format!(
        "{} is set aside",
        product.name.shown()
    )))
}

pub(super) fn set(workflow: &Workflow, name: &str, value: &str) -> Outcome {
    shown(workflow.set(name, value)?)
}

pub(super) fn settings(workflow: &Workflow) -> Outcome {
    shown(workflow.settings()?)
}

pub(super) fn product_key(id: &str) -> Result<ProductKey, Failure> {
    ProductKey::parse(id).map_err(|error| Failure::usage(error.to_string()))
}

fn shown(settings: BTreeMap<&'static str, String>) -> Outcome {
    let rows = settings
        .iter()
        .map(|(name, value)| vec![(*name).to_owned(), value.clone()]);
    let text = show::table(
        &[Text("Setting"), Text("Value")],
        rows.collect(),
        "There are no settings",
    );
    Success::new(settings, text)
}

pub(super) fn history(
    workflow: &Workflow,
    History::Decide { event, decision }: &History,
) -> Outcome {
    let (decision, word) = match decision {
        AcceptOrDiscard::Accept => (Decision::Accept, "accepted"),
        AcceptOrDiscard::Discard => (Decision::Discard, "discarded"),
    };
    workflow.decide_event(*event, decision)?;
    Ok(Success::done(format!("Event {event} is {word}")))
}

pub(super) async fn lines(workflow: &Workflow, command: Lines) -> Outcome {
    let Lines::Decide {
        addition,
        choice,
        agreement,
    } = command;
    let verdict = match choice {
        TheirsOrOurs::Theirs => LineVerdict::Theirs,
        TheirsOrOurs::Ours => LineVerdict::Ours,
    };
    workflow
        .decide_line(AgreementId(agreement), AdditionId(addition), verdict)
        .await?;
    Ok(Success::done(format!(
        "Line {addition} is decided; validate again"
    )))
}
