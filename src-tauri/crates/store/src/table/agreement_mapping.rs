//! Which agreements are a customer's, and on what terms; and the terms of those
//! that were released, so that mapping again continues where it stopped.

use crate::{
    access::{Reader, Writer},
    cell::{Cells, Textual, text_of},
    constraint::Constraint,
    error::Error,
    migration::Migration,
};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode, PricePeriods},
    ids::{AgreementId, CustomerId},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{Row, params};

/// What was agreed on for an agreement; see [`domain::agreement::AgreementTerms`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MappingTerms {
    /// Posting mode; `None`: the agreement's flags decide.
    pub mode: Option<PostingMode>,
    /// Which period the next invoice covers; `None`: nobody was asked.
    pub covers: Option<NextInvoiceCovers>,
    /// The first day that Accord plans; `None` before the first validation.
    pub bill_from: Option<Date>,
    /// Whose prices count on which days.
    pub prices: PricePeriods,
    /// The first day that was not invoiced at the last validation.
    pub seen_open: Option<Date>,
}

/// An agreement's mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementMapping {
    /// ConnectWise agreement.
    pub agreement: AgreementId,
    /// C3 customer.
    pub customer: CustomerId,
    /// Its terms.
    pub terms: MappingTerms,
}

/// The terms of a mapping that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleasedTerms {
    /// What was mapped.
    pub mapping: AgreementMapping,
    /// When it was released.
    pub released_at: Timestamp,
}

pub(crate) const MIGRATIONS: &[Migration] = &[BEGIN, PRICE_PERIODS];

const BEGIN: Migration = Migration::new(
    15,
    "agreement_mapping",
    "CREATE TABLE agreement_mapping (
        agreement    INTEGER PRIMARY KEY,
        customer     TEXT NOT NULL REFERENCES customer_mapping (customer),
        mode         TEXT,
        covers       TEXT CHECK (covers IN ('holding', 'before')),
        bill_from    TEXT,
        price_source TEXT NOT NULL CHECK (price_source IN ('c3', 'connectwise')),
        priced_from  TEXT,
        created_at   TEXT NOT NULL,
        UNIQUE (agreement, customer)
    ) STRICT;
    CREATE INDEX agreement_mapping_customer ON agreement_mapping (customer);
    CREATE TABLE agreement_terms (
        agreement    INTEGER PRIMARY KEY,
        customer     TEXT NOT NULL,
        mode         TEXT,
        covers       TEXT,
        bill_from    TEXT,
        price_source TEXT NOT NULL,
        priced_from  TEXT,
        released_at  TEXT NOT NULL
    ) STRICT;
    CREATE INDEX agreement_terms_customer ON agreement_terms (customer)",
);

/// Each switch of the price source is kept, where only the last one was.
const PRICE_PERIODS: Migration = Migration::new(
    41,
    "price_periods",
    "ALTER TABLE agreement_mapping ADD COLUMN prices TEXT NOT NULL DEFAULT 'c3'
        CHECK (prices GLOB 'c3*' OR prices GLOB 'connectwise*');
    ALTER TABLE agreement_terms ADD COLUMN prices TEXT NOT NULL DEFAULT 'c3';
    ALTER TABLE agreement_mapping ADD COLUMN seen_open TEXT;
    ALTER TABLE agreement_terms ADD COLUMN seen_open TEXT;
    UPDATE agreement_mapping SET prices = CASE
        WHEN priced_from IS NULL THEN price_source
        WHEN price_source = 'c3' THEN 'connectwise, c3 from ' || priced_from
        ELSE 'c3, connectwise from ' || priced_from END;
    UPDATE agreement_terms SET prices = CASE
        WHEN priced_from IS NULL THEN price_source
        WHEN price_source = 'c3' THEN 'connectwise, c3 from ' || priced_from
        ELSE 'c3, connectwise from ' || priced_from END;
    ALTER TABLE agreement_mapping DROP COLUMN price_source;
    ALTER TABLE agreement_mapping DROP COLUMN priced_from;
    ALTER TABLE agreement_terms DROP COLUMN price_source;
    ALTER TABLE agreement_terms DROP COLUMN priced_from",
);

impl AgreementMapping {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            agreement: AgreementId(row.get("agreement")?),
            customer: row.text("customer")?,
            terms: MappingTerms {
                mode: row.text_or_none("mode")?,
                covers: row.text_or_none("covers")?,
                bill_from: row.text_or_none("bill_from")?,
                prices: row.text("prices")?,
                seen_open: row.text_or_none("seen_open")?,
            },
        })
    }
}

impl ReleasedTerms {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            mapping: AgreementMapping::from_row(row)?,
            released_at: row.text("released_at")?,
        })
    }
}

impl Reader<'_> {
    /// The mapping of an agreement.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreement_mapping(&self, id: AgreementId) -> Result<Option<AgreementMapping>, Error> {
        let sql = "SELECT * FROM agreement_mapping WHERE agreement = ?1";
        self.row(sql, [id.0], AgreementMapping::from_row)
    }

    /// The agreements that a customer is mapped to.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreement_mappings_of(&self, id: &CustomerId) -> Result<Vec<AgreementMapping>, Error> {
        let sql = "SELECT * FROM agreement_mapping WHERE customer = ?1 ORDER BY agreement";
        self.rows(sql, [id.as_str()], AgreementMapping::from_row)
    }

    /// All mapped agreements.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn agreement_mappings(&self) -> Result<Vec<AgreementMapping>, Error> {
        let sql = "SELECT * FROM agreement_mapping ORDER BY customer, agreement";
        self.rows(sql, [], AgreementMapping::from_row)
    }

    /// The terms under which an agreement was last mapped, where it was released.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn released_terms(&self, id: AgreementId) -> Result<Option<ReleasedTerms>, Error> {
        let sql = "SELECT * FROM agreement_terms WHERE agreement = ?1";
        self.row(sql, [id.0], ReleasedTerms::from_row)
    }

    /// The released agreements of a customer that are not mapped again.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn released_agreements_of(&self, id: &CustomerId) -> Result<Vec<ReleasedTerms>, Error> {
        self.rows(
            "SELECT * FROM agreement_terms WHERE customer = ?1
             AND agreement NOT IN (SELECT agreement FROM agreement_mapping) ORDER BY agreement",
            [id.as_str()],
            ReleasedTerms::from_row,
        )
    }
}

impl Writer<'_> {
    /// Maps an agreement for a customer.
    ///
    /// # Errors
    /// [`Constraint::AgreementTaken`] or [`Constraint::CustomerNotMapped`]; what
    /// SQLite refuses.
    pub fn map_agreement(
        &mut self,
        mapping: &AgreementMapping,
        at: Timestamp,
    ) -> Result<(), Error> {
        let terms = &mapping.terms;
        self.run(
            "INSERT INTO agreement_mapping (agreement, customer, mode, covers, bill_from,
                prices, seen_open, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![
                mapping.agreement.0,
                mapping.customer.as_str(),
                text_of(terms.mode.as_ref()),
                text_of(terms.covers.as_ref()),
                text_of(terms.bill_from.as_ref()),
                terms.prices.to_text(),
                text_of(terms.seen_open.as_ref()),
                at.to_text(),
            ],
        )
        .map(drop)
        .map_err(|error| error.naming_reference(Constraint::CustomerNotMapped))
    }

    /// Changes the terms of a mapped agreement.
    ///
    /// # Errors
    /// [`Error::Missing`] where it is not mapped; what SQLite refuses.
    pub fn set_mapping_terms(
        &mut self,
        agreement: AgreementId,
        terms: &MappingTerms,
    ) -> Result<(), Error> {
        self.run_on(
            "mapped agreement",
            agreement,
            "UPDATE agreement_mapping SET mode = ?2, covers = ?3, bill_from = ?4,
                prices = ?5, seen_open = ?6 WHERE agreement = ?1",
            params![
                agreement.0,
                text_of(terms.mode.as_ref()),
                text_of(terms.covers.as_ref()),
                text_of(terms.bill_from.as_ref()),
                terms.prices.to_text(),
                text_of(terms.seen_open.as_ref()),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, PRICE_PERIODS};
    use domain::agreement::PricePeriods;
    use rusqlite::Connection;

    #[test]
    fn the_last_switch_of_before_becomes_a_period() {
        let database = Connection::open_in_memory().unwrap();
        database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        database.execute_batch(BEGIN.sql).unwrap();
        let rows = "(1, 'a', 'c3', NULL, ''), (2, 'a', 'connectwise', NULL, ''),
            (3, 'a', 'connectwise', '2026-03-01', ''), (4, 'a', 'c3', '2026-05-01', '')";
        for (table, at) in [
            ("agreement_mapping", "created_at"),
            ("agreement_terms", "released_at"),
        ] {
            let columns = format!("agreement, customer, price_source, priced_from, {at}");
            let insert = format!("INSERT INTO {table} ({columns}) VALUES {rows}");
            database.execute_batch(&insert).unwrap();
        }
        database.execute_batch(PRICE_PERIODS.sql).unwrap();
        for table in ["agreement_mapping", "agreement_terms"] {
            let sql = format!("SELECT prices FROM {table} ORDER BY agreement");
            let mut query = database.prepare(&sql).unwrap();
            let prices = query.query_map([], |row| row.get::<_, String>(0)).unwrap();
            let prices: Vec<String> = prices.map(Result::unwrap).collect();
            let wanted = [
                "c3",
                "connectwise",
                "c3, connectwise from 2026-03-01",
                "connectwise, c3 from 2026-05-01",
            ];
            assert_eq!(prices, wanted, "{table}");
            let read = prices.iter().map(|text| text.parse::<PricePeriods>());
            assert!(read.into_iter().all(|read| read.is_ok()));
        }
    }
}
