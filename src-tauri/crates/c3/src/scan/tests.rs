//! The scanner against whole documents, documents cut at every byte, and
//! documents that are none.

use super::*;

/// What a scanner found, owned.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Element(String),
    Oversized(usize),
    Member(String, String),
    List,
}

fn scan_in(pieces: &[&[u8]], cap: usize) -> Result<Vec<Seen>, ScanError> {
    let mut scanner = Scanner::new(cap);
    let mut seen = Vec::new();
    for piece in pieces {
        let mut rest = *piece;
        while let Some(found) = scanner.next(&mut rest)? {
            let text = String::from_utf8_lossy(scanner.text()).into_owned();
            seen.push(match found {
                Found::Element => Seen::Element(text),
                Found::Oversized => Seen::Oversized(text.len()),
                Found::Member => Seen::Member(scanner.name().to_owned(), text),
                Found::List => Seen::List,
            });
        }
        assert!(
            rest.is_empty(),
            "nothing is left when the scanner wants more"
        );
    }
    scanner.finish().map(|()| seen)
}

fn scan(text: &str) -> Result<Vec<Seen>, ScanError> {
    scan_in(&[text.as_bytes()], 1 << 20)
}

const SAMPLE: &str = "\u{feff} {\"Status\" : \"Success\",\n\"DATA\":[ {\"a\":\"}]\\\"{\\\\\"} ,\
    {\"b\":[1,{\"c\":\"é [\"}]},7,\"x\\\\\",null] , \"ErrorMessage\":null,\"n\":-1.5e3, \
    \"Nested\":{\"Data\":[1]}}\r\n";

fn sample_seen() -> Vec<Seen> {
    let element = |text: &str| Seen::Element(text.to_owned());
    let member = |name: &str, text: &str| Seen::Member(name.to_owned(), text.to_owned());
    vec![
        member("Status", "\"Success\""),
        Seen::List,
        element("{\"a\":\"}]\\\"{\\\\\"}"),
        element("{\"b\":[1,{\"c\":\"é [\"}]}"),
        element("7"),
        element("\"x\\\\\""),
        element("null"),
        member("ErrorMessage", "null"),
        member("n", "-1.5e3"),
        member("Nested", "{\"Data\":[1]}"),
    ]
}

#[test]
fn an_envelope_gives_its_members_and_records() {
    assert_eq!(scan(SAMPLE).unwrap(), sample_seen());
}

#[test]
fn borders_between_pieces_make_no_difference() {
    let bytes = SAMPLE.as_bytes();
    for first in 0..=bytes.len() {
        let (one, rest) = bytes.split_at(first);
        for second in 0..=rest.len() {
            let (two, three) = rest.split_at(second);
            assert_eq!(scan_in(&[one, two, three], 1 << 20).unwrap(), sample_seen());
        }
    }
    let single: Vec<&[u8]> = bytes.chunks(1).collect();
    assert_eq!(scan_in(&single, 1 << 20).unwrap(), sample_seen());
}

#[test]
fn a_bare_list_and_an_empty_one_are_documents() {
    assert_eq!(
        scan("[1 ,2]").unwrap(),
        [
            Seen::List,
            Seen::Element("1".to_owned()),
            Seen::Element("2".to_owned())
        ]
    );
    assert_eq!(scan(" [ ] ").unwrap(), [Seen::List]);
    assert_eq!(scan("{\"data\":[]}").unwrap(), [Seen::List]);
    assert_eq!(scan("{}").unwrap(), []);
}

#[test]
fn a_document_cut_anywhere_is_told_from_a_whole_one() {
    let whole = SAMPLE.trim_end();
    let start = SAMPLE.find('{').unwrap();
    for end in (start + 1..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
        assert_eq!(scan(&whole[..end]), Err(ScanError::CutShort), "{end}");
    }
    assert_eq!(scan(""), Err(ScanError::Empty));
    assert_eq!(scan(" \n\u{feff}"), Err(ScanError::Empty));
}

#[test]
fn what_is_not_json_is_refused_where_it_stands() {
    for (text, offset) in [
        ("<html>", 0),
        ("\"text\"", 0),
        ("{]", 1),
        ("{\"a\" 1}", 5),
        ("{\"a\":1,}", 7),
        ("[1 2]", 3),
        ("[1,]", 3),
        ("[,1]", 1),
        ("[1]x", 3),
        ("{\"data\":[{\"a\":1]}]}", 9),
    ] {
        assert_eq!(scan(text), Err(ScanError::NotJson { offset }), "{text}");
    }
}

#[test]
fn a_record_that_is_broken_inside_does_not_stop_the_rest() {
    assert_eq!(
        scan("[{\"a\":},{\"b\":1}]").unwrap(),
        [
            Seen::List,
            Seen::Element("{\"a\":}".to_owned()),
            Seen::Element("{\"b\":1}".to_owned())
        ]
    );
}

#[test]
fn a_record_over_the_cap_is_skipped_and_only_its_beginning_kept() {
    let huge = format!("[{{\"a\":\"{}\"}},5]", "[\\\"".repeat(40_000));
    for size in [1, 7, 1000, huge.len()] {
        let pieces: Vec<&[u8]> = huge.as_bytes().chunks(size).collect();
        assert_eq!(
            scan_in(&pieces, 10_000).unwrap(),
            [
                Seen::List,
                Seen::Oversized(crate::RAW_MAX),
                Seen::Element("5".to_owned())
            ]
        );
    }
}

#[test]
fn brackets_without_end_are_refused() {
    let deep = "[".repeat(200);
    assert!(matches!(scan(&deep), Err(ScanError::TooDeep { .. })));
    let deepest = format!("[{}1{}]", "[".repeat(128), "]".repeat(128));
    assert_eq!(scan(&deepest).unwrap().len(), 2);
}
