//! The rules of mapping, each broken once, and releases.

use super::sample::*;
use domain::{
    agreement::{NextInvoiceCovers, PostingMode},
    ids::{AgreementId, ItemId},
};
use store::{Constraint, Error, MappingCounts, MappingTerms, Released, Store};

const E1: &str = "monthly:Microsoft 365 E1";
const E3: &str = "monthly:Microsoft 365 E3";

fn map_customer(store: &Store, id: &str, company: u32) -> Result<(), Error> {
    store.write(|writer| writer.map_customer(&customer_mapping(id, company), now()))
}

fn map_agreement(store: &Store, id: u32, of: &str) -> Result<(), Error> {
    store.write(|writer| writer.map_agreement(&agreement_mapping(id, of), now()))
}

fn map_product(store: &Store, of: &str, id: &str, on: u32, item: u32) -> Result<(), Error> {
    store.write(|writer| writer.map_product(&product_mapping(of, id, on, item), now()))
}

fn counts(store: &Store) -> MappingCounts {
    store.read(|reader| reader.mapping_counts()).expect("read")
}

#[test]
fn a_customer_has_one_company() {
    let answer = map_customer(&mapped(), "C1", 8);
    assert_eq!(broken(answer), Constraint::CustomerTaken);
}

#[test]
fn a_company_has_one_customer() {
    let store = mapped();
    assert_eq!(
        broken(map_customer(&store, "c2", 7)),
        Constraint::CompanyTaken
    );
    let holder = store.read(|reader| reader.holder_of_company(COMPANY));
    assert_eq!(holder.expect("read"), Some(customer("c1")));
}

#[test]
fn a_customer_is_mapped_before_its_agreements() {
    let answer = map_agreement(&mapped(), 80, "c2");
    assert_eq!(broken(answer), Constraint::CustomerNotMapped);
}

#[test]
fn an_agreement_has_one_customer() {
    let store = mapped();
    map_customer(&store, "c2", 8).expect("mapped");
    let answer = map_agreement(&store, AGREEMENT.0, "c2");
    assert_eq!(broken(answer), Constraint::AgreementTaken);
}

#[test]
fn an_agreement_is_mapped_before_its_products() {
    let answer = map_product(&mapped(), "c1", E3, 71, 701);
    assert_eq!(broken(answer), Constraint::AgreementNotMapped);
}

#[test]
fn a_product_is_mapped_on_an_agreement_of_its_own_customer() {
    let store = mapped();
    map_customer(&store, "c2", 8).expect("mapped");
    let answer = map_product(&store, "c2", E3, AGREEMENT.0, 701);
    assert_eq!(broken(answer), Constraint::AgreementNotMapped);
}

#[test]
fn a_product_has_one_item_and_one_agreement() {
    let store = mapped();
    map_agreement(&store, 71, "c1").expect("mapped");
    let again = map_product(&store, "c1", "monthly:MICROSOFT  365 e1", AGREEMENT.0, 701);
    assert_eq!(broken(again), Constraint::ProductTaken);
    let elsewhere = map_product(&store, "c1", E1, 71, 701);
    assert_eq!(broken(elsewhere), Constraint::ProductTaken);
}

#[test]
fn an_item_has_one_product_within_a_customer() {
    let store = mapped();
    let answer = map_product(&store, "c1", "annual:Microsoft 365 E1", AGREEMENT.0, 700);
    assert_eq!(broken(answer), Constraint::ItemTaken);
    let holder = store
        .read(|reader| reader.holder_of_item(&customer("c1"), ItemId(700)))
        .expect("read")
        .expect("held");
    assert_eq!(holder.product.id(), E1);
}

#[test]
fn an_item_may_serve_products_of_several_customers() {
    let store = mapped();
    map_customer(&store, "c2", 8).expect("mapped");
    map_agreement(&store, 80, "c2").expect("mapped");
    map_product(&store, "c2", "annual:Microsoft 365 E1", 80, 700).expect("mapped");
    let holders = store.read(|reader| reader.product_mappings_with(ItemId(700)));
    assert_eq!(holders.expect("read").len(), 2);
}

#[test]
fn only_monthly_and_annual_products_are_mapped() {
    let store = mapped();
    for cycle in ["triennial", "one-time", "unknown"] {
        let answer = map_product(&store, "c1", &format!("{cycle}:Azure"), AGREEMENT.0, 701);
        assert_eq!(broken(answer), Constraint::CycleNotSupported, "{cycle}");
    }
}

#[test]
fn what_hangs_below_is_released_first() {
    let store = mapped();
    let customer = store.write(|writer| writer.unmap_customer(&customer("c1")));
    assert_eq!(broken(customer), Constraint::AgreementsRemain);
    let agreement = store.write(|writer| writer.unmap_agreement(AGREEMENT, now()));
    assert_eq!(broken(agreement), Constraint::ProductsRemain);
    assert_eq!(counts(&store).products, 1);
}

#[test]
fn releasing_a_product_leaves_the_rest() {
    let store = mapped();
    let release = |id| store.write(|writer| writer.release_product(&customer("c1"), &product(id)));
    assert_eq!(release(E1).expect("released").products, 1);
    assert!(matches!(release(E1), Err(Error::Missing { .. })));
    let left = MappingCounts {
        customers: 1,
        agreements: 1,
        products: 0,
    };
    assert_eq!(counts(&store), left);
}

#[test]
fn releasing_a_customer_releases_all_below_and_nothing_beside() {
    let store = mapped();
    map_agreement(&store, 71, "c1").expect("mapped");
    map_product(&store, "c1", E3, 71, 701).expect("mapped");
    map_customer(&store, "c2", 8).expect("mapped");
    let released = store.write(|writer| writer.release_customer(&customer("c1"), now()));
    let all = Released {
        products: 2,
        agreements: 2,
        customers: 1,
    };
    assert_eq!(released.expect("released"), all);
    let left = MappingCounts {
        customers: 1,
        ..MappingCounts::default()
    };
    assert_eq!(counts(&store), left);
}

#[test]
fn a_release_that_fails_releases_nothing() {
    let store = mapped();
    let answer = store.write(|writer| {
        writer.release_customer(&customer("c1"), now())?;
        writer.release_customer(&customer("c1"), now())
    });
    assert!(matches!(answer, Err(Error::Missing { .. })));
    let all = MappingCounts {
        customers: 1,
        agreements: 1,
        products: 1,
    };
    assert_eq!(counts(&store), all);
}

#[test]
fn the_terms_of_a_released_agreement_are_kept() {
    let store = mapped();
    let terms = MappingTerms {
        mode: Some(PostingMode::Dated),
        covers: Some(NextInvoiceCovers::Before),
        bill_from: Some(day("2026-10-01")),
        prices: "c3, connectwise from 2026-11-01".parse().unwrap(),
        seen_open: Some(day("2026-12-01")),
    };
    store
        .write(|writer| {
            writer.set_mapping_terms(AGREEMENT, &terms)?;
            writer.release_agreement(AGREEMENT, now())
        })
        .expect("released");
    let kept = store
        .read(|reader| reader.released_terms(AGREEMENT))
        .expect("read")
        .expect("kept");
    assert_eq!((&kept.mapping.terms, kept.released_at), (&terms, now()));
    let released = || {
        store
            .read(|reader| reader.released_agreements_of(&customer("c1")))
            .expect("read")
    };
    assert_eq!(released(), [kept]);
    map_agreement(&store, AGREEMENT.0, "c1").expect("mapped again");
    assert_eq!(released(), []);
}

#[test]
fn terms_of_an_agreement_that_is_not_mapped_cannot_be_set() {
    let answer =
        mapped().write(|writer| writer.set_mapping_terms(AgreementId(9), &MappingTerms::default()));
    assert!(matches!(answer, Err(Error::Missing { .. })));
}

#[test]
fn mappings_are_listed_as_they_were_made() {
    let store = mapped();
    store
        .read(|reader| {
            assert_eq!(reader.customer_mappings()?, [customer_mapping("c1", 7)]);
            let of_customer = reader.agreement_mappings_of(&customer("c1"))?;
            assert_eq!(of_customer, [agreement_mapping(70, "c1")]);
            assert_eq!(reader.agreement_mappings()?, of_customer);
            let products = reader.product_mappings_of(&customer("c1"))?;
            assert_eq!(products, [product_mapping("c1", E1, 70, 700)]);
            assert_eq!(reader.product_mappings_on(AGREEMENT)?, products);
            assert_eq!(reader.product_mappings()?, products);
            let one = reader.product_mapping(&customer("c1"), &product(E1))?;
            assert_eq!(one.as_ref(), products.first());
            Ok(())
        })
        .expect("read");
}
