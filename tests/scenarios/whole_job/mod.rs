//! The whole job, from connecting to what the invoices bill: mapping, the plan,
//! the lines, and that nothing is billed twice however mappings come and go.

mod another_agreement;
mod one_change;
mod release;
mod story;
