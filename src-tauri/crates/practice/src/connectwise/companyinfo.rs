//! Discovery: which code base a company's site runs, and where its API is.
//!
//! It takes no credentials. The code base changes with each release of the cloud
//! site; a request to the one before then finds no endpoint.

use super::exchange::Answer;
use axum::http::StatusCode;
use serde::Serialize;

/// The path that works on every site, whatever its release.
const EVERGREEN: &str = "v4_6_release";

/// The releases of this site, oldest first; the last one is live.
#[derive(Debug, Clone)]
pub(crate) struct Codebases(Vec<String>);

/// How a path's code base stands to the live one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It is served.
    Live,
    /// It was, before an upgrade.
    Gone,
    /// It never was.
    Unknown,
}

impl Default for Codebases {
    fn default() -> Self {
        Self(vec![codebase(0)])
    }
}

impl Codebases {
    /// The live code base, without the slash behind it.
    pub(crate) fn live(&self) -> &str {
        self.0.last().map_or(EVERGREEN, String::as_str)
    }

    /// How a code base stands to the live one.
    pub(crate) fn standing(&self, codebase: &str) -> Standing {
        if codebase == EVERGREEN || codebase == self.live() {
            Standing::Live
        } else if self.0.iter().any(|known| known == codebase) {
            Standing::Gone
        } else {
            Standing::Unknown
        }
    }

    /// Puts the next release live.
    pub(crate) fn upgrade(&mut self) {
        self.0.push(codebase(self.0.len()));
    }
}

/// Releases come thrice a year.
fn codebase(index: usize) -> String {
    format!("v{}_{}", 2025 + index / 3, index % 3 + 1)
}

/// The answer for a known company.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CompanyInfo<'a> {
    company_name: &'a str,
    codebase: String,
    version_code: String,
    version_number: &'a str,
    #[serde(rename = "CompanyID")]
    company_id: &'a str,
    is_cloud: bool,
    site_url: &'a str,
    allowed_origins: [&'a str; 0],
}

/// What `GET /login/companyinfo/{company}` answers: `null` for a company that
/// does not exist, with status 200.
pub(crate) fn company_info(
    company: &str,
    access: &super::auth::Access,
    codebases: &Codebases,
    host: &str,
) -> Answer {
    let known = (company == access.company).then(|| CompanyInfo {
        company_name: &access.company_name,
        codebase: format!("{}/", codebases.live()),
        version_code: codebases.live().replace('_', "."),
        version_number: "v4.6.98765",
        company_id: &access.company_code,
        is_cloud: true,
        site_url: host,
        allowed_origins: [],
    });
    Answer::json(StatusCode::OK, &known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connectwise::auth::Access;

    #[test]
    fn a_known_company_is_told_where_its_site_is() {
        let answer = company_info(
            "practice",
            &Access::default(),
            &Codebases::default(),
            "127.0.0.1:81",
        );
        assert_eq!(
            answer.body,
            r#"{"CompanyName":"Practice Partner","Codebase":"v2025_1/","VersionCode":"v2025.1","VersionNumber":"v4.6.98765","CompanyID":"PRC","IsCloud":true,"SiteUrl":"127.0.0.1:81","AllowedOrigins":[]}"#
        );
    }

    #[test]
    fn an_unknown_company_is_null_under_200() {
        let access = Access::default();
        let answer = company_info("nobody", &access, &Codebases::default(), "127.0.0.1:81");
        assert_eq!(
            (answer.status.as_u16(), answer.body.as_str()),
            (200, "null")
        );
    }

    #[test]
    fn an_upgrade_retires_the_code_base_before() {
        let mut codebases = Codebases::default();
        codebases.upgrade();
        assert_eq!(codebases.live(), "v2025_2");
        assert_eq!(codebases.standing("v2025_2"), Standing::Live);
        assert_eq!(codebases.standing("v4_6_release"), Standing::Live);
        assert_eq!(codebases.standing("v2025_1"), Standing::Gone);
        assert_eq!(codebases.standing("v1999_1"), Standing::Unknown);
    }
}
