//! Lists, pages, counts and single records.

use crate::connectwise::{
    ConnectWise, Lag, Manners,
    exchange::Answer,
    records::Company,
    testing::{FLAT, addition, api_call, ask, ids, site, world},
    world::World,
};
use jiff::civil::date;

fn companies(count: u32) -> ConnectWise {
    let mut world = World::new(date(2026, 11, 20));
    for id in 1..=count {
        world.companies.insert(Company {
            id: id * 2,
            identifier: format!("C{id}"),
            name: format!("Company {}", count - id),
            ..Company::default()
        });
    }
    site(world)
}

fn link(answer: &Answer) -> &str {
    answer.headers["link"].to_str().unwrap()
}

fn forward(site: &mut ConnectWise, path: &str) -> Answer {
    let mut call = api_call("GET", path, "");
    let forward_only = "forward-only".parse().unwrap();
    call.headers.insert("pagination-type", forward_only);
    site.answer(&call, &Manners::default())
}

#[test]
fn a_page_has_25_records_and_1000_at_most() {
    let mut site = companies(1100);
    for (query, count) in [
        ("", 25),
        ("?pageSize=1000", 1000),
        ("?pageSize=5000", 1000),
        ("?pageSize=0", 1),
    ] {
        let answer = ask(&mut site, "GET", &format!("company/companies{query}"), "");
        assert_eq!(ids(&answer).len(), count, "{query}");
    }
}

#[test]
fn numbered_pages_lead_to_each_other() {
    let mut site = companies(60);
    let mut page = |number| {
        let path = format!("company/companies?page={number}&pageSize=25&orderBy=id%20asc");
        ask(&mut site, "GET", &path, "")
    };
    let base =
        "http://127.0.0.1:8080/v2025_1/apis/3.0/company/companies?pageSize=25&orderBy=id%20asc";
    let first = page(1);
    assert_eq!(ids(&first)[..2], [2, 4]);
    assert_eq!(
        link(&first),
        format!("<{base}&page=2>; rel=\"next\", <{base}&page=3>; rel=\"last\"")
    );
    assert_eq!(
        link(&page(2)),
        format!(
            "<{base}&page=3>; rel=\"next\", <{base}&page=3>; rel=\"last\", \
             <{base}&page=1>; rel=\"first\", <{base}&page=1>; rel=\"prev\""
        )
    );
    let last = page(3);
    assert_eq!(ids(&last).len(), 10);
    assert_eq!(
        link(&last),
        format!("<{base}&page=1>; rel=\"first\", <{base}&page=2>; rel=\"prev\"")
    );
    assert!(ids(&page(4)).is_empty());
}

#[test]
fn forward_only_pages_lead_on_by_the_last_number() {
    let mut site = companies(50);
    let first = forward(&mut site, "company/companies?pageSize=30&page=7");
    assert_eq!(ids(&first).last(), Some(&60));
    assert_eq!(
        link(&first),
        "<http://127.0.0.1:8080/v2025_1/apis/3.0/company/companies?pageSize=30&pageId=60>; rel=\"next\""
    );
    let second = forward(&mut site, "company/companies?pageSize=30&pageId=60");
    assert_eq!(ids(&second).first(), Some(&62));
    assert_eq!(ids(&second).len(), 20);
    assert_eq!(link(&second), "");
    let refused = forward(&mut site, "company/companies?orderBy=id");
    assert_eq!(refused.status, 400);
}

#[test]
fn forward_only_pages_miss_nothing_while_records_come() {
    let mut site = companies(50);
    let first = ids(&forward(&mut site, "company/companies?pageSize=30"));
    site.world.companies.insert(Company {
        id: 3,
        ..Company::default()
    });
    let second = ids(&forward(
        &mut site,
        "company/companies?pageSize=30&pageId=60",
    ));
    assert_eq!(first.len() + second.len(), 50);
}

#[test]
fn lists_are_filtered_sorted_and_narrowed() {
    let mut site = companies(9);
    let path = "company/companies?conditions=id%20in%20(2%2C4%2C6)&orderBy=name&fields=id";
    let answer = ask(&mut site, "GET", path, "");
    assert_eq!(answer.body, r#"[{"id":6},{"id":4},{"id":2}]"#);
    let count = ask(
        &mut site,
        "GET",
        "company/companies/count?conditions=id%3E10",
        "",
    );
    assert_eq!(count.body, r#"{"count":4}"#);
    let one = ask(
        &mut site,
        "GET",
        "company/companies/6?fields=identifier",
        "",
    );
    assert_eq!(one.body, r#"{"identifier":"C3"}"#);
}

#[test]
fn queries_that_cannot_be_understood_are_refused() {
    let mut site = companies(1);
    for query in [
        "conditions=deletedFlag%3D1",
        "pageSize=many",
        "orderBy=nothing",
        "childConditions=id%3D1",
    ] {
        let answer = ask(&mut site, "GET", &format!("company/companies?{query}"), "");
        assert_eq!(answer.status, 400, "{query}");
        assert!(
            answer
                .body
                .starts_with(r#"{"code":"InvalidArgument","message":""#),
            "{query}"
        );
    }
}

#[test]
fn records_that_are_not_there_are_404() {
    let mut site = site(world());
    for (path, message) in [
        ("company/companies/9", "Company 9 not found"),
        ("finance/agreements/9", "Agreement 9 not found"),
        ("finance/agreements/9/additions", "Agreement 9 not found"),
        ("finance/agreements/71/additions/9", "Addition 9 not found"),
        ("procurement/catalog/9", "CatalogItem 9 not found"),
    ] {
        let answer = ask(&mut site, "GET", path, "");
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(
            answer.body,
            format!(r#"{{"code":"NotFound","message":"{message}","errors":null}}"#)
        );
    }
}

#[test]
fn additions_are_found_by_their_custom_fields() {
    let mut world = world();
    let mut marked = addition("1", "20", date(2026, 11, 1));
    marked.custom_fields = world.empty_custom_fields();
    marked.custom_fields[0].value = Some(crate::connectwise::json::Json::Text("S-1".into()));
    world.add(FLAT, addition("1", "20", date(2026, 11, 1)));
    let id = world.add(FLAT, marked);
    let condition =
        "customFieldConditions=caption%3D%22Subscription%20ID%22%20AND%20value%3D%22s-1%22";
    let path = format!("finance/agreements/{FLAT}/additions?{condition}");
    assert_eq!(ids(&ask(&mut site(world), "GET", &path, "")), [id]);
}

#[test]
fn a_new_addition_is_missing_from_lists_but_not_by_its_number() {
    let mut site = site(world());
    let additions = format!("finance/agreements/{FLAT}/additions");
    let body = r#"{"product":{"id":501},"billCustomer":"Billable"}"#;
    let manners = Manners {
        lag: Lag {
            lists: 2,
            ..Lag::default()
        },
        ..Manners::default()
    };
    let created = site.answer(&api_call("POST", &additions, body), &manners);
    assert_eq!(created.status, 201);
    assert_eq!(ask(&mut site, "GET", &additions, "").body, "[]");
    assert_eq!(
        ask(&mut site, "GET", &format!("{additions}/1"), "").status,
        200
    );
    let count = ask(&mut site, "GET", &format!("{additions}/count"), "");
    assert_eq!(count.body, r#"{"count":0}"#);
    assert_eq!(ids(&ask(&mut site, "GET", &additions, "")), [1]);
}
