//! The rules of mapping.
