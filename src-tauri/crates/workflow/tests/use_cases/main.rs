//! The use cases around the upload, over a database in memory and two systems
//! that hold what each test says: connect, refresh, import, map, release, decide,
//! list.

#![cfg(test)]

mod additions;
mod connecting;
mod deciding;
mod importing;
mod lists;
mod mapping;
mod portable;
mod products;
mod records;
mod refreshing;
mod releasing;
mod systems;
mod world;
