//! The plan and its journal: the order of states, what is final, and what is copied.

use super::sample::*;
use domain::ids::{AdditionId, AgreementId, CustomerId};
use store::{Constraint, Error, JobKind, JobOperation, NewJob, OperationState, Step, Store};

fn only(store: &Store, job: i64) -> JobOperation {
    let mut operations = store.read(|reader| reader.operations(job)).expect("read");
    assert_eq!(operations.len(), 1);
    operations.remove(0)
}

fn advance(store: &Store, id: i64, step: &Step) -> Result<(), Error> {
    store.write(|writer| writer.advance(id, step, now()))
}

fn steps() -> [(Step, OperationState); 5] {
    [
        (Step::Sending, OperationState::Sending),
        (Step::Confirmed(AdditionId(900)), OperationState::Confirmed),
        (Step::Failed("refused".into()), OperationState::Failed),
        (Step::Unknown("timed out".into()), OperationState::Unknown),
        (Step::NotDone, OperationState::Planned),
    ]
}

/// A fresh operation, taken to `state`.
fn in_state(state: OperationState) -> (Store, i64) {
    let store = Store::in_memory().expect("a store");
    let job = planned(&store, &[create("b261101")]);
    let id = only(&store, job).id;
    let way: &[Step] = match state {
        OperationState::Planned => &[],
        OperationState::Sending => &[Step::Sending],
        OperationState::Confirmed => &[Step::Sending, Step::Confirmed(AdditionId(900))],
        OperationState::Failed => &[Step::Sending, Step::Failed("refused".into())],
        OperationState::Unknown => &[Step::Sending, Step::Unknown("timed out".into())],
    };
    for step in way {
        advance(&store, id, step).expect("a step that follows");
    }
    (store, id)
}

#[test]
fn every_step_follows_or_is_refused() {
    use OperationState::{Confirmed, Failed, Planned, Sending, Unknown};
    let follows = [
        (Planned, Sending),
        (Sending, Planned),
        (Sending, Confirmed),
        (Sending, Failed),
        (Sending, Unknown),
        (Unknown, Planned),
        (Unknown, Confirmed),
        (Unknown, Failed),
        (Unknown, Sending),
        (Failed, Sending),
    ];
    for from in [Planned, Sending, Confirmed, Failed, Unknown] {
        for (step, to) in steps() {
            let (store, id) = in_state(from);
            let answer = advance(&store, id, &step);
            if follows.contains(&(from, to)) {
                answer.expect("a step that follows");
            } else {
                let rule = broken(answer);
                assert_eq!(rule, Constraint::OperationState, "{from:?} to {to:?}");
            }
        }
    }
}

#[test]
fn a_planned_operation_reads_back_as_it_was() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            for to in ["2", "3"] {
                let event = row(Some(SUBSCRIPTION), "2026-10-16T08:00:00", "1", to);
                writer.append(&event, "c3", now())?;
            }
            Ok(())
        })
        .expect("appended");
    let mut operations = [create("b261101"), end(7000)];
    operations[1].because = vec![1, 2];
    let mut foreign = end(7001);
    (foreign.reference, foreign.subscription, foreign.text) = (None, None, None);
    let operations = [&operations[..], &[foreign]].concat();
    let job = planned(&store, &operations);
    let read = store.read(|reader| reader.operations(job)).expect("read");
    let plain: Vec<_> = read.iter().map(|read| read.operation.clone()).collect();
    assert_eq!(plain, operations);
    assert!(read.iter().all(|read| read.customer == customer("c1")));
    assert_eq!(
        read.iter().map(|read| read.seq).collect::<Vec<_>>(),
        [0, 1, 2]
    );
    assert_eq!(read[1].addition(), Some(AdditionId(7000)));
}

#[test]
fn each_step_leaves_its_trace() {
    let (store, id) = in_state(OperationState::Unknown);
    let read = || {
        store
            .read(|reader| reader.operation(id))
            .expect("read")
            .expect("there")
    };
    let unknown = read();
    assert_eq!(unknown.state, OperationState::Unknown);
    assert_eq!(unknown.error.as_deref(), Some("timed out"));
    assert_eq!((unknown.attempts, unknown.sent_at), (1, Some(now())));
    advance(&store, id, &Step::Sending).expect("sent again");
    assert_eq!(
        (read().attempts, read().settled_at, read().error),
        (2, None, None)
    );
    advance(&store, id, &Step::Confirmed(AdditionId(900))).expect("confirmed");
    let confirmed = read();
    assert_eq!(confirmed.response, Some(AdditionId(900)));
    assert_eq!(confirmed.addition(), Some(AdditionId(900)));
    assert_eq!(confirmed.settled_at, Some(now()));
}

#[test]
fn what_is_confirmed_is_known_of_the_line() {
    let (store, _) = in_state(OperationState::Confirmed);
    let line = store
        .read(|reader| reader.line(AdditionId(900)))
        .expect("read");
    let line = line.expect("known");
    assert_eq!(
        (line.reference, line.values),
        (reference("b261101"), line_values("10"))
    );
    assert_eq!((line.agreement, line.written_at), (AGREEMENT, now()));
}

#[test]
fn a_foreign_addition_that_was_ended_is_no_line() {
    let store = Store::in_memory().expect("a store");
    let mut foreign = end(7001);
    (foreign.reference, foreign.subscription) = (None, None);
    let job = planned(&store, &[foreign]);
    let id = only(&store, job).id;
    advance(&store, id, &Step::Sending).expect("sent");
    advance(&store, id, &Step::Confirmed(AdditionId(7001))).expect("confirmed");
    assert_eq!(
        store
            .read(|reader| reader.line(AdditionId(7001)))
            .expect("read"),
        None
    );
}

#[test]
fn what_nobody_knows_is_found_over_all_jobs() {
    let store = Store::in_memory().expect("a store");
    let first = planned(&store, &[create("b261101")]);
    let second = planned(&store, &[create("b261102")]);
    planned(&store, &[create("b261103")]);
    let (sending, unknown) = (only(&store, first).id, only(&store, second).id);
    advance(&store, sending, &Step::Sending).expect("sent");
    advance(&store, unknown, &Step::Sending).expect("sent");
    advance(&store, unknown, &Step::Unknown("died".into())).expect("unknown");
    store
        .read(|reader| {
            let unsettled = reader.unsettled_operations()?;
            let ids: Vec<_> = unsettled.iter().map(|operation| operation.id).collect();
            assert_eq!(ids, [sending, unknown]);
            assert_eq!(
                reader.operations_in(second, OperationState::Unknown)?.len(),
                1
            );
            assert_eq!(
                reader.operations_in(second, OperationState::Planned)?.len(),
                0
            );
            assert_eq!(reader.operations_with(&reference("b261102"))?.len(), 1);
            assert_eq!(reader.operations_of(&subscription(SUBSCRIPTION))?.len(), 3);
            assert_eq!(reader.count_operations(first)?[&OperationState::Sending], 1);
            Ok(())
        })
        .expect("read");
}

#[test]
fn the_journal_of_an_addition_holds_what_made_it_and_what_changed_it() {
    let (store, made) = in_state(OperationState::Confirmed);
    planned(&store, &[end(900)]);
    let on = store
        .read(|reader| reader.operations_on(AdditionId(900)))
        .expect("read");
    assert_eq!(on.len(), 2);
    assert_eq!(on[0].id, made);
}

#[test]
fn a_place_in_a_plan_is_taken_once() {
    let store = Store::in_memory().expect("a store");
    let job = planned(&store, &[create("b261101")]);
    let answer = store.write(|writer| writer.add_operation(job, 0, &create("b261102")));
    assert_eq!(broken(answer), Constraint::OperationTwice);
}

#[test]
fn an_operation_is_on_an_agreement_of_the_plan_and_of_known_events() {
    let store = Store::in_memory().expect("a store");
    let job = planned(&store, &[]);
    let mut elsewhere = create("b261101");
    elsewhere.agreement = AgreementId(99);
    let answer = store.write(|writer| writer.add_operation(job, 0, &elsewhere));
    assert_eq!(broken(answer), Constraint::Reference);
    let mut unheard_of = create("b261101");
    unheard_of.because = vec![41];
    let answer = store.write(|writer| writer.add_operation(job, 0, &unheard_of));
    assert_eq!(broken(answer), Constraint::Reference);
}

#[test]
fn only_a_creation_has_no_addition() {
    let store = Store::in_memory().expect("a store");
    let job = planned(&store, &[]);
    let mut nameless = end(7000);
    nameless.addition = None;
    let answer = store.write(|writer| writer.add_operation(job, 0, &nameless));
    assert!(matches!(broken(answer), Constraint::Other(_)));
}

/// An export of `validated`, with what earlier exports did left out.
fn export(store: &Store, validated: i64) -> i64 {
    store
        .write(|writer| {
            let new = NewJob {
                source: Some(validated),
                ..new_job(JobKind::Export)
            };
            let job = writer.begin_job(&new)?;
            writer.copy_plan(validated, job)?;
            writer.leave_out_what_is_done(job)?;
            Ok(job)
        })
        .expect("begun")
}

#[test]
fn an_export_applies_exactly_the_validated_plan() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            let event = row(Some(SUBSCRIPTION), "2026-10-16T08:00:00", "1", "2");
            writer.append(&event, "c3", now())
        })
        .expect("appended");
    let mut first = create("b261101");
    first.because = vec![1];
    let operations = [first, end(7000)];
    let validated = planned(&store, &operations);
    let job = export(&store, validated);
    store
        .read(|reader| {
            let copied = reader.operations(job)?;
            let plain: Vec<_> = copied.into_iter().map(|copy| copy.operation).collect();
            assert_eq!(plain, operations);
            assert_eq!(reader.plan_agreements(job)?, [plan_agreement()]);
            assert_eq!(reader.operations(validated)?.len(), 2);
            Ok(())
        })
        .expect("read");
}

#[test]
fn a_second_export_leaves_out_what_the_first_did() {
    let store = Store::in_memory().expect("a store");
    let validated = planned(&store, &[create("b261101"), create("b261102")]);
    let first = export(&store, validated);
    let id = store.read(|reader| reader.operations(first)).expect("read")[0].id;
    advance(&store, id, &Step::Sending).expect("sent");
    advance(&store, id, &Step::Confirmed(AdditionId(900))).expect("confirmed");
    let second = export(&store, validated);
    let left = only(&store, second);
    assert_eq!(left.operation.reference, Some(reference("b261102")));
    let written = store
        .read(|reader| {
            let nobody = CustomerId::new("nobody");
            assert_eq!(reader.additions_written(second, &nobody)?, []);
            assert_eq!(reader.plan_agreements_of(second, &nobody)?, []);
            let customer = plan_agreement().customer;
            let planned = reader.plan_agreements_of(second, &customer)?;
            assert_eq!(planned, [plan_agreement()]);
            reader.additions_written(second, &customer)
        })
        .expect("read");
    assert_eq!(written, [AdditionId(900)]);
}
