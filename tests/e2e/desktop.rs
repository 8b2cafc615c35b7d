//! A person's desktop: folders, a session bus, an unlocked keyring, and Accord's
//! window in it, driven over WebDriver.

use crate::page::Page;
use serde_json::json;
use std::{
    env, fs,
    net::TcpListener,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

/// Starts the keyring unlocked, then becomes the driver.
/// In which Linux tells when a process began, per second.
const TICKS: f64 = 100.0;

const UNLOCKED: &str =
    "printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec \"$@\"";

/// How long a driver, or a window, may take to be there.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program under test; `cargo xtask test` says where it built it.
const PROGRAM: &str = "ACCORD_DESKTOP";

/// A person's folders. Windows are opened on it one after the other.
pub(crate) struct Desktop {
    home: TempDir,
    program: PathBuf,
}

/// An open window with what drives it.
pub(crate) struct Window {
    // First, so that a journey that fails ends the driver before it would be asked
    // to close what hangs.
    pub(crate) driver: Driver,
    /// What is on it.
    pub(crate) page: Page,
    /// From asking for the program until it showed something.
    pub(crate) took: Duration,
}

/// A running driver, or Accord alone, on a session bus of its own. Its whole group ends with it.
pub(crate) struct Driver {
    process: Child,
    port: u16,
    opens: PathBuf,
}

impl Desktop {
    /// Empty folders, and Accord.
    pub(crate) fn new() -> Self {
        Self::with(program())
    }

    /// Empty folders, and a window with nothing in it.
    pub(crate) fn empty() -> Self {
        let beside = program().with_file_name("examples");
        Self::with(beside.join("empty"))
    }

    fn with(program: PathBuf) -> Self {
        let home = tempfile::tempdir().unwrap();
        for folder in ["data", "cache", "config", "run", "accord"] {
            let folder = home.path().join(folder);
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        }
        Self { home, program }
    }

    /// Where Accord keeps its data.
    pub(crate) fn data(&self) -> PathBuf {
        self.home.path().join("accord")
    }

    /// Everything that the person has.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Opens Accord, and waits until it shows something.
    pub(crate) async fn open(&self, arguments: &[&str]) -> Window {
        self.open_until(arguments, "[data-ready]").await
    }

    /// Opens the program, and waits until something that matches is there.
    pub(crate) async fn open_until(&self, arguments: &[&str], there: &str) -> Window {
        let driver = self.driver();
        let begun = Instant::now();
        let mut wanted = Capabilities::default();
        let options = json!({ "binary": self.program, "args": arguments });
        wanted.set("webkitgtk:browserOptions", options).unwrap();
        let address = format!("http://127.0.0.1:{}", driver.port);
        let web = WebDriver::new(&address, wanted).await.unwrap();
        let page = Page::new(web);
        page.is_there(there).await;
        let took = begun.elapsed();
        Window { driver, page, took }
    }

    /// Starts Accord with nobody driving it, with this variable in its surroundings. Its
    /// whole group ends with it.
    pub(crate) fn start(&self, variable: &str, value: &str) -> Driver {
        let mut command = Command::new("dbus-run-session");
        command.args(["--", "sh", "-c", UNLOCKED, "sh"]);
        command.arg(&self.program);
        self.surround(&mut command);
        command
            .env_remove("TAURI_WEBVIEW_AUTOMATION")
            .env(variable, value);
        let process = command.spawn().unwrap();
        Driver {
            process,
            port: 0,
            opens: self.program.clone(),
        }
    }

    fn driver(&self) -> Driver {
        assert!(
            env::var_os("DISPLAY").is_some(),
            "there is no display; run this through `cargo xtask test`, or under xvfb-run"
        );
        let port = free_port();
        let mut command = Command::new("dbus-run-session");
        command
            .args(["--", "sh", "-c", UNLOCKED, "sh", "WebKitWebDriver"])
            .arg(format!("--port={port}"));
        self.surround(&mut command);
        let driver = Driver {
            process: command.spawn().unwrap(),
            port,
            opens: self.program.clone(),
        };
        driver.is_up();
        driver
    }

    /// The person's folders, a display, and no word to whoever started the test.
    fn surround(&self, command: &mut Command) {
        let home = self.home.path();
        let folder = |name: &str| home.join(name);
        command
            .env("HOME", home)
            .env("XDG_DATA_HOME", folder("data"))
            .env("XDG_CACHE_HOME", folder("cache"))
            .env("XDG_CONFIG_HOME", folder("config"))
            .env("XDG_RUNTIME_DIR", folder("run"))
            .env("ACCORD_DATA_DIR", self.data())
            .env("ACCORD_PRACTICE_SETTLE_SECONDS", "1")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("GNOME_KEYRING_CONTROL")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
    }
}

impl Window {
    /// Closes the window as a person would.
    pub(crate) async fn close(self) {
        self.page.quit().await;
    }

    /// What the program takes with all that it started, in MiB.
    pub(crate) fn memory(&self) -> f64 {
        memory(self.driver.program())
    }

    /// How long ago the program began.
    pub(crate) fn age(&self) -> Duration {
        age(self.driver.program())
    }

    /// Ends the program at once, as a power cut would.
    pub(crate) async fn kill(self) {
        let program = self.driver.program();
        signal("KILL", &program.to_string());
        // The driver may or may not have noticed.
        drop(tokio::time::timeout(Duration::from_secs(5), self.page.quit()).await);
    }
}

impl Driver {
    fn is_up(&self) {
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "the driver does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The process of Accord in the driver's group.
    fn program(&self) -> u32 {
        let found = self.processes(|exe, _| exe == self.opens);
        found.first().copied().unwrap()
    }

    /// The processes in the group whose program and words are these.
    pub(crate) fn processes(&self, fits: impl Fn(&Path, &str) -> bool) -> Vec<u32> {
        let of_this = |id: &u32| {
            let folder = Path::new("/proc").join(id.to_string());
            let exe = fs::read_link(folder.join("exe")).unwrap_or_default();
            let words = fs::read_to_string(folder.join("cmdline")).unwrap_or_default();
            stat(*id, 2) == Some(self.process.id()) && fits(&exe, &words)
        };
        processes().filter(of_this).collect()
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let group = self.process.id();
        signal("TERM", &format!("-{group}"));
        drop(self.process.wait());
        // Whoever it started is ended with it, and holds the data until then.
        let begun = Instant::now();
        while processes().any(|id| stat(id, 2) == Some(group) && !is_over(id)) {
            if begun.elapsed() > PATIENCE {
                signal("KILL", &format!("-{group}"));
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Whether a process has ended, and only nobody asked how.
fn is_over(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ")
        .is_none_or(|(_, fields)| fields.starts_with('Z'))
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").unwrap();
    entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// What a process and all that it started take, each page that several share in parts;
/// MiB.
#[expect(clippy::float_arithmetic, reason = "sizes are no money")]
fn memory(process: u32) -> f64 {
    let folder = Path::new("/proc").join(process.to_string());
    let rollup = fs::read_to_string(folder.join("smaps_rollup")).unwrap_or_default();
    let share = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kibibytes = share.and_then(|share| share.split_whitespace().next()?.parse::<f64>().ok());
    let started = processes().filter(|id| stat(*id, 1) == Some(process));
    kibibytes.unwrap_or_default() / 1024.0 + started.map(memory).sum::<f64>()
}

/// How long ago a process began, to a hundredth of a second.
fn age(process: u32) -> Duration {
    let uptime = fs::read_to_string("/proc/uptime").unwrap();
    let now: f64 = uptime.split(' ').next().unwrap().parse().unwrap();
    let begun = f64::from(stat(process, 19).unwrap()) / TICKS;
    Duration::from_secs_f64((now - begun).max(0.0))
}

/// A number of a process's status, counted from its state on.
fn stat(process: u32, place: usize) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in brackets, may hold blanks.
    let (_, fields) = stat.rsplit_once(") ")?;
    fields.split(' ').nth(place)?.parse().ok()
}

pub(crate) fn signal(name: &str, target: &str) {
    let mut kill = Command::new("kill");
    kill.args(["-s", name, "--", target]).stderr(Stdio::null());
    drop(kill.status());
}

fn program() -> PathBuf {
    let path = env::var_os(PROGRAM).unwrap_or_else(|| panic!("{PROGRAM} names no program"));
    fs::canonicalize(path).unwrap()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
