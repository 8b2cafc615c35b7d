//! Adatum with lines that Accord wrote: a subscription to E1 at 20.00 and what
//! stands for it, October invoiced.

use crate::{
    records::{addition, item, line, row},
    world::{World, adatum},
};
use c3::Read;
use domain::{finding::Code, line::Operation};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::JobStatus;
use tokio_util::sync::CancellationToken;
use workflow::{Scope, jobs::Record, progress::unwatched};

pub(crate) const SUBSCRIPTION: &str = "4f1c2d3e-0000-4000-8000-000000000001";

/// A world with these changes of quantity, E1 mapped on agreement 1, and these
/// lines on it: the end of the reference, and the values.
pub(crate) async fn standing(changes: &[(&str, [i64; 2])], lines: &[(&str, Value)]) -> World {
    let world = World::empty();
    world.c3.csp().rows = rows(changes);
    world.stands(lines).await;
    world.map_everything("monthly:E1");
    world
}

/// The same where only C3's invoice tells of the subscription, five of a product.
pub(crate) async fn invoiced(product: &str, lines: &[(&str, Value)]) -> World {
    let world = World::empty();
    world.c3.csp().rows.clear();
    world.c3.csp().lines = vec![line("A", SUBSCRIPTION, product, 5)];
    world.stands(lines).await;
    world.map_everything(&format!("monthly:{product}"));
    world
}

pub(crate) fn rows(changes: &[(&str, [i64; 2])]) -> Vec<Read> {
    let row = |(at, change): &(&str, [i64; 2])| {
        let at = format!("{at}T10:00:00");
        Read::Row(row("A", SUBSCRIPTION, "E1", &at, *change))
    };
    changes.iter().map(row).collect()
}

/// A line of Accord's.
pub(crate) fn ours(id: u32, (suffix, values): &(&str, Value)) -> connectwise::Addition {
    let mut own = values.clone();
    own["serialNumber"] = json!(format!("{SUBSCRIPTION}:{suffix}"));
    addition(id, 101, own)
}

impl World {
    async fn stands(&self, lines: &[(&str, Value)]) {
        {
            let mut site = self.connectwise.site();
            site.items = vec![item(101, json!({}))];
            let numbered = (1..).zip(lines);
            site.additions = numbered.map(|(id, line)| (1, ours(id, line))).collect();
        }
        self.connect().await;
        self.refresh().await;
    }

    fn map_everything(&self, product: &str) {
        let company = domain::ids::CompanyId(11);
        self.workflow.map_customer(&adatum(), company).unwrap();
        self.map_agreement(1).unwrap();
        self.map_product(product, 1, 101).unwrap();
    }

    /// Changes an addition, as a person would.
    pub(crate) fn edit(&self, id: u32, change: impl FnOnce(&mut connectwise::Addition)) {
        let mut site = self.connectwise.site();
        let mut additions = site.additions.iter_mut().map(|(_, addition)| addition);
        change(additions.find(|addition| addition.id == id).unwrap());
    }

    /// Lets an invoice be made: the agreement's next one is on another day.
    pub(crate) fn next_invoice(&self, agreement: u32, day: Option<&str>) {
        let mut site = self.connectwise.site();
        let mut agreements = site.agreements.iter_mut();
        let found = agreements.find(|found| found.id == agreement).unwrap();
        found.next_invoice_date = day.map(|day| day.parse().unwrap());
    }

    pub(crate) async fn validate(&self) -> Record {
        let scope = Scope::Customers(vec![adatum()]);
        let cancel = CancellationToken::new();
        let job = self.workflow.validate(&scope, None, unwatched(), cancel);
        self.workflow.record(job.await.unwrap()).unwrap()
    }

    /// Validates and holds that nothing is wrong and nothing left to do.
    pub(crate) async fn is_settled(&self) {
        let record = self.validate().await;
        assert_eq!(plan(&record), [""; 0], "{:?}", record.findings);
        assert_eq!(
            record.job.status,
            JobStatus::Success,
            "{:?}",
            record.findings
        );
    }
}

pub(crate) fn codes(record: &Record) -> BTreeSet<Code> {
    record.findings.iter().map(|finding| finding.code).collect()
}

/// What a record says under a code.
pub(crate) fn message(record: &Record, code: Code) -> &str {
    let mut findings = record.findings.iter();
    let found = findings.find(|finding| finding.code == code);
    &found
        .unwrap_or_else(|| panic!("no {code:?} in {:?}", record.findings))
        .message
}

/// A plan in words: action, quantity and price, days.
pub(crate) fn plan(record: &Record) -> Vec<String> {
    let rows = record.operations.iter();
    rows.map(|row| in_words(&row.operation)).collect()
}

fn in_words(operation: &Operation) -> String {
    let after = &operation.after;
    let end = after
        .cancelled
        .map_or_else(String::new, |day| format!(" to {day}"));
    format!(
        "{} {} × {} from {}{end}",
        operation.action.word(),
        after.quantity,
        after.unit_price,
        after.effective
    )
}

impl World {
    /// Lets this desktop know additions on agreement 1 as it wrote them just now.
    pub(crate) fn knows_what_stands(&self, ids: &[u32]) {
        let at = *self.clock.0.lock().unwrap();
        let site = self.connectwise.site();
        for (on, addition) in site.additions.iter().filter(|(_, a)| ids.contains(&a.id)) {
            let line = store::WrittenLine {
                addition: domain::ids::AdditionId(addition.id),
                agreement: domain::ids::AgreementId(*on),
                reference: workflow::assemble::reference_of(addition).unwrap(),
                values: workflow::assemble::values_of(addition),
                written_at: at,
            };
            self.store.write(|writer| writer.put_line(&line)).unwrap();
        }
    }
}
