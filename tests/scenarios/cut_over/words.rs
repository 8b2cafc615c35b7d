//! The words of one sitting: saved whole or not at all, and what they tell together.

use super::{Agreement, accepted};
use domain::{agreement::PostingMode, ids::AdditionId};
use jiff::civil::date;
use store::DuplicateChoice;
use tests::{shown, simple::Draft, site::by_hand};
use workflow::{assemble::Takeover, choices::AdditionDecision};

#[tokio::test]
async fn where_one_word_is_refused_none_is_saved() {
    let agreement = Agreement::open(PostingMode::Adjustment, false).await;
    let found = agreement.look(&[]).await;
    let mut words = accepted(&found);
    let unbilled = found
        .lines
        .iter()
        .find(|line| !line.values.billable)
        .unwrap();
    let adopt = AdditionDecision::Adopt(agreement.other.clone());
    words.retain(|(addition, _)| *addition != unbilled.addition);
    words.push((unbilled.addition, Some(adopt)));
    let workflow = &agreement.simple.desk.workflow;
    let refused = workflow
        .decide_duplicates(agreement.simple.agreement, &words)
        .await
        .unwrap_err();
    assert!(refused.to_string().contains("not billable"), "{refused}");
    let after = agreement.look(&[]).await;
    assert!(after.lines.iter().all(|line| line.word.is_none()));
    // A word can be taken back before the upload.
    let (addition, _) = words[0];
    for word in [Some(AdditionDecision::Leave), None] {
        let expected = word.is_some().then_some(DuplicateChoice::Leave);
        workflow
            .decide_duplicates(agreement.simple.agreement, &[(addition, word)])
            .await
            .unwrap();
        assert_eq!(word_on(&agreement.look(&[]).await, addition), expected);
    }
}

fn word_on(found: &Takeover, addition: AdditionId) -> Option<DuplicateChoice> {
    let mut lines = found.lines.iter();
    lines.find(|line| line.addition == addition)?.word.clone()
}

/// Nothing tells what the subscription had before its history begins but the lines
/// that people made for it: together they do.
#[tokio::test]
async fn several_adopted_lines_together_tell_what_it_had() {
    let mut draft = Draft::new(false);
    let february = date(2026, 2, 1);
    for quantity in [6, 3] {
        let line = by_hand(&draft.site.world, draft.item, quantity, "20.00", february);
        draft.site.world.add(draft.agreement.0, line);
    }
    // A row that tells no old quantity: bought long before C3's history begins.
    draft.subscription.state.quantity = 9;
    draft.site.invoice(&draft.subscription, 1);
    let simple = draft.mapped().await;
    let workflow = &simple.desk.workflow;
    let sitting = workflow.sit_down(simple.agreement).await.unwrap();
    let found = workflow.cut_over(&sitting, &[]).unwrap();
    let words = accepted(&found);
    let adopt = Some(AdditionDecision::Adopt(simple.subscription.key()));
    assert!(words.iter().all(|(_, word)| *word == adopt), "{words:?}");
    workflow
        .decide_duplicates(simple.agreement, &words)
        .await
        .unwrap();
    let validated = simple.desk.validate(&simple.client.id).await;
    assert_eq!(
        shown::plan(&validated),
        [
            "adopt b261001: 6 × 20 from 2026-02-01",
            "adopt b2610011: 3 × 20 from 2026-02-01"
        ]
    );
}
