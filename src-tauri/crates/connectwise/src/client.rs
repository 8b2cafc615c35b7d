//! The calls of the API, as a caller sees them: one function for each, which
//! says what is asked for and what the answer is read as. How a call is made is
//! in [`crate::api`].

use crate::{
    api::{Api, Call},
    change::{self, AdditionChange, NewAddition},
    credentials::Credentials,
    discovery::CompanyInfo,
    endpoint::{Endpoint, Right},
    error::Error,
    limits::Limits,
    model::{Addition, Agreement, BillingCycle, CatalogItem, Company, Id, Invoice, SystemInfo},
    paging::List,
    record::{self, Numbered, Record},
    site::Site,
};
use reqwest::Method;
use std::{fmt, sync::Arc};

/// A client of one company's ConnectWise. Cheap to clone; clones share their
/// connections and their bounds.
#[derive(Clone)]
pub struct Client(Arc<Api>);

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("site", &self.0.site().to_string())
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A client that has not called anywhere yet.
    ///
    /// # Errors
    /// [`Error::Setup`] when no request can be made of the settings.
    pub fn new(site: Site, credentials: Credentials, limits: Limits) -> Result<Self, Error> {
        Api::new(site, credentials, limits).map(|api| Self(Arc::new(api)))
    }

    /// Asks the site where the company's API lives. The other calls do so by
    /// themselves when it is not known yet or has moved.
    ///
    /// # Errors
    /// [`Error::UnknownCompany`]; [`Error::BadSiteUrl`] or
    /// [`Error::InsecureSite`] when the answer leads away from the site.
    pub async fn discover(&self) -> Result<CompanyInfo, Error> {
        self.0.discover().await
    }

    /// The site's release: the cheapest call that the keys are needed for.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn system_info(&self) -> Result<SystemInfo, Error> {
        let call = Call::get(Endpoint::system_info());
        self.0.read(&call, record::one).await
    }

    /// All companies.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn companies(&self) -> Result<Vec<Company>, Error> {
        List::all(Endpoint::companies()).read(&self.0).await
    }

    /// One company; `None` when there is none of this number.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn company(&self, id: Id) -> Result<Option<Company>, Error> {
        self.record(Endpoint::companies().record(id)).await
    }

    /// All agreements.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn agreements(&self) -> Result<Vec<Agreement>, Error> {
        List::all(Endpoint::agreements()).read(&self.0).await
    }

    /// A company's agreements. Filtered lists were seen to lag behind writes.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn agreements_of(&self, company: Id) -> Result<Vec<Agreement>, Error> {
        let conditions = format!("company/id={company}");
        List::with(Endpoint::agreements(), conditions)
            .read(&self.0)
            .await
    }

    /// One agreement; `None` when there is none of this number.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn agreement(&self, id: Id) -> Result<Option<Agreement>, Error> {
        self.record(Endpoint::agreements().record(id)).await
    }

    /// All billing cycles of the site.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn billing_cycles(&self) -> Result<Vec<BillingCycle>, Error> {
        List::all(Endpoint::billing_cycles()).read(&self.0).await
    }

    /// The whole catalog.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn catalog_items(&self) -> Result<Vec<CatalogItem>, Error> {
        List::all(Endpoint::catalog()).read(&self.0).await
    }

    /// One catalog item; `None` when there is none of this number.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn catalog_item(&self, id: Id) -> Result<Option<CatalogItem>, Error> {
        self.record(Endpoint::catalog().record(id)).await
    }

    /// All additions of an agreement, unfiltered: only so their absence proves
    /// anything. `None` when there is no such agreement.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn additions(&self, agreement: Id) -> Result<Option<Vec<Addition>>, Error> {
        let list = List::all(Endpoint::additions(agreement));
        found(list.read(&self.0).await)
    }

    /// One addition; `None` when there is none of this number.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn addition(&self, agreement: Id, id: Id) -> Result<Option<Addition>, Error> {
        self.record(Endpoint::additions(agreement).record(id)).await
    }

    /// Creates an addition: one POST.
    ///
    /// # Errors
    /// Whatever a write can meet; after [`Error::outcome_unknown`] the addition
    /// may exist.
    pub async fn create_addition(
        &self,
        agreement: Id,
        new: &NewAddition,
    ) -> Result<Addition, Error> {
        let call = Call::write(Method::POST, Endpoint::additions(agreement), new)?;
        self.0.read(&call, record::one).await
    }

    /// Changes an addition: one PATCH. A success does not say that anything
    /// changed; the answer does.
    ///
    /// # Errors
    /// Whatever a write can meet; after [`Error::outcome_unknown`] the change
    /// may be made.
    pub async fn patch_addition(
        &self,
        agreement: Id,
        id: Id,
        changes: &[AdditionChange],
    ) -> Result<Addition, Error> {
        let endpoint = Endpoint::additions(agreement).record(id);
        let call = Call::write(Method::PATCH, endpoint, &change::body(changes))?;
        self.0.read(&call, record::one).await
    }

    /// The invoices of an agreement.
    ///
    /// # Errors
    /// Whatever a read can meet.
    pub async fn invoices_of(&self, agreement: Id) -> Result<Vec<Invoice>, Error> {
        let conditions = format!("applyToType=\"Agreement\" and applyToId={agreement}");
        List::with(Endpoint::invoices(), conditions)
            .read(&self.0)
            .await
    }

    /// Reads one record to see whether it may be read. For additions that takes
    /// an agreement; where there is none, nothing can be seen, nor be missing.
    ///
    /// # Errors
    /// [`Error::Forbidden`] with the row that is missing, or whatever else a
    /// read can meet.
    pub async fn probe(&self, right: Right) -> Result<(), Error> {
        match right {
            Right::Companies => self.glance::<Company>(Endpoint::companies()).await?,
            Right::Agreements => self.glance::<Agreement>(Endpoint::agreements()).await?,
            Right::Catalog => self.glance::<CatalogItem>(Endpoint::catalog()).await?,
            Right::Invoices => self.glance::<Invoice>(Endpoint::invoices()).await?,
            Right::Additions => {
                let agreement = self.glance::<Agreement>(Endpoint::agreements()).await?;
                match agreement {
                    Some(id) => self.glance::<Addition>(Endpoint::additions(id)).await?,
                    None => None,
                }
            }
        };
        Ok(())
    }

    async fn record<T: Record>(&self, endpoint: Endpoint) -> Result<Option<T>, Error> {
        found(self.0.read(&Call::get(endpoint), record::one).await)
    }

    /// The first record's number.
    async fn glance<T: Numbered>(&self, endpoint: Endpoint) -> Result<Option<Id>, Error> {
        let page: Vec<T> = List::all(endpoint).page(&self.0, 1, None).await?;
        Ok(page.first().map(Numbered::id))
    }
}

/// A record that is not there is an answer, not an error.
fn found<T>(answer: Result<T, Error>) -> Result<Option<T>, Error> {
    match answer {
        Err(Error::NotFound { .. }) => Ok(None),
        answer => answer.map(Some),
    }
}
