//! What a person says of a customer's subscriptions and products.

use super::{Answer, Books, announce, changed};
use crate::{
    dto::{
        product::{BillingCycle, Subscription},
        release::product,
    },
    error::{CommandError, ErrorCode},
};
use domain::ids::{CustomerId, SubscriptionId};
use rust_decimal::Decimal;
use tauri::AppHandle;

/// A customer's subscriptions as they are now.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn subscriptions_of(books: Books<'_>, customer: String) -> Answer<Vec<Subscription>> {
    let found = books
        .workflow()?
        .subscriptions(&CustomerId::new(&customer))?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Says how often a subscription is billed.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_cycle(
    app: AppHandle,
    books: Books<'_>,
    subscription: String,
    cycle: BillingCycle,
) -> Answer<()> {
    let id = SubscriptionId::new(&subscription);
    Ok(changed(
        &app,
        books.workflow()?.set_cycle(&id, cycle.into()),
    )?)
}

/// Says what a subscription was before the ledger begins.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_baseline(
    app: AppHandle,
    books: Books<'_>,
    subscription: String,
    quantity: String,
    price: String,
) -> Answer<()> {
    let id = SubscriptionId::new(&subscription);
    let (quantity, price) = (decimal(&quantity, "quantity")?, decimal(&price, "price")?);
    books.workflow()?.set_baseline(&id, quantity, price)?;
    announce(&app);
    Ok(())
}

/// Sets a product aside: it is not billed through ConnectWise.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn set_aside(
    app: AppHandle,
    books: Books<'_>,
    customer: String,
    product_id: String,
    reason: String,
) -> Answer<()> {
    let (customer, key) = (CustomerId::new(&customer), product(&product_id)?);
    let done = books.workflow()?.set_aside(&customer, &key, &reason);
    Ok(changed(&app, done)?)
}

/// Bills a product again that was set aside.
#[tauri::command(async)]
#[specta::specta]
pub(crate) fn take_back(
    app: AppHandle,
    books: Books<'_>,
    customer: String,
    product_id: String,
) -> Answer<()> {
    let (customer, key) = (CustomerId::new(&customer), product(&product_id)?);
    Ok(changed(&app, books.workflow()?.take_back(&customer, &key))?)
}

fn decimal(text: &str, field: &str) -> Answer<Decimal> {
    text.trim().parse().map_err(|_| {
        let why = "This is no number; write it as 1234.56";
        CommandError::new(ErrorCode::Argument, why).of_field(field)
    })
}
