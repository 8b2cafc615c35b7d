//! What a job has to say, in the order in which it was found.

use super::job::JobId;
use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    finding::{Finding, Severity},
    ids::{AdditionId, AgreementId},
};
use rusqlite::params;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration::new(
        23,
        "finding",
        "CREATE TABLE finding (
        id           INTEGER PRIMARY KEY,
        job          INTEGER NOT NULL REFERENCES job (id),
        code         TEXT NOT NULL,
        severity     TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'information')),
        customer     TEXT NOT NULL,
        subscription TEXT,
        message      TEXT NOT NULL
    ) STRICT;
    CREATE INDEX finding_job ON finding (job, customer)",
    ),
    Migration::new(
        27,
        "finding_place",
        "ALTER TABLE finding ADD COLUMN agreement INTEGER;
    ALTER TABLE finding ADD COLUMN addition INTEGER;
    ALTER TABLE finding ADD COLUMN event INTEGER;
    CREATE INDEX finding_event ON finding (event) WHERE event IS NOT NULL",
    ),
    Migration::new(
        31,
        "finding_count",
        "CREATE INDEX finding_severity ON finding (job, severity)",
    ),
];

/// The word of a severity.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
    }
}

impl Reader<'_> {
    /// A job's findings.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn findings(&self, job: JobId) -> Result<Vec<Finding>, Error> {
        let sql = "SELECT * FROM finding WHERE job = ?1 ORDER BY id";
        self.rows(sql, [job], |row| {
            Ok(Finding {
                code: row.text("code")?,
                customer: row.text("customer")?,
                subscription: row.text_or_none("subscription")?,
                agreement: row.get::<_, Option<u32>>("agreement")?.map(AgreementId),
                addition: row.get::<_, Option<u32>>("addition")?.map(AdditionId),
                event: row.get("event")?,
                message: row.get("message")?,
            })
        })
    }

    /// How many findings of a severity a job has.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_findings(&self, job: JobId, severity: Severity) -> Result<u32, Error> {
        self.number(
            "SELECT count(*) FROM finding WHERE job = ?1 AND severity = ?2",
            params![job, severity_word(severity)],
        )
    }
}

impl Writer<'_> {
    /// Adds findings behind those that the job has.
    ///
    /// # Errors
    /// [`crate::Constraint::Reference`] where there is no such job; what SQLite refuses.
    pub fn add_findings(&mut self, job: JobId, findings: &[Finding]) -> Result<(), Error> {
        for finding in findings {
            self.run(
                "INSERT INTO finding (job, code, severity, customer, subscription, agreement,
                    addition, event, message)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                params![
                    job,
                    finding.code.to_text(),
                    severity_word(finding.severity()),
                    finding.customer.as_str(),
                    text_of(finding.subscription.as_ref()),
                    finding.agreement.map(|id| id.0),
                    finding.addition.map(|id| id.0),
                    finding.event,
                    finding.message,
                ],
            )?;
        }
        Ok(())
    }
}
