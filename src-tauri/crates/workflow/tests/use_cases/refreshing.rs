//! Refreshing: what is read, what is kept when something fails, and gaps.

use crate::{
    records::{agreement, company, line, row},
    world::{World, adatum},
};
use c3::Read;
use domain::ids::{AgreementId, CompanyId, CustomerId, SubscriptionId};
use rust_decimal::Decimal;
use serde_json::json;
use std::sync::{Arc, Mutex};
use store::{Search, System};
use tokio_util::sync::CancellationToken;
use workflow::{
    Error,
    progress::{Progress, unwatched},
};

async fn refresh_c3(world: &World) -> Result<workflow::refresh::Refreshed, Error> {
    world
        .workflow
        .refresh_c3(unwatched(), CancellationToken::new())
        .await
}

#[tokio::test]
async fn both_systems_are_read_and_counted_and_reading_again_adds_nothing() {
    let world = World::empty();
    world.connect().await;
    let first = world.refresh().await;
    assert_eq!((first.events_new, first.events_total), (6, 6));
    assert_eq!(
        (
            first.customers,
            first.companies,
            first.agreements,
            first.items
        ),
        (2, 3, 6, 4)
    );
    let second = world.refresh().await;
    assert_eq!((second.events_new, second.events_total), (0, 6));
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_kept_aside_and_the_others_go_on() {
    let world = World::empty();
    world.connect().await;
    let bad = Read::Unreadable {
        position: 1,
        raw: "{\"CustomerId\": \"A\"}".to_owned(),
        reason: "ProductName is missing".to_owned(),
    };
    world.c3.csp().rows.insert(1, bad);
    let refreshed = refresh_c3(&world).await.unwrap();
    assert_eq!((refreshed.events_new, refreshed.rows_unreadable), (6, 1));
    let unreadable = world.workflow.unreadable().unwrap();
    assert_eq!(unreadable[0].reason, "ProductName is missing");
    assert_eq!(unreadable[0].name, "C3");
}

#[tokio::test]
async fn a_history_that_breaks_off_keeps_its_rows_and_is_no_finished_pull() {
    let world = World::empty();
    world.connect().await;
    world.c3.csp().breaks_after = Some(4);
    assert!(matches!(
        refresh_c3(&world).await,
        Err(Error::C3(c3::Error::CutShort { .. }))
    ));
    let (last, total) = world
        .store
        .read(|reader| {
            Ok((
                reader.last_pull(System::C3)?,
                reader.count_events(&Default::default())?,
            ))
        })
        .unwrap();
    assert_eq!((last, total), (None, 4));
    world.c3.csp().breaks_after = None;
    assert_eq!(refresh_c3(&world).await.unwrap().events_new, 2);
}

#[tokio::test]
async fn many_rows_go_in_batches_and_progress_is_told() {
    let world = World::empty();
    world.connect().await;
    world.c3.csp().rows = (0..5_001)
        .map(|n| {
            Read::Row(row(
                "A",
                &format!("s{n}"),
                "E1",
                "2026-10-05T10:00:00",
                [0, 1],
            ))
        })
        .collect();
    let told: Arc<Mutex<Vec<u32>>> = Arc::default();
    let ear = told.clone();
    let watcher: workflow::progress::Watcher =
        Arc::new(move |progress: Progress| ear.lock().unwrap().push(progress.done));
    let refreshed = world
        .workflow
        .refresh_c3(watcher, CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(
        (refreshed.events_new, refreshed.events_total),
        (5_001, 5_001)
    );
    let told = told.lock().unwrap();
    assert!(told.is_sorted() && told.last() == Some(&5_000), "{told:?}");
}

#[tokio::test]
async fn a_cancelled_refresh_keeps_what_was_read() {
    let world = World::empty();
    world.connect().await;
    world.c3.csp().rows = (0..1_000)
        .map(|n| {
            Read::Row(row(
                "A",
                &format!("s{n}"),
                "E1",
                "2026-10-05T10:00:00",
                [0, 1],
            ))
        })
        .collect();
    let cancel = CancellationToken::new();
    let trigger = cancel.clone();
    let watcher: workflow::progress::Watcher = Arc::new(move |_| trigger.cancel());
    let outcome = world.workflow.refresh_c3(watcher, cancel).await;
    assert!(outcome.unwrap_err().to_string().starts_with("Cancelled"));
    let kept = world
        .store
        .read(|reader| reader.count_events(&Default::default()))
        .unwrap();
    assert_eq!(kept, 500);
}

#[tokio::test]
async fn a_gap_of_more_than_ninety_days_is_kept_until_it_is_closed() {
    let world = World::new().await;
    let gap = |world: &World| {
        world
            .store
            .read(|reader| reader.setting("history-gaps"))
            .unwrap()
    };
    world.set_time("2027-01-30T00:00:00Z");
    refresh_c3(&world).await.unwrap();
    assert_eq!(gap(&world), None);
    world.set_time("2027-05-15T00:00:00Z");
    refresh_c3(&world).await.unwrap();
    assert!(gap(&world).unwrap().contains("\"days\":105"));
    world.set_time("2027-05-16T00:00:00Z");
    refresh_c3(&world).await.unwrap();
    assert!(gap(&world).unwrap().contains("\"days\":105"));
}

#[tokio::test]
async fn customers_whom_only_the_history_names_are_known_too() {
    let world = World::empty();
    world.connect().await;
    let gone = row("Z", "s", "E1", "2026-10-05T10:00:00", [0, 1]);
    world.c3.csp().rows.push(Read::Row(gone));
    refresh_c3(&world).await.unwrap();
    let known = world
        .store
        .read(|reader| reader.customer(&CustomerId::new("Z")))
        .unwrap();
    assert_eq!(known.unwrap().name, "Name of Z");
}

#[tokio::test]
async fn a_line_that_still_charges_is_kept_when_c3_no_longer_shows_it() {
    let world = World::empty();
    world.connect().await;
    let mut yearly = line("A", "yearly", "Visio", 3);
    yearly.charge_end = Some("2027-08-31".parse().unwrap());
    let over = line("A", "over", "E5", 1);
    world.c3.csp().lines = vec![yearly, over, line("A", "monthly", "E1", 5)];
    refresh_c3(&world).await.unwrap();
    world.c3.csp().lines = vec![line("A", "monthly", "E1", 7)];
    refresh_c3(&world).await.unwrap();
    let quantities = |id: &str| -> Vec<Decimal> {
        let lines = world
            .store
            .read(|reader| reader.invoice_lines(&SubscriptionId::new(id)));
        lines.unwrap().iter().map(|line| line.quantity).collect()
    };
    assert_eq!(quantities("yearly"), [3.into()]);
    assert_eq!(quantities("monthly"), [7.into()]);
    assert_eq!(quantities("over"), []);
}

#[tokio::test]
async fn a_renamed_record_stays_mapped_and_a_deleted_one_shows_as_gone() {
    let world = World::mapped().await;
    {
        let mut site = world.connectwise.site();
        site.companies = vec![company(11, "Adatum Renamed")];
        site.agreements = vec![agreement(2, 11, json!({}))];
        site.items.clear();
    }
    world.set_time("2026-11-02T00:00:00Z");
    let refreshed = world.refresh().await;
    assert_eq!(
        (refreshed.companies, refreshed.agreements, refreshed.items),
        (1, 1, 0)
    );
    let customers = world
        .workflow
        .customers(&Search::first("adatum", 1))
        .unwrap();
    assert_eq!(
        customers.items[0].company_name.as_deref(),
        Some("Adatum Renamed")
    );
    let agreements = world.workflow.agreements(CompanyId(11)).unwrap();
    let gone = agreements
        .iter()
        .find(|row| row.id == AgreementId(1))
        .unwrap();
    assert_eq!(
        gone.reason.as_deref(),
        Some("The agreement Cloud monthly is gone in ConnectWise")
    );
    assert_eq!(gone.customer, Some(adatum()));
    assert!(!agreements.iter().any(|row| row.id == AgreementId(5)));
}

#[tokio::test]
async fn additions_are_read_for_mapped_companies_and_what_left_is_marked() {
    let world = World::mapped().await;
    let on = |world: &World, company| {
        world
            .store
            .read(|reader| reader.additions_of(CompanyId(company)))
            .unwrap()
            .len()
    };
    let addition = |id| crate::records::addition(id, 101, json!({}));
    world.connectwise.site().additions = vec![(1, addition(1)), (1, addition(2)), (6, addition(3))];
    world.refresh().await;
    assert_eq!((on(&world, 11), on(&world, 12)), (2, 0));
    world.connectwise.site().additions.remove(0);
    world.set_time("2026-11-02T00:00:00Z");
    world.refresh().await;
    assert_eq!(on(&world, 11), 1);
}
