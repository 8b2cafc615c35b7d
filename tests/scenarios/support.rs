//! Logs and support bundles hold no name, and each line of a run its reference.

use crate::canary::Log;
use store::JobStatus;
use tests::{Office, SmallSite, Terms, desk::product_key, simple};
use workflow::support::{Bundle, Maker};

/// Names that nothing else is called.
const CUSTOMER: &str = "Zanzibar Canary Trading";

const MAKER: Maker = Maker {
    program: "a test",
    version: "1.2.3",
};

/// Everything on the way: a job with faults, a mapping that is refused with both names,
/// and an unreadable answer.
async fn busy_day() -> (Office, tests::Desk) {
    let mut site = SmallSite::new(simple::TODAY);
    let client = site.client(CUSTOMER);
    let other = site.client("Other Canary Bakery");
    let agreement = site.agreement(&client, Terms::monthly(true, simple::TODAY));
    let item = site.item("ALPHA-M", "21.00");
    let cycle = practice::c3::Cycle::Monthly;
    site.offer(simple::PRODUCT, cycle, "20.00");
    let price = tests::decimal("20.00");
    let mut subscription = tests::Subscription::new(client.position, simple::PRODUCT, 10, price);
    let day = simple::morning(jiff::civil::date(2026, 10, 17));
    site.tell([subscription.count(day, 8)]);
    let office = Office::open(site.config()).await;
    let desk = office.desk().await;
    let workflow = &desk.workflow;
    workflow.map_customer(&client.id, client.company).unwrap();
    let refused = workflow
        .map_customer(&other.id, client.company)
        .unwrap_err();
    assert!(refused.to_string().contains(CUSTOMER), "{refused}");
    desk.map_agreement(&client.id, agreement);
    let products = [(product_key(simple::PRODUCT, cycle), item)];
    workflow
        .map_products(&client.id, agreement, &products)
        .unwrap();
    let validated = desk.validate(&client.id).await;
    office.faults("500-after-commit=1,drop-after-post=1");
    let uploaded = desk.upload(&validated).await;
    assert_eq!(uploaded.job.status, JobStatus::Success);
    (office, desk)
}

#[tokio::test]
async fn a_log_has_no_name_and_each_line_of_a_run_its_reference() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let captured = tracing::subscriber::set_default(subscriber);
    let (_office, desk) = busy_day().await;
    drop(captured);
    let text = log.text();
    for name in [CUSTOMER, "Canary", simple::PRODUCT] {
        assert!(!text.contains(name), "{name} is in the log:\n{text}");
    }
    let answered: Vec<_> = text
        .lines()
        .filter(|line| line.contains("ConnectWise answered"))
        .collect();
    let of = |reference: &str| {
        let wanted = format!("run{{reference=\"{reference}\"}}");
        answered
            .iter()
            .filter(|line| line.contains(&wanted))
            .count()
    };
    let jobs = desk.workflow.jobs(10).unwrap();
    assert_eq!(jobs.len(), 2);
    assert!(of("validate-1") > 2 && of("upload-2") > 2, "{text}");
    assert!(text.contains("the run ended status=Success"), "{text}");
}

#[tokio::test]
async fn a_bundle_tells_how_things_are_and_no_name_and_no_secret() {
    let (office, desk) = busy_day().await;
    let logs = desk.folder().join("logs");
    std::fs::create_dir_all(&logs).unwrap();
    let line = format!("INFO something slipped in: {CUSTOMER}\n");
    std::fs::write(logs.join("accord.log"), line).unwrap();

    let bundle = Bundle::gather(desk.folder(), MAKER, Ok(&desk.workflow), None);
    let text = bundle.text();
    let secrets = [
        &office.practice.connectwise.private_key,
        &office.practice.c3.client_secret,
        &office.practice.connectwise.public_key,
        &office.practice.connectwise.company,
    ];
    for secret in secrets {
        assert!(!text.contains(secret.as_str()), "{secret}");
    }
    for name in [CUSTOMER, "Canary", simple::PRODUCT] {
        assert!(!text.contains(name), "{name} is in:\n{text}");
    }
    for told in [
        "a test 1.2.3",
        "Integrity check: sound",
        "customer_mapping: 1",
        "upload-2: success",
        "validate-1: success",
        "Automatic upload: not allowed",
        "something slipped in: [a name]",
    ] {
        assert!(text.contains(told), "{told} is not in:\n{text}");
    }
    let file = desk.folder().join("bundle.txt");
    bundle.save(&file).unwrap();
    assert_eq!(std::fs::read_to_string(file).unwrap(), text);
}

#[tokio::test]
async fn without_a_database_a_bundle_says_why_and_still_has_the_logs() {
    let folder = tempfile::tempdir().unwrap();
    let logs = folder.path().join("logs");
    std::fs::create_dir_all(&logs).unwrap();
    std::fs::write(logs.join("accord.log"), "the last line\n").unwrap();
    let error = workflow::Error::Store(store::Error::InUse {
        holder: "Accord (process 1)".to_owned(),
    });
    let text = Bundle::gather(folder.path(), MAKER, Err(error.for_log()), None).text();
    assert!(text.contains("in use by Accord (process 1)"), "{text}");
    assert!(text.contains("the last line"), "{text}");
}
