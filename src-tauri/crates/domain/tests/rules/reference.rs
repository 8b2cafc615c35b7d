//! The reference on a line.

use domain::{
    ids::SubscriptionId,
    reference::{LineKind, MAX_LENGTH, Reference},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;

const GUID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

fn reference(kind: LineKind, digit: u8) -> Reference {
    Reference {
        subscription: SubscriptionId::new(GUID),
        kind,
        day: date(2026, 10, 17),
        digit,
    }
}

#[test]
fn it_is_the_guid_and_a_suffix() {
    let shown = |kind, digit| reference(kind, digit).to_string();
    assert_eq!(shown(LineKind::Base, 0), format!("{GUID}:b261017"));
    assert_eq!(shown(LineKind::Adjustment, 3), format!("{GUID}:a2610173"));
    assert_eq!(shown(LineKind::Settlement, 0), format!("{GUID}:s261017"));
    assert!(shown(LineKind::Base, 9).len() <= MAX_LENGTH);
}

#[test]
fn it_is_read_with_spaces_around_and_in_any_case() {
    let text = format!(" {}:b261017 ", GUID.to_uppercase());
    assert_eq!(text.parse(), Ok(reference(LineKind::Base, 0)));
}

#[test]
fn what_accord_never_writes_is_no_reference() {
    let suffixes = [
        "",
        "b",
        "b26101",
        "b26101712",
        "c261017",
        "B261017",
        "b261317",
        "b260230",
        "b26101x",
        "b26 017",
        "b+61017",
        "b２61017",
        ":b261017",
    ];
    for suffix in suffixes {
        let text = format!("{GUID}:{suffix}");
        assert!(text.parse::<Reference>().is_err(), "{text}");
    }
    for text in ["", "SN-4711", GUID, "4711:b261017", ":b261017", "b261017"] {
        let refusal = text.parse::<Reference>().unwrap_err();
        assert_eq!(
            refusal.to_string(),
            format!("“{text}” is not a reference of Accord's")
        );
    }
}

proptest! {
    #[test]
    fn it_comes_back_as_it_was_written(
        guid in any::<u128>(),
        kind in prop::sample::select(vec![LineKind::Base, LineKind::Adjustment, LineKind::Settlement]),
        days in 0..36_500i64,
        digit in 0..10u8,
    ) {
        let reference = Reference {
            subscription: SubscriptionId::new(&uuid::Uuid::from_u128(guid).to_string()),
            kind,
            day: date(2000, 1, 1).saturating_add(days.days()),
            digit,
        };
        let text = reference.to_string();
        prop_assert!(text.len() <= MAX_LENGTH);
        prop_assert_eq!(text.parse(), Ok(reference.clone()));
        let json = serde_json::to_string(&reference).unwrap();
        prop_assert_eq!(serde_json::from_str::<Reference>(&json).unwrap(), reference);
    }

    /// One wrong character makes another reference or none, never the same.
    #[test]
    fn a_misspelled_one_is_not_taken_for_it(
        at in 0..44usize,
        letter in prop::sample::select("0123456789abs:-x ".chars().collect::<Vec<_>>()),
    ) {
        let text = reference(LineKind::Base, 4).to_string();
        let mut misspelled: Vec<char> = text.chars().collect();
        prop_assume!(misspelled[at] != letter);
        misspelled[at] = letter;
        let misspelled: String = misspelled.into_iter().collect();
        prop_assert_ne!(misspelled.parse(), Ok(reference(LineKind::Base, 4)));
    }
}
