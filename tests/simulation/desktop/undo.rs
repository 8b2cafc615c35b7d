//! Taking an upload back at a desktop.

use super::{Desktop, finished, sitting::errors};
use crate::history::Subscription;
use domain::ids::SubscriptionId;
use store::JobStatus;
use tokio_util::sync::CancellationToken;
use workflow::{JobId, progress::unwatched};

impl Desktop {
    /// Takes an upload back, or goes on with it; whether nothing of it is left.
    pub(crate) fn take_back(&mut self, export: JobId) -> Result<bool, String> {
        self.resume()?;
        let workflow = self.workflow.clone();
        let plan = workflow.plan_undo(export, unwatched(), CancellationToken::new());
        let planned = finished(self.attempt("plan an undo", plan))?;
        let record = self.record(planned);
        if record.job.status != JobStatus::Success {
            return Err(format!("plan of an undo {planned}: {}", errors(&record)));
        }
        if record.operations.is_empty() {
            return Ok(true);
        }
        let undo = workflow.undo(planned, unwatched(), CancellationToken::new());
        let undone = finished(self.attempt("undo", undo))?;
        let record = self.record(undone);
        match record.job.status {
            JobStatus::Success => Ok(false),
            status => Err(format!("undo {undone} is {status:?}: {}", errors(&record))),
        }
    }

    /// Lifts every hold.
    pub(crate) fn lift_holds(&self) {
        let ids: Vec<SubscriptionId> = self.world.with(|world| {
            let known = |one: &&Subscription| one.is_known(world.now);
            let known = world.c3.subscriptions.iter().filter(known);
            known.map(|one| SubscriptionId::new(&one.id)).collect()
        });
        for id in ids {
            self.workflow.hold(&id, false).unwrap();
        }
    }
}
