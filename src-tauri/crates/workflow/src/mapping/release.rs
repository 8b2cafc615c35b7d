//! Release: taking a mapping away, with what hangs below it.
//!
//! It says first exactly what it will release and how many lines stand in
//! ConnectWise. It never writes to ConnectWise, and keeps what was uploaded and
//! each agreement's terms, so that mapping again goes on where it stopped.

use super::{
    names::Names,
    put_back::Released,
    stand::{self, Standing},
};
use crate::{Workflow, error::Error};
use domain::{
    ids::{AgreementId, CustomerId},
    mapping::{CustomerMapping, ProductKey, ProductMapping},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use store::{AgreementMapping, Reader, Writer};

/// What is to be released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReleaseTarget {
    /// One product.
    Product(CustomerId, ProductKey),
    /// An agreement, with its products.
    Agreement(CustomerId, AgreementId),
    /// A customer, with all its agreements and their products.
    Customer(CustomerId),
}

/// What a release will do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleaseEffect {
    /// The customer's name.
    pub customer: String,
    /// The company's name.
    pub company: String,
    /// The customer's mapping itself is released.
    pub releases_customer: bool,
    /// Names of the agreements that are released.
    pub agreements: Vec<String>,
    /// The products that are released.
    pub products: Vec<ReleasedProduct>,
    /// Lines that stand in ConnectWise and bill on, as far as this desktop knows.
    pub lines: u32,
    /// All of it in sentences.
    pub message: String,
}

/// A product that is released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReleasedProduct {
    /// The product's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Name of the agreement.
    pub agreement: String,
    /// The item's identifier.
    pub item: String,
    /// Its lines that stand in ConnectWise and bill on.
    pub lines: u32,
}

/// The mappings that a release takes away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Taken {
    /// The customer's mapping.
    pub(super) customer: CustomerMapping,
    /// Whether that is taken away, too.
    pub(super) with_customer: bool,
    pub(super) agreements: Vec<AgreementMapping>,
    pub(super) products: Vec<ProductMapping>,
}

impl Workflow {
    /// What a release would do.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing of that is mapped.
    pub fn release_effect(&self, target: &ReleaseTarget) -> Result<ReleaseEffect, Error> {
        let today = self.today()?;
        self.store.read(|reader| match taken(reader, target) {
            Ok(taken) => Ok(Ok(effect(reader, &taken, today)?)),
            Err(error) => Ok(Err(error)),
        })?
    }

    /// Releases, and answers with what can be put back right after.
    ///
    /// # Errors
    /// [`Error::Unknown`] when nothing of that is mapped.
    pub fn release(&self, target: &ReleaseTarget) -> Result<Released, Error> {
        let now = self.clock.now();
        self.store
            .try_write(|writer| Ok(Released::new(take_away(writer, target, now)?)))
    }

    /// Today in the billing time zone.
    pub(crate) fn today(&self) -> Result<Date, Error> {
        let zone = self.billing_settings()?.billing_zone;
        Ok(zone.to_datetime(self.clock.now()).date())
    }
}

/// Takes the mappings away, from the products up.
pub(super) fn take_away(
    writer: &mut Writer<'_>,
    target: &ReleaseTarget,
    now: Timestamp,
) -> Result<Taken, Error> {
    let taken = taken(writer, target)?;
    for product in &taken.products {
        writer.release_product(&product.customer, &product.product)?;
    }
    for mapping in &taken.agreements {
        writer.unmap_agreement(mapping.agreement, now)?;
    }
    if taken.with_customer {
        writer.unmap_customer(&taken.customer.customer)?;
    }
    Ok(taken)
}

fn taken(reader: &Reader<'_>, target: &ReleaseTarget) -> Result<Taken, Error> {
    let (ReleaseTarget::Product(customer, _)
    | ReleaseTarget::Agreement(customer, _)
    | ReleaseTarget::Customer(customer)) = target;
    let unmapped = || Error::Unknown {
        what: "mapped customer",
        id: customer.to_string(),
    };
    let mapping = reader.customer_mapping(customer)?.ok_or_else(unmapped)?;
    let (with_customer, agreements, products) = match target {
        ReleaseTarget::Product(customer, product) => {
            let unmapped = || Error::Unknown {
                what: "mapped product",
                id: product.id(),
            };
            let found = reader
                .product_mapping(customer, product)?
                .ok_or_else(unmapped)?;
            (false, Vec::new(), vec![found])
        }
        ReleaseTarget::Agreement(customer, agreement) => {
            let found = reader.agreement_mapping(*agreement)?;
            let found = found.filter(|mapping| mapping.customer == *customer);
            let unmapped = || Error::Unknown {
                what: "mapped agreement",
                id: agreement.to_string(),
            };
            let found = found.ok_or_else(unmapped)?;
            (false, vec![found], reader.product_mappings_on(*agreement)?)
        }
        ReleaseTarget::Customer(customer) => {
            let agreements = reader.agreement_mappings_of(customer)?;
            (true, agreements, reader.product_mappings_of(customer)?)
        }
    };
    Ok(Taken {
        customer: mapping,
        with_customer,
        agreements,
        products,
    })
}

fn effect(reader: &Reader<'_>, taken: &Taken, today: Date) -> Result<ReleaseEffect, store::Error> {
    let names = Names(reader);
    let standing = stand::lines(reader, taken.customer.company, today)?;
    let products = taken
        .products
        .iter()
        .map(|product| released(&names, product, &standing));
    let mut effect = ReleaseEffect {
        customer: names.customer(&taken.customer.customer)?,
        company: names.company(taken.customer.company)?,
        releases_customer: taken.with_customer,
        agreements: taken
            .agreements
            .iter()
            .map(|mapping| names.agreement(mapping.agreement))
            .collect::<Result<_, _>>()?,
        products: products.collect::<Result<_, _>>()?,
        lines: count(&standing, |line| concerns(taken, line)),
        message: String::new(),
    };
    effect.message = message(&effect);
    Ok(effect)
}

fn released(
    names: &Names<'_, '_>,
    mapping: &ProductMapping,
    standing: &[Standing],
) -> Result<ReleasedProduct, store::Error> {
    Ok(ReleasedProduct {
        id: mapping.product.id(),
        name: names.product(mapping),
        agreement: names.agreement(mapping.agreement)?,
        item: names.item(mapping.item)?,
        lines: count(standing, |line| line.item == mapping.item),
    })
}

/// Whether a line is one that the release leaves without a mapping.
fn concerns(taken: &Taken, line: &Standing) -> bool {
    taken.with_customer
        || taken
            .agreements
            .iter()
            .any(|mapping| mapping.agreement == line.agreement)
        || taken
            .products
            .iter()
            .any(|mapping| mapping.item == line.item)
}

fn count(standing: &[Standing], which: impl Fn(&Standing) -> bool) -> u32 {
    u32::try_from(standing.iter().filter(|line| which(line)).count()).unwrap_or(u32::MAX)
}

fn message(effect: &ReleaseEffect) -> String {
    let mut parts = Vec::new();
    if effect.releases_customer {
        parts.push(format!(
            "the mapping of {} to {}",
            effect.customer, effect.company
        ));
    }
    if !effect.agreements.is_empty() {
        parts.push(named("agreement", &effect.agreements));
    }
    let products: Vec<String> = effect
        .products
        .iter()
        .map(|product| format!("{} as {}", product.name, product.item))
        .collect();
    if !products.is_empty() {
        parts.push(named("product", &products));
    }
    let lines = match effect.lines {
        0 => "No line of theirs stands in ConnectWise".to_owned(),
        1 => "1 line stands in ConnectWise and goes on billing there".to_owned(),
        many => format!("{many} lines stand in ConnectWise and go on billing there"),
    };
    format!(
        "This releases {}. {lines}. Nothing is written to ConnectWise",
        parts.join(", and ")
    )
}

/// `the product A`, or `the products A, B`.
fn named(what: &str, names: &[String]) -> String {
    let end = if names.len() == 1 { "" } else { "s" };
    format!("the {what}{end} {}", names.join(", "))
}
