//! The records in numbers, filtered and in pages; and what the last plans found.

use super::sample::*;
use domain::{
    finding::{Code, Finding},
    ids::AdditionId,
};
use store::{Found, JobFilter, JobId, JobKind, JobStatus, JobSummary, NewJob, Step, Store};

fn finding(of: &str, code: Code) -> Finding {
    Finding {
        subscription: Some(subscription(SUBSCRIPTION)),
        ..Finding::of(&customer(of), code, String::new())
    }
}

fn begin(store: &Store, kind: JobKind, source: Option<JobId>, of: &str) -> JobId {
    let job = NewJob {
        source,
        customers: vec![customer(of)],
        ..new_job(kind)
    };
    store.write(|writer| writer.begin_job(&job)).expect("begun")
}

fn end(store: &Store, job: JobId, status: JobStatus, findings: &[Finding]) {
    store
        .write(|writer| {
            writer.add_findings(job, findings)?;
            writer.end_job(job, status, None, now())
        })
        .expect("ended");
}

fn found(store: &Store, filter: &JobFilter, offset: u32, limit: u32) -> Found<JobSummary> {
    store
        .read(|reader| reader.job_summaries(filter, offset, Some(limit)))
        .expect("read")
}

fn ids(found: &Found<JobSummary>) -> Vec<JobId> {
    found.items.iter().map(|summary| summary.job.id).collect()
}

#[test]
fn a_record_shows_what_it_found_what_was_written_and_who_uploaded_it() {
    let store = mapped();
    let operations = ["b261101", "b261102", "b261103"].map(create);
    let validated = planned(&store, &operations);
    let codes = [
        Code::PriceZero,
        Code::NoChange,
        Code::PriceZero,
        Code::ItemGone,
    ];
    let findings = codes.map(|code| finding("c1", code));
    end(&store, validated, JobStatus::Error, &findings);
    let export = begin(&store, JobKind::Export, Some(validated), "c1");
    store
        .write(|writer| {
            writer.copy_plan(validated, export)?;
            let rows = writer.operations(export)?;
            for row in &rows[..2] {
                writer.advance(row.id, &Step::Sending, now())?;
            }
            writer.advance(rows[0].id, &Step::Confirmed(AdditionId(900)), now())?;
            writer.advance(rows[1].id, &Step::Failed("no".into()), now())
        })
        .expect("written");
    let found = found(&store, &JobFilter::default(), 0, 9);
    let [uploaded, checked] = found.items.as_slice() else {
        panic!("two records: {found:?}");
    };
    assert_eq!((checked.errors, checked.warnings), (1, 2));
    assert_eq!((checked.operations, checked.confirmed), (3, 0));
    assert_eq!(
        (checked.uploaded_by, checked.job.customers),
        (Some(export), 2)
    );
    assert_eq!(
        (uploaded.operations, uploaded.confirmed, uploaded.failed),
        (3, 1, 1)
    );
    assert_eq!((uploaded.errors, uploaded.uploaded_by), (0, None));
    assert!(checked.plans && !uploaded.plans);
    let one = store
        .read(|reader| reader.job_summary(validated))
        .expect("read");
    assert_eq!(one.as_ref(), Some(checked));
    assert_eq!(
        store.read(|reader| reader.job_summary(99)).expect("read"),
        None
    );
}

#[test]
fn records_are_filtered_and_come_the_newest_first_in_pages() {
    let store = Store::in_memory().expect("a store");
    let first = begin(&store, JobKind::Validate, None, "c1");
    end(&store, first, JobStatus::Success, &[]);
    let second = begin(&store, JobKind::Validate, None, "c2");
    let third = begin(&store, JobKind::Export, Some(first), "c1");
    let all = found(&store, &JobFilter::default(), 1, 1);
    assert_eq!((ids(&all), all.total), (vec![second], 3));
    let of = |filter: JobFilter| ids(&found(&store, &filter, 0, 9));
    let kind = JobFilter {
        kind: Some(JobKind::Validate),
        ..JobFilter::default()
    };
    assert_eq!(of(kind.clone()), [second, first]);
    let running = JobFilter {
        status: Some(JobStatus::Running),
        ..kind
    };
    assert_eq!(of(running), [second]);
    let customer = JobFilter {
        customer: Some(customer("C1")),
        ..JobFilter::default()
    };
    assert_eq!(of(customer), [third, first]);
}

#[test]
fn only_the_last_plan_of_a_mapped_customer_says_what_is_not_mapped() {
    let store = mapped();
    let unmapped = || {
        store
            .read(|reader| reader.unmapped_in_last_plans())
            .expect("read")
    };
    let codes = [
        Code::UnmappedProduct,
        Code::UnmappedAgreement,
        Code::PriceZero,
    ];
    let first = begin(&store, JobKind::Validate, None, "c1");
    assert_eq!(unmapped(), []);
    end(
        &store,
        first,
        JobStatus::Error,
        &codes.map(|code| finding("c1", code)),
    );
    let other = begin(&store, JobKind::Validate, None, "c2");
    end(
        &store,
        other,
        JobStatus::Error,
        &codes.map(|code| finding("c2", code)),
    );
    assert_eq!(unmapped(), [(customer("c1"), subscription(SUBSCRIPTION))]);
    let second = begin(&store, JobKind::Validate, None, "c1");
    end(&store, second, JobStatus::Success, &[]);
    assert_eq!(unmapped(), []);
}
