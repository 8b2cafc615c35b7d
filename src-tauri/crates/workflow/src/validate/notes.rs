//! What a validation found, written some customers at a time: each commit waits for
//! the disk, and there may be 20,000 of them.
//!
//! What still waits is lost when the process dies. The record is then interrupted,
//! and no plan is uploaded from it.

use super::record::Planned;
use crate::{error::Error, jobs::JobId};
use domain::finding::Finding;
use store::Store;

/// Customers that are written together.
const TOGETHER: usize = 250;

/// What came of one customer.
pub(super) enum Note {
    /// It could not be planned, for this reason.
    NotPlanned(Finding),
    /// It was planned.
    Planned(Box<Planned>),
}

impl Note {
    /// Whether anything keeps the customer from being uploaded.
    pub(super) fn has_errors(&self) -> bool {
        match self {
            Self::NotPlanned(_) => true,
            Self::Planned(planned) => planned.has_errors(),
        }
    }
}

/// The notes of a running validation.
pub(super) struct Notes<'w> {
    store: &'w Store,
    job: JobId,
    /// The place of the next operation in the plan.
    seq: u32,
    waiting: Vec<Note>,
}

impl<'w> Notes<'w> {
    pub(super) fn new(store: &'w Store, job: JobId) -> Self {
        Self {
            store,
            job,
            seq: 0,
            waiting: Vec::new(),
        }
    }

    /// Takes a note; writes when there are enough of them.
    pub(super) fn take(&mut self, note: Note) -> Result<(), Error> {
        self.waiting.push(note);
        if self.waiting.len() < TOGETHER {
            return Ok(());
        }
        self.write()
    }

    /// Writes what waits, in one transaction.
    pub(super) fn write(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let (job, seq) = (self.job, self.seq);
        self.seq = self.store.write(|writer| {
            let mut seq = seq;
            for note in &waiting {
                match note {
                    Note::NotPlanned(finding) => {
                        writer.add_findings(job, std::slice::from_ref(finding))?;
                    }
                    Note::Planned(planned) => seq = planned.write(writer, job, seq)?,
                }
            }
            Ok(seq)
        })?;
        Ok(())
    }
}
