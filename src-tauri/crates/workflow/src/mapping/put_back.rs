//! Undoing a release right after: exactly the mappings that it took away come
//! back, with their terms, unless something else took their place since.

use super::{agreement, customer, product, release::Taken};
use crate::{Workflow, error::Error};
use serde::Serialize;

/// What a release took away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Released {
    /// Products.
    pub products: usize,
    /// Agreements.
    pub agreements: usize,
    /// Customers.
    pub customers: usize,
    #[serde(skip)]
    taken: Taken,
}

impl Released {
    pub(super) fn new(taken: Taken) -> Self {
        Self {
            products: taken.products.len(),
            agreements: taken.agreements.len(),
            customers: usize::from(taken.with_customer),
            taken,
        }
    }
}

impl Workflow {
    /// Puts back what a release took away: all of it, or nothing.
    ///
    /// # Errors
    /// [`Error::Refused`] when something else was mapped in its place since.
    pub fn put_back(&self, released: &Released) -> Result<(), Error> {
        let Taken {
            customer: mapping,
            with_customer,
            agreements,
            products,
        } = &released.taken;
        let now = self.clock.now();
        self.store.try_write(|writer| {
            if *with_customer {
                customer::check_free(writer, mapping)?;
                writer.map_customer(mapping, now)?;
            }
            for mapping in agreements {
                agreement::check_free(writer, mapping.agreement)?;
                writer.map_agreement(mapping, now)?;
            }
            for mapping in products {
                product::check_free(writer, mapping)?;
                writer.map_product(mapping, now)?;
            }
            Ok(())
        })
    }
}
