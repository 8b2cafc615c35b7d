//! One process at a time.

use std::{
    env,
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    thread,
    time::Duration,
};
use store::{Error, Store};
use tempfile::TempDir;

const FOLDER: &str = "ACCORD_TEST_FOLDER";
const PATIENT: Duration = Duration::from_secs(60);

fn holder_of(answer: Result<Store, Error>) -> String {
    match answer {
        Err(Error::InUse { holder }) => holder,
        other => panic!("nobody holds it: {other:?}"),
    }
}

#[test]
fn a_second_process_is_told_who_holds_the_database() {
    let folder = TempDir::new().expect("a folder");
    let mut child = Command::new(env::current_exe().expect("this binary"))
        .args([
            "--exact",
            "holder::hold_the_database",
            "--ignored",
            "--nocapture",
        ])
        .env(FOLDER, folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a process");
    let out = BufReader::new(child.stdout.take().expect("piped"));
    let mut lines = out.lines().map(|line| line.expect("a line"));
    assert!(
        lines.any(|line| line.contains("holding")),
        "the child holds it"
    );

    let holder = holder_of(Store::open(folder.path(), "a test", Duration::ZERO));
    assert_eq!(
        holder,
        format!("the other process (process {})", child.id())
    );
    let restored = Store::restore(
        folder.path(),
        &folder.path().join("none.sqlite"),
        Duration::ZERO,
    );
    assert!(matches!(restored, Err(Error::InUse { .. })), "{restored:?}");

    // It ends while this one waits, and lets go as it ends.
    let waiting = thread::spawn({
        let folder = folder.path().to_owned();
        move || Store::open(&folder, "a test", PATIENT)
    });
    drop(child.stdin.take());
    waiting.join().expect("no panic").expect("opened");
    child.wait().expect("ended");
}

#[test]
fn within_a_process_it_is_held_until_the_last_clone_is_dropped() {
    let folder = TempDir::new().expect("a folder");
    let open = |holder| Store::open(folder.path(), holder, Duration::ZERO);
    let store = open("the window").expect("opened");
    let clone = store.clone();
    drop(store);
    let holder = holder_of(open("the command line"));
    assert!(holder.starts_with("the window (process "), "{holder}");
    drop(clone);
    open("the command line").expect("opened");
}

#[test]
fn waiting_ends() {
    let folder = TempDir::new().expect("a folder");
    let _held = Store::open(folder.path(), "a test", Duration::ZERO).expect("opened");
    holder_of(Store::open(
        folder.path(),
        "a test",
        Duration::from_millis(120),
    ));
}

#[test]
#[ignore = "the other process of a test, which starts it"]
fn hold_the_database() {
    let folder = env::var_os(FOLDER).expect("run by the other test");
    let store = Store::open(folder.as_ref(), "the other process", Duration::ZERO).expect("opened");
    println!("holding");
    std::io::stdin().read_to_end(&mut Vec::new()).expect("read");
    drop(store);
}
