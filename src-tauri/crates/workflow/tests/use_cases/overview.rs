//! What needs a hand, and how old that is.

use crate::{
    records::row,
    world::{World, adatum, contoso},
};
use c3::Read;
use domain::{ids::CompanyId, mapping::ProductKey};
use store::{JobKind, JobStatus, NewJob};

#[tokio::test]
async fn customers_are_counted_by_where_they_stand() {
    let world = World::mapped().await;
    let before = world.workflow.overview().unwrap();
    assert_eq!(
        (before.customers, before.mapped, before.unmapped),
        (2, 1, 1)
    );
    assert_eq!((before.not_validated, before.with_errors), (1, 0));
    assert_eq!((before.products_unmapped, before.gap_days), (0, None));
    world.check(&[adatum()]).await;
    let after = world.workflow.overview().unwrap();
    assert_eq!((after.not_validated, after.with_errors), (0, 1));
    assert_eq!((after.pending, after.up_to_date), (0, 0));
}

#[tokio::test]
async fn a_mapped_customer_lacks_an_agreement_until_one_is_mapped() {
    let world = World::new().await;
    let lacks = || {
        let overview = world.workflow.overview().unwrap();
        (overview.without_agreement, overview.first_without_agreement)
    };
    assert_eq!(lacks(), (0, None));
    world
        .workflow
        .map_customer(&adatum(), CompanyId(11))
        .unwrap();
    assert_eq!(lacks(), (1, Some(adatum())));
    world.map_agreement(1).unwrap();
    assert_eq!(lacks(), (0, None));
}

#[tokio::test]
async fn a_product_is_unmapped_until_it_is_mapped_or_set_aside() {
    let world = World::mapped().await;
    let again = row("A", "sub-E1-too", "e1", "2026-10-06T10:00:00", [0, 1]);
    world.c3.csp().rows.push(Read::Row(again));
    world.check(&[adatum()]).await;
    let unmapped = || world.workflow.overview().unwrap().products_unmapped;
    // E1, twice the same, and E5 on the agreement; Visio without one.
    assert_eq!(unmapped(), 3);
    world.map_product("monthly:E1", 1, 101).unwrap();
    assert_eq!(unmapped(), 2);
    let visio = ProductKey::parse("annual:Visio").unwrap();
    world
        .workflow
        .set_aside(&adatum(), &visio, "billed by hand")
        .unwrap();
    assert_eq!(unmapped(), 1);
}

#[tokio::test]
async fn uploads_that_were_cut_off_gaps_and_unreadable_rows_show() {
    let world = World::new().await;
    let cut_off = |kind| {
        let job = NewJob {
            kind,
            started_at: "2026-11-01T00:00:00Z".parse().unwrap(),
            as_of: None,
            source: None,
            customers: vec![contoso()],
        };
        let at = job.started_at;
        world.store.write(|writer| {
            let id = writer.begin_job(&job)?;
            writer.end_job(id, JobStatus::Interrupted, None, at)?;
            Ok(id)
        })
    };
    cut_off(JobKind::Validate).unwrap();
    let export = cut_off(JobKind::Export).unwrap();
    world.c3.csp().rows.push(Read::Unreadable {
        position: 1,
        raw: "?".to_owned(),
        reason: "why".to_owned(),
    });
    world.set_time("2027-05-15T00:00:00Z");
    world.refresh().await;
    let overview = world.workflow.overview().unwrap();
    assert_eq!(overview.interrupted, [export]);
    assert_eq!(overview.gap_days, Some(195));
    assert_eq!(overview.unreadable, 1);
}

#[tokio::test]
async fn a_mapped_customer_that_c3_forgot_is_still_counted() {
    let world = World::mapped().await;
    world
        .workflow
        .map_customer(&contoso(), CompanyId(12))
        .unwrap();
    world
        .store
        .write(|writer| writer.replace_customers(&[]))
        .unwrap();
    let overview = world.workflow.overview().unwrap();
    assert_eq!(
        (overview.customers, overview.mapped, overview.unmapped),
        (2, 2, 0)
    );
}

#[tokio::test]
async fn freshness_is_when_each_system_was_last_read_to_the_end() {
    let world = World::empty();
    let none = world.workflow.freshness().unwrap();
    assert_eq!((none.c3, none.connectwise, none.file), (None, None, None));
    world.connect().await;
    world.refresh().await;
    let first = world.workflow.freshness().unwrap();
    assert_eq!(first.c3, Some("2026-11-01T00:00:00Z".parse().unwrap()));
    assert_eq!((first.events, first.unreadable), (6, 0));
    world.set_time("2026-11-02T00:00:00Z");
    world.c3.csp().breaks_after = Some(1);
    let cancel = tokio_util::sync::CancellationToken::new();
    let unwatched = workflow::progress::unwatched();
    let broken = world.workflow.refresh_c3(unwatched.clone(), cancel.clone());
    assert!(broken.await.is_err());
    let read = world.workflow.refresh_connectwise(unwatched, cancel);
    read.await.unwrap();
    let second = world.workflow.freshness().unwrap();
    assert_eq!(second.c3, first.c3);
    assert_eq!(
        second.connectwise,
        Some("2026-11-02T00:00:00Z".parse().unwrap())
    );
}
