//! Tells Tauri the window's commands by name, so that one that the capability file
//! does not grant is refused.

include!("src/commands/list.in");

macro_rules! names {
    ($($family:ident :: $name:ident),* $(,)?) => {
        &[$(stringify!($name)),*]
    };
}

fn main() {
    println!("cargo::rerun-if-changed=src/commands/list.in");
    let manifest = tauri_build::AppManifest::new().commands(every_command!(names));
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
