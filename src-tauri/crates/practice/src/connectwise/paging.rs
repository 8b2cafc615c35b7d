//! Pages of a list, by number or forward only.
//!
//! By number, the `Link` header leads to the first, previous, next and last page;
//! a page shifts when records before it come or go. Forward only, a page holds
//! the records whose number is greater than `pageId`, and `Link` leads on.

use super::{document::Document, exchange::Call, query::Parameters};
use axum::http::HeaderValue;

const SIZE_DEFAULT: usize = 25;
const SIZE_MAX: usize = 1000;

/// Which page of a list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paging {
    size: usize,
    place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The page with this number; the first is 1.
    Page(usize),
    /// The records after the one with this number.
    After(u32),
}

/// One page, and the way to the others.
pub(super) struct Page<'w> {
    /// Its records.
    pub(super) records: Vec<&'w dyn Document>,
    /// The `Link` header.
    pub(super) link: HeaderValue,
}

impl Paging {
    /// Reads the paging of a request.
    pub(super) fn parse(call: &Call, parameters: &Parameters) -> Result<Self, String> {
        let size = parameters.number("pageSize")?.unwrap_or(SIZE_DEFAULT);
        let forward_only = call
            .header("pagination-type")
            .eq_ignore_ascii_case("forward-only");
        let place = if forward_only {
            Place::After(parameters.number("pageId")?.unwrap_or(0))
        } else {
            Place::Page(parameters.number("page")?.unwrap_or(1).max(1))
        };
        Ok(Self {
            size: size.clamp(1, SIZE_MAX),
            place,
        })
    }

    /// Whether pages are by number only as far as they lead forward.
    pub(super) fn forward_only(self) -> bool {
        matches!(self.place, Place::After(_))
    }

    /// The number after which records are wanted at all.
    pub(super) fn after(self) -> u32 {
        match self.place {
            Place::After(id) => id,
            Place::Page(_) => 0,
        }
    }

    /// Cuts the page out of the records that match, in their order.
    pub(super) fn cut<'w>(
        self,
        matching: impl Iterator<Item = &'w dyn Document>,
        links: &Links<'_>,
    ) -> Page<'w> {
        match self.place {
            Place::After(_) => self.cut_forward(matching, links),
            Place::Page(page) => self.cut_numbered(page, matching.collect(), links),
        }
    }

    fn cut_forward<'w>(
        self,
        matching: impl Iterator<Item = &'w dyn Document>,
        links: &Links<'_>,
    ) -> Page<'w> {
        let records: Vec<_> = matching.take(self.size).collect();
        let full = records.len() == self.size;
        let last = records.last().and_then(|record| record_id(*record));
        let link = match last {
            Some(id) if full => links.to("pageId", &id, "next"),
            // A page that is not full is the last; there is no next to lead to.
            _ => String::new(),
        };
        Page {
            records,
            link: header(&link),
        }
    }

    fn cut_numbered<'w>(
        self,
        page: usize,
        matching: Vec<&'w dyn Document>,
        links: &Links<'_>,
    ) -> Page<'w> {
        let last = matching.len().div_ceil(self.size).max(1);
        let mut ways = Vec::new();
        if page < last {
            ways.push((page + 1, "next"));
            ways.push((last, "last"));
        }
        if page > 1 {
            ways.push((1, "first"));
            ways.push((page - 1, "prev"));
        }
        let ways = ways.iter();
        let ways: Vec<_> = ways
            .map(|(page, rel)| links.to("page", &page.to_string(), rel))
            .collect();
        let start = (page - 1).saturating_mul(self.size).min(matching.len());
        let end = start.saturating_add(self.size).min(matching.len());
        Page {
            records: matching[start..end].to_vec(),
            link: header(&ways.join(", ")),
        }
    }
}

/// Where the links of a list lead: its own address without the place in it.
pub(super) struct Links<'a> {
    /// Host and port.
    pub(super) host: &'a str,
    /// The request.
    pub(super) call: &'a Call,
}

impl Links<'_> {
    /// One entry of the header. The place comes last in the query: a client is
    /// known that finds it nowhere else.
    fn to(&self, name: &str, value: &str, rel: &str) -> String {
        let kept = self.call.query.split('&').filter(|pair| {
            let key = pair.split('=').next().unwrap_or_default();
            !pair.is_empty() && key != "page" && key != "pageId"
        });
        let place = format!("{name}={value}");
        let query: Vec<_> = kept.chain([place.as_str()]).collect();
        let (host, path) = (self.host, &self.call.path);
        format!("<http://{host}{path}?{}>; rel=\"{rel}\"", query.join("&"))
    }
}

fn record_id(record: &dyn Document) -> Option<String> {
    match record.view("id") {
        Some(super::document::View::Number(id)) => Some(id.to_string()),
        _ => None,
    }
}

fn header(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
