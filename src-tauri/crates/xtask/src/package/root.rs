//! A clean Debian in a folder, to try a package in: made by debootstrap, entered by chroot.
//!
//! It shares the kernel and the network with this machine and no file. It goes away with the
//! value, what was mounted in it first.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::error::Error;
use crate::house;

/// The release that a package is tried on.
const RELEASE: &str = "bookworm";

/// Where Debian's packages come from.
const PACKAGES: &str = "http://deb.debian.org/debian";

/// Whoever uses Accord in there.
pub(super) const USER: &str = "tester";

/// The user's folder, as seen in there.
pub(super) const HOME: &str = "/home/tester";

/// Where the package manager is told to hurry.
const HASTE: &str = "/etc/dpkg/dpkg.cfg.d/haste";

/// The system in its folder.
pub(super) struct Root {
    folder: TempDir,
    mounted: Vec<PathBuf>,
}

impl Root {
    /// Fetches and sets up the system.
    pub(super) fn clean() -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix("accord-debian-")
            .tempdir()?;
        let mut bootstrap = Command::new("debootstrap");
        bootstrap.args(["--variant=minbase", RELEASE]);
        bootstrap.arg(folder.path()).arg(PACKAGES);
        house::finish(bootstrap)?;
        let mut root = Self {
            folder,
            mounted: Vec::new(),
        };
        root.mount("proc", "proc")?;
        root.mount("devpts", "dev/pts")?;
        root.mount("tmpfs", "dev/shm")?;
        // It is thrown away: no file of it need reach the disk.
        fs::write(root.path(HASTE), "force-unsafe-io\n")?;
        house::finish(root.as_root("useradd", &["--create-home", USER]))?;
        Ok(root)
    }

    /// A file or folder in there, as seen from here.
    pub(super) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside.trim_start_matches('/'))
    }

    /// Where the system lies.
    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A program in there, as root.
    pub(super) fn as_root(&self, program: &str, arguments: &[&str]) -> Command {
        let words = self.words("root:root", "/root", program);
        let mut command = Command::new("chroot");
        command.args(words).args(arguments);
        command
    }

    /// The words after `chroot` that start a program in there as its user; what is set in the
    /// environment of `chroot` itself comes through.
    pub(super) fn as_user(&self, program: &str) -> Vec<OsString> {
        self.words(&format!("{USER}:{USER}"), HOME, program)
    }

    fn words(&self, who: &str, home: &str, program: &str) -> Vec<OsString> {
        let mut words = vec![
            format!("--userspec={who}").into(),
            self.folder().as_os_str().to_owned(),
        ];
        let settings = [
            format!("HOME={home}"),
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin".to_owned(),
            "LANG=C.UTF-8".to_owned(),
            "DEBIAN_FRONTEND=noninteractive".to_owned(),
        ];
        words.push("env".into());
        // This machine's own folders and buses are not to be found from in there.
        for gone in ["XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "TMPDIR"] {
            words.push(format!("--unset={gone}").into());
        }
        words.extend(settings.map(OsString::from));
        words.push(program.into());
        words
    }

    /// Installs packages by name, or a file by its path in there.
    pub(super) fn install(&self, packages: &[&str]) -> Result<(), Error> {
        let words = [&["--quiet", "install", "--yes"], packages].concat();
        house::finish(self.as_root("apt-get", &words))
    }

    /// Removes a package and its settings.
    pub(super) fn purge(&self, package: &str) -> Result<(), Error> {
        house::finish(self.as_root("apt-get", &["--quiet", "purge", "--yes", package]))
    }

    fn mount(&mut self, kind: &str, inside: &str) -> Result<(), Error> {
        let place = self.path(inside);
        fs::create_dir_all(&place)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", kind, kind]).arg(&place);
        house::finish(mount)?;
        self.mounted.push(place);
        Ok(())
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        for place in self.mounted.iter().rev() {
            let mut unmount = Command::new("umount");
            unmount.arg("--lazy").arg(place);
            if let Err(error) = house::finish(unmount) {
                println!("{error}");
            }
        }
    }
}
