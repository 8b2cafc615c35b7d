//! Other settings than those under which invoiced days were counted would bill
//! those days anew.

use super::{finds, settles};
use domain::finding::Code;
use jiff::civil::date;
use tests::{Simple, simple::Draft};
use workflow::mapping::AgreementChoices;

/// An office whose October is uploaded and invoiced.
async fn invoiced() -> Simple {
    let simple = Draft::changed(false).mapped().await;
    settles(&simple, &[]).await;
    simple.office.invoice(simple.agreement);
    settles(&simple, &[]).await;
    simple
}

const CHANGES: [(&str, &str, &str); 4] = [
    ("billing-time-zone", "Europe/Berlin", "UTC"),
    ("c3-time-zone", "America/New_York", "UTC"),
    ("rounding", "per-unit", "per-line"),
    ("suspended", "stops", "bills"),
];

#[tokio::test]
async fn settings_are_set_back() {
    let simple = invoiced().await;
    for (name, other, usual) in CHANGES {
        simple.desk.workflow.set(name, other).unwrap();
        finds(&simple, &[Code::SettingsDiffer]).await;
        simple.desk.workflow.set(name, usual).unwrap();
        settles(&simple, &[]).await;
    }
}

#[tokio::test]
async fn or_the_agreement_begins_anew() {
    let simple = invoiced().await;
    simple
        .desk
        .workflow
        .set("billing-time-zone", "Europe/Berlin")
        .unwrap();
    finds(&simple, &[Code::SettingsDiffer]).await;
    let bill_from = Some(date(2026, 11, 1));
    let choices = AgreementChoices {
        bill_from,
        ..AgreementChoices::default()
    };
    let workflow = &simple.desk.workflow;
    workflow
        .map_agreement(&simple.client.id, simple.agreement, choices)
        .unwrap();
    settles(&simple, &[]).await;
}
