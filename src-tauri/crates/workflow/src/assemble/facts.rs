//! Everything that a customer's plan comes from.

use connectwise::{Addition, Agreement, BillingCycle, CatalogItem, Company};
use domain::{
    agreement::{NextInvoiceCovers, PostingMode, PricePeriods, PriceSource},
    ids::{AdditionId, AgreementId, CompanyId, CustomerId, ItemId, SubscriptionId},
    mapping::ProductMapping,
    money::Rounding,
    text::Template,
    timeline::SuspendedBilling,
};
use jiff::{civil::Date, tz::TimeZone};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    DuplicateChoice, Event, FirstDay, InvoiceLine, LineDecision, Offer, SetAside,
    SubscriptionChoice, WrittenLine,
};

/// What ConnectWise holds for one company, read afresh.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The company; `None` when it is gone.
    pub company: Option<Company>,
    /// All its agreements.
    pub agreements: Vec<Agreement>,
    /// All their additions, unfiltered.
    pub additions: BTreeMap<u32, Vec<Addition>>,
    /// The catalog items that mappings name; `None` for one that is gone.
    pub items: BTreeMap<u32, Option<CatalogItem>>,
    /// The site's billing cycles.
    pub cycles: BTreeMap<u32, BillingCycle>,
}

/// A mapped agreement, or one whose mapping was released and whose terms are
/// remembered.
#[derive(Debug, Clone)]
pub struct AgreementFacts {
    /// Which.
    pub agreement: AgreementId,
    /// Mapped now; else only remembered.
    pub mapped: bool,
    /// The posting mode that the user chose.
    pub mode: Option<PostingMode>,
    /// The user's answer on which period the next invoice covers.
    pub covers: Option<NextInvoiceCovers>,
    /// The first day that Accord plans.
    pub bill_from: Option<Date>,
    /// Whose prices counted on which days at the last validation.
    pub prices: Option<PricePeriods>,
    /// The first day that was not invoiced then.
    pub seen_open: Option<Date>,
}

/// The billing settings that a plan follows.
#[derive(Debug, Clone)]
pub struct Rules {
    /// The zone in which days are counted.
    pub billing_zone: TimeZone,
    /// The zone in which C3 reports.
    pub c3_zone: TimeZone,
    /// How Suspended bills.
    pub suspended: SuspendedBilling,
    /// Where amounts are rounded.
    pub rounding: Rounding,
    /// Whose price goes on the line.
    pub price_source: PriceSource,
    /// The text on a line.
    pub text: Template,
}

/// Everything that one customer's plan comes from.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// C3 customer.
    pub customer: CustomerId,
    /// Its name.
    pub name: String,
    /// The currency in which C3 bills it, where known.
    pub currency: Option<String>,
    /// The company it is mapped to.
    pub company: CompanyId,
    /// ConnectWise, read afresh.
    pub reading: Reading,
    /// Mapped and remembered agreements.
    pub agreements: Vec<AgreementFacts>,
    /// Product mappings.
    pub products: Vec<ProductMapping>,
    /// Items that other customers use for another billing cycle.
    pub items_of_other_cycles: BTreeSet<ItemId>,
    /// The first day planned for each product, where a validation found it.
    pub first_days: Vec<FirstDay>,
    /// The settings under which each agreement's invoiced days were counted.
    pub bases: BTreeMap<AgreementId, String>,
    /// Products set aside.
    pub set_aside: Vec<SetAside>,
    /// The customer's events.
    pub events: Vec<Event>,
    /// All offers, by folded name.
    pub offers: &'a BTreeMap<String, Vec<Offer>>,
    /// The customer's C3 invoice lines.
    pub invoice_lines: Vec<InvoiceLine>,
    /// The user's choices.
    pub choices: BTreeMap<SubscriptionId, SubscriptionChoice>,
    /// Derived ids whose real id became known.
    pub aliases: BTreeMap<SubscriptionId, SubscriptionId>,
    /// Subscriptions of which it cannot be told whether one is the other.
    pub unclear: BTreeSet<SubscriptionId>,
    /// The user's word on possible duplicates.
    pub duplicates: BTreeMap<AdditionId, DuplicateChoice>,
    /// The user's words on edited lines, those on one line in the order of the days
    /// from which they count.
    pub line_decisions: BTreeMap<AdditionId, Vec<LineDecision>>,
    /// Lines as this desktop last wrote them.
    pub known_lines: BTreeMap<AdditionId, WrittenLine>,
    /// Additions that this desktop made or adopted.
    pub made_here: BTreeSet<AdditionId>,
    /// The first day of which C3 told this desktop anything, but for older events that
    /// it has.
    pub known_since: Option<Date>,
    /// For each line that this desktop created, the first day that was not invoiced
    /// then.
    pub created_under: BTreeMap<AdditionId, Date>,
    /// Rows of this customer that could not be read.
    pub unreadable: u32,
    /// Days that lay between two pulls, where that was more than C3 keeps.
    pub gap: Option<i32>,
    /// Settings.
    pub rules: &'a Rules,
    /// Plan as if today were this day: later events do not count.
    pub as_of: Option<Date>,
}
