//! What the next invoice says, and why a line says what it does. Read from
//! ConnectWise each time; nothing is written.

use super::{Answer, Books};
use crate::dto::invoice::{InvoicePreview, LineWhy};
use domain::ids::{AdditionId, AgreementId, CustomerId};

/// The next invoices of a customer's agreements, line by line.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_invoices(
    books: Books<'_>,
    customer: String,
) -> Answer<Vec<InvoicePreview>> {
    let (workflow, customer) = (books.workflow()?, CustomerId::new(&customer));
    let found = workflow.preview_of(&customer).await?;
    Ok(found.into_iter().map(Into::into).collect())
}

/// Why an addition says what it says.
#[tauri::command]
#[specta::specta]
pub(crate) async fn why_line(books: Books<'_>, agreement: u32, addition: u32) -> Answer<LineWhy> {
    let workflow = books.workflow()?;
    let why = workflow.why(AgreementId(agreement), AdditionId(addition));
    Ok(why.await?.into())
}

/// Why a change of a record makes its line say what it does.
#[tauri::command]
#[specta::specta]
pub(crate) async fn why_operation(books: Books<'_>, operation: u32) -> Answer<LineWhy> {
    let workflow = books.workflow()?;
    Ok(workflow.why_operation(i64::from(operation)).await?.into())
}
