//! Forgetting the connection to C3: its settings leave the database, its secret the
//! credential store.
//!
//! What was read over it stays, and so do mappings and records: a partner who goes
//! over to history files goes on where he was.

use super::saved;
use crate::{Workflow, error::Error};
use secrets::SecretName;

impl Workflow {
    /// Forgets how C3 is reached; history files are imported by hand from now on.
    ///
    /// The secret goes first: settings without it can be seen and forgotten once
    /// more, a secret without its settings could not.
    ///
    /// # Errors
    /// [`Error::Secrets`] when the credential store does not give the secret up;
    /// nothing was forgotten then.
    pub fn forget_c3(&self) -> Result<(), Error> {
        self.secrets.delete(SecretName::C3ClientSecret)?;
        Ok(self.store.write(saved::forget_c3)?)
    }
}
