//! The query parameters of a request, decoded.

use super::exchange::Call;
use axum::{extract::Query, http::Uri};
use std::{collections::HashMap, str::FromStr};

/// Decoded parameters; of one given twice the last counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Parameters(HashMap<String, String>);

impl Parameters {
    /// Decodes the query of a request.
    pub(super) fn parse(call: &Call) -> Result<Self, String> {
        let uri: Uri = format!("/?{}", call.query)
            .parse()
            .map_err(|_| "The query is malformed.".to_owned())?;
        Query::try_from_uri(&uri)
            .map(|Query(pairs)| Self(pairs))
            .map_err(|_| "The query is malformed.".to_owned())
    }

    /// A parameter's text; `None` where it is missing or blank.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.0.get(name)?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// A parameter that is a number.
    pub(super) fn number<N: FromStr>(&self, name: &str) -> Result<Option<N>, String> {
        let number = self.text(name).map(str::parse).transpose();
        number.map_err(|_| format!("The parameter {name} must be a number."))
    }
}
