//! The text on a line.

use domain::{
    ids::SubscriptionId,
    text::{BadTemplate, MAX_LENGTH, Template, Words},
};
use jiff::civil::{Date, date};

fn rendered(template: &str, product: &str, to: Option<Date>) -> String {
    let subscription = SubscriptionId::new("0f8fad5b");
    let template: Template = template.parse().unwrap();
    template.render(&Words {
        product,
        what: "10 to 8 licences on 2026-10-17",
        from: date(2026, 10, 17),
        to,
        subscription: &subscription,
    })
}

#[test]
fn the_default_says_product_change_and_days() {
    let template = Template::default();
    assert_eq!(
        rendered(template.as_str(), "E3", Some(date(2026, 10, 31))),
        "E3: 10 to 8 licences on 2026-10-17, 2026-10-17 to 2026-10-31"
    );
    assert_eq!(
        rendered(template.as_str(), "E3", None),
        "E3: 10 to 8 licences on 2026-10-17, from 2026-10-17"
    );
}

#[test]
fn every_placeholder_is_filled() {
    assert_eq!(
        rendered("{subscription} {to} {to}", "E3", None),
        "0f8fad5b further notice further notice"
    );
}

#[test]
fn braces_in_a_name_are_only_text() {
    assert_eq!(
        rendered("{product}!", "{what} {from} {", None),
        "{what} {from} {!"
    );
}

#[test]
fn a_long_text_is_cut_at_what_connectwise_takes() {
    let long = rendered("{product}", &"é".repeat(MAX_LENGTH + 5), None);
    assert_eq!(long.chars().count(), MAX_LENGTH);
}

#[test]
fn a_template_that_cannot_be_used_is_refused() {
    assert_eq!("  ".parse::<Template>(), Err(BadTemplate::Empty));
    for (text, word) in [
        ("{product} {price}", "{price}"),
        ("{Product}", "{Product}"),
        ("so {what", "{what"),
        ("{}", "{}"),
    ] {
        let refusal = text.parse::<Template>().unwrap_err();
        assert_eq!(refusal, BadTemplate::Unknown(word.to_owned()));
        assert!(refusal.to_string().contains("known are {product}, {what}"));
    }
}
