//! What a request meets before it reaches a record.

use crate::connectwise::{
    Manners, Right,
    errors::Refusal,
    testing::{FLAT, api_call, ask, call, site, world},
};

fn body(refusal: &Refusal) -> String {
    refusal.answer().body
}

#[test]
fn discovery_takes_no_keys() {
    let mut site = site(world());
    let known = call("GET", "/login/companyinfo/practice", "");
    let answer = site.answer(&known, &Manners::default());
    assert!(answer.body.contains(r#""Codebase":"v2025_1/""#));
    assert!(answer.body.contains(r#""SiteUrl":"127.0.0.1:8080""#));
    let unknown = call("GET", "/login/companyinfo/nobody", "");
    let answer = site.answer(&unknown, &Manners::default());
    assert_eq!(
        (answer.status.as_u16(), answer.body.as_str()),
        (200, "null")
    );
}

#[test]
fn the_gateway_routes_by_code_base() {
    let mut site = site(world());
    let mut get = |path: &str| {
        let mut call = api_call("GET", "system/info", "");
        call.path = path.to_owned();
        site.answer(&call, &Manners::default())
    };
    assert_eq!(get("/v2025_1/apis/3.0/system/info").status, 200);
    assert_eq!(get("/v4_6_release/apis/3.0/system/info").status, 200);
    for path in [
        "/v2019_1/apis/3.0/system/info",
        "/v2025_1/v2025_1/apis/3.0/system/info",
        "/",
    ] {
        let answer = get(path);
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(answer.body, "Cannot route. Codebase/company is invalid");
    }
    let answer = get("/v2025_1/apis/3.0/finance/nothing");
    assert_eq!(
        (answer.status.as_u16(), answer.body),
        (404, body(&Refusal::NoEndpoint))
    );
}

#[test]
fn an_upgrade_takes_the_old_code_base_away() {
    let mut site = site(world());
    site.upgrade();
    let answer = ask(&mut site, "GET", "system/info", "");
    assert_eq!(
        (answer.status.as_u16(), answer.body),
        (404, body(&Refusal::NoEndpoint))
    );
    let mut call = api_call("GET", "system/info", "");
    call.path = "/v2025_2/apis/3.0/system/info".to_owned();
    assert_eq!(site.answer(&call, &Manners::default()).status, 200);
}

#[test]
fn keys_and_client_id_are_needed() {
    let mut site = site(world());
    let mut without = |header: &str| {
        let mut call = api_call("GET", "system/info", "");
        call.headers.remove(header);
        site.answer(&call, &Manners::default())
    };
    let answer = without("clientid");
    assert_eq!(
        (answer.status.as_u16(), answer.body),
        (400, body(&Refusal::ClientId))
    );
    let answer = without("authorization");
    assert_eq!(
        (answer.status.as_u16(), answer.body),
        (401, body(&Refusal::Unauthorized))
    );
    assert_eq!(without("accept").status, 200);
}

#[test]
fn expired_keys_are_refused_until_renewed() {
    let mut site = site(world());
    site.expire_keys(true);
    assert_eq!(ask(&mut site, "GET", "system/info", "").status, 401);
    site.expire_keys(false);
    assert_eq!(ask(&mut site, "GET", "system/info", "").status, 200);
}

#[test]
fn the_media_type_is_the_one_that_was_asked_for() {
    let mut site = site(world());
    let mut call = api_call("GET", "system/info", "");
    let vendor = "application/vnd.connectwise.com+json; version=2025.8";
    call.headers.insert("accept", vendor.parse().unwrap());
    let answer = site.answer(&call, &Manners::default());
    assert_eq!(answer.headers["content-type"], vendor);
    assert_eq!(answer.headers["api-current-version"], "2025.8");
    call.headers.insert("accept", "text/html".parse().unwrap());
    assert_eq!(site.answer(&call, &Manners::default()).status, 406);
}

#[test]
fn a_missing_right_refuses_what_takes_it() {
    let mut site = site(world());
    let additions = format!("finance/agreements/{FLAT}/additions");
    for (right, method, path, refused) in [
        (Right::Agreements, "GET", additions.as_str(), true),
        (Right::Agreements, "GET", "company/companies", false),
        (Right::AgreementsAdd, "GET", additions.as_str(), false),
        (Right::AgreementsAdd, "POST", additions.as_str(), true),
        (Right::Catalog, "GET", "procurement/catalog/count", true),
        (Right::TableSetup, "GET", "finance/billingCycles", true),
        (Right::Invoices, "GET", "finance/invoices", true),
        (Right::Companies, "GET", "company/companies/42", true),
    ] {
        let manners = Manners {
            forbidden: [right].into(),
            ..Manners::default()
        };
        let answer = site.answer(&api_call(method, path, ""), &manners);
        assert_eq!(answer.status == 403, refused, "{right:?} {method} {path}");
        assert_eq!(answer.body == body(&Refusal::Security), refused);
    }
}

#[test]
fn methods_that_an_endpoint_lacks_are_refused() {
    let mut site = site(world());
    for (method, path) in [
        ("DELETE", "company/companies/42"),
        ("POST", "finance/billingCycles"),
        ("PATCH", "finance/agreements"),
        ("PUT", "procurement/catalog/501"),
    ] {
        let answer = ask(&mut site, method, path, "[]");
        assert_eq!(
            (answer.status.as_u16(), answer.body),
            (405, body(&Refusal::Method)),
            "{path}"
        );
    }
    let answer = ask(&mut site, "POST", "finance/invoices", "{}");
    assert!(
        answer
            .body
            .contains("Cannot create agreement invoices through the Invoicing API")
    );
}
