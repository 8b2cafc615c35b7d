//! The billing settings, by name and as texts.

use crate::{Workflow, error::Error};
use std::collections::BTreeMap;

impl Workflow {
    /// All billing settings as texts, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<BTreeMap<&'static str, String>, Error> {
        Ok(self.billing_settings()?.texts())
    }

    /// Sets one billing setting and answers with all of them.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is no such setting or no such value.
    pub fn set(&self, name: &str, value: &str) -> Result<BTreeMap<&'static str, String>, Error> {
        let mut settings = self.billing_settings()?;
        settings.set(name, value)?;
        let texts = settings.texts();
        self.store
            .write(|writer| writer.set_setting(name, texts.get(name).map(String::as_str)))?;
        Ok(texts)
    }
}
