//! The mappings file: what it carries to a second desktop, what it leaves out.

use crate::world::{World, adatum, contoso, said};
use domain::{
    cycle::BillingCycle,
    ids::{AgreementId, CompanyId, SubscriptionId},
    mapping::ProductKey,
};
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use workflow::mapping::AgreementChoices;

async fn full() -> World {
    let world = World::mapped().await;
    world.map_product("monthly:E1", 1, 101).unwrap();
    let chosen = AgreementChoices {
        bill_from: Some("2026-10-01".parse().unwrap()),
        ..AgreementChoices::default()
    };
    world
        .workflow
        .map_agreement(&adatum(), AgreementId(1), chosen)
        .unwrap();
    world
        .workflow
        .set("billing-time-zone", "Europe/Zurich")
        .unwrap();
    world.workflow.set("use-connectwise-price", "on").unwrap();
    let teams = SubscriptionId::new("sub-Teams");
    world
        .workflow
        .set_cycle(&teams, BillingCycle::Monthly)
        .unwrap();
    world
        .workflow
        .set_baseline(&teams, 4.into(), 20.into())
        .unwrap();
    let visio = ProductKey::parse("annual:Visio").unwrap();
    world
        .workflow
        .set_aside(&adatum(), &visio, "by hand")
        .unwrap();
    world
}

fn file(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}

#[tokio::test]
async fn a_second_desktop_is_mapped_alike_and_writes_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (full().await, World::new().await);
    let carried = first
        .workflow
        .export_mappings(&file(&folder, "one"))
        .unwrap();
    assert_eq!(
        (carried.customers, carried.agreements, carried.products),
        (1, 1, 1)
    );
    let imported = second
        .workflow
        .import_mappings(&file(&folder, "one"), false)
        .unwrap();
    assert_eq!(imported.skipped, []);
    assert_eq!(imported.carried, carried);
    assert_eq!(
        imported.settings,
        ["billing-time-zone", "use-connectwise-price"]
    );
    second
        .workflow
        .export_mappings(&file(&folder, "two"))
        .unwrap();
    let text = |name| fs::read_to_string(file(&folder, name)).unwrap();
    assert_eq!(text("one"), text("two"));
    assert!(text("one").contains("\"bill_from\": \"2026-10-01\""));
    let again = second
        .workflow
        .import_mappings(&file(&folder, "one"), false)
        .unwrap();
    assert_eq!(again, Default::default());
}

#[tokio::test]
async fn ids_count_however_a_person_spelled_them() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (full().await, World::new().await);
    let path = file(&folder, "one");
    first.workflow.export_mappings(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let ours = format!("\"{}\"", adatum());
    assert!(text.contains(&ours), "{text}");
    fs::write(&path, text.replace(&ours, &ours.to_uppercase())).unwrap();
    second.workflow.import_mappings(&path, false).unwrap();
    let mapped = second
        .store
        .read(|reader| reader.customer_mapping(&adatum()));
    assert!(mapped.unwrap().is_some());
}

#[tokio::test]
async fn no_secret_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    full()
        .await
        .workflow
        .export_mappings(&file(&folder, "one"))
        .unwrap();
    let text = fs::read_to_string(file(&folder, "one")).unwrap();
    assert!(!text.contains("7Q") && !text.contains("9Z") && !text.contains("public"));
}

#[tokio::test]
async fn a_dry_run_says_the_same_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (full().await, World::new().await);
    first
        .workflow
        .export_mappings(&file(&folder, "one"))
        .unwrap();
    let tried = second
        .workflow
        .import_mappings(&file(&folder, "one"), true)
        .unwrap();
    assert_eq!(
        second
            .store
            .read(|reader| reader.customer_mappings())
            .unwrap(),
        []
    );
    assert_eq!(
        second.workflow.settings().unwrap()["billing-time-zone"],
        "UTC"
    );
    let done = second
        .workflow
        .import_mappings(&file(&folder, "one"), false)
        .unwrap();
    assert_eq!(tried, done);
}

#[tokio::test]
async fn what_a_rule_refuses_is_skipped_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (full().await, World::new().await);
    first
        .workflow
        .export_mappings(&file(&folder, "one"))
        .unwrap();
    second
        .workflow
        .map_customer(&contoso(), CompanyId(11))
        .unwrap();
    second
        .workflow
        .set_cycle(&SubscriptionId::new("sub-Teams"), BillingCycle::Annual)
        .unwrap();
    let imported = second
        .workflow
        .import_mappings(&file(&folder, "one"), false)
        .unwrap();
    assert_eq!(imported.carried, Default::default());
    let reasons: Vec<&str> = imported
        .skipped
        .iter()
        .map(|skipped| skipped.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "Adatum Ltd is already mapped to the C3 customer Contoso; release that mapping first",
            "Another billing cycle was chosen here; it was kept",
        ]
    );
    let item = second
        .store
        .read(|reader| reader.subscription_choices())
        .unwrap();
    assert_eq!(
        item[&SubscriptionId::new("sub-Teams")].cycle,
        Some(BillingCycle::Annual)
    );
}

#[tokio::test]
async fn an_agreement_mapped_alike_takes_the_files_terms_but_never_forgets_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (full().await, World::mapped().await);
    let terms = |world: &World| {
        let mapping = world
            .store
            .read(|reader| reader.agreement_mapping(AgreementId(1)));
        mapping.unwrap().unwrap().terms
    };
    first
        .workflow
        .export_mappings(&file(&folder, "one"))
        .unwrap();
    second
        .workflow
        .export_mappings(&file(&folder, "two"))
        .unwrap();
    let imported = second
        .workflow
        .import_mappings(&file(&folder, "one"), false)
        .unwrap();
    assert_eq!(
        (imported.carried.customers, imported.carried.agreements),
        (0, 1)
    );
    assert_eq!(terms(&second), terms(&first));
    first
        .workflow
        .import_mappings(&file(&folder, "two"), false)
        .unwrap();
    assert_eq!(terms(&second), terms(&first));
}

#[tokio::test]
async fn another_kind_of_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let world = World::new().await;
    let path = file(&folder, "other");
    let import = |text: &str| {
        fs::write(&path, text).unwrap();
        said(world.workflow.import_mappings(&path, false))
    };
    assert!(import("[]").contains("not a mappings file"));
    let other = r#"{"format": "x", "version": 1, "settings": {}, "customers": []}"#;
    assert!(import(other).contains("not a mappings file of Accord's"));
    let newer = r#"{"format": "accord-mappings", "version": 2, "settings": {}, "customers": []}"#;
    assert!(import(newer).contains("newer version"));
    let absent = world
        .workflow
        .import_mappings(&file(&folder, "absent"), false);
    assert!(said(absent).contains("could not be read"));
}
