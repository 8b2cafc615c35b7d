//! What becomes of a crash: a line in the log, a note, and words in a window.
//!
//! A panic on a worker thread ends that piece of work alone (the release build unwinds,
//! it does not abort): the page is told to look, and shows it. A panic on the main thread
//! takes the window with it: the program is started once more, and its window shows what
//! happened. Where the page's own process ends, the page is loaded again and shows it.

use crate::commands::announce;
use logs::Crash;
use std::{
    env,
    io::{self, Read},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, OnceLock, PoisonError},
    thread,
    time::{Duration, Instant},
};
use tauri::{AppHandle, Manager, WebviewWindow};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

/// Says to the program that it was started in the place of one that crashed.
const AFTER_CRASH: &str = "--after-crash";

/// So many ends of the page's process within this time are too many to go on loading.
const TOO_MANY: usize = 3;
const WITHIN: Duration = Duration::from_secs(60);

/// The running window, once there is one.
static WINDOW: OnceLock<AppHandle> = OnceLock::new();

/// When the page's process ended lately.
static ENDS: Mutex<Vec<Instant>> = Mutex::new(Vec::new());

/// Whether the program was started in the place of one that crashed.
fn is_after_crash() -> bool {
    env::args().any(|argument| argument == AFTER_CRASH)
}

/// Notes every panic in the data folder, and sees to it that somebody is told. Started
/// after a crash, it waits until the crashed program is gone and its window's place free.
pub(crate) fn watch_for_panics(folder: &Path) {
    if is_after_crash() {
        // The crashed program holds the other end: it closes when that one is gone.
        let _ = io::stdin().read_to_end(&mut Vec::new());
    }
    logs::note_panics(folder, |_| {
        if thread::current().name() == Some("main") {
            start_again();
        } else if let Some(app) = WINDOW.get() {
            announce(app);
        }
    });
}

/// Starts the program once more; one that crashes again at once stays down.
fn start_again() {
    let Ok(program) = env::current_exe() else {
        return;
    };
    if is_after_crash() {
        return;
    }
    let started = Command::new(program)
        .arg(AFTER_CRASH)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    // Its input stays open until this process is gone.
    std::mem::forget(started);
}

/// Watches the window and its page.
pub(crate) fn watch_window(app: &AppHandle, folder: PathBuf) {
    // It is set once: there is one window.
    let _ = WINDOW.set(app.clone());
    if let Some(window) = app.get_webview_window("main") {
        watch_page(&window, folder);
    }
    #[cfg(debug_assertions)]
    on_demand(app);
}

/// Tauri tells the end of the page's process on macOS alone; WebKitGTK tells it here.
/// WebView2 shows a page of its own, which offers to load again.
#[cfg(target_os = "linux")]
fn watch_page(window: &WebviewWindow, folder: PathBuf) {
    use webkit2gtk::WebViewExt;
    let watched = window.clone();
    let watching = window.with_webview(move |view| {
        view.inner().connect_web_process_terminated(move |_, why| {
            page_ended(&watched, &folder, &format!("{why:?}"));
        });
    });
    if let Err(error) = watching {
        tracing::warn!(%error, "the page's process is not watched");
    }
}

#[cfg(not(target_os = "linux"))]
fn watch_page(_: &WebviewWindow, _: PathBuf) {}

/// The page's process ended: notes it, and loads the page again.
pub(crate) fn page_ended(window: &WebviewWindow, folder: &Path, why: &str) {
    let crash = Crash::new("the window's page".to_owned(), why);
    crash.leave(folder);
    if is_too_often(Instant::now()) {
        return tell_natively(window.app_handle(), &crash);
    }
    if let Err(error) = window.reload() {
        tracing::error!(%error, "the page could not be loaded again");
        tell_natively(window.app_handle(), &crash);
    }
}

fn is_too_often(now: Instant) -> bool {
    let mut ends = ENDS.lock().unwrap_or_else(PoisonError::into_inner);
    ends.retain(|end| now.duration_since(*end) < WITHIN);
    ends.push(now);
    ends.len() >= TOO_MANY
}

/// In the system's own window, where the page cannot say it.
fn tell_natively(app: &AppHandle, crash: &Crash) {
    let words = format!(
        "Accord's page keeps stopping and cannot be shown. What was running goes on, and what was written is recorded. Close Accord and start it again; if it stays so, run “accord support-bundle FILE” and send that file to whoever helps you. Reference {}.",
        crash.reference
    );
    let dialog = app.dialog().message(words).title("Accord");
    dialog.kind(MessageDialogKind::Error).show(|_| {});
}

/// What the page's own scripts could not do; answers the reference.
pub(crate) fn note_fault(screen: &str, said: &str) -> String {
    let crash = Crash::new(format!("the page, {screen}"), said);
    let Crash {
        reference,
        place,
        message,
        ..
    } = crash;
    tracing::error!(reference, place, "a fault of the page's: {message}");
    reference
}

/// Crashes where a test asks for it. No release has this.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "a crash is what is asked for")]
fn on_demand(app: &AppHandle) {
    if is_after_crash() {
        return;
    }
    match env::var("ACCORD_TEST_CRASH").as_deref() {
        Ok("worker") => {
            let worker = thread::Builder::new().name("worker".to_owned());
            let _ = worker.spawn(|| panic!("a test asked for `a crash`"));
        }
        Ok("main") => {
            let _ = app.run_on_main_thread(|| panic!("a test asked for `a crash`"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{WITHIN, is_too_often};
    use std::time::{Duration, Instant};

    #[test]
    fn a_page_that_ends_again_and_again_is_not_loaded_for_ever() {
        let now = Instant::now();
        let after = |seconds| now + Duration::from_secs(seconds);
        assert!(!is_too_often(now));
        assert!(!is_too_often(after(1)));
        assert!(is_too_often(after(2)));
        assert!(!is_too_often(now + WITHIN * 2), "that was long ago");
    }
}
