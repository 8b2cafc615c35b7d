//! Exports of one validated job: what earlier ones have written already counts
//! for the next.

use crate::{
    access::{Reader, Writer},
    error::Error,
    table::job::JobId,
};
use domain::ids::AdditionId;

impl Reader<'_> {
    /// The additions that an export, and earlier exports of the same validated job,
    /// are confirmed to have written.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_written(&self, export: JobId) -> Result<Vec<AdditionId>, Error> {
        self.rows(
            "SELECT DISTINCT response FROM operation JOIN job ON job.id = operation.job
             WHERE job.source = (SELECT source FROM job WHERE id = ?1)
                AND operation.response IS NOT NULL",
            [export],
            |row| row.get(0).map(AdditionId),
        )
    }
}

impl Writer<'_> {
    /// Takes out of an export's plan what earlier exports of the same validated
    /// job have done. Returns how many operations that were.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn leave_out_what_is_done(&mut self, export: JobId) -> Result<usize, Error> {
        const DONE: &str = "job = ?1 AND state = 'planned' AND seq IN (
            SELECT earlier.seq FROM operation AS earlier JOIN job ON job.id = earlier.job
            WHERE job.source = (SELECT source FROM job WHERE id = ?1)
                AND earlier.state = 'confirmed')";
        self.run(
            &format!(
                "DELETE FROM operation_event
                 WHERE operation IN (SELECT id FROM operation WHERE {DONE})"
            ),
            [export],
        )?;
        self.run(&format!("DELETE FROM operation WHERE {DONE}"), [export])
    }
}
