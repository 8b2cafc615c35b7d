//! `map`, `release` and `mappings`.

use super::{Outcome, choices::product_key};
use crate::{
    arguments::{Map, Mappings, Release, Repoint as Words},
    outcome::{Failure, Success},
    show::counted,
};
use domain::ids::{AgreementId, CompanyId, CustomerId, ItemId};
use workflow::{
    Workflow,
    mapping::{
        AgreementChoices, Carried, ImportedMappings, ReleaseTarget, Released, Renamed, Repoint,
        Repointed,
    },
};

pub(super) fn map(workflow: &Workflow, map: Map) -> Outcome {
    match map {
        Map::Customer { customer, company } => {
            workflow.map_customer(&CustomerId::new(&customer), CompanyId(company))?;
            Ok(Success::done(format!(
                "C3 customer {customer} is mapped to company {company}"
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
            let mut text = format!("{product} is mapped to catalog item {item}");
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
    let lines = workflow.release_effect(&target)?.lines;
    let released = workflow.release(&target)?;
    let text = released_text(&released, lines);
    Success::new(released, text)
}

fn released_text(released: &Released, lines: u32) -> String {
    let parts = [
        (released.customers, "customer", "customers"),
        (released.agreements, "agreement", "agreements"),
        (released.products, "product", "products"),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| counted(number, one, many))
        .collect();
    let standing = match lines {
        0 => "No line of it stands in ConnectWise".to_owned(),
        1 => "1 line stands in ConnectWise and goes on billing there".to_owned(),
        many => format!("{many} lines stand in ConnectWise and go on billing there"),
    };
    format!(
        "Released: {}. {standing}. Nothing was written to ConnectWise",
        parts.join(", ")
    )
}

pub(super) fn mappings(workflow: &Workflow, command: Mappings) -> Outcome {
    match command {
        Mappings::Export { file } => {
            let written = workflow.export_mappings(&file)?;
            let text = format!("{} → {}", carried(&written), file.display());
            Success::new(written, text)
        }
        Mappings::Import { file, dry_run } => {
            let read = workflow.import_mappings(&file, dry_run)?;
            let text = imported(&read, dry_run);
            Success::new(read, text)
        }
        Mappings::Changes => {
            let changes = workflow.renamed()?;
            let text = renamed(&changes);
            Success::new(changes, text)
        }
        Mappings::Seen => {
            let seen = workflow.keep_names()?;
            let text = format!(
                "Looked at: {}",
                counted(seen.seen as usize, "change", "changes")
            );
            Success::new(seen, text)
        }
        Mappings::Repoint(words) => {
            let (what, dry_run) = match words {
                Words::Company(of) => (
                    Repoint::Company(CompanyId(of.old), CompanyId(of.new)),
                    of.dry_run,
                ),
                Words::Item(of) => (Repoint::Item(ItemId(of.old), ItemId(of.new)), of.dry_run),
            };
            let done = workflow.repoint(what, dry_run)?;
            let text = repointed(&done, dry_run);
            Success::new(done, text)
        }
    }
}

fn renamed(changes: &[Renamed]) -> String {
    if changes.is_empty() {
        return "Nothing that is mapped was renamed or deleted".to_owned();
    }
    let line = |one: &Renamed| {
        let (kind, id, was) = (one.kind.shown(), &one.id, &one.was);
        match &one.now {
            Some(now) => format!("The {kind} {was} ({id}) is called {now} now"),
            None => format!("The {kind} {was} ({id}) is gone"),
        }
    };
    let lines: Vec<String> = changes.iter().map(line).collect();
    lines.join("\n")
}

fn repointed(done: &Repointed, dry_run: bool) -> String {
    let verb = if dry_run {
        "Would be pointed elsewhere"
    } else {
        "Pointed elsewhere"
    };
    let mut text = format!(
        "{verb}: {}",
        counted(done.moved.len(), "mapping", "mappings")
    );
    for one in &done.moved {
        let product = one.product.as_deref();
        let product = product.map_or_else(String::new, |product| format!(", {product}"));
        text += &format!("\n{}{product}: {} → {}", one.name, one.from, one.to);
    }
    for skipped in &done.skipped {
        text += &format!("\nSkipped {}: {}", skipped.what, skipped.reason);
    }
    for warning in &done.warnings {
        text += &format!("\nMind: {warning}");
    }
    text += if dry_run {
        "\nNothing was changed"
    } else {
        "\nNothing was written to ConnectWise; validate to see what follows"
    };
    text
}

fn carried(carried: &Carried) -> String {
    format!(
        "{}, {}, {}",
        counted(carried.customers, "customer", "customers"),
        counted(carried.agreements, "agreement", "agreements"),
        counted(carried.products, "product", "products"),
    )
}

fn imported(read: &ImportedMappings, dry_run: bool) -> String {
    let verb = if dry_run { "Would be mapped" } else { "Mapped" };
    let mut text = format!("{verb}: {}", carried(&read.carried));
    if !read.settings.is_empty() {
        text += &format!("\nSettings changed: {}", read.settings.join(", "));
    }
    for skipped in &read.skipped {
        text += &format!("\nSkipped {}: {}", skipped.what, skipped.reason);
    }
    if dry_run {
        text += "\nNothing was changed";
    }
    text
}
