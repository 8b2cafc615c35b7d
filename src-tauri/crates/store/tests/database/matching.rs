//! Accepted names, “no match”, and the steps that can be taken back.

use super::sample::{customer, now};
use store::{Acceptance, MatchKind, MatchTraits, Store, TraitsOf};

fn acceptance(target: u32) -> Acceptance {
    Acceptance {
        kind: MatchKind::Customer,
        customer: customer("c1"),
        what: String::new(),
        target,
        alias: "contoso".to_owned(),
        alias_before: None,
    }
}

#[test]
fn an_accepted_name_stands_for_one_target_of_its_kind() {
    let store = Store::in_memory().expect("a store");
    let keep = |kind, target| {
        store
            .write(|writer| writer.keep_match_alias(kind, "contoso", target, now()))
            .expect("kept");
    };
    let get = |kind| {
        store
            .read(|reader| reader.match_alias(kind, "contoso"))
            .expect("read")
    };
    keep(MatchKind::Customer, Some(7));
    keep(MatchKind::Product, Some(9));
    keep(MatchKind::Customer, Some(8));
    assert_eq!(get(MatchKind::Customer), Some(8));
    let all = store
        .read(|reader| reader.match_aliases(MatchKind::Product))
        .expect("read");
    assert_eq!(all.into_iter().collect::<Vec<_>>(), [("contoso".into(), 9)]);
    keep(MatchKind::Customer, None);
    assert_eq!(get(MatchKind::Customer), None);
    assert_eq!(get(MatchKind::Product), Some(9));
}

#[test]
fn a_mark_is_of_one_thing_and_can_be_taken_back() {
    let store = Store::in_memory().expect("a store");
    let c1 = customer("c1");
    let mark = |kind, what: &str| {
        store
            .write(|writer| writer.mark_no_match(kind, &c1, what, now()))
            .expect("marked");
    };
    mark(MatchKind::Customer, "");
    mark(MatchKind::Customer, "");
    mark(MatchKind::Product, "monthly:e1");
    let marked = store
        .read(|reader| reader.customers_without_match())
        .expect("read");
    assert_eq!(marked.into_iter().collect::<Vec<_>>(), [customer("c1")]);
    let take = |what: &str| {
        store
            .write(|writer| writer.take_back_no_match(MatchKind::Product, &c1, what))
            .expect("taken back")
    };
    assert!(!take("monthly:e3"));
    assert!(take("monthly:e1"));
    let left = store
        .read(|reader| reader.without_match_of(MatchKind::Product, &c1))
        .expect("read");
    assert!(left.is_empty());
}

#[test]
fn the_last_step_comes_first_and_only_the_newest_are_kept() {
    let store = Store::in_memory().expect("a store");
    for target in 1..=25 {
        let step = [acceptance(target), acceptance(target + 100)];
        store
            .write(|writer| writer.keep_acceptances(&step, now()))
            .expect("kept");
    }
    let steps = || {
        store
            .read(|reader| reader.count_acceptance_steps())
            .expect("read")
    };
    assert_eq!(steps(), 20);
    let last = store
        .read(|reader| reader.last_acceptances())
        .expect("read");
    assert_eq!(last, [acceptance(25), acceptance(125)]);
    store
        .write(|writer| writer.forget_last_acceptances())
        .expect("forgotten");
    assert_eq!(steps(), 19);
}

#[test]
fn the_traits_of_one_side_are_replaced_as_a_whole() {
    let store = Store::in_memory().expect("a store");
    let traits = |id: &str| MatchTraits {
        id: id.to_owned(),
        number: Some("D1".to_owned()),
        website: None,
    };
    let put = |side, ids: &[&str]| {
        let all: Vec<_> = ids.iter().map(|id| traits(id)).collect();
        store
            .write(|writer| writer.replace_match_traits(side, &all))
            .expect("replaced");
    };
    put(TraitsOf::Customers, &["a", "b"]);
    put(TraitsOf::Companies, &["7"]);
    put(TraitsOf::Customers, &["b"]);
    let of = |side| {
        store
            .read(|reader| reader.match_traits(side))
            .expect("read")
    };
    assert_eq!(
        of(TraitsOf::Customers),
        [("b".to_owned(), traits("b"))].into()
    );
    assert_eq!(of(TraitsOf::Companies).len(), 1);
}
