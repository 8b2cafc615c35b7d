//! What the last plans found, of all customers.

use super::plan_query::LATEST;
use crate::{access::Reader, cell::Cells, error::Error};
use domain::ids::{CustomerId, SubscriptionId};

impl Reader<'_> {
    /// The subscriptions of mapped customers whose product the customer's last plan
    /// could not put on an agreement, for nobody had mapped it.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn unmapped_in_last_plans(&self) -> Result<Vec<(CustomerId, SubscriptionId)>, Error> {
        // CROSS JOIN keeps this order: each customer's last job, then its findings.
        let sql = format!(
            "{LATEST} SELECT DISTINCT finding.customer, subscription
             FROM latest CROSS JOIN finding USING (job, customer)
             WHERE code IN ('unmapped-product', 'unmapped-agreement')
                AND subscription IS NOT NULL"
        );
        self.rows(&sql, [], |row| {
            Ok((row.text("customer")?, row.text("subscription")?))
        })
    }
}
