//! The story: the same three clean customers in every world, with Contoso's
//! documented rows.

use jiff::civil::date;
use rust_decimal::Decimal;

use super::seen::Seen;
use super::{TODAY, worlds};
use crate::c3::{C3World, Cycle, Spelling, Status, Told};
use crate::connectwise::records::AgreementStatus;
use crate::connectwise::world::World;
use crate::made_up::{Quirk, STORY_CUSTOMERS, made_up, matching, story};

#[test]
fn the_story_is_the_same_in_every_world() {
    let story = story();
    assert_eq!(story.customers.len(), 3);
    for (seed, customers, today) in [
        (0, 3, date(2026, 1, 15)),
        (9, 12, TODAY),
        (1, 300, date(2024, 2, 29)),
    ] {
        let (world, c3) = made_up(seed, customers, today);
        let matches = matching(&world, &c3);
        assert_eq!(matches[..3], story.customers, "{seed} {customers} {today}");
    }
}

#[test]
fn the_story_names_everything_that_a_person_maps() {
    let story = story();
    let contoso = &story.customers[0];
    assert_eq!(contoso.customer, "BFB67FA2-FA0A-4451-B3E5-2A905276DDFD");
    let products: Vec<_> = contoso.agreements[0]
        .products
        .iter()
        .map(|product| (product.name.as_str(), product.cycle))
        .collect();
    assert_eq!(
        products,
        [
            ("Microsoft 365 Business Premium", Cycle::Monthly),
            ("Microsoft 365 E1", Cycle::Monthly),
            ("Microsoft Teams Rooms Pro", Cycle::Monthly),
            ("Visio Plan 2", Cycle::Monthly),
        ]
    );
    let northwind = &story.customers[2];
    let cycles: Vec<_> = northwind
        .agreements
        .iter()
        .map(|agreement| agreement.products[0].cycle)
        .collect();
    assert_eq!(cycles, [Cycle::Monthly, Cycle::Annual]);
    assert!(
        story
            .customers
            .iter()
            .all(|matched| matched.quirk.is_none())
    );
}

#[test]
fn a_small_world_is_three_clean_customers_and_one_quirk_each_after_them() {
    let quirks: Vec<_> = (0..STORY_CUSTOMERS)
        .map(|index| Quirk::of(index, STORY_CUSTOMERS))
        .collect();
    assert!(quirks[..3].iter().all(Option::is_none));
    assert!(quirks[3..].iter().all(Option::is_some));
}

fn contoso<'w>((world, c3): &'w (World, C3World)) -> Seen<'w> {
    Seen {
        world,
        c3,
        index: 0,
    }
}

#[test]
fn contoso_has_the_documented_rows() {
    let worlds = worlds(12);
    let rows = contoso(&worlds).rows();
    let e1 = rows
        .iter()
        .find(|row| &*row.product == "Microsoft 365 E1")
        .unwrap();
    assert_eq!(
        (e1.old.quantity, e1.new.quantity),
        (Told::Is(1), Told::Is(6))
    );
    assert_eq!(e1.new.price, Told::Is(Decimal::new(40, 0)));
    assert_eq!(e1.at.to_string().split_once('T').unwrap().1, "11:40:15.353");
    assert_eq!(&*e1.by, "user@contoso.com");
    let id = "e0929157-458c-426e-9e4c-60148da29b37";
    assert_eq!(e1.subscription.unwrap().to_string(), id);

    let visio = rows
        .iter()
        .find(|row| &*row.product == "Visio Plan 2")
        .unwrap();
    assert_eq!(visio.old, visio.new);
    assert_eq!(visio.new.quantity, Told::Is(2));
    assert_eq!(visio.new.price, Told::Is(Decimal::new(15, 0)));
    assert_eq!(
        visio.at.to_string().split_once('T').unwrap().1,
        "16:26:26.663"
    );
    assert_eq!((visio.spelling, visio.padded), (Spelling::Of2023, true));
    assert_eq!(visio.subscription, None);
}

#[test]
fn contoso_is_clean() {
    let worlds = worlds(12);
    let contoso = contoso(&worlds);
    assert!(contoso.additions().is_empty());
    let [agreement] = contoso.agreements()[..] else {
        panic!("one agreement");
    };
    assert_eq!(agreement.status, AgreementStatus::Active);
    assert_eq!(agreement.currency.as_ref().unwrap().code, "USD");
    assert!(agreement.prorate && agreement.next_invoice.is_some_and(|day| day >= TODAY));
    for row in contoso.rows() {
        assert_eq!(row.new.status, Told::Is(Status::Active));
    }
}
