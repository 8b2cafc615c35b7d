//! A ConnectWise: what its REST API does, as far as billing integrations use it.
//!
//! The whole of it is a function from a request to an answer over a [`World`] of
//! plain data. It never opens a socket, never looks at a clock and never
//! misbehaves on its own: faults are added from outside. It was written from
//! ConnectWise's public documents; what those leave open is in `ASSUMPTIONS.md`.
//!
//! [`World`]: world::World

mod accept;
mod additions;
mod auth;
mod companyinfo;
mod conditions;
pub mod document;
mod edit;
mod endpoint;
pub(crate) mod errors;
pub(crate) mod exchange;
mod fields;
pub mod invoicing;
pub mod json;
mod lists;
mod order;
mod paging;
mod patch;
pub mod periods;
pub mod proration;
mod query;
pub mod records;
mod rules;
mod server;
mod sight;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod wire;
pub mod world;
mod writes;

pub use auth::Access;
pub use edit::{EditError, Target};
pub(crate) use edit::{delete, set};
pub use endpoint::Right;
pub(crate) use server::{ConnectWise, Manners};
pub(crate) use sight::Lag;

use jiff::Timestamp;
use records::Info;

/// The name that writes through the API are signed with.
const API_MEMBER: &str = "Integration";

/// Signs a record's `_info` for a write through the API at this instant.
fn signed(info: &mut Info, now: Timestamp) {
    info.last_updated = Some(now);
    info.updated_by = Some(API_MEMBER.to_owned());
    info.date_entered.get_or_insert(now);
    info.entered_by.get_or_insert_with(|| API_MEMBER.to_owned());
}
