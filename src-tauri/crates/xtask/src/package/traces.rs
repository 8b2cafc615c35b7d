//! What lies in a file system, and how two looks at it differ: the trial's measure of
//! "uninstalls without a trace".

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Folders of the running system, of the package manager's own books, and of users: what a
/// package leaves there is looked at in other ways, or is the user's.
const ELSEWHERE: [&str; 9] = [
    "dev",
    "home",
    "proc",
    "run",
    "sys",
    "tmp",
    "var/cache/apt",
    "var/lib/dpkg",
    "var/log",
];

/// Every entry below a root: its path from there, and for a file its length.
pub(super) type Look = BTreeMap<String, Option<u64>>;

/// Looks at all that lies below a root, but for what is elsewhere. No link is followed.
pub(super) fn look(root: &Path) -> io::Result<Look> {
    let mut look = Look::new();
    below(root, root, &mut look)?;
    Ok(look)
}

fn below(root: &Path, folder: &Path, look: &mut Look) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = path.strip_prefix(root).unwrap_or(&path);
        let name = name.to_string_lossy().into_owned();
        if ELSEWHERE.contains(&name.as_str()) {
            continue;
        }
        let kind = entry.file_type()?;
        let length = kind.is_file().then(|| entry.metadata().map(|it| it.len()));
        look.insert(name, length.transpose()?);
        if kind.is_dir() {
            below(root, &path, look)?;
        }
    }
    Ok(())
}

/// What is there now and was not, what is no longer there, and what has another length.
pub(super) fn differences(before: &Look, after: &Look) -> Vec<String> {
    let new = after.keys().filter(|path| !before.contains_key(*path));
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let changed = before
        .iter()
        .filter(|(path, length)| after.get(*path).is_some_and(|now| now != *length));
    new.map(|path| format!("left behind: /{path}"))
        .chain(gone.map(|path| format!("taken away: /{path}")))
        .chain(changed.map(|(path, _)| format!("changed: /{path}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{differences, look};
    use std::fs;

    #[test]
    fn what_is_left_taken_and_changed_is_named_and_the_users_data_is_not() {
        let root = tempfile::tempdir().unwrap();
        let at = |path: &str| root.path().join(path);
        for folder in ["usr/bin", "home/user", "var/lib/dpkg/info"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        fs::write(at("usr/bin/old"), "1").unwrap();
        fs::write(at("usr/bin/cache"), "1").unwrap();
        let before = look(root.path()).unwrap();
        assert_eq!(differences(&before, &before), Vec::<String>::new());
        fs::write(at("usr/bin/accord"), "2").unwrap();
        fs::write(at("usr/bin/cache"), "22").unwrap();
        fs::remove_file(at("usr/bin/old")).unwrap();
        fs::write(at("home/user/accord.sqlite"), "3").unwrap();
        fs::write(at("var/lib/dpkg/info/accord.list"), "4").unwrap();
        let after = look(root.path()).unwrap();
        assert_eq!(
            differences(&before, &after),
            [
                "left behind: /usr/bin/accord",
                "taken away: /usr/bin/old",
                "changed: /usr/bin/cache"
            ]
        );
    }
}
