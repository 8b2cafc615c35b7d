//! An agreement's last invoices, for a person who is asked which period the next one
//! covers. Read from ConnectWise each time and kept nowhere.

use super::plain;
use crate::{Workflow, error::Error};
use connectwise::Invoice;
use domain::ids::AgreementId;
use jiff::civil::Date;
use serde::Serialize;
use std::cmp::Reverse;

/// How many invoices show the rhythm of an agreement.
const SHOWN: usize = 6;

/// An invoice in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvoiceRow {
    /// The printed number; the record's where none is printed.
    pub number: String,
    /// Date.
    pub date: Option<Date>,
    /// Sum, in the agreement's currency.
    pub total: Option<String>,
    /// The period that it covers, as far as it says so itself: its reference.
    pub covers: Option<String>,
}

impl Workflow {
    /// The last invoices of an agreement, the newest first, as ConnectWise has them
    /// now.
    ///
    /// # Errors
    /// [`Error::Unknown`] when there is no such agreement; a connection's error when
    /// ConnectWise cannot be read.
    pub async fn agreement_invoices(
        &self,
        agreement: AgreementId,
    ) -> Result<Vec<InvoiceRow>, Error> {
        if self
            .store
            .read(|reader| reader.agreement(agreement))?
            .is_none()
        {
            return Err(Error::Unknown {
                what: "agreement",
                id: agreement.to_string(),
            });
        }
        let client = self.connectwise_client()?;
        let mut invoices = client.invoices_of(agreement.0).await?;
        invoices.sort_by_key(|invoice| Reverse((invoice.date, invoice.id)));
        Ok(invoices.into_iter().take(SHOWN).map(row).collect())
    }
}

fn row(invoice: Invoice) -> InvoiceRow {
    let said = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let number = said(invoice.invoice_number);
    InvoiceRow {
        number: number.unwrap_or_else(|| invoice.id.to_string()),
        date: invoice.date,
        total: invoice.total.map(plain),
        covers: said(invoice.reference),
    }
}
