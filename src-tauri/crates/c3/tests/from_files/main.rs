//! The readers against files as C3, spreadsheets and people leave them.

#![cfg(test)]

mod csv;
mod json;
mod table;
mod xlsx;
