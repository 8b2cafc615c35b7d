//! The one thing that may be done to a database that another process has open:
//! asking a job of it to stop. The process looks at the request between two steps.

use crate::{
    access::{Reader, Writer},
    error::Error,
    files::{self, Files},
    store::Store,
    table::job::{Job, JobId, JobStatus},
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::{path::Path, time::Duration};

/// How long to wait for the other process to finish a write.
const BUSY: Duration = Duration::from_secs(5);

impl Store {
    /// Asks a running job to stop, whoever runs it; `None` when there is no such
    /// running job.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn ask_to_cancel(folder: &Path, job: JobId) -> Result<Option<Job>, Error> {
        let database = Files::new(folder).database();
        if !files::is_there(&database) {
            return Ok(None);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(database, flags)?;
        connection.busy_timeout(BUSY)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let running = Reader::new(&transaction).job(job)?;
        if running.is_none_or(|job| job.status != JobStatus::Running) {
            return Ok(None);
        }
        Writer::new(&transaction).request_cancel(job)?;
        let asked = Reader::new(&transaction).job(job)?;
        transaction.commit()?;
        Ok(asked)
    }
}
