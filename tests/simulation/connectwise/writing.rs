//! Creating and changing additions, with the server's own checks.
//!
//! The server also watches the promise that nothing an invoice may have covered
//! is ever rewritten, and keeps a list of writes that break it.

use super::{record::Addition, site::Site};
use connectwise::{AdditionChange, BillCustomer, Error, FieldError, NewAddition};
use jiff::{Timestamp, civil::Date};
use std::collections::BTreeSet;

impl Site {
    /// Creates an addition. `listed_from` is when lists begin to show it.
    pub(crate) fn create(
        &mut self,
        agreement: u32,
        new: &NewAddition,
        now: Timestamp,
        listed_from: Timestamp,
    ) -> Result<u32, Error> {
        let record = self.agreements.get(&agreement).ok_or_else(not_found)?;
        if new.effective_date < record.bill_start {
            return Err(invalid("effectiveDate", "is before the billing start"));
        }
        if !record.prorates && new.effective_date < record.open {
            return Err(invalid(
                "effectiveDate",
                "lies in a period that was invoiced",
            ));
        }
        check_dates(new.effective_date, new.cancelled_date)?;
        self.writes += 1;
        self.last_addition += 1;
        let id = self.last_addition;
        let addition = Addition {
            id,
            agreement,
            item: new.product,
            quantity: new.quantity,
            unit_price: new.unit_price,
            unit_cost: new.unit_cost,
            bill_customer: new.bill_customer,
            effective: new.effective_date,
            cancelled: new.cancelled_date,
            taxable: new.taxable_flag,
            serial: new.serial_number.clone(),
            text: Some(new.invoice_description.clone()),
            last_updated: now,
            listed_from,
            billed_days: BTreeSet::new(),
        };
        self.additions.insert(id, addition);
        Ok(id)
    }

    /// Billable additions that carry the reference of an earlier one.
    fn later_twins(&self) -> BTreeSet<u32> {
        let mut seen = BTreeSet::new();
        let billable = self.additions.values().filter(|one| one.is_billable());
        billable
            .filter(|one| one.serial.is_some())
            .filter(|one| !seen.insert((one.agreement, one.serial.clone())))
            .map(|one| one.id)
            .collect()
    }

    /// Changes an addition.
    pub(crate) fn patch(
        &mut self,
        agreement: u32,
        id: u32,
        changes: &[AdditionChange],
        now: Timestamp,
    ) -> Result<u32, Error> {
        let twins = self.later_twins();
        let record = self.agreements.get(&agreement).ok_or_else(not_found)?;
        let addition = self
            .additions
            .get_mut(&id)
            .filter(|a| a.agreement == agreement);
        let addition = addition.ok_or_else(not_found)?;
        let mut changed = addition.clone();
        changes
            .iter()
            .for_each(|change| apply(&mut changed, change));
        check_dates(changed.effective, changed.cancelled)?;
        let twin = changed.bill_customer == BillCustomer::DoNotBill
            && addition.billed_days.is_empty()
            && twins.contains(&id);
        let stranger = addition
            .serial
            .is_none()
            .then_some("Somebody else's addition was changed");
        if let Some(broken) = stranger
            .or_else(|| rewritten(addition, &changed, record.open))
            .filter(|_| !twin)
        {
            self.rewritten
                .push(format!("{broken}: {addition} became {changed}"));
        }
        self.writes += 1;
        changed.last_updated = now;
        *addition = changed;
        Ok(id)
    }
}

fn apply(addition: &mut Addition, change: &AdditionChange) {
    match change.clone() {
        AdditionChange::Quantity(quantity) => addition.quantity = quantity,
        AdditionChange::UnitPrice(price) => addition.unit_price = price,
        AdditionChange::UnitCost(cost) => addition.unit_cost = Some(cost),
        AdditionChange::BillCustomer(choice) => addition.bill_customer = choice,
        AdditionChange::EffectiveDate(day) => addition.effective = day,
        AdditionChange::CancelledDate(day) => addition.cancelled = day,
        AdditionChange::TaxableFlag(taxable) => addition.taxable = Some(taxable),
        AdditionChange::SerialNumber(serial) => addition.serial = Some(serial),
        AdditionChange::InvoiceDescription(text) => addition.text = Some(text),
        AdditionChange::CustomFields(_) => {}
    }
}

/// What a change does to days that an invoice may have covered, if anything.
fn rewritten(before: &Addition, after: &Addition, open: Date) -> Option<&'static str> {
    if before.effective >= open {
        return (after.effective < open).then_some("A line was moved into invoiced days");
    }
    let values = |addition: &Addition| {
        let Addition {
            item,
            quantity,
            unit_price,
            bill_customer,
            effective,
            ..
        } = addition;
        (*item, *quantity, *unit_price, *bill_customer, *effective)
    };
    if values(before) != values(after) {
        return Some("Invoiced values were changed");
    }
    let stays = |last: Option<Date>| last.is_none_or(|last| last.tomorrow().unwrap() >= open);
    let moved = before.cancelled != after.cancelled;
    (moved && !(stays(before.cancelled) && stays(after.cancelled)))
        .then_some("Invoiced days were cut or added")
}

fn check_dates(effective: Date, cancelled: Option<Date>) -> Result<(), Error> {
    match cancelled {
        Some(last) if last < effective => Err(invalid("cancelledDate", "is before effectiveDate")),
        _ => Ok(()),
    }
}

fn invalid(field: &str, message: &str) -> Error {
    let error = FieldError {
        code: "InvalidField".to_owned(),
        field: field.to_owned(),
        message: format!("{field} {message}"),
    };
    Error::Invalid {
        message: "addition object is invalid".to_owned(),
        fields: vec![error],
    }
}

fn not_found() -> Error {
    Error::NotFound {
        text: String::new(),
    }
}
