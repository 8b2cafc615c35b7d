//! Amounts, days and sums in an explanation.

pub(super) use crate::text::day;
use crate::{
    agreement::AgreementTerms,
    cycle::AgreementCycle,
    money::{Rounding, Share, cents},
    period::Period,
    plan::stretch::Value,
    span::Span,
};
use rust_decimal::{Decimal, RoundingStrategy};

/// Decimals after which a result is cut off.
const CUT: u32 = 6;

/// A price or an amount with at least two decimals.
pub(super) fn money(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// A quantity, without needless zeros.
pub(super) fn plain(quantity: Decimal) -> String {
    quantity.normalize().to_string()
}

/// A result as it is: whole, or cut off and marked so.
pub(super) fn result(amount: Decimal) -> String {
    if amount.normalize().scale() <= CUT {
        return money(amount);
    }
    let cut = amount.round_dp_with_strategy(CUT, RoundingStrategy::ToZero);
    format!("{cut:.6}…")
}

/// A result and what it is rounded to, where that is another number.
pub(super) fn rounded(amount: Decimal, to: Decimal) -> String {
    if amount == to {
        return money(to);
    }
    format!("{} → {}", result(amount), money(to))
}

/// A number in a sum; one below zero in brackets.
pub(super) fn operand(amount: Decimal) -> String {
    let shown = result(amount);
    if amount < Decimal::ZERO {
        format!("({shown})")
    } else {
        shown
    }
}

/// `10 × 20.00 × 16 ÷ 31`: what some days of a quantity at a price are; the whole
/// period is not divided.
pub(super) fn product(quantity: Decimal, price: Decimal, share: Share) -> String {
    let price = if price < Decimal::ZERO {
        format!("({})", money(price))
    } else {
        money(price)
    };
    let whole = format!("{} × {price}", plain(quantity));
    if share.days == share.of {
        return whole;
    }
    format!("{whole} × {} ÷ {}", share.days, share.of)
}

/// What some days of a value come to in one way of rounding, before the line's own:
/// the sum in words, and its result.
pub(super) fn part(value: &Value, share: Share, rounding: Rounding) -> (String, Decimal) {
    let (quantity, price) = (value.quantity, value.price);
    match rounding {
        Rounding::PerLine => {
            let amount = share.of(quantity * price);
            let sum = product(quantity, price, share);
            (format!("{sum} = {}", result(amount)), amount)
        }
        Rounding::PerUnit => {
            let unit = share.of(price);
            let each = cents(unit);
            let amount = rounding.amount(quantity, price, share);
            let unit_sum = product(Decimal::ONE, price, share);
            let whole = quantity * each;
            let sum = format!(
                "{unit_sum} = {} for one; {} × {} = {}",
                rounded(unit, each),
                plain(quantity),
                money(each),
                rounded(whole, amount)
            );
            (sum, amount)
        }
    }
}

/// Days from the first to the last: `1 to 16 Oct 2026`.
pub(super) fn days(span: Span) -> String {
    let Some(last) = span.last else {
        return format!("{} on", day(span.first));
    };
    let first = span.first;
    if first == last {
        return day(last);
    }
    let first = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.strftime("%-d").to_string(),
        (true, false) => first.strftime("%-d %b").to_string(),
        (false, _) => day(first),
    };
    format!("{first} to {}", day(last))
}

/// A period's name: `October 2026`, `2026`, or its days.
pub(super) fn name(period: Period) -> String {
    let (first, last) = (period.first, period.last);
    if first == first.first_of_month() && last == first.last_of_month() {
        return first.strftime("%B %Y").to_string();
    }
    if first == first.first_of_year() && last == first.last_of_year() {
        return first.strftime("%Y").to_string();
    }
    days(period.span())
}

/// What the agreement's periods are called.
pub(super) fn period(terms: &AgreementTerms) -> &'static str {
    match terms.periods.cycle {
        AgreementCycle::Monthly => "month",
        AgreementCycle::Yearly => "year",
    }
}

/// So many days.
pub(super) fn counted(days: i32) -> String {
    match days {
        1 => "1 day".to_owned(),
        _ => format!("{days} days"),
    }
}
