//! Tests of sites and of the address that companyinfo answers with.

use super::*;

fn site(text: &str) -> Site {
    Site::parse(text).unwrap()
}

#[test]
fn hosts_and_addresses_are_taken() {
    for (entered, shown) in [
        ("na.myconnectwise.net", "https://na.myconnectwise.net"),
        (" https://psa.example/ ", "https://psa.example"),
        ("https://psa.example:8443", "https://psa.example:8443"),
        ("psa.example:8443", "https://psa.example:8443"),
        ("http://127.0.0.1:1234", "http://127.0.0.1:1234"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://[::1]:1234", "http://[::1]:1234"),
    ] {
        assert_eq!(site(entered).to_string(), shown, "{entered}");
    }
}

#[test]
fn http_is_refused_beyond_literal_loopback() {
    for entered in [
        "http://na.myconnectwise.net",
        "http://localhost:1234",
        "http://10.0.0.1",
        "http://[::2]",
        "http://127.0.0.1.example",
        "http://[::ffff:127.0.0.1]",
    ] {
        let refused = Site::parse(entered);
        assert!(
            matches!(refused, Err(SiteError::Insecure { .. })),
            "{entered}: {refused:?}"
        );
    }
}

#[test]
fn what_is_more_or_less_than_a_host_is_refused() {
    for entered in [
        "",
        "https://",
        "ftp://127.0.0.1",
        "https://psa.example/v4_6_release",
        "https://psa.example/?a=1",
        "https://psa.example/#a",
        "two words",
    ] {
        let refused = Site::parse(entered);
        assert!(
            matches!(refused, Err(SiteError::Unusable { .. })),
            "{entered}: {refused:?}"
        );
    }
}

#[test]
fn a_password_in_the_address_is_refused_and_not_repeated() {
    let refused = Site::parse("https://user:pass-word@psa.example").unwrap_err();
    assert!(!format!("{refused} {refused:?}").contains("pass-word"));
}

#[test]
fn the_api_is_the_site_or_its_twin_in_the_cloud() {
    for (entered, answered, api) in [
        (
            "na.myconnectwise.net",
            Some("api-na.myconnectwise.net"),
            "https://api-na.myconnectwise.net",
        ),
        (
            "na.myconnectwise.net",
            Some("https://API-NA.myconnectwise.net/"),
            "https://api-na.myconnectwise.net",
        ),
        (
            "na.myconnectwise.net",
            Some("na.myconnectwise.net"),
            "https://na.myconnectwise.net",
        ),
        (
            "na.myconnectwise.net",
            None,
            "https://api-na.myconnectwise.net",
        ),
        (
            "api-na.myconnectwise.net",
            None,
            "https://api-na.myconnectwise.net",
        ),
        (
            "psa.example:8443",
            Some("psa.example:8443"),
            "https://psa.example:8443",
        ),
        ("psa.example", None, "https://psa.example"),
        (
            "http://127.0.0.1:9",
            Some("127.0.0.1:9"),
            "http://127.0.0.1:9",
        ),
    ] {
        let taken = site(entered).api(answered).unwrap().to_string();
        assert_eq!(taken, api, "{entered} {answered:?}");
    }
}

#[test]
fn an_answer_cannot_lead_elsewhere() {
    for (entered, answered) in [
        (
            "na.myconnectwise.net",
            "https://api-na.myconnectwise.net.example",
        ),
        ("na.myconnectwise.net", "api-eu.myconnectwise.net"),
        ("na.myconnectwise.net", "http://api-na.myconnectwise.net"),
        ("na.myconnectwise.net", "api-na.myconnectwise.net:444"),
        ("na.myconnectwise.net", "https://x@api-na.myconnectwise.net"),
        (
            "na.myconnectwise.net",
            "https://api-na.myconnectwise.net/elsewhere",
        ),
        ("psa.example", "api-psa.example"),
        ("myconnectwise.net", "api-myconnectwise.net"),
        ("https://127.0.0.1:9", "http://127.0.0.1:9"),
        ("http://127.0.0.1:9", "127.0.0.1:10"),
        ("http://127.0.0.1:9", "http://127.0.0.2:9"),
        ("http://127.0.0.1:9", "https://psa.example"),
        ("psa.example", "http://127.0.0.1"),
    ] {
        assert_eq!(
            site(entered).api(Some(answered)),
            None,
            "{entered} {answered}"
        );
    }
}
