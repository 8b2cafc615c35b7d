//! ConnectWise's agreements as last read, in ConnectWise's words where Accord draws
//! no conclusion from them. One that is gone stays, marked.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    error::Error,
    migration::Migration,
};
use domain::{
    cycle::AgreementCycle,
    ids::{AgreementId, CompanyId},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// A ConnectWise agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// Number.
    pub id: AgreementId,
    /// The company that it belongs to.
    pub company: CompanyId,
    /// Name.
    pub name: String,
    /// Agreement type's name.
    pub kind: Option<String>,
    /// The agreement that it is a child of.
    pub parent: Option<AgreementId>,
    /// Number of the site's billing cycle record.
    pub billing_cycle: Option<u32>,
    /// That record's name.
    pub billing_cycle_name: Option<String>,
    /// That record's `billingOptions`.
    pub billing_options: Option<String>,
    /// How often it bills; `None` when it cannot take part.
    pub cycle: Option<AgreementCycle>,
    /// `invoicingCycle`: `CalendarYear` or `ContractYear`.
    pub invoicing_cycle: Option<String>,
    /// `agreementStatus`.
    pub status: Option<String>,
    /// `cancelledFlag`.
    pub cancelled: bool,
    /// `startDate`.
    pub start: Option<Date>,
    /// `endDate`; `None` where it has no end.
    pub end: Option<Date>,
    /// `billStartDate`.
    pub bill_start: Option<Date>,
    /// `nextInvoiceDate`.
    pub next_invoice: Option<Date>,
    /// `prorateFlag`.
    pub prorates: bool,
    /// `invoiceProratedAdditionsFlag`.
    pub invoice_prorated_additions: Option<bool>,
    /// `periodType`.
    pub period_type: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Last change in ConnectWise.
    pub last_updated: Option<Timestamp>,
    /// No longer readable in ConnectWise.
    pub gone: bool,
    /// When it was last read.
    pub read_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    11,
    "agreement",
    "CREATE TABLE agreement (
        id                         INTEGER PRIMARY KEY,
        company                    INTEGER NOT NULL,
        name                       TEXT NOT NULL,
        kind                       TEXT,
        parent                     INTEGER,
        billing_cycle              INTEGER,
        billing_cycle_name         TEXT,
        billing_options            TEXT,
        cycle                      TEXT CHECK (cycle IN ('monthly', 'yearly')),
        invoicing_cycle            TEXT,
        status                     TEXT,
        cancelled                  INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
        start_date                 TEXT,
        end_date                   TEXT,
        bill_start                 TEXT,
        next_invoice               TEXT,
        prorates                   INTEGER NOT NULL CHECK (prorates IN (0, 1)),
        invoice_prorated_additions INTEGER CHECK (invoice_prorated_additions IN (0, 1)),
        period_type                TEXT,
        currency                   TEXT,
        last_updated               TEXT,
        gone                       INTEGER NOT NULL CHECK (gone IN (0, 1)),
        read_at                    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX agreement_company ON agreement (company)",
)];

impl Agreement {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: AgreementId(row.get("id")?),
            company: CompanyId(row.get("company")?),
            name: row.get("name")?,
            kind: row.get("kind")?,
            parent: row.get::<_, Option<u32>>("parent")?.map(AgreementId),
            billing_cycle: row.get("billing_cycle")?,
            billing_cycle_name: row.get("billing_cycle_name")?,
            billing_options: row.get("billing_options")?,
            cycle: row.text_or_none("cycle")?,
            invoicing_cycle: row.get("invoicing_cycle")?,
            status: row.get("status")?,
            cancelled: row.get("cancelled")?,
            start: row.text_or_none("start_date")?,
            end: row.text_or_none("end_date")?,
            bill_start: row.text_or_none("bill_start")?,
            next_invoice: row.text_or_none("next_invoice")?,
            prorates: row.get("prorates")?,
            invoice_prorated_additions: row.get("invoice_prorated_additions")?,
            period_type: row.get("period_type")?,
            currency: row.get("currency")?,
            last_updated: row.text_or_none("last_updated")?,
            gone: row.get("gone")?,
            read_at: row.text("read_at")?,
        })
    }
}

impl Reader<'_> {
    /// One agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreement(&self, id: AgreementId) -> Result<Option<Agreement>, Error> {
        let sql = "SELECT * FROM agreement WHERE id = ?1";
        self.row(sql, [id.0], Agreement::from_row)
    }

    /// All agreements of a company, by name; gone ones, too.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreements_of(&self, company: CompanyId) -> Result<Vec<Agreement>, Error> {
        self.rows(
            "SELECT * FROM agreement WHERE company = ?1 ORDER BY name COLLATE NOCASE, id",
            [company.0],
            Agreement::from_row,
        )
    }

    /// How many agreements are there.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_agreements(&self) -> Result<u32, Error> {
        self.number("SELECT count(*) FROM agreement WHERE NOT gone", [])
    }
}

impl Writer<'_> {
    /// Sets what was read.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn put_agreements(&mut self, agreements: &[Agreement]) -> Result<(), Error> {
        agreements
            .iter()
            .try_for_each(|agreement| self.put_agreement(agreement))
    }

    fn put_agreement(&mut self, agreement: &Agreement) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO agreement (id, company, name, kind, parent, billing_cycle,
                billing_cycle_name, billing_options, cycle, invoicing_cycle, status, cancelled,
                start_date, end_date, bill_start, next_invoice, prorates, invoice_prorated_additions,
                period_type, currency, last_updated, gone, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
            params![
                agreement.id.0,
                agreement.company.0,
                agreement.name,
                agreement.kind,
                agreement.parent.map(|parent| parent.0),
                agreement.billing_cycle,
                agreement.billing_cycle_name,
                agreement.billing_options,
                text_of(agreement.cycle.as_ref()),
                agreement.invoicing_cycle,
                agreement.status,
                agreement.cancelled,
                text_of(agreement.start.as_ref()),
                text_of(agreement.end.as_ref()),
                text_of(agreement.bill_start.as_ref()),
                text_of(agreement.next_invoice.as_ref()),
                agreement.prorates,
                agreement.invoice_prorated_additions,
                agreement.period_type,
                agreement.currency,
                text_of(agreement.last_updated.as_ref()),
                agreement.gone,
                agreement.read_at.to_text(),
            ],
        )?;
        Ok(())
    }

    /// After all agreements of a company (`None`: of all companies) were read at
    /// `read_at`: marks the others as gone. Returns how many went.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mark_agreements_gone(
        &mut self,
        company: Option<CompanyId>,
        read_at: Timestamp,
    ) -> Result<usize, Error> {
        self.run(
            "UPDATE agreement SET gone = 1
             WHERE NOT gone AND read_at <> ?1 AND (?2 IS NULL OR company = ?2)",
            params![read_at.to_text(), company.map(|company| company.0)],
        )
    }
}
