//! The calls that Accord makes to C3.
//!
//! All of them only read. The history report is handed out while it arrives;
//! the other lists are short enough to be given back whole.

use crate::{
    credentials::{Credentials, address, is_loopback},
    envelope::Element,
    error::Error,
    fields::Fields,
    limits::Limits,
    patience::Patience,
    record::{
        customer::{self, Customer},
        history::{self, Handout, HistoryReport, Sink},
        invoice::InvoiceLine,
        offer::{Offer, Plan},
        period::BillingPeriod,
    },
    token::{TokenInfo, Tokens},
    transport::{Call, Receiver, Transport},
};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use reqwest::{Method, redirect::Policy};
use std::{fmt, sync::Arc};
use url::Url;

/// Tells the time; handed in, so that tests and practice decide it.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A client of one partner's C3. Clones are cheap and share the token.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    transport: Transport,
    base: Url,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api_url", &self.0.base.as_str())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client that has not connected yet.
    ///
    /// # Errors
    /// When an address is neither https nor a literal loopback address, or the
    /// machine has no working TLS.
    pub fn new(credentials: Credentials, limits: Limits, clock: Clock) -> Result<Self, Error> {
        let base = address("API address", &credentials.api_url)?;
        let token_url = address("token address", &credentials.token_url)?;
        let http = http(&limits, &[&base, &token_url])?;
        let patience = Arc::new(Patience::new(&limits));
        let tokens = Tokens::new(
            http.clone(),
            credentials,
            &limits,
            Arc::clone(&patience),
            Arc::clone(&clock),
        )?;
        let transport = Transport {
            http,
            tokens,
            limits,
            patience,
            clock,
        };
        Ok(Self(Arc::new(Shared { transport, base })))
    }

    /// Signs in anew, whatever token there is: the check of the settings.
    ///
    /// # Errors
    /// When the sign-in refuses or cannot be reached.
    pub async fn authenticate(&self) -> Result<TokenInfo, Error> {
        let transport = &self.0.transport;
        let total = transport.limits.total;
        let token = tokio::time::timeout(total, transport.tokens.fresh())
            .await
            .unwrap_or(Err(Error::TooSlow { after: total }))?;
        Ok(TokenInfo {
            expires: token.expires,
        })
    }

    /// Streams the subscription history of the last 90 days into `sink`.
    ///
    /// A row is handed out as soon as it is complete, so what is held does not
    /// grow with the report. C3 says only at the report's end whether it was a
    /// success; rows handed out before an error are real all the same.
    ///
    /// A report that breaks off is asked for again from its beginning, within
    /// [`Limits::tries`], and rows that were handed out before are handed out once
    /// more. That doubles nothing: an event's identity is its content, and who
    /// keeps events keeps each once. The counts are those of the last reading.
    ///
    /// # Errors
    /// When C3 refuses, cannot be reached or breaks off, and when `sink` fails.
    pub async fn history(&self, sink: &mut Sink<'_>) -> Result<HistoryReport, Error> {
        let limits = &self.0.transport.limits;
        let call = Call {
            total: limits.history_total,
            body_max: limits.history_body,
            ..self.get(&["api", "SubscriptionHistory", "report"])?
        };
        let mut handout = Handout {
            sink,
            report: HistoryReport::default(),
        };
        let answer = self.0.transport.run(&call, &mut handout).await?;
        Ok(HistoryReport {
            correlation_id: answer.correlation_id,
            high_water: answer.high_water,
            ..handout.report
        })
    }

    /// All active customers, one for each id, in the order of their ids.
    ///
    /// # Errors
    /// When one of the two lists cannot be read.
    pub async fn customers(&self) -> Result<Vec<Customer>, Error> {
        let active = self.get(&["api", "activecustomers", "v5"])?;
        // C3 documents this address with a slash at its end.
        let details = self.get(&["api", "activecustomers", "details", ""])?;
        let mut records = self.list(active, Customer::read).await?;
        records.extend(self.list(details, Customer::read).await?);
        Ok(customer::merge(records))
    }

    /// The offers of all plans, plan by plan.
    ///
    /// # Errors
    /// When the plans or the offers of one of them cannot be read.
    pub async fn offers(&self) -> Result<Vec<Offer>, Error> {
        let plans = self.get(&["api", "plans", "downloadDetails"])?;
        let plans = self.list(plans, Plan::read).await?;
        let at_once = self.0.transport.limits.plans_at_once.max(1);
        stream::iter(plans)
            .map(|plan| self.offers_of(plan))
            .buffered(at_once)
            .try_concat()
            .await
    }

    /// C3's latest billing periods.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn billing_periods(&self) -> Result<Vec<BillingPeriod>, Error> {
        let call = self.get(&["api", "billingperiods"])?;
        self.list(call, BillingPeriod::read).await
    }

    /// The lines of the invoices of a billing period, or of the latest one.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn invoice_lines(&self, period: Option<i64>) -> Result<Vec<InvoiceLine>, Error> {
        let period = period.map(|id| id.to_string());
        let path = ["api", "invoices", "Download", "v3", "BillingPeriods"];
        let path: Vec<&str> = path.into_iter().chain(period.as_deref()).collect();
        let call = Call {
            method: Method::POST,
            body_max: self.0.transport.limits.invoice_body,
            ..self.get(&path)?
        };
        self.list(call, InvoiceLine::read).await
    }

    async fn offers_of(&self, plan: Plan) -> Result<Vec<Offer>, Error> {
        let call = self.get(&["api", "plans", &plan.id, "downloadplanoffersDetails"])?;
        let offers = self.list(call, Offer::read).await?;
        Ok(offers.into_iter().map(|offer| offer.of(&plan)).collect())
    }

    /// A GET of a list under the API's address.
    fn get(&self, path: &[&str]) -> Result<Call, Error> {
        let mut url = self.0.base.clone();
        url.path_segments_mut()
            .map_err(|()| Error::Address {
                setting: "API address",
                reason: "it cannot have a path".to_owned(),
            })?
            .pop_if_empty()
            .extend(path);
        Ok(Call {
            method: Method::GET,
            url,
            total: self.0.transport.limits.total,
            body_max: self.0.transport.limits.list_body,
        })
    }

    async fn list<T: Send>(
        &self,
        call: Call,
        read: fn(&Fields) -> Result<T, String>,
    ) -> Result<Vec<T>, Error> {
        let mut list = List {
            records: Vec::new(),
            read,
        };
        self.0.transport.run(&call, &mut list).await?;
        Ok(list.records)
    }
}

/// The connection pool: no redirects, and https wherever it is not this machine.
fn http(limits: &Limits, urls: &[&Url]) -> Result<reqwest::Client, Error> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("Accord/", env!("CARGO_PKG_VERSION")))
        .redirect(Policy::none())
        .https_only(urls.iter().all(|url| url.scheme() == "https"))
        .connect_timeout(limits.connect)
        .read_timeout(limits.idle);
    // A proxy stands between machines, never between this one and itself.
    let builder = if urls.iter().all(|url| is_loopback(url)) {
        builder.no_proxy()
    } else {
        builder
    };
    builder.build().map_err(Error::Setup)
}

/// Collects a short list. Its records only explain history, so one that cannot
/// be read is left out and logged.
struct List<T> {
    records: Vec<T>,
    read: fn(&Fields) -> Result<T, String>,
}

impl<T: Send> Receiver for List<T> {
    fn begin(&mut self) {
        self.records.clear();
    }

    fn receive(&mut self, element: Element<'_>) -> Result<(), Error> {
        match element.fields().and_then(|fields| (self.read)(&fields)) {
            Ok(record) => self.records.push(record),
            Err(reason) => tracing::warn!(
                position = element.position,
                reason,
                "A record of C3's is left out"
            ),
        }
        Ok(())
    }
}

impl Receiver for Handout<'_, '_> {
    fn begin(&mut self) {
        self.report = HistoryReport::default();
    }

    fn receive(&mut self, element: Element<'_>) -> Result<(), Error> {
        let row = element.fields().and_then(|fields| history::row(&fields));
        self.give(element.position, row, || element.raw())
            .map_err(Error::Sink)
    }
}
