//! A look at a history file before it is imported.

use crate::world::{World, said};
use c3::{Field, file::Columns};
use std::{fs, path::PathBuf};
use store::EventFilter;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use workflow::{progress::unwatched, refresh::HistoryField};

fn file(folder: &TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("history.csv");
    fs::write(&path, text).unwrap();
    path
}

const HEAD: &str = "Kunde;Produkt;Datum;Vorher;Nachher";

/// A file of eight rows whose titles tell nothing.
fn foreign(folder: &TempDir) -> PathBuf {
    let row = |day: u32| format!("A;E1;0{day}.10.2026;{day};{}", day + 1);
    let rows: Vec<String> = (1..=8).map(row).collect();
    file(folder, &format!("{HEAD}\n\n{}\n", rows.join("\n")))
}

fn chosen() -> Columns {
    let pairs = [
        (Field::CustomerId, "Kunde"),
        (Field::ProductName, "Produkt"),
        (Field::DateofChange, "Datum"),
        (Field::OldQuantity, "Vorher"),
        (Field::NewQuantity, "Nachher"),
    ];
    Columns {
        titles: pairs.map(|(field, title)| (field, title.to_owned())).into(),
        ..Columns::default()
    }
}

#[tokio::test]
async fn the_first_rows_show_as_they_stand_and_nothing_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::empty();
    let preview = world.workflow.preview_file(&foreign(&folder)).unwrap();
    assert_eq!(preview.titles.join(";"), HEAD);
    assert_eq!(preview.sample.len(), 5);
    assert_eq!(preview.sample[0], ["A", "E1", "01.10.2026", "1", "2"]);
    assert!(!preview.remembered);
    let events = world.workflow.count_history(&EventFilter::default());
    assert_eq!(events.unwrap(), 0);
}

#[tokio::test]
async fn columns_of_an_import_are_remembered_for_the_next_look() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::empty();
    let path = foreign(&folder);
    let guessed = world.workflow.preview_file(&path).unwrap().columns;
    assert_ne!(guessed, chosen());
    let cancel = CancellationToken::new();
    world
        .workflow
        .import(&path, Some(&chosen()), &unwatched(), &cancel)
        .unwrap();
    let preview = world.workflow.preview_file(&path).unwrap();
    assert_eq!((preview.columns, preview.remembered), (chosen(), true));
    let other = file(&folder, "CustomerId,ProductName\nA,E1\n");
    let preview = world.workflow.preview_file(&other).unwrap();
    assert!(!preview.remembered);
    assert_eq!(
        preview.columns.titles[&HistoryField::CustomerId],
        "CustomerId"
    );
}

#[tokio::test]
async fn a_file_that_holds_nothing_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let empty = file(&folder, "");
    let outcome = World::empty().workflow.preview_file(&empty);
    assert!(!said(outcome).is_empty());
}
