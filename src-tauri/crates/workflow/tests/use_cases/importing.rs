//! History files: which columns are taken, what is remembered, gaps closed.

use crate::world::{World, said};
use c3::{
    Field,
    file::{Columns, guess},
};
use std::{fs, path::PathBuf};
use store::EventFilter;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use workflow::{Error, progress::unwatched, refresh::Imported};

const TITLES: &str = "CustomerId,CustomerName,SubscriptionId,ProductName,DateofChange,OldQuantity,NewQuantity,OldPrice,NewPrice,OldStatus,NewStatus";

fn write(folder: &TempDir, titles: &str, rows: &[&str]) -> PathBuf {
    let path = folder.path().join("history.csv");
    fs::write(&path, format!("{titles}\n{}\n", rows.join("\n"))).unwrap();
    path
}

fn import(
    world: &World,
    path: &std::path::Path,
    columns: Option<&Columns>,
) -> Result<Imported, Error> {
    world
        .workflow
        .import(path, columns, &unwatched(), &CancellationToken::new())
}

#[tokio::test]
async fn a_file_adds_its_events_once_and_its_customers() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::empty();
    let path = write(
        &folder,
        TITLES,
        &[
            "A,Adatum,s1,E1,2026-10-01T08:00:00,0,5,,20,,Active",
            "A,Adatum,s1,E1,2026-10-02T08:00:00,5,7,20,20,Active,Active",
            "A,Adatum,s1,E1,someday,7,8,20,20,Active,Active",
        ],
    );
    let first = import(&world, &path, None).unwrap();
    assert_eq!(
        (first.events_new, first.events_total, first.rows_unreadable),
        (2, 2, 1)
    );
    let second = import(&world, &path, None).unwrap();
    assert_eq!(
        (
            second.events_new,
            second.events_total,
            second.rows_unreadable
        ),
        (0, 2, 1)
    );
    let customers = world.workflow.customers(&Default::default()).unwrap();
    assert_eq!(customers.items[0].name, "Adatum");
    assert_eq!(world.workflow.unreadable().unwrap().len(), 1);
}

#[tokio::test]
async fn given_columns_are_remembered_for_files_that_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::empty();
    let titles = TITLES
        .replace("CustomerId", "Kunde")
        .replace("NewQuantity", "Menge");
    let row = "A,Adatum,s1,E1,2026-10-01T08:00:00,0,5,,20,,Active";
    let path = write(&folder, &titles, &[row]);
    assert!(said(import(&world, &path, None)).contains("CustomerId"));
    let names: Vec<String> = titles.split(',').map(str::to_owned).collect();
    let mut columns = guess(&names);
    columns.titles.insert(Field::CustomerId, "Kunde".to_owned());
    columns
        .titles
        .insert(Field::NewQuantity, "Menge".to_owned());
    assert_eq!(import(&world, &path, Some(&columns)).unwrap().events_new, 1);
    assert_eq!(world.workflow.columns_for(&path).unwrap(), columns);
    assert_eq!(import(&world, &path, None).unwrap().events_new, 0);
    let other = write(
        &folder,
        TITLES,
        &["A,Adatum,s2,E1,2026-10-01T08:00:00,0,5,,20,,Active"],
    );
    assert_eq!(import(&world, &other, None).unwrap().events_new, 1);
}

#[tokio::test]
async fn a_file_that_reaches_over_a_gap_closes_it() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new().await;
    world.set_time("2027-05-15T00:00:00Z");
    world.refresh().await;
    let gap = |world: &World| {
        world
            .store
            .read(|reader| reader.setting("history-gaps"))
            .unwrap()
    };
    assert!(gap(&world).is_some());
    let inside = write(
        &folder,
        TITLES,
        &["A,Adatum,s1,E1,2027-01-01T08:00:00,0,5,,20,,Active"],
    );
    import(&world, &inside, None).unwrap();
    assert!(gap(&world).is_some());
    let over = write(
        &folder,
        TITLES,
        &[
            "A,Adatum,s1,E1,2026-10-31T08:00:00,0,4,,20,,Active",
            "A,Adatum,s1,E1,2027-03-01T08:00:00,5,6,20,20,Active,Active",
        ],
    );
    import(&world, &over, None).unwrap();
    assert_eq!(gap(&world), None);
}

#[tokio::test]
async fn a_cancelled_import_adds_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::empty();
    let path = write(
        &folder,
        TITLES,
        &["A,Adatum,s1,E1,2026-10-01T08:00:00,0,5,,20,,Active"],
    );
    let cancel = CancellationToken::new();
    cancel.cancel();
    let outcome = world.workflow.import(&path, None, &unwatched(), &cancel);
    assert!(said(outcome).contains("Cancelled"));
    assert_eq!(
        world
            .workflow
            .count_history(&EventFilter::default())
            .unwrap(),
        0
    );
}
