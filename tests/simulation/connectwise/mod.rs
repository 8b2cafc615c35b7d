//! A ConnectWise in memory: agreements, additions and their invoices, by rules
//! of its own, and the port through which a run reaches it.
//!
//! It shares no code with what is tested, so that a mistake there cannot hide
//! behind the same mistake here.

mod invoicing;
mod lookup;
mod people;
mod port;
mod record;
mod site;
mod writing;

pub(crate) use invoicing::InvoiceItem;
pub(crate) use port::SimulatedConnectWise;
pub(crate) use record::{Addition, Agreement, COMPANY, Item};
pub(crate) use site::{Effect, Site};
