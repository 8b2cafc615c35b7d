//! What people are shown: tables, days, money and numbers of things.

pub(crate) mod job;
pub(crate) mod places;
pub(crate) mod preview;
pub(crate) mod progress;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};
use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;
use std::fmt::Display;

/// A line under the titles and no others: lists are long.
const PLAIN: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A column's title, and what stands in it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column {
    Text(&'static str),
    /// Flush right, so that digits of one value stand below each other.
    Number(&'static str),
}

impl Column {
    fn title(self) -> &'static str {
        match self {
            Self::Text(title) | Self::Number(title) => title,
        }
    }

    fn alignment(self) -> CellAlignment {
        match self {
            Self::Text(_) => CellAlignment::Left,
            Self::Number(_) => CellAlignment::Right,
        }
    }
}

/// A table, or the sentence `nothing` where there are no rows.
pub(crate) fn table(columns: &[Column], rows: Vec<Vec<String>>, nothing: &str) -> String {
    if rows.is_empty() {
        return nothing.to_owned();
    }
    let mut table = Table::new();
    table.load_style(PLAIN);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns.iter().map(|column| column.title()));
    table.add_rows(rows);
    for (shown, column) in table.column_iter_mut().zip(columns) {
        shown.set_cell_alignment(column.alignment());
    }
    table.trim_fmt()
}

/// How many there are of something: `1 event`, `2 events`.
pub(crate) fn counted<N>(number: N, one: &str, many: &str) -> String
where
    N: Display + PartialEq + From<u8>,
{
    let word = if number == N::from(1) { one } else { many };
    format!("{number} {word}")
}

/// A price with at least two decimals, as money is written.
pub(crate) fn price(price: Decimal) -> String {
    let mut price = price.normalize();
    if price.scale() < 2 {
        price.rescale(2);
    }
    price.to_string()
}

/// A price that comes as text.
pub(crate) fn price_text(text: &str) -> String {
    text.parse().map_or_else(|_| text.to_owned(), price)
}

/// An instant to the minute, on the clock of `zone`.
pub(crate) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    zone.to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A value that may be missing.
pub(crate) fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| value.to_string())
}
