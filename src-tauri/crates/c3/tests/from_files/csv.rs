//! CSV files of several countries and programs.

use crate::table::{SAMPLE, TITLES, assert_sample, read, rows, titles, unreadable, written};
use c3::{
    Field, RAW_MAX, Read,
    file::{self, Columns, DayOrder, FileError},
};

fn table(separator: &str, lines: &[&[&str]]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| line.join(separator)).collect();
    lines.join("\r\n") + "\r\n"
}

#[test]
fn every_separator_gives_the_same_event() {
    for separator in [",", ";", "\t"] {
        let text = table(separator, &[&TITLES, &SAMPLE]);
        assert_sample(&rows(&text, &Columns::default()));
        assert_sample(&rows(format!("\u{feff}{text}"), &Columns::default()));
        assert_eq!(titles(&text).unwrap(), TITLES);
    }
    let declared = format!("\u{feff}sep=|\r\n{}", table("|", &[&TITLES, &SAMPLE]));
    assert_sample(&rows(declared, &Columns::default()));
}

#[test]
fn the_titles_of_2023_without_a_subscription_are_enough() {
    let older = |line: [&'static str; 16]| -> Vec<&'static str> {
        let kept = line.into_iter().enumerate().filter(|(at, _)| *at != 3);
        kept.map(|(_, text)| text).collect()
    };
    let text = table(",", &[&older(TITLES), &older(SAMPLE)]).replace("ID", "Id");
    let rows = rows(text, &Columns::default());
    assert_eq!(rows[0].subscription, None);
    assert_eq!(rows[0].tenant.as_ref().unwrap().as_str(), SAMPLE[2]);
}

#[test]
fn the_record_documented_in_2023_is_a_row_without_change() {
    let text = "CustomerId,CustomerName,TenantId,EntityName,LinkedTenantName,ProductName,OldQuantity,NewQuantity,DateofChange,OldStatus,NewStatus,OldPrice,NewPrice,CreatedBy,OwnerName\n\
        c-1, Contoso ,t-1,Customer,Contoso,Microsoft 365 E1,2,2,2023-06-20T08:01:02.1,Active,Active,15.0000,15.0000,user@contoso.com, Contoso \n";
    let rows = rows(text, &Columns::default());
    assert_eq!(rows[0].customer_name, "Contoso");
    assert_eq!(rows[0].kind(), domain::ledger::ChangeKind::NoChange);
}

#[test]
fn mapped_columns_with_quotes_and_the_signs_of_a_country_are_read() {
    let text = "Datum;Kunde;Produkt;\"Alt;Anzahl\";Neu;Preis\n\
                16.10.2024 11:40:15;\"K-1\";\"Microsoft \"\"365\"\";\nE1\";1;6;40,5000\n";
    let columns = Columns {
        titles: [
            (Field::DateofChange, "DATUM"),
            (Field::CustomerId, "Kunde"),
            (Field::ProductName, "Produkt"),
            (Field::OldQuantity, "Alt;Anzahl"),
            (Field::NewQuantity, "Neu"),
            (Field::NewPrice, "Preis"),
            (Field::OwnerName, "not there"),
        ]
        .map(|(field, title)| (field, title.to_owned()))
        .into(),
        day_order: DayOrder::Unstated,
    };
    let rows = rows(text, &columns);
    assert_eq!(rows[0].product, "Microsoft \"365\";\nE1");
    assert_eq!(rows[0].changed_at.as_received(), "2024-10-16T11:40:15");
    assert_eq!(rows[0].new.price.unwrap().to_string(), "40.5000");
    assert_eq!(rows[0].owner, None);
}

#[test]
fn guessed_columns_read_what_c3s_screen_shows() {
    let text = "User,Offer Name,Date,Old Quantity,New Quantity,Customer Id\n\
                ann,Microsoft 365 E1,2024-10-16 11:40:15.353,1,6,c-1\n";
    let columns = file::guess(&titles(text).unwrap());
    let rows = rows(text, &columns);
    assert_eq!(rows[0].changed_at.as_received(), SAMPLE[9]);
    assert_eq!(rows[0].created_by.as_deref(), Some("ann"));
}

#[test]
fn text_that_is_not_utf_8_is_taken_as_windows_1252() {
    let text = table(";", &[&TITLES, &SAMPLE]);
    let mut bytes = Vec::new();
    for char in text.replace("Contoso", "Café €").chars() {
        match char {
            'é' => bytes.push(0xe9),
            '€' => bytes.push(0x80),
            other => bytes.push(u8::try_from(other).unwrap()),
        }
    }
    let rows = rows(bytes, &Columns::default());
    assert_eq!(rows[0].customer_name, "Café €");
}

#[test]
fn bad_rows_are_kept_aside_with_their_line_and_reason() {
    let titles = "CustomerId,ProductName,OldQuantity,NewQuantity,DateofChange";
    let text = format!(
        "{titles}\nc,P,1,6,2024-10-16T11:40:15\n\n,P,1,6,2024-10-16T11:40:15\n,,,,\nc,P,1,\"1,234\",2024-10-16T11:40:15\n\
         c,P,1,6,10/11/2024\nc,P,1,6\nc,P, Q,1,6,2024-10-16T11:40:15\nc,P,99999999999999999999999999999999,6,2024-10-16\nc,P,,7,2024-10-17,,\n"
    );
    let (reads, report) = read(&text, &Columns::default());
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 6));
    let unreadable = unreadable(&reads);
    for ((line, part), (position, reason)) in [
        // The blank line before it.
        (3, "CustomerId is missing"),
        (6, "1234 or 1.234"),
        (7, "2024-11-10 or 2024-10-11"),
        (8, "it has 4 values under 5 titles"),
        (9, "it has 6 values under 5 titles"),
        (10, "OldQuantity"),
    ]
    .into_iter()
    .zip(&unreadable)
    {
        assert_eq!(*position, line, "{reason}");
        assert!(reason.contains(part), "{line}: {reason}");
    }
    let Read::Unreadable { raw, .. } = &reads[1] else {
        panic!("{reads:?}");
    };
    assert_eq!(raw, ",P,1,6,2024-10-16T11:40:15");
}

#[test]
fn the_raw_text_of_a_bad_row_is_capped() {
    let titles = "CustomerId,ProductName,OldQuantity,NewQuantity,DateofChange";
    let text = format!(
        "{titles}\nc,{},1,many,2024-10-16T11:40:15\n",
        "é".repeat(50_000)
    );
    let (reads, _) = read(text, &Columns::default());
    assert!(matches!(&reads[..], [Read::Unreadable { raw, .. }] if raw.len() <= RAW_MAX));
}

#[test]
fn a_day_order_that_was_said_is_kept_to() {
    let titles = "CustomerId,ProductName,OldQuantity,NewQuantity,DateofChange";
    let text = format!("{titles}\nc,P,1,6,10/11/2024 11:40\n");
    let columns = Columns {
        day_order: DayOrder::DayFirst,
        ..Columns::default()
    };
    let rows = rows(text, &columns);
    assert_eq!(rows[0].changed_at.as_received(), "2024-11-10T11:40:00");
}

#[test]
fn a_file_of_titles_alone_has_no_rows_and_one_without_them_is_refused() {
    let (reads, report) = read(table(",", &[&TITLES]), &Columns::default());
    assert_eq!((reads.len(), report.unwrap().rows), (0, 0));

    let (_, report) = read("a,b\n1,2\n", &Columns::default());
    let Err(FileError::MissingColumns { missing, titles }) = report else {
        panic!("{report:?}");
    };
    assert!(missing.contains(&Field::CustomerId) && missing.contains(&Field::OldQuantity));
    assert_eq!(titles, ["a", "b"]);
}

#[test]
fn a_file_that_is_none_of_the_kinds_says_what_it_seems_to_be() {
    for empty in [&b""[..], b" \r\n ", b"\xef\xbb\xbf"] {
        let (_, report) = read(empty, &Columns::default());
        assert!(matches!(report, Err(FileError::Empty)));
        assert!(matches!(titles(empty), Err(FileError::Empty)));
    }
    for (bytes, what) in [
        (&b"<html>"[..], "web page"),
        (b"\xff\xfeC\0u\0", "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old or protected"),
        (b"%PDF\0", "not known"),
    ] {
        let error = read(bytes, &Columns::default()).1.unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    }
    let gone = written("x").path;
    let error = file::titles(&gone).unwrap_err();
    assert!(matches!(error, FileError::Io(_)));
}

#[test]
fn a_receiver_that_gives_up_ends_the_reading() {
    let file = written(table(",", &[&TITLES, &SAMPLE, &SAMPLE]));
    let mut taken = 0;
    let result = file::read(&file.path, &Columns::default(), &mut |_| {
        taken += 1;
        Err("the disk is full".into())
    });
    assert!(matches!(result, Err(FileError::Sink(_))));
    assert_eq!(taken, 1);
}

#[test]
fn a_sample_shows_the_first_rows_as_they_stand() {
    let text = "Kunde;Menge\n\nA;\"1,5\"\nB\nC;2;beyond\nD;4\n";
    let sample = file::sample(&written(text).path, 3).unwrap();
    assert_eq!(sample.titles, ["Kunde", "Menge"]);
    assert_eq!(sample.rows, [["A", "1,5"], ["B", ""], ["C", "2"]]);
}
