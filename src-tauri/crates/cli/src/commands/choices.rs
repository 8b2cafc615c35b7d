//! The user's choices: settings, subscriptions, findings.

use super::Outcome;
use crate::{
    arguments::{
        AcceptOrDiscard, Command, DuplicateDecision, Duplicates, History, Lines, TheirsOrOurs,
    },
    outcome::{Failure, Success},
    show,
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    mapping::ProductKey,
    timeline::Decision,
};
use workflow::{
    Workflow,
    choices::{AdditionDecision, LineVerdict},
};

pub(super) async fn choose(workflow: &Workflow, command: Command) -> Outcome {
    match command {
        Command::SetCycle {
            subscription,
            cycle,
        } => {
            let cycle = cycle
                .parse()
                .map_err(|error| Failure::usage(format!("{error}")))?;
            workflow.set_cycle(&SubscriptionId::new(&subscription), cycle)?;
            Ok(Success::done(format!(
                "Subscription {subscription} is billed {cycle}"
            )))
        }
        Command::SetBaseline {
            subscription,
            quantity,
            price,
        } => {
            workflow.set_baseline(&SubscriptionId::new(&subscription), quantity, price)?;
            Ok(Success::done(format!(
                "Subscription {subscription} begins with {quantity} × {price}"
            )))
        }
        Command::SetAside {
            customer,
            product,
            reason,
        } => {
            let product = product_key(&product)?;
            workflow.set_aside(&CustomerId::new(&customer), &product, &reason)?;
            Ok(Success::done(format!(
                "{} is set aside",
                product.name.shown()
            )))
        }
        Command::Set { name, value } => settings(workflow.set(&name, &value)?),
        Command::Settings => settings(workflow.settings()?),
        Command::History(command) => history(workflow, &command),
        Command::Lines(command) => lines(workflow, command).await,
        Command::Duplicates(command) => duplicates(workflow, command).await,
        _ => Err(Failure::usage("This command is handled elsewhere")),
    }
}

pub(super) fn product_key(id: &str) -> Result<ProductKey, Failure> {
    ProductKey::parse(id).map_err(|error| Failure::usage(error.to_string()))
}

fn settings(settings: std::collections::BTreeMap<&'static str, String>) -> Outcome {
    let rows = settings
        .iter()
        .map(|(name, value)| vec![(*name).to_owned(), value.clone()]);
    let text = show::table(&["Setting", "Value"], rows.collect());
    Success::new(settings, text)
}

fn history(workflow: &Workflow, History::Decide { event, decision }: &History) -> Outcome {
    let (decision, word) = match decision {
        AcceptOrDiscard::Accept => (Decision::Accept, "accepted"),
        AcceptOrDiscard::Discard => (Decision::Discard, "discarded"),
    };
    workflow.decide_event(*event, decision)?;
    Ok(Success::done(format!("Event {event} is {word}")))
}

async fn lines(workflow: &Workflow, command: Lines) -> Outcome {
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

async fn duplicates(workflow: &Workflow, command: Duplicates) -> Outcome {
    let Duplicates::Decide {
        addition,
        decision,
        subscription,
        agreement,
    } = command;
    let decision = match (decision, subscription) {
        (DuplicateDecision::Adopt, Some(subscription)) => {
            AdditionDecision::Adopt(SubscriptionId::new(&subscription))
        }
        (DuplicateDecision::Adopt, None) => {
            return Err(Failure::usage(
                "Adopting needs the subscription: --subscription ID",
            ));
        }
        (DuplicateDecision::End, _) => AdditionDecision::End,
        (DuplicateDecision::Leave, _) => AdditionDecision::Leave,
    };
    workflow
        .decide_duplicate(AgreementId(agreement), AdditionId(addition), decision)
        .await?;
    Ok(Success::done(format!(
        "Addition {addition} is decided; the next upload carries it out"
    )))
}
