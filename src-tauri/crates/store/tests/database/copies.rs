//! The copy of ConnectWise: what was read last, and what is gone.

use super::sample::*;
use domain::{
    cycle::AgreementCycle,
    ids::{AdditionId, AgreementId, CompanyId, ItemId},
};
use jiff::Timestamp;
use store::{Addition, Agreement, Company, Item, Search, Store};

const LATER: &str = "2026-10-18T09:30:00Z";

fn company(id: u32, read_at: Timestamp) -> Company {
    Company {
        id: CompanyId(id),
        identifier: format!("company{id}"),
        name: format!("Company {id}"),
        status: Some("Active".into()),
        city: None,
        currency: Some("EUR".into()),
        deleted: false,
        gone: false,
        read_at,
    }
}

fn agreement(id: u32, of: u32, read_at: Timestamp) -> Agreement {
    Agreement {
        id: AgreementId(id),
        company: CompanyId(of),
        name: format!("Agreement {id}"),
        kind: Some("Cloud".into()),
        parent: None,
        billing_cycle: Some(2),
        billing_cycle_name: Some("Monthly (cal)".into()),
        billing_options: Some("Monthly".into()),
        cycle: Some(AgreementCycle::Monthly),
        invoicing_cycle: Some("CalendarYear".into()),
        status: Some("Active".into()),
        cancelled: false,
        start: Some(day("2026-01-01")),
        end: None,
        bill_start: Some(day("2026-01-01")),
        next_invoice: Some(day("2026-11-01")),
        prorates: true,
        invoice_prorated_additions: None,
        period_type: Some("Current".into()),
        currency: Some("EUR".into()),
        last_updated: Some(read_at),
        gone: false,
        read_at,
    }
}

fn item(id: u32, read_at: Timestamp) -> Item {
    Item {
        id: ItemId(id),
        identifier: format!("M365-{id}"),
        description: Some("Microsoft 365".into()),
        class: Some("Agreement".into()),
        inactive: false,
        price: Some(decimal("20.1000")),
        cost: None,
        taxable: Some(true),
        last_updated: None,
        gone: false,
        read_at,
    }
}

fn addition(id: u32, on: u32, read_at: Timestamp) -> Addition {
    Addition {
        id: AdditionId(id),
        agreement: AgreementId(on),
        company: COMPANY,
        item: ItemId(700),
        item_identifier: Some("M365-700".into()),
        quantity: Some(decimal("10.00")),
        less_included: None,
        unit_price: Some(decimal("20.1")),
        unit_cost: None,
        bill_customer: "Billable".into(),
        effective: Some(day("2026-10-17")),
        cancelled: None,
        taxable: Some(true),
        serial_number: Some(format!("{SUBSCRIPTION}:b261017")),
        reference: Some(reference("b261017")),
        text: Some("Microsoft 365 E1".into()),
        last_updated: Some(read_at),
        gone: false,
        read_at,
    }
}

#[test]
fn what_was_read_is_found_as_it_was_read() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.put_companies(&[company(7, now())])?;
            writer.put_agreements(&[agreement(70, 7, now())])?;
            writer.put_items(&[item(700, now())])?;
            writer.put_additions(&[addition(7000, 70, now())])
        })
        .expect("put");
    store
        .read(|reader| {
            assert_eq!(reader.company(COMPANY)?, Some(company(7, now())));
            assert_eq!(reader.agreement(AGREEMENT)?, Some(agreement(70, 7, now())));
            assert_eq!(reader.item(ItemId(700))?, Some(item(700, now())));
            let read = Some(addition(7000, 70, now()));
            assert_eq!(reader.addition(AdditionId(7000))?, read);
            assert_eq!(reader.additions_on(AGREEMENT)?.pop(), read);
            assert_eq!(reader.additions_of(COMPANY)?.pop(), read);
            assert_eq!(reader.additions_with(&reference("b261017"))?.pop(), read);
            assert!(reader.additions_with(&reference("b261018"))?.is_empty());
            let items = reader.items(&Search::first("microsoft m365", 10))?;
            assert_eq!(items.total, 1);
            Ok(())
        })
        .expect("read");
}

#[test]
fn what_was_not_read_again_is_gone_and_stays() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.put_companies(&[company(7, now()), company(8, now())])?;
            writer.put_companies(&[company(8, at(LATER))])?;
            assert_eq!(writer.mark_companies_gone(at(LATER))?, 1);
            writer.put_items(&[item(700, now()), item(701, now())])?;
            writer.put_items(&[item(701, at(LATER))])?;
            assert_eq!(writer.mark_items_gone(at(LATER))?, 1);
            Ok(())
        })
        .expect("put");
    store
        .read(|reader| {
            let offered = reader.companies(&Search::all())?;
            assert_eq!((offered.total, offered.items[0].id), (1, CompanyId(8)));
            assert!(reader.company(COMPANY)?.expect("kept").gone);
            assert_eq!(reader.items(&Search::all())?.total, 1);
            assert!(reader.item(ItemId(700))?.expect("kept").gone);
            Ok(())
        })
        .expect("read");
}

#[test]
fn what_comes_back_is_there_again() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.put_companies(&[company(7, now())])?;
            writer.mark_company_gone(COMPANY)?;
            writer.put_items(&[item(700, now())])?;
            writer.mark_item_gone(ItemId(700))?;
            assert!(writer.company(COMPANY)?.expect("kept").gone);
            assert!(writer.item(ItemId(700))?.expect("kept").gone);
            writer.put_companies(&[company(7, at(LATER))])?;
            assert!(!writer.company(COMPANY)?.expect("there").gone);
            Ok(())
        })
        .expect("put");
}

#[test]
fn deleted_companies_are_not_offered() {
    let store = Store::in_memory().expect("a store");
    let deleted = Company {
        deleted: true,
        ..company(7, now())
    };
    store
        .write(|writer| writer.put_companies(&[deleted]))
        .expect("put");
    let offered = store
        .read(|reader| reader.companies(&Search::all()))
        .expect("read");
    assert_eq!(offered.total, 0);
}

#[test]
fn agreements_are_gone_per_company_or_in_all() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            let all = [
                agreement(70, 7, now()),
                agreement(71, 7, now()),
                agreement(80, 8, now()),
            ];
            writer.put_agreements(&all)?;
            writer.put_agreements(&[agreement(71, 7, at(LATER))])?;
            assert_eq!(writer.mark_agreements_gone(Some(COMPANY), at(LATER))?, 1);
            let of_company = writer.agreements_of(COMPANY)?;
            assert_eq!(
                of_company.iter().map(|a| a.gone).collect::<Vec<_>>(),
                [true, false]
            );
            assert_eq!(writer.count_agreements()?, 2);
            assert_eq!(writer.mark_agreements_gone(None, at(LATER))?, 1);
            assert_eq!(writer.count_agreements()?, 1);
            Ok(())
        })
        .expect("put");
}

#[test]
fn additions_are_gone_per_agreement() {
    let store = Store::in_memory().expect("a store");
    store
        .write(|writer| {
            writer.put_additions(&[addition(1, 70, now()), addition(2, 71, now())])?;
            assert_eq!(writer.mark_additions_gone(AGREEMENT, at(LATER))?, 1);
            assert!(writer.additions_on(AGREEMENT)?.is_empty());
            assert!(writer.addition(AdditionId(1))?.expect("kept").gone);
            assert_eq!(writer.additions_of(COMPANY)?.len(), 1);
            Ok(())
        })
        .expect("put");
}
