//! The next invoice, line by line, beside what the practice server's invoicing
//! bills for each addition: in every posting mode, by month and by year, by the
//! calendar and by the contract, in both ways of rounding; with changes in the
//! open period and on invoiced days, and with lines that are not Accord's.

use super::billing::{Billing, Case};
use domain::{agreement::PostingMode, money::Rounding};
use jiff::ToSpan;
use practice::connectwise::invoicing::InvoiceLine;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use store::JobStatus;
use workflow::preview::{AgreementPreview, PreviewLine};

impl Billing {
    /// The plan's own sums are those of its preview, and it uploads.
    async fn validate_and_upload(&self, before: &AgreementPreview, case: &str) {
        let validated = self.desk.validate(&self.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{case}: {:?}",
            validated.findings
        );
        let planned = self
            .desk
            .workflow
            .planned_agreements(validated.job.id)
            .unwrap();
        let planned = &planned[0];
        assert_eq!(
            planned.invoice_before.map(cents),
            Some(before.before.clone()),
            "{case}"
        );
        assert_eq!(
            planned.invoice_after.map(cents),
            Some(before.after.clone()),
            "{case}"
        );
        let moved: Decimal = validated
            .operations
            .iter()
            .map(|row| row.invoice_after.unwrap() - row.invoice_before.unwrap())
            .sum();
        let change = planned.invoice_after.unwrap() - planned.invoice_before.unwrap();
        assert_eq!(
            moved, change,
            "{case}: the lines' changes make up the invoice's"
        );
        let uploaded = self.desk.upload(&validated).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{case}: {:?}",
            uploaded.findings
        );
    }

    /// Previews, uploads and invoices, and holds each number against the practice
    /// server's; answers with how many lines were caught up.
    async fn bill(&mut self, round: &str) -> usize {
        let case = format!("{round}, {:?}", self.case);
        self.desk.refresh().await;
        let before = self.preview().await;
        agree(
            &before,
            &self.would_invoice(),
            |line| &line.before,
            &before.before,
            &case,
        );
        self.validate_and_upload(&before, &case).await;
        // The plan's lines are known by their references until they have numbers.
        let foretold = by_reference(&before);
        let after = self.preview().await;
        assert_eq!(by_reference(&after), foretold, "{case}");
        assert_eq!(
            (&after.before, &after.after),
            (&before.after, &before.after),
            "{case}"
        );
        agree(
            &after,
            &self.would_invoice(),
            |line| &line.after,
            &after.after,
            &case,
        );
        self.office.invoice(self.agreement);
        after
            .lines
            .iter()
            .filter(|line| line.counted.caught_up > 0)
            .count()
    }
}

fn cents(amount: Decimal) -> String {
    format!("{amount:.2}")
}

fn by_reference(preview: &AgreementPreview) -> BTreeMap<String, String> {
    let ours = preview.lines.iter();
    ours.filter_map(|line| Some((line.reference.clone()?, line.after.clone())))
        .collect()
}

/// Each line that the server bills is previewed with its quantity, price, days and
/// amount, and every other one with nothing.
fn agree(
    preview: &AgreementPreview,
    invoiced: &[InvoiceLine],
    amount: fn(&PreviewLine) -> &String,
    total: &str,
    case: &str,
) {
    let mut billed: BTreeMap<u32, &InvoiceLine> =
        invoiced.iter().map(|line| (line.addition, line)).collect();
    for line in &preview.lines {
        let Some(addition) = line.addition else {
            assert_eq!(amount(line), "0.00", "{case}: not there yet: {line:?}");
            continue;
        };
        let Some(invoiced) = billed.remove(&addition.0) else {
            assert_eq!(amount(line), "0.00", "{case}: not on the invoice: {line:?}");
            continue;
        };
        assert_eq!(
            *amount(line),
            cents(invoiced.amount),
            "{case}: {line:?}, {invoiced:?}"
        );
        let counted = if line.before == *amount(line) {
            line.was.as_ref().unwrap_or(&line.counted)
        } else {
            &line.counted
        };
        assert_eq!(
            counted.quantity,
            invoiced.quantity.normalize().to_string(),
            "{case}"
        );
        assert_eq!(
            counted.unit_price,
            invoiced.unit_price.normalize().to_string(),
            "{case}"
        );
        assert_eq!(
            (counted.from, counted.to),
            (Some(invoiced.from), Some(invoiced.to)),
            "{case}"
        );
    }
    assert!(billed.is_empty(), "{case}: not previewed: {billed:?}");
    let sum: Decimal = invoiced.iter().map(|line| line.amount).sum();
    assert_eq!(total, cents(sum), "{case}");
}

/// Bills five periods in each kind of period; answers with how many lines were
/// caught up.
async fn foretold(mode: PostingMode, prorate: bool, rounding: Rounding) -> usize {
    let mut caught_up = 0;
    for case in Case::all(mode, prorate, rounding) {
        let mut billing = Billing::open(case, None).await;
        billing.count(case.open(), 10, 7);
        billing.bill("first").await;
        // Told after its period was invoiced: fewer, and later more.
        let open = billing.next().await;
        billing.count(open, -9, 5);
        billing.count(open, 8, 6);
        caught_up += billing.bill("late decrease").await;
        let open = billing.next().await;
        billing.count(open, -7, 12);
        caught_up += billing.bill("late increase").await;
        let open = billing.next().await;
        billing.end(open, 13);
        caught_up += billing.bill("end").await;
        billing.next().await;
        billing.bill("nothing more").await;
    }
    caught_up
}

/// A test for each posting mode and each way of rounding.
macro_rules! foretold_to_the_cent {
    ($($name:ident: $mode:ident, $prorate:literal, $rounding:ident, $caught_up:literal;)*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let caught_up =
                    foretold(PostingMode::$mode, $prorate, Rounding::$rounding).await;
                assert_eq!(caught_up, $caught_up);
            }
        )*
    };
}

foretold_to_the_cent! {
    dated_lines: Dated, true, PerLine, 4;
    dated_lines_rounded_by_the_unit: Dated, true, PerUnit, 4;
    adjustments: Adjustment, false, PerLine, 0;
    adjustments_rounded_by_the_unit: Adjustment, false, PerUnit, 0;
    single_lines: Single, false, PerLine, 0;
    single_lines_rounded_by_the_unit: Single, false, PerUnit, 0;
    quantities: Quantity, false, PerLine, 0;
    quantities_rounded_by_the_unit: Quantity, false, PerUnit, 0;
    quantities_on_a_prorating_agreement: Quantity, true, PerLine, 0;
    quantities_prorated_by_the_unit: Quantity, true, PerUnit, 0;
}

#[tokio::test]
async fn an_agreement_that_ends_is_foretold_to_its_end() {
    for mode in PostingMode::ALL {
        let case = Case {
            mode,
            prorate: mode == PostingMode::Dated,
            yearly: false,
            contract: false,
            rounding: Rounding::PerLine,
        };
        let end = case.open().saturating_add(23.days());
        let mut billing = Billing::open(case, Some(end)).await;
        billing.count(case.open(), 10, 7);
        billing.bill("last").await;
        let over = billing.preview().await;
        assert_eq!(
            (over.before.as_str(), over.after.as_str()),
            ("0.00", "0.00")
        );
        assert!(billing.would_invoice().is_empty());
        let said = over
            .notes
            .iter()
            .any(|note| note.contains("there is no next invoice"));
        assert!(said, "{:?}", over.notes);
    }
}
