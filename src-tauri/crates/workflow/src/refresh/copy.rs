//! From the systems' records to the local copy's.

use connectwise::{
    Addition, Agreement, BillCustomer, BillingCycle, CatalogItem, Company, Currency,
};
use domain::{
    cycle::AgreementCycle,
    ids::{AdditionId, AgreementId, CompanyId, CustomerId, ItemId, TenantId},
};
use jiff::Timestamp;
use std::collections::BTreeMap;
use store::MatchTraits;

/// A C3 customer.
pub(super) fn customer(customer: c3::Customer) -> store::Customer {
    let domains: Vec<String> = customer
        .tenants
        .into_iter()
        .filter_map(|tenant| tenant.domain)
        .collect();
    store::Customer {
        name: if customer.name.is_empty() {
            customer.id.to_string()
        } else {
            customer.name
        },
        id: customer.id,
        domain: (!domains.is_empty()).then(|| domains.join(" ")),
        currency: customer.currency,
        city: customer.city,
    }
}

/// What else tells a C3 customer apart; `None` where nothing does.
pub(super) fn customer_traits(customer: &c3::Customer) -> Option<MatchTraits> {
    Some(MatchTraits {
        id: customer.id.to_string(),
        number: Some(customer.billing_reference.clone()?),
        website: None,
    })
}

/// What else tells a company apart; `None` where nothing does.
pub(super) fn company_traits(company: &Company) -> Option<MatchTraits> {
    let (number, website) = (&company.account_number, &company.website);
    (number.is_some() || website.is_some()).then(|| MatchTraits {
        id: company.id.to_string(),
        number: number.clone(),
        website: website.clone(),
    })
}

/// An offer; one without a billing cycle tells nothing. Offers that are no
/// longer sold count: subscriptions to them go on.
pub(super) fn offer(offer: c3::Offer) -> Option<store::Offer> {
    Some(store::Offer {
        id: offer
            .internal_product_id
            .or(offer.provider_reference)
            .unwrap_or_default(),
        name: offer.name,
        plan: offer.plan,
        cycle: offer.cycle?,
        sale_price: offer.sale_price,
        currency: offer.currency,
    })
}

/// A line of an invoice; one that names no subscription, product or quantity
/// tells nothing. Lines name a tenant rather than a customer.
pub(super) fn invoice_line(
    line: c3::InvoiceLine,
    tenants: &BTreeMap<TenantId, CustomerId>,
) -> Option<store::InvoiceLine> {
    let of_tenant = line.tenant.as_ref().and_then(|tenant| tenants.get(tenant));
    Some(store::InvoiceLine {
        customer: line.customer.or_else(|| of_tenant.cloned()),
        tenant: line.tenant,
        subscription: line.subscription?,
        product: line.product?,
        quantity: line.quantity?,
        unit_price: line.unit_price,
        cycle: line.cycle,
        charge_start: line.charge_start,
        charge_end: line.charge_end,
        period: line.invoice_number.unwrap_or_default(),
    })
}

/// A company.
pub(super) fn company(company: Company, at: Timestamp) -> store::Company {
    store::Company {
        id: CompanyId(company.id),
        identifier: company.identifier,
        name: company.name,
        status: company.status.and_then(|status| status.name),
        city: company.city,
        currency: company.currency.and_then(code),
        deleted: company.deleted_flag == Some(true),
        gone: false,
        read_at: at,
    }
}

fn code(currency: Currency) -> Option<String> {
    currency.currency_code.or(currency.currency_identifier)
}

/// An agreement, with how often its billing cycle bills; `None` for one that
/// belongs to no company.
pub(super) fn agreement(
    agreement: Agreement,
    cycles: &BTreeMap<u32, BillingCycle>,
    at: Timestamp,
) -> Option<store::Agreement> {
    let billing_cycle = agreement.billing_cycle.and_then(|cycle| cycle.id);
    let record = billing_cycle.and_then(|id| cycles.get(&id));
    let options = record.and_then(|record| record.billing_options.clone());
    Some(store::Agreement {
        id: AgreementId(agreement.id),
        company: CompanyId(agreement.company.id?),
        name: agreement.name,
        kind: agreement.kind.and_then(|kind| kind.name),
        parent: agreement
            .parent_agreement
            .and_then(|parent| parent.id)
            .map(AgreementId),
        billing_cycle,
        billing_cycle_name: record.and_then(|record| record.name.clone()),
        cycle: options
            .as_deref()
            .and_then(AgreementCycle::from_billing_options),
        billing_options: options,
        invoicing_cycle: agreement.invoicing_cycle.map(|word| format!("{word:?}")),
        status: agreement.agreement_status.map(|word| format!("{word:?}")),
        cancelled: agreement.cancelled_flag == Some(true),
        start: agreement.start_date,
        end: agreement
            .end_date
            .filter(|_| agreement.no_ending_date_flag != Some(true)),
        bill_start: agreement.bill_start_date,
        next_invoice: agreement.next_invoice_date,
        prorates: agreement.prorate_flag == Some(true),
        invoice_prorated_additions: agreement.invoice_prorated_additions_flag,
        period_type: agreement.period_type.map(|word| format!("{word:?}")),
        currency: agreement.currency.and_then(code),
        last_updated: agreement.info.last_updated,
        gone: false,
        read_at: at,
    })
}

/// A catalog item.
pub(super) fn item(item: CatalogItem, at: Timestamp) -> store::Item {
    store::Item {
        id: ItemId(item.id),
        identifier: item.identifier,
        description: item.description,
        class: item.product_class,
        inactive: item.inactive_flag == Some(true),
        price: item.price,
        cost: item.cost,
        taxable: item.taxable_flag,
        last_updated: item.info.last_updated,
        gone: false,
        read_at: at,
    }
}

/// An addition.
pub(super) fn addition(
    addition: Addition,
    agreement: AgreementId,
    company: CompanyId,
    at: Timestamp,
) -> store::Addition {
    let reference = crate::assemble::reference_of(&addition);
    store::Addition {
        id: AdditionId(addition.id),
        agreement,
        company,
        item: ItemId(addition.product.id.unwrap_or_default()),
        item_identifier: addition.product.identifier,
        quantity: addition.quantity,
        less_included: addition.less_included,
        unit_price: addition.unit_price,
        unit_cost: addition.unit_cost,
        bill_customer: word(addition.bill_customer).to_owned(),
        effective: addition.effective_date,
        cancelled: addition.cancelled_date,
        taxable: addition.taxable_flag,
        serial_number: addition.serial_number,
        reference,
        text: addition.invoice_description,
        last_updated: addition.info.last_updated,
        gone: false,
        read_at: at,
    }
}

fn word(bills: BillCustomer) -> &'static str {
    match bills {
        BillCustomer::Billable => "Billable",
        BillCustomer::DoNotBill => "DoNotBill",
        BillCustomer::NoCharge => "NoCharge",
    }
}
