//! A history file's columns, between the window's words and the reader's.

use crate::{
    dto::overview::{FileColumns, FileField, FilePreview},
    error::{CommandError, ErrorCode},
};
use workflow::refresh::{self, Columns, DayOrder, HistoryField};

/// The words for how dates are meant.
const ORDERS: [(DayOrder, &str); 3] = [
    (DayOrder::Unstated, "unstated"),
    (DayOrder::DayFirst, "day-first"),
    (DayOrder::MonthFirst, "month-first"),
];

/// A file before it is imported, in the window's shape.
pub(crate) fn preview(preview: refresh::FilePreview) -> FilePreview {
    let mut fields: Vec<FileField> = HistoryField::ALL
        .iter()
        .map(|field| FileField {
            name: field.name().to_owned(),
            needed: field.is_required(),
        })
        .collect();
    fields.sort_by_key(|field| !field.needed);
    FilePreview {
        titles: preview.titles,
        columns: shown(&preview.columns),
        sample: preview.sample,
        remembered: preview.remembered,
        fields,
    }
}

fn shown(columns: &Columns) -> FileColumns {
    let titles = columns.titles.iter();
    let order = ORDERS.iter().find(|(order, _)| *order == columns.day_order);
    FileColumns {
        titles: titles
            .map(|(field, title)| (field.name().to_owned(), title.clone()))
            .collect(),
        day_order: order.map_or("unstated", |(_, word)| word).to_owned(),
    }
}

/// The columns that a person chose.
pub(crate) fn columns(chosen: FileColumns) -> Result<Columns, CommandError> {
    let off = |why: String| CommandError::new(ErrorCode::Argument, why);
    let mut titles = std::collections::BTreeMap::new();
    for (name, title) in chosen.titles {
        let field = HistoryField::ALL.iter().find(|field| field.name() == name);
        let field = field.ok_or_else(|| off(format!("“{name}” is no field of a history row")))?;
        titles.insert(*field, title);
    }
    let order = ORDERS.iter().find(|(_, word)| *word == chosen.day_order);
    let (day_order, _) =
        order.ok_or_else(|| off(format!("“{}” is no order of days", chosen.day_order)))?;
    Ok(Columns {
        titles,
        day_order: *day_order,
    })
}
