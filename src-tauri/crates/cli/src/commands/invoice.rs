//! `preview` and `why`: what the next invoice says, and why a line says what it does.

use super::Outcome;
use crate::{
    outcome::Success,
    show::{preview, progress},
};
use domain::ids::{AdditionId, AgreementId, CustomerId};
use workflow::{Scope, Workflow};

pub(super) async fn preview(workflow: &Workflow, customers: &[String], json: bool) -> Outcome {
    let scope = match customers {
        [] => Scope::All,
        chosen => Scope::Customers(chosen.iter().map(|id| CustomerId::new(id)).collect()),
    };
    let (watcher, cancel) = (progress::watcher(json), progress::cancelled_by_interrupt());
    let previews = workflow.preview(&scope, watcher, cancel).await?;
    let text = preview::text(&previews);
    Success::new(previews, text)
}

pub(super) async fn why(workflow: &Workflow, addition: u32, agreement: u32) -> Outcome {
    let why = workflow.why(AgreementId(agreement), AdditionId(addition));
    let why = why.await?;
    let text = why.text.clone();
    Success::new(why, text)
}
