//! The window: one builder, used by the program and by the test that renders the
//! bindings.

use crate::{
    closing::{self, CloseAsked, Closing},
    commands, crash,
    office::Office,
    timer,
    updates::Updates,
};
use std::{path::Path, process::ExitCode};
use tauri::{Manager, Wry};
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};
use workflow::live;

/// The name of the window's log files.
const LOG: &str = "accord-window";

/// Opens practice mode at the start.
const PRACTICE: &str = "--practice";

/// The commands and events that the window has, with their types.
pub(crate) fn builder() -> Builder<Wry> {
    use commands::*;
    Builder::new()
        .error_handling(ErrorHandlingMode::Result)
        .commands(every_command!(collect_commands))
        .events(collect_events![Changed, CloseAsked])
        .disable_serde_phases()
}

/// Opens the window, and comes back when it is closed.
#[must_use]
pub fn run() -> ExitCode {
    let Some(folder) = live::data_folder() else {
        return ExitCode::FAILURE;
    };
    let _log = logs::to_folder(&folder, LOG);
    crash::watch_for_panics(&folder);
    let builder = builder();
    let handler = builder.invoke_handler();
    let opened = with_page_watched(tauri::Builder::default(), &folder)
        // A second start brings the first window forward.
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let _ = window.unminimize();
                let _ = window.set_focus();
            }
        }))
        .plugin(tauri_plugin_dialog::init())
        // Used from Rust alone: the page is granted none of its commands.
        .plugin(tauri_plugin_updater::Builder::new().build())
        .invoke_handler(handler)
        .manage(Closing::default())
        .on_window_event(closing::on_window_event)
        .setup(move |app| {
            builder.mount_events(app);
            // First, so that nothing that follows goes unnoticed.
            crash::watch_window(app.handle(), folder.clone());
            app.manage(Updates::new(folder.clone()));
            app.manage(Office::new(folder));
            tauri::async_runtime::spawn(timer::keep_watch(app.handle().clone()));
            Ok(())
        })
        .run(tauri::generate_context!());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

/// On macOS Tauri tells when the page's process ended.
#[cfg(target_os = "macos")]
fn with_page_watched(builder: tauri::Builder<Wry>, folder: &Path) -> tauri::Builder<Wry> {
    let folder = folder.to_owned();
    builder.on_web_content_process_terminate(move |webview| {
        if let Some(window) = webview.app_handle().get_webview_window("main") {
            crash::page_ended(&window, &folder, "terminated");
        }
    })
}

#[cfg(not(target_os = "macos"))]
fn with_page_watched(builder: tauri::Builder<Wry>, _: &Path) -> tauri::Builder<Wry> {
    builder
}

/// Whether the program was started for practice.
pub(crate) fn begins_with_practice() -> bool {
    std::env::args().any(|argument| argument == PRACTICE)
}

#[cfg(test)]
mod tests {
    use super::builder;
    use specta_typescript::Typescript;
    use std::{env, fs, path::Path};

    /// Set, the bindings are written instead of compared: `cargo xtask bindings`.
    const WRITE: &str = "ACCORD_WRITE_BINDINGS";

    const HEAD: &str = "// Rendered from the shell's commands by `cargo xtask bindings`; a test compares it. Not written by hand.\n";

    #[test]
    fn the_bindings_are_those_of_the_commands() {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bindings.ts");
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        let typescript = Typescript::default().header(HEAD);
        builder().export(typescript, &file).unwrap();
        let rendered = fs::read_to_string(&file).unwrap();
        if env::var_os(WRITE).is_some() {
            fs::write(&kept, &rendered).unwrap();
        }
        let kept = fs::read_to_string(&kept).unwrap_or_default();
        assert!(
            kept == rendered,
            "ui/src/bindings.ts is not that of the commands; run `cargo xtask bindings`"
        );
    }
}
