//! Tests of paging over HTTP.

use super::*;
use crate::connectwise::{json::Json, records::Company};

fn next(answer: &reqwest::Response) -> Option<String> {
    let link = answer.headers().get("link")?.to_str().ok()?;
    let next = link
        .split(", ")
        .find(|part| part.ends_with("rel=\"next\""))?;
    Some(next.split(['<', '>']).nth(1)?.to_owned())
}

/// Follows `next` from a list to its end; the numbers of all records.
async fn walk(practice: &Practice, forward_only: bool) -> Vec<String> {
    let path = "company/companies?pageSize=1000&conditions=deletedFlag%3Dfalse&fields=id";
    let mut url = format!("{}/v2025_1/apis/3.0/{path}", practice.connectwise.url);
    let mut ids = Vec::new();
    loop {
        let path = url.split_once("/apis/3.0/").unwrap().1.to_owned();
        let mut request = request(practice, Method::GET, &path);
        if forward_only {
            request = request.header("pagination-type", "forward-only");
        }
        let answer = request.send().await.unwrap();
        let following = next(&answer);
        let Json::List(records) = Json::parse(&answer.text().await.unwrap()).unwrap() else {
            panic!("no list");
        };
        ids.extend(records.iter().map(|one| format!("{:?}", one.get("id"))));
        match following {
            Some(following) => url = following,
            None => return ids,
        }
    }
}

#[tokio::test]
async fn every_record_comes_once_by_either_way() {
    let practice = practice("").await;
    practice.world(|world| {
        for id in 1..=2500 {
            world.companies.insert(Company {
                id,
                ..Company::default()
            });
        }
    });
    for forward_only in [true, false] {
        let ids = walk(&practice, forward_only).await;
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!((ids.len(), distinct.len()), (2500, 2500), "{forward_only}");
    }
}
