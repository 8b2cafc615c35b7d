//! What needs a hand, what was read, and how busy each day was.

use super::{history::ChangeKind, number, record::NextInvoice};
use serde::{Deserialize, Serialize};
use specta::Type;
use std::collections::BTreeMap;
use workflow::{listing, mapping, refresh};

/// What needs a hand.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Overview {
    /// C3 customers.
    pub(crate) customers: u32,
    /// Of these, mapped.
    pub(crate) mapped: u32,
    /// Mapped to no company.
    pub(crate) unmapped: u32,
    /// Mapped, and never validated.
    pub(crate) not_validated: u32,
    /// With errors in the last run.
    pub(crate) with_errors: u32,
    /// With something to upload.
    pub(crate) pending: u32,
    /// With nothing to upload.
    pub(crate) up_to_date: u32,
    /// Mapped ones of which no agreement is mapped.
    pub(crate) without_agreement: u32,
    /// The first of these by name.
    pub(crate) first_without_agreement: Option<String>,
    /// Products of mapped customers that are mapped to nothing.
    pub(crate) products_unmapped: u32,
    /// Mapped things that were renamed or deleted since a person looked at them.
    pub(crate) renamed: u32,
    /// Rows that could not be read.
    pub(crate) unreadable: u32,
    /// Subscriptions on hold.
    pub(crate) on_hold: u32,
    /// Uploads that were cut off.
    pub(crate) interrupted: Vec<u32>,
    /// Days that no pull covered, where there is such a gap.
    pub(crate) gap_days: Option<u32>,
}

impl From<listing::Overview> for Overview {
    fn from(overview: listing::Overview) -> Self {
        Self {
            customers: overview.customers,
            mapped: overview.mapped,
            unmapped: overview.unmapped,
            not_validated: overview.not_validated,
            with_errors: overview.with_errors,
            pending: overview.pending,
            up_to_date: overview.up_to_date,
            without_agreement: overview.without_agreement,
            first_without_agreement: overview.first_without_agreement.map(|id| id.to_string()),
            products_unmapped: overview.products_unmapped,
            renamed: overview.renamed,
            unreadable: overview.unreadable,
            on_hold: overview.on_hold,
            interrupted: overview.interrupted.into_iter().map(number).collect(),
            gap_days: overview.gap_days,
        }
    }
}

/// How many events of one kind a day had.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct DayOfChanges {
    /// The day.
    pub(crate) day: String,
    /// The kind.
    pub(crate) kind: ChangeKind,
    /// How many.
    pub(crate) events: u32,
}

impl From<listing::DayOfChanges> for DayOfChanges {
    fn from(day: listing::DayOfChanges) -> Self {
        Self {
            day: day.day.to_string(),
            kind: day.kind.into(),
            events: day.events,
        }
    }
}

/// An agreement whose next invoice changes by the last plan of its customer.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct InvoiceTrend {
    /// The validation or upload that says so.
    pub(crate) job: u32,
    /// Whether it was uploaded.
    pub(crate) is_uploaded: bool,
    /// C3 customer.
    pub(crate) customer: String,
    /// Its name.
    pub(crate) customer_name: String,
    /// ConnectWise agreement.
    pub(crate) agreement: u32,
    /// Its name.
    pub(crate) name: String,
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// The next invoice without the plan, with it, and the difference.
    pub(crate) next_invoice: NextInvoice,
}

/// What the changes of one currency come to.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct TrendSum {
    /// ISO 4217 code of the amounts.
    pub(crate) currency: Option<String>,
    /// Agreements whose next invoice grows.
    pub(crate) growing: u32,
    /// By how much, in all.
    pub(crate) more: String,
    /// Agreements whose next invoice shrinks.
    pub(crate) shrinking: u32,
    /// By how much, in all; positive.
    pub(crate) less: String,
}

/// What the next invoices grow and shrink by.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct InvoiceTrends {
    /// The largest changes, the largest first.
    pub(crate) largest: Vec<InvoiceTrend>,
    /// All of them, by currency; the currency of most agreements first.
    pub(crate) sums: Vec<TrendSum>,
}

impl From<listing::Trends> for InvoiceTrends {
    fn from(trends: listing::Trends) -> Self {
        Self {
            largest: trends.largest.into_iter().map(Into::into).collect(),
            sums: trends.sums.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<listing::InvoiceTrend> for InvoiceTrend {
    fn from(trend: listing::InvoiceTrend) -> Self {
        Self {
            job: number(trend.job),
            is_uploaded: trend.uploaded,
            customer: trend.customer.to_string(),
            customer_name: trend.customer_name,
            agreement: trend.agreement.0,
            name: trend.name,
            currency: trend.currency,
            next_invoice: NextInvoice::new(trend.before, trend.after),
        }
    }
}

impl From<listing::TrendSum> for TrendSum {
    fn from(sum: listing::TrendSum) -> Self {
        Self {
            currency: sum.currency,
            growing: sum.growing,
            more: format!("{:.2}", sum.more),
            shrinking: sum.shrinking,
            less: format!("{:.2}", sum.less),
        }
    }
}

/// What a refresh brought, and what is known now.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Refreshed {
    /// Events that the ledger did not have.
    pub(crate) events_new: u32,
    /// Events in the ledger.
    pub(crate) events_total: u32,
    /// Rows that could not be read.
    pub(crate) rows_unreadable: u32,
    /// C3 customers.
    pub(crate) customers: u32,
    /// Companies.
    pub(crate) companies: u32,
    /// Agreements.
    pub(crate) agreements: u32,
    /// Catalog items.
    pub(crate) items: u32,
}

impl From<refresh::Refreshed> for Refreshed {
    fn from(read: refresh::Refreshed) -> Self {
        Self {
            events_new: read.events_new,
            events_total: read.events_total,
            rows_unreadable: read.rows_unreadable,
            customers: read.customers,
            companies: read.companies,
            agreements: read.agreements,
            items: read.items,
        }
    }
}

/// What an import brought.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct Imported {
    /// Events that the ledger did not have.
    pub(crate) events_new: u32,
    /// Events in the ledger.
    pub(crate) events_total: u32,
    /// Rows that could not be read.
    pub(crate) rows_unreadable: u32,
}

impl From<refresh::Imported> for Imported {
    fn from(read: refresh::Imported) -> Self {
        Self {
            events_new: read.events_new,
            events_total: read.events_total,
            rows_unreadable: read.rows_unreadable,
        }
    }
}

/// Which system to read.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// C3 alone.
    C3,
    /// ConnectWise alone.
    Connectwise,
    /// Both.
    All,
}

/// A history file before it is imported.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FilePreview {
    /// The titles of its columns.
    pub(crate) titles: Vec<String>,
    /// The column that each field would be taken from.
    pub(crate) columns: FileColumns,
    /// The first rows.
    pub(crate) sample: Vec<Vec<String>>,
    /// The columns are those of an earlier import.
    pub(crate) remembered: bool,
    /// The fields that a column can be of, those that are needed first.
    pub(crate) fields: Vec<FileField>,
}

/// A field of a history file.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct FileField {
    /// C3's name for it.
    pub(crate) name: String,
    /// Without it no row can be read.
    pub(crate) needed: bool,
}

/// Which column holds which field.
#[derive(Debug, Clone, Serialize, Deserialize, Type)]
pub(crate) struct FileColumns {
    /// The title of each field's column, by C3's name for the field.
    pub(crate) titles: BTreeMap<String, String>,
    /// Which of a date's numbers stands first: `unstated`, `day-first` or `month-first`.
    pub(crate) day_order: String,
}

/// What an import of mappings brought, or would bring.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ImportedMappings {
    /// Customers.
    pub(crate) customers: u32,
    /// Agreements.
    pub(crate) agreements: u32,
    /// Products.
    pub(crate) products: u32,
    /// Names of the settings that changed.
    pub(crate) settings: Vec<String>,
    /// What was left out, and why.
    pub(crate) skipped: Vec<String>,
}

impl From<mapping::ImportedMappings> for ImportedMappings {
    fn from(read: mapping::ImportedMappings) -> Self {
        let skipped = read.skipped.into_iter();
        Self {
            customers: read.carried.customers,
            agreements: read.carried.agreements,
            products: read.carried.products,
            settings: read.settings,
            skipped: skipped
                .map(|skipped| format!("{}: {}", skipped.what, skipped.reason))
                .collect(),
        }
    }
}
