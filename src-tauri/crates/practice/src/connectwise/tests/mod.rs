//! Tests of the practice ConnectWise, without a socket.

mod gateway;
mod invoicing;
mod invoicing_edges;
mod patching;
mod reading;
mod writing;
