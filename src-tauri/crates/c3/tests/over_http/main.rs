//! The client against a C3 that runs on loopback and answers what each test says.

#![cfg(test)]

mod history;
mod lists;
mod refusals;
mod stub;
mod token;
