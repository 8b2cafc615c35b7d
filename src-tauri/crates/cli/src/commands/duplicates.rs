//! Possible duplicates: listed with what is proposed for each, and decided, one or
//! several at once.

use super::Outcome;
use crate::{
    arguments::{DuplicateDecision, Duplicates},
    outcome::{Failure, Success},
    show::{self, Column::Number, Column::Text},
};
use domain::{
    ids::{AdditionId, AgreementId, SubscriptionId},
    takeover::Proposal,
};
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};
use workflow::{
    Workflow,
    assemble::{Billed, HandLine, Takeover},
    choices::{AdditionDecision, Word},
    store::DuplicateChoice,
};

pub(super) async fn duplicates(workflow: &Workflow, command: Duplicates) -> Outcome {
    match command {
        Duplicates::List { agreement, with } => {
            list(workflow, AgreementId(agreement), with.as_deref()).await
        }
        Duplicates::Decide {
            addition,
            decision,
            subscription,
            agreement,
            file,
        } => {
            let words = match (file, addition, decision) {
                (Some(file), _, _) => read(&file)?,
                (None, Some(addition), Some(decision)) => vec![word(Row {
                    addition,
                    decision,
                    subscription,
                })?],
                _ => {
                    return Err(Failure::usage(
                        "Name an addition and a decision, or a --file",
                    ));
                }
            };
            decide(workflow, AgreementId(agreement), &words).await
        }
    }
}

async fn decide(workflow: &Workflow, agreement: AgreementId, words: &[Word]) -> Outcome {
    workflow.decide_duplicates(agreement, words).await?;
    Ok(Success::done(match words {
        [(addition, _)] => {
            format!("Addition {addition} is decided; the next upload carries it out")
        }
        _ => format!(
            "{} additions are decided; the next upload carries it out",
            words.len()
        ),
    }))
}

/// A decision in a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    addition: u32,
    decision: DuplicateDecision,
    subscription: Option<String>,
}

fn read(file: &Path) -> Result<Vec<Word>, Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        Failure::usage(format!("{} could not be read: {error}", file.display()))
    })?;
    let rows: Vec<Row> = serde_json::from_str(&text).map_err(|error| {
        Failure::usage(format!(
            "{} is no list of decisions: {error}",
            file.display()
        ))
    })?;
    rows.into_iter().map(word).collect()
}

fn word(row: Row) -> Result<Word, Failure> {
    let decision = match (row.decision, row.subscription) {
        (DuplicateDecision::Adopt, Some(subscription)) => {
            AdditionDecision::Adopt(SubscriptionId::new(&subscription))
        }
        (DuplicateDecision::Adopt, None) => {
            return Err(Failure::usage(format!(
                "Adopting addition {} needs the subscription: --subscription ID, or its field in the file",
                row.addition
            )));
        }
        (DuplicateDecision::End, _) => AdditionDecision::End,
        (DuplicateDecision::Leave, _) => AdditionDecision::Leave,
    };
    Ok((AdditionId(row.addition), Some(decision)))
}

async fn list(workflow: &Workflow, agreement: AgreementId, with: Option<&Path>) -> Outcome {
    let words = with.map(read).transpose()?.unwrap_or_default();
    let sitting = workflow.sit_down(agreement).await?;
    let found = workflow.cut_over(&sitting, &words)?;
    Success::new(Shown::of(&found), text(&found))
}

#[derive(Serialize)]
struct Shown {
    agreement: u32,
    name: String,
    currency: Option<String>,
    open: String,
    even: bool,
    says: String,
    obstacles: Vec<String>,
    invoice_before: String,
    invoice_after: String,
    lines: Vec<Line>,
    coverage: Vec<Days>,
}

#[derive(Serialize)]
struct Line {
    addition: u32,
    item: u32,
    item_name: String,
    quantity: String,
    unit_price: String,
    effective_date: String,
    cancelled_date: Option<String>,
    needs_decision: bool,
    proposal: Decided,
    reason: String,
    decided: Option<Decided>,
}

#[derive(Serialize)]
struct Decided {
    decision: &'static str,
    subscription: Option<String>,
}

#[derive(Serialize)]
struct Days {
    subscription: String,
    product: String,
    from: String,
    to: Option<String>,
    by_hand: String,
    wanted: String,
    stands: String,
    even: bool,
    says: String,
}

impl Shown {
    fn of(found: &Takeover) -> Self {
        Self {
            agreement: found.agreement.0,
            name: found.name.clone(),
            currency: found.currency.clone(),
            open: found.open.to_string(),
            even: found.is_even,
            says: found.says.clone(),
            obstacles: found.obstacles.clone(),
            invoice_before: show::price(found.invoice.before),
            invoice_after: show::price(found.invoice.after),
            lines: found.lines.iter().map(Line::of).collect(),
            coverage: found.subscriptions.iter().flat_map(Days::of).collect(),
        }
    }
}

impl Line {
    fn of(line: &HandLine) -> Self {
        let values = &line.values;
        Self {
            addition: line.addition.0,
            item: values.item.0,
            item_name: line.item.clone(),
            quantity: values.quantity.normalize().to_string(),
            unit_price: show::price(values.unit_price),
            effective_date: values.effective.to_string(),
            cancelled_date: values.cancelled.map(|day| day.to_string()),
            needs_decision: line.needs_word,
            proposal: proposed(&line.proposal),
            reason: line.reason.clone(),
            decided: line.word.as_ref().map(decided),
        }
    }
}

impl Days {
    fn of(billed: &Billed) -> Vec<Self> {
        let days = billed.days.iter();
        days.map(|days| Self {
            subscription: billed.subscription.to_string(),
            product: billed.product.clone(),
            from: days.span.first.to_string(),
            to: days.span.last.map(|day| day.to_string()),
            by_hand: days.by_hand.normalize().to_string(),
            wanted: days.wanted.normalize().to_string(),
            stands: days.stands.normalize().to_string(),
            even: days.is_even,
            says: days.says.clone(),
        })
        .collect()
    }
}

fn proposed(proposal: &Proposal) -> Decided {
    let (decision, subscription) = match proposal {
        Proposal::Adopt(subscription, _) => ("adopt", Some(subscription.to_string())),
        Proposal::End(_) => ("end", None),
        Proposal::Leave(_) => ("leave", None),
    };
    Decided {
        decision,
        subscription,
    }
}

fn decided(choice: &DuplicateChoice) -> Decided {
    let (decision, subscription) = match choice {
        DuplicateChoice::Adopt(subscription) => ("adopt", Some(subscription.to_string())),
        DuplicateChoice::End => ("end", None),
        DuplicateChoice::Leave => ("leave", None),
    };
    Decided {
        decision,
        subscription,
    }
}

fn text(found: &Takeover) -> String {
    let said = |decided: Decided| match decided.subscription {
        Some(subscription) => format!("{} {subscription}", decided.decision),
        None => decided.decision.to_owned(),
    };
    let lines = found.lines.iter().map(|line| {
        vec![
            line.addition.to_string(),
            line.item.clone(),
            line.values.quantity.normalize().to_string(),
            show::price(line.values.unit_price),
            line.values.effective.to_string(),
            show::or_dash(line.values.cancelled),
            format!("{}: {}", said(proposed(&line.proposal)), line.reason),
            show::or_dash(line.word.as_ref().map(decided).map(said)),
        ]
    });
    let columns = [
        Number("Addition"),
        Text("Item"),
        Number("Quantity"),
        Number("Price"),
        Text("From"),
        Text("To"),
        Text("Proposed"),
        Text("Decided"),
    ];
    let lines = show::table(&columns, lines.collect(), "No line was made by hand");
    let days = found.subscriptions.iter().flat_map(Days::of).map(|days| {
        vec![
            days.product,
            days.subscription,
            days.from,
            show::or_dash(days.to),
            days.by_hand,
            days.stands,
            days.says,
        ]
    });
    let columns = [
        Text("Product"),
        Text("Subscription"),
        Text("From"),
        Text("To"),
        Number("By hand"),
        Number("Will stand"),
        Text("Coverage"),
    ];
    let days = show::table(&columns, days.collect(), "Nothing is billed from then on");
    let invoice = format!(
        "The next invoice: {} now, {} then",
        show::price(found.invoice.before),
        show::price(found.invoice.after)
    );
    [lines, days, found.says.clone(), invoice].join("\n\n")
}
