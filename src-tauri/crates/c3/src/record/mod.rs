//! C3's records: what each field means, and which of them must be there.
//!
//! A history row that lacks what billing needs is refused with a plain reason.
//! The other records only explain history, so a value of theirs that cannot be
//! read is simply not known.

pub(crate) mod customer;
pub(crate) mod history;
pub(crate) mod invoice;
pub(crate) mod offer;
pub(crate) mod period;
