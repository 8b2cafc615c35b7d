//! The whole job, from connecting to what the invoices bill: mapping, the plan,
//! the lines, and that nothing is billed twice however mappings come and go.

mod another_agreement;
mod billing;
mod mapped_late;
mod next_invoice;
mod next_invoice_lines;
mod one_change;
mod reference_field;
mod release;
mod story;
mod why;
