//! From what was read to a customer's plan: the facts are put together, checked
//! and handed to the domain. Pure: no request, no database, no clock.
//!
//! It is run when validating and again before an upload writes; the same facts
//! give the same plan and the same fingerprints.

mod agreements;
mod customer;
mod duplicates;
mod edit;
mod facts;
mod fingerprint;
mod first_days;
mod forgotten;
mod horizon;
mod kept;
mod knew_less;
mod lines;
mod named;
mod oddities;
mod past;
mod preview;
mod subscriptions;
mod takeover;
mod targets;
mod theirs;
mod vigilance;
mod why;

pub use agreements::first_open_days;
pub use customer::{Assembled, PlannedAgreement, Wanted, assemble, fingerprints};
pub use edit::{EditOutcome, edit_outcome};
pub use facts::{AgreementFacts, Facts, Reading, Rules};
pub use fingerprint::Fingerprint;
pub use lines::{reference_of, values_of};
pub(crate) use named::agreement_named;
pub(crate) use past::BEGUN_ANEW;
pub use preview::{Counted, Effect, InvoiceLine, NextInvoice, next_invoice};
pub use subscriptions::{Subscription, subscriptions};
pub use takeover::{Billed, BilledDays, HandLine, Takeover, takeover};
pub use why::{Then, explain};
