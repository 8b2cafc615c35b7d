//! History files, for partners without C3's API.

use crate::{accord::Accord, job::standing, site::Site};
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};
use std::path::Path;

const CUSTOMER: &str = "11111111-2222-4333-8444-555555555555";
const SUBSCRIPTION: &str = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

/// C3's own names of the fields.
const TITLES: [&str; 11] = [
    "CustomerId",
    "CustomerName",
    "SubscriptionId",
    "ProductName",
    "OldQuantity",
    "NewQuantity",
    "OldPrice",
    "NewPrice",
    "OldStatus",
    "NewStatus",
    "DateofChange",
];

/// Two changes of one subscription, 10 → 12 → 11 at 20.00.
fn rows() -> [[&'static str; 11]; 2] {
    let row = |old, new, at| {
        [
            CUSTOMER,
            "Litware Ltd",
            SUBSCRIPTION,
            "Power BI Pro",
            old,
            new,
            "20.00",
            "20.00",
            "Active",
            "Active",
            at,
        ]
    };
    [
        row("10", "12", "2026-10-08T09:00:00"),
        row("12", "11", "2026-10-18T09:00:00"),
    ]
}

fn csv(titles: &[&str]) -> String {
    let lines = rows().map(|row| row.join(","));
    format!("{}\n{}\n", titles.join(","), lines.join("\n"))
}

fn json_rows() -> String {
    let object = |row: [&str; 11]| -> Value {
        TITLES
            .into_iter()
            .zip(row)
            .map(|(title, value)| (title.to_owned(), Value::from(value)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    Value::from(rows().map(object).to_vec()).to_string()
}

fn xlsx(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, TITLES).unwrap();
    for (place, row) in (1..).zip(rows()) {
        sheet.write_row(place, 0, row).unwrap();
    }
    book.save(path).unwrap();
}

fn brought(accord: &Accord, file: &Path) -> Value {
    accord
        .json(&["import", file.to_str().unwrap()])
        .data()
        .clone()
}

#[test]
fn the_same_history_as_csv_json_and_xlsx_is_the_same_events() {
    let accord = Accord::new();
    let file = accord.written("history.csv", &csv(&TITLES));
    let new = json!({ "events_new": 2, "events_total": 2, "rows_unreadable": 0 });
    assert_eq!(brought(&accord, &file), new);
    let known = json!({ "events_new": 0, "events_total": 2, "rows_unreadable": 0 });
    assert_eq!(brought(&accord, &file), known);
    assert_eq!(
        brought(&accord, &accord.written("history.json", &json_rows())),
        known
    );
    let book = accord.file("history.xlsx");
    xlsx(&book);
    assert_eq!(brought(&accord, &book), known);
    let other = Accord::new();
    let file = other.written("history.json", &json_rows());
    assert_eq!(brought(&other, &file), new);
    assert_eq!(brought(&Accord::new(), &book), new);
}

#[test]
fn columns_with_other_titles_are_named_once_and_remembered() {
    let accord = Accord::new();
    let titles = [
        "Konto",
        "Kunde",
        "Abo",
        "Was",
        "Vorher",
        "Nachher",
        "Preis alt",
        "Preis neu",
        "Stand alt",
        "Stand neu",
        "Wann",
    ];
    let file = accord.written("verlauf.csv", &csv(&titles));
    let file = file.to_str().unwrap();
    let unknown = accord.json(&["import", file]);
    let why = unknown.refused(2, "file");
    assert!(why.contains("CustomerId"), "{why}");

    let fields = TITLES.into_iter().zip(titles);
    let map: serde_json::Map<_, _> = fields
        .map(|(field, title)| (field.to_owned(), title.into()))
        .collect();
    let map = accord.written("map.json", &json!({ "titles": map }).to_string());
    let named = accord.json(&["import", file, "--columns", map.to_str().unwrap()]);
    assert_eq!(named.data()["events_new"], 2);
    assert_eq!(
        accord.json(&["import", file]).data()["events_new"],
        0,
        "remembered"
    );
}

#[test]
fn a_row_that_cannot_be_read_is_kept_aside_with_its_reason() {
    let accord = Accord::new();
    let text = csv(&TITLES).replace("2026-10-18T09:00:00", "some day");
    let file = accord.written("history.csv", &text);
    let brought = brought(&accord, &file);
    assert_eq!(
        (&brought["events_new"], &brought["rows_unreadable"]),
        (&json!(1), &json!(1))
    );
    let unreadable = accord.json(&["list", "unreadable"]);
    let rows = unreadable.data().as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["name"], "history.csv");
    assert!(rows[0]["reason"].as_str().unwrap().contains("some day"));
}

#[test]
fn the_whole_job_goes_without_c3() {
    let site = Site::story();
    let accord = Accord::new().with_secrets_of(&site);
    accord.json(&site.connectwise_words()).data();
    accord.json(&["refresh", "connectwise"]).data();
    let file = accord.written("history.csv", &csv(&TITLES));
    brought(&accord, &file);

    let subscriptions = accord.json(&["list", "subscriptions", "--customer", CUSTOMER]);
    assert_eq!(subscriptions.data()[0]["billing_cycle"], Value::Null);
    accord.json(&["set-cycle", SUBSCRIPTION, "monthly"]).data();
    accord.json(&["map", "customer", CUSTOMER, "103"]).data();
    accord
        .json(&["map", "agreement", CUSTOMER, "3", "--mode", "adjustment"])
        .data();
    let product = "monthly:Power BI Pro";
    accord
        .json(&[
            "map",
            "product",
            CUSTOMER,
            product,
            "--agreement",
            "3",
            "--item",
            "517",
        ])
        .data();

    let validated = accord.validate();
    accord.upload(&validated).data();
    // 11 at the end of October. For 7 of 31 days it was 2 less than after the
    // first change, for 17 of them 1 more than after the second.
    let lines = standing(&site);
    let amounts: Vec<_> = lines
        .values()
        .flatten()
        .map(|line| (line["quantity"].to_string(), line["price"].to_string()))
        .collect();
    let expected = [("1", "-9.03"), ("1", "10.97"), ("11", "20")]
        .map(|(quantity, price)| (quantity.to_owned(), price.to_owned()));
    let sorted = |mut amounts: Vec<(String, String)>| {
        amounts.sort();
        amounts
    };
    assert_eq!(sorted(amounts), sorted(expected.to_vec()));
    assert_eq!(accord.validate().data()["plan"], json!([]));
}

#[test]
fn a_file_that_is_not_there_or_none_is_refused() {
    let accord = Accord::new();
    accord
        .json(&["import", "/nowhere/history.csv"])
        .refused(2, "file");
    let picture = accord.written("picture.png", "\u{89}PNG");
    accord
        .json(&["import", picture.to_str().unwrap()])
        .refused(2, "file");
    let csv = accord.written("history.csv", &csv(&TITLES));
    let words = [
        "import",
        csv.to_str().unwrap(),
        "--columns",
        "/nowhere/map.json",
    ];
    accord.json(&words).refused(2, "file");
}
