//! The three customers that a newcomer begins with: calendar and contract months,
//! a yearly agreement, and ConnectWise prorating here and not there.

use domain::{finding::Code, ids::AgreementId};
use jiff::civil::date;
use practice::made_up::story;
use store::JobStatus;
use tests::{Office, codes};

/// What stands on each of the four agreements afterwards, in the order of the texts.
const LINES: [(u32, &[&str]); 4] = [
    // Contoso, prorated by ConnectWise: one line a stretch.
    (
        1,
        &[
            "b261001: 1 × 40 from 2026-10-01 to 2026-10-14",
            "b261001: 10 × 22 from 2026-10-01 to 2026-10-07",
            "b261001: 2 × 15 from 2026-10-01",
            "b261008: 12 × 22 from 2026-10-08 to 2026-10-17",
            "b261012: 3 × 40 from 2026-10-12",
            "b261015: 6 × 40 from 2026-10-15",
            "b261018: 11 × 22 from 2026-10-18",
        ],
    ),
    // Fabrikam, months from the 15th, not prorated. Two rooms for two days of 31.
    (
        2,
        &[
            "a261017: 1 × 4.79 from 2026-10-15 to 2026-11-14",
            "b261015: 27 × 11.5912 from 2026-10-15",
            "b261015: 8 × 3.7092 from 2026-10-15",
        ],
    ),
    // Northwind, by the month, not prorated. Two licences more for ten days of 31.
    (
        3,
        &[
            "a261011: 1 × 7.15 from 2026-10-01 to 2026-10-31",
            "b261001: 12 × 11.0754 from 2026-10-01",
        ],
    ),
    // Northwind, by the year from 15 August, prorated.
    (
        4,
        &[
            "b260815: 5 × 514.0568 from 2026-08-15 to 2026-09-09",
            "b260815: 60 × 324.6674 from 2026-08-15 to 2026-09-24",
            "b260910: 6 × 514.0568 from 2026-09-10",
            "b260925: 65 × 324.6674 from 2026-09-25 to 2026-10-15",
            "b261016: 70 × 324.6674 from 2026-10-16",
        ],
    ),
];

#[tokio::test]
async fn the_story_is_billed() {
    let office = Office::made_up(7, 3, date(2026, 10, 20)).await;
    let desk = office.desk().await;
    for customer in &story().customers {
        desk.map(customer);
    }
    let validated = desk.validate_all().await;
    assert_eq!(
        validated.job.status,
        JobStatus::Success,
        "{:?}",
        validated.findings
    );
    // The row of 2023 that C3 documents: nothing changed, and no id.
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
    for (agreement, expected) in LINES {
        let mut lines = office.lines(AgreementId(agreement));
        lines.sort_unstable();
        assert_eq!(lines, expected, "agreement {agreement}");
    }
    for (reference, times) in office.references() {
        assert!(reference.len() <= 50, "{reference}");
        assert_eq!(times, 1, "{reference}");
    }

    let written = office.writes();
    let again = desk.validate_all().await;
    assert_eq!(again.job.status, JobStatus::Success);
    assert!(again.operations.is_empty(), "{:?}", again.operations);
    desk.upload(&again).await;
    assert_eq!(office.writes(), written);
}
