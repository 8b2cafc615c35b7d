//! The history report, streamed.

use crate::stub::{HISTORY, Reply, Stub, history, json, limits, pieces, report, row, success};
use axum::{body::Body, http::Response};
use bytes::Bytes;
use c3::{Error, Limits, RAW_MAX, Read};
use domain::{ids::SubscriptionId, ledger::ChangeKind};
use futures_util::{StreamExt, stream};

/// The subscription under the name that the stub gives it: none of them is a GUID.
fn named(id: &SubscriptionId) -> String {
    let mut names = (1..10).map(|number| format!("s-{number}"));
    names
        .find(|name| SubscriptionId::received(name) == *id)
        .unwrap()
}

fn subscriptions(reads: &[Read]) -> Vec<String> {
    reads
        .iter()
        .map(|read| match read {
            Read::Row(row) => named(&row.subscription_key()),
            Read::Unreadable { position, .. } => format!("{position} is unreadable"),
        })
        .collect()
}

#[tokio::test]
async fn both_casings_give_the_same_events() {
    let stub = Stub::start().await;
    let upper = report(2);
    let lower = upper
        .replace("CustomerID", "CustomerId")
        .replace("TenantID", "tenantId")
        .replace("\"Data\"", "\"data\"")
        .replace("\"Contoso\"", "\" Contoso \"");
    stub.on(HISTORY, [json(200, &upper), json(200, &lower)]);
    let client = stub.client();
    let (first, report) = history(&client).await;
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 0));
    assert_eq!(report.correlation_id.as_deref(), Some("corr-1"));
    let (second, _) = history(&client).await;
    assert_eq!(first, second);
    let Read::Row(row) = &first[0] else {
        panic!("{first:?}");
    };
    assert_eq!(row.kind(), ChangeKind::Increase);
    let asked = stub.asked(HISTORY).remove(0);
    assert_eq!((asked.method.as_str(), asked.body.as_str()), ("GET", ""));
}

#[tokio::test]
async fn borders_between_pieces_make_no_difference() {
    let stub = Stub::start().await;
    let client = stub.client();
    let body = Bytes::from(success(&format!("[{},{}]", row(1), r#"{"a":"é\"]}"}"#)));
    stub.on(HISTORY, [json(200, str::from_utf8(&body).unwrap())]);
    let (whole, _) = history(&client).await;
    assert_eq!(subscriptions(&whole), ["s-1", "2 is unreadable"]);

    let single = body.iter().map(|byte| Bytes::copy_from_slice(&[*byte]));
    stub.on(HISTORY, [pieces(single.collect(), false)]);
    assert_eq!(history(&client).await.0, whole);

    for border in 1..body.len() {
        let parts = vec![body.slice(..border), body.slice(border..)];
        stub.on(HISTORY, [pieces(parts, false)]);
        assert_eq!(history(&client).await.0, whole, "{border}");
    }
}

#[tokio::test]
async fn a_row_that_cannot_be_read_is_kept_aside_and_the_rest_goes_on() {
    let stub = Stub::start().await;
    let no_quantity = row(2).replace("\"NewQuantity\":6", "\"NewQuantity\":null");
    let broken = r#"{"CustomerID":}"#;
    let body = success(&format!("[{},{no_quantity},{broken},7,{}]", row(1), row(5)));
    stub.on(HISTORY, [json(200, &body)]);
    let (reads, report) = history(&stub.client()).await;
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 3));
    assert_eq!(
        subscriptions(&reads),
        [
            "s-1",
            "2 is unreadable",
            "3 is unreadable",
            "4 is unreadable",
            "s-5"
        ]
    );
    assert_eq!(
        reads[1],
        Read::Unreadable {
            position: 2,
            raw: no_quantity,
            reason: "NewQuantity is missing".to_owned()
        }
    );
}

#[tokio::test]
async fn a_row_that_is_too_large_is_kept_aside_with_its_beginning() {
    let stub = Stub::start().await;
    let huge = row(2).replace("user@", &"user@".repeat(100_000));
    stub.on(
        HISTORY,
        [json(
            200,
            &success(&format!("[{},{huge},{}]", row(1), row(3))),
        )],
    );
    let client = stub.client_within(Limits {
        row_bytes: 10_000,
        ..limits()
    });
    let (reads, report) = history(&client).await;
    let report = report.unwrap();
    assert_eq!((report.rows, report.unreadable), (2, 1));
    let Read::Unreadable { position, raw, .. } = &reads[1] else {
        panic!("{reads:?}");
    };
    assert_eq!((*position, raw.len()), (2, RAW_MAX));
    assert_eq!(*raw, huge[..RAW_MAX]);
}

#[tokio::test]
async fn a_body_that_ends_too_early_says_how_many_rows_were_read() {
    let whole = report(3);
    let third = whole.find("s-3").unwrap();
    for broken in [false, true] {
        let stub = Stub::start().await;
        let cut = Bytes::from(whole[..third].to_owned());
        stub.on(HISTORY, [pieces(vec![cut], broken)]);
        let client = stub.client_within(Limits {
            tries: 1,
            ..limits()
        });
        let (reads, report) = history(&client).await;
        let error = report.unwrap_err();
        assert_eq!(error.to_string(), "C3's answer broke off after 2 records");
        assert_eq!(subscriptions(&reads), ["s-1", "s-2"]);
        assert!(!error.is_credentials());
    }
}

#[tokio::test]
async fn a_report_that_breaks_off_is_read_again_and_loses_nothing() {
    let stub = Stub::start().await;
    let whole = report(4);
    let cut = |at: &str| {
        let end = whole.find(at).unwrap();
        pieces(vec![Bytes::from(whole[..end].to_owned())], true)
    };
    stub.on(HISTORY, [cut("s-3"), cut("s-2"), json(200, &whole)]);
    let (reads, report) = history(&stub.client()).await;
    assert_eq!(
        report.unwrap().rows,
        4,
        "the counts are those of the last reading"
    );
    assert_eq!(
        subscriptions(&reads),
        ["s-1", "s-2", "s-1", "s-1", "s-2", "s-3", "s-4"]
    );
    let mut identities: Vec<_> = reads
        .iter()
        .filter_map(|read| match read {
            Read::Row(row) => Some(row.identity()),
            Read::Unreadable { .. } => None,
        })
        .collect();
    identities.sort();
    identities.dedup();
    assert_eq!(
        identities.len(),
        4,
        "who keeps each event once has each once"
    );
}

#[tokio::test]
async fn a_receiver_that_gives_up_ends_the_call() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [json(200, &report(3))]);
    let mut taken = 0;
    let error = stub
        .client()
        .history(&mut |_| {
            taken += 1;
            if taken == 2 {
                Err("the disk is full".into())
            } else {
                Ok(())
            }
        })
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Sink(cause) if cause.to_string() == "the disk is full"));
    assert_eq!((taken, stub.asked(HISTORY).len()), (2, 1));
}

#[tokio::test]
async fn an_empty_report_is_a_report() {
    for data in ["[]", "null"] {
        let stub = Stub::start().await;
        stub.on(HISTORY, [json(200, &success(data))]);
        let (reads, report) = history(&stub.client()).await;
        assert_eq!((reads.len(), report.unwrap().rows), (0, 0));
    }
}

#[tokio::test]
async fn more_than_the_bounds_is_refused() {
    let stub = Stub::start().await;
    stub.on(HISTORY, [json(200, &report(5))]);
    let few = stub.client_within(Limits {
        rows_max: 4,
        ..limits()
    });
    let (reads, report) = history(&few).await;
    let error = report.unwrap_err();
    assert_eq!(error.to_string(), "C3's answer has more than 4 records");
    assert_eq!(reads.len(), 4);
    let small = stub.client_within(Limits {
        history_body: 1000,
        ..limits()
    });
    let error = history(&small).await.1.unwrap_err();
    assert_eq!(error.to_string(), "C3's answer has more than 1000 bytes");
}

/// A report of `pieces` × 100 rows and one more, made while it is sent.
fn long_report(pieces: u64) -> Reply {
    Box::new(move || {
        let begin = stream::iter([Bytes::from(r#"{"Status":"Success","Data":["#)]);
        let hundred =
            |piece| -> String { (0..100).map(|at| row(piece * 100 + at) + ",").collect() };
        let middle = stream::iter(0..pieces).map(move |piece| Bytes::from(hundred(piece)));
        let end = stream::iter([Bytes::from(row(0) + "]}")]);
        let body = begin.chain(middle).chain(end);
        Response::new(Body::from_stream(body.map(Ok::<_, std::io::Error>)))
    })
}

#[tokio::test]
async fn what_is_held_does_not_grow_with_the_report() {
    let pieces = 50 * 1024 * 1024 / (row(0).len() as u64 * 100) + 1;
    let stub = Stub::start().await;
    stub.on(HISTORY, [long_report(pieces)]);
    let mut taken = 0;
    let report = stub
        .client()
        .history(&mut |_| {
            taken += 1;
            Ok(())
        })
        .await
        .unwrap();
    assert_eq!((report.rows, taken), (pieces * 100 + 1, pieces * 100 + 1));
    assert!(
        report.high_water < 1 << 20,
        "{} bytes were held",
        report.high_water
    );
}
