//! Tests of the control endpoints.

use super::*;

async fn control(practice: &Practice, path: &str, body: &str) -> (u16, String) {
    let url = format!("{}/practice/{path}", practice.connectwise.url);
    let request = client()
        .post(url)
        .header("content-type", "application/json");
    let answer = request.body(body.to_owned()).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

async fn look(practice: &Practice, path: &str) -> String {
    let url = format!("{}/practice/{path}", practice.connectwise.url);
    client()
        .get(url)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
}

#[tokio::test]
async fn invoicing_is_run_and_read() {
    let practice = practice("").await;
    post(&practice).await.unwrap();
    let (status, run) = control(&practice, "invoice-run", r#"{"agreement":71}"#).await;
    assert_eq!(status, 200);
    let expected = r#"[{"id":1,"agreement":71,"number":"AGR000001","date":"2026-11-01","total":"20.00","lines":[{"addition":1,"quantity":"1","unit_price":"20.00","from":"2026-11-01","to":"2026-11-30","amount":"20.00"}]}]"#;
    assert_eq!(run, expected);
    assert_eq!(look(&practice, "invoices/71").await, expected);
    assert_eq!(look(&practice, "invoices/72").await, "[]");
    let (_, all) = control(&practice, "invoice-run", "{}").await;
    assert!(all.contains(r#""agreement":71"#) && all.contains(r#""agreement":72"#));
    let (status, refused) = control(&practice, "invoice-run", r#"{"agreement":9}"#).await;
    assert_eq!(
        (status, refused.as_str()),
        (400, r#"{"error":"there is no agreement 9"}"#)
    );
}

#[tokio::test]
async fn invoicing_is_switched() {
    let practice = practice("").await;
    let body = r#"{"agreement":71,"in_arrears":true,"rounding":"per-unit"}"#;
    assert_eq!(control(&practice, "invoicing", body).await.0, 204);
    practice.world(|world| assert!(world.billing.in_arrears.contains(&71)));
    let body = r#"{"agreement":71,"in_arrears":false}"#;
    assert_eq!(control(&practice, "invoicing", body).await.0, 204);
    practice.world(|world| {
        assert!(world.billing.in_arrears.is_empty());
        let per_unit = crate::connectwise::proration::Rounding::PerUnit;
        assert_eq!(world.billing.rounding, per_unit);
    });
}

#[tokio::test]
async fn faults_are_switched_while_it_runs() {
    let practice = practice("").await;
    let switched = control(&practice, "faults", r#"{"faults":"forbid=catalog"}"#).await;
    assert_eq!(switched.0, 204);
    assert_eq!(get(&practice, "procurement/catalog").await.0, 403);
    assert_eq!(
        control(&practice, "faults", r#"{"faults":""}"#).await.0,
        204
    );
    assert_eq!(get(&practice, "procurement/catalog").await.0, 200);
    let (status, refused) = control(&practice, "faults", r#"{"faults":"nap=1"}"#).await;
    assert_eq!(status, 400);
    assert!(refused.contains("there is no fault named"), "{refused}");
}

#[tokio::test]
async fn the_day_and_the_keys_are_moved() {
    let practice = practice("keys-expire-at=1").await;
    assert_eq!(get(&practice, "system/info").await.0, 401);
    assert_eq!(control(&practice, "keys", "").await.0, 204);
    assert_eq!(
        control(&practice, "clock", r#"{"today":"2026-12-24"}"#)
            .await
            .0,
        204
    );
    let body = post(&practice).await.unwrap().text().await.unwrap();
    assert!(
        body.contains(r#""effectiveDate":"2026-12-24T00:00:00Z""#),
        "{body}"
    );
    assert!(
        body.contains(r#""lastUpdated":"2026-12-24T00:00:00Z""#),
        "{body}"
    );
}

#[tokio::test]
async fn records_are_edited_and_deleted_as_a_person_would() {
    let practice = practice("").await;
    post(&practice).await.unwrap();
    let edit = r#"{"record":"addition","agreement":71,"id":1,"set":{"unitPrice":18.2796}}"#;
    assert_eq!(control(&practice, "edit", edit).await.0, 204);
    let (_, body) = get(&practice, &format!("{ADDITIONS}/1")).await;
    assert!(body.contains(r#""unitPrice":18.2796"#), "{body}");
    assert!(body.contains(r#""updatedBy":"Person""#), "{body}");
    for (edit, error) in [
        (
            r#"{"record":"company","id":9,"set":{}}"#,
            "there is no such record",
        ),
        (
            r#"{"record":"company","id":42,"set":{"nothing":1}}"#,
            "the record has no field nothing",
        ),
        (
            r#"{"record":"company","id":42}"#,
            "set must be an object of fields",
        ),
        (
            r#"{"record":"company","set":{}}"#,
            "id must be a record's number",
        ),
        (
            r#"{"record":"ticket","id":1,"set":{}}"#,
            "record must be company, agreement, addition or item",
        ),
    ] {
        let refused = control(&practice, "edit", edit).await;
        assert_eq!(refused, (400, format!(r#"{{"error":"{error}"}}"#)));
    }
    let target = r#"{"record":"addition","agreement":71,"id":1}"#;
    assert_eq!(control(&practice, "delete", target).await.0, 204);
    assert_eq!(control(&practice, "delete", target).await.0, 400);
    assert_eq!(stored(&practice), 0);
}

#[tokio::test]
async fn the_journal_is_read_without_being_written() {
    let practice = practice("").await;
    post(&practice).await.unwrap();
    let journal = look(&practice, "requests").await;
    assert!(
        journal.starts_with(
            r#"{"total":1,"counts":{"POST 201":1},"requests":[{"number":1,"method":"POST""#
        ),
        "{journal}"
    );
    assert_eq!(practice.requests().len(), 1);
}
