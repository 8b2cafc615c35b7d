//! What is pending for each customer: what is left of the last plan.

use super::job::JobId;
use crate::{access::Reader, cell::Cells, error::Error};
use domain::{
    ids::{AgreementId, CustomerId},
    line::EventId,
};
use rusqlite::Row;
use rust_decimal::Decimal;

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

/// An agreement whose next invoice a customer's last plan changes, as far as it was
/// known then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceChange {
    /// The last job that planned for the customer.
    pub job: JobId,
    /// Everything that was planned on the agreement was written.
    pub uploaded: bool,
    /// C3 customer.
    pub customer: CustomerId,
    /// ConnectWise agreement.
    pub agreement: AgreementId,
    /// ISO 4217 code of the amounts.
    pub currency: Option<String>,
    /// The next invoice without the plan.
    pub before: Decimal,
    /// The next invoice with the plan.
    pub after: Decimal,
}

impl InvoiceChange {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            job: row.get("job")?,
            uploaded: row.get("uploaded")?,
            customer: row.text("customer")?,
            agreement: AgreementId(row.get("agreement")?),
            currency: row.get("currency")?,
            before: row.text("invoice_before")?,
            after: row.text("invoice_after")?,
        })
    }
}

/// Each mapped customer's last validation or export that is not running any more; the job
/// is null where there is none.
pub(super) const LATEST: &str = "WITH latest AS (
        SELECT customer, (SELECT job FROM job_customer JOIN job ON job.id = job_customer.job
            WHERE job_customer.customer = customer_mapping.customer
                AND job.kind IN ('validate', 'export') AND job.status <> 'running'
            ORDER BY job DESC LIMIT 1) AS job
        FROM customer_mapping)";

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

    /// For each mapped customer, what is left of its last plan: that of the last validation
    /// or export that is not running any more.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customer_plans(&self) -> Result<Vec<CustomerPlan>, Error> {
        let sql = format!("{LATEST} {LEFT} ORDER BY customer");
        self.rows(&sql, [], CustomerPlan::from_row)
    }

    /// The agreements whose next invoice the last plan of a mapped customer changes. None
    /// of a customer for which that plan found errors, none of an upload that was taken
    /// back, and none whose invoice was made since, as far as was read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn invoice_changes(&self) -> Result<Vec<InvoiceChange>, Error> {
        let sql = format!(
            "{LATEST} SELECT latest.job, plan.customer, plan.agreement, plan.currency,
                plan.invoice_before, plan.invoice_after,
                job.kind = 'export' AND NOT EXISTS (SELECT 1 FROM operation
                    WHERE operation.job = latest.job AND operation.agreement = plan.agreement
                        AND operation.state <> 'confirmed') AS uploaded
             FROM latest CROSS JOIN plan_agreement AS plan USING (job, customer)
                CROSS JOIN job ON job.id = latest.job
                LEFT JOIN agreement ON agreement.id = plan.agreement
             WHERE plan.invoice_before <> plan.invoice_after
                AND ifnull(agreement.next_invoice
                    <= json_extract(plan.terms, '$.next_invoice'), TRUE)
                AND NOT EXISTS (SELECT 1 FROM finding
                    WHERE finding.job = latest.job AND finding.customer = latest.customer
                        AND +finding.severity = 'error')
                AND NOT EXISTS (SELECT 1 FROM job AS back JOIN job AS undo ON undo.source = back.id
                    WHERE back.source = latest.job AND back.kind = 'undo' AND undo.kind = 'undo')"
        );
        self.rows(&sql, [], InvoiceChange::from_row)
    }
}
