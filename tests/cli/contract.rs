//! The contract of the command line: names, documents, fields, error codes, exit
//! statuses, and what people are shown instead.

mod choices;
mod fields;
mod statuses;
mod text;
mod words;
