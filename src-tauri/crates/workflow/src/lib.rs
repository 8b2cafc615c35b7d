//! Accord's use cases.
