//! Why each line says what it says, months after it was planned: what was known then
//! leads to it, whatever was told, invoiced and ended since.

use super::billing::{Billing, Case};
use domain::{agreement::PostingMode, ids::AdditionId, money::Rounding};
use rust_decimal::Decimal;
use store::JobStatus;
use workflow::why::Basis;

impl Billing {
    async fn upload(&mut self) {
        self.desk.refresh().await;
        let validated = self.desk.validate(&self.client.id).await;
        for row in &validated.operations {
            let why = self.desk.workflow.why_operation(row.id).await.unwrap();
            if row.operation.text.is_some() {
                let after = &row.operation.after;
                assert_eq!(why.basis, Basis::Record, "{}", why.text);
                assert_eq!(amount(&why.amount), after.quantity * after.unit_price);
            }
        }
        let uploaded = self.desk.upload(&validated).await;
        assert_eq!(uploaded.job.status, JobStatus::Success);
    }

    /// Asks of every line of Accord's that stands; the texts.
    async fn why(&self, case: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for addition in self.office.additions(self.agreement) {
            if addition.serial_number.is_none() {
                continue;
            }
            let asked = AdditionId(addition.id);
            let why = self.desk.workflow.why(self.agreement, asked).await.unwrap();
            assert_eq!(why.basis, Basis::Record, "{case}: {}", why.text);
            assert_eq!(
                amount(&why.amount),
                addition.quantity * addition.unit_price,
                "{case}: {}",
                why.text
            );
            assert!(why.text.contains("Adatum"), "{}", why.text);
            texts.push(why.text);
        }
        texts
    }
}

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[tokio::test]
async fn lines_of_every_month_are_explained_by_what_was_known_then() {
    for mode in PostingMode::ALL {
        let case = Case {
            mode,
            prorate: mode == PostingMode::Dated,
            yearly: false,
            contract: false,
            rounding: Rounding::PerLine,
        };
        let mut billing = Billing::open(case, None).await;
        billing.count(case.open(), 10, 7);
        billing.upload().await;
        billing.office.invoice(billing.agreement);
        // Told after its month was invoiced: fewer, and later more.
        let open = billing.next().await;
        billing.count(open, -9, 5);
        billing.upload().await;
        billing.office.invoice(billing.agreement);
        let open = billing.next().await;
        billing.count(open, -7, 12);
        billing.upload().await;
        let texts = billing.why(&format!("{mode:?}")).await;
        assert!(texts.len() >= 3, "{mode:?}: {texts:#?}");
        let late = texts
            .iter()
            .any(|text| text.contains("7 to 5 licences on 23 Oct 2026"));
        assert!(late, "{mode:?}: {texts:#?}");
    }
}

#[tokio::test]
async fn a_line_of_somebody_elses_has_no_reasons_here() {
    let case = Case {
        mode: PostingMode::Adjustment,
        prorate: false,
        yearly: false,
        contract: false,
        rounding: Rounding::PerLine,
    };
    let billing = Billing::open(case, None).await;
    let theirs = billing.office.additions(billing.agreement)[0].id;
    let outcome = billing
        .desk
        .workflow
        .why(billing.agreement, AdditionId(theirs))
        .await;
    assert!(
        outcome
            .unwrap_err()
            .to_string()
            .contains("is not one of Accord's lines")
    );
    let outcome = billing
        .desk
        .workflow
        .why(billing.agreement, AdditionId(99_999))
        .await;
    assert!(outcome.is_err());
}
