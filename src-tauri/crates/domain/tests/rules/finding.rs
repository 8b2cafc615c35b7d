//! Findings: where each is mended.

use domain::{
    finding::{Code, Finding, Mending, Severity},
    ids::CustomerId,
};

#[test]
fn every_error_is_mended_somewhere() {
    for code in Code::ALL {
        if code.severity() == Severity::Error {
            assert_ne!(code.mending(), Mending::Nothing, "{}", code.word());
        }
    }
}

#[test]
fn a_finding_leads_to_where_its_message_says_that_it_is_mended() {
    let expected = [
        (Code::UnmappedProduct, Mending::Mapping),
        (Code::ItemGone, Mending::Mapping),
        (Code::BaselineUnknown, Mending::Subscription),
        (Code::InvoicingUnclear, Mending::Agreement),
        (Code::DoubleProration, Mending::Agreement),
        (Code::SingleLinePrice, Mending::Agreement),
        (Code::PossibleDuplicate, Mending::Duplicate),
        (Code::LineChangedOutside, Mending::Line),
        (Code::OutOfOrder, Mending::History),
        (Code::UnreadableRow, Mending::Unreadable),
        (Code::LedgerBehind, Mending::Refresh),
        (Code::WriteUnknown, Mending::Resume),
        (Code::ChangedSinceValidation, Mending::Validate),
    ];
    for (code, mending) in expected {
        assert_eq!(code.mending(), mending, "{}", code.word());
    }
}

#[test]
fn a_finding_of_a_record_that_was_kept_before_places_were_is_read() {
    let kept = r#"{"code":"item-gone","customer":"A","subscription":null,"message":"m"}"#;
    let read: Finding = serde_json::from_str(kept).unwrap();
    let whole = Finding::of(&CustomerId::new("a"), Code::ItemGone, "m".to_owned());
    assert_eq!(read, whole);
}
