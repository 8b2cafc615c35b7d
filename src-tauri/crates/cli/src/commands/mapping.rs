//! `map`, `release` and `mappings`.

use super::{Outcome, choices::product_key};
use crate::{
    arguments::{Map, Mappings, Release},
    outcome::{Failure, Success},
};
use domain::ids::{AgreementId, CompanyId, CustomerId, ItemId};
use workflow::{
    Workflow,
    mapping::{AgreementChoices, ReleaseTarget},
};

pub(super) fn map(workflow: &Workflow, map: Map) -> Outcome {
    match map {
        Map::Customer { customer, company } => {
            workflow.map_customer(&CustomerId::new(&customer), CompanyId(company))?;
            Ok(Success::done(format!(
                "Customer {customer} is mapped to company {company}"
            )))
        }
        Map::Agreement {
            customer,
            agreement,
            mode,
            bill_from,
            next_invoice_covers,
        } => {
            let choices = AgreementChoices {
                mode: parsed(mode.as_deref())?,
                bill_from,
                covers: parsed(next_invoice_covers.as_deref())?,
            };
            workflow.map_agreement(&CustomerId::new(&customer), AgreementId(agreement), choices)?;
            Ok(Success::done(format!("Agreement {agreement} is mapped")))
        }
        Map::Product {
            customer,
            product,
            agreement,
            item,
        } => {
            let key = product_key(&product)?;
            let customer = CustomerId::new(&customer);
            let products = [(key, ItemId(item))];
            let warnings = workflow.map_products(&customer, AgreementId(agreement), &products)?;
            let mut text = format!("{product} is mapped to product {item}");
            for warning in warnings {
                text += &format!("\n{warning}");
            }
            Ok(Success::done(text))
        }
    }
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    word: Option<&str>,
) -> Result<Option<T>, Failure> {
    word.map(|word| {
        word.parse()
            .map_err(|error: T::Err| Failure::usage(error.to_string()))
    })
    .transpose()
}

pub(super) fn release(workflow: &Workflow, release: Release) -> Outcome {
    let target = match release {
        Release::Product { customer, product } => {
            ReleaseTarget::Product(CustomerId::new(&customer), product_key(&product)?)
        }
        Release::Agreement {
            customer,
            agreement,
        } => ReleaseTarget::Agreement(CustomerId::new(&customer), AgreementId(agreement)),
        Release::Customer { customer } => ReleaseTarget::Customer(CustomerId::new(&customer)),
    };
    let effect = workflow.release_effect(&target)?;
    let released = workflow.release(&target)?;
    Success::new(released, effect.message)
}

pub(super) fn mappings(workflow: &Workflow, command: Mappings) -> Outcome {
    match command {
        Mappings::Export { file } => {
            let counts = workflow.export_mappings(&file)?;
            Success::new(
                counts,
                format!("The mappings were written to {}", file.display()),
            )
        }
        Mappings::Import { file, dry_run } => {
            let imported = workflow.import_mappings(&file, dry_run)?;
            let text = if dry_run {
                format!("{} would be read so; nothing was changed", file.display())
            } else {
                format!("The mappings were read from {}", file.display())
            };
            Success::new(imported, text)
        }
    }
}
