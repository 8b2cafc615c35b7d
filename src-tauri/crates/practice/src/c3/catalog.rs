//! How C3 tells its price lists and what can be bought under them.

use rust_decimal::Decimal;
use serde::Serialize;

use super::number::{self, Number};
use super::row::capitals;
use super::world::{Cycle, Offer, Plan};

/// A plan as `GET /api/plans/downloadDetails` tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PlanDetails<'a> {
    name: &'a str,
    description: &'a str,
    parent_plan_id: Option<&'a str>,
    internal_plan_id: String,
    currency_code: &'a str,
    plan_status: &'a str,
    macro_details: &'a str,
    macro_value: Number,
    is_public: bool,
    shareable_url: Option<&'a str>,
    purchase_currency: String,
    invoice_currency: String,
    market_code: &'a str,
}

/// A plan as `GET /api/resellerplans/downloadDetails` tells it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct ResellerPlan<'a> {
    name: &'a str,
    description: &'a str,
    internal_plan_id: String,
    currency_code: &'a str,
    plan_status: &'a str,
    macro_details: &'a str,
    macro_value: Number,
    attributes: &'a str,
    market_code: &'a str,
}

/// An offer as `GET /api/plans/{id}/downloadplanoffersDetails` tells it, with
/// C3's own spelling (`PriceforPartner`, `IsimmediateProvisioning`, `IsTrail`).
#[derive(Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct PlanOffer<'a> {
    plan_name: &'a str,
    provider_name: &'a str,
    friendly_offer_name: &'a str,
    offer_name: &'a str,
    description: &'a str,
    consumption_type: &'a str,
    provider_settings: String,
    settings: String,
    billing_cycle: &'a str,
    currency_code: &'a str,
    currency_symbol: &'a str,
    #[serde(rename = "PriceforPartner")]
    price_for_partner: Number,
    retail_price: Number,
    sale_price: Number,
    category_name: &'a str,
    provider_reference_id: String,
    internal_plan_product_id: String,
    #[serde(rename = "IsimmediateProvisioning")]
    is_immediate_provisioning: bool,
    on_purchase_billing_action: &'a str,
    on_release_billing_action: &'a str,
    #[serde(rename = "Isactive")]
    is_active: bool,
    #[serde(rename = "Isaddon")]
    is_addon: bool,
    #[serde(rename = "BillingTypename")]
    billing_type_name: &'a str,
    validity: &'a str,
    macro_value: Option<Decimal>,
    macro_name: Option<&'a str>,
}

impl<'a> From<&'a Plan> for PlanDetails<'a> {
    fn from(plan: &'a Plan) -> Self {
        let currency = format!("PlanCurrency ({})", plan.currency);
        PlanDetails {
            name: &plan.name,
            description: &plan.description,
            parent_plan_id: None,
            internal_plan_id: capitals(plan.id),
            currency_code: plan.currency,
            plan_status: "Success",
            macro_details: "Apply X% on Provider Selling Price",
            macro_value: number::price(plan.markup),
            is_public: plan.public,
            shareable_url: None,
            purchase_currency: currency.clone(),
            invoice_currency: currency,
            market_code: plan.market,
        }
    }
}

impl<'a> From<&'a Plan> for ResellerPlan<'a> {
    fn from(plan: &'a Plan) -> Self {
        ResellerPlan {
            name: &plan.name,
            description: &plan.description,
            internal_plan_id: capitals(plan.id),
            currency_code: plan.currency,
            plan_status: "Success",
            macro_details: "Copy Partner Price",
            macro_value: number::price(plan.markup),
            attributes: r#"{"CanPriceLead":false,"CanPriceLag":false}"#,
            market_code: plan.market,
        }
    }
}

/// The offers of one plan.
pub(super) fn offers(plan: &Plan) -> Vec<PlanOffer<'_>> {
    let telling = |offer| PlanOffer::of(plan, offer);
    plan.offers.iter().map(telling).collect()
}

impl<'a> PlanOffer<'a> {
    fn of(plan: &'a Plan, offer: &'a Offer) -> Self {
        PlanOffer {
            plan_name: &plan.name,
            provider_name: "Microsoft",
            friendly_offer_name: &offer.name,
            offer_name: &offer.name,
            description: &offer.name,
            consumption_type: "Quantity",
            provider_settings: provider_settings(offer),
            settings: settings(offer),
            billing_cycle: offer.cycle.word(),
            currency_code: plan.currency,
            currency_symbol: symbol(plan.currency),
            price_for_partner: number::price(offer.partner_price),
            retail_price: number::price(offer.retail_price),
            sale_price: number::price(offer.sale_price),
            category_name: "OnlineServicesNCE",
            provider_reference_id: format!("{}:{}", plan.market, offer.sku),
            internal_plan_product_id: capitals(offer.product_id),
            is_immediate_provisioning: true,
            on_purchase_billing_action: "Prorate",
            on_release_billing_action: "Prorate",
            is_active: offer.active,
            is_addon: offer.addon,
            billing_type_name: "Price",
            validity: offer.cycle.validity(),
            macro_value: None,
            macro_name: None,
        }
    }
}

impl Cycle {
    /// The word that C3 uses.
    pub fn word(self) -> &'static str {
        match self {
            Cycle::Monthly => "Monthly",
            Cycle::Annual => "Annual",
            Cycle::Triennial => "Triennial",
            Cycle::OneTime => "One-time",
        }
    }

    fn validity(self) -> &'static str {
        match self {
            Cycle::Monthly => "1Month(s)",
            Cycle::Annual => "1Year(s)",
            Cycle::Triennial => "3Year(s)",
            Cycle::OneTime => "",
        }
    }
}

fn provider_settings(offer: &Offer) -> String {
    let trail = word(offer.trial).to_uppercase();
    format!(
        r#"{{"ProviderCategory" :"commercial", "MinimumQuantity" : 1,"MaximumQuantity" : 10000000,"IsTrail" : "{trail}","HasAddOns" : "FALSE","IsAutoRenewable" : "TRUE","IsAvailableForPurchase" : "TRUE"}}"#
    )
}

fn settings(offer: &Offer) -> String {
    format!(r#"{{"IsAddon" : "{}"}}"#, word(offer.addon))
}

fn word(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

fn symbol(currency: &str) -> &'static str {
    match currency {
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "PLN" => "zł",
        _ => "$",
    }
}
