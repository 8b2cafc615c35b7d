//! The use cases around the upload, over a database in memory and two systems
//! that hold what each test says: connect, refresh, import, map, release, decide,
//! list.

#![cfg(test)]

mod additions;
mod connecting;
mod deciding;
mod importing;
mod kept_edits;
mod lists;
mod mapping;
mod other_agreements;
mod other_desktops;
mod portable;
mod products;
mod records;
mod reference_field;
mod refreshing;
mod releasing;
mod standing;
mod systems;
mod world;
