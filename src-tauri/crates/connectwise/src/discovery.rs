//! What a site tells of itself to anyone: where its API lives, and under which
//! code base, which changes with each release of the cloud.
//!
//! The answer is not signed for, so it is taken only within the site.

use crate::{
    endpoint::Endpoint, error::Error, record, record::Record, site::Site, transport::Request,
    transport::Transport, wire::text,
};
use reqwest::Method;
use serde::Deserialize;
use url::Url;

/// What the site tells of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompanyInfo {
    /// The company's display name.
    pub company_name: Option<String>,
    /// The API's host, with its port where it is not https' own.
    pub host: String,
    /// The code base, such as `v2025_1`.
    pub codebase: String,
    /// The release, such as `v2025.1`.
    pub version: Option<String>,
}

/// The API's root for one company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Root {
    site: Site,
    codebase: String,
}

impl Root {
    pub(crate) fn url(&self, endpoint: &Endpoint) -> Url {
        let root = [self.codebase.as_str(), "apis", "3.0"];
        self.site.at(root.into_iter().chain(endpoint.segments()))
    }
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    #[serde(default, deserialize_with = "text::optional")]
    company_name: Option<String>,
    #[serde(default, deserialize_with = "text::optional")]
    codebase: Option<String>,
    #[serde(default, deserialize_with = "text::optional")]
    version_code: Option<String>,
    #[serde(default, deserialize_with = "text::optional")]
    site_url: Option<String>,
}

impl Record for Answer {
    const KIND: &'static str = "company info";
}

/// Asks a site for a company. The keys do not go along: nobody knows yet
/// whether they belong there.
pub(crate) async fn discover(
    transport: &Transport,
    site: &Site,
) -> Result<(CompanyInfo, Root), Error> {
    let company = transport.credentials().company.as_str();
    if company.is_empty() || company.chars().all(|c| c == '.') {
        return Err(Error::UnknownCompany);
    }
    let request = Request {
        method: Method::GET,
        url: site.at(["login", "companyinfo", company]),
        name: "login/companyinfo/{company}".to_owned(),
        row: "System",
        signed: false,
        forward_only: false,
        body: None,
    };
    let text = match transport.run(&request).await {
        Err(Error::NotFound { .. } | Error::CannotRoute { status: 404, .. }) => {
            return Err(Error::UnknownCompany);
        }
        answer => answer?,
    };
    let answer: Option<Answer> = record::one_or_null(&text)?;
    understand(answer.ok_or(Error::UnknownCompany)?, site)
}

fn understand(answer: Answer, site: &Site) -> Result<(CompanyInfo, Root), Error> {
    let api = api(site, answer.site_url.as_deref())?;
    let codebase = codebase(answer.codebase.as_deref().unwrap_or_default())?;
    let info = CompanyInfo {
        company_name: answer.company_name,
        host: api.host(),
        codebase: codebase.clone(),
        version: answer.version_code,
    };
    let root = Root {
        site: api,
        codebase,
    };
    Ok((info, root))
}

fn api(site: &Site, answered: Option<&str>) -> Result<Site, Error> {
    site.api(answered).ok_or_else(|| {
        let address = answered.unwrap_or_default().to_owned();
        if address.starts_with("http://") && !site.is_loopback() {
            Error::InsecureSite { text: address }
        } else {
            Error::BadSiteUrl { address }
        }
    })
}

/// The code base as one plain part of a path: it comes before every path that
/// the keys go to, and must not lead out of it.
fn codebase(answered: &str) -> Result<String, Error> {
    let codebase = answered.strip_suffix('/').unwrap_or(answered);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if codebase.starts_with(|c: char| c.is_ascii_alphanumeric()) && codebase.chars().all(plain) {
        return Ok(codebase.to_owned());
    }
    Err(Error::Shape {
        record: Answer::KIND.to_owned(),
        field: "Codebase".to_owned(),
        problem: format!("expected a name such as v4_6_release/, found {answered:?}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_base_is_one_plain_part_of_a_path() {
        assert_eq!(codebase("v2025_1/"), Ok("v2025_1".to_owned()));
        assert_eq!(codebase("v4_6_release"), Ok("v4_6_release".to_owned()));
        for answered in ["", "/", "..", "../x/", "a/b/", "//host/", "a?b", "a%2f"] {
            assert!(codebase(answered).is_err(), "{answered}");
        }
    }
}
