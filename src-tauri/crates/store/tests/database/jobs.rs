//! Jobs: their course, what they say, and what is pending after them.

use super::sample::*;
use domain::{
    finding::{Code, Finding, Severity},
    ids::AdditionId,
};
use store::{Constraint, Error, JobId, JobKind, JobStatus, NewJob, Step, Store};

const LATER: &str = "2026-10-17T09:35:00Z";

fn begin(store: &Store, kind: JobKind) -> JobId {
    store
        .write(|writer| writer.begin_job(&new_job(kind)))
        .expect("begun")
}

fn end(store: &Store, id: JobId, status: JobStatus) -> Result<(), Error> {
    store.write(|writer| writer.end_job(id, status, None, at(LATER)))
}

fn finding(code: Code, of: &str) -> Finding {
    Finding {
        subscription: Some(subscription(SUBSCRIPTION)),
        agreement: Some(AGREEMENT),
        addition: Some(AdditionId(900)),
        event: Some(3),
        ..Finding::of(&customer(of), code, format!("{of} needs a hand"))
    }
}

#[test]
fn a_job_is_recorded_from_beginning_to_end() {
    let store = Store::in_memory().expect("a store");
    let source = begin(&store, JobKind::Validate);
    let new = NewJob {
        as_of: Some(day("2026-10-31")),
        source: Some(source),
        ..new_job(JobKind::Export)
    };
    let id = store
        .write(|writer| {
            let id = writer.begin_job(&new)?;
            writer.report_progress(id, "uploading", 3, 10)?;
            assert!(!writer.is_to_stop(id)?);
            writer.request_cancel(id)?;
            assert!(writer.is_to_stop(id)?);
            writer.end_job(id, JobStatus::Error, Some("ConnectWise is away"), at(LATER))?;
            Ok(id)
        })
        .expect("written");
    let job = store
        .read(|reader| reader.job(id))
        .expect("read")
        .expect("there");
    assert_eq!((job.kind, job.status), (JobKind::Export, JobStatus::Error));
    assert_eq!((job.as_of, job.source), (new.as_of, new.source));
    assert_eq!((job.started_at, job.finished_at), (now(), Some(at(LATER))));
    assert_eq!(job.phase.as_deref(), Some("uploading"));
    assert_eq!((job.done, job.total, job.customers), (3, 10, 2));
    assert!(job.cancel_requested);
    assert_eq!(job.error.as_deref(), Some("ConnectWise is away"));
    let customers = store.read(|reader| reader.job_customers(id)).expect("read");
    assert_eq!(customers, new.customers);
}

#[test]
fn jobs_are_listed_the_newest_first_in_pages() {
    let store = Store::in_memory().expect("a store");
    let ids: Vec<_> = (0..5).map(|_| begin(&store, JobKind::Validate)).collect();
    let page = |before, limit| {
        let jobs = store
            .read(|reader| reader.jobs(before, limit))
            .expect("read");
        jobs.into_iter().map(|job| job.id).collect::<Vec<_>>()
    };
    assert_eq!(page(None, 2), [ids[4], ids[3]]);
    assert_eq!(page(Some(ids[3]), 10), [ids[2], ids[1], ids[0]]);
}

#[test]
fn a_job_that_was_cut_off_is_found_and_resumed() {
    let store = Store::in_memory().expect("a store");
    let (id, other) = (
        begin(&store, JobKind::Export),
        begin(&store, JobKind::Validate),
    );
    end(&store, other, JobStatus::Success).expect("ended");
    let running = store
        .read(|reader| reader.jobs_in(JobStatus::Running))
        .expect("read");
    assert_eq!(running.iter().map(|job| job.id).collect::<Vec<_>>(), [id]);
    end(&store, id, JobStatus::Interrupted).expect("interrupted");
    store
        .write(|writer| writer.resume_job(id))
        .expect("resumed");
    let job = store
        .read(|reader| reader.job(id))
        .expect("read")
        .expect("there");
    assert_eq!((job.status, job.finished_at), (JobStatus::Running, None));
}

#[test]
fn a_job_that_has_ended_stays_ended() {
    for status in [JobStatus::Success, JobStatus::Error, JobStatus::Cancelled] {
        let store = Store::in_memory().expect("a store");
        let id = begin(&store, JobKind::Export);
        end(&store, id, status).expect("ended");
        let resumed = store.write(|writer| writer.resume_job(id));
        assert_eq!(broken(resumed), Constraint::JobEnded);
        let again = end(&store, id, JobStatus::Interrupted);
        assert_eq!(broken(again), Constraint::JobEnded);
        end(&store, id, status).expect("the same end is no change");
    }
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    let store = Store::in_memory().expect("a store");
    let answers = [
        store.write(|writer| writer.report_progress(9, "reading", 0, 0)),
        store.write(|writer| writer.request_cancel(9)),
        end(&store, 9, JobStatus::Error),
        store.write(|writer| writer.record_extent(9, &customer("c1"), 1)),
    ];
    for answer in answers {
        assert!(matches!(answer, Err(Error::Missing { .. })), "{answer:?}");
    }
    let of_no_job = store.write(|writer| writer.add_findings(9, &[finding(Code::NoChange, "c1")]));
    assert_eq!(broken(of_no_job), Constraint::Reference);
    let of_no_source = NewJob {
        source: Some(9),
        ..new_job(JobKind::Export)
    };
    let answer = store.write(|writer| writer.begin_job(&of_no_source));
    assert_eq!(broken(answer), Constraint::Reference);
}

#[test]
fn findings_keep_their_order_and_are_counted_by_severity() {
    let store = Store::in_memory().expect("a store");
    let id = begin(&store, JobKind::Validate);
    let all: Vec<_> = Code::ALL.iter().map(|code| finding(*code, "c1")).collect();
    store
        .write(|writer| writer.add_findings(id, &all))
        .expect("added");
    store
        .read(|reader| {
            assert_eq!(reader.findings(id)?, all);
            let errors = all
                .iter()
                .filter(|found| found.severity() == Severity::Error);
            let counted = reader.count_findings(id, Severity::Error)?;
            assert_eq!(counted as usize, errors.count());
            Ok(())
        })
        .expect("read");
}

#[test]
fn pending_is_what_is_left_of_the_last_plan() {
    let store = Store::in_memory().expect("a store");
    let validated = planned(&store, &[create("b261101"), create("b261102")]);
    store
        .write(|writer| {
            for (id, company) in [("c1", 7), ("c2", 8)] {
                writer.map_customer(&customer_mapping(id, company), now())?;
            }
            writer.record_extent(validated, &customer("c1"), 41)?;
            writer.add_findings(validated, &[finding(Code::UnmappedProduct, "c2")])
        })
        .expect("written");
    let left = || {
        let plans = store.read(|reader| reader.customer_plans()).expect("read");
        let plans = plans.into_iter();
        plans
            .map(|plan| (plan.job, plan.operations, plan.errors, plan.last_event))
            .collect::<Vec<_>>()
    };
    assert_eq!(left(), [], "a plan in the making is none");
    end(&store, validated, JobStatus::Error).expect("ended");
    assert_eq!(
        left(),
        [(validated, 2, 0, Some(41)), (validated, 0, 1, None)]
    );

    let export = store
        .write(|writer| {
            let only_c1 = NewJob {
                customers: vec![customer("c1")],
                ..new_job(JobKind::Export)
            };
            let export = writer.begin_job(&only_c1)?;
            assert_eq!(writer.copy_plan(validated, export)?, 2);
            let first = writer.operations(export)?[0].id;
            writer.advance(first, &Step::Sending, now())?;
            writer.advance(first, &Step::Confirmed(AdditionId(900)), now())?;
            writer.end_job(export, JobStatus::Interrupted, None, now())?;
            Ok(export)
        })
        .expect("written");
    assert_eq!(left(), [(export, 1, 0, Some(41)), (validated, 0, 1, None)]);
}
