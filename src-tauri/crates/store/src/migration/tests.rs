//! Migrating: all or nothing, the applied ones unchanged, never backwards.

use super::*;
use crate::store::Store;
use std::{collections::BTreeSet, path::Path, time::Duration};
use tempfile::TempDir;

const FIRST: Migration = Migration::new(1, "first", "CREATE TABLE one (x INTEGER) STRICT");
const SECOND: Migration = Migration::new(2, "second", "CREATE TABLE two (x INTEGER) STRICT");
const BROKEN: Migration = Migration::new(3, "broken", "CREATE TABLE two (x INTEGER) STRICT");

fn memory() -> Connection {
    Connection::open_in_memory().expect("a database")
}

fn tables(connection: &Connection) -> BTreeSet<String> {
    let mut statement = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .expect("prepared");
    let names = statement.query_map([], |row| row.get(0)).expect("asked");
    names.collect::<Result<_, _>>().expect("read")
}

fn version(connection: &Connection) -> u32 {
    connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .expect("read")
}

fn open(folder: &Path, migrations: &[Migration]) -> Result<Store, Error> {
    Store::open_with(folder, "a test", Duration::ZERO, migrations)
}

fn backups(folder: &Path) -> usize {
    let files = std::fs::read_dir(folder).expect("a folder");
    files
        .filter(|file| {
            let name = file.as_ref().expect("a file").file_name();
            name.to_string_lossy().contains("backup-")
        })
        .count()
}

#[test]
fn migrations_are_applied_once_and_in_order() {
    let mut connection = memory();
    run(&mut connection, &[FIRST]).expect("migrated");
    assert_eq!(pending(&connection, &[FIRST, SECOND]).expect("read"), 1);
    run(&mut connection, &[FIRST, SECOND]).expect("migrated");
    run(&mut connection, &[FIRST, SECOND]).expect("nothing left");
    assert!(tables(&connection).is_superset(&["one", "two"].map(String::from).into()));
    assert_eq!(version(&connection), 2);
}

#[test]
fn either_all_pending_migrations_are_applied_or_none() {
    let mut connection = memory();
    run(&mut connection, &[FIRST]).expect("migrated");
    let before = tables(&connection);
    assert!(run(&mut connection, &[FIRST, SECOND, BROKEN]).is_err());
    assert_eq!((tables(&connection), version(&connection)), (before, 1));
}

#[test]
fn a_newer_database_is_refused() {
    let mut connection = memory();
    run(&mut connection, &[FIRST, SECOND]).expect("migrated");
    let refused = run(&mut connection, &[FIRST]);
    assert!(matches!(refused, Err(Error::Newer { found: 2, known: 1 })));
    assert_eq!(version(&connection), 2);
}

#[test]
fn a_database_with_another_past_is_refused() {
    let mut connection = memory();
    run(&mut connection, &[FIRST]).expect("migrated");
    let edited = Migration::new(1, "first", "CREATE TABLE one (y INTEGER) STRICT");
    for other in [
        edited,
        Migration {
            name: "renamed",
            ..FIRST
        },
    ] {
        let refused = run(&mut connection, &[other, SECOND]);
        assert!(
            matches!(refused, Err(Error::OtherSchema { .. })),
            "{refused:?}"
        );
    }
}

#[test]
fn an_existing_database_is_backed_up_before_it_is_migrated() {
    let folder = TempDir::new().expect("a folder");
    drop(open(folder.path(), &[FIRST]).expect("made"));
    drop(open(folder.path(), &[FIRST]).expect("opened"));
    assert_eq!(backups(folder.path()), 0, "nothing was migrated");
    drop(open(folder.path(), &[FIRST, SECOND]).expect("migrated"));
    let backup = folder.path().join("accord.backup-1.sqlite");
    let connection = Connection::open(backup).expect("a backup");
    assert_eq!(version(&connection), 1);
    assert!(!tables(&connection).contains("two"));
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    drop(open(folder.path(), &[FIRST]).expect("made"));
    assert!(open(folder.path(), &[FIRST, SECOND, BROKEN]).is_err());
    open(folder.path(), &[FIRST]).expect("as it was");
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let folder = TempDir::new().expect("a folder");
    drop(open(folder.path(), &[FIRST, SECOND]).expect("made"));
    let refused = open(folder.path(), &[FIRST]);
    assert!(matches!(refused, Err(Error::Newer { .. })), "{refused:?}");
    open(folder.path(), &[FIRST, SECOND]).expect("left alone");
}

#[test]
fn the_migrations_are_numbered_without_gaps_and_named_apart() {
    let migrations = all();
    let names: BTreeSet<_> = migrations.iter().map(|migration| migration.name).collect();
    assert_eq!(names.len(), migrations.len());
    for (number, migration) in (1..).zip(&migrations) {
        assert_eq!(migration.number, number, "{}", migration.name);
    }
}

#[test]
fn every_table_is_strict_and_no_column_is_a_float() {
    let mut connection = memory();
    run(&mut connection, &all()).expect("migrated");
    let mut statement = connection
        .prepare(
            "SELECT sqlite_schema.name, sqlite_schema.sql, info.type
             FROM sqlite_schema, pragma_table_info(sqlite_schema.name) AS info
             WHERE sqlite_schema.type = 'table' AND sqlite_schema.name NOT LIKE 'sqlite_%'",
        )
        .expect("prepared");
    let columns = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .expect("asked");
    for column in columns {
        let (table, sql, kind): (String, String, String) = column.expect("read");
        assert!(sql.contains("STRICT"), "{table}");
        assert!(kind == "TEXT" || kind == "INTEGER", "{table}: {kind}");
    }
}
