//! Practice servers: a ConnectWise and a C3 on loopback, with made-up data.
//!
//! A client cannot tell them from the real ones in what billing integrations use;
//! what is assumed of the real ones stands in `ASSUMPTIONS.md`. They share no type
//! with the clients, so that a client which misreads a field cannot misread it
//! twice. They never leave loopback, and their credentials open nothing else.
//!
//! [`serve`] starts both. Beside the real endpoints, each listener has its own
//! under `/practice/` to let time pass, run invoicing, edit records as a person
//! would, switch [`Faults`] on and read what was asked.

pub mod c3;
mod connection;
pub mod connectwise;
mod control;
mod faults;
mod journal;
pub mod made_up;
mod practice;
mod serve;
mod site;
#[cfg(test)]
mod tests;

pub use connectwise::{Access, EditError, Right, Target, world::World};
pub use faults::{FaultError, FaultName, Faults, names as fault_names};
pub use journal::Request;
pub use practice::{C3Address, Config, ConnectWiseAddress, Practice};
pub use serve::{Error, serve};
