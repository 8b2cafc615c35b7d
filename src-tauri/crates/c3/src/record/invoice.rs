//! The lines of C3's invoices, as far as they tell what a subscription was at.
//!
//! The documentation of this record is incomplete, so nothing in it is required:
//! a line that lacks a value is handed out without it.

use crate::fields::Fields;
use domain::{
    cycle::BillingCycle,
    ids::{CustomerId, SubscriptionId, TenantId},
};
use jiff::{Span, ToSpan, civil::Date};
use rust_decimal::Decimal;

/// One line of a C3 invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// C3 customer, where the line names one.
    pub customer: Option<CustomerId>,
    /// Microsoft tenant.
    pub tenant: Option<TenantId>,
    /// Subscription; charges of another kind have none.
    pub subscription: Option<SubscriptionId>,
    /// What was charged, by the most lasting name that the line has.
    pub product: Option<String>,
    /// Units.
    pub quantity: Option<Decimal>,
    /// Price of one unit, unrounded.
    pub unit_price: Option<Decimal>,
    /// The billing cycle that the line shows; see [`InvoiceLine::cycle_of`].
    pub cycle: Option<BillingCycle>,
    /// First day charged.
    pub charge_start: Option<Date>,
    /// Last day charged, or the day after it: C3 does not say which.
    pub charge_end: Option<Date>,
    /// Currency, as three letters.
    pub currency: Option<String>,
    /// The invoice.
    pub invoice_number: Option<String>,
}

impl InvoiceLine {
    /// The billing cycle that a line shows, by the first of these that speaks:
    ///
    /// 1. the category `OneTime`;
    /// 2. a field that names the cycle;
    /// 3. charge dates that span exactly one month, one year or three years,
    ///    with the end counted in or out.
    ///
    /// Any other span is a part of a cycle and tells nothing: it is left to the
    /// offers and to the user rather than guessed.
    #[must_use]
    pub fn cycle_of(
        category: Option<&str>,
        named: Option<BillingCycle>,
        charged: Option<(Date, Date)>,
    ) -> Option<BillingCycle> {
        let once = category.and_then(|word| word.parse().ok()) == Some(BillingCycle::OneTime);
        if once {
            return Some(BillingCycle::OneTime);
        }
        named.or_else(|| charged.and_then(|(start, end)| spanned(start, end)))
    }

    /// Reads a line; there is none that cannot be read.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it has the shape of the other records' readers"
    )]
    pub(crate) fn read(fields: &Fields) -> Result<Self, String> {
        let charge_start = fields.day(&["ChargeStartDate", "ChargeStart"]);
        let charge_end = fields.day(&["ChargeEndDate", "ChargeEnd"]);
        Ok(Self {
            customer: fields.id(&["CustomerId"]).map(CustomerId::new),
            tenant: fields.id(&["TenantId"]).map(TenantId::new),
            subscription: fields.id(&["SubscriptionId"]).map(SubscriptionId::received),
            product: fields.text(&[
                "ProductName",
                "OfferName",
                "ItemName",
                "SubscriptionName",
                "SubscriptionDescription",
            ]),
            quantity: fields.decimal_if_readable(&["Quantity", "BillableQuantity"]),
            unit_price: fields.decimal_if_readable(&["UnitPriceOfProduct", "UnitPrice"]),
            cycle: Self::cycle_of(
                fields.get(&["Category"]),
                fields.cycle(&["BillingCycle", "BillingCycleName", "BillingFrequency"]),
                charge_start.zip(charge_end),
            ),
            charge_start,
            charge_end,
            currency: fields.get(&["CurrencyCode"]).map(str::to_ascii_uppercase),
            invoice_number: fields.text(&["InvoiceNumber"]),
        })
    }
}

/// The cycle whose length lies exactly between two days.
fn spanned(start: Date, end: Date) -> Option<BillingCycle> {
    let is = |length: Span| {
        start
            .checked_add(length)
            .is_ok_and(|after| after == end || after.yesterday().is_ok_and(|last| last == end))
    };
    if is(1.month()) {
        Some(BillingCycle::Monthly)
    } else if is(1.year()) {
        Some(BillingCycle::Annual)
    } else if is(3.years()) {
        Some(BillingCycle::Triennial)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn charge_dates_tell_a_cycle_only_when_they_span_it_exactly() {
        for (start, end, cycle) in [
            (
                date(2024, 2, 1),
                date(2024, 2, 29),
                Some(BillingCycle::Monthly),
            ),
            (
                date(2024, 2, 15),
                date(2024, 3, 14),
                Some(BillingCycle::Monthly),
            ),
            (
                date(2024, 2, 15),
                date(2024, 3, 15),
                Some(BillingCycle::Monthly),
            ),
            (
                date(2024, 1, 31),
                date(2024, 2, 29),
                Some(BillingCycle::Monthly),
            ),
            (
                date(2024, 2, 29),
                date(2025, 2, 27),
                Some(BillingCycle::Annual),
            ),
            (
                date(2024, 2, 15),
                date(2025, 2, 14),
                Some(BillingCycle::Annual),
            ),
            (
                date(2024, 2, 15),
                date(2027, 2, 14),
                Some(BillingCycle::Triennial),
            ),
            (date(2024, 2, 15), date(2024, 3, 3), None),
            (date(2024, 2, 15), date(2024, 2, 1), None),
            (Date::MAX, Date::MAX, None),
        ] {
            assert_eq!(
                InvoiceLine::cycle_of(None, None, Some((start, end))),
                cycle,
                "{start} to {end}"
            );
        }
    }

    #[test]
    fn category_comes_first_then_the_named_cycle_then_the_dates() {
        let month = Some((date(2024, 2, 1), date(2024, 2, 29)));
        let annual = Some(BillingCycle::Annual);
        let cycle = InvoiceLine::cycle_of;
        assert_eq!(
            cycle(Some("OneTime"), annual, month),
            Some(BillingCycle::OneTime)
        );
        assert_eq!(cycle(Some("Custom"), annual, month), annual);
        assert_eq!(cycle(Some("Monthly"), None, None), None);
    }

    #[test]
    fn odd_lines_are_handed_out_with_what_they_have() {
        let read =
            |json: &str| InvoiceLine::read(&Fields::parse(json.as_bytes()).unwrap()).unwrap();
        let line = read(
            r#"{"SubscriptionID":"S-1","SubscriptionName":"Mine","ProductName":"Microsoft 365 E1","Quantity":"6",
                "UnitPriceOfProduct":40.12345678,"CurrencyCode":"usd","ChargeStartDate":"2024-10-01T00:00:00",
                "ChargeEndDate":"2024-10-31T00:00:00","InvoiceNumber":1001}"#,
        );
        assert_eq!(line.product.as_deref(), Some("Microsoft 365 E1"));
        assert_eq!(line.unit_price.unwrap().to_string(), "40.12345678");
        assert_eq!(line.cycle, Some(BillingCycle::Monthly));
        assert_eq!(line.currency.as_deref(), Some("USD"));

        let odd = read(
            r#"{"SubscriptionID":"","Quantity":"n/a","Category":"OneTime","ChargeStartDate":"soon"}"#,
        );
        assert_eq!(
            (odd.subscription, odd.quantity, odd.charge_start),
            (None, None, None)
        );
        assert_eq!(odd.cycle, Some(BillingCycle::OneTime));
        assert_eq!(read("{}").cycle, None);
    }
}
