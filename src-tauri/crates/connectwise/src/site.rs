//! Where a ConnectWise lives, and which addresses credentials may go to.
//!
//! Credentials go over https only; the one exception is a literal loopback
//! address, which never leaves the machine (`localhost` is a name, and names can
//! be made to point elsewhere). Where the API lives is told by the site itself,
//! but only within the site: an answer cannot send the keys to another owner.

use std::fmt;
use url::{Host, Url};

/// The domain of the vendor's cloud, where a region's API has a host beside the
/// one that people use.
const CLOUD: &str = ".myconnectwise.net";
const API_TWIN: &str = "api-";

/// An entered address that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// No https, and not a literal loopback address.
    #[error("The site {address} must be reached over https")]
    Insecure {
        /// As entered.
        address: String,
    },
    /// Not a host, or more than one.
    #[error("The site {address} is not usable: {problem}")]
    Unusable {
        /// As entered.
        address: String,
        /// What is wrong with it.
        problem: String,
    },
}

/// The entered address: scheme, host, port and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site(Url);

impl Site {
    /// Reads a host, such as `na.myconnectwise.net`, or an address with scheme
    /// and maybe port, such as `https://psa.example:8443`.
    ///
    /// # Errors
    /// When it is not https (a literal loopback address may be http), or holds
    /// a path, user name, query or fragment.
    pub fn parse(entered: &str) -> Result<Self, SiteError> {
        let entered = entered.trim();
        let unusable = |problem: &str| SiteError::Unusable {
            address: entered.to_owned(),
            problem: problem.to_owned(),
        };
        // The entered text may hold a password, so it must not be repeated.
        if entered.contains('@') {
            return Err(SiteError::Unusable {
                address: "as entered".to_owned(),
                problem: "it must not hold a user name or password".to_owned(),
            });
        }
        let url = read(entered).map_err(|error| unusable(&error.to_string()))?;
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(unusable("it must end with the host, without a path"));
        }
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(&url) => Ok(Self(url)),
            "http" => Err(SiteError::Insecure {
                address: entered.to_owned(),
            }),
            _ => Err(unusable("only https is accepted")),
        }
    }

    /// Host, and port where it is not the scheme's own.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Whether it is a literal address of this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// The address that `segments` make on this site.
    pub(crate) fn at<'a>(&self, segments: impl IntoIterator<Item = &'a str>) -> Url {
        let mut url = self.0.clone();
        // Every http address can have a path, so there is no other case.
        if let Ok(mut path) = url.path_segments_mut() {
            path.clear().extend(segments);
        }
        url
    }

    /// Where the API lives, given the `SiteUrl` that the site answered: the site
    /// itself or its `api-` twin in the vendor's cloud. Without an answer it is
    /// the twin where there is one. `None` when the answer is anything else.
    pub(crate) fn api(&self, answered: Option<&str>) -> Option<Self> {
        let Some(answered) = answered else {
            return Some(self.twin().unwrap_or_else(|| self.clone()));
        };
        // An answer without a scheme has this site's own.
        let answered = if answered.contains("://") {
            Self::parse(answered).ok()?
        } else {
            Self::parse(&format!("{}://{answered}", self.0.scheme())).ok()?
        };
        let own = [Some(self.clone()), self.twin()];
        own.into_iter().flatten().find(|site| *site == answered)
    }

    fn twin(&self) -> Option<Self> {
        let host = self.0.host_str()?;
        if !host.ends_with(CLOUD) || host.starts_with(API_TWIN) {
            return None;
        }
        let mut url = self.0.clone();
        url.set_host(Some(&format!("{API_TWIN}{host}"))).ok()?;
        Some(Self(url))
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.0.scheme(), self.host())
    }
}

fn read(entered: &str) -> Result<Url, url::ParseError> {
    if entered.contains("://") {
        Url::parse(entered)
    } else {
        Url::parse(&format!("https://{entered}"))
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    }
}

#[cfg(test)]
mod tests;
