//! One call to C3's API: try, token, time, and the reading of the answer.
//!
//! The order is always the same: the call's whole time → its tries → the token →
//! the request → the answer, classified. What an answer holds goes to a
//! [`Receiver`], record by record, and is never kept here. Redirects are never
//! followed, so that the token goes to no other host.

use crate::{
    Clock,
    envelope::{Element, Envelope, Verdict},
    error::Error,
    limits::Limits,
    patience::{Patience, retry_after},
    scan::ScanError,
    token::{Token, Tokens, short_text},
};
use reqwest::{Method, Response, header::HeaderValue};
use secrecy::ExposeSecret;
use std::{sync::Arc, time::Duration};
use url::Url;

/// What is called, and within which bounds.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) url: Url,
    pub(crate) total: Duration,
    pub(crate) body_max: u64,
}

/// Takes the records of an answer.
pub(crate) trait Receiver: Send {
    /// The answer begins, maybe anew: what was received of it before does not count.
    fn begin(&mut self);

    /// One record.
    fn receive(&mut self, element: Element<'_>) -> Result<(), Error>;
}

/// What a whole answer said beside its records.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) correlation_id: Option<String>,
    pub(crate) high_water: usize,
}

/// The way to C3's API.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) tokens: Tokens,
    pub(crate) limits: Limits,
    pub(crate) patience: Arc<Patience>,
    pub(crate) clock: Clock,
}

impl Transport {
    /// Makes a call and hands its records to `receiver`.
    pub(crate) async fn run(
        &self,
        call: &Call,
        receiver: &mut dyn Receiver,
    ) -> Result<Answer, Error> {
        tokio::time::timeout(call.total, self.try_and_try_again(call, receiver))
            .await
            .unwrap_or(Err(Error::TooSlow { after: call.total }))
            .inspect(|answer| {
                let id = answer.correlation_id.as_deref();
                tracing::info!(path = call.url.path(), correlation_id = id, "C3 answered");
            })
            .inspect_err(|error| {
                tracing::warn!(
                    path = call.url.path(),
                    error = error.for_log(),
                    "A call to C3 failed"
                );
            })
    }

    async fn try_and_try_again(
        &self,
        call: &Call,
        receiver: &mut dyn Receiver,
    ) -> Result<Answer, Error> {
        let mut token = self.tokens.current().await?;
        let mut renewed = false;
        let mut tried = 0;
        loop {
            receiver.begin();
            let error = match self.attempt(call, &token, receiver).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error.sealed(&[token.value.expose_secret()]),
            };
            if error.is_stale_token() && !renewed {
                renewed = true;
                token = self.tokens.instead_of(&token).await?;
                continue;
            }
            tried += 1;
            let Some(wait) = self.patience.wait(tried, &error) else {
                return Err(error);
            };
            tracing::debug!(
                path = call.url.path(),
                error = error.for_log(),
                ?wait,
                "C3 is tried again"
            );
            tokio::time::sleep(wait).await;
            token = self.tokens.current().await?;
        }
    }

    async fn attempt(
        &self,
        call: &Call,
        token: &Token,
        receiver: &mut dyn Receiver,
    ) -> Result<Answer, Error> {
        let request = self
            .http
            .request(call.method.clone(), call.url.clone())
            .bearer_auth(token.value.expose_secret())
            .header("Content-Type", HeaderValue::from_static("application/json"));
        let request = if call.method == Method::POST {
            request.body("{}")
        } else {
            request
        };
        let response = request
            .send()
            .await
            .map_err(|error| Error::Unreachable(error.without_url()))?;
        let status = response.status();
        if status.is_success() {
            self.read(call, response, receiver).await
        } else {
            Err(self.refusal(response).await)
        }
    }

    /// Reads a successful answer while it arrives.
    async fn read(
        &self,
        call: &Call,
        mut response: Response,
        receiver: &mut dyn Receiver,
    ) -> Result<Answer, Error> {
        let status = response.status().as_u16();
        let mut envelope = Envelope::new(self.limits.row_bytes);
        let (mut size, mut largest_chunk) = (0, 0);
        while let Some(chunk) = response.chunk().await.map_err(|error| Error::CutShort {
            rows: envelope.elements(),
            source: Some(error.without_url()),
        })? {
            size += chunk.len() as u64;
            if size > call.body_max {
                let (limit, unit) = (call.body_max, "bytes");
                return Err(Error::TooLarge { limit, unit });
            }
            largest_chunk = largest_chunk.max(chunk.len());
            self.push(&mut envelope, &chunk, receiver)?;
        }
        let (rows, head) = (envelope.elements(), envelope.head());
        let high_water = envelope.high_water() + largest_chunk;
        let verdict = envelope.finish().map_err(|e| unreadable(&e, rows, &head))?;
        if verdict.is_error() {
            return Err(refused(status, verdict));
        }
        if !verdict.has_records {
            let reason = "it holds no list of records".to_owned();
            return Err(Error::NotReadable { reason, raw: head });
        }
        Ok(Answer {
            correlation_id: verdict.correlation_id,
            high_water,
        })
    }

    fn push(
        &self,
        envelope: &mut Envelope,
        chunk: &[u8],
        receiver: &mut dyn Receiver,
    ) -> Result<(), Error> {
        let limit = self.limits.rows_max;
        envelope
            .push(chunk, |element| {
                if element.position > limit {
                    let unit = "records";
                    return Err(Stop::Failed(Error::TooLarge { limit, unit }));
                }
                receiver.receive(element).map_err(Stop::Failed)
            })
            .map_err(|stop| match stop {
                Stop::Failed(error) => error,
                Stop::Broken(error) => unreadable(&error, envelope.elements(), &envelope.head()),
            })
    }

    /// What an answer without success means.
    async fn refusal(&self, response: Response) -> Error {
        let status = response.status().as_u16();
        match status {
            429 => {
                return Error::Throttled {
                    retry_after: retry_after(response.headers(), &self.clock),
                };
            }
            300..=399 => return Error::Redirected { status },
            _ => {}
        }
        // An error page that breaks off still tells its status.
        let raw = short_text(response, self.limits.short_body)
            .await
            .unwrap_or_default();
        match (error_envelope(&raw), status) {
            (Some(verdict), _) => refused(status, verdict),
            (None, 401 | 403) => Error::Denied { status, raw },
            (None, _) => Error::Status { status, raw },
        }
    }
}

/// Why reading stopped: the document, or who receives it.
enum Stop {
    Broken(ScanError),
    Failed(Error),
}

impl From<ScanError> for Stop {
    fn from(error: ScanError) -> Self {
        Self::Broken(error)
    }
}

fn unreadable(error: &ScanError, rows: u64, head: &str) -> Error {
    match error {
        ScanError::CutShort => Error::CutShort { rows, source: None },
        _ => Error::NotReadable {
            reason: error.to_string(),
            raw: head.to_owned(),
        },
    }
}

fn error_envelope(raw: &str) -> Option<Verdict> {
    let mut envelope = Envelope::new(raw.len());
    envelope
        .push(raw.as_bytes(), |_| Ok::<(), ScanError>(()))
        .ok()?;
    envelope.finish().ok().filter(Verdict::is_error)
}

fn refused(status: u16, verdict: Verdict) -> Error {
    Error::Refused {
        status,
        message: verdict
            .message
            .unwrap_or_else(|| "it gave no reason".to_owned()),
        detail: verdict.detail,
        correlation_id: verdict.correlation_id,
    }
}
