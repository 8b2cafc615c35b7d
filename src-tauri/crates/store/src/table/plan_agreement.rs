//! The agreements of a job's plan, each with the fingerprint of everything that its
//! part of the plan came from.

use super::job::JobId;
use crate::{
    access::{Reader, Writer},
    cell::{Cells, text_of},
    error::Error,
    migration::Migration,
};
use domain::ids::{AgreementId, CustomerId};
use rusqlite::{Row, params};
use rust_decimal::Decimal;

/// One agreement of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAgreement {
    /// ConnectWise agreement.
    pub agreement: AgreementId,
    /// C3 customer.
    pub customer: CustomerId,
    /// Tells whether anything changed since.
    pub fingerprint: String,
    /// The terms that the plan follows, as the planner's JSON text.
    pub terms: String,
    /// ISO 4217 code of the amounts.
    pub currency: Option<String>,
    /// The next invoice without the plan, where it is known.
    pub invoice_before: Option<Decimal>,
    /// The next invoice with the plan, where it is known.
    pub invoice_after: Option<Decimal>,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    24,
    "plan_agreement",
    "CREATE TABLE plan_agreement (
        job            INTEGER NOT NULL REFERENCES job (id),
        agreement      INTEGER NOT NULL,
        customer       TEXT NOT NULL,
        fingerprint    TEXT NOT NULL,
        terms          TEXT NOT NULL CHECK (json_valid(terms)),
        currency       TEXT,
        invoice_before TEXT,
        invoice_after  TEXT,
        PRIMARY KEY (job, agreement)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX plan_agreement_customer ON plan_agreement (customer, job)",
)];

impl PlanAgreement {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            agreement: AgreementId(row.get("agreement")?),
            customer: row.text("customer")?,
            fingerprint: row.get("fingerprint")?,
            terms: row.get("terms")?,
            currency: row.get("currency")?,
            invoice_before: row.text_or_none("invoice_before")?,
            invoice_after: row.text_or_none("invoice_after")?,
        })
    }
}

impl Reader<'_> {
    /// The agreements of a job's plan.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn plan_agreements(&self, job: JobId) -> Result<Vec<PlanAgreement>, Error> {
        let sql = "SELECT * FROM plan_agreement WHERE job = ?1 ORDER BY customer, agreement";
        self.rows(sql, [job], PlanAgreement::from_row)
    }

    /// A customer's agreements in a job's plan.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn plan_agreements_of(
        &self,
        job: JobId,
        customer: &CustomerId,
    ) -> Result<Vec<PlanAgreement>, Error> {
        let sql = "SELECT * FROM plan_agreement WHERE job = ?1 AND customer = ?2
             ORDER BY agreement";
        self.rows(
            sql,
            params![job, customer.as_str()],
            PlanAgreement::from_row,
        )
    }
}

impl Writer<'_> {
    /// Adds an agreement to a job's plan; its operations come after it.
    ///
    /// # Errors
    /// [`crate::Constraint::Reference`] where there is no such job; what SQLite refuses.
    pub fn add_plan_agreement(&mut self, job: JobId, plan: &PlanAgreement) -> Result<(), Error> {
        self.run(
            "INSERT INTO plan_agreement (job, agreement, customer, fingerprint, terms, currency,
                invoice_before, invoice_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                job,
                plan.agreement.0,
                plan.customer.as_str(),
                plan.fingerprint,
                plan.terms,
                plan.currency,
                text_of(plan.invoice_before.as_ref()),
                text_of(plan.invoice_after.as_ref()),
            ],
        )?;
        Ok(())
    }

    /// Copies the plan of a validated job: its agreements and its operations, all
    /// planned anew. Returns how many operations there are.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn copy_plan(&mut self, from: JobId, to: JobId) -> Result<usize, Error> {
        self.run(
            "INSERT INTO plan_agreement
             SELECT ?2, agreement, customer, fingerprint, terms, currency, invoice_before,
                invoice_after
             FROM plan_agreement WHERE job = ?1",
            [from, to],
        )?;
        self.run(
            "UPDATE job_customer SET last_event = (SELECT source.last_event
                FROM job_customer AS source
                WHERE source.job = ?1 AND source.customer = job_customer.customer)
             WHERE job = ?2",
            [from, to],
        )?;
        self.copy_operations(from, to)
    }
}
