//! JSON files: lists, and saved answers of C3's.

use crate::table::{SAMPLE, TITLES, assert_sample, read, rows, titles, unreadable, written};
use c3::{
    Field,
    file::{self, Columns, FileError},
};

fn record(titles: &[&str], values: &[&str]) -> String {
    let numbers = ["OldQuantity", "NewQuantity", "OldPrice", "NewPrice"];
    let pair = |(title, value): (&&str, &&str)| {
        if numbers.contains(title) {
            format!("\"{title}\":{value}")
        } else {
            format!("\"{title}\":\"{value}\"")
        }
    };
    let pairs: Vec<String> = titles.iter().zip(values).map(pair).collect();
    format!("{{{}}}", pairs.join(","))
}

fn sample() -> String {
    record(&TITLES, &SAMPLE)
}

#[test]
fn a_list_and_a_saved_answer_give_the_same_event() {
    let list = format!("\u{feff}[{}]", sample());
    assert_sample(&rows(&list, &Columns::default()));
    let answer = format!(
        r#"{{"Status":"Success","RequestCorrelationID":"corr-1","Data":[{}]}}"#,
        sample()
    );
    assert_sample(&rows(&answer, &Columns::default()));
    let (_, report) = read(&answer, &Columns::default());
    assert_eq!(report.unwrap().correlation_id.as_deref(), Some("corr-1"));
    assert_eq!(titles(&answer).unwrap(), TITLES);
}

#[test]
fn both_casings_are_read_and_guessed() {
    let older = sample()
        .replace("ID\"", "Id\"")
        .replace("DateofChange", "dateOfChange");
    let list = format!("[{older}]");
    assert_sample(&rows(&list, &Columns::default()));
    assert_sample(&rows(&list, &file::guess(&titles(&list).unwrap())));
}

#[test]
fn mapped_names_are_read_and_others_are_not() {
    let list = format!("[{}]", sample().replace("ProductName", "Artikel"));
    let mut columns = Columns::default();
    let (reads, _) = read(&list, &columns);
    assert_eq!(
        unreadable(&reads),
        [(1, "ProductName is missing".to_owned())]
    );
    columns
        .titles
        .insert(Field::ProductName, "artikel".to_owned());
    columns.titles.remove(&Field::CreatedBy);
    let rows = rows(&list, &columns);
    assert_eq!(rows[0].product, "Microsoft 365 E1");
    assert_eq!(rows[0].created_by, None);
}

#[test]
fn bad_rows_are_kept_aside_with_their_number_and_reason() {
    let good = sample();
    let huge_price = good.replace("\"NewPrice\":40.0000", "\"NewPrice\":1e400");
    let list = format!("[{good},{{}},7,{{\"a\":}},{huge_price},{good}]");
    let (reads, report) = read(list, &Columns::default());
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 4));
    let positions: Vec<u64> = unreadable(&reads).iter().map(|(at, _)| *at).collect();
    assert_eq!(positions, [2, 3, 4, 5]);
}

#[test]
fn large_exact_numbers_keep_every_digit() {
    let list = format!(
        "[{}]",
        sample()
            .replace("\"NewQuantity\":6", "\"NewQuantity\":9007199254740993")
            .replace(
                "\"NewPrice\":40.0000",
                "\"NewPrice\":12345678901234567.12345678"
            )
    );
    let rows = rows(list, &Columns::default());
    assert_eq!(rows[0].new.quantity.to_string(), "9007199254740993");
    assert_eq!(
        rows[0].new.price.unwrap().to_string(),
        "12345678901234567.12345678"
    );
}

#[test]
fn a_file_cut_short_says_how_many_rows_it_had() {
    let list = format!("[{},{}", sample(), sample());
    let (reads, report) = read(&list[..list.len() - 9], &Columns::default());
    assert!(
        matches!(report, Err(FileError::CutShort { rows: 1 })),
        "{report:?}"
    );
    assert_eq!(reads.len(), 1);
}

#[test]
fn what_holds_no_history_is_told_by_name() {
    let report = |text: &str| read(text, &Columns::default()).1;
    assert_eq!(report("[]").unwrap().rows, 0);
    assert!(matches!(report("{}"), Err(FileError::NoRecords)));
    assert!(matches!(
        report(r#"{"Data":{}}"#),
        Err(FileError::NoRecords)
    ));
    assert!(matches!(report("[1}"), Err(FileError::NotJson { .. })));
    assert!(matches!(titles("[]"), Err(FileError::Empty)));
    assert!(matches!(titles("[7]"), Err(FileError::NotJson { .. })));
    let refused = report(r#"{"Status":"Error","ErrorMessage":"No such partner","Data":null}"#);
    assert_eq!(
        refused.unwrap_err().to_string(),
        "The file is an error answer of C3's: No such partner"
    );
}

#[test]
fn what_is_held_does_not_grow_with_the_file() {
    let record = sample();
    let list = format!("[{}{record}]", format!("{record},").repeat(20_000));
    let (reads, report) = read(&list, &Columns::default());
    let report = report.unwrap();
    assert_eq!((reads.len(), report.rows), (20_001, 20_001));
    assert!(
        list.len() > 8 << 20 && report.high_water < 1 << 18,
        "{}",
        report.high_water
    );
}

#[test]
fn a_sample_shows_the_first_records_under_the_first_ones_names() {
    let answer = r#"{"Status":"Success","Data":[
        {"Kunde":"A","Menge":1.50,"Datum":null},{"Menge":2,"Kunde":"B","Extra":1},
        {"Kunde":"C"}]}"#;
    let sample = file::sample(&written(answer).path, 2).unwrap();
    assert_eq!(sample.titles, ["Kunde", "Menge", "Datum"]);
    assert_eq!(sample.rows, [["A", "1.50", ""], ["B", "2", ""]]);
    assert_eq!(
        file::sample(&written(answer).path, 9).unwrap().rows.len(),
        3
    );
    let broken = file::sample(&written(r#"[{"Kunde":"A"},"#).path, 9);
    assert!(
        matches!(broken, Err(FileError::CutShort { .. })),
        "{broken:?}"
    );
    let empty = file::sample(&written("[]").path, 9);
    assert!(matches!(empty, Err(FileError::Empty)), "{empty:?}");
}
