//! From the database to the file.

use super::{
    carry::Carried,
    document::{
        AgreementPart, CustomerPart, Document, FORMAT, ProductPart, SetAsidePart, SubscriptionPart,
        VERSION,
    },
};
use crate::{Workflow, error::Error, mapping::names::Names};
use domain::{ids::CustomerId, mapping::ProductKey};
use std::{collections::BTreeSet, fs, path::Path};
use store::{AgreementMapping, Reader, Search};

impl Workflow {
    /// Writes all mappings into a file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn export_mappings(&self, path: &Path) -> Result<Carried, Error> {
        let settings = self.billing_settings()?;
        let texts = settings
            .texts()
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        let document = self.store.read(|reader| {
            Ok(Document {
                format: FORMAT.to_owned(),
                version: VERSION,
                settings: texts.collect(),
                customers: customers(reader)?,
                subscriptions: subscriptions(reader)?,
            })
        })?;
        let unwritten = |source| Error::OwnFile {
            path: path.display().to_string(),
            verb: "written",
            source,
        };
        let mut text =
            serde_json::to_string_pretty(&document).map_err(|error| unwritten(error.into()))?;
        text.push('\n');
        fs::write(path, text).map_err(unwritten)?;
        let counts = self.store.read(|reader| reader.mapping_counts())?;
        Ok(Carried {
            customers: counts.customers,
            agreements: counts.agreements,
            products: counts.products,
        })
    }
}

fn customers(reader: &Reader<'_>) -> Result<Vec<CustomerPart>, store::Error> {
    let mapped = reader
        .customer_mappings()?
        .into_iter()
        .map(|mapping| mapping.customer);
    let mut ids: BTreeSet<CustomerId> = mapped.collect();
    ids.extend(
        reader
            .customers(&Search::all())?
            .items
            .into_iter()
            .map(|customer| customer.id),
    );
    let mut parts = Vec::new();
    for id in ids {
        let part = customer(reader, &id)?;
        if part.company.is_some() || !part.set_aside.is_empty() {
            parts.push(part);
        }
    }
    Ok(parts)
}

fn customer(reader: &Reader<'_>, id: &CustomerId) -> Result<CustomerPart, store::Error> {
    let names = Names(reader);
    let company = reader.customer_mapping(id)?.map(|mapping| mapping.company);
    let agreements = reader.agreement_mappings_of(id)?;
    let set_aside = reader.set_aside_of(id)?;
    Ok(CustomerPart {
        name: names.customer(id)?,
        company,
        company_name: company.map_or(Ok(String::new()), |company| names.company(company))?,
        agreements: agreements
            .into_iter()
            .map(|mapping| agreement(reader, &mapping))
            .collect::<Result<_, _>>()?,
        set_aside: set_aside
            .into_iter()
            .map(|part| SetAsidePart {
                id: part.product.id(),
                reason: part.reason,
            })
            .collect(),
        id: id.clone(),
    })
}

fn agreement(
    reader: &Reader<'_>,
    mapping: &AgreementMapping,
) -> Result<AgreementPart, store::Error> {
    let names = Names(reader);
    let terms = &mapping.terms;
    let products = reader.product_mappings_on(mapping.agreement)?;
    let first_days = reader.first_days_of(&mapping.customer)?;
    let first_day = |product: &ProductKey| {
        let first = first_days.iter().find(|first| first.product == *product);
        first.map(|first| first.day)
    };
    Ok(AgreementPart {
        id: mapping.agreement,
        name: names.agreement(mapping.agreement)?,
        mode: terms.mode,
        next_invoice_covers: terms.covers,
        bill_from: terms.bill_from,
        prices: terms.prices.clone(),
        seen_open: terms.seen_open,
        products: products
            .into_iter()
            .map(|product| {
                let item_name = names.item(product.item)?;
                Ok(ProductPart {
                    id: product.product.id(),
                    first_day: first_day(&product.product),
                    item: product.item,
                    item_name,
                })
            })
            .collect::<Result<_, store::Error>>()?,
    })
}

fn subscriptions(reader: &Reader<'_>) -> Result<Vec<SubscriptionPart>, store::Error> {
    let choices = reader.subscription_choices()?;
    Ok(choices
        .into_iter()
        .map(|(id, choice)| {
            let chosen = choice.baseline.filter(|_| !choice.baseline_told);
            SubscriptionPart {
                id,
                billing_cycle: choice.cycle,
                baseline_quantity: chosen.map(|baseline| baseline.quantity),
                baseline_price: chosen.map(|baseline| baseline.unit_price),
                on_hold: choice.held,
            }
        })
        .filter(SubscriptionPart::says_anything)
        .collect())
}
