//! The four choices of mapping, and saving them together.

use super::{Answer, Books, announce, changed};
use crate::dto::{
    listing::{Agreement, Company, Customer, Invoice, Item, MappedCustomer, Page, Search},
    product::Product,
    release::{Choices, MappingDraft},
};
use domain::ids::{AgreementId, CompanyId, CustomerId};
use tauri::AppHandle;

/// C3's customers.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_customers(books: Books<'_>, search: Search) -> Answer<Page<Customer>> {
    Ok(Page::of(books.workflow()?.customers(&search.into())?))
}

/// ConnectWise's companies.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_companies(books: Books<'_>, search: Search) -> Answer<Page<Company>> {
    Ok(Page::of(books.workflow()?.companies(&search.into())?))
}

/// The catalog, as one customer may choose from it.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn search_items(
    books: Books<'_>,
    customer: String,
    search: Search,
) -> Answer<Page<Item>> {
    let (workflow, customer) = (books.workflow()?, CustomerId::new(&customer));
    Ok(Page::of(workflow.items_for(&customer, &search.into())?))
}

/// A company's agreements, those that cannot be chosen, too.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn agreements_of(books: Books<'_>, company: u32) -> Answer<Vec<Agreement>> {
    let agreements = books.workflow()?.agreements(CompanyId(company))?;
    Ok(agreements.into_iter().map(Into::into).collect())
}

/// A customer's products of an agreement's billing cycle, and those without one.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn products_of(
    books: Books<'_>,
    customer: String,
    agreement: Option<u32>,
) -> Answer<Vec<Product>> {
    let (workflow, customer) = (books.workflow()?, CustomerId::new(&customer));
    let products = workflow.products(&customer, agreement.map(AgreementId))?;
    Ok(products.into_iter().map(Into::into).collect())
}

/// A mapped customer with everything below it; none where it is not mapped.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn mapped_view(books: Books<'_>, customer: String) -> Answer<Option<MappedCustomer>> {
    let view = books.workflow()?.mapped_view(&CustomerId::new(&customer))?;
    Ok(view.map(Into::into))
}

/// Saves what was chosen, all of it or nothing; answers what a person should know.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn save_mapping(
    app: AppHandle,
    books: Books<'_>,
    draft: MappingDraft,
) -> Answer<Vec<String>> {
    let saved = books.workflow()?.save_mapping(&draft.try_into()?)?;
    Ok(changed(&app, saved))
}

/// Changes the terms of a mapped agreement.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_agreement_terms(
    app: AppHandle,
    books: Books<'_>,
    customer: String,
    agreement: u32,
    choices: Choices,
) -> Answer<()> {
    let (workflow, customer) = (books.workflow()?, CustomerId::new(&customer));
    workflow.map_agreement(&customer, AgreementId(agreement), choices.try_into()?)?;
    announce(&app);
    Ok(())
}

/// An agreement's last invoices, read from ConnectWise.
#[tauri::command]
#[specta::specta]
pub(crate) async fn agreement_invoices(books: Books<'_>, agreement: u32) -> Answer<Vec<Invoice>> {
    let workflow = books.workflow()?;
    let invoices = workflow.agreement_invoices(AgreementId(agreement)).await?;
    Ok(invoices.into_iter().map(Into::into).collect())
}
