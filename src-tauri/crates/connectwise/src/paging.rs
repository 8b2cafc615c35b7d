//! Whole lists, page by page, forward only.
//!
//! Each page is asked for by the last id of the one before, so that rows that
//! come or go meanwhile shift nothing. Only a page that is not full ends a list.
//! The `Link` header is not needed for that, and not followed: a proxy may take
//! it away, and it could point anywhere.

use crate::{
    api::{Api, Call},
    endpoint::Endpoint,
    error::Error,
    limits::PAGE_SIZE_MAX,
    model::Id,
    record::{self, Numbered},
};

/// A list and what it is limited to.
#[derive(Debug, Clone)]
pub(crate) struct List {
    pub(crate) endpoint: Endpoint,
    pub(crate) conditions: Option<String>,
}

impl List {
    pub(crate) fn all(endpoint: Endpoint) -> Self {
        Self {
            endpoint,
            conditions: None,
        }
    }

    pub(crate) fn with(endpoint: Endpoint, conditions: String) -> Self {
        Self {
            endpoint,
            conditions: Some(conditions),
        }
    }

    /// Reads the whole list.
    pub(crate) async fn read<T: Numbered>(&self, api: &Api) -> Result<Vec<T>, Error> {
        let limits = api.limits();
        let size = limits.page_size.clamp(1, PAGE_SIZE_MAX);
        let mut rows: Vec<T> = Vec::new();
        for _ in 0..limits.pages_max {
            let after = rows.last().map(Numbered::id);
            let page: Vec<T> = self.page(api, size, after).await?;
            ascending(after, &page)?;
            let full = page.len() >= size;
            rows.extend(page);
            if !full {
                return Ok(rows);
            }
        }
        Err(Error::TooManyPages {
            limit: limits.pages_max,
        })
    }

    /// Reads one page: up to `size` records after the one numbered `after`.
    pub(crate) async fn page<T: Numbered>(
        &self,
        api: &Api,
        size: usize,
        after: Option<Id>,
    ) -> Result<Vec<T>, Error> {
        let mut query = vec![("pageSize", size.to_string())];
        query.extend(after.map(|id| ("pageId", id.to_string())));
        query.extend(self.conditions.clone().map(|text| ("conditions", text)));
        let call = Call {
            query,
            forward_only: true,
            ..Call::get(self.endpoint.clone())
        };
        api.read(&call, record::list).await
    }
}

/// A page whose ids do not grow past the last one would be read for ever, or
/// has rows twice.
fn ascending<T: Numbered>(after: Option<Id>, page: &[T]) -> Result<(), Error> {
    let ids = || after.into_iter().chain(page.iter().map(Numbered::id));
    match ids().zip(ids().skip(1)).find(|(one, next)| next <= one) {
        None => Ok(()),
        Some((one, next)) => Err(Error::Shape {
            record: format!("list of {} records", T::KIND),
            field: "id".to_owned(),
            problem: format!("{next} comes after {one}, but ids must grow"),
        }),
    }
}
