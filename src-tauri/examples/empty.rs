//! A window with nothing in it, built as Accord's is: what Accord's start and memory
//! are measured against. It serves no page of Accord's and has no command.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    context.config_mut().app.windows.clear();
    context.config_mut().app.security.capabilities.clear();
    tauri::Builder::default()
        .setup(|app| {
            let nothing = "about:blank".parse()?;
            WebviewWindowBuilder::new(app, "empty", WebviewUrl::External(nothing))
                .inner_size(1280.0, 800.0)
                .build()?;
            Ok(())
        })
        .run(context)
}
