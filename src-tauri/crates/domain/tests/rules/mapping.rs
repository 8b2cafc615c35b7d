//! Product ids, and refusals that name the other side.

use domain::{
    cycle::{AgreementCycle, BillingCycle},
    mapping::{ProductKey, Refusal, check_cycle},
    timeline::ProductName,
};
use jiff::civil::date;
use std::collections::BTreeSet;

fn key(name: &str, cycle: Option<BillingCycle>) -> ProductKey {
    ProductKey {
        name: ProductName::new(name),
        cycle,
    }
}

#[test]
fn a_products_id_comes_back() {
    for key in [
        key("Microsoft 365 E1", Some(BillingCycle::Monthly)),
        key("Odd: name", Some(BillingCycle::OneTime)),
        key("Visio", None),
    ] {
        assert_eq!(ProductKey::parse(&key.id()), Ok(key));
    }
    assert_eq!(
        key(" Microsoft 365 E1 ", Some(BillingCycle::Annual)).id(),
        "annual:Microsoft 365 E1"
    );
}

#[test]
fn what_is_no_products_id_is_refused() {
    for id in ["", "Visio", "weekly:Visio", "monthly:", "monthly: "] {
        let refusal = ProductKey::parse(id).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("“{id}” is no product's id")));
    }
}

#[test]
fn one_product_in_two_spellings_is_one() {
    let spellings = ["Microsoft 365 E1", " microsoft  365 e1"];
    let keys: BTreeSet<ProductKey> = spellings
        .iter()
        .map(|name| key(name, Some(BillingCycle::Monthly)))
        .collect();
    assert_eq!(keys.len(), 1);
    let cycles = [BillingCycle::Monthly, BillingCycle::Annual];
    assert_ne!(key("E1", Some(cycles[0])), key("E1", Some(cycles[1])));
}

#[test]
fn a_products_cycle_must_be_the_agreements() {
    let refusal = |cycle| {
        check_cycle(&key("Visio", cycle), "CSP", AgreementCycle::Monthly)
            .map_err(|refusal| refusal.to_string())
    };
    assert_eq!(refusal(Some(BillingCycle::Monthly)), Ok(()));
    assert_eq!(
        refusal(None),
        Err(
            "The billing cycle of Visio is not known; set it for its subscriptions first"
                .to_owned()
        )
    );
    assert_eq!(
        refusal(Some(BillingCycle::OneTime)),
        Err("Visio is billed one-time; no agreement can bill this cycle".to_owned())
    );
    assert_eq!(
        refusal(Some(BillingCycle::Annual)),
        Err("Visio is billed annual, but the agreement CSP bills Monthly".to_owned())
    );
}

fn name(text: &str) -> String {
    text.to_owned()
}

#[test]
fn a_refusal_about_customers_and_agreements_names_the_other_side() {
    let cases = [
        (
            Refusal::CustomerTaken {
                customer: name("Contoso"),
                company: name("Contoso Ltd"),
            },
            "Contoso is already mapped to Contoso Ltd; release that mapping first",
        ),
        (
            Refusal::CompanyTaken {
                company: name("Contoso Ltd"),
                customer: name("Fabrikam"),
            },
            "Contoso Ltd is already mapped to the C3 customer Fabrikam; release that mapping first",
        ),
        (
            Refusal::AgreementTaken {
                agreement: name("CSP"),
                customer: name("Fabrikam"),
            },
            "The agreement CSP is already mapped for Fabrikam; release that mapping first",
        ),
        (
            Refusal::AgreementOfAnotherCompany {
                agreement: name("CSP"),
                owner: name("Fabrikam Inc"),
                company: name("Contoso Ltd"),
            },
            "The agreement CSP belongs to Fabrikam Inc, not to Contoso Ltd",
        ),
    ];
    for (refusal, sentence) in cases {
        assert_eq!(refusal.to_string(), sentence);
    }
}

#[test]
fn a_refusal_about_products_and_items_names_the_other_side() {
    let cases = [
        (
            Refusal::ProductTaken {
                product: name("E3"),
                item: name("M365E3"),
                agreement: name("CSP"),
            },
            "E3 is already mapped to M365E3 on the agreement CSP; release that mapping first",
        ),
        (
            Refusal::ItemTaken {
                item: name("M365E3"),
                product: name("E3"),
            },
            "M365E3 is already mapped to E3 for this customer; each product, and each billing cycle of one product, needs its own catalog item",
        ),
        (
            Refusal::ItemIsBundle {
                item: name("Office pack"),
            },
            "Office pack is a Bundle; ConnectWise does not take bundles as additions",
        ),
    ];
    for (refusal, sentence) in cases {
        assert_eq!(refusal.to_string(), sentence);
    }
}

#[test]
fn a_refusal_of_an_agreement_says_what_it_is() {
    let cases = [
        (
            Refusal::AgreementCycle {
                agreement: name("Hosting"),
                billing: name("Quarterly"),
            },
            "The agreement Hosting bills Quarterly; only agreements that bill Monthly or Yearly can be mapped",
        ),
        (
            Refusal::AgreementNotActive {
                agreement: name("Old"),
                status: name("Expired"),
            },
            "The agreement Old is Expired in ConnectWise and cannot be chosen",
        ),
        (
            Refusal::BillFromTooEarly {
                agreement: name("CSP"),
                bill_start: date(2026, 10, 1),
            },
            "CSP bills from 2026-10-01 on; Accord cannot begin earlier",
        ),
    ];
    for (refusal, sentence) in cases {
        assert_eq!(refusal.to_string(), sentence);
    }
}
