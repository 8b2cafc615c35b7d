//! The site's setup tables that matter to billing.

use super::{EntryMethod, FieldType, Info};
use crate::connectwise::document::{record, words};

words! {
    /// How often a billing cycle bills.
    pub enum BillingOptions {
        #[default]
        Monthly,
        BiMonthly,
        BiWeekly,
        NotRecurring,
        Quarterly,
        SemiAnnual,
        Weekly,
        Yearly,
    }
}

record! {
    /// A billing cycle of the site.
    pub struct BillingCycle {
        /// Number; differs from site to site.
        "id" id: u32,
        /// Short code, at most 5 characters.
        "identifier" identifier: String,
        /// The site's own name.
        "name" name: String,
        /// The cycle that new agreements get.
        "defaultFlag" default: bool,
        /// How often it bills.
        "billingOptions" billing_options: BillingOptions,
        /// Last change.
        "_info" info: Info,
    }
}

record! {
    /// A custom field's definition.
    pub struct CustomFieldDefinition {
        /// Number.
        "id" id: u32,
        /// The screen part it belongs to, such as
        /// [`ADDITIONS_POD`](crate::connectwise::world::ADDITIONS_POD).
        "podId" pod_id: u32,
        /// Caption, at most 25 characters.
        "caption" caption: String,
        /// Place on the screen.
        "sequenceNumber" sequence: u32,
        /// Type.
        "fieldTypeIdentifier" kind: FieldType,
        /// Decimals of a number field.
        "numberDecimals" decimals: u32,
        /// How it is filled in.
        "entryTypeIdentifier" entry_method: EntryMethod,
        /// Must be filled in by hand.
        "requiredFlag" required: bool,
        /// Shown on the screen.
        "displayOnScreenFlag" shown: bool,
        /// The definition's second, global id.
        "connectWiseID" connectwise_id: Option<String>,
        /// Last change.
        "_info" info: Info,
    }
}
