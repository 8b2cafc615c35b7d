//! The whole job against practice servers in another process, from an empty data
//! folder to additions, and round again.

use crate::{
    accord::Accord,
    job::{CONTOSO, FABRIKAM, NORTHWIND, day, number, standing},
    site::Site,
};
use serde_json::{Value, json};

/// What the story comes to on 20 October 2026, worked out by hand from its
/// history: agreement, reference, item, quantity, price, first day, last day,
/// product.
///
/// ConnectWise prorates on 1 and 4 (a year from 15 August), so that each stretch
/// is a line. It does not on 2, whose periods run from the 15th: rooms that ended
/// on the 17th are 2 × 37.092 × 2 of 31 days. Nor on 3: 2 licences more than the
/// base for 10 of 31 days at 11.0754.
const EXPECTED: &str = "\
1 5b1d0000-0000-4000-8000-000000000002:b261001 505 10 22 2026-10-01 2026-10-07 Microsoft 365 Business Premium
1 5b1d0000-0000-4000-8000-000000000002:b261008 505 12 22 2026-10-08 2026-10-17 Microsoft 365 Business Premium
1 5b1d0000-0000-4000-8000-000000000002:b261018 505 11 22 2026-10-18 - Microsoft 365 Business Premium
1 5b1d0000-0000-4000-8000-000000000006:b261012 515 3 40 2026-10-12 - Microsoft Teams Rooms Pro
1 67a7e4de-3888-5eb8-a6cc-e2c11313e871:b261001 503 2 15 2026-10-01 - Visio Plan 2
1 e0929157-458c-426e-9e4c-60148da29b37:b261001 501 1 40 2026-10-01 2026-10-14 Microsoft 365 E1
1 e0929157-458c-426e-9e4c-60148da29b37:b261015 501 6 40 2026-10-15 - Microsoft 365 E1
2 5b1d0000-0000-4000-8000-000000010003:b261015 508 27 11.5912 2026-10-15 - Microsoft 365 Business Standard
2 5b1d0000-0000-4000-8000-000000010005:b261015 513 8 3.7092 2026-10-15 - Exchange Online (Plan 1)
2 5b1d0000-0000-4000-8000-000000010006:a261017 515 1 4.79 2026-10-15 2026-11-14 Microsoft Teams Rooms Pro
3 5b1d0000-0000-4000-8000-000000020007:a261011 517 1 7.15 2026-10-01 2026-10-31 Power BI Pro
3 5b1d0000-0000-4000-8000-000000020007:b261001 517 12 11.0754 2026-10-01 - Power BI Pro
4 5b1d0000-0000-4000-8000-000000020008:b260815 520 60 324.6674 2026-08-15 2026-09-24 Microsoft 365 E3
4 5b1d0000-0000-4000-8000-000000020008:b260925 520 65 324.6674 2026-09-25 2026-10-15 Microsoft 365 E3
4 5b1d0000-0000-4000-8000-000000020008:b261016 520 70 324.6674 2026-10-16 - Microsoft 365 E3
4 5b1d0000-0000-4000-8000-000000020009:b260815 523 5 514.0568 2026-08-15 2026-09-09 Microsoft 365 E5
4 5b1d0000-0000-4000-8000-000000020009:b260910 523 6 514.0568 2026-09-10 - Microsoft 365 E5";

/// Lines in the form of [`EXPECTED`], in its order. The text of each must tell
/// its product and its days.
fn written(lines: &[Value]) -> String {
    let mut rows: Vec<String> = lines.iter().map(row).collect();
    rows.sort();
    rows.join("\n")
}

fn row(line: &Value) -> String {
    let text = line["invoiceDescription"].as_str().unwrap();
    let (from, to) = (day(&line["effectiveDate"]), day(&line["cancelledDate"]));
    let (product, what) = text.split_once(": ").unwrap();
    let (from, to) = (from.as_str().unwrap(), to.as_str().unwrap_or("-"));
    assert!(
        what.contains(from) && (to == "-" || what.contains(to)),
        "{text}"
    );
    format!(
        "{} {} {} {} {} {from} {to} {product}",
        line["agreementId"],
        line["serialNumber"].as_str().unwrap(),
        line["product"]["id"],
        line["quantity"],
        line["unitPrice"],
    )
}

/// Both records, in the order in which they ended.
fn kinds_and_states(accord: &Accord) -> Vec<(String, String)> {
    let answer = accord.json(&["jobs"]);
    let jobs = answer.data().as_array().unwrap().iter().rev();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    jobs.map(|job| (word(&job["kind"]), word(&job["status"])))
        .collect()
}

#[test]
fn what_is_planned_is_what_stands_and_it_is_billed_once() {
    let site = Site::story();
    let accord = Accord::connected(&site);
    accord.json(&["refresh"]).data();
    accord.map(site.matches());

    let validated = accord.validate();
    let plan = validated.data()["plan"].as_array().unwrap();
    assert_eq!(plan.len(), EXPECTED.lines().count());
    assert!(
        plan.iter()
            .all(|line| line["operation"] == "create" && line["before"].is_null())
    );
    assert_eq!(site.writes(), 0, "a validation writes nothing");

    let uploaded = accord.upload(&validated);
    assert_eq!(uploaded.data()["status"], "success");
    let operations = uploaded.data()["operations"].as_array().unwrap();
    assert!(
        operations
            .iter()
            .all(|one| one["state"] == "confirmed" && one["addition"].is_u64())
    );
    assert_eq!(written(&site.our_lines()), EXPECTED);

    let writes = site.writes();
    assert_eq!(accord.upload(&validated).data()["operations"], json!([]));
    let again = accord.validate();
    assert_eq!(again.data()["plan"], json!([]));
    accord.upload(&again).data();
    assert_eq!(site.writes(), writes, "uploading again writes nothing");

    let both = [("validate", "success"), ("export", "success")];
    let both = both.map(|(kind, state)| (kind.to_owned(), state.to_owned()));
    assert_eq!(kinds_and_states(&accord)[..2], both);
}

#[test]
fn a_line_says_what_it_is_for_and_is_billed_and_taxed_as_its_item() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.upload(&accord.validate()).data();
    let standing = standing(&site);
    let adjustment = &standing["3 5b1d0000-0000-4000-8000-000000020007:a261011"];
    assert_eq!(
        adjustment,
        &[json!({
            "item": 517,
            "quantity": 1,
            "price": 7.15,
            "cost": 0,
            "bills": "Billable",
            "taxable": true,
            "from": "2026-10-01",
            "to": "2026-10-31",
            "text": "Power BI Pro: 14 to 12 licences on 2026-10-11, 2026-10-01 to 2026-10-31",
        })]
    );
}

#[test]
fn released_at_each_level_and_mapped_again_nothing_is_billed_twice() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.upload(&accord.validate()).data();
    let before = standing(&site);
    let writes = site.writes();

    let product = ["release", "product", CONTOSO, "monthly:Microsoft 365 E1"];
    let released = accord.json(&product);
    assert_eq!(
        released.data(),
        &json!({ "products": 1, "agreements": 0, "customers": 0 })
    );
    let released = accord.json(&["release", "agreement", NORTHWIND, "4"]);
    assert_eq!(
        released.data(),
        &json!({ "products": 2, "agreements": 1, "customers": 0 })
    );
    let released = accord.json(&["release", "customer", FABRIKAM]);
    assert_eq!(
        released.data(),
        &json!({ "products": 3, "agreements": 1, "customers": 1 })
    );
    assert_eq!(site.writes(), writes, "a release writes nothing");
    accord.json(&product).refused(2, "unknown");

    let unmapped = accord.validate();
    let findings = unmapped.failed_job()["findings"]
        .as_array()
        .unwrap()
        .clone();
    let is_there = |code: &str| findings.iter().any(|finding| finding["code"] == code);
    assert!(
        is_there("unmapped-product") && is_there("released-still-billing"),
        "{findings:?}"
    );

    accord.map(&site.matches()[1..2]);
    let agreement = &site.matches()[2]["agreements"][1];
    accord.map_agreement(NORTHWIND, agreement);
    let words = [
        "map",
        "product",
        CONTOSO,
        "monthly:Microsoft 365 E1",
        "--agreement",
        "1",
        "--item",
        "501",
    ];
    accord.json(&words).data();

    let again = accord.validate();
    assert_eq!(
        again.data()["plan"],
        json!([]),
        "it continues where it stopped"
    );
    accord.upload(&again).data();
    assert_eq!(site.writes(), writes);
    assert_eq!(standing(&site), before);
}

#[test]
fn the_next_change_ends_one_line_and_begins_another_and_invoices_bill_both() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    accord.upload(&accord.validate()).data();
    site.tell(&[json!({
        "CustomerID": "C3000000-0000-4000-8000-000000000002",
        "CustomerName": "Northwind Traders Ltd",
        "SubscriptionID": "5b1d0000-0000-4000-8000-000000020009",
        "ProductName": "Microsoft 365 E5",
        "OldQuantity": 6, "NewQuantity": 8,
        "OldPrice": 514.0568, "NewPrice": 514.0568,
        "OldStatus": "Active", "NewStatus": "Active",
        "DateofChange": "2026-10-19T10:00:00",
    })]);
    let validated = accord.validate();
    let plan = validated.data()["plan"].as_array().unwrap();
    let plan: Vec<_> = plan
        .iter()
        .map(|line| {
            (
                &line["operation"],
                &line["quantity"],
                &line["effective_date"],
                &line["cancelled_date"],
            )
        })
        .collect();
    let (end, create) = (json!("change"), json!("create"));
    let dates = ["2026-09-10", "2026-10-18", "2026-10-19"].map(Value::from);
    assert_eq!(plan[1], (&create, &json!("8"), &dates[2], &Value::Null));
    assert_eq!(
        (plan[0].1, plan[0].2, plan[0].3),
        (&json!("6"), &dates[0], &dates[1])
    );
    assert!(*plan[0].0 == end || *plan[0].0 == "end");
    assert_eq!(
        validated.data()["plan"][0]["before"]["cancelled_date"],
        Value::Null
    );
    accord.upload(&validated).data();
    assert_eq!(accord.validate().data()["plan"], json!([]));

    let billed = site.invoice();
    let of_year = billed
        .iter()
        .find(|invoice| invoice["agreement"] == 4)
        .unwrap();
    let references = of_year["lines"].as_array().unwrap().len();
    assert_eq!(references, 6, "every stretch of the year, once: {of_year}");
    assert_eq!(
        accord.validate().data()["plan"],
        json!([]),
        "an invoice run changes nothing"
    );
}

#[test]
fn a_plan_as_of_a_day_does_not_know_what_came_later() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let early = accord.validate_as_of("2026-10-13");
    let job = early.data();
    assert_eq!(job["as_of"], "2026-10-13");
    let plan = job["plan"].as_array().unwrap().iter();
    let premium: Vec<_> = plan
        .filter(|line| line["item"] == 505)
        .map(|line| (&line["quantity"], &line["cancelled_date"]))
        .collect();
    let (ten, twelve, last) = (json!("10"), json!("12"), json!("2026-10-07"));
    assert_eq!(premium, [(&ten, &last), (&twelve, &Value::Null)]);
    accord.upload(&early).data();

    accord.upload(&accord.validate()).data();
    let lines = standing(&site);
    let missing = EXPECTED.lines().filter(|line| {
        let key: Vec<_> = line.splitn(3, ' ').take(2).collect();
        !lines.contains_key(&key.join(" "))
    });
    assert_eq!(
        missing.collect::<Vec<_>>(),
        Vec::<&str>::new(),
        "later it converges"
    );
    assert!(lines.values().all(|twins| twins.len() == 1));
}

#[test]
fn one_customer_at_a_time() {
    let site = Site::story();
    let accord = Accord::on_the_story(&site);
    let words = ["validate", "--customer", NORTHWIND, "--as-of", "2026-10-20"];
    let validated = accord.json(&words);
    assert_eq!(validated.data()["customers"], 1);
    let agreements: Vec<String> = validated.data()["plan"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| number(&line["agreement"]))
        .collect();
    assert!(
        agreements.iter().all(|id| id == "3" || id == "4"),
        "{agreements:?}"
    );
    let two = [
        "validate",
        "--customer",
        NORTHWIND,
        CONTOSO,
        "--as-of",
        "2026-10-20",
    ];
    assert_eq!(accord.json(&two).data()["customers"], 2);
}
