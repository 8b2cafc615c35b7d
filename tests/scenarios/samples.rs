//! The two records that C3's documentation shows, in both years' spelling, go
//! through the whole job: from a file, and from C3 itself.

use domain::{cycle::BillingCycle, finding::Code, ids::AgreementId, ids::SubscriptionId};
use jiff::civil::date;
use practice::c3::{Cycle, HistoryRow};
use store::JobStatus;
use tests::{Client, Desk, Office, SmallSite, Terms, codes, desk::product_key, shown};

/// October 2024: the subscription has an id, prices have four decimals, the date
/// has no time zone.
const OF_2024: &str = r#"{
    "CustomerID": "ACC00000-0000-4000-8000-000000000000", "CustomerName": "Contoso",
    "TenantID": "07c0adc5-48b1-4b92-9da4-0a603317de5d",
    "SubscriptionID": "e0929157-458c-426e-9e4c-60148da29b37",
    "EntityName": "Customer", "LinkedTenantName": "Contoso",
    "ProductName": "Microsoft 365 E1", "OldQuantity": 1, "NewQuantity": 6,
    "DateofChange": "2024-10-16T11:40:15.353", "OldStatus": "Active", "NewStatus": "Active",
    "OldPrice": 40.0000, "NewPrice": 40.0000, "CreatedBy": "user@contoso.com",
    "OwnerName": "Contoso"
}"#;

/// 2023: no id, other capitals, spaces around names, and nothing changed.
const OF_2023: &str = r#"{
    "CustomerId": "ACC00000-0000-4000-8000-000000000000", "CustomerName": "Contoso",
    "TenantId": "07c0adc5-48b1-4b92-9da4-0a603317de5d",
    "EntityName": "Customer", "LinkedTenantName": " Contoso ",
    "ProductName": "Visio Plan 2", "OldQuantity": 2, "NewQuantity": 2,
    "DateofChange": "2024-10-02T16:26:26.663", "OldStatus": "Active", "NewStatus": "Active",
    "OldPrice": 15.0000, "NewPrice": 15.0000, "CreatedBy": "user@contoso.com",
    "OwnerName": " Contoso "
}"#;

const PRODUCTS: [(&str, &str); 2] = [("Microsoft 365 E1", "E1-M"), ("Visio Plan 2", "VISIO-M")];

/// A site on the days of the samples, with an agreement that prorates.
struct Site {
    site: SmallSite,
    client: Client,
    agreement: AgreementId,
    items: [domain::ids::ItemId; 2],
}

impl Site {
    fn new() -> Self {
        let today = date(2024, 10, 20);
        let mut site = SmallSite::new(today);
        let client = site.client("Contoso");
        let agreement = site.agreement(&client, Terms::monthly(true, today));
        let items = PRODUCTS.map(|(_, identifier)| site.item(identifier, "99.00"));
        Self {
            site,
            client,
            agreement,
            items,
        }
    }
}

fn map(desk: &Desk, client: &Client, agreement: AgreementId, items: [domain::ids::ItemId; 2]) {
    desk.workflow
        .map_customer(&client.id, client.company)
        .unwrap();
    desk.map_agreement(&client.id, agreement);
    let keys = PRODUCTS.map(|(name, _)| product_key(name, Cycle::Monthly));
    let products: Vec<_> = keys.into_iter().zip(items).collect();
    desk.workflow
        .map_products(&client.id, agreement, &products)
        .unwrap();
}

async fn bill(office: &Office, desk: &Desk, client: &Client, agreement: AgreementId) {
    let validated = desk.validate(&client.id).await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    assert_eq!(
        codes(&validated),
        [Code::NoChange, Code::DerivedSubscriptionId].into()
    );
    let uploaded = desk.upload(&validated).await;
    assert_eq!(
        uploaded.job.status,
        JobStatus::Success,
        "{:?}",
        uploaded.findings
    );
    let mut lines = office.lines(agreement);
    lines.sort_unstable();
    let expected = [
        "b241001: 1 × 40 from 2024-10-01 to 2024-10-15",
        "b241001: 2 × 15 from 2024-10-01",
        "b241016: 6 × 40 from 2024-10-16",
    ];
    assert_eq!(lines, expected);
    let again = desk.validate(&client.id).await;
    assert_eq!(shown::plan(&again), [""; 0]);
}

#[tokio::test]
async fn from_a_file_for_a_partner_without_the_api() {
    let Site {
        site,
        client,
        agreement,
        items,
    } = Site::new();
    let office = Office::open(site.config()).await;
    let desk = Desk::new(office.clock.clone());
    desk.connect_connectwise(&office.practice.connectwise).await;
    desk.refresh().await;
    let file = desk.folder().join("history.json");
    std::fs::write(&file, format!("[{OF_2024}, {OF_2023}]")).unwrap();

    let imported = desk.import(&file);
    assert_eq!((imported.events_new, imported.rows_unreadable), (2, 0));
    let again = desk.import(&file);
    assert_eq!((again.events_new, again.events_total), (0, 2));

    // Without C3's offers and invoices nothing tells the billing cycle.
    desk.workflow
        .map_customer(&client.id, client.company)
        .unwrap();
    desk.map_agreement(&client.id, agreement);
    let unknown = desk.validate(&client.id).await;
    assert_eq!(unknown.job.status, JobStatus::Error);
    let found = unknown
        .findings
        .iter()
        .filter(|f| f.code == Code::BillingCycleUnknown);
    let subscriptions: Vec<SubscriptionId> = found
        .map(|finding| finding.subscription.clone().unwrap())
        .collect();
    assert_eq!(subscriptions.len(), 2);
    for subscription in &subscriptions {
        desk.workflow
            .set_cycle(subscription, BillingCycle::Monthly)
            .unwrap();
    }
    let customer = workflow::mapping::ReleaseTarget::Customer(client.id.clone());
    desk.workflow.release(&customer).unwrap();
    map(&desk, &client, agreement, items);
    bill(&office, &desk, &client, agreement).await;
}

#[tokio::test]
async fn from_c3_itself() {
    let Site {
        mut site,
        client,
        agreement,
        items,
    } = Site::new();
    for (product, _) in PRODUCTS {
        site.offer(product, Cycle::Monthly, "40.00");
    }
    site.tell([OF_2024, OF_2023].map(|json| HistoryRow::verbatim(json).unwrap()));
    let office = Office::open(site.config()).await;
    let desk = office.desk().await;
    map(&desk, &client, agreement, items);
    bill(&office, &desk, &client, agreement).await;
}

#[tokio::test]
async fn from_c3_and_again_from_a_file_adds_nothing() {
    let Site {
        mut site,
        client,
        agreement,
        items,
    } = Site::new();
    for (product, _) in PRODUCTS {
        site.offer(product, Cycle::Monthly, "40.00");
    }
    site.tell([OF_2024, OF_2023].map(|json| HistoryRow::verbatim(json).unwrap()));
    let office = Office::open(site.config()).await;
    let desk = office.desk().await;
    let file = desk.folder().join("history.json");
    // A saved answer of the old API: no id, and everything in small letters.
    let idless = OF_2024.replace(
        "\"SubscriptionID\": \"e0929157-458c-426e-9e4c-60148da29b37\",",
        "",
    );
    let answer = format!(r#"{{"Status": "Success", "Data": [{OF_2023}, {idless}]}}"#);
    std::fs::write(&file, answer.replace("CustomerI", "customeri")).unwrap();
    assert_eq!(desk.import(&file).events_new, 0);
    map(&desk, &client, agreement, items);
    bill(&office, &desk, &client, agreement).await;
}
