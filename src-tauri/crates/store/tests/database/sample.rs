//! Records for the tests, each plausible and each with what a test varies.

use domain::{
    ids::{AdditionId, AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId},
    ledger::{ChangedAt, HistoryRow, Status, Values},
    line::{Action, LineValues, Operation},
    mapping::{CustomerMapping, ProductKey, ProductMapping},
    reference::Reference,
};
use jiff::{Timestamp, civil::Date};
use rust_decimal::Decimal;
use store::{
    AgreementMapping, Constraint, Error, JobId, JobKind, MappingTerms, NewJob, PlanAgreement, Store,
};

pub(crate) const AGREEMENT: AgreementId = AgreementId(70);
pub(crate) const COMPANY: CompanyId = CompanyId(7);
pub(crate) const SUBSCRIPTION: &str = "8d9f2f9e-17a2-4f8b-9d51-0b6d3c6a1f01";
pub(crate) const OTHER_SUBSCRIPTION: &str = "8d9f2f9e-17a2-4f8b-9d51-0b6d3c6a1f02";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub(crate) fn now() -> Timestamp {
    at("2026-10-17T09:30:00Z")
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

pub(crate) fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal")
}

pub(crate) fn customer(id: &str) -> CustomerId {
    CustomerId::new(id)
}

pub(crate) fn subscription(id: &str) -> SubscriptionId {
    SubscriptionId::new(id)
}

pub(crate) fn product(id: &str) -> ProductKey {
    ProductKey::parse(id).expect("a product's id")
}

fn values(quantity: &str) -> Values {
    Values {
        quantity: decimal(quantity),
        price: Some(decimal("20.00")),
        status: Some(Status::Active),
    }
}

/// Customer “c1” changes a quantity, at `changed_at`.
pub(crate) fn row(id: Option<&str>, changed_at: &str, from: &str, to: &str) -> HistoryRow {
    HistoryRow {
        customer: customer("c1"),
        customer_name: "Contoso".into(),
        tenant: None,
        tenant_name: Some("contoso.onmicrosoft.com".into()),
        subscription: id.map(subscription),
        owner_kind: Some("Customer".into()),
        owner: Some("Contoso".into()),
        product: "Microsoft 365 E1".into(),
        changed_at: ChangedAt::parse(changed_at).expect("a date and time"),
        old: values(from),
        new: values(to),
        created_by: None,
    }
}

pub(crate) fn customer_mapping(id: &str, company: u32) -> CustomerMapping {
    CustomerMapping {
        customer: customer(id),
        company: CompanyId(company),
    }
}

pub(crate) fn agreement_mapping(id: u32, of: &str) -> AgreementMapping {
    AgreementMapping {
        agreement: AgreementId(id),
        customer: customer(of),
        terms: MappingTerms::default(),
    }
}

pub(crate) fn product_mapping(of: &str, id: &str, agreement: u32, item: u32) -> ProductMapping {
    ProductMapping {
        customer: customer(of),
        product: product(id),
        agreement: AgreementId(agreement),
        item: ItemId(item),
    }
}

/// A store in which customer “c1” is mapped to company 7 with agreement 70 and one
/// product with item 700.
pub(crate) fn mapped() -> Store {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.map_customer(&customer_mapping("c1", COMPANY.0), now())?;
            writer.map_agreement(&agreement_mapping(AGREEMENT.0, "c1"), now())?;
            let product = product_mapping("c1", "monthly:Microsoft 365 E1", AGREEMENT.0, 700);
            writer.map_product(&product, now())
        })
        .expect("mapped");
    store
}

pub(crate) fn line_values(quantity: &str) -> LineValues {
    LineValues {
        item: ItemId(700),
        quantity: decimal(quantity),
        unit_price: decimal("20.00"),
        effective: day("2026-11-01"),
        cancelled: None,
        billable: true,
    }
}

pub(crate) fn reference(suffix: &str) -> Reference {
    format!("{SUBSCRIPTION}:{suffix}")
        .parse()
        .expect("a reference")
}

pub(crate) fn create(suffix: &str) -> Operation {
    Operation {
        action: Action::Create,
        agreement: AGREEMENT,
        addition: None,
        subscription: Some(subscription(SUBSCRIPTION)),
        reference: Some(reference(suffix)),
        before: None,
        after: line_values("10"),
        text: Some("Microsoft 365 E1".into()),
        because: Vec::new(),
    }
}

pub(crate) fn end(addition: u32) -> Operation {
    Operation {
        action: Action::End,
        addition: Some(AdditionId(addition)),
        before: Some(line_values("8")),
        after: LineValues {
            cancelled: Some(day("2026-11-30")),
            ..line_values("8")
        },
        ..create("b261101")
    }
}

pub(crate) fn new_job(kind: JobKind) -> NewJob {
    NewJob {
        kind,
        started_at: now(),
        as_of: None,
        source: None,
        customers: vec![customer("c1"), customer("c2")],
    }
}

pub(crate) fn plan_agreement() -> PlanAgreement {
    PlanAgreement {
        agreement: AGREEMENT,
        customer: customer("c1"),
        fingerprint: "f1".into(),
        terms: "{}".into(),
        currency: Some("EUR".into()),
        invoice_before: Some(decimal("160.00")),
        invoice_after: Some(decimal("200.00")),
    }
}

/// A validation of customer “c1” with these operations on agreement 70.
pub(crate) fn planned(store: &Store, operations: &[Operation]) -> JobId {
    store
        .write(|writer| {
            let job = writer.begin_job(&new_job(JobKind::Validate))?;
            writer.add_plan_agreement(job, &plan_agreement())?;
            for (seq, operation) in (0..).zip(operations) {
                writer.add_operation(job, seq, operation)?;
            }
            Ok(job)
        })
        .expect("planned")
}

/// The rule that was broken.
#[track_caller]
pub(crate) fn broken<T: std::fmt::Debug>(answer: Result<T, Error>) -> Constraint {
    match answer {
        Err(Error::Rule { constraint }) => constraint,
        other => panic!("no rule was broken: {other:?}"),
    }
}
