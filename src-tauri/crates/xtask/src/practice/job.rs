//! A job's record as `accord --json` prints it: the part of it that is retold.

use std::fmt;

use serde::Deserialize;

/// A Validate or Export record.
#[derive(Deserialize)]
pub(super) struct Job {
    pub(super) id: u64,
    pub(super) status: String,
    #[serde(default)]
    pub(super) findings: Vec<Finding>,
    #[serde(default)]
    pub(super) plan: Vec<Change>,
    #[serde(default)]
    pub(super) operations: Vec<Change>,
}

/// Something the user should know.
#[derive(Deserialize)]
pub(super) struct Finding {
    customer: Option<String>,
    severity: String,
    code: String,
    message: String,
}

/// A change of one line, planned or made; amounts are decimals as text.
#[derive(Deserialize)]
pub(super) struct Change {
    pub(super) agreement: u32,
    pub(super) operation: String,
    pub(super) addition: Option<u32>,
    pub(super) item: Option<u32>,
    pub(super) quantity: Option<String>,
    pub(super) unit_price: Option<String>,
    pub(super) effective_date: Option<String>,
    pub(super) cancelled_date: Option<String>,
    pub(super) state: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.severity, self.code)?;
        if let Some(customer) = &self.customer {
            write!(f, ", {customer}")?;
        }
        write!(f, ": {}", self.message)
    }
}
