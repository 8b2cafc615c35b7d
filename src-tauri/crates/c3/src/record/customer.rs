//! C3's customers, put together from the two lists that C3 offers.
//!
//! The list of active customers has the address, the detailed one the currency
//! and the tenants' names. Both have one record per tenant, so that a customer
//! with two tenants stands in them twice.

use crate::fields::Fields;
use domain::ids::{CustomerId, TenantId};
use std::collections::BTreeMap;

/// A customer in C3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// C3's id.
    pub id: CustomerId,
    /// Name.
    pub name: String,
    /// Microsoft tenants, in the order of their ids.
    pub tenants: Vec<Tenant>,
    /// Currency in which C3 bills, as three letters.
    pub currency: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// The partner's own number for the customer.
    pub billing_reference: Option<String>,
    /// Price lists, joined by commas.
    pub plans: Option<String>,
}

/// One of a customer's Microsoft tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Microsoft's id.
    pub id: TenantId,
    /// Name.
    pub name: Option<String>,
    /// Domain, such as `contoso.onmicrosoft.com`.
    pub domain: Option<String>,
}

impl Customer {
    /// Reads a record of either list.
    pub(crate) fn read(fields: &Fields) -> Result<Self, String> {
        let id = fields.id(&["CustomerId"]).ok_or("CustomerId is missing")?;
        let tenant = fields.id(&["TenantId"]).map(|tenant| Tenant {
            id: TenantId::new(tenant),
            name: fields.text(&["TenantName"]),
            domain: fields.text(&["DomainName", "ProviderReferenceName"]),
        });
        Ok(Self {
            id: CustomerId::new(id),
            name: fields.text(&["Name", "CustomerName"]).unwrap_or_default(),
            tenants: tenant.into_iter().collect(),
            currency: fields.get(&["CurrencyCode"]).map(str::to_ascii_uppercase),
            city: fields.text(&["City"]),
            country: fields.text(&["Country"]),
            billing_reference: fields.text(&["CustomerBillingReferenceId", "BillingReferenceId"]),
            plans: fields.text(&["PlanName"]),
        })
    }

    /// Takes over what `other`, a record of the same customer, knows beyond this one.
    fn absorb(&mut self, other: Self) {
        if self.name.is_empty() {
            self.name = other.name;
        }
        fill(&mut self.currency, other.currency);
        fill(&mut self.city, other.city);
        fill(&mut self.country, other.country);
        fill(&mut self.billing_reference, other.billing_reference);
        fill(&mut self.plans, other.plans);
        for tenant in other.tenants {
            match self.tenants.binary_search_by(|own| own.id.cmp(&tenant.id)) {
                Err(at) => self.tenants.insert(at, tenant),
                Ok(at) => {
                    if let Some(own) = self.tenants.get_mut(at) {
                        fill(&mut own.name, tenant.name);
                        fill(&mut own.domain, tenant.domain);
                    }
                }
            }
        }
    }
}

/// One customer for each id, from all records; earlier ones have precedence.
pub(crate) fn merge(records: impl IntoIterator<Item = Customer>) -> Vec<Customer> {
    let mut customers = BTreeMap::<CustomerId, Customer>::new();
    for record in records {
        match customers.get_mut(&record.id) {
            Some(known) => known.absorb(record),
            None => {
                customers.insert(record.id.clone(), record);
            }
        }
    }
    customers.into_values().collect()
}

fn fill(own: &mut Option<String>, other: Option<String>) {
    if own.is_none() {
        *own = other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Customer {
        Customer::read(&Fields::parse(json.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn both_lists_and_all_tenants_make_one_customer() {
        let customers = merge([
            read(r#"{"CustomerID":"B","Name":"Fabrikam","City":"Leeds"}"#),
            read(
                r#"{"CustomerID":"A","Name":" Contoso ","TenantId":"T2","City":"Utrecht","ProviderReferenceName":"two.onmicrosoft.com"}"#,
            ),
            read(
                r#"{"CustomerId":"a","Name":"Contoso BV","TenantId":"t1","TenantName":"One","CurrencyCode":"eur"}"#,
            ),
            read(
                r#"{"CustomerId":"a","TenantId":"t2","TenantName":"Two","DomainName":"other","PlanName":"P1,P2"}"#,
            ),
        ]);
        assert_eq!(customers.len(), 2);
        let contoso = &customers[0];
        assert_eq!(contoso.name, "Contoso");
        assert_eq!(contoso.city.as_deref(), Some("Utrecht"));
        assert_eq!(contoso.currency.as_deref(), Some("EUR"));
        assert_eq!(contoso.plans.as_deref(), Some("P1,P2"));
        let tenants: Vec<_> = contoso
            .tenants
            .iter()
            .map(|tenant| {
                (
                    tenant.id.as_str(),
                    tenant.name.as_deref(),
                    tenant.domain.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            tenants,
            [
                ("t1", Some("One"), None),
                ("t2", Some("Two"), Some("two.onmicrosoft.com"))
            ]
        );
        assert_eq!(customers[1].name, "Fabrikam");
    }
}
