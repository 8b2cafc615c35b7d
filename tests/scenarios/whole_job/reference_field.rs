//! The reference in a custom field instead of the serial number, which invoices
//! may print. Reading always looks in both places.

use domain::finding::Code;
use practice::connectwise::{json::Json, records::Addition};
use store::JobStatus;
use tests::{
    Simple, messages, shown,
    simple::{Draft, TODAY},
    site::by_hand,
};

const FIELD: &str = "custom-field:C3 reference";

/// An office that writes references into the custom field, on an agreement that
/// has an addition of another kind.
async fn office(setting: &str) -> Simple {
    let mut draft = Draft::changed(false);
    let other = draft.site.item("VISIT", "90.00");
    let visit = by_hand(&draft.site.world, other, 1, "90.00", TODAY);
    draft.site.world.add(draft.agreement.0, visit);
    let simple = draft.mapped().await;
    simple
        .desk
        .workflow
        .set("reference-field", setting)
        .unwrap();
    simple
}

fn reference(addition: &Addition) -> Option<String> {
    let field = addition
        .custom_fields
        .iter()
        .find(|field| field.caption == "C3 reference");
    field?
        .value
        .as_ref()
        .and_then(Json::text)
        .map(ToOwned::to_owned)
}

#[tokio::test]
async fn it_is_written_and_found_again() {
    let simple = office(FIELD).await;
    let validated = simple.desk.validate(&simple.client.id).await;
    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "{:?}",
        uploaded.findings
    );
    let written: Vec<_> = simple.office.additions(simple.agreement);
    let references: Vec<_> = written.iter().filter_map(reference).collect();
    let expected = ["b261001", "a261017"].map(|suffix| simple.subscription.reference(suffix));
    assert_eq!(references, expected);
    assert!(
        written
            .iter()
            .all(|addition| addition.serial_number.is_none())
    );

    for setting in [FIELD, "serial-number"] {
        simple
            .desk
            .workflow
            .set("reference-field", setting)
            .unwrap();
        let again = simple.desk.validate(&simple.client.id).await;
        assert_eq!(again.job.status, JobStatus::Success, "{:?}", again.findings);
        assert_eq!(shown::plan(&again), [""; 0], "{setting}");
    }
}

#[tokio::test]
async fn a_field_that_the_site_does_not_have_is_said_and_nothing_is_written() {
    let simple = office("custom-field:No such field").await;
    let validated = simple.desk.validate(&simple.client.id).await;
    let uploaded = simple.desk.upload(&validated).await;
    assert_eq!(uploaded.job.status, JobStatus::Error);
    let message = messages(&uploaded, Code::WriteFailed)[0];
    assert!(message.contains("No such field"), "{message}");
    assert_eq!(simple.office.additions(simple.agreement).len(), 1);
}
