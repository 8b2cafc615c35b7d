//! An agreement's last invoices, for a person to look at.

use crate::{
    records::invoice,
    world::{World, said},
};
use domain::ids::AgreementId;
use serde_json::json;

#[tokio::test]
async fn the_last_six_come_the_newest_first_and_say_what_they_cover() {
    let world = World::new().await;
    let mut invoices: Vec<_> = (1..=8)
        .map(|month| {
            let date = format!("2026-{month:02}-01T00:00:00Z");
            invoice(
                month,
                json!({"invoiceNumber": format!("R{month}"), "date": date, "total": 19.5}),
            )
        })
        .collect();
    invoices[7].reference = Some("October 2026".to_owned());
    invoices.push(invoice(9, json!({"reference": " "})));
    world.connectwise.site().invoices = invoices;
    let rows = world
        .workflow
        .agreement_invoices(AgreementId(1))
        .await
        .unwrap();
    let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
    assert_eq!(numbers, ["R8", "R7", "R6", "R5", "R4", "R3"]);
    assert_eq!(rows[0].total.as_deref(), Some("19.5"));
    assert_eq!(rows[0].covers.as_deref(), Some("October 2026"));
    assert_eq!(rows[1].covers, None);
}

#[tokio::test]
async fn an_invoice_without_a_number_goes_by_its_records() {
    let world = World::new().await;
    world.connectwise.site().invoices = vec![invoice(9, json!({"reference": " "}))];
    let rows = world
        .workflow
        .agreement_invoices(AgreementId(1))
        .await
        .unwrap();
    assert_eq!((rows[0].number.as_str(), &rows[0].covers), ("9", &None));
    assert_eq!((&rows[0].date, &rows[0].total), (&None, &None));
}

#[tokio::test]
async fn an_agreement_that_is_not_known_is_an_error_and_not_an_empty_list() {
    let world = World::new().await;
    let nothing = world.workflow.agreement_invoices(AgreementId(99)).await;
    assert!(said(nothing).contains("no agreement 99"));
}
