//! The use cases around the upload, over a database in memory and two systems
//! that hold what each test says: connect, refresh, import, map, release, decide,
//! list.

#![cfg(test)]

mod additions;
mod bundling;
mod connecting;
mod customer_lists;
mod deciding;
mod forgetting;
mod given_ids;
mod importing;
mod invoices;
mod kept_again;
mod kept_edits;
mod ledger_by_place;
mod lists;
mod mapping;
mod mending;
mod other_agreements;
mod other_desktops;
mod overview;
mod portable;
mod previewing;
mod products;
mod records;
mod reference_field;
mod refreshing;
mod releasing;
mod repointing;
mod saving;
mod standing;
mod suggesting;
mod systems;
mod tables;
mod trends;
mod world;
