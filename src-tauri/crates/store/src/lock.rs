//! One process at a time: a locked file beside the database.
//!
//! The operating system frees the lock when the process ends, however it ends.

use crate::{error::Error, files::Files};
use std::{
    fs::{self, File, TryLockError},
    process, thread,
    time::Duration,
};

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// The lock, held while this lives.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, waiting at most about `wait` for its holder.
    pub(crate) fn take(files: &Files, holder: &str, wait: Duration) -> Result<Self, Error> {
        let path = files.lock();
        let failed = |source| Error::File {
            doing: "locked",
            path: path.clone(),
            source,
        };
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&path)
            .map_err(failed)?;
        let mut waited = Duration::ZERO;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(source)) => return Err(failed(source)),
                Err(TryLockError::WouldBlock) if waited >= wait => {
                    return Err(Error::InUse {
                        holder: who_holds(files),
                    });
                }
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(PAUSE);
                    waited += PAUSE;
                }
            }
        }
        let name = format!("{holder} (process {})", process::id());
        // Only for the message that another process shows; not having it is no
        // reason not to work.
        if let Err(error) = fs::write(files.holder(), name) {
            tracing::warn!(%error, "the holder's name could not be written");
        }
        Ok(Self { _file: file })
    }
}

fn who_holds(files: &Files) -> String {
    fs::read_to_string(files.holder())
        .ok()
        .filter(|name| !name.trim().is_empty())
        .unwrap_or_else(|| "another process".to_owned())
}
