//! Which rule gives a subscription its billing cycle.

use crate::history::dec;
use domain::cycle::{AgreementCycle, BillingCycle, CycleRule, OfferCycle, resolve};

fn offer(name: &str, cycle: BillingCycle, price: &str) -> OfferCycle {
    OfferCycle {
        name: name.to_owned(),
        cycle,
        sale_price: Some(dec(price)),
    }
}

fn both() -> Vec<OfferCycle> {
    vec![
        offer("Microsoft 365 E3", BillingCycle::Monthly, "20"),
        offer("MICROSOFT 365  E3", BillingCycle::Annual, "240.0"),
        offer("Visio", BillingCycle::Triennial, "20"),
    ]
}

fn resolved(price: Option<&str>, offers: &[OfferCycle]) -> Option<(BillingCycle, CycleRule)> {
    resolve(None, None, " microsoft 365 E3", price.map(dec), offers)
}

#[test]
fn the_rules_come_in_order() {
    let choice = Some(BillingCycle::Triennial);
    let line = Some(BillingCycle::Annual);
    let offers = &both()[..1];
    let by = |choice, line, offers| resolve(choice, line, "Microsoft 365 E3", None, offers);
    assert_eq!(
        by(choice, line, offers),
        Some((BillingCycle::Triennial, CycleRule::UserChoice))
    );
    assert_eq!(
        by(None, line, offers),
        Some((BillingCycle::Annual, CycleRule::InvoiceLine))
    );
    assert_eq!(
        by(None, None, offers),
        Some((BillingCycle::Monthly, CycleRule::OneOffer))
    );
    assert_eq!(by(None, None, &[]), None);
}

#[test]
fn of_several_offers_the_price_decides() {
    assert_eq!(
        resolved(Some("240"), &both()),
        Some((BillingCycle::Annual, CycleRule::OfferPrice))
    );
    assert_eq!(
        resolved(Some("20.0000"), &both()),
        Some((BillingCycle::Monthly, CycleRule::OfferPrice))
    );
    assert_eq!(resolved(Some("21"), &both()), None);
    assert_eq!(resolved(None, &both()), None);
}

#[test]
fn two_cycles_at_one_price_stay_unknown() {
    let mut offers = both();
    offers.push(offer("Microsoft 365 E3", BillingCycle::Triennial, "20"));
    assert_eq!(resolved(Some("20"), &offers), None);
}

#[test]
fn one_offer_in_several_plans_is_one() {
    let offers = vec![both()[0].clone(), both()[0].clone()];
    assert_eq!(
        resolved(None, &offers),
        Some((BillingCycle::Monthly, CycleRule::OneOffer))
    );
}

#[test]
fn cycles_are_read_in_the_spellings_seen() {
    for (text, cycle) in [
        ("Monthly", BillingCycle::Monthly),
        ("annual", BillingCycle::Annual),
        ("Triennial", BillingCycle::Triennial),
        ("One-time", BillingCycle::OneTime),
        ("OneTime", BillingCycle::OneTime),
    ] {
        assert_eq!(text.parse(), Ok(cycle));
    }
    for cycle in BillingCycle::ALL {
        assert_eq!(cycle.word().parse(), Ok(cycle));
    }
    let refusal = "weekly".parse::<BillingCycle>().unwrap_err();
    assert!(refusal.to_string().contains("weekly"));
}

#[test]
fn only_monthly_and_yearly_agreements_take_part() {
    assert_eq!(
        AgreementCycle::from_billing_options("Monthly"),
        Some(AgreementCycle::Monthly)
    );
    assert_eq!(
        AgreementCycle::from_billing_options("Yearly"),
        Some(AgreementCycle::Yearly)
    );
    for other in ["Quarterly", "SemiAnnual", "NotRecurring", "monthly", ""] {
        assert_eq!(AgreementCycle::from_billing_options(other), None);
    }
    assert_eq!(BillingCycle::Triennial.agreement_cycle(), None);
    assert_eq!(BillingCycle::OneTime.agreement_cycle(), None);
}
