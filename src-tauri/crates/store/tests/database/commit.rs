//! What a commit keeps, and what dying around it leaves.

use super::sample::*;
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Barrier,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};
use store::{Commit, Error, Store};
use tempfile::TempDir;

fn set(store: &Store, value: &str) -> Result<(), Error> {
    store.write(|writer| writer.set_setting("name", Some(value)))
}

fn get(store: &Store) -> Option<String> {
    store.read(|reader| reader.setting("name")).expect("read")
}

fn in_file() -> (TempDir, Store) {
    let folder = TempDir::new().expect("a folder");
    let store = Store::open(folder.path(), "a test", Duration::ZERO).expect("opened");
    (folder, store)
}

/// Both kinds of store, each to be told from the other by no test.
fn both() -> [(Option<TempDir>, Store); 2] {
    let (folder, file) = in_file();
    let memory = Store::in_memory().expect("a store");
    [(Some(folder), file), (None, memory)]
}

fn dies_at(store: &Store, moment: Commit) {
    store.on_commit(Arc::new(move |now| assert!(now != moment, "dies {now:?}")));
    let died = catch_unwind(AssertUnwindSafe(|| set(store, "new")));
    assert!(died.is_err());
    store.on_commit(Arc::new(|_| ()));
}

#[test]
fn dying_before_the_commit_leaves_the_old_state() {
    for (_folder, store) in both() {
        set(&store, "old").expect("written");
        dies_at(&store, Commit::Before);
        assert_eq!(get(&store).as_deref(), Some("old"));
        set(&store, "newer").expect("the store is usable");
        assert_eq!(get(&store).as_deref(), Some("newer"));
    }
}

#[test]
fn dying_after_the_commit_leaves_the_new_state() {
    for (_folder, store) in both() {
        set(&store, "old").expect("written");
        dies_at(&store, Commit::After);
        assert_eq!(get(&store).as_deref(), Some("new"));
        set(&store, "newer").expect("the store is usable");
    }
}

#[test]
fn dying_in_the_middle_leaves_the_old_state() {
    for (_folder, store) in both() {
        set(&store, "old").expect("written");
        let died = catch_unwind(AssertUnwindSafe(|| {
            store.write(|writer| -> Result<(), Error> {
                writer.set_setting("name", Some("new"))?;
                panic!("dies in the middle")
            })
        }));
        assert!(died.is_err());
        assert_eq!(get(&store).as_deref(), Some("old"));
        set(&store, "newer").expect("the store is usable");
    }
}

#[test]
fn an_error_in_the_middle_leaves_the_old_state() {
    #[derive(Debug)]
    enum Own {
        Refused,
        Store,
    }
    impl From<Error> for Own {
        fn from(_: Error) -> Self {
            Self::Store
        }
    }
    for (_folder, store) in both() {
        let answer = store.try_write(|writer| {
            writer.set_setting("name", Some("new"))?;
            Err::<(), _>(Own::Refused)
        });
        assert!(matches!(answer, Err(Own::Refused)));
        let broken = store.try_write(|writer| Ok(writer.request_cancel(9)?));
        assert!(matches!(broken, Err::<(), _>(Own::Store)));
        assert_eq!(get(&store), None);
    }
}

#[test]
fn the_hook_is_called_around_each_write_and_no_read() {
    let store = Store::in_memory().expect("a store");
    let (before, after) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
    let counters = (before.clone(), after.clone());
    store.on_commit(Arc::new(move |moment| {
        let counter = match moment {
            Commit::Before => &counters.0,
            Commit::After => &counters.1,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }));
    set(&store, "one").expect("written");
    set(&store, "two").expect("written");
    get(&store);
    assert!(store.write(|writer| writer.request_cancel(9)).is_err());
    let called = (
        before.load(Ordering::Relaxed),
        after.load(Ordering::Relaxed),
    );
    assert_eq!(called, (2, 2));
}

#[test]
fn reading_does_not_wait_for_a_writer_and_sees_what_was_committed() {
    let (_folder, store) = in_file();
    set(&store, "old").expect("written");
    let written = Arc::new(Barrier::new(2));
    let seen = Arc::new(Barrier::new(2));
    let writer = thread::spawn({
        let (store, written, seen) = (store.clone(), written.clone(), seen.clone());
        move || {
            store.write(|writer| {
                writer.set_setting("name", Some("new"))?;
                written.wait();
                seen.wait();
                Ok(())
            })
        }
    });
    written.wait();
    assert_eq!(get(&store).as_deref(), Some("old"));
    seen.wait();
    writer.join().expect("no panic").expect("committed");
    assert_eq!(get(&store).as_deref(), Some("new"));
}

#[test]
fn one_read_sees_one_moment() {
    let (_folder, store) = in_file();
    set(&store, "old").expect("written");
    store
        .read(|reader| {
            let first = reader.setting("name")?;
            let writer = store.clone();
            thread::spawn(move || set(&writer, "new"))
                .join()
                .expect("no panic")?;
            assert_eq!(reader.setting("name")?, first);
            Ok(())
        })
        .expect("read");
    assert_eq!(get(&store).as_deref(), Some("new"));
}

#[test]
fn what_was_written_is_there_when_the_file_is_opened_again() {
    let (folder, store) = in_file();
    let job = planned(&store, &[create("b261101")]);
    drop(store);
    let store = Store::open(folder.path(), "a test", Duration::ZERO).expect("opened");
    let operations = store.read(|reader| reader.operations(job)).expect("read");
    assert_eq!(operations[0].operation, create("b261101"));
}
