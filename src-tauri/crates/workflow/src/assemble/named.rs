//! How an agreement and a line are called in a sentence: by the name that a person knows,
//! with the number that finds it in ConnectWise.

use super::Facts;
use domain::{
    ids::{AdditionId, AgreementId},
    line::Line,
};

impl Facts<'_> {
    /// `the agreement Contoso CSP`; one that was not read goes by its number.
    pub(crate) fn agreement_named(&self, agreement: AgreementId) -> String {
        let mut read = self.reading.agreements.iter();
        agreement_named(
            read.find(|read| read.id == agreement.0)
                .map(|read| read.name.as_str()),
            agreement,
        )
    }

    /// `line 13 (Microsoft 365 E3) on the agreement Contoso CSP`.
    pub(crate) fn line_named(&self, agreement: AgreementId, addition: AdditionId) -> String {
        let on = self.reading.additions.get(&agreement.0);
        let mut additions = on.into_iter().flatten();
        let read = additions.find(|read| read.id == addition.0);
        let product = read.and_then(|read| {
            let text = read.description.as_ref();
            text.or(read.product.identifier.as_ref())
        });
        let product = product.map_or_else(String::new, |product| format!(" ({product})"));
        let agreement = self.agreement_named(agreement);
        format!("line {addition}{product} on {agreement}")
    }

    pub(super) fn named(&self, line: &Line) -> String {
        self.line_named(line.agreement, line.addition)
    }
}

/// An agreement by its name, where one is known.
pub(crate) fn agreement_named(name: Option<&str>, agreement: AgreementId) -> String {
    match name {
        Some(name) => format!("the agreement {name}"),
        None => format!("agreement {agreement}"),
    }
}
