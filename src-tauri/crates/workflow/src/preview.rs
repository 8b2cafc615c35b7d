//! What the next invoices add up to, line by line: ConnectWise is read afresh and
//! planned, no record is left, and nothing is written anywhere.

use crate::{
    Workflow,
    assemble::{Assembled, Counted, Facts, InvoiceLine, NextInvoice, assemble, next_invoice},
    error::Error,
    gather::Gathered,
    listing::plain,
    progress::{Phase, Progress, Watcher, unwatched},
    read::Reader,
    validate::Scope,
};
use domain::{
    agreement::AgreementTerms,
    ids::{AdditionId, AgreementId, CustomerId, ItemId},
    line::Action,
    money::Share,
    period::{Period, previous},
    preview::is_invoiced_again,
    text::day,
};
use futures_util::{StreamExt, stream};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use tokio_util::sync::CancellationToken;

/// Customers that are read at once.
const AT_ONCE: usize = 4;

/// The next invoice of one agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AgreementPreview {
    /// The agreement.
    pub agreement: AgreementId,
    /// Its name.
    pub name: String,
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name.
    pub customer_name: String,
    /// ISO 4217 code of the amounts.
    pub currency: Option<String>,
    /// The period that the invoice covers.
    pub period: Period,
    /// What it adds up to without the plan.
    pub before: String,
    /// What it adds up to with the plan.
    pub after: String,
    /// Every addition of the agreement, and those that the plan creates.
    pub lines: Vec<PreviewLine>,
    /// What a person should know of it.
    pub notes: Vec<String>,
}

/// One addition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PreviewLine {
    /// Its number; none while it is to be created.
    pub addition: Option<AdditionId>,
    /// Accord's reference, where it is Accord's.
    pub reference: Option<String>,
    /// What the plan does with it; none where it leaves it as it is.
    pub operation: Option<Action>,
    /// Catalog item.
    pub item: ItemId,
    /// The item's identifier.
    pub item_name: String,
    /// The text on the invoice.
    pub what: String,
    /// What it comes to without the plan.
    pub before: String,
    /// What it comes to with the plan.
    pub after: String,
    /// How it comes to that with the plan.
    #[serde(flatten)]
    pub counted: CountedLine,
    /// How it came to what it does without the plan, where that is counted
    /// otherwise.
    pub was: Option<CountedLine>,
}

/// How an amount comes about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedLine {
    /// Units billed: without those that are included.
    pub quantity: String,
    /// Price of one unit for one period.
    pub unit_price: String,
    /// First day billed; none where it is not on the invoice.
    pub from: Option<Date>,
    /// Last day billed.
    pub to: Option<Date>,
    /// For each period that these days lie in, how many count, and of how many.
    pub days: Vec<CountedDays>,
    /// ConnectWise bills it by its days.
    pub prorated: bool,
    /// Of these days, those of earlier periods that ConnectWise catches up.
    pub caught_up: i32,
}

impl CountedLine {
    /// The days that count, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = self.days.iter();
        let parts: Vec<_> = parts
            .map(|CountedDays { days, of }| format!("{days} of {of}"))
            .collect();
        match (parts.is_empty(), self.prorated, self.caught_up) {
            (true, ..) => "not billed".to_owned(),
            (false, false, _) => "in full".to_owned(),
            (false, true, 0) => format!("{} days", parts.join(" + ")),
            (false, true, late) => format!("{} days, {late} caught up", parts.join(" + ")),
        }
    }
}

/// So many of so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CountedDays {
    /// Days that count.
    pub days: i32,
    /// Days of the period.
    pub of: i32,
}

impl Workflow {
    /// The next invoices of the mapped agreements of these customers.
    ///
    /// # Errors
    /// [`Error::Rule`] for a customer that is not mapped; a connection's error when
    /// ConnectWise cannot be read; [`Error::Cancelled`].
    pub async fn preview(
        &self,
        scope: &Scope,
        watcher: Watcher,
        cancel: CancellationToken,
    ) -> Result<Vec<AgreementPreview>, Error> {
        let customers = self.in_scope(scope)?;
        let connectwise = self.connectwise_client()?;
        let total = u32::try_from(customers.len()).unwrap_or(u32::MAX);
        let reader = Reader::new(connectwise, customers.len()).await?;
        let common = self.common()?;
        let (reader, common) = (&reader, &common);
        let read = |customer: CustomerId| async move {
            let gathered = self.facts(reader, common, &customer, None).await;
            (customer, gathered)
        };
        let mut reading = stream::iter(customers.into_iter().map(read)).buffered(AT_ONCE);
        let (mut previews, mut done) = (Vec::new(), 0);
        while let Some((customer, gathered)) = reading.next().await {
            let gathered = gathered?.ok_or_else(|| unmapped(&customer))?;
            previews.extend(of_customer(&gathered));
            done += 1;
            watcher(Progress {
                phase: Phase::Planning,
                done,
                total,
            });
            if cancel.is_cancelled() {
                return Err(Error::Cancelled);
            }
        }
        Ok(previews)
    }

    /// The next invoices of one customer's mapped agreements.
    ///
    /// # Errors
    /// As [`Self::preview`].
    pub async fn preview_of(&self, customer: &CustomerId) -> Result<Vec<AgreementPreview>, Error> {
        let scope = Scope::Customers(vec![customer.clone()]);
        self.preview(&scope, unwatched(), CancellationToken::new())
            .await
    }
}

fn unmapped(customer: &CustomerId) -> Error {
    Error::Rule(format!(
        "The C3 customer {customer} is not mapped to a ConnectWise company; it has no agreement to preview"
    ))
}

fn of_customer(gathered: &Gathered<'_>) -> Vec<AgreementPreview> {
    let facts = gathered.facts();
    let assembled = assemble(&facts);
    assembled
        .agreements
        .values()
        .map(|planned| {
            let invoice = next_invoice(&facts, &planned.terms, &assembled.operations);
            preview(&facts, &assembled, &planned.terms, invoice)
        })
        .collect()
}

fn preview(
    facts: &Facts<'_>,
    assembled: &Assembled,
    terms: &AgreementTerms,
    invoice: NextInvoice,
) -> AgreementPreview {
    let mut records = facts.reading.agreements.iter();
    let record = records.find(|agreement| agreement.id == terms.id.0);
    let currency = record.and_then(|record| record.currency.as_ref()?.currency_code.clone());
    AgreementPreview {
        agreement: terms.id,
        name: record.map_or_else(|| terms.id.to_string(), |record| record.name.clone()),
        customer: facts.customer.clone(),
        customer_name: facts.name.clone(),
        currency,
        period: terms.open_period(),
        before: amount(invoice.before),
        after: amount(invoice.after),
        notes: notes(assembled, terms, &invoice),
        lines: invoice.lines.into_iter().map(line).collect(),
    }
}

fn notes(assembled: &Assembled, terms: &AgreementTerms, invoice: &NextInvoice) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(end) = terms.end.filter(|_| !is_invoiced_again(terms)) {
        notes.push(format!(
            "The agreement ended on {} and was invoiced to its end: there is no next invoice",
            day(end)
        ));
    }
    if assembled.has_errors() {
        notes.push(
            "The customer does not validate: nothing of this plan is uploaded until the errors are mended"
                .to_owned(),
        );
    }
    if invoice.doubtful > 0 {
        let eve = previous(terms.open());
        let additions = match invoice.doubtful {
            1 => "1 addition".to_owned(),
            several => format!("{several} additions"),
        };
        notes.push(format!(
            "{additions} of the last invoiced period that this desktop did not make: counted as invoiced through {eve}. What was added after that invoice was made, ConnectWise catches up, and bills more than is shown here"
        ));
    }
    notes
}

fn line(line: InvoiceLine) -> PreviewLine {
    let InvoiceLine { before, after, .. } = line;
    let was = before.as_ref().filter(|before| **before != after);
    PreviewLine {
        addition: line.addition,
        reference: line.reference.map(|reference| reference.to_string()),
        operation: line.operation,
        item: line.item,
        item_name: line
            .item_name
            .unwrap_or_else(|| format!("item {}", line.item)),
        what: line.text.unwrap_or_default(),
        before: amount(before.as_ref().map_or(Decimal::ZERO, Counted::amount)),
        after: amount(after.amount()),
        was: was.map(counted),
        counted: counted(&after),
    }
}

fn counted(counted: &Counted) -> CountedLine {
    let billed = counted.billed.as_ref();
    let days = billed.map_or(&[][..], |billed| &billed.parts).iter();
    CountedLine {
        quantity: plain(counted.charge.quantity),
        unit_price: plain(counted.charge.unit_price),
        from: billed.map(|billed| billed.span.first),
        to: billed.and_then(|billed| billed.span.last),
        days: days
            .map(|Share { days, of }| CountedDays {
                days: *days,
                of: *of,
            })
            .collect(),
        prorated: billed.is_some_and(|billed| billed.prorated),
        caught_up: billed.map_or(0, |billed| billed.late),
    }
}

/// An amount, to the cent.
fn amount(amount: Decimal) -> String {
    format!("{amount:.2}")
}
