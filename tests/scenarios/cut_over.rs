//! Cut-over: an agreement full of hand-made lines is taken over in one sitting,
//! in every posting mode, and no day from `open` on is billed twice or not at all.

mod words;

use crate::oracle::{Calendar, Told, owed};
use domain::{agreement::PostingMode, ids::SubscriptionId, takeover::Proposal};
use jiff::civil::{Date, date};
use practice::connectwise::records::{Addition, BillCustomer};
use rust_decimal::Decimal;
use store::JobStatus;
use tests::{
    Simple, decimal, shown,
    simple::{Draft, morning},
    site::by_hand,
};
use uuid::Uuid;
use workflow::{
    assemble::Takeover,
    choices::{AdditionDecision, Word},
    mapping::AgreementChoices,
};

const OPEN: Date = date(2026, 10, 1);

/// One subscription of ten that become eight on 17 October, one of five; fifteen in
/// one line by hand, and what else people enter.
struct Agreement {
    simple: Simple,
    other: SubscriptionId,
    /// The line of another item.
    unrelated: u32,
}

impl Agreement {
    async fn open(mode: PostingMode, prorate: bool) -> Self {
        let mut draft = Draft::changed(prorate);
        let mut second = draft.subscription.clone();
        second.id = Some(Uuid::from_u128(0x5ec0_0000_0000_4000_8000_0000_0000_0005));
        second.state.quantity = 4;
        let row = second.count(morning(date(2026, 9, 20)), 5);
        draft.site.tell([row]);
        let february = date(2026, 2, 1);
        let mut enter = |quantity, price, change: fn(&mut Addition)| {
            let mut addition = by_hand(&draft.site.world, draft.item, quantity, price, february);
            change(&mut addition);
            let is_invoiced = addition.effective < Some(OPEN);
            let id = draft.site.world.add(draft.agreement.0, addition);
            if is_invoiced {
                let eve = OPEN.yesterday().unwrap();
                draft.site.world.billing.billed_through.insert(id, eve);
            }
            id
        };
        enter(15, "20.00", |_| {});
        enter(2, "20.00", |line| line.effective = Some(date(2026, 10, 5)));
        enter(4, "20.00", |line| {
            line.bill_customer = Some(BillCustomer::DoNotBill)
        });
        enter(6, "20.00", |line| line.less_included = decimal("2"));
        enter(1, "19.00", |line| line.cancelled = Some(date(2026, 11, 12)));
        let unrelated = enter(3, "7.00", |line| line.product.id = 501);
        let simple = draft.open().await;
        let (workflow, id) = (&simple.desk.workflow, &simple.client.id);
        workflow.map_customer(id, simple.client.company).unwrap();
        let choices = AgreementChoices {
            mode: Some(mode),
            ..AgreementChoices::default()
        };
        workflow
            .map_agreement(id, simple.agreement, choices)
            .unwrap();
        simple.map_product(&simple.desk);
        let other = second.key();
        Self {
            simple,
            other,
            unrelated,
        }
    }

    async fn look(&self, words: &[Word]) -> Takeover {
        let workflow = &self.simple.desk.workflow;
        let sitting = workflow.sit_down(self.simple.agreement).await.unwrap();
        workflow.cut_over(&sitting, words).unwrap()
    }

    async fn settles(&self) {
        let desk = &self.simple.desk;
        let validated = desk.validate(&self.simple.client.id).await;
        assert_eq!(
            validated.job.status,
            JobStatus::Success,
            "{:?}",
            validated.findings
        );
        let uploaded = desk.upload(&validated).await;
        assert_eq!(
            uploaded.job.status,
            JobStatus::Success,
            "{:?}",
            uploaded.findings
        );
        let after = desk.validate(&self.simple.client.id).await;
        assert_eq!(after.job.status, JobStatus::Success, "{:?}", after.findings);
        assert_eq!(shown::plan(&after), [""; 0]);
    }

    /// What base lines and hand-made ones of the item say together on a day.
    fn standing(&self, day: Date) -> Decimal {
        let is_base = |addition: &Addition| {
            let reference = addition.serial_number.as_deref().unwrap_or_default();
            !reference.contains(":a") && !reference.contains(":s")
        };
        let lines = self.simple.office.billing(self.simple.agreement);
        lines
            .iter()
            .filter(|line| line.product.id == self.simple.item.0 && is_base(line))
            .filter(|line| line.effective.is_some_and(|first| first <= day))
            .filter(|line| line.cancelled.is_none_or(|last| last >= day))
            .map(|line| line.quantity - line.less_included)
            .sum()
    }

    /// What the invoices of October and November bill for the item, and what October's
    /// comes to as a whole.
    fn billed(&self) -> (Decimal, Decimal) {
        let (mut billed, mut wholes) = (Decimal::ZERO, Vec::new());
        for today in [date(2026, 11, 1), date(2026, 12, 1)] {
            self.simple.office.go_to(today);
            let lines = self.simple.office.invoice(self.simple.agreement);
            wholes.push(lines.iter().map(|line| line.amount).sum());
            let lines = lines.iter().filter(|line| line.addition != self.unrelated);
            billed += lines.map(|line| line.amount).sum::<Decimal>();
        }
        (billed, wholes[0])
    }
}

/// Each line's proposal, as a word.
fn accepted(found: &Takeover) -> Vec<Word> {
    let asked = found.lines.iter().filter(|line| line.needs_word);
    asked
        .map(|line| {
            let word = match &line.proposal {
                Proposal::Adopt(subscription, _) => AdditionDecision::Adopt(subscription.clone()),
                Proposal::End(_) => AdditionDecision::End,
                Proposal::Leave(_) => AdditionDecision::Leave,
            };
            (line.addition, Some(word))
        })
        .collect()
}

/// Licences on a day, by the mode.
fn expected(mode: PostingMode, day: Date) -> i64 {
    let counts = match mode {
        PostingMode::Dated => day,
        PostingMode::Adjustment | PostingMode::Single | PostingMode::Quantity => {
            day.last_of_month()
        }
    };
    5 + if counts < date(2026, 10, 17) { 10 } else { 8 }
}

fn owed_by_days() -> Decimal {
    let price = decimal("20.00");
    let told = |at: Date, quantity| Told {
        at: at.at(0, 0, 0, 0),
        quantity,
        price,
    };
    let calendar = Calendar {
        first: date(2026, 1, 1),
        months: 1,
    };
    let both = [
        vec![told(OPEN, 10), told(date(2026, 10, 17), 8)],
        vec![told(OPEN, 5)],
    ];
    let last = date(2026, 11, 30);
    both.iter()
        .map(|told| owed(told, calendar, OPEN, last))
        .sum()
}

async fn is_taken_over(mode: PostingMode, prorate: bool) {
    let agreement = Agreement::open(mode, prorate).await;
    let office = &agreement.simple.office;

    let before = agreement.look(&[]).await;
    assert!(!before.is_even, "{}", before.says);
    assert_eq!(before.says, "5 lines are not decided yet");
    let asked = before.lines.iter().filter(|line| line.needs_word);
    assert_eq!(asked.count(), 5);
    let words = accepted(&before);

    let effect = agreement.look(&words).await;
    assert_eq!(effect.obstacles, [""; 0]);
    assert!(effect.is_even, "{:?}", effect.subscriptions);
    assert!(effect.says.contains("no day has a gap"), "{}", effect.says);
    let days: Vec<_> = effect
        .subscriptions
        .iter()
        .flat_map(|one| &one.days)
        .collect();
    assert!(
        days.iter().all(|days| days.says == "No gap, no overlap"),
        "{days:?}"
    );
    assert_eq!(effect.invoice.before, before.invoice.before);
    // Looking saves nothing.
    assert!(
        agreement
            .look(&[])
            .await
            .lines
            .iter()
            .all(|line| line.word.is_none())
    );

    let writes = office.writes();
    let workflow = &agreement.simple.desk.workflow;
    workflow
        .decide_duplicates(agreement.simple.agreement, &words)
        .await
        .unwrap();
    assert_eq!(office.writes(), writes, "deciding writes nothing");
    agreement.settles().await;

    let mut day = OPEN;
    while day < date(2027, 1, 1) {
        let expected = Decimal::from(expected(mode, day));
        assert_eq!(
            agreement.standing(day),
            expected,
            "{mode:?} {day}: {:#?}",
            office.lines(agreement.simple.agreement)
        );
        day = day.tomorrow().unwrap();
    }
    // What was invoiced by hand stays as it was invoiced.
    let eve = date(2026, 9, 30);
    assert_eq!(agreement.standing(eve), Decimal::from(15 + 4 + 1));

    let (billed, october) = agreement.billed();
    let owed = match mode {
        PostingMode::Quantity => Decimal::from(2 * 13 * 20),
        _ => owed_by_days(),
    };
    let off = (billed - owed).abs();
    assert!(
        off <= decimal("0.03"),
        "{mode:?}: billed {billed}, owed {owed}"
    );
    assert_eq!(
        effect.invoice.after, october,
        "{mode:?}: as it was foretold"
    );
    // Nothing is left to do.
    let after = agreement.look(&[]).await;
    assert!(after.is_even, "{:?}", after.subscriptions);
}

#[tokio::test]
async fn dated_lines_take_over_without_gap_or_overlap() {
    is_taken_over(PostingMode::Dated, true).await;
}

#[tokio::test]
async fn line_and_adjustment_take_over_without_gap_or_overlap() {
    is_taken_over(PostingMode::Adjustment, false).await;
}

#[tokio::test]
async fn single_lines_take_over_without_gap_or_overlap() {
    is_taken_over(PostingMode::Single, false).await;
}

#[tokio::test]
async fn quantity_only_takes_over_without_gap_or_overlap() {
    is_taken_over(PostingMode::Quantity, false).await;
    is_taken_over(PostingMode::Quantity, true).await;
}

#[tokio::test]
async fn a_summed_line_becomes_one_subscriptions_and_the_other_gets_its_own() {
    let agreement = Agreement::open(PostingMode::Adjustment, false).await;
    let found = agreement.look(&[]).await;
    let summed = found
        .lines
        .iter()
        .find(|line| line.values.quantity == Decimal::from(15))
        .unwrap();
    let largest = agreement.simple.subscription.key();
    let word = Proposal::Adopt(largest.clone(), domain::takeover::Reason::Summed(2));
    assert_eq!(summed.proposal, word);
    assert!(
        summed.reason.contains("2 subscriptions in one line"),
        "{}",
        summed.reason
    );
    let effect = agreement.look(&accepted(&found)).await;
    let other = effect
        .subscriptions
        .iter()
        .find(|one| one.subscription == agreement.other)
        .unwrap();
    assert_eq!(other.days[0].by_hand, Decimal::ZERO);
    assert_eq!(other.days[0].stands, Decimal::from(5));
}

#[tokio::test]
async fn what_is_left_of_the_same_item_is_said_to_stay_beside() {
    let agreement = Agreement::open(PostingMode::Adjustment, false).await;
    let found = agreement.look(&[]).await;
    let mut words = accepted(&found);
    let ends = words
        .iter_mut()
        .find(|(_, word)| *word == Some(AdditionDecision::End))
        .unwrap();
    ends.1 = Some(AdditionDecision::Leave);
    let effect = agreement.look(&words).await;
    let mut days = effect.subscriptions.iter().flat_map(|one| &one.days);
    assert!(
        days.any(|days| days.says.contains("by hand stay beside it")),
        "{:?}",
        effect.subscriptions
    );
}
