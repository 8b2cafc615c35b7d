//! Accord and the world together: plan, apply, invoice, step by step.

use crate::{
    oracle::{Had, Oracle, Raw},
    scenario::Scenario,
    shown,
    world::World,
};
use domain::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    ledger::{ChangedAt, HistoryRow, Values},
    line::Line,
    plan::{self, Rules, Subject, SubscriptionPlan, Target},
    reference::Reference,
    text::Template,
    timeline::{self, Event, Opening, OpeningSource, ProductName, Timeline},
};
use jiff::civil::Date;
use proptest::test_runner::TestCaseError;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) type Tried = Result<(), TestCaseError>;

/// What just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Applied,
    /// Invoices were made; `true` when everything known was uploaded before.
    Invoiced(bool),
}

/// Accord's side, and the world.
#[derive(Debug, Clone)]
pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) oracle: Oracle,
    pub(crate) targets: BTreeMap<ProductName, Target>,
    pub(crate) rules: Rules,
    pub(crate) vanished: Vec<Line>,
    pub(crate) adopting: BTreeMap<AdditionId, Reference>,
    pub(crate) subscription: SubscriptionId,
    /// The first day that this desktop knows.
    pub(crate) known_since: Date,
    /// The lines that it made, where another one made some.
    pub(crate) made_here: BTreeSet<AdditionId>,
}

pub(crate) fn product(at: usize) -> ProductName {
    ProductName::new(["Microsoft 365 E3", "Microsoft 365 E5"][at])
}

impl Stage {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let target = |(at, (agreement, item)): (usize, &(AgreementId, _))| {
            let target = Target {
                agreement: *agreement,
                item: *item,
                catalog_price: None,
            };
            (product(at), target)
        };
        Self {
            world: World::new(scenario.contracts.clone(), scenario.rounding),
            oracle: Oracle {
                initial: scenario.initial.clone(),
                known: Vec::new(),
                suspended: scenario.suspended,
            },
            targets: scenario.targets.iter().enumerate().map(target).collect(),
            rules: Rules {
                rounding: scenario.rounding,
                suspended: scenario.suspended,
                text: Template::default(),
            },
            vanished: Vec::new(),
            adopting: BTreeMap::new(),
            subscription: SubscriptionId::new("0f8fad5b-d9cb-469f-a165-70867728950e"),
            known_since: Date::MIN,
            made_here: BTreeSet::new(),
        }
    }

    pub(crate) fn hear(&mut self, history: &[Raw], step: usize) {
        let news = history.iter().filter(|raw| raw.reported == step);
        self.oracle.known.extend(news.cloned());
    }

    pub(crate) fn timeline(&self) -> Timeline {
        let opening = Opening {
            product: product(self.oracle.initial.product),
            quantity: self.oracle.initial.quantity,
            price: Some(self.oracle.initial.price),
            source: OpeningSource::User,
        };
        let built = timeline::build(&events(&self.oracle), Some(&opening), &[]);
        built.timeline.unwrap()
    }

    pub(crate) fn lines(&self) -> Vec<Line> {
        let mut lines = self.world.lines();
        lines.retain(|line| *line.subscription() == self.subscription);
        lines.extend(self.adopting.iter().map(|(id, reference)| {
            let held = &self.world.additions[id];
            Line {
                addition: *id,
                agreement: held.agreement,
                reference: reference.clone(),
                values: held.values.clone(),
                billed_as: Vec::new(),
            }
        }));
        lines
    }

    pub(crate) fn plan(&self) -> SubscriptionPlan {
        let adopting: BTreeSet<AdditionId> = self.adopting.keys().copied().collect();
        let subject = Subject {
            subscription: &self.subscription,
            timeline: &self.timeline(),
            targets: &self.targets,
            lines: &self.lines(),
            adopting: &adopting,
            vanished: &self.vanished,
            known_since: self.known_since,
            made_here: &self.made_here,
        };
        plan::plan(&subject, &self.world.terms(), &self.rules)
    }

    /// Validates and uploads.
    pub(crate) fn upload(&mut self) -> Tried {
        let plan = self.plan();
        self.world.apply(&plan.operations)?;
        self.adopting.clear();
        Ok(())
    }

    pub(crate) fn invoice(&mut self) {
        let agreements: Vec<AgreementId> = self.world.contracts.keys().copied().collect();
        for agreement in agreements {
            self.world.invoice(agreement);
        }
    }

    /// Whether an agreement's life is over, so that nothing can be put right.
    pub(crate) fn is_over(&self) -> bool {
        self.world
            .contracts
            .values()
            .any(|contract| contract.end.is_some_and(|end| end < contract.open()))
    }

    /// Fails unless nothing is left to do.
    pub(crate) fn is_settled(&self) -> Tried {
        let plan = self.plan();
        if plan.operations.is_empty() {
            return Ok(());
        }
        Err(TestCaseError::fail(format!(
            "left to do:\n{}standing:\n{}",
            shown::operations(&plan.operations),
            shown::lines(&self.lines())
        )))
    }
}

/// The ledger: each event with the old values that the one before it left.
pub(crate) fn events(oracle: &Oracle) -> Vec<Event> {
    let mut known: Vec<(usize, &Raw)> = oracle.known.iter().enumerate().collect();
    known.sort_by_key(|(_, raw)| (raw.day, raw.moment));
    let mut before = oracle.initial.clone();
    let event = |(at, raw): (usize, &Raw)| {
        let old = std::mem::replace(&mut before, raw.now.clone());
        Event {
            id: i64::try_from(at).unwrap(),
            instant: jiff::tz::TimeZone::UTC
                .to_timestamp(raw.day.at(8, 0, 0, 0))
                .unwrap()
                + jiff::SignedDuration::from_secs(raw.moment.into()),
            day: raw.day,
            row: row(&old, &raw.now, raw),
            decision: None,
        }
    };
    known.into_iter().map(event).collect()
}

fn row(old: &Had, new: &Had, raw: &Raw) -> HistoryRow {
    let values = |had: &Had| Values {
        quantity: had.quantity,
        price: Some(had.price),
        status: (had.quantity != Decimal::ZERO).then(|| had.status.clone()),
    };
    HistoryRow {
        customer: CustomerId::new("c"),
        customer_name: "Contoso".to_owned(),
        tenant: None,
        tenant_name: None,
        subscription: None,
        owner_kind: None,
        owner: None,
        product: product(raw.now.product).shown().to_owned(),
        changed_at: ChangedAt::parse(&format!("{}T08:00:00", raw.day)).unwrap(),
        old: values(old),
        new: values(new),
        created_by: None,
    }
}

/// Plays a scenario, and lets `check` look after each upload and each invoice.
/// A last upload and invoice come when everything is known.
pub(crate) fn play(
    scenario: &Scenario,
    mut check: impl FnMut(Moment, &Stage) -> Tried,
) -> Result<Stage, TestCaseError> {
    let mut stage = Stage::new(scenario);
    for _ in 0..scenario.forgotten {
        stage.invoice();
    }
    let uploads = scenario.uploads.iter().copied().chain([true, true]);
    for (step, upload) in uploads.enumerate() {
        if stage.is_over() {
            break;
        }
        stage.hear(&scenario.history, step);
        if upload {
            stage.upload()?;
            check(Moment::Applied, &stage)?;
        }
        stage.invoice();
        check(Moment::Invoiced(upload), &stage)?;
    }
    Ok(stage)
}
