//! The trial: the deb on a clean Debian, as a user meets it. It is installed, does the whole
//! job in practice mode, once by its command line and once in its window, and is removed;
//! nothing but the user's data may be left.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::root::{HOME, Root, USER};
use super::traces;
use crate::error::Error;
use crate::house::{self, House};
use crate::practice;
use crate::prepare::{self, Purpose};
use crate::window;

/// The package's name.
const PACKAGE: &str = "accord";

/// What the window is driven with; none of it is the package's.
const DRIVING: [&str; 5] = [
    "dbus",
    "gnome-keyring",
    "webkit2gtk-driver",
    "xauth",
    "xvfb",
];

/// Where the tests of the window are put in there.
const JOURNEYS: &str = "/opt/journeys";

/// The journey that does the whole job in practice mode.
const JOURNEY: &str = "sample_data::the_first_customer_is_mapped_uploaded_and_released";

/// Where Accord keeps a user's data, below his folder.
const DATA: &str = ".local/share/accord";

/// Makes sure that a package can be tried here, before the minutes that building it takes.
pub(super) fn ready() -> Result<(), Error> {
    if !prepare::is_root() {
        return Err(Error::NeedsRoot);
    }
    prepare::prepare(&[Purpose::Trial])
}

/// Tries the deb that was built last.
pub(super) fn trial(house: &House) -> Result<(), Error> {
    let deb = deb(house)?;
    let journeys = window::journeys_program(house)?;
    step("a clean Debian");
    let root = Root::clean()?;
    fs::copy(&deb, root.path("/opt/accord.deb"))?;
    fs::copy(journeys, root.path(JOURNEYS))?;

    step("what the package needs comes with it");
    root.install(&["/opt/accord.deb"])?;
    root.purge(PACKAGE)?;
    root.install(&DRIVING)?;
    let before = traces::look(root.folder())?;

    step("installed");
    root.install(&["/opt/accord.deb"])?;
    house::finish(root.as_root("dpkg", &["--verify", PACKAGE]))?;
    step("the whole job by the command line");
    by_command_line(&root)?;
    step("the whole job in the window");
    house::finish(in_window(&root))?;

    step("removed");
    root.purge(PACKAGE)?;
    nothing_is_left(&root, &before)?;
    println!("\nThe package installs, does its job, and leaves nothing but the user's data.");
    Ok(())
}

fn step(what: &str) {
    println!("\n=== {what}");
}

/// The deb that was built last.
fn deb(house: &House) -> Result<PathBuf, Error> {
    let folder = house.target().join("release/bundle/deb");
    let found = fs::read_dir(&folder).into_iter().flatten().flatten();
    let debs = found.map(|entry| entry.path()).filter(|path| is_deb(path));
    let newest = debs.max_by_key(|path| path.metadata().and_then(|it| it.modified()).ok());
    newest.ok_or(Error::NoBundle { folder })
}

fn is_deb(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "deb")
}

/// The job, as `cargo xtask run` does it, by the installed program and in the user's own folder.
fn by_command_line(root: &Root) -> Result<(), Error> {
    let mut program: Vec<OsString> = vec!["chroot".into()];
    program.extend(root.as_user("/usr/bin/accord"));
    practice::walk_with(program, &Path::new(HOME).join(DATA))
}

/// The job by the keyboard in the installed window, on a display that nobody sees.
fn in_window(root: &Root) -> Command {
    let mut command = Command::new("chroot");
    command
        .args(root.as_user("xvfb-run"))
        .args([
            "--auto-servernum",
            "--server-args=-screen 0 1600x1200x24 -noreset",
            JOURNEYS,
            "--exact",
            JOURNEY,
        ])
        .env("ACCORD_DESKTOP", "/usr/bin/accord-desktop");
    command
}

fn nothing_is_left(root: &Root, before: &traces::Look) -> Result<(), Error> {
    let mut left = traces::differences(before, &traces::look(root.folder())?);
    let books = fs::read_dir(root.path("/var/lib/dpkg/info"))?.flatten();
    let names = books.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let own = names.filter(|name| name.starts_with(&format!("{PACKAGE}.")));
    left.extend(own.map(|name| format!("left behind: /var/lib/dpkg/info/{name}")));
    let data = root.path(HOME).join(DATA).join("accord.sqlite");
    if !data.is_file() {
        left.push(format!("taken away: the data of {USER}"));
    }
    if left.is_empty() {
        return Ok(());
    }
    Err(Error::Traces {
        traces: left.join("\n  "),
    })
}
