//! C3: the client of its API, and the readers of its history files.
//!
//! Wire text comes in, records come out: trimmed, exact, and with the place
//! they came from where they could not be read. A history report is streamed
//! from the wire to the caller, row by row, and never held.
//!
//! This crate writes nothing into C3, keeps nothing on disk, and knows neither
//! ConnectWise nor the database. It takes the time from its caller, never from
//! the machine, and puts no secret into an error or a log.

mod client;
mod credentials;
mod envelope;
mod error;
mod fields;
pub mod file;
mod limits;
mod number;
mod patience;
mod record;
mod scan;
mod standing;
mod token;
mod transport;

pub use client::{Client, Clock};
pub use credentials::Credentials;
pub use error::Error;
pub use limits::Limits;
pub use record::{
    customer::{Customer, Tenant},
    history::{Field, HistoryReport, RAW_MAX, Read, Sink, SinkError},
    invoice::InvoiceLine,
    offer::Offer,
    period::BillingPeriod,
};
pub use standing::Standing;
pub use token::TokenInfo;
