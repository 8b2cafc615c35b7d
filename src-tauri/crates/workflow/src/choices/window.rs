//! What the window remembers from one start to the next: a width, the last search.
//!
//! Kept beside the settings under a prefix of its own, so that no note of the
//! window's is ever taken for a setting. The use cases never read it.

use crate::{Workflow, error::Error};

const PREFIX: &str = "window.";

impl Workflow {
    /// What the window remembers under a name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn note(&self, name: &str) -> Result<Option<String>, Error> {
        let name = format!("{PREFIX}{name}");
        Ok(self.store.read(|reader| reader.setting(&name))?)
    }

    /// Remembers a text under a name; `None` forgets it.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_note(&self, name: &str, text: Option<&str>) -> Result<(), Error> {
        let name = format!("{PREFIX}{name}");
        Ok(self.store.write(|writer| writer.set_setting(&name, text))?)
    }
}
