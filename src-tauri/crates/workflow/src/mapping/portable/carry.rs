//! From the file to the database, in one transaction.
//!
//! What a rule refuses is skipped with its reason and the rest goes on; what is
//! there already, alike, is left alone. Mappings that stand are never replaced:
//! only the terms of an agreement that is mapped alike follow the file.

use super::document::{
    AgreementPart, CustomerPart, Document, FORMAT, ProductPart, SetAsidePart, SubscriptionPart,
    VERSION,
};
use crate::{
    Workflow,
    error::Error,
    mapping::{
        agreement::{self, AgreementChoices, Wanted},
        customer, product,
    },
    settings::BillingSettings,
};
use domain::{
    agreement::PriceSource,
    ids::CustomerId,
    mapping::{CustomerMapping, ProductKey, ProductMapping},
};
use jiff::Timestamp;
use serde::Serialize;
use std::{fs, path::Path};
use store::{Baseline, FirstDay, MappingTerms, SetAside, Writer};

/// How much a file holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Carried {
    /// Customers.
    pub customers: u32,
    /// Agreements.
    pub agreements: u32,
    /// Products.
    pub products: u32,
}

/// What an import brought, or would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportedMappings {
    /// What was mapped, or whose terms changed.
    #[serde(flatten)]
    pub carried: Carried,
    /// Names of the settings that changed.
    pub settings: Vec<String>,
    /// What was left out.
    pub skipped: Vec<Skipped>,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// What.
    pub what: String,
    /// Why.
    pub reason: String,
}

/// Why the transaction does not commit.
enum Stop {
    /// It was only to be tried.
    Tried(ImportedMappings),
    Failed(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<store::Error> for Stop {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl Workflow {
    /// Takes the mappings of a file over; with `dry_run`, only says what it would
    /// do.
    ///
    /// # Errors
    /// When the file cannot be read or is no mappings file. What a rule refuses
    /// is no error: it is skipped.
    pub fn import_mappings(&self, path: &Path, dry_run: bool) -> Result<ImportedMappings, Error> {
        let document = read(path)?;
        let settings = self.billing_settings()?;
        let now = self.clock.now();
        let outcome = self.store.try_write(|writer| {
            let mut carrying = Carrying {
                writer,
                now,
                imported: ImportedMappings::default(),
            };
            let settings = carrying.settings(&document, settings)?;
            for part in &document.customers {
                carrying.customer(part, settings.price_source)?;
            }
            for part in &document.subscriptions {
                carrying.subscription(part)?;
            }
            match dry_run {
                true => Err(Stop::Tried(carrying.imported)),
                false => Ok(carrying.imported),
            }
        });
        match outcome {
            Ok(imported) | Err(Stop::Tried(imported)) => Ok(imported),
            Err(Stop::Failed(error)) => Err(error),
        }
    }
}

fn read(path: &Path) -> Result<Document, Error> {
    let unreadable = |source| Error::OwnFile {
        path: path.display().to_string(),
        verb: "read",
        source,
    };
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let wrong = |why: String| Error::Argument(format!("{}: {why}", path.display()));
    let document: Document = serde_json::from_str(&text)
        .map_err(|error| wrong(format!("this is not a mappings file: {error}")))?;
    if document.format != FORMAT {
        return Err(wrong("this is not a mappings file of Accord's".to_owned()));
    }
    if document.version > VERSION {
        return Err(wrong(
            "the file was written by a newer version of Accord".to_owned(),
        ));
    }
    Ok(document)
}

struct Carrying<'a, 'c> {
    writer: &'a mut Writer<'c>,
    now: Timestamp,
    imported: ImportedMappings,
}

impl Carrying<'_, '_> {
    fn settings(
        &mut self,
        document: &Document,
        mut settings: BillingSettings,
    ) -> Result<BillingSettings, Error> {
        for (name, text) in &document.settings {
            let before = settings.texts().get(name.as_str()).cloned();
            let set = settings.set(name, text);
            if !self.done(&format!("the setting {name}"), set)? {
                continue;
            }
            if before.as_deref() != Some(text) {
                self.writer.set_setting(name, Some(text))?;
                self.imported.settings.push(name.clone());
            }
        }
        Ok(settings)
    }

    /// Whether it was done; what a rule refuses is noted, any other error stops.
    fn done(&mut self, what: &str, outcome: Result<(), Error>) -> Result<bool, Error> {
        match outcome {
            Ok(()) => Ok(true),
            Err(
                refused @ (Error::Refused(_)
                | Error::Rule(_)
                | Error::Unknown { .. }
                | Error::Argument(_)),
            ) => {
                let (what, reason) = (what.to_owned(), refused.to_string());
                self.imported.skipped.push(Skipped { what, reason });
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    fn customer(&mut self, part: &CustomerPart, prices: PriceSource) -> Result<(), Error> {
        let Some(company) = part.company else {
            return self.set_asides(part);
        };
        let mapping = CustomerMapping {
            customer: part.id.clone(),
            company,
        };
        if self.writer.customer_mapping(&part.id)?.as_ref() != Some(&mapping) {
            let mapped = customer::map(self.writer, &mapping, self.now);
            if !self.done(&format!("the customer {} ({})", part.name, part.id), mapped)? {
                return self.set_asides(part);
            }
            self.imported.carried.customers += 1;
        }
        for agreement in &part.agreements {
            self.agreement(&part.id, agreement, prices)?;
        }
        self.set_asides(part)
    }

    fn agreement(
        &mut self,
        customer: &CustomerId,
        part: &AgreementPart,
        price_source: PriceSource,
    ) -> Result<(), Error> {
        let choices = AgreementChoices {
            mode: part.mode,
            bill_from: part.bill_from,
            covers: part.next_invoice_covers,
        };
        let before = self.writer.agreement_mapping(part.id)?;
        let before = before.filter(|mapping| mapping.customer == *customer);
        let outcome = match &before {
            Some(mapping) => agreement::change(self.writer, mapping, choices),
            None => {
                let wanted = Wanted {
                    customer,
                    agreement: part.id,
                    choices,
                    price_source,
                };
                agreement::map(self.writer, &wanted, self.now)
            }
        };
        if !self.done(
            &format!("the agreement {} ({})", part.name, part.id),
            outcome,
        )? {
            return Ok(());
        }
        self.take_prices(part)?;
        if self.writer.agreement_mapping(part.id)? != before {
            self.imported.carried.agreements += 1;
        }
        part.products
            .iter()
            .try_for_each(|product| self.product(customer, part, product))
    }

    /// Whose prices count, and since when: known only once it was validated.
    fn take_prices(&mut self, part: &AgreementPart) -> Result<(), Error> {
        let Some(mapped) = self.writer.agreement_mapping(part.id)? else {
            return Ok(());
        };
        if part.bill_from.is_none() {
            return Ok(());
        }
        let terms = MappingTerms {
            prices: part.prices.clone(),
            seen_open: part.seen_open,
            ..mapped.terms
        };
        Ok(self.writer.set_mapping_terms(part.id, &terms)?)
    }

    fn product(
        &mut self,
        customer: &CustomerId,
        agreement: &AgreementPart,
        part: &ProductPart,
    ) -> Result<(), Error> {
        let what = format!("the product {} of {customer}", part.id);
        let Some(product) = self.key(&what, &part.id)? else {
            return Ok(());
        };
        let mapping = ProductMapping {
            customer: customer.clone(),
            product,
            agreement: agreement.id,
            item: part.item,
        };
        let alike = |known: ProductMapping| {
            known.agreement == mapping.agreement && known.item == mapping.item
        };
        if self
            .writer
            .product_mapping(customer, &mapping.product)?
            .is_some_and(alike)
        {
            return Ok(());
        }
        let mapped = product::map(self.writer, &mapping, self.now);
        if self.done(&what, mapped)? {
            self.imported.carried.products += 1;
            let ProductMapping {
                customer, product, ..
            } = mapping;
            if let Some(day) = part.first_day {
                self.writer.keep_first_day(&FirstDay {
                    customer,
                    product,
                    day,
                })?;
            }
        }
        Ok(())
    }

    fn key(&mut self, what: &str, id: &str) -> Result<Option<ProductKey>, Error> {
        match ProductKey::parse(id) {
            Ok(product) => Ok(Some(product)),
            Err(wrong) => {
                self.done(what, Err(Error::Argument(wrong.to_string())))?;
                Ok(None)
            }
        }
    }

    fn set_asides(&mut self, part: &CustomerPart) -> Result<(), Error> {
        part.set_aside
            .iter()
            .try_for_each(|aside| self.set_aside(&part.id, aside))
    }

    fn set_aside(&mut self, customer: &CustomerId, part: &SetAsidePart) -> Result<(), Error> {
        let what = format!("the product {} of {customer}, set aside", part.id);
        let Some(product) = self.key(&what, &part.id)? else {
            return Ok(());
        };
        let aside = SetAside {
            customer: customer.clone(),
            product,
            reason: part.reason.clone(),
        };
        let set = crate::choices::set_aside(self.writer, &aside);
        self.done(&what, set).map(drop)
    }

    fn subscription(&mut self, part: &SubscriptionPart) -> Result<(), Error> {
        let what = format!("the choices for the subscription {}", part.id);
        let ours = self.writer.subscription_choice(&part.id)?;
        let baseline = part.baseline_quantity.zip(part.baseline_price);
        let baseline = baseline.map(|(quantity, unit_price)| Baseline {
            quantity,
            unit_price,
        });
        let differs = |kind: &str| {
            Err(Error::Rule(format!(
                "Another {kind} was chosen here; it was kept"
            )))
        };
        match (ours.cycle, part.billing_cycle) {
            (None, Some(cycle)) => self.writer.choose_cycle(&part.id, Some(cycle))?,
            (Some(ours), Some(theirs)) if ours != theirs => {
                self.done(&what, differs("billing cycle"))?;
            }
            _ => {}
        }
        match (ours.baseline, baseline) {
            (None, Some(theirs)) => self.writer.set_baseline(&part.id, Some(theirs))?,
            (Some(ours), Some(theirs)) if ours != theirs => {
                self.done(&what, differs("opening quantity or price"))?;
            }
            _ => {}
        }
        if part.on_hold && !ours.held {
            self.writer.hold(&part.id, true)?;
        }
        Ok(())
    }
}
