//! Suggestions: what speaks for a pair, what against, and when nobody can tell.

use domain::matching::{
    Class, Match,
    agreement::{self, Candidate},
    party::{Party, Traits, suggest},
    product::{self, Earlier, Item, Wanted},
};
use proptest::prelude::*;

fn named(name: &str) -> Party {
    Party {
        name: name.to_owned(),
        traits: Traits::default(),
    }
}

fn in_city(name: &str, city: &str) -> Party {
    let traits = Traits {
        city: Some(city.to_owned()),
        ..Traits::default()
    };
    Party {
        traits,
        ..named(name)
    }
}

fn one(left: &Party, rights: &[Party]) -> Match {
    suggest(std::slice::from_ref(left), rights, |_| None).remove(0)
}

#[track_caller]
fn found(left: &Party, rights: &[Party]) -> (usize, Class, String) {
    let matched = one(left, rights);
    let found = matched.suggestion().expect("a suggestion").clone();
    (found.candidate, found.class, found.reason)
}

#[test]
fn the_same_customer_number_makes_sure_what_a_name_alone_does_not() {
    let with = |name: &str, number: &str| {
        let mut party = in_city(name, "Bern");
        party.traits.number = Some(number.to_owned());
        party
    };
    let (left, right) = (
        with("Fabrikam Group", "D-100001"),
        with("Fabrikam", "D100001"),
    );
    let (_, class, reason) = found(&left, &[right]);
    assert_eq!(class, Class::Strong);
    assert!(reason.contains("customer number is the same"), "{reason}");
    let other = with("Fabrikam", "D100002");
    assert_eq!(found(&left, &[other]).1, Class::NotSure);
    // Another name with the same number is shown, and never sure.
    let stranger = with("Litware", "D100001");
    assert_eq!(found(&left, &[stranger]).1, Class::NotSure);
}

#[test]
fn another_country_or_currency_is_never_sure() {
    let with = |country: &str, currency: &str| {
        let mut party = named("Contoso GmbH");
        party.traits.country = Some(country.to_owned());
        party.traits.currency = Some(currency.to_owned());
        party
    };
    let left = with("Germany", "EUR");
    assert_eq!(found(&left, &[with("germany", "eur")]).1, Class::Exact);
    assert_eq!(found(&left, &[with("Austria", "EUR")]).1, Class::NotSure);
    // A code does not contradict a name.
    assert_eq!(found(&left, &[with("AT", "EUR")]).1, Class::Exact);
    let (_, class, reason) = found(&left, &[with("Germany", "CHF")]);
    assert_eq!(class, Class::NotSure);
    assert!(reason.ends_with("but the currency is another"), "{reason}");
}

#[test]
fn the_same_domain_outweighs_another_city() {
    let with = |city: &str, domain: &str| {
        let mut party = in_city("Contoso GmbH", city);
        party.traits.domains = vec![domain.to_owned()];
        party
    };
    let left = with("Berlin", "contoso.example");
    let right = with("Hamburg", "https://www.contoso.example/");
    assert_eq!(found(&left, &[right]).1, Class::Strong);
    let stranger = with("Hamburg", "contoso-hamburg.example");
    let (_, class, reason) = found(&left, &[stranger]);
    assert_eq!(class, Class::NotSure);
    assert!(reason.contains("but the company is in Hamburg"), "{reason}");
}

#[test]
fn two_alike_are_told_apart_by_the_city_or_not_at_all() {
    let rights = [in_city("Adatum AG", "Bern"), in_city("Adatum AG", "Genf")];
    let (right, class, _) = found(&in_city("Adatum AG", "Genève"), &rights);
    assert_eq!((right, class), (1, Class::Exact));
    let (_, class, reason) = found(&named("Adatum AG"), &rights);
    assert_eq!(class, Class::NotSure);
    assert!(
        reason.ends_with("Adatum AG (Genf) fits as well"),
        "{reason}"
    );
}

#[test]
fn two_customers_that_want_one_company_are_not_sure() {
    let lefts = [named("Adatum"), named("ADATUM")];
    let matched = suggest(&lefts, &[named("Adatum AG")], |_| None);
    for one in &matched {
        let found = one.suggestion().expect("a suggestion");
        assert_eq!(found.class, Class::NotSure);
        assert!(found.reason.contains("fits it, too"), "{}", found.reason);
    }
}

#[test]
fn what_was_accepted_is_exact_however_unlike() {
    let rights = [named("Litware"), named("Northwind")];
    let matched = suggest(&[named("Contoso")], &rights, |_| Some(1)).remove(0);
    let found = matched.suggestion().expect("a suggestion");
    assert_eq!((found.candidate, found.class), (1, Class::Exact));
    assert_eq!(found.reason, "You accepted this name before");
}

#[test]
fn a_company_that_is_like_nobody_is_no_match() {
    let Match::None { reason } = one(&named("Contoso"), &[named("Litware")]) else {
        panic!("nothing is alike");
    };
    assert_eq!(reason, "No company of ConnectWise has a name like this");
}

fn wanted(name: &str, cycle: &str, price: &str) -> Wanted {
    Wanted {
        name: name.to_owned(),
        cycle: Some(cycle.parse().expect("a cycle")),
        price: Some(price.parse().expect("a price")),
        identifiers: Vec::new(),
    }
}

fn item(identifier: &str, description: &str, price: &str) -> Item {
    Item {
        identifier: identifier.to_owned(),
        description: Some(description.to_owned()),
        price: price.parse().ok(),
    }
}

fn class_of(wanted: Wanted, items: &[Item]) -> Option<(usize, Class)> {
    let matched = product::suggest(&[wanted], items, |_| None).remove(0);
    let found = matched.suggestion()?;
    Some((found.candidate, found.class))
}

#[test]
fn editions_add_ons_and_other_cycles_are_other_products() {
    let e3 = || wanted("Microsoft 365 E3", "monthly", "36");
    for other in [
        "Microsoft 365 E5 (Monthly)",
        "Microsoft 365 E3 (Annual)",
        "Microsoft 365 E3 Add-on (Monthly)",
        "Microsoft 365 E3 (Non-Profit, Monthly)",
        "Microsoft 365 E3 Trial",
        "Office 365 E3 (Monthly)",
    ] {
        let class = class_of(e3(), &[item("X1", other, "36")]);
        assert!(
            class.is_none_or(|(_, class)| class == Class::NotSure),
            "{other}"
        );
    }
    let right = item("X1", "M365 E3 annual commitment, billed monthly", "40");
    assert_eq!(class_of(e3(), &[right]), Some((0, Class::Strong)));
}

#[test]
fn an_item_without_a_cycle_at_the_price_of_another_is_not_sure() {
    let annual = || wanted("Visio Plan 2", "annual", "171");
    let at = |price: &str| class_of(annual(), &[item("VIS2", "Visio Plan 2", price)]);
    assert_eq!(at("15"), Some((0, Class::NotSure)));
    assert_eq!(at("171"), Some((0, Class::Exact)));
    assert_eq!(at(""), Some((0, Class::NotSure)));
}

#[test]
fn of_two_items_alike_the_price_decides_or_nothing() {
    let items = [
        item("A", "Visio Plan 2 monthly", "15"),
        item("B", "Visio Plan 2 monthly", "18"),
    ];
    let own = |price: &str| class_of(wanted("Visio Plan 2", "monthly", price), &items);
    assert_eq!(own("18"), Some((1, Class::Exact)));
    assert_eq!(own("20"), Some((0, Class::NotSure)));
}

#[test]
fn a_catalogue_identifier_names_the_item() {
    let own = Wanted {
        identifiers: vec!["US:CFQ7TTC0LH18:0001".replace("US:", "")],
        ..wanted("Microsoft 365 Business Basic", "monthly", "6")
    };
    let items = [
        item("MS-CFQ7TTC0LH18-0001-M", "Cloud mailbox small", "7"),
        item("MS-CFQ7TTC0LH18-0001-Y", "Cloud mailbox small", "70"),
    ];
    assert_eq!(class_of(own, &items), Some((0, Class::Strong)));
}

#[test]
fn what_other_customers_are_mapped_to_is_strong() {
    let items = [item("A", "Something", "1"), item("B", "Else", "1")];
    let own = [wanted("Visio Plan 2", "monthly", "15")];
    let matched = product::suggest(&own, &items, |_| Some(Earlier::Mapped(1, 4))).remove(0);
    let found = matched.suggestion().expect("a suggestion");
    assert_eq!((found.candidate, found.class), (1, Class::Strong));
    assert_eq!(found.reason, "It is mapped like this for 4 other customers");
}

#[test]
fn the_only_agreement_is_taken_unless_it_speaks_of_something_else() {
    let named = |name: &str, accepted| Candidate {
        name: name.to_owned(),
        kind: None,
        accepted,
    };
    let class = |candidates: &[Candidate]| {
        let matched = agreement::suggest("monthly", candidates);
        matched.suggestion().map(|one| (one.candidate, one.class))
    };
    assert_eq!(class(&[]), None);
    assert_eq!(class(&[named("Anything", false)]), Some((0, Class::Strong)));
    assert_eq!(class(&[named("Backup", false)]), Some((0, Class::NotSure)));
    let two = [named("One", false), named("Two", true)];
    assert_eq!(class(&two), Some((1, Class::Exact)));
    let two = [named("Server care", false), named("CSP", false)];
    assert_eq!(class(&two), Some((1, Class::Strong)));
    let two = [named("Azure", false), named("Office", false)];
    assert_eq!(class(&two), Some((0, Class::NotSure)));
}

const NAMES: [&str; 12] = [
    "Contoso",
    "Contoso GmbH",
    "Contoso AG",
    "Contoso Consulting",
    "Kontoso GmbH",
    "Müller Bau",
    "Mueller Bau GmbH",
    "Muller Bau",
    "Bau Müller",
    "Adatum",
    "ADATUM Ltd",
    "Adatum Group (formerly Contoso)",
];

fn parties() -> impl Strategy<Value = Vec<Party>> {
    let city = prop::option::of(prop::sample::select(vec!["Bern", "Basel"]));
    let party = (prop::sample::select(NAMES.to_vec()), city);
    let party = party.prop_map(|(name, city)| match city {
        Some(city) => in_city(name, city),
        None => named(name),
    });
    prop::collection::vec(party, 0..8)
}

proptest! {
    /// No company is ever surely two customers'.
    #[test]
    fn one_company_is_sure_for_one_customer_at_most(lefts in parties(), rights in parties()) {
        let matched = suggest(&lefts, &rights, |_| None);
        let sure = matched.iter().filter_map(Match::suggestion);
        let mut sure: Vec<_> = sure
            .filter(|one| one.class != Class::NotSure)
            .map(|one| one.candidate)
            .collect();
        let all = sure.len();
        sure.sort_unstable();
        sure.dedup();
        prop_assert_eq!(sure.len(), all);
    }

    /// Where things stand in their lists decides nothing that is sure.
    #[test]
    fn the_order_decides_nothing_that_is_sure(lefts in parties(), rights in parties()) {
        let sure = |rights: &[Party]| {
            let matched = suggest(&lefts, rights, |_| None);
            let sure = matched.iter().map(|one| {
                let found = one.suggestion().filter(|one| one.class != Class::NotSure)?;
                Some((rights[found.candidate].clone(), found.class))
            });
            sure.collect::<Vec<_>>()
        };
        let backwards: Vec<Party> = rights.iter().rev().cloned().collect();
        prop_assert_eq!(sure(&rights), sure(&backwards));
    }
}
