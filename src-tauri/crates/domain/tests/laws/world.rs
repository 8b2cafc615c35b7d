//! A small ConnectWise: agreements, additions in memory, and an invoice run.
//!
//! It refuses what ConnectWise refuses, and every operation that breaks the
//! first law; so each property that applies a plan tries the first law too.

use crate::calendar::{Calendar, count, days, plus};
use domain::{
    agreement::{AgreementTerms, NextInvoiceCovers, PostingMode, PricePeriods},
    cycle::AgreementCycle,
    ids::{AdditionId, AgreementId},
    line::{Action, BilledAs, Line, LineValues, Operation},
    money::Rounding,
    period::{Anchor, Periods},
    reference::{LineKind, Reference},
};
use jiff::civil::Date;
use proptest::test_runner::TestCaseError;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};

/// An agreement.
#[derive(Debug, Clone)]
pub(crate) struct Contract {
    pub(crate) id: AgreementId,
    pub(crate) calendar: Calendar,
    pub(crate) bill_start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) prorates: bool,
    pub(crate) mode: PostingMode,
    pub(crate) arrears: bool,
    pub(crate) bill_from: Option<Date>,
    pub(crate) prices: PricePeriods,
    /// First day of the period that the next invoice covers.
    pub(crate) next_first: Date,
    pub(crate) invoiced: bool,
}

impl Contract {
    pub(crate) fn open(&self) -> Date {
        self.next_first.max(self.bill_start)
    }

    /// The open period.
    pub(crate) fn period(&self) -> (Date, Date) {
        self.calendar.period(self.next_first)
    }

    pub(crate) fn begins(&self) -> Date {
        self.bill_from.unwrap_or(self.open()).max(self.bill_start)
    }

    /// The same in the words of the crate.
    pub(crate) fn terms(&self) -> AgreementTerms {
        let date = if self.arrears {
            plus(self.period().1, 1)
        } else {
            plus(self.next_first, 9)
        };
        AgreementTerms {
            id: self.id,
            periods: Periods {
                cycle: if self.calendar.yearly {
                    AgreementCycle::Yearly
                } else {
                    AgreementCycle::Monthly
                },
                anchor: self
                    .calendar
                    .contract
                    .map_or(Anchor::Calendar, Anchor::Contract),
            },
            bill_start: self.bill_start,
            end: self.end,
            next_invoice: self.invoiced.then_some(date),
            covers: if self.arrears {
                NextInvoiceCovers::Before
            } else {
                NextInvoiceCovers::Holding
            },
            prorates: self.prorates,
            mode: self.mode,
            bill_from: self.bill_from,
            prices: self.prices.clone(),
        }
    }
}

/// An addition.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub(crate) agreement: AgreementId,
    pub(crate) reference: Option<Reference>,
    pub(crate) values: LineValues,
    pub(crate) billed_as: Vec<BilledAs>,
    /// Days that an invoice covered, on agreements that prorate.
    pub(crate) billed: BTreeSet<Date>,
}

/// What one invoice billed for one addition.
#[derive(Debug, Clone)]
pub(crate) struct Bill {
    pub(crate) agreement: AgreementId,
    pub(crate) addition: AdditionId,
    days: Vec<Date>,
    pub(crate) kind: Option<LineKind>,
    pub(crate) quantity: Decimal,
    pub(crate) amount: Decimal,
    /// The period that it was made for.
    pub(crate) period: (Date, Date),
}

#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) contracts: BTreeMap<AgreementId, Contract>,
    pub(crate) additions: BTreeMap<AdditionId, Held>,
    pub(crate) bills: Vec<Bill>,
    pub(crate) rounding: Rounding,
    last_id: u32,
}

fn refused<T>(why: impl std::fmt::Debug) -> Result<T, TestCaseError> {
    Err(TestCaseError::fail(format!("{why:#?}")))
}

impl World {
    pub(crate) fn new(contracts: Vec<Contract>, rounding: Rounding) -> Self {
        Self {
            contracts: contracts.into_iter().map(|c| (c.id, c)).collect(),
            additions: BTreeMap::new(),
            bills: Vec::new(),
            rounding,
            last_id: 100,
        }
    }

    pub(crate) fn contract(&self, id: AgreementId) -> &Contract {
        &self.contracts[&id]
    }

    pub(crate) fn contract_mut(&mut self, id: AgreementId) -> &mut Contract {
        self.contracts.get_mut(&id).unwrap()
    }

    pub(crate) fn terms(&self) -> BTreeMap<AgreementId, AgreementTerms> {
        let terms = |contract: &Contract| (contract.id, contract.terms());
        self.contracts.values().map(terms).collect()
    }

    /// Our lines.
    pub(crate) fn lines(&self) -> Vec<Line> {
        let line = |(id, held): (&AdditionId, &Held)| {
            Some(Line {
                addition: *id,
                agreement: held.agreement,
                reference: held.reference.clone()?,
                values: held.values.clone(),
                billed_as: held.billed_as.clone(),
            })
        };
        self.additions.iter().filter_map(line).collect()
    }

    /// A person adds an addition.
    pub(crate) fn add(
        &mut self,
        agreement: AgreementId,
        reference: Option<Reference>,
        values: LineValues,
    ) -> AdditionId {
        self.last_id += 1;
        let id = AdditionId(self.last_id);
        let held = Held {
            agreement,
            reference,
            values,
            billed_as: Vec::new(),
            billed: BTreeSet::new(),
        };
        self.additions.insert(id, held);
        id
    }

    /// Carries out a plan as far as ConnectWise and the first law allow.
    pub(crate) fn apply(&mut self, operations: &[Operation]) -> Result<(), TestCaseError> {
        operations
            .iter()
            .try_for_each(|operation| match operation.action {
                Action::Create => self.create(operation),
                Action::Adopt => self.adopt(operation),
                Action::End | Action::Void | Action::Change => self.patch(operation),
            })
    }

    fn create(&mut self, operation: &Operation) -> Result<(), TestCaseError> {
        let contract = self.contract(operation.agreement);
        let values = &operation.after;
        let Some(reference) = operation.reference.clone() else {
            return refused(("created without a reference", operation));
        };
        if operation.before.is_some() || operation.addition.is_some() || !values.billable {
            return refused(("no creation", operation));
        }
        if values.effective < contract.bill_start {
            return refused(("effective before the billing start", operation));
        }
        if !contract.prorates && values.effective < contract.next_first {
            return refused(("this period has already been invoiced", operation));
        }
        if contract
            .end
            .is_some_and(|end| values.cancelled.is_none_or(|last| last > end))
        {
            return refused(("beyond the agreement's end", operation));
        }
        if values.span().is_empty() || reference.to_string().len() > 50 {
            return refused(("no line", operation));
        }
        let taken = |held: &Held| {
            held.agreement == operation.agreement && held.reference.as_ref() == Some(&reference)
        };
        if self.additions.values().any(taken) {
            return refused(("the reference is taken", operation));
        }
        self.add(operation.agreement, Some(reference), values.clone());
        Ok(())
    }

    fn standing(&mut self, operation: &Operation) -> Result<(Date, &mut Held), TestCaseError> {
        let open = self.contract(operation.agreement).open();
        match operation
            .addition
            .and_then(|id| self.additions.get_mut(&id))
        {
            Some(held) if Some(&held.values) == operation.before.as_ref() => Ok((open, held)),
            held => refused(("another line stands", held, operation)),
        }
    }

    fn adopt(&mut self, operation: &Operation) -> Result<(), TestCaseError> {
        let (_, held) = self.standing(operation)?;
        if operation.after != held.values || operation.reference.is_none() {
            return refused(("an adoption only writes the reference", operation));
        }
        held.reference = operation.reference.clone();
        Ok(())
    }

    fn patch(&mut self, operation: &Operation) -> Result<(), TestCaseError> {
        let (open, held) = self.standing(operation)?;
        let after = &operation.after;
        let same_but_end = LineValues {
            cancelled: held.values.cancelled,
            ..after.clone()
        } == held.values;
        if *after == held.values {
            return refused(("nothing changes", operation));
        }
        if held.values.effective < open
            && !(same_but_end && after.cancelled.is_none_or(|last| last >= plus(open, -1)))
        {
            return refused(("the first law", operation, open));
        }
        if after.effective < open && held.values.effective >= open {
            return refused(("moved onto invoiced days", operation, open));
        }
        if after.item != held.values.item {
            return refused(("the product of an addition is never changed", operation));
        }
        // One that was never billable and began on the eve of `open` is only ended.
        let is_free = held.values.effective >= open;
        let voided = is_free && !after.billable && after.cancelled == Some(after.effective);
        if (operation.action == Action::Void) != voided {
            return refused(("voiding", operation));
        }
        held.values = after.clone();
        Ok(())
    }

    /// Makes an agreement's next invoice.
    pub(crate) fn invoice(&mut self, agreement: AgreementId) {
        let contract = self.contract(agreement).clone();
        let period = contract.period();
        for (id, held) in &mut self.additions {
            if held.agreement != agreement {
                continue;
            }
            let billed = if contract.prorates {
                held.bill_days(&contract, period.1, self.rounding)
            } else {
                held.bill_in_full(period).map(|amount| (amount, Vec::new()))
            };
            self.bills.extend(billed.map(|(amount, days)| Bill {
                agreement,
                addition: *id,
                days,
                kind: held.reference.as_ref().map(|reference| reference.kind),
                quantity: held.values.quantity.abs(),
                amount,
                period,
            }));
        }
        let contract = self.contract_mut(agreement);
        contract.next_first = contract.calendar.after(period.0).0;
        contract.invoiced = true;
    }

    /// A person deletes an agreement's last invoice.
    pub(crate) fn take_back(&mut self, agreement: AgreementId) {
        let contract = self.contract_mut(agreement);
        let period = contract.calendar.period(plus(contract.next_first, -1));
        contract.next_first = period.0;
        let taken = |bill: &&Bill| bill.agreement == agreement && bill.period == period;
        for bill in self.bills.iter().filter(taken) {
            if let Some(held) = self.additions.get_mut(&bill.addition) {
                for day in &bill.days {
                    held.billed.remove(day);
                }
            }
        }
        self.bills
            .retain(|bill| bill.agreement != agreement || bill.period != period);
    }

    /// What all invoices came to.
    pub(crate) fn billed(&self) -> Decimal {
        self.bills.iter().map(|bill| bill.amount).sum()
    }
}

impl Held {
    /// An agreement that does not prorate bills a line that touches the period
    /// in full.
    fn bill_in_full(&self, (first, last): (Date, Date)) -> Option<Decimal> {
        let values = &self.values;
        let touches = values.billable
            && values.effective <= last
            && values
                .cancelled
                .is_none_or(|end| end >= first && end >= values.effective);
        touches.then(|| half_up(values.quantity * values.unit_price))
    }

    /// The first day that may not be billed yet.
    fn unbilled(&self, bill_start: Date) -> Date {
        let first = self.values.effective.max(bill_start);
        match (self.billed.first(), self.billed.last()) {
            (Some(from), Some(to))
                if *from == first
                    && usize::try_from(count(*from, *to)) == Ok(self.billed.len()) =>
            {
                plus(*to, 1)
            }
            _ => first,
        }
    }

    /// An agreement that prorates bills each day that it has not billed yet.
    fn bill_days(
        &mut self,
        contract: &Contract,
        last: Date,
        way: Rounding,
    ) -> Option<(Decimal, Vec<Date>)> {
        let values = &self.values;
        let last = values.cancelled.map_or(last, |end| end.min(last));
        if !values.billable {
            return None;
        }
        let mut periods: BTreeMap<(Date, Date), i64> = BTreeMap::new();
        let mut new = Vec::new();
        let mut period = contract.calendar.period(values.effective);
        for day in days(self.unbilled(contract.bill_start), last) {
            if day > period.1 {
                period = contract.calendar.period(day);
            }
            if self.billed.insert(day) {
                *periods.entry(period).or_default() += 1;
                new.push(day);
            }
        }
        let share = |price: Decimal| -> Decimal {
            let part = |((first, last), days): (&(Date, Date), &i64)| {
                price * Decimal::from(*days) / Decimal::from(count(*first, *last))
            };
            periods.iter().map(part).sum()
        };
        let amount = match way {
            Rounding::PerLine => half_up(share(values.quantity * values.unit_price)),
            Rounding::PerUnit => half_up(values.quantity * half_up(share(values.unit_price))),
        };
        (!new.is_empty()).then_some((amount, new))
    }
}

pub(crate) fn half_up(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
