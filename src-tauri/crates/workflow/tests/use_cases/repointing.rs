//! Mappings pointed at what replaced a company or an item.

use crate::{
    records::{agreement, item},
    world::{World, adatum, contoso, said},
};
use domain::{
    ids::{AgreementId, CompanyId, ItemId},
    mapping::ProductKey,
};
use serde_json::json;
use store::{JobKind, JobStatus, NewJob};
use workflow::mapping::{AgreementChoices, MappingDraft, Repoint};

const COMPANY: Repoint = Repoint::Company(CompanyId(11), CompanyId(13));
const ITEM: Repoint = Repoint::Item(ItemId(101), ItemId(102));

/// Everything that is mapped, as it stands.
fn mappings(world: &World) -> String {
    let all = world.store.read(|reader| {
        Ok((
            reader.customer_mappings()?,
            reader.agreement_mappings()?,
            reader.product_mappings()?,
        ))
    });
    format!("{:?}", all.unwrap())
}

fn item_of(world: &World, product: &str) -> ItemId {
    let product = ProductKey::parse(product).unwrap();
    let mapping = world
        .store
        .read(|reader| reader.product_mapping(&adatum(), &product));
    mapping.unwrap().unwrap().item
}

/// Contoso's E1 is item 101, too.
fn map_contoso(world: &World) {
    let draft = MappingDraft {
        customer: contoso(),
        company: CompanyId(12),
        agreement: AgreementId(6),
        choices: AgreementChoices::default(),
        products: vec![(ProductKey::parse("monthly:E1").unwrap(), ItemId(101))],
    };
    world.workflow.save_mapping(&draft).unwrap();
}

/// ConnectWise moved Adatum's agreement to company 13.
async fn moved(world: &World) {
    world.connectwise.site().agreements[0] = agreement(1, 13, json!({"name": "Cloud monthly"}));
    world.refresh().await;
}

fn begin(world: &World, kind: JobKind, status: Option<JobStatus>) {
    let at = "2026-11-01T00:00:00Z".parse().unwrap();
    let job = NewJob {
        kind,
        started_at: at,
        as_of: None,
        source: None,
        customers: vec![contoso()],
    };
    let begun = world.store.write(|writer| {
        let id = writer.begin_job(&job)?;
        status.map_or(Ok(()), |status| writer.end_job(id, status, None, at))
    });
    begun.unwrap();
}

#[tokio::test]
async fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let world = World::planned().await;
    map_contoso(&world);
    let before = mappings(&world);
    let tried = world.workflow.repoint(ITEM, true).unwrap();
    let words: Vec<_> = tried
        .moved
        .iter()
        .map(|one| (one.name.as_str(), one.from.as_str(), one.to.as_str()))
        .collect();
    let both = [
        ("Adatum", "ITEM-101", "ITEM-102"),
        ("Contoso", "ITEM-101", "ITEM-102"),
    ];
    assert_eq!(words, both);
    assert_eq!(mappings(&world), before);
    let done = world.workflow.repoint(ITEM, false).unwrap();
    assert_eq!(done, tried, "what was done is what was said");
    assert_eq!(item_of(&world, "monthly:E1"), ItemId(102));
}

#[tokio::test]
async fn a_customer_that_uses_the_new_item_already_is_left_and_told() {
    let world = World::planned().await;
    map_contoso(&world);
    world.map_product("monthly:E5", 1, 102).unwrap();
    let done = world.workflow.repoint(ITEM, false).unwrap();
    assert_eq!(done.moved.len(), 1);
    assert_eq!(done.moved[0].name, "Contoso");
    assert_eq!(done.skipped.len(), 1);
    assert!(done.skipped[0].what.contains("of Adatum"));
    assert!(done.skipped[0].reason.contains("E5"));
    assert_eq!(item_of(&world, "monthly:E1"), ItemId(101));
}

#[tokio::test]
async fn what_is_not_known_or_cannot_be_chosen_is_refused() {
    let world = World::planned().await;
    let before = mappings(&world);
    let items = |old, new| {
        let what = Repoint::Item(ItemId(old), ItemId(new));
        said(world.workflow.repoint(what, false))
    };
    assert!(items(999, 102).contains("999"));
    assert!(items(101, 998).contains("998"));
    assert!(items(102, 101).contains("102"), "it is not mapped");
    assert!(items(101, 101).contains("same catalog item"));
    assert!(items(101, 103).contains("inactive"));
    assert!(items(101, 104).contains("bundle"));
    let companies = |old, new| {
        let what = Repoint::Company(CompanyId(old), CompanyId(new));
        said(world.workflow.repoint(what, false))
    };
    assert!(companies(999, 13).contains("999"));
    assert!(companies(11, 998).contains("998"));
    assert!(companies(13, 12).contains("13"), "it is not mapped");
    assert!(companies(11, 11).contains("same company"));
    assert_eq!(mappings(&world), before);
}

#[tokio::test]
async fn a_company_is_replaced_once_its_agreements_were_moved() {
    let world = World::planned().await;
    let before = mappings(&world);
    let refused = said(world.workflow.repoint(COMPANY, false));
    assert!(refused.contains("Cloud monthly"), "{refused}");
    assert!(refused.contains("does not belong to Fabrikam Ltd"));
    assert_eq!(mappings(&world), before);
    moved(&world).await;
    let tried = world.workflow.repoint(COMPANY, true).unwrap();
    assert_eq!(mappings(&world), before);
    let done = world.workflow.repoint(COMPANY, false).unwrap();
    assert_eq!(done, tried);
    let view = world.workflow.mapped_view(&adatum()).unwrap().unwrap();
    assert_eq!(view.company.id, CompanyId(13));
    assert_eq!(view.agreements.len(), 1);
    assert_eq!(view.agreements[0].products.len(), 1);
}

#[tokio::test]
async fn a_company_that_another_customer_has_is_refused() {
    let world = World::planned().await;
    map_contoso(&world);
    let what = Repoint::Company(CompanyId(11), CompanyId(12));
    let refused = said(world.workflow.repoint(what, true));
    assert!(refused.contains("Contoso"), "{refused}");
}

#[tokio::test]
async fn nothing_is_pointed_elsewhere_while_an_upload_runs_or_is_interrupted() {
    for status in [None, Some(JobStatus::Interrupted)] {
        let world = World::planned().await;
        let before = mappings(&world);
        begin(&world, JobKind::Export, status);
        for dry_run in [true, false] {
            let refused = said(world.workflow.repoint(ITEM, dry_run));
            let why = status.map_or("still running", |_| "was interrupted");
            assert!(refused.contains(why), "{refused}");
        }
        assert_eq!(mappings(&world), before);
    }
}

#[tokio::test]
async fn a_validation_that_was_cut_off_stands_in_nobodys_way() {
    let world = World::planned().await;
    begin(&world, JobKind::Validate, Some(JobStatus::Interrupted));
    assert_eq!(world.workflow.repoint(ITEM, false).unwrap().moved.len(), 1);
}

#[tokio::test]
async fn the_next_plan_bills_with_the_new_item() {
    let world = World::planned().await;
    world.connectwise.site().items.push(item(105, json!({})));
    world.refresh().await;
    let what = Repoint::Item(ItemId(101), ItemId(105));
    world.workflow.repoint(what, false).unwrap();
    let record = world.check(&[adatum()]).await;
    assert!(!record.operations.is_empty());
    let items = record.operations.iter().map(|one| one.operation.after.item);
    assert!(items.eq(std::iter::repeat_n(ItemId(105), record.operations.len())));
}

#[tokio::test]
async fn what_was_renamed_or_deleted_is_told_until_somebody_has_looked() {
    let world = World::planned().await;
    let told = || {
        let changes = world.workflow.renamed().unwrap();
        let said = |one: workflow::mapping::Renamed| (one.kind.shown(), one.was, one.now);
        changes.into_iter().map(said).collect::<Vec<_>>()
    };
    assert_eq!(told(), []);
    world.connectwise.site().items[0] = item(101, json!({"identifier": "ITEM-101-OLD"}));
    world.connectwise.site().agreements[0] = agreement(1, 11, json!({"name": "Cloud retired"}));
    world.refresh().await;
    let agreement_told = told();
    assert!(
        agreement_told.contains(&(
            "agreement",
            "Cloud monthly".to_owned(),
            Some("Cloud retired".to_owned())
        )),
        "{agreement_told:?}"
    );
    assert_eq!(agreement_told.len(), 2, "{agreement_told:?}");
    assert_eq!(world.workflow.overview().unwrap().renamed, 2);

    world.connectwise.site().items.remove(0);
    world.set_time("2026-11-02T00:00:00Z");
    world.refresh().await;
    let gone = told();
    assert_eq!(
        gone[0],
        ("product", "ITEM-101".to_owned(), None),
        "{gone:?}"
    );

    assert_eq!(world.workflow.keep_names().unwrap().seen, 2);
    assert_eq!(told(), []);
    world.refresh().await;
    assert_eq!(told(), [], "it is not told again");
}

#[tokio::test]
async fn a_name_counts_from_when_it_was_mapped() {
    let world = World::planned().await;
    world.connectwise.site().items[1] = item(102, json!({"identifier": "ITEM-102-NEW"}));
    world.refresh().await;
    assert_eq!(world.workflow.renamed().unwrap(), [], "nobody maps to it");
    world.workflow.repoint(ITEM, false).unwrap();
    world.refresh().await;
    assert_eq!(world.workflow.renamed().unwrap(), []);
}
