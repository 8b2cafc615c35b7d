//! What people and scripts are shown.

pub(crate) mod job;
pub(crate) mod progress;

use comfy_table::{ContentArrangement, Table, presets};

/// A table for people.
pub(crate) fn table(titles: &[&str], rows: Vec<Vec<String>>) -> String {
    if rows.is_empty() {
        return "Nothing".to_owned();
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(titles);
    table.add_rows(rows);
    table.to_string()
}
