//! Canaries: secrets that are planted in the settings are found nowhere but in the
//! credential store: not in the data folder, not in an error, not in the log.

use secrecy::SecretString;
use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use store::JobStatus;
use tests::{
    Desk, Office,
    desk::{c3_settings, connectwise_settings},
    simple::Draft,
};
use tracing_subscriber::fmt::MakeWriter;
use workflow::Error;

const PRIVATE_KEY: &str = "Canary1PrivateKeyOfConnectWise";
const CLIENT_SECRET: &str = "Canary2~Client.Secret-OfC3";

/// The secrets, and what they look like on their way: Basic credentials are
/// base64, a form escapes.
fn canaries() -> Vec<String> {
    // Whatever stands before it, three alignments of base64 cover the key.
    let encoded = [
        "Q2FuYXJ5MVByaXZhdGVLZXlPZkNvbm5lY3RXaXNl",
        "NhbmFyeTFQcml2YXRlS2V5T2ZDb25uZWN0V2lzZ",
        "DYW5hcnkxUHJpdmF0ZUtleU9mQ29ubmVjdFdpc2",
    ];
    let plain = [PRIVATE_KEY, CLIENT_SECRET, "Canary2%7EClient"];
    plain
        .into_iter()
        .chain(encoded)
        .map(ToOwned::to_owned)
        .collect()
}

/// What the log wrote.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub(crate) fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Fails where any canary is in the bytes.
fn hold_none(bytes: &[u8], place: &str) {
    for canary in canaries() {
        let found = bytes
            .windows(canary.len())
            .any(|window| window == canary.as_bytes());
        assert!(!found, "{canary} is in {place}");
    }
    assert!(!holds_token(bytes), "a token of C3 is in {place}");
}

/// Tokens of the practice C3 are its name, a dot and 32 hexadecimal digits.
fn holds_token(bytes: &[u8]) -> bool {
    let is_token = |window: &[u8]| {
        let digits = window.strip_prefix(b"practice.");
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    bytes.windows(b"practice.".len() + 32).any(is_token)
}

/// Looks through every file below a folder; answers with how many there were.
fn search(folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += search(&path);
        } else {
            hold_none(&std::fs::read(&path).unwrap(), &path.display().to_string());
            files += 1;
        }
    }
    files
}

/// The whole job, with faults on the way; answers with every error met.
async fn whole_job(office: &Office, desk: &Desk, plan: &Plan) -> Vec<Error> {
    let mut errors = refused_connections(office, desk).await;
    desk.connect(office).await;
    desk.refresh().await;
    desk.workflow
        .map_customer(&plan.customer, plan.company)
        .unwrap();
    desk.map_agreement(&plan.customer, plan.agreement);
    let products = [(plan.product.clone(), plan.item)];
    desk.workflow
        .map_products(&plan.customer, plan.agreement, &products)
        .unwrap();
    let validated = desk.validate(&plan.customer).await;
    for fault in [
        "keys-expire-at=1",
        "gateway-text=1",
        "500-read=9",
        "forbid=agreements",
    ] {
        office.faults(fault);
        let met = desk.try_upload(&validated).await;
        errors.extend(met.err());
        office.heal();
        desk.resume().await;
    }
    office.faults("500-after-commit=1,drop-after-post=1");
    let uploaded = desk.upload(&desk.validate(&plan.customer).await).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "{:?}",
        uploaded.findings
    );
    errors
}

/// Connecting with right secrets to wrong places, and with wrong ones.
async fn refused_connections(office: &Office, desk: &Desk) -> Vec<Error> {
    let (connectwise, c3) = (&office.practice.connectwise, &office.practice.c3);
    let key = || Some(SecretString::from(PRIVATE_KEY));
    let secret = || Some(SecretString::from(CLIENT_SECRET));
    let mut errors = Vec::new();
    let mut settings = connectwise_settings(connectwise);
    settings.public_key = "SomebodyElse".to_owned();
    errors.extend(
        desk.workflow
            .connect_connectwise(&settings, key())
            .await
            .err(),
    );
    settings.site = format!("http://partner:{PRIVATE_KEY}@127.0.0.1:9");
    errors.extend(
        desk.workflow
            .connect_connectwise(&settings, key())
            .await
            .err(),
    );
    settings.site = "http://127.0.0.1:9".to_owned();
    errors.extend(
        desk.workflow
            .connect_connectwise(&settings, key())
            .await
            .err(),
    );
    let mut settings = c3_settings(c3);
    settings.client_id = "nobody".to_owned();
    errors.extend(desk.workflow.connect_c3(&settings, secret()).await.err());
    settings.token_url = "http://127.0.0.1:9/token".to_owned();
    errors.extend(desk.workflow.connect_c3(&settings, secret()).await.err());
    assert_eq!(errors.len(), 5, "each of them fails");
    errors
}

/// What is to be mapped.
struct Plan {
    customer: domain::ids::CustomerId,
    company: domain::ids::CompanyId,
    agreement: domain::ids::AgreementId,
    item: domain::ids::ItemId,
    product: domain::mapping::ProductKey,
}

#[tokio::test]
async fn secrets_are_found_nowhere() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let captured = tracing::subscriber::set_default(subscriber);

    let draft = Draft::changed(false);
    let plan = Plan {
        customer: draft.client.id.clone(),
        company: draft.client.company,
        agreement: draft.agreement,
        item: draft.item,
        product: tests::desk::product_key(tests::simple::PRODUCT, practice::c3::Cycle::Monthly),
    };
    let mut config = draft.site.config();
    config.access.private_key = PRIVATE_KEY.to_owned();
    config.c3_access.client_secret = CLIENT_SECRET.to_owned();
    let office = Office::open(config).await;
    let desk = Desk::impatient(office.clock.clone());
    let errors = whole_job(&office, &desk, &plan).await;
    assert!(errors.len() > 5, "the faults were met: {errors:?}");
    drop(captured);

    for error in &errors {
        hold_none(
            format!("{error} {error:?} {error:#?}").as_bytes(),
            "an error",
        );
        let mut source: Option<&dyn std::error::Error> = std::error::Error::source(error);
        while let Some(inner) = source {
            hold_none(format!("{inner} {inner:?}").as_bytes(), "an error's source");
            source = inner.source();
        }
    }
    let text = log.text();
    assert!(
        text.contains("practice servers started"),
        "the log was captured"
    );
    assert!(text.contains("TRACE"), "with everything in it");
    hold_none(text.as_bytes(), "the log");
    for job in desk.workflow.jobs(100).unwrap() {
        hold_none(format!("{:?}", desk.record(job.id)).as_bytes(), "a record");
    }
    // While the database is open, with what it has written beside it, and after.
    assert!(search(desk.folder()) >= 2);
    let desk = desk.restarted();
    assert!(search(desk.folder()) >= 2);
}

#[test]
fn a_canary_that_is_there_is_found() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("settings"),
        format!("key = {PRIVATE_KEY}"),
    )
    .unwrap();
    let searched = std::panic::catch_unwind(|| search(folder.path()));
    assert!(searched.is_err());
    assert!(holds_token(
        b"Bearer practice.0123456789abcdef0123456789abcdef"
    ));
    assert!(!holds_token(
        b"https://practice.example/c3/.default-of-everything"
    ));
}

#[tokio::test]
async fn of_a_saved_secret_only_its_end_comes_out() {
    let simple = Draft::changed(false).open().await;
    let name = secrets::SecretName::ConnectWisePrivateKey;
    let saved = simple.desk.workflow.saved_secret(name).unwrap().unwrap();
    let key = &simple.office.practice.connectwise.private_key;
    assert_eq!(saved.ends_in, format!("…{}", &key[key.len() - 2..]));
    assert!(saved.saved_at.is_some());
}
