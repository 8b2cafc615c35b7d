//! Under which name a thing was mapped, so that one that was renamed or deleted since is
//! noticed: a mapping goes by id, and nothing else would tell.
//!
//! Triggers keep the names beside the mappings, whoever writes those.

use crate::{
    access::{Reader, Writer},
    cell::Cells,
    error::Error,
    migration::Migration,
};
use domain::mapping::MappedKind;
use rusqlite::Row;

/// A mapped thing that is no longer called what it was, or is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenamedRow {
    /// What it is.
    pub kind: MappedKind,
    /// Its id.
    pub id: String,
    /// What it was called when it was mapped, or last looked at.
    pub was: String,
    /// What it is called now; `None`: it is gone.
    pub now: Option<String>,
}

/// Something that mappings point at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetRow {
    /// Its number in ConnectWise.
    pub id: u32,
    /// What it was called last.
    pub name: String,
    /// ConnectWise no longer has it.
    pub gone: bool,
    /// How many mappings point at it.
    pub mappings: u32,
}

pub(crate) const MIGRATIONS: &[Migration] = &[Migration::new(
    42,
    "mapped_name",
    "CREATE TABLE mapped_name (
        kind TEXT NOT NULL CHECK (kind IN ('customer', 'company', 'agreement', 'item')),
        id   TEXT NOT NULL,
        name TEXT NOT NULL,
        gone INTEGER NOT NULL CHECK (gone IN (0, 1)),
        PRIMARY KEY (kind, id)
    ) STRICT;
    CREATE VIEW named_thing AS
        SELECT 'customer' AS kind, id, name, 0 AS gone FROM customer
        UNION ALL SELECT 'company', CAST(id AS TEXT), name, gone OR deleted FROM company
        UNION ALL SELECT 'agreement', CAST(id AS TEXT), name, gone FROM agreement
        UNION ALL SELECT 'item', CAST(id AS TEXT), identifier, gone FROM item;
    CREATE TRIGGER customer_named AFTER INSERT ON customer_mapping BEGIN
        INSERT OR REPLACE INTO mapped_name SELECT * FROM named_thing
            WHERE (kind = 'customer' AND id = NEW.customer)
            OR (kind = 'company' AND id = CAST(NEW.company AS TEXT));
    END;
    CREATE TRIGGER company_named AFTER UPDATE OF company ON customer_mapping BEGIN
        DELETE FROM mapped_name WHERE kind = 'company' AND id = CAST(OLD.company AS TEXT);
        INSERT OR REPLACE INTO mapped_name SELECT * FROM named_thing
            WHERE kind = 'company' AND id = CAST(NEW.company AS TEXT);
    END;
    CREATE TRIGGER customer_unnamed AFTER DELETE ON customer_mapping BEGIN
        DELETE FROM mapped_name WHERE (kind = 'customer' AND id = OLD.customer)
            OR (kind = 'company' AND id = CAST(OLD.company AS TEXT));
    END;
    CREATE TRIGGER agreement_named AFTER INSERT ON agreement_mapping BEGIN
        INSERT OR REPLACE INTO mapped_name SELECT * FROM named_thing
            WHERE kind = 'agreement' AND id = CAST(NEW.agreement AS TEXT);
    END;
    CREATE TRIGGER agreement_unnamed AFTER DELETE ON agreement_mapping BEGIN
        DELETE FROM mapped_name
            WHERE kind = 'agreement' AND id = CAST(OLD.agreement AS TEXT);
    END;
    CREATE TRIGGER item_named AFTER INSERT ON product_mapping BEGIN
        INSERT OR IGNORE INTO mapped_name SELECT * FROM named_thing
            WHERE kind = 'item' AND id = CAST(NEW.item AS TEXT);
    END;
    CREATE TRIGGER item_named_anew AFTER UPDATE OF item ON product_mapping BEGIN
        INSERT OR IGNORE INTO mapped_name SELECT * FROM named_thing
            WHERE kind = 'item' AND id = CAST(NEW.item AS TEXT);
        DELETE FROM mapped_name WHERE kind = 'item' AND id = CAST(OLD.item AS TEXT)
            AND NOT EXISTS (SELECT 1 FROM product_mapping WHERE item = OLD.item);
    END;
    CREATE TRIGGER item_unnamed AFTER DELETE ON product_mapping BEGIN
        DELETE FROM mapped_name WHERE kind = 'item' AND id = CAST(OLD.item AS TEXT)
            AND NOT EXISTS (SELECT 1 FROM product_mapping WHERE item = OLD.item);
    END;
    INSERT INTO mapped_name SELECT * FROM named_thing
        WHERE (kind = 'customer' AND id IN (SELECT customer FROM customer_mapping))
        OR (kind = 'company' AND CAST(id AS INTEGER) IN (SELECT company FROM customer_mapping))
        OR (kind = 'agreement'
            AND CAST(id AS INTEGER) IN (SELECT agreement FROM agreement_mapping))
        OR (kind = 'item' AND CAST(id AS INTEGER) IN (SELECT item FROM product_mapping))",
)];

/// What is called otherwise now, or is gone: C3 drops a customer from its list,
/// ConnectWise no longer answers for the rest.
const RENAMED: &str = "FROM mapped_name AS was
    LEFT JOIN named_thing AS now ON now.kind = was.kind AND now.id = was.id
    WHERE ifnull(now.gone, 1) > was.gone
        OR (now.name IS NOT NULL AND NOT now.gone AND now.name <> was.name)";

fn renamed(row: &Row<'_>) -> rusqlite::Result<RenamedRow> {
    Ok(RenamedRow {
        kind: row.text("kind")?,
        id: row.get("id")?,
        was: row.get("was")?,
        now: row.get("now")?,
    })
}

fn target(row: &Row<'_>) -> rusqlite::Result<TargetRow> {
    Ok(TargetRow {
        id: row.get("id")?,
        name: row.get("name")?,
        gone: row.get("gone")?,
        mappings: row.get("mappings")?,
    })
}

impl Reader<'_> {
    /// Mapped things that were renamed or deleted since they were mapped or last looked
    /// at; what is gone comes first.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn renamed(&self) -> Result<Vec<RenamedRow>, Error> {
        let sql = format!(
            "SELECT was.kind, was.id, was.name AS was,
                CASE WHEN ifnull(now.gone, 1) THEN NULL ELSE now.name END AS now {RENAMED}
             ORDER BY now IS NOT NULL, was.kind, was.name"
        );
        self.rows(&sql, [], renamed)
    }

    /// How many they are.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_renamed(&self) -> Result<u32, Error> {
        let counted = self.row(&format!("SELECT count(*) {RENAMED}"), [], |row| row.get(0))?;
        Ok(counted.unwrap_or_default())
    }

    /// The companies that customers are mapped to, by name.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mapped_companies(&self) -> Result<Vec<TargetRow>, Error> {
        self.rows(
            "SELECT mapping.company AS id, ifnull(company.name, was.name) AS name,
                ifnull(company.gone OR company.deleted, 1) AS gone, 1 AS mappings
             FROM customer_mapping AS mapping
             LEFT JOIN company ON company.id = mapping.company
             LEFT JOIN mapped_name AS was
                ON was.kind = 'company' AND was.id = CAST(mapping.company AS TEXT)
             WHERE ifnull(company.name, was.name) IS NOT NULL ORDER BY 2",
            [],
            target,
        )
    }

    /// The catalog items that products are mapped to, by identifier.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mapped_items(&self) -> Result<Vec<TargetRow>, Error> {
        self.rows(
            "SELECT mapping.item AS id, ifnull(item.identifier, was.name) AS name,
                ifnull(item.gone, 1) AS gone, count(*) AS mappings
             FROM product_mapping AS mapping
             LEFT JOIN item ON item.id = mapping.item
             LEFT JOIN mapped_name AS was
                ON was.kind = 'item' AND was.id = CAST(mapping.item AS TEXT)
             WHERE ifnull(item.identifier, was.name) IS NOT NULL
             GROUP BY mapping.item ORDER BY 2",
            [],
            target,
        )
    }
}

impl Writer<'_> {
    /// A person has looked: the names of now count. Answers how many differed.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn keep_names(&mut self) -> Result<u32, Error> {
        let differed = self.count_renamed()?;
        self.run(
            "UPDATE mapped_name SET gone = 1 WHERE NOT EXISTS (SELECT 1 FROM named_thing AS now
                WHERE now.kind = mapped_name.kind AND now.id = mapped_name.id)",
            [],
        )?;
        self.run(
            "UPDATE mapped_name SET name = now.name, gone = now.gone FROM named_thing AS now
             WHERE now.kind = mapped_name.kind AND now.id = mapped_name.id",
            [],
        )?;
        Ok(differed)
    }
}
