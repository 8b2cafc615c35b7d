//! Taking mappings away, with what hangs below them, in order.
//!
//! A release removes the link and nothing else: lines, jobs and the ledger stay,
//! and so do an agreement's terms.

use crate::{
    access::Writer,
    cell::{Textual, text_of},
    constraint::Constraint,
    error::Error,
};
use domain::{
    ids::{AgreementId, CustomerId},
    mapping::ProductKey,
};
use jiff::Timestamp;
use rusqlite::params;

/// What a release took away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Released {
    /// Products.
    pub products: usize,
    /// Agreements.
    pub agreements: usize,
    /// Customers.
    pub customers: usize,
}

impl Writer<'_> {
    /// Takes one product's mapping away.
    ///
    /// # Errors
    /// [`Error::Missing`] where it is not mapped; what SQLite refuses.
    pub fn release_product(
        &mut self,
        customer: &CustomerId,
        product: &ProductKey,
    ) -> Result<Released, Error> {
        self.run_on(
            "mapped product",
            product.id(),
            "DELETE FROM product_mapping WHERE customer = ?1 AND product = ?2 AND cycle = ?3",
            params![
                customer.as_str(),
                product.name.folded(),
                text_of(product.cycle.as_ref()),
            ],
        )?;
        Ok(Released {
            products: 1,
            ..Released::default()
        })
    }

    /// Takes an agreement's mapping away, its products first, and keeps its terms.
    ///
    /// # Errors
    /// [`Error::Missing`] where it is not mapped; what SQLite refuses.
    pub fn release_agreement(
        &mut self,
        agreement: AgreementId,
        at: Timestamp,
    ) -> Result<Released, Error> {
        let products = self.run(
            "DELETE FROM product_mapping WHERE agreement = ?1",
            [agreement.0],
        )?;
        self.unmap_agreement(agreement, at)?;
        Ok(Released {
            products,
            agreements: 1,
            customers: 0,
        })
    }

    /// Takes a customer's mapping away: all its agreements with their products,
    /// then the customer.
    ///
    /// # Errors
    /// [`Error::Missing`] where it is not mapped; what SQLite refuses.
    pub fn release_customer(
        &mut self,
        customer: &CustomerId,
        at: Timestamp,
    ) -> Result<Released, Error> {
        let mut released = Released::default();
        for mapping in self.agreement_mappings_of(customer)? {
            let below = self.release_agreement(mapping.agreement, at)?;
            released.products += below.products;
            released.agreements += below.agreements;
        }
        self.unmap_customer(customer)?;
        released.customers = 1;
        Ok(released)
    }

    /// Takes an agreement's mapping away that has no products any more.
    ///
    /// # Errors
    /// [`Constraint::ProductsRemain`], [`Error::Missing`], or what SQLite refuses.
    pub fn unmap_agreement(&mut self, agreement: AgreementId, at: Timestamp) -> Result<(), Error> {
        self.run(
            "INSERT OR REPLACE INTO agreement_terms (agreement, customer, mode, covers,
                bill_from, prices, seen_open, released_at)
             SELECT agreement, customer, mode, covers, bill_from, prices, seen_open, ?2
             FROM agreement_mapping WHERE agreement = ?1",
            params![agreement.0, at.to_text()],
        )?;
        let sql = "DELETE FROM agreement_mapping WHERE agreement = ?1";
        self.run_on("mapped agreement", agreement, sql, [agreement.0])
            .map_err(|error| error.naming_reference(Constraint::ProductsRemain))
    }

    /// Takes a customer's mapping away that has no agreements any more.
    ///
    /// # Errors
    /// [`Constraint::AgreementsRemain`], [`Error::Missing`], or what SQLite refuses.
    pub fn unmap_customer(&mut self, customer: &CustomerId) -> Result<(), Error> {
        let sql = "DELETE FROM customer_mapping WHERE customer = ?1";
        self.run_on("mapped customer", customer, sql, [customer.as_str()])
            .map_err(|error| error.naming_reference(Constraint::AgreementsRemain))
    }
}
