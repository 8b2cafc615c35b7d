//! Lines and operations, one a row, for messages of failed tries.

use domain::line::{Line, LineValues, Operation};

pub(crate) fn values(values: &LineValues) -> String {
    let LineValues {
        item,
        quantity,
        unit_price,
        effective,
        cancelled,
        billable,
    } = values;
    let last = cancelled.map_or("…".to_owned(), |day| day.to_string());
    let void = if *billable { "" } else { " void" };
    format!("item {item}: {quantity} × {unit_price}, {effective} to {last}{void}")
}

pub(crate) fn lines(lines: &[Line]) -> String {
    let row = |line: &Line| {
        let suffix = &line.reference.to_string()[37..];
        let was = line
            .billed_as
            .iter()
            .map(|was| format!(" (until {} as {})", was.until, values(&was.values)));
        let was: String = was.collect();
        let now = values(&line.values);
        format!(
            "  {}/{} {suffix} {now}{was}\n",
            line.agreement, line.addition
        )
    };
    lines.iter().map(row).collect()
}

pub(crate) fn operations(operations: &[Operation]) -> String {
    let row = |operation: &Operation| {
        let suffix = operation.reference.as_ref().map(ToString::to_string);
        let before = operation.before.as_ref().map(values).unwrap_or_default();
        format!(
            "  {} {}/{:?} {} [{before}] -> [{}]\n",
            operation.action.word(),
            operation.agreement,
            operation.addition.map(|id| id.0),
            &suffix.unwrap_or_default()[37..],
            values(&operation.after)
        )
    };
    operations.iter().map(row).collect()
}
