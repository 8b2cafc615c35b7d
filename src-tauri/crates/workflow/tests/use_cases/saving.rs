//! The four choices saved together: all or nothing.

use crate::world::{World, adatum, contoso, said};
use domain::{
    agreement::NextInvoiceCovers,
    ids::{AgreementId, CompanyId, ItemId},
    mapping::ProductKey,
};
use workflow::{
    Error,
    mapping::{AgreementChoices, MappingDraft},
};

fn draft(products: &[(&str, u32)]) -> MappingDraft {
    let products = products.iter();
    MappingDraft {
        customer: adatum(),
        company: CompanyId(11),
        agreement: AgreementId(1),
        choices: AgreementChoices::default(),
        products: products
            .map(|(id, item)| (ProductKey::parse(id).unwrap(), ItemId(*item)))
            .collect(),
    }
}

fn save(world: &World, draft: &MappingDraft) -> Result<Vec<String>, Error> {
    world.workflow.save_mapping(draft)
}

/// Customers, agreements and products that are mapped.
fn counts(world: &World) -> (u32, u32, u32) {
    let counts = world.store.read(|reader| reader.mapping_counts()).unwrap();
    (counts.customers, counts.agreements, counts.products)
}

#[tokio::test]
async fn customer_agreement_and_products_are_mapped_at_once() {
    let world = World::new().await;
    let warnings = save(&world, &draft(&[("monthly:E1", 101), ("monthly:E5", 102)])).unwrap();
    assert!(warnings.is_empty());
    assert_eq!(counts(&world), (1, 1, 2));
}

#[tokio::test]
async fn one_product_that_is_refused_leaves_everything_as_it_was() {
    let world = World::new().await;
    let refused = save(&world, &draft(&[("monthly:E1", 101), ("monthly:E5", 103)]));
    assert!(said(refused).contains("inactive"));
    let twice = save(&world, &draft(&[("monthly:E1", 101), ("monthly:E5", 101)]));
    assert!(said(twice).contains("ITEM-101 is already mapped to E1 (monthly)"));
    let nothing = save(&world, &draft(&[("monthly:E1", 101), ("monthly:F3", 102)]));
    assert!(said(nothing).contains("no product monthly:F3"));
    assert_eq!(counts(&world), (0, 0, 0));
}

#[tokio::test]
async fn what_is_mapped_so_already_stays_and_the_rest_is_added() {
    let world = World::mapped().await;
    save(&world, &draft(&[("monthly:E1", 101)])).unwrap();
    save(&world, &draft(&[("monthly:E1", 101), ("monthly:E5", 102)])).unwrap();
    assert_eq!(counts(&world), (1, 1, 2));
    let elsewhere = save(&world, &draft(&[("monthly:E1", 102)]));
    assert!(said(elsewhere).contains("E1 (monthly) is already mapped to ITEM-101"));
}

#[tokio::test]
async fn a_mapping_to_another_company_or_of_another_customer_is_refused() {
    let world = World::mapped().await;
    let other_company = MappingDraft {
        company: CompanyId(13),
        ..draft(&[])
    };
    assert!(said(save(&world, &other_company)).contains("Adatum is already mapped to Adatum Ltd"));
    let other_customer = MappingDraft {
        customer: contoso(),
        ..draft(&[])
    };
    let refused = said(save(&world, &other_customer));
    assert!(refused.contains("Adatum Ltd is already mapped to the C3 customer Adatum"));
    let others_agreement = MappingDraft {
        agreement: AgreementId(6),
        ..draft(&[])
    };
    assert!(said(save(&world, &others_agreement)).contains("belongs to Contoso Ltd"));
}

#[tokio::test]
async fn terms_that_are_chosen_anew_are_put_on_and_equal_ones_are_no_change() {
    let world = World::new().await;
    let chosen = MappingDraft {
        choices: AgreementChoices {
            bill_from: Some("2026-11-01".parse().unwrap()),
            ..AgreementChoices::default()
        },
        ..draft(&[])
    };
    save(&world, &chosen).unwrap();
    let keep = |text| {
        world
            .store
            .write(|writer| writer.keep_plan_basis(AgreementId(1), Some(text)))
            .unwrap();
    };
    keep("as it was");
    save(&world, &chosen).unwrap();
    let basis = world.store.read(|reader| reader.plan_basis(AgreementId(1)));
    assert_eq!(basis.unwrap().as_deref(), Some("as it was"));
    let in_arrears = MappingDraft {
        choices: AgreementChoices {
            covers: Some(NextInvoiceCovers::Before),
            ..AgreementChoices::default()
        },
        ..draft(&[])
    };
    save(&world, &in_arrears).unwrap();
    let mapped = world
        .store
        .read(|reader| reader.agreement_mapping(AgreementId(1)))
        .unwrap();
    let terms = mapped.unwrap().terms;
    assert_eq!(terms.covers, Some(NextInvoiceCovers::Before));
    assert_eq!(terms.bill_from, Some("2026-11-01".parse().unwrap()));
}

#[tokio::test]
async fn an_item_that_another_customer_uses_for_another_cycle_is_warned_of() {
    let world = World::new().await;
    save(&world, &draft(&[("monthly:E1", 101)])).unwrap();
    world
        .connectwise
        .site()
        .agreements
        .push(crate::records::agreement(
            7,
            12,
            serde_json::json!({"name": "Yearly", "billingCycle": {"id": 2}}),
        ));
    let visio = crate::records::row("B", "sub-V", "Visio", "2026-10-06T10:00:00", [0, 1]);
    world.c3.csp().rows.push(c3::Read::Row(visio));
    world.refresh().await;
    let theirs = MappingDraft {
        customer: contoso(),
        company: CompanyId(12),
        agreement: AgreementId(7),
        ..draft(&[("annual:Visio", 101)])
    };
    let warnings = save(&world, &theirs).unwrap();
    assert_eq!(
        warnings,
        [
            "ITEM-101 is used for the billing cycle monthly at Adatum; its price is for one cycle only"
        ]
    );
}
