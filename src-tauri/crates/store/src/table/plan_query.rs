//! What is pending for each customer: what is left of the last plan.

use super::job::JobId;
use crate::{access::Reader, cell::Cells, error::Error};
use domain::{ids::CustomerId, line::EventId};
use rusqlite::Row;

/// What is left of a customer's last plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerPlan {
    /// C3 customer.
    pub customer: CustomerId,
    /// The last job that planned for it.
    pub job: JobId,
    /// Operations of that plan that are not confirmed.
    pub operations: u32,
    /// Errors that the job found for the customer.
    pub errors: u32,
    /// The last event that the plan knew; `None` where it came to no plan.
    pub last_event: Option<EventId>,
}

impl CustomerPlan {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            customer: row.text("customer")?,
            job: row.get("job")?,
            operations: row.get("operations")?,
            errors: row.get("errors")?,
            last_event: row.get("last_event")?,
        })
    }
}

/// What is left of the plans that `latest` names by customer and job. CROSS JOIN
/// keeps this order: from each customer's few agreements to their operations, never
/// through all operations of the job. The sign before the severity keeps SQLite from
/// going through all errors of the job rather than the customer's few findings.
const LEFT: &str = "SELECT customer, job, last_event,
        (SELECT count(*) FROM plan_agreement CROSS JOIN operation USING (job, agreement)
         WHERE plan_agreement.job = latest.job
            AND plan_agreement.customer = latest.customer
            AND operation.state <> 'confirmed') AS operations,
        (SELECT count(*) FROM finding WHERE finding.job = latest.job
            AND finding.customer = latest.customer
            AND +finding.severity = 'error') AS errors
     FROM latest JOIN job_customer USING (customer, job)";

impl Reader<'_> {
    /// What is left of a customer's last plan; `None` where there is none.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_plan(&self, customer: &CustomerId) -> Result<Option<CustomerPlan>, Error> {
        let sql = format!(
            "WITH latest AS (
                SELECT customer, job
                FROM job_customer JOIN job ON job.id = job_customer.job
                WHERE customer = ?1
                    AND job.kind IN ('validate', 'export') AND job.status <> 'running'
                ORDER BY job DESC LIMIT 1)
             {LEFT}"
        );
        self.row(&sql, [customer.as_str()], CustomerPlan::from_row)
    }

    /// For each customer, what is left of its last plan: that of the last validation
    /// or export that is not running any more.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_plans(&self) -> Result<Vec<CustomerPlan>, Error> {
        let sql = format!(
            "WITH latest AS (
                SELECT customer, max(job) AS job
                FROM job_customer JOIN job ON job.id = job_customer.job
                WHERE job.kind IN ('validate', 'export') AND job.status <> 'running'
                GROUP BY customer)
             {LEFT} ORDER BY customer"
        );
        self.rows(&sql, [], CustomerPlan::from_row)
    }
}
