//! The next invoices as tables.

use super::{
    Column::{Number, Text},
    price_text, table,
};
use workflow::preview::{AgreementPreview, PreviewLine};

/// One table an agreement, under its name.
pub(crate) fn text(previews: &[AgreementPreview]) -> String {
    if previews.is_empty() {
        return "No agreement is mapped".to_owned();
    }
    let agreements: Vec<_> = previews.iter().map(agreement).collect();
    agreements.join("\n\n")
}

fn agreement(preview: &AgreementPreview) -> String {
    let currency = preview.currency.as_ref();
    let currency = currency.map_or_else(String::new, |code| format!(" {code}"));
    let mut text = format!(
        "{}, {} (agreement {})\nThe invoice for {} to {}: {} → {}{currency}\n",
        preview.customer_name,
        preview.name,
        preview.agreement,
        preview.period.first,
        preview.period.last,
        preview.before,
        preview.after,
    );
    for note in &preview.notes {
        text += &format!("{note}\n");
    }
    let columns = [
        Text("Addition"),
        Text("Product"),
        Text("Text"),
        Number("Quantity"),
        Number("Unit price"),
        Text("Days"),
        Number("Before"),
        Number("After"),
    ];
    let rows = preview.lines.iter().map(line).collect();
    text + &table(&columns, rows, "The agreement has no additions")
}

fn line(line: &PreviewLine) -> Vec<String> {
    let shown = if line.counted.days.is_empty() {
        line.was.as_ref().unwrap_or(&line.counted)
    } else {
        &line.counted
    };
    let addition = line.addition.map(|addition| addition.to_string());
    vec![
        addition.unwrap_or_else(|| "new".to_owned()),
        line.item_name.clone(),
        line.what.clone(),
        shown.quantity.clone(),
        price_text(&shown.unit_price),
        line.counted.words(),
        line.before.clone(),
        line.after.clone(),
    ]
}
