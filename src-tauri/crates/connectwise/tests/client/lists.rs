//! Whole lists out of pages.

use crate::stub::{Stub, limits};
use crate::talk::{Reply, Seen, json, with};
use connectwise::{Error, Limits};

fn row(id: u32) -> String {
    format!(r#"{{"id":{id},"identifier":"C{id}","name":"Company {id}"}}"#)
}

fn page(ids: impl Iterator<Item = u32>) -> String {
    let rows: Vec<String> = ids.map(row).collect();
    format!("[{}]", rows.join(","))
}

/// A list of `total` companies, by the last id, as ConnectWise pages them.
fn forward_only(total: u32) -> impl Fn(&Seen, usize) -> Reply + Send + Sync + 'static {
    move |seen, _| {
        let number = |name| seen.query(name).map_or(0, |text| text.parse().unwrap());
        let (after, size): (u32, u32) = (number("pageId"), number("pageSize"));
        json(200, page(after + 1..=total.min(after + size)))
    }
}

fn by(page_size: usize) -> Limits {
    Limits {
        page_size,
        ..limits()
    }
}

#[tokio::test]
async fn all_of_2500_rows_come_once_and_in_order() {
    let stub = Stub::api(forward_only(2500)).await;
    let companies = stub.client().companies().await.unwrap();
    assert!(companies.iter().map(|company| company.id).eq(1..=2500));
    let seen = stub.seen();
    let asked: Vec<_> = seen.iter().map(|seen| seen.query("pageId")).collect();
    assert_eq!(asked, [None, Some("1000"), Some("2000")]);
    let modes = seen.iter().map(|seen| seen.header("pagination-type"));
    assert!(modes.eq([Some("forward-only"); 3]));
}

#[tokio::test]
async fn a_last_page_that_is_full_is_followed_by_an_empty_one() {
    let stub = Stub::api(forward_only(6)).await;
    let companies = stub.client_with(by(3)).companies().await.unwrap();
    assert_eq!(companies.len(), 6);
    assert_eq!(stub.seen().len(), 3);
}

#[tokio::test]
async fn an_empty_list_is_one_request() {
    let stub = Stub::always(json(200, "[]")).await;
    assert_eq!(stub.client().companies().await, Ok(Vec::new()));
    assert_eq!(stub.seen().len(), 1);
}

#[tokio::test]
async fn a_link_elsewhere_is_not_followed_and_a_missing_one_not_missed() {
    let elsewhere = Stub::always(json(200, "[]")).await;
    let link = format!("<{}/v1/apis/3.0/x?pageId=3>; rel=\"next\"", elsewhere.url());
    let stub = Stub::api(move |_, count| match count {
        0 => with(200, ("Link", &link), &page(1..=3)),
        _ => json(200, page(4..=5)),
    })
    .await;
    let companies = stub.client_with(by(3)).companies().await.unwrap();
    assert_eq!(companies.len(), 5);
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn a_server_that_repeats_its_page_is_not_read_for_ever() {
    let stub = Stub::always(json(200, page(1..=3))).await;
    let error = stub.client_with(by(3)).companies().await.unwrap_err();
    let expected = "ConnectWise's list of company records is not readable: \
                    id: 1 comes after 3, but ids must grow";
    assert_eq!(error.to_string(), expected);
    assert_eq!(stub.seen().len(), 2);
}

#[tokio::test]
async fn a_row_that_comes_twice_is_refused() {
    let stub = Stub::always(json(200, page([1, 2, 2].into_iter()))).await;
    let error = stub.client().companies().await.unwrap_err();
    assert!(matches!(error, Error::Shape { .. }), "{error:?}");
}

#[tokio::test]
async fn a_list_over_the_bound_is_refused_not_cut() {
    let stub = Stub::api(forward_only(100)).await;
    let limits = Limits {
        pages_max: 4,
        ..by(3)
    };
    let error = stub.client_with(limits).companies().await.unwrap_err();
    assert_eq!(error, Error::TooManyPages { limit: 4 });
    assert_eq!(stub.seen().len(), 4);
}

#[tokio::test]
async fn an_answer_over_the_bound_is_refused() {
    let stub = Stub::api(forward_only(100)).await;
    let limits = Limits {
        body_bytes_max: 500,
        ..limits()
    };
    let error = stub.client_with(limits).companies().await.unwrap_err();
    assert_eq!(error, Error::TooLarge { limit: 500 });
}

#[tokio::test]
async fn filtered_lists_say_what_they_are_limited_to() {
    let stub = Stub::always(json(200, "[]")).await;
    let client = stub.client();
    client.agreements_of(42).await.unwrap();
    client.invoices_of(9).await.unwrap();
    let asked: Vec<_> = stub
        .seen()
        .into_iter()
        .map(|seen| {
            (
                seen.path.clone(),
                seen.query("conditions").unwrap().to_owned(),
            )
        })
        .collect();
    let expected = [
        ("/v1/apis/3.0/finance/agreements", "company/id=42"),
        (
            "/v1/apis/3.0/finance/invoices",
            "applyToType=\"Agreement\" and applyToId=9",
        ),
    ];
    assert_eq!(
        asked,
        expected.map(|(path, text)| (path.to_owned(), text.to_owned()))
    );
}

#[tokio::test]
async fn a_bad_row_on_a_later_page_is_named() {
    let stub = Stub::api(|_, count| match count {
        0 => json(200, page(1..=2)),
        _ => json(200, r#"[{"id":3,"identifier":"C3"}]"#),
    })
    .await;
    let error = stub.client_with(by(2)).companies().await.unwrap_err();
    let expected = "ConnectWise's company 3 is not readable: name: it is missing";
    assert_eq!(error.to_string(), expected);
}
