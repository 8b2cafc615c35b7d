//! Records in numbers, with names, and as CSV.

use crate::{
    records::addition,
    world::{E1_OF_CONTOSO, World, adatum, contoso, said},
};
use domain::{
    finding::Severity,
    ids::{AgreementId, CompanyId, ItemId, SubscriptionId},
    mapping::ProductKey,
};
use serde_json::json;
use store::{JobKind, JobStatus};
use workflow::{
    jobs::{JobFilter, Record},
    mapping::{AgreementChoices, MappingDraft},
    progress::unwatched,
};

/// Contoso, mapped and validated without an error: its three E1 would be created.
async fn validated() -> (World, Record) {
    let world = World::plannable().await;
    let draft = MappingDraft {
        customer: contoso(),
        company: CompanyId(12),
        agreement: AgreementId(6),
        choices: AgreementChoices::default(),
        products: vec![(ProductKey::parse("monthly:E1").unwrap(), ItemId(101))],
    };
    world.workflow.save_mapping(&draft).unwrap();
    let record = world.check(&[contoso()]).await;
    assert_eq!(record.job.status, JobStatus::Success);
    (world, record)
}

async fn uploaded() -> (World, Record, Record) {
    let (world, record) = validated().await;
    let cancel = tokio_util::sync::CancellationToken::new();
    let upload = world.workflow.upload(record.job.id, unwatched(), cancel);
    let export = upload.await.unwrap();
    let export = world.workflow.record(export).unwrap();
    (world, record, export)
}

/// The cells of a CSV text, row by row.
fn cells(text: &str) -> Vec<Vec<String>> {
    let table = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn cell<'t>(table: &'t [Vec<String>], row: usize, title: &str) -> &'t str {
    let at = table[0].iter().position(|known| known == title);
    &table[row][at.unwrap()]
}

#[tokio::test]
async fn a_record_names_everything_that_it_is_about() {
    let (world, record) = validated().await;
    let names = world.workflow.record_names(&record).unwrap();
    assert_eq!(names.customers[&contoso()], "Contoso");
    let agreement = &names.agreements[&AgreementId(6)];
    assert_eq!(
        (agreement.name.as_str(), agreement.company_name.as_str()),
        ("Theirs", "Contoso Ltd")
    );
    assert_eq!(
        (agreement.company, agreement.prorates),
        (CompanyId(12), true)
    );
    assert_eq!(names.items[&ItemId(101)], "ITEM-101");
    assert_eq!(names.products[&SubscriptionId::new(E1_OF_CONTOSO)], "E1");
}

#[tokio::test]
async fn the_list_of_records_says_what_came_of_each() {
    let (world, record, export) = uploaded().await;
    world.check(&[adatum()]).await;
    let of = |filter: &JobFilter| {
        let found = world.workflow.job_summaries(filter, 0, 9).unwrap();
        found.items
    };
    let all = of(&JobFilter::default());
    let ids: Vec<i64> = all.iter().map(|summary| summary.job.id).collect();
    assert_eq!(ids[1..], [export.job.id, record.job.id]);
    assert_eq!((all[0].errors, all[0].job.status), (1, JobStatus::Error));
    assert_eq!(
        (all[1].operations, all[1].confirmed, all[1].failed),
        (1, 1, 0)
    );
    assert_eq!((all[2].operations, all[2].confirmed), (1, 0));
    assert_eq!(all[2].uploaded_by, Some(export.job.id));
    let exports = JobFilter {
        kind: Some(JobKind::Export),
        customer: Some(contoso()),
        ..JobFilter::default()
    };
    assert_eq!(of(&exports), all[1..2]);
    let one = world.workflow.job_summary(record.job.id).unwrap();
    assert_eq!(one, all[2]);
    assert!(said(world.workflow.job_summary(99)).contains("no job 99"));
    let planned = world.workflow.planned_agreements(record.job.id).unwrap();
    assert_eq!(planned[0].agreement, AgreementId(6));
}

#[tokio::test]
async fn a_records_table_has_a_row_for_each_operation_with_names() {
    let (world, _, export) = uploaded().await;
    let table = cells(&world.workflow.record_csv(export.job.id).unwrap());
    assert_eq!(table.len(), 1 + export.findings.len() + 1);
    let row = table.len() - 1;
    let expected = [
        ("Row", "operation"),
        ("Severity or state", "confirmed"),
        ("Code or action", "create"),
        ("Customer name", "Contoso"),
        ("Company", "Contoso Ltd"),
        ("Agreement", "6"),
        ("Product", "E1"),
        ("Quantity before", ""),
        ("Item after", "ITEM-101"),
        ("Quantity after", "3"),
        ("Unit price after", "20"),
        ("From after", "2026-11-01"),
        ("Billed after", "yes"),
    ];
    for (title, value) in expected {
        assert_eq!(cell(&table, row, title), value, "{title}");
    }
}

#[tokio::test]
async fn a_records_table_has_a_row_for_each_finding_and_runs_nothing() {
    let world = World::planned().await;
    {
        let mut site = world.connectwise.site();
        site.agreements[0].name = "=HYPERLINK(\"http://x\")".to_owned();
        site.additions = vec![(1, addition(8, 101, json!({})))];
    }
    world.refresh().await;
    let record = world.check(&[adatum()]).await;
    let text = world.workflow.record_csv(record.job.id).unwrap();
    let table = cells(&text);
    let duplicate = (1..table.len())
        .find(|row| cell(&table, *row, "Code or action") == "possible-duplicate")
        .unwrap();
    assert_eq!(cell(&table, duplicate, "Severity or state"), "error");
    assert_eq!(cell(&table, duplicate, "Addition"), "8");
    let name = cell(&table, duplicate, "Agreement name");
    assert_eq!(name, "'=HYPERLINK(\"http://x\")");
    let errors = record.findings.iter();
    let errors = errors.filter(|finding| finding.severity() == Severity::Error);
    assert_eq!(text.matches(",error,").count(), errors.count());
}

#[tokio::test]
async fn the_table_of_records_has_a_row_for_each_that_matches() {
    let (world, record, export) = uploaded().await;
    let table = cells(&world.workflow.records_csv(&JobFilter::default()).unwrap());
    assert_eq!(table.len(), 3);
    assert_eq!(cell(&table, 1, "Record"), export.job.id.to_string());
    assert_eq!(cell(&table, 1, "Plan of record"), record.job.id.to_string());
    assert_eq!(cell(&table, 1, "Confirmed"), "1");
    let validations = JobFilter {
        kind: Some(JobKind::Validate),
        ..JobFilter::default()
    };
    let table = cells(&world.workflow.records_csv(&validations).unwrap());
    assert_eq!((table.len(), cell(&table, 1, "Kind")), (2, "validate"));
}
