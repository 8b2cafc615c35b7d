//! `suggest`: what may belong together, and accepting it.

use super::Outcome;
use crate::{
    arguments::{Accept, NoMatch, Of, Shown, Suggest},
    outcome::{Failure, Success},
    show::{
        Column::{Number, Text},
        counted, or_dash, table,
    },
};
use clap::Args;
use domain::{
    ids::{AgreementId, CustomerId},
    matching::Class,
};
use workflow::{
    Workflow,
    mapping::suggest::{
        Accepted, RefusedSuggestion, SuggestionFilter, SuggestionRow, SuggestionScope, Suggestions,
        TakenBack,
    },
};

pub(super) fn suggest(workflow: &Workflow, command: Suggest) -> Outcome {
    match command {
        Suggest::Customers(shown) => list(workflow, &SuggestionScope::Customers, &shown),
        Suggest::Agreements { customer, shown } => {
            let scope = SuggestionScope::Agreements(CustomerId::new(&customer));
            list(workflow, &scope, &shown)
        }
        Suggest::Products {
            customer,
            agreement,
            shown,
        } => {
            let customer = CustomerId::new(&customer);
            let scope = SuggestionScope::Products(customer, AgreementId(agreement));
            list(workflow, &scope, &shown)
        }
        Suggest::Accept { of } => {
            let (scope, words) = apart(of);
            accept(workflow, &scope, &words)
        }
        Suggest::NoMatch { of } => {
            let (scope, words) = apart(of);
            no_match(workflow, &scope, &words)
        }
        Suggest::Undo => undo(workflow),
    }
}

fn apart<M: Args>(of: Of<M>) -> (SuggestionScope, M) {
    match of {
        Of::Customers(more) => (SuggestionScope::Customers, more),
        Of::Agreements { customer, more } => {
            let customer = CustomerId::new(&customer);
            (SuggestionScope::Agreements(customer), more)
        }
        Of::Products {
            customer,
            agreement,
            more,
        } => {
            let customer = CustomerId::new(&customer);
            let scope = SuggestionScope::Products(customer, AgreementId(agreement));
            (scope, more)
        }
    }
}

fn list(workflow: &Workflow, scope: &SuggestionScope, shown: &Shown) -> Outcome {
    let standing = shown.class.as_deref().map(str::parse).transpose()?;
    let filter = SuggestionFilter {
        standing,
        ..SuggestionFilter::default()
    };
    let listed = workflow.suggestions(scope, &filter)?;
    let text = format!("{}\n{}", rows(&listed.suggestions), summary(&listed));
    Success::new(listed, text)
}

fn rows(rows: &[SuggestionRow]) -> String {
    let columns = [
        Text("C3"),
        Text("Name"),
        Text("Class"),
        Number("Suggested"),
        Text("Name"),
        Text("Why"),
    ];
    let cells = rows.iter().map(|row| {
        let candidate = row.candidate.as_ref();
        vec![
            row.id.clone(),
            row.name.clone(),
            row.standing.word().to_owned(),
            or_dash(candidate.map(|one| one.id)),
            or_dash(candidate.map(|one| one.name.as_str())),
            row.reason.clone(),
        ]
    });
    let nothing = "Nothing of that is left to be mapped";
    table(&columns, cells.collect(), nothing)
}

fn summary(listed: &Suggestions) -> String {
    let counts = listed.counts;
    format!(
        "Exact: {} (list {}). Strong: {} (list {}). Not sure: {}. Nothing found: {}. No match: {}.\n\
         Nothing was mapped; accept a class with --class and its --list",
        counts.exact,
        listed.exact_list,
        counts.strong,
        listed.strong_list,
        counts.not_sure,
        counts.none,
        counts.no_match,
    )
}

fn accept(workflow: &Workflow, scope: &SuggestionScope, words: &Accept) -> Outcome {
    let accepted = match (&words.class, &words.one, words.candidate) {
        (Some(class), ..) => {
            let class: Class = class
                .parse()
                .map_err(|error: domain::matching::UnknownClass| {
                    Failure::usage(error.to_string())
                })?;
            workflow.accept_class(scope, class, words.list.as_deref(), words.dry_run)?
        }
        (None, Some(one), Some(candidate)) => workflow.accept_suggestion(scope, one, candidate)?,
        (None, ..) => return Err(Failure::usage("Name a class, or one with its candidate")),
    };
    let text = accepted_text(&accepted, words.dry_run);
    Success::new(accepted, text)
}

fn accepted_text(accepted: &Accepted, dry_run: bool) -> String {
    let number = accepted.accepted.len();
    let mut text = rows(&accepted.accepted);
    text += &match dry_run {
        true => format!("\nWould be mapped: {number}. Nothing was changed"),
        false => format!("\nMapped: {number}. Nothing was written to ConnectWise"),
    };
    text + &refused(&accepted.refused)
}

fn refused(refused: &[RefusedSuggestion]) -> String {
    let lines = refused
        .iter()
        .map(|one| format!("\nRefused {}: {}", one.name, one.reason));
    lines.collect()
}

fn no_match(workflow: &Workflow, scope: &SuggestionScope, words: &NoMatch) -> Outcome {
    if words.take_back {
        workflow.take_back_no_match(scope, &words.one)?;
        return Ok(Success::done(format!(
            "{} is to be looked for again",
            words.one
        )));
    }
    workflow.mark_no_match(scope, &words.one)?;
    Ok(Success::done(format!(
        "{} is marked as having no match",
        words.one
    )))
}

fn undo(workflow: &Workflow) -> Outcome {
    let taken: TakenBack = workflow.undo_accepted()?;
    let text = format!(
        "Released: {}. {} can still be taken back. Nothing was written to ConnectWise{}",
        counted(
            u32::try_from(taken.released).unwrap_or(u32::MAX),
            "mapping",
            "mappings"
        ),
        counted(taken.steps_left, "step", "steps"),
        refused(&taken.refused),
    );
    Success::new(taken, text)
}
