//! The small records that stand inside others.

use crate::connectwise::{
    document::{record, words},
    json::Json,
};
use jiff::Timestamp;

record! {
    /// A reference to another record.
    pub struct Reference {
        /// The referenced record's number.
        "id" id: u32,
        /// Its display name.
        "name" name: String,
    }
}

record! {
    /// A reference to a company.
    pub struct CompanyReference {
        /// The company's number.
        "id" id: u32,
        /// Its short identifier.
        "identifier" identifier: String,
        /// Its display name.
        "name" name: String,
    }
}

record! {
    /// A reference to a catalog item; it carries no name.
    pub struct ItemReference {
        /// The item's number.
        "id" id: u32,
        /// Its identifier.
        "identifier" identifier: String,
        /// Whether the item is tracked by serial number.
        "serializedFlag" serialized: Option<bool>,
    }
}

record! {
    /// A currency, as companies and agreements refer to it.
    pub struct Currency {
        /// The currency record's number.
        "id" id: u32,
        /// Printed symbol.
        "symbol" symbol: String,
        /// ISO 4217 code.
        "currencyCode" code: String,
        /// The site's own name of the currency.
        "currencyIdentifier" identifier: String,
        /// Display name.
        "name" name: String,
    }
}

record! {
    /// Who touched a record last, and when. Kept by the server.
    pub struct Info {
        /// The instant of the last change.
        "lastUpdated" last_updated: Option<Timestamp>,
        /// The member that made it.
        "updatedBy" updated_by: Option<String>,
        /// The instant of creation.
        "dateEntered" date_entered: Option<Timestamp>,
        /// The member that created it.
        "enteredBy" entered_by: Option<String>,
    }
}

words! {
    /// The type of a custom field.
    pub enum FieldType {
        #[default]
        Text,
        TextArea,
        Button,
        Currency,
        Date,
        Hyperlink,
        IPAddress,
        Checkbox,
        Number,
        Percent,
        PhoneNumber,
        Password,
    }
}

words! {
    /// How a custom field is filled in.
    pub enum EntryMethod {
        #[default]
        EntryField,
        Date,
        List,
        Option,
    }
}

record! {
    /// A custom field of one record, with its value.
    pub struct CustomField {
        /// The definition's number.
        "id" id: u32,
        /// Caption.
        "caption" caption: String,
        /// Type.
        "type" kind: FieldType,
        /// How it is filled in.
        "entryMethod" entry_method: EntryMethod,
        /// Decimals of a number field.
        "numberOfDecimals" decimals: u32,
        /// The value, of the field's own type; missing when empty.
        "value" value: Option<Json>,
        /// The definition's second, global id.
        "connectWiseId" connectwise_id: Option<String>,
    }
}
