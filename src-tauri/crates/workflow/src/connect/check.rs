//! Testing both connections, and each right that Accord needs.

use super::ConnectWiseConnection;
use crate::{Workflow, error::Error, ports::ConnectWise};
use connectwise::Right;
use serde::Serialize;

/// What a test of both connections found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// ConnectWise.
    pub connectwise: ConnectWiseCheck,
    /// C3.
    pub c3: C3Check,
}

/// What a test of ConnectWise found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ConnectWiseCheck {
    /// Connected, and every right is there.
    pub ok: bool,
    /// Each right.
    pub rights: Vec<RightCheck>,
    /// What is wrong, where something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// One right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RightCheck {
    /// What it lets read.
    pub name: &'static str,
    /// Whether it may be read.
    pub read: ReadAnswer,
    /// Always `untested`: a test must not write.
    pub write: &'static str,
    /// The row of the security role that grants it.
    pub role_row: &'static str,
}

/// ConnectWise's answer on reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadAnswer {
    /// It may be read.
    Ok,
    /// It may not.
    Refused,
}

/// What a test of C3 found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct C3Check {
    /// Connected, and the credentials are accepted.
    pub ok: bool,
    /// Its API is used; else history files are imported.
    pub used: bool,
    /// What is wrong, where something is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// The rights that Accord needs, by the names in the check's answer.
const RIGHTS: [(Right, &str); 5] = [
    (Right::Companies, "companies"),
    (Right::Agreements, "agreements"),
    (Right::Additions, "additions"),
    (Right::Catalog, "catalog"),
    (Right::Invoices, "invoices"),
];

impl Check {
    /// Whether Accord can work: a C3 that is not used is nothing missing.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.connectwise.ok && (self.c3.ok || !self.c3.used)
    }
}

/// The site, the credentials and the rights; the first that fails is the error.
pub(super) async fn connectwise(
    client: &dyn ConnectWise,
    company: &str,
) -> Result<ConnectWiseConnection, Error> {
    let site = client.discover().await?;
    let system = client.system_info().await?;
    for (right, _) in RIGHTS {
        // Invoices are only shown; without them everything else works.
        if right != Right::Invoices {
            client.probe(right).await?;
        }
    }
    Ok(ConnectWiseConnection {
        company: company.to_owned(),
        version: system.version.unwrap_or_default(),
        codebase: site.codebase,
    })
}

impl Workflow {
    /// Tests both connections and each right. What is wrong stands in the
    /// answer.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn check(&self) -> Result<Check, Error> {
        let used = self.c3_is_connected()?;
        let (connectwise, c3) = tokio::join!(self.check_connectwise(), self.check_c3());
        let message = c3.err().map(|error| error.to_string());
        Ok(Check {
            connectwise,
            c3: C3Check {
                ok: message.is_none(),
                used,
                message,
            },
        })
    }

    async fn check_connectwise(&self) -> ConnectWiseCheck {
        match self.try_connectwise().await {
            Err(error) => ConnectWiseCheck {
                ok: false,
                rights: Vec::new(),
                message: Some(error.to_string()),
            },
            Ok((rights, message)) => ConnectWiseCheck {
                ok: message.is_none(),
                rights,
                message,
            },
        }
    }

    async fn try_connectwise(&self) -> Result<(Vec<RightCheck>, Option<String>), Error> {
        let client = self.connectwise_client()?;
        client.discover().await?;
        client.system_info().await?;
        let mut rights = Vec::new();
        let mut message = None;
        for (right, name) in RIGHTS {
            let read = match client.probe(right).await {
                Ok(()) => ReadAnswer::Ok,
                Err(error @ connectwise::Error::Forbidden { .. }) => {
                    if right != Right::Invoices {
                        message.get_or_insert_with(|| error.to_string());
                    }
                    ReadAnswer::Refused
                }
                Err(error) => return Err(error.into()),
            };
            rights.push(RightCheck {
                name,
                read,
                write: "untested",
                role_row: right.role_row(),
            });
        }
        Ok((rights, message))
    }

    async fn check_c3(&self) -> Result<(), Error> {
        self.c3_client()?.authenticate().await?;
        Ok(())
    }
}
