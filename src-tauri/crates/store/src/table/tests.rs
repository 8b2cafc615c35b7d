//! What no caller can do even with SQL of its own: change or delete what the ledger
//! and the journal record.

use crate::{Constraint, Error, JobKind, NewJob, PlanAgreement, Step, Store, Writer};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, ItemId},
    ledger::{ChangedAt, HistoryRow, Values},
    line::{Action, LineValues, Operation},
};
use jiff::{Timestamp, civil::date};
use rust_decimal::Decimal;

fn values(quantity: i64) -> Values {
    Values {
        quantity: Decimal::from(quantity),
        price: None,
        status: None,
    }
}

fn row() -> HistoryRow {
    HistoryRow {
        customer: CustomerId::new("c1"),
        customer_name: "Contoso".into(),
        tenant: None,
        tenant_name: None,
        subscription: None,
        owner_kind: None,
        owner: None,
        product: "Azure".into(),
        changed_at: ChangedAt::parse("2026-10-16").expect("a day"),
        old: values(0),
        new: values(1),
        created_by: None,
    }
}

fn operation() -> Operation {
    Operation {
        action: Action::Create,
        agreement: AgreementId(70),
        addition: None,
        subscription: None,
        reference: None,
        before: None,
        after: LineValues {
            item: ItemId(700),
            quantity: Decimal::ONE,
            unit_price: Decimal::TEN,
            effective: date(2026, 11, 1),
            cancelled: None,
            billable: true,
        },
        text: None,
        because: vec![1],
    }
}

/// A store with event 1 and operation 1, which is being sent.
fn store() -> Store {
    let store = Store::in_memory().expect("a store");
    let now = Timestamp::UNIX_EPOCH;
    let fill = |writer: &mut Writer<'_>| {
        writer.append(&row(), "c3", now)?;
        let job = writer.begin_job(&NewJob {
            kind: JobKind::Export,
            started_at: now,
            as_of: None,
            source: None,
            customers: vec![],
        })?;
        writer.add_plan_agreement(
            job,
            &PlanAgreement {
                agreement: AgreementId(70),
                customer: CustomerId::new("c1"),
                fingerprint: String::new(),
                terms: "{}".into(),
                currency: None,
                invoice_before: None,
                invoice_after: None,
            },
        )?;
        let id = writer.add_operation(job, 0, &operation())?;
        writer.advance(id, &Step::Sending, now)
    };
    store.write(fill).expect("filled");
    store
}

#[track_caller]
fn refused(store: &Store, sql: &str) -> Constraint {
    match store.write(|writer| writer.run(sql, [])) {
        Err(Error::Rule { constraint }) => constraint,
        other => panic!("{sql}: {other:?}"),
    }
}

#[test]
fn an_event_is_neither_changed_nor_deleted_nor_replaced() {
    let store = store();
    let columns = store
        .read(|reader| {
            reader.rows("SELECT name FROM pragma_table_info('event')", [], |row| {
                row.get::<_, String>(0)
            })
        })
        .expect("read");
    assert!(columns.len() > 20);
    for column in columns {
        let sql = format!("UPDATE event SET {column} = {column}");
        if column == "decision" || column == "counts_for" {
            store
                .write(|writer| writer.run(&sql, []))
                .expect("may change");
        } else {
            assert_eq!(
                refused(&store, &sql),
                Constraint::LedgerAppendOnly,
                "{column}"
            );
        }
    }
    for sql in [
        "DELETE FROM event",
        "REPLACE INTO event SELECT * FROM event",
    ] {
        assert_eq!(refused(&store, sql), Constraint::LedgerAppendOnly, "{sql}");
    }
}

#[test]
fn what_an_operation_does_is_neither_changed_nor_deleted_nor_replaced() {
    let store = store();
    for sql in [
        "UPDATE operation SET quantity = '2'",
        "UPDATE operation SET agreement = 71",
        "DELETE FROM operation",
        "REPLACE INTO operation SELECT * FROM operation",
    ] {
        assert_eq!(refused(&store, sql), Constraint::OperationContent, "{sql}");
    }
}

#[test]
fn an_operation_that_was_once_sent_is_not_deleted() {
    let store = store();
    store
        .write(|writer| writer.advance(1, &Step::NotDone, Timestamp::UNIX_EPOCH))
        .expect("not done");
    let rule = refused(&store, "DELETE FROM operation");
    assert_eq!(rule, Constraint::OperationContent);
}

#[test]
fn a_confirmed_operation_is_final_and_names_its_addition() {
    let store = store();
    let nameless = refused(&store, "UPDATE operation SET state = 'confirmed'");
    assert!(matches!(nameless, Constraint::Other(_)), "{nameless:?}");
    store
        .write(|writer| {
            let confirmed = Step::Confirmed(AdditionId(900));
            writer.advance(1, &confirmed, Timestamp::UNIX_EPOCH)
        })
        .expect("confirmed");
    for state in ["planned", "sending", "failed", "unknown"] {
        let sql = format!("UPDATE operation SET state = '{state}', response = NULL");
        assert_eq!(refused(&store, &sql), Constraint::OperationState, "{state}");
    }
}

#[test]
fn a_cell_that_cannot_be_read_back_is_an_error_that_shows_it() {
    let store = store();
    let sql = "INSERT INTO subscription_choice (subscription, cycle) VALUES ('s1', 'weekly')";
    store.write(|writer| writer.run(sql, [])).expect("written");
    let answer = store.read(|reader| reader.subscription_choices());
    let shown = format!("{:?}", answer.expect_err("not readable"));
    assert!(
        shown.contains("weekly") && shown.contains("cycle"),
        "{shown}"
    );
}
