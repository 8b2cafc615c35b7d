//! The text on a line.
