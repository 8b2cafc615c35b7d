//! Accord's SQLite database: the settings, the copy of what was last read from
//! both systems, the mappings, the ledger, the jobs and the journal.
//!
//! The only crate that knows SQL. It knows nothing of HTTP, of credentials (no
//! secret is ever handed to it) and of the clock: instants come from the caller.
//! What must hold whatever the code above does (one customer to one company, an
//! append-only ledger, a confirmed write that stays confirmed) is a constraint or
//! a trigger of the database; the code only gives it words.
//!
//! One file per table, each with its migration, its struct and its queries.
//! Reading and writing are different types: [`Reader`] has the questions,
//! [`Writer`] is one transaction.

mod access;
mod cell;
mod constraint;
mod error;
mod files;
mod health;
mod lock;
mod migration;
mod opening;
mod outside;
mod safekeeping;
mod search;
mod store;
mod table;

pub use access::{Reader, Writer};
pub use constraint::Constraint;
pub use error::Error;
pub use safekeeping::BackupFacts;
pub use search::{Found, Search, fold};
pub use store::{Commit, CommitHook, Store};
pub use table::{
    addition::Addition,
    agreement::Agreement,
    agreement_mapping::{AgreementMapping, MappingTerms, ReleasedTerms},
    basis::FirstDay,
    c3_customer::Customer,
    c3_invoice_line::InvoiceLine,
    c3_offer::Offer,
    company::Company,
    duplicate_decision::{DuplicateChoice, DuplicateDecision},
    event::Event,
    event_append::Appended,
    event_page::{EventFilter, EventPage},
    item::Item,
    job::{Job, JobId, JobKind, JobStatus},
    job_run::NewJob,
    job_summary::{JobFilter, JobSummary},
    journal::Step,
    line::WrittenLine,
    line_decision::{LineChoice, LineDecision},
    mapped_name::{RenamedRow, TargetRow},
    match_acceptance::Acceptance,
    match_alias::MatchKind,
    match_trait::{MatchTraits, TraitsOf},
    names::NamedAgreement,
    operation::{JobOperation, OperationId, OperationState},
    operation_query::Became,
    plan_agreement::PlanAgreement,
    plan_query::{CustomerPlan, InvoiceChange},
    product_mapping::MappingCounts,
    pull::{Pull, PullId, Pulled, System},
    release::Released,
    set_aside::SetAside,
    subscription_choice::{Baseline, SubscriptionChoice},
    unreadable_row::UnreadableRow,
};
