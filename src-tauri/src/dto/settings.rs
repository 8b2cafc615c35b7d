//! The settings, and what the window's frame shows: which books are open, what is
//! connected, how old the copy is. Secrets go in and never come out.

use super::support::CrashNote;
use crate::error::CommandError;
use domain::ids::CustomerId;
use secrets::{SecretName, SecretString};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;
use workflow::{
    Scope as WorkflowScope, Workflow,
    connect::{self, ReadAnswer},
    listing::Freshness,
    settings,
};

/// What the window's frame shows.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Status {
    /// Accord's own version.
    pub(crate) version: String,
    /// The sample data of practice mode is open.
    pub(crate) practice: Option<Practice>,
    /// Accord was started for practice.
    pub(crate) wants_practice: bool,
    /// Why the database could not be opened; nothing else works then.
    pub(crate) failure: Option<CommandError>,
    /// A crash that nobody took note of yet.
    pub(crate) crash: Option<CrashNote>,
    /// ConnectWise was connected.
    pub(crate) connectwise: Option<String>,
    /// C3's API was connected.
    pub(crate) c3: Option<String>,
    /// How old the copy is.
    pub(crate) freshness: Option<Age>,
    /// Uploads that were cut off.
    pub(crate) interrupted: Vec<u32>,
}

/// Where the practice servers are.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Practice {
    /// ConnectWise's address.
    pub(crate) connectwise: String,
    /// C3's address.
    pub(crate) c3: String,
}

/// When each system was last read whole.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Age {
    /// C3's API.
    pub(crate) c3: Option<String>,
    /// ConnectWise.
    pub(crate) connectwise: Option<String>,
    /// A history file.
    pub(crate) file: Option<String>,
    /// Events in the ledger.
    pub(crate) events: u32,
    /// Rows that could not be read.
    pub(crate) unreadable: u32,
}

impl From<Freshness> for Age {
    fn from(freshness: Freshness) -> Self {
        let text = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string());
        Self {
            c3: text(freshness.c3),
            connectwise: text(freshness.connectwise),
            file: text(freshness.file),
            events: freshness.events,
            unreadable: freshness.unreadable,
        }
    }
}

/// All settings.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Settings {
    /// How ConnectWise is reached.
    pub(crate) connectwise: Option<ConnectWiseForm>,
    /// Its private key.
    pub(crate) private_key: Secret,
    /// How C3 is reached.
    pub(crate) c3: Option<C3Form>,
    /// Its client secret.
    pub(crate) client_secret: Secret,
    /// The billing settings' texts by name.
    pub(crate) billing: BTreeMap<String, String>,
    /// The folder in which everything is kept.
    pub(crate) folder: String,
}

/// What may be told of a secret.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub(crate) enum Secret {
    /// There is none.
    Missing,
    /// It is in the credential store.
    Saved {
        /// When it was saved; none where it comes from the environment.
        saved_at: Option<String>,
        /// How it ends.
        ends_in: String,
    },
    /// The credential store does not answer.
    Unavailable {
        /// Why, and what to do.
        message: String,
    },
}

impl Secret {
    /// What may be told of one secret.
    pub(crate) fn of(workflow: &Workflow, name: SecretName) -> Self {
        match workflow.saved_secret(name) {
            Ok(None) => Self::Missing,
            Ok(Some(saved)) => Self::Saved {
                saved_at: saved.saved_at.map(|at| at.to_string()),
                ends_in: saved.ends_in,
            },
            Err(error) => Self::Unavailable {
                message: error.to_string(),
            },
        }
    }
}

/// A secret on its way in: kept out of every log and never sent back.
#[derive(Deserialize, Type)]
#[serde(transparent)]
pub(crate) struct Entered(String);

/// The secret that was entered, if one was.
pub(crate) fn entered(secret: Option<Entered>) -> Option<SecretString> {
    let secret = secret.map(|entered| entered.0.trim().to_owned());
    secret.filter(|text| !text.is_empty()).map(Into::into)
}

/// How ConnectWise is reached.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct ConnectWiseForm {
    /// Cloud region's host or own host.
    pub(crate) site: String,
    /// Login company.
    pub(crate) company: String,
    /// Public key.
    pub(crate) public_key: String,
    /// Client id of the integration.
    pub(crate) client_id: String,
}

impl From<settings::ConnectWiseSettings> for ConnectWiseForm {
    fn from(saved: settings::ConnectWiseSettings) -> Self {
        Self {
            site: saved.site,
            company: saved.company,
            public_key: saved.public_key,
            client_id: saved.client_id,
        }
    }
}

impl From<ConnectWiseForm> for settings::ConnectWiseSettings {
    fn from(form: ConnectWiseForm) -> Self {
        Self {
            site: form.site,
            company: form.company,
            public_key: form.public_key,
            client_id: form.client_id,
        }
    }
}

/// How C3 is reached.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct C3Form {
    /// API address.
    pub(crate) api_url: String,
    /// Token address.
    pub(crate) token_url: String,
    /// Client id.
    pub(crate) client_id: String,
    /// Resource.
    pub(crate) resource: String,
    /// Scope, where C3's owner gave one.
    pub(crate) scope: Option<String>,
}

impl From<settings::C3Settings> for C3Form {
    fn from(saved: settings::C3Settings) -> Self {
        Self {
            api_url: saved.api_url,
            token_url: saved.token_url,
            client_id: saved.client_id,
            resource: saved.resource,
            scope: saved.scope,
        }
    }
}

impl From<C3Form> for settings::C3Settings {
    fn from(form: C3Form) -> Self {
        Self {
            api_url: form.api_url,
            token_url: form.token_url,
            client_id: form.client_id,
            resource: form.resource,
            scope: form.scope,
        }
    }
}

/// What connecting ConnectWise found.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ConnectWiseConnection {
    /// The login company.
    pub(crate) company: String,
    /// The site's release.
    pub(crate) version: String,
    /// The code base that requests go to.
    pub(crate) codebase: String,
}

impl From<connect::ConnectWiseConnection> for ConnectWiseConnection {
    fn from(found: connect::ConnectWiseConnection) -> Self {
        Self {
            company: found.company,
            version: found.version,
            codebase: found.codebase,
        }
    }
}

/// What a test of both connections found.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Check {
    /// ConnectWise is connected, and every right is there.
    pub(crate) connectwise_ok: bool,
    /// What is wrong with it.
    pub(crate) connectwise_message: Option<String>,
    /// Each right.
    pub(crate) rights: Vec<Right>,
    /// C3 is connected.
    pub(crate) c3_ok: bool,
    /// C3's API is used; else history files are imported.
    pub(crate) c3_used: bool,
    /// What is wrong with it.
    pub(crate) c3_message: Option<String>,
}

/// One right.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Right {
    /// What it lets read.
    pub(crate) name: String,
    /// Whether it may be read.
    pub(crate) may_read: bool,
    /// The row of the security role that grants it.
    pub(crate) role_row: String,
}

impl From<connect::Check> for Check {
    fn from(check: connect::Check) -> Self {
        let right = |right: connect::RightCheck| Right {
            name: right.name.to_owned(),
            may_read: right.read == ReadAnswer::Ok,
            role_row: right.role_row.to_owned(),
        };
        Self {
            connectwise_ok: check.connectwise.ok,
            connectwise_message: check.connectwise.message,
            rights: check.connectwise.rights.into_iter().map(right).collect(),
            c3_ok: check.c3.ok,
            c3_used: check.c3.used,
            c3_message: check.c3.message,
        }
    }
}

/// Which customers to validate.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "which", rename_all = "kebab-case")]
pub(crate) enum Scope {
    /// All that are mapped.
    All,
    /// These.
    Customers {
        /// C3's ids.
        ids: Vec<String>,
    },
}

impl From<Scope> for WorkflowScope {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::All => Self::All,
            Scope::Customers { ids } => {
                Self::Customers(ids.iter().map(|id| CustomerId::new(id)).collect())
            }
        }
    }
}
