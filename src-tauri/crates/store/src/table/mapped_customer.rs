//! The mapped customers with their names, those that C3 no longer lists, too.

use crate::{
    access::Reader,
    cell::Cells,
    error::Error,
    search::{Conditions, Search},
    table::c3_customer::Customer,
};
use domain::ids::CustomerId;
use rusqlite::params_from_iter;
use std::collections::HashSet;

/// A mapped customer that C3 no longer lists has its id for a name.
const MAPPED: &str = "SELECT * FROM (
    SELECT mapping.customer AS id, ifnull(customer.name, mapping.customer) AS name,
        domain, currency, city, ifnull(search, mapping.customer) AS search
    FROM customer_mapping AS mapping LEFT JOIN customer ON customer.id = mapping.customer)";

impl Reader<'_> {
    /// All mapped customers that match, by name, whatever part of them the search
    /// asks for.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mapped_customers(&self, search: &Search) -> Result<Vec<Customer>, Error> {
        let mut conditions = Conditions::new();
        conditions.words(&search.text);
        let clause = conditions.clause();
        let sql = format!("{MAPPED} WHERE {clause} ORDER BY name COLLATE NOCASE, id");
        let values = params_from_iter(conditions.values());
        self.rows(&sql, values, Customer::from_row)
    }

    /// One mapped customer; `None` where it is not mapped.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn mapped_customer(&self, id: &CustomerId) -> Result<Option<Customer>, Error> {
        let sql = format!("{MAPPED} WHERE id = ?1");
        self.row(&sql, [id.as_str()], Customer::from_row)
    }

    /// How many customers of C3's are mapped to no company.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn count_unmapped_customers(&self) -> Result<u32, Error> {
        let sql = "SELECT count(*) FROM customer
            WHERE id NOT IN (SELECT customer FROM customer_mapping)";
        self.number(sql, [])
    }

    /// The mapped customers of which no agreement is mapped, and for which nobody noted
    /// that there is none.
    ///
    /// # Errors
    /// What SQLite refuses.
    pub fn customers_without_agreement(&self) -> Result<HashSet<CustomerId>, Error> {
        let sql = "SELECT customer FROM customer_mapping
            WHERE customer NOT IN (SELECT customer FROM agreement_mapping)
                AND customer NOT IN (SELECT customer FROM match_absence WHERE kind = 'agreement')";
        let rows = self.rows(sql, [], |row| row.text("customer"))?;
        Ok(rows.into_iter().collect())
    }
}
