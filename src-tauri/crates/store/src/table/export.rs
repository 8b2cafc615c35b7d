//! Exports of one validated job: what earlier ones have written already counts
//! for the next.

use crate::{
    access::{Reader, Writer},
    error::Error,
    table::job::JobId,
};
use domain::ids::{AdditionId, CustomerId};
use rusqlite::params;

impl Reader<'_> {
    /// The additions that an export, and earlier exports of the same validated job,
    /// are confirmed to have written for a customer.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn additions_written(
        &self,
        export: JobId,
        customer: &CustomerId,
    ) -> Result<Vec<AdditionId>, Error> {
        // CROSS JOIN keeps this order, from the customer's few agreements on.
        self.rows(
            "SELECT DISTINCT response FROM plan_agreement
             CROSS JOIN job ON job.id = plan_agreement.job
             CROSS JOIN operation ON operation.job = plan_agreement.job
                AND operation.agreement = plan_agreement.agreement
             WHERE plan_agreement.customer = ?2
                AND job.source = (SELECT source FROM job WHERE id = ?1)
                AND operation.response IS NOT NULL",
            params![export, customer.as_str()],
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
