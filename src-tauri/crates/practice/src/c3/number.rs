//! Decimals as JSON numbers, digit for digit.
//!
//! C3 writes prices with a fixed number of decimals (`40.0000`), and a float
//! on the way would not keep them.

use rust_decimal::Decimal;
use serde::ser::{Error, Serialize, Serializer};
use serde_json::value::RawValue;

/// A decimal that is written with exactly this many decimals.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    value: Decimal,
    places: usize,
}

/// A price as in history rows and plans: 4 decimals.
pub(super) fn price(value: Decimal) -> Number {
    Number { value, places: 4 }
}

/// A price as on invoice lines: 8 decimals.
pub(super) fn line_price(value: Decimal) -> Number {
    Number { value, places: 8 }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = format!("{:.*}", self.places, self.value);
        RawValue::from_string(text)
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_padded_and_never_become_floats() {
        let told = |number: Number| serde_json::to_string(&number).unwrap();
        assert_eq!(told(price(Decimal::new(40, 0))), "40.0000");
        assert_eq!(told(price(Decimal::new(-123_456, 4))), "-12.3456");
        assert_eq!(told(line_price(Decimal::new(6, 0))), "6.00000000");
    }
}
