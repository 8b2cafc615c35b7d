//! The settings, without secrets: the two connections, and how billing works.
//!
//! Each billing setting has a name and a text form, which is what the store
//! keeps, what the command line takes and what a mappings file carries.

use crate::error::Error;
use domain::{agreement::PriceSource, money::Rounding, text::Template, timeline::SuspendedBilling};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// How ConnectWise is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConnectWiseSettings {
    /// Cloud region's host or own host.
    pub site: String,
    /// Login company.
    pub company: String,
    /// Public key.
    pub public_key: String,
    /// Client id of the integration.
    pub client_id: String,
}

/// How C3 is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct C3Settings {
    /// API address.
    pub api_url: String,
    /// Token address.
    pub token_url: String,
    /// Client id.
    pub client_id: String,
    /// Resource.
    pub resource: String,
    /// Scope, where C3's owner gave one.
    pub scope: Option<String>,
}

/// Where the reference is written on an addition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceField {
    /// The serial number, which invoices may print.
    SerialNumber,
    /// A Text custom field of additions, by its caption.
    CustomField(String),
}

/// How billing works.
#[derive(Debug, Clone)]
pub struct BillingSettings {
    /// The zone in which days are counted.
    pub billing_zone: TimeZone,
    /// The zone in which C3 reports `DateofChange`.
    pub c3_zone: TimeZone,
    /// How Suspended bills.
    pub suspended: SuspendedBilling,
    /// Where amounts are rounded.
    pub rounding: Rounding,
    /// Where the reference is written.
    pub reference_field: ReferenceField,
    /// The text on a line.
    pub line_text: Template,
    /// "Consider ConnectWise price".
    pub price_source: PriceSource,
}

/// The billing settings' names, in the order in which they are listed.
pub const NAMES: [&str; 7] = [
    "billing-time-zone",
    "c3-time-zone",
    "line-text",
    "reference-field",
    "rounding",
    "suspended",
    "use-connectwise-price",
];

const SERIAL_NUMBER: &str = "serial-number";
const CUSTOM_FIELD: &str = "custom-field:";

impl Default for BillingSettings {
    fn default() -> Self {
        Self {
            billing_zone: TimeZone::UTC,
            c3_zone: TimeZone::UTC,
            suspended: SuspendedBilling::default(),
            rounding: Rounding::default(),
            reference_field: ReferenceField::SerialNumber,
            line_text: Template::default(),
            price_source: PriceSource::default(),
        }
    }
}

impl BillingSettings {
    /// Reads the settings from their texts; what is not there has its default.
    ///
    /// # Errors
    /// When a text is not one that [`Self::set`] would take.
    pub fn from_texts(texts: &BTreeMap<String, String>) -> Result<Self, Error> {
        let mut settings = Self::default();
        for name in NAMES {
            if let Some(text) = texts.get(name) {
                settings.set(name, text)?;
            }
        }
        Ok(settings)
    }

    /// Sets one setting from its text.
    ///
    /// # Errors
    /// [`Error::Argument`] when there is no such setting or no such value.
    pub fn set(&mut self, name: &str, text: &str) -> Result<(), Error> {
        let wrong = |why: String| Error::Argument(why);
        match name {
            "billing-time-zone" => self.billing_zone = zone(text)?,
            "c3-time-zone" => self.c3_zone = zone(text)?,
            "line-text" => self.line_text = text.parse().map_err(|e| wrong(format!("{e}")))?,
            "reference-field" => self.reference_field = reference_field(text)?,
            "rounding" => self.rounding = text.parse().map_err(wrong)?,
            "suspended" => self.suspended = text.parse().map_err(wrong)?,
            "use-connectwise-price" => self.price_source = price_source(text)?,
            other => {
                let known = NAMES.join(", ");
                return Err(wrong(format!("“{other}” is no setting; known are {known}")));
            }
        }
        Ok(())
    }

    /// All settings as texts, by name.
    #[must_use]
    pub fn texts(&self) -> BTreeMap<&'static str, String> {
        let zone = |zone: &TimeZone| zone.iana_name().unwrap_or("UTC").to_owned();
        let reference_field = match &self.reference_field {
            ReferenceField::SerialNumber => SERIAL_NUMBER.to_owned(),
            ReferenceField::CustomField(caption) => format!("{CUSTOM_FIELD}{caption}"),
        };
        let use_price = if self.price_source == PriceSource::ConnectWise {
            "on"
        } else {
            "off"
        };
        BTreeMap::from([
            ("billing-time-zone", zone(&self.billing_zone)),
            ("c3-time-zone", zone(&self.c3_zone)),
            ("line-text", self.line_text.as_str().to_owned()),
            ("reference-field", reference_field),
            ("rounding", self.rounding.word().to_owned()),
            ("suspended", self.suspended.word().to_owned()),
            ("use-connectwise-price", use_price.to_owned()),
        ])
    }

    /// The settings as the plan needs them.
    #[must_use]
    pub fn rules(&self) -> crate::assemble::Rules {
        crate::assemble::Rules {
            billing_zone: self.billing_zone.clone(),
            c3_zone: self.c3_zone.clone(),
            suspended: self.suspended,
            rounding: self.rounding,
            price_source: self.price_source,
            text: self.line_text.clone(),
        }
    }
}

fn zone(name: &str) -> Result<TimeZone, Error> {
    TimeZone::get(name.trim()).map_err(|_| {
        Error::Argument(format!(
            "“{name}” is no time zone; zones are named as in Europe/Berlin"
        ))
    })
}

fn price_source(text: &str) -> Result<PriceSource, Error> {
    match text {
        "on" => Ok(PriceSource::ConnectWise),
        "off" => Ok(PriceSource::C3),
        _ => Err(Error::Argument(format!(
            "use-connectwise-price is on or off, not “{text}”"
        ))),
    }
}

fn reference_field(text: &str) -> Result<ReferenceField, Error> {
    if text == SERIAL_NUMBER {
        return Ok(ReferenceField::SerialNumber);
    }
    match text.strip_prefix(CUSTOM_FIELD).map(str::trim) {
        Some(caption) if !caption.is_empty() => Ok(ReferenceField::CustomField(caption.to_owned())),
        _ => Err(Error::Argument(format!(
            "The reference field is “{SERIAL_NUMBER}” or “{CUSTOM_FIELD}CAPTION”, not “{text}”"
        ))),
    }
}
