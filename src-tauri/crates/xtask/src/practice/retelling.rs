//! What happened, in words for people: mappings, plans and what became of them.

use std::io::{self, Write};

use super::job::{Change, Job};
use super::names::Names;
use super::story::Customer;

/// Tells which customer's products go on which agreement's items.
pub(super) fn mappings(out: &mut impl Write, names: &Names, story: &[Customer]) -> io::Result<()> {
    writeln!(out, "\nMapped")?;
    for customer in story {
        let (from, to) = (
            names.customer(&customer.customer),
            names.company(customer.company),
        );
        writeln!(out, "  {from} is {to}")?;
        for agreement in &customer.agreements {
            writeln!(out, "    {}", names.agreement(agreement.agreement))?;
            for product in &agreement.products {
                let item = names.item(product.item);
                writeln!(out, "      {} as {item}", product.product)?;
            }
        }
    }
    Ok(())
}

/// Tells what a Validate record plans.
pub(super) fn plan(out: &mut impl Write, names: &Names, job: &Job) -> io::Result<()> {
    writeln!(out, "\nValidate record {}: {}", job.id, job.status)?;
    findings(out, job)?;
    if job.plan.is_empty() {
        return writeln!(out, "  nothing to write");
    }
    changes(out, names, &job.plan)
}

/// Tells what an Export record did.
pub(super) fn export(out: &mut impl Write, names: &Names, job: &Job) -> io::Result<()> {
    writeln!(out, "\nExport record {}: {}", job.id, job.status)?;
    findings(out, job)?;
    if job.operations.is_empty() {
        return writeln!(out, "  nothing was written");
    }
    changes(out, names, &job.operations)
}

fn findings(out: &mut impl Write, job: &Job) -> io::Result<()> {
    for finding in &job.findings {
        writeln!(out, "  {finding}")?;
    }
    Ok(())
}

/// The changes, each agreement's under its name.
fn changes(out: &mut impl Write, names: &Names, changes: &[Change]) -> io::Result<()> {
    let mut last = None;
    for change in changes {
        if last.replace(change.agreement) != Some(change.agreement) {
            writeln!(out, "  {}", names.agreement(change.agreement))?;
        }
        writeln!(out, "    {}", sentence(names, change))?;
    }
    Ok(())
}

/// `create M365-E1 (77): 10 × 20.00, from 2026-10-17; confirmed as addition 9001`
fn sentence(names: &Names, change: &Change) -> String {
    let mut text = change.operation.clone();
    if let Some(item) = change.item {
        text.push_str(&format!(" {}", names.item(item)));
    }
    if let (Some(quantity), Some(price)) = (&change.quantity, &change.unit_price) {
        text.push_str(&format!(": {quantity} × {price}"));
    }
    if let Some(day) = &change.effective_date {
        text.push_str(&format!(", from {day}"));
    }
    if let Some(day) = &change.cancelled_date {
        text.push_str(&format!(", through {day}"));
    }
    if let Some(state) = &change.state {
        text.push_str(&format!("; {state}"));
    }
    if let Some(addition) = change.addition {
        text.push_str(&format!(" as addition {addition}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{export, mappings, plan};
    use crate::practice::job::Job;
    use crate::practice::names::Names;
    use crate::practice::story::Customer;

    fn told(tell: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
        let mut out = Vec::new();
        tell(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn job(json: &str) -> Job {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn mappings_are_told_from_customer_down_to_item() {
        let story: Vec<Customer> = serde_json::from_str(
            r#"[{"customer":"C-1","company":250,"agreements":[{"agreement":41,"products":[{"product":"monthly:E1","item":77}]}]}]"#,
        )
        .unwrap();
        assert_eq!(
            told(|out| mappings(out, &Names::default(), &story)),
            "\nMapped\n  C-1 is 250\n    41\n      monthly:E1 as 77\n"
        );
    }

    #[test]
    fn a_plan_is_told_by_agreement() {
        let job = job(
            r#"{"id":1,"kind":"validate","status":"success","findings":[{"customer":"Contoso","subscription":null,"severity":"warning","code":"price-zero","message":"the price is 0"}],
            "plan":[{"agreement":41,"operation":"create","addition":null,"item":77,"quantity":"10","unit_price":"20.00","effective_date":"2026-10-17","cancelled_date":null,"before":null},
                    {"agreement":41,"operation":"end","addition":9001,"cancelled_date":"2026-10-16"},
                    {"agreement":42,"operation":"create","item":78}]}"#,
        );
        assert_eq!(
            told(|out| plan(out, &Names::default(), &job)),
            "\nValidate record 1: success\n  warning price-zero, Contoso: the price is 0\n  41\n    create 77: 10 × 20.00, from 2026-10-17\n    end, through 2026-10-16 as addition 9001\n  42\n    create 78\n"
        );
    }

    #[test]
    fn an_upload_tells_what_became_of_each_change() {
        let some = job(
            r#"{"id":2,"status":"success","operations":[{"agreement":41,"operation":"create","item":77,"state":"confirmed","addition":9001}]}"#,
        );
        let none = job(r#"{"id":4,"status":"success"}"#);
        assert_eq!(
            told(|out| export(out, &Names::default(), &some)),
            "\nExport record 2: success\n  41\n    create 77; confirmed as addition 9001\n"
        );
        assert_eq!(
            told(|out| export(out, &Names::default(), &none)),
            "\nExport record 4: success\n  nothing was written\n"
        );
    }
}
