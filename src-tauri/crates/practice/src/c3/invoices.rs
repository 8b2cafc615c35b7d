//! How C3 tells its billing periods and the lines of its invoices.
//!
//! The names after `ChargeStart…` are assumed: the public page ends there.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::number::{self, Number};
use super::stream::Elements;
use super::world::{BillingPeriod, C3World, Category, Customer, InvoiceLine};

/// C3 lists no more than this many periods.
const PERIODS_LISTED: usize = 9;

/// A period as `GET /api/billingperiods` tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Period {
    #[serde(rename = "ID")]
    id: i64,
    start_date: String,
    end_date: String,
    billing_id: String,
}

/// The periods that have begun, newest first.
pub(super) fn periods(world: &C3World) -> Vec<Period> {
    let begun = world.periods.iter().filter(|p| p.start <= world.today);
    begun.take(PERIODS_LISTED).map(Period::from).collect()
}

/// The period that lines are asked of: the named one, or the latest that was
/// invoiced.
pub(super) fn period(world: &C3World, id: Option<i64>) -> Option<&BillingPeriod> {
    let mut periods = world.periods.iter();
    match id {
        Some(id) => periods.find(|period| period.id == id),
        None => periods.find(|period| period.invoiced <= world.today),
    }
}

impl From<&BillingPeriod> for Period {
    fn from(period: &BillingPeriod) -> Self {
        Period {
            id: period.id,
            start_date: midnight(period.start),
            end_date: midnight(period.end),
            billing_id: compact(period.invoiced),
        }
    }
}

/// Which tenants the lines are asked of; `None` asks of all.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tenants(Option<Vec<Uuid>>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Named {
    Joined(String),
    Listed(Vec<String>),
}

impl Tenants {
    /// Reads the body of the request. C3's page writes `TenantIds` as one
    /// string joined by commas, its public client sends `TenantIDs` as an
    /// array: both are taken, and a blank body asks of all.
    pub(super) fn read(body: &[u8]) -> Result<Self, serde_json::Error> {
        if body.trim_ascii().is_empty() {
            return Ok(Tenants(None));
        }
        let fields: HashMap<String, &RawValue> = serde_json::from_slice(body)?;
        let ids = fields
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case("TenantIds"));
        let Some((_, ids)) = ids else {
            return Ok(Tenants(None));
        };
        let named: Option<Named> = serde_json::from_str(ids.get())?;
        Ok(Tenants(named.map(Named::ids)))
    }

    fn hold(&self, tenant: Option<Uuid>) -> bool {
        match (&self.0, tenant) {
            (None, _) => true,
            (Some(ids), Some(tenant)) => ids.contains(&tenant),
            (Some(_), None) => false,
        }
    }
}

impl Named {
    fn ids(self) -> Vec<Uuid> {
        let texts = match self {
            Named::Joined(text) => text.split(',').map(str::to_owned).collect(),
            Named::Listed(texts) => texts,
        };
        let texts = texts.iter();
        texts.filter_map(|text| text.trim().parse().ok()).collect()
    }
}

/// The lines of one period, told one by one.
pub(super) struct Lines {
    world: Arc<C3World>,
    period: BillingPeriod,
    tenants: Tenants,
    next: usize,
}

impl Lines {
    pub(super) fn of(world: Arc<C3World>, period: BillingPeriod, tenants: Tenants) -> Self {
        Lines {
            world,
            period,
            tenants,
            next: 0,
        }
    }
}

impl Elements for Lines {
    fn write_next(&mut self, out: &mut Vec<u8>) -> Result<bool, serde_json::Error> {
        while let Some(line) = self.world.invoice_lines.get(self.next) {
            self.next += 1;
            let Some(customer) = self.world.customers.get(line.customer as usize) else {
                continue;
            };
            let tenant = customer.tenants.get(usize::from(line.tenant));
            let tenant = tenant.map(|tenant| tenant.id);
            if line.period == self.period.id && self.tenants.hold(tenant) {
                let told = Line::of(customer, line, &self.period);
                serde_json::to_writer(out, &told)?;
                return Ok(true);
            }
        }
        Ok(false)
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
struct Line<'a> {
    customer_billing_type: Option<&'a str>,
    #[serde(rename = "ERPCustomerID")]
    erp_customer_id: Option<&'a str>,
    #[serde(rename = "CRMOpportunityID")]
    crm_opportunity_id: Option<&'a str>,
    coupon_discount_percentage: Option<&'a str>,
    provider_offer_id: Option<&'a str>,
    subscription_end_date: Option<&'a str>,
    provider_category: Option<&'a str>,
    category: &'a str,
    #[serde(rename = "ProductSKUId")]
    product_sku_id: Option<&'a str>,
    unit_price_of_product: Number,
    invoice_entity: &'a str,
    reseller_name: Option<&'a str>,
    #[serde(rename = "TenantID")]
    tenant_id: Option<Uuid>,
    #[serde(rename = "SubscriptionID")]
    subscription_id: Uuid,
    currency_code: &'a str,
    alternate_id: Option<&'a str>,
    item_code: &'a str,
    customer_name: &'a str,
    invoice_number: String,
    invoice_generated_date: String,
    invoice_due_date: String,
    subscription_name: &'a str,
    charge_start_date: String,
    charge_end_date: String,
    quantity: i64,
}

impl<'a> Line<'a> {
    fn of(customer: &'a Customer, line: &'a InvoiceLine, period: &BillingPeriod) -> Self {
        let tenant = customer.tenants.get(usize::from(line.tenant));
        Line {
            customer_billing_type: None,
            erp_customer_id: customer.erp_id.as_deref(),
            crm_opportunity_id: None,
            coupon_discount_percentage: None,
            provider_offer_id: None,
            subscription_end_date: None,
            provider_category: None,
            category: match line.category {
                Category::Custom => "Custom",
                Category::OneTime => "OneTime",
            },
            product_sku_id: None,
            unit_price_of_product: number::line_price(line.unit_price),
            invoice_entity: line.owner.kind(),
            reseller_name: None,
            tenant_id: tenant.map(|tenant| tenant.id),
            subscription_id: line.subscription,
            currency_code: customer.currency,
            alternate_id: None,
            item_code: "",
            customer_name: &customer.name,
            invoice_number: invoice_number(customer, period),
            invoice_generated_date: midnight(period.invoiced),
            invoice_due_date: midnight(period.invoiced),
            subscription_name: &line.product,
            charge_start_date: midnight(line.charge_start),
            charge_end_date: midnight(line.charge_end),
            quantity: line.quantity,
        }
    }
}

fn invoice_number(customer: &Customer, period: &BillingPeriod) -> String {
    let day = compact(period.invoiced);
    format!("Invoice_{}_{day}_{}", customer.name, customer.currency)
}

fn midnight(day: Date) -> String {
    format!("{day}T00:00:00")
}

fn compact(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}
