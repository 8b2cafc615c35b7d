//! The system's credential store behind one trait.
