//! How a call is made: where the API lives, the request there, the reading of
//! the answer.
//!
//! Reading is patient; writing is not. A POST or PATCH leaves once, and is sent
//! again only after an answer that says it was not done: throttled, or not
//! found under a code base that has moved. Whether a write without such an
//! answer was done is for the caller to find out. A dropped call leaves nothing
//! behind, save for a write that was already on its way.

use crate::{
    classify::sealed,
    credentials::Credentials,
    discovery::{CompanyInfo, Root, discover},
    endpoint::Endpoint,
    error::Error,
    limits::Limits,
    site::Site,
    transport::{Request, Transport},
};
use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use tokio::sync::Mutex;

/// One call, before it is known where the API lives.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) endpoint: Endpoint,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) forward_only: bool,
    pub(crate) body: Option<Bytes>,
}

impl Call {
    pub(crate) fn get(endpoint: Endpoint) -> Self {
        Self {
            method: Method::GET,
            endpoint,
            query: Vec::new(),
            forward_only: false,
            body: None,
        }
    }

    pub(crate) fn write(
        method: Method,
        endpoint: Endpoint,
        body: &impl Serialize,
    ) -> Result<Self, Error> {
        let body = serde_json::to_vec(body).map_err(|error| Error::Setup {
            problem: error.to_string(),
        })?;
        Ok(Self {
            method,
            body: Some(body.into()),
            ..Self::get(endpoint)
        })
    }

    fn at(&self, root: &Root) -> Request {
        let mut url = root.url(&self.endpoint);
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        Request {
            method: self.method.clone(),
            url,
            name: self.endpoint.to_string(),
            row: self.endpoint.row(),
            signed: true,
            forward_only: self.forward_only,
            body: self.body.clone(),
        }
    }
}

/// What the clones of a client share.
pub(crate) struct Api {
    site: Site,
    transport: Transport,
    /// Where the API was last seen. Locked while it is looked for, so that many
    /// calls that miss it ask once.
    root: Mutex<Option<Root>>,
}

impl Api {
    pub(crate) fn new(site: Site, credentials: Credentials, limits: Limits) -> Result<Self, Error> {
        let transport = Transport::new(credentials, limits, site.is_loopback())?;
        Ok(Self {
            site,
            transport,
            root: Mutex::default(),
        })
    }

    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    pub(crate) fn limits(&self) -> &Limits {
        self.transport.limits()
    }

    /// Asks the site where the API lives, whatever is known of it.
    pub(crate) async fn discover(&self) -> Result<CompanyInfo, Error> {
        let (info, root) = self.find().await?;
        *self.root.lock().await = Some(root);
        Ok(info)
    }

    /// Makes a call and reads its answer.
    pub(crate) async fn read<T>(
        &self,
        call: &Call,
        read: fn(&str) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let text = self.text(call).await?;
        read(&text).map_err(|error| sealed(error, self.transport.credentials()))
    }

    /// Makes a call; when nothing is found at its place, looks once whether the
    /// API has moved, and calls there.
    ///
    /// This holds for writes too: what was not found was not done, and the
    /// second sending goes to another place than the first.
    async fn text(&self, call: &Call) -> Result<String, Error> {
        let root = self.root().await.map_err(|error| before(call, error))?;
        let error = match self.transport.run(&call.at(&root)).await {
            Err(error @ (Error::NotFound { .. } | Error::CannotRoute { .. })) => error,
            answer => return answer,
        };
        match self.root_instead_of(&root).await {
            Ok(moved) if moved != root => self.transport.run(&call.at(&moved)).await,
            Ok(_) => Err(error),
            // Without knowing where the API lives, nothing can be said to be gone.
            Err(unknown) if call.method.is_safe() => Err(unknown),
            // A write is known not to be done, which a failed look must not hide.
            Err(_) => Err(error),
        }
    }

    async fn root(&self) -> Result<Root, Error> {
        let mut known = self.root.lock().await;
        if let Some(root) = &*known {
            return Ok(root.clone());
        }
        let (_, root) = self.find().await?;
        Ok(known.insert(root).clone())
    }

    /// The root after `stale` has failed; another call may have found it already.
    async fn root_instead_of(&self, stale: &Root) -> Result<Root, Error> {
        let mut known = self.root.lock().await;
        if let Some(root) = known.as_ref().filter(|root| *root != stale) {
            return Ok(root.clone());
        }
        let (_, root) = self.find().await?;
        Ok(known.insert(root).clone())
    }

    async fn find(&self) -> Result<(CompanyInfo, Root), Error> {
        discover(&self.transport, &self.site)
            .await
            .map_err(|error| sealed(error, self.transport.credentials()))
    }
}

/// A failed look for the API, before the call itself was sent. It must not read
/// as if a write's outcome were unknown.
fn before(call: &Call, error: Error) -> Error {
    if call.method.is_safe() || !error.outcome_unknown() {
        return error;
    }
    Error::Unreachable {
        problem: format!("Where its API is could not be found out: {error}"),
    }
}
