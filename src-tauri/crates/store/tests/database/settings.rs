//! Settings and the remembered columns of history files.

use super::sample::broken;
use store::{Constraint, Store};

#[test]
fn a_setting_is_set_changed_and_taken_away() {
    let store = Store::in_memory().expect("a store");
    let set = |value| store.write(|writer| writer.set_setting("rounding", value));
    let get = || {
        store
            .read(|reader| reader.setting("rounding"))
            .expect("read")
    };
    assert_eq!(get(), None);
    set(Some("per-line")).expect("set");
    set(Some("per-unit")).expect("changed");
    assert_eq!(get().as_deref(), Some("per-unit"));
    let all = store.read(|reader| reader.settings()).expect("read");
    assert_eq!(
        all.into_iter().collect::<Vec<_>>(),
        [("rounding".into(), "per-unit".into())]
    );
    set(None).expect("taken away");
    assert_eq!(get(), None);
}

#[test]
fn columns_are_remembered_as_json() {
    let store = Store::in_memory().expect("a store");
    let put = |json| store.write(|writer| writer.put_column_mapping("report", json));
    put(r#"{"customer":"Kunde"}"#).expect("kept");
    put(r#"{"customer":"Client"}"#).expect("replaced");
    assert!(matches!(broken(put("not json")), Constraint::Other(_)));
    let kept = store
        .read(|reader| reader.column_mapping("report"))
        .expect("read");
    assert_eq!(kept.as_deref(), Some(r#"{"customer":"Client"}"#));
    let all = store.read(|reader| reader.column_mappings()).expect("read");
    assert_eq!(all.len(), 1);
}
