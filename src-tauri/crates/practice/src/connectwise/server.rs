//! From a request to its answer.
//!
//! The order in which a request is looked at is that of a cloud site: the gateway
//! first (code base and company), then the client id, the keys, the media type,
//! the endpoint, the rights, and the record last.

use super::{
    accept,
    additions::Strictness,
    auth::Access,
    companyinfo::{Codebases, Standing, company_info},
    document::Whole,
    endpoint::{Collection, Endpoint, Right},
    errors::Refusal,
    exchange::{Answer, Call},
    lists::Reading,
    sight::{Lag, Unseen},
    world::World,
    writes,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use serde::Serialize;
use std::collections::BTreeSet;

/// The header in which a site tells its data model.
const CURRENT_VERSION: HeaderName = HeaderName::from_static("api-current-version");

/// A ConnectWise site.
pub(crate) struct ConnectWise {
    /// Everything it holds.
    pub(crate) world: World,
    access: Access,
    codebases: Codebases,
    host: String,
    unseen: Unseen,
    keys_expired: bool,
}

/// How a site behaves beyond what is documented; the default is harmless.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Manners {
    /// A PATCH is refused for what is wrong in any field of the record.
    pub(crate) whole_record_validation: bool,
    /// A PATCH with a path that names nothing is refused.
    pub(crate) strict_paths: bool,
    /// A PATCH is answered as if done, and changes nothing.
    pub(crate) patch_noop: bool,
    /// How long a new addition is missing from lists.
    pub(crate) lag: Lag,
    /// Rights that the member's role lacks.
    pub(crate) forbidden: BTreeSet<Right>,
}

/// The answer of `system/info`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SystemInfo {
    version: &'static str,
    is_cloud: bool,
    server_time_zone: &'static str,
    license_bits: [(); 0],
    cloud_region: &'static str,
    max_work_flow_records_allowed: u32,
}

const SYSTEM_INFO: SystemInfo = SystemInfo {
    version: "v2025.8.98765",
    is_cloud: true,
    server_time_zone: "Eastern Standard Time",
    license_bits: [],
    cloud_region: "NA",
    max_work_flow_records_allowed: 200,
};

impl ConnectWise {
    /// A site with these records, reachable under this host and port.
    pub(crate) fn new(world: World, access: Access, host: String) -> Self {
        Self {
            world,
            access,
            codebases: Codebases::default(),
            host,
            unseen: Unseen::default(),
            keys_expired: false,
        }
    }

    /// Host and port.
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// Puts the next release live: the code base before finds no endpoint.
    pub(crate) fn upgrade(&mut self) {
        self.codebases.upgrade();
    }

    /// Refuses the keys from now on, or takes them again.
    pub(crate) fn expire_keys(&mut self, expired: bool) {
        self.keys_expired = expired;
    }

    /// Answers a request.
    pub(crate) fn answer(&mut self, call: &Call, manners: &Manners) -> Answer {
        let answer = self.routed(call, manners);
        answer.unwrap_or_else(|refusal| refusal.answer())
    }

    fn routed(&mut self, call: &Call, manners: &Manners) -> Result<Answer, Refusal> {
        let segments: Vec<_> = call.path.trim_matches('/').split('/').collect();
        match segments.as_slice() {
            ["login", "companyinfo", company] if !call.writes() => Ok(company_info(
                company,
                &self.access,
                &self.codebases,
                &self.host,
            )),
            [codebase, "apis", "3.0", rest @ ..] => match self.codebases.standing(codebase) {
                Standing::Live => self.admitted(call, rest, manners),
                Standing::Gone => Err(Refusal::NoEndpoint),
                Standing::Unknown => Err(Refusal::CannotRoute),
            },
            _ => Err(Refusal::CannotRoute),
        }
    }

    fn admitted(
        &mut self,
        call: &Call,
        segments: &[&str],
        manners: &Manners,
    ) -> Result<Answer, Refusal> {
        self.access.admit(call)?;
        if self.keys_expired {
            return Err(Refusal::Unauthorized);
        }
        let content_type = accept::negotiate(call.header("accept"))?;
        let endpoint = Endpoint::parse(segments)?;
        let mut rights = endpoint.rights(&call.method).into_iter();
        if rights.any(|right| manners.forbidden.contains(&right)) {
            return Err(Refusal::Security);
        }
        let mut answer = if call.writes() {
            self.write(call, endpoint, manners)?
        } else {
            self.read(call, endpoint)?
        };
        if answer.status != StatusCode::NO_CONTENT {
            answer = answer.with(header::CONTENT_TYPE, content_type);
        }
        let version = HeaderValue::from_static(accept::VERSION);
        Ok(answer.with(CURRENT_VERSION, version))
    }

    fn read(&mut self, call: &Call, endpoint: Endpoint) -> Result<Answer, Refusal> {
        let (Endpoint::List(collection)
        | Endpoint::Count(collection)
        | Endpoint::One(collection, _)) = endpoint
        else {
            return Ok(Answer::json(StatusCode::OK, &SYSTEM_INFO));
        };
        let hidden = match (endpoint, collection) {
            (Endpoint::List(_) | Endpoint::Count(_), Collection::Additions(agreement)) => {
                self.unseen.next_list(agreement, call.received)
            }
            _ => BTreeSet::new(),
        };
        let reading = Reading {
            world: &self.world,
            collection,
            call,
            host: &self.host,
            hidden: &hidden,
        };
        match endpoint {
            Endpoint::Count(_) => reading.count(),
            Endpoint::One(_, id) => reading.one(id),
            Endpoint::List(_) | Endpoint::SystemInfo => reading.list(),
        }
    }

    fn write(
        &mut self,
        call: &Call,
        endpoint: Endpoint,
        manners: &Manners,
    ) -> Result<Answer, Refusal> {
        if let (Endpoint::One(collection, id), true) = (endpoint, manners.patch_noop)
            && call.method == Method::PATCH
        {
            let record = collection.record(&self.world, id)?;
            return Ok(Answer::json(StatusCode::OK, &Whole(record)));
        }
        let strictness = Strictness {
            whole_record: manners.whole_record_validation,
            paths: manners.strict_paths,
        };
        let written = writes::write(&mut self.world, endpoint, call, strictness)?;
        if let Some((agreement, id)) = written.created {
            self.unseen.hide(agreement, id, manners.lag, call.received);
        }
        Ok(written.answer)
    }
}
