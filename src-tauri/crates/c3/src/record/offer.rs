//! Plans (price lists) and their offers.
//!
//! History rows name a product and nothing else; the offer of that name tells
//! its billing cycle.

use crate::fields::Fields;
use domain::cycle::BillingCycle;
use rust_decimal::Decimal;

/// A price list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    /// `InternalPlanId`, by which its offers are asked for.
    pub(crate) id: String,
    /// Name.
    pub(crate) name: Option<String>,
}

impl Plan {
    pub(crate) fn read(fields: &Fields) -> Result<Self, String> {
        Ok(Self {
            id: fields
                .id(&["InternalPlanId", "PlanId", "Id"])
                .ok_or("InternalPlanId is missing")?
                .to_owned(),
            name: fields.text(&["PlanName", "Name"]),
        })
    }
}

/// What a plan offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The plan's name, or its id where it has none.
    pub plan: String,
    /// The offer's name.
    pub name: String,
    /// The name under which the partner shows it, where it is another one.
    pub friendly_name: Option<String>,
    /// How often C3 bills it; none when the word is not one of C3's four.
    pub cycle: Option<BillingCycle>,
    /// What the customer pays for one unit and one cycle.
    pub sale_price: Option<Decimal>,
    /// Currency, as three letters.
    pub currency: Option<String>,
    /// Whether it can be bought; true where the record does not say.
    pub active: bool,
    /// C3's own id of the offer in the plan.
    pub internal_product_id: Option<String>,
    /// Microsoft's market, product and SKU, such as `NL:CFQ7TTC0LH2Z:0002`.
    pub provider_reference: Option<String>,
}

impl Offer {
    /// Reads an offer; its plan may be named in it.
    pub(crate) fn read(fields: &Fields) -> Result<Self, String> {
        let name = fields
            .text(&["OfferName", "FriendlyOfferName"])
            .ok_or("OfferName is missing")?;
        Ok(Self {
            plan: fields.text(&["PlanName"]).unwrap_or_default(),
            friendly_name: fields
                .text(&["FriendlyOfferName"])
                .filter(|friendly| *friendly != name),
            name,
            cycle: fields.cycle(&["BillingCycle", "BillingCycleName"]),
            sale_price: fields.decimal_if_readable(&["SalePrice"]),
            currency: fields.get(&["CurrencyCode"]).map(str::to_ascii_uppercase),
            active: fields.flag(&["IsActive"]).unwrap_or(true),
            internal_product_id: fields.text(&["InternalPlanProductId"]),
            provider_reference: fields.text(&["ProviderReferenceId"]),
        })
    }

    /// Names the plan that it was asked from, where the record did not.
    pub(crate) fn of(mut self, plan: &Plan) -> Self {
        if self.plan.is_empty() {
            self.plan = plan.name.clone().unwrap_or_else(|| plan.id.clone());
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_documented_offer_comes_out_right() {
        let fields = Fields::parse(
            br#"{"PlanName":"Default","FriendlyOfferName":"E3","OfferName":"Microsoft 365 E3","BillingCycle":"Monthly",
                "CurrencyCode":"EUR","SalePrice":32.5000,"ProviderReferenceId":"NL:CFQ7TTC0LH2Z:0002",
                "InternalPlanProductId":"ip-1","Isactive":"TRUE","Settings":"{\"IsTrail\":\"TRUE\"}"}"#,
        )
        .unwrap();
        let offer = Offer::read(&fields).unwrap();
        assert_eq!(offer.name, "Microsoft 365 E3");
        assert_eq!(offer.friendly_name.as_deref(), Some("E3"));
        assert_eq!(offer.cycle, Some(BillingCycle::Monthly));
        assert_eq!(offer.sale_price.unwrap().to_string(), "32.5000");
        assert_eq!(
            offer.provider_reference.as_deref(),
            Some("NL:CFQ7TTC0LH2Z:0002")
        );
        assert!(offer.active);
    }

    #[test]
    fn what_an_offer_does_not_say_is_not_known() {
        let fields = Fields::parse(
            br#"{"FriendlyOfferName":"X","BillingCycle":"Fortnightly","SalePrice":"ask","IsActive":false}"#,
        )
        .unwrap();
        let plan = Plan {
            id: "p-1".to_owned(),
            name: None,
        };
        let offer = Offer::read(&fields).unwrap().of(&plan);
        assert_eq!((offer.cycle, offer.sale_price), (None, None));
        assert_eq!((offer.plan.as_str(), offer.active), ("p-1", false));
        assert_eq!(offer.friendly_name, None);
    }
}
