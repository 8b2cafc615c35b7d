//! How C3 tells its customers: the `v5` list, and the `details` list with its
//! tags as JSON inside a string and its plan names joined by commas.

use serde::Serialize;

use super::row::capitals;
use super::world::{C3World, Customer};

/// A customer as `GET /api/activecustomers/v5` tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CustomerV5<'a> {
    customer_first_name: &'a str,
    customer_last_name: &'a str,
    name: &'a str,
    #[serde(rename = "CustomerID")]
    customer_id: String,
    tenant_id: Option<String>,
    customer_billing_reference_id: Option<&'a str>,
    linked_provider_name: &'a str,
    provider_reference_name: Option<&'a str>,
    email_addresses: &'a str,
    phone_numbers: &'a str,
    line1: &'a str,
    line2: Option<&'a str>,
    city: &'a str,
    state: &'a str,
    zip: &'a str,
    country: &'a str,
    customer_billing_type: Option<&'a str>,
    #[serde(rename = "ERPCustomerID")]
    erp_customer_id: Option<&'a str>,
    #[serde(rename = "CRMOpportunityID")]
    crm_opportunity_id: Option<&'a str>,
}

/// A customer as `GET /api/activecustomers/details/` tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CustomerDetails<'a> {
    name: &'a str,
    #[serde(rename = "CustomerID")]
    customer_id: String,
    tenant_id: Option<String>,
    tenant_name: Option<&'a str>,
    domain_name: Option<&'a str>,
    tags: Option<String>,
    currency_code: &'a str,
    signup_date: String,
    onboard_status: &'a str,
    #[serde(rename = "ResellerC3Id")]
    reseller_c3_id: Option<&'a str>,
    payment_method: &'a str,
    plan_name: String,
    auto_pay: &'a str,
    deleted_on: Option<&'a str>,
    billing_reference_id: &'a str,
    market_code: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Tag<'a> {
    tag_key: &'a str,
    tag_value: &'a str,
}

/// The `v5` list.
pub(super) fn v5(world: &C3World) -> Vec<CustomerV5<'_>> {
    world.customers.iter().map(CustomerV5::of).collect()
}

/// The `details` list.
pub(super) fn details(world: &C3World) -> Vec<CustomerDetails<'_>> {
    let telling = |customer| CustomerDetails::of(world, customer);
    world.customers.iter().map(telling).collect()
}

impl<'a> CustomerV5<'a> {
    fn of(customer: &'a Customer) -> Self {
        let tenant = customer.tenants.first();
        CustomerV5 {
            customer_first_name: customer.contact.first,
            customer_last_name: customer.contact.last,
            name: &customer.name,
            customer_id: capitals(customer.id),
            tenant_id: tenant.map(|tenant| tenant.id.to_string()),
            customer_billing_reference_id: None,
            linked_provider_name: "Microsoft",
            provider_reference_name: tenant.map(|tenant| tenant.domain.as_str()),
            email_addresses: &customer.contact.email,
            phone_numbers: &customer.contact.phone,
            line1: &customer.address.line,
            line2: None,
            city: customer.address.city,
            state: customer.address.state,
            zip: &customer.address.zip,
            country: customer.address.country,
            customer_billing_type: None,
            erp_customer_id: customer.erp_id.as_deref(),
            crm_opportunity_id: None,
        }
    }
}

impl<'a> CustomerDetails<'a> {
    fn of(world: &C3World, customer: &'a Customer) -> Self {
        let tenant = customer.tenants.first();
        CustomerDetails {
            name: &customer.name,
            customer_id: capitals(customer.id),
            tenant_id: tenant.map(|tenant| tenant.id.to_string()),
            tenant_name: tenant.map(|tenant| &*tenant.name),
            domain_name: tenant.map(|tenant| tenant.domain.as_str()),
            tags: tags(customer),
            currency_code: customer.currency,
            signup_date: customer.signed_up.to_string(),
            onboard_status: "Onboarded",
            reseller_c3_id: None,
            payment_method: "Manual",
            plan_name: plan_names(world, customer),
            auto_pay: "No",
            deleted_on: None,
            billing_reference_id: "",
            market_code: customer.address.country,
        }
    }
}

/// JSON inside a string, or `null` where the customer has no tags.
fn tags(customer: &Customer) -> Option<String> {
    if customer.tags.is_empty() {
        return None;
    }
    let pair = |&(tag_key, tag_value)| Tag { tag_key, tag_value };
    let tags: Vec<_> = customer.tags.iter().map(pair).collect();
    serde_json::to_string(&tags).ok()
}

fn plan_names(world: &C3World, customer: &Customer) -> String {
    let plans = customer.plans.iter();
    let names = plans.filter_map(|&plan| world.plans.get(plan as usize));
    let names: Vec<_> = names.map(|plan| plan.name.as_str()).collect();
    names.join(",")
}
