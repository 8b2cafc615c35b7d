//! The names of things in both systems.
//!
//! C3's ids are texts that are compared without regard to case; ConnectWise's
//! are numbers. Mixing them up is a type error here.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::{Builder, Uuid};

/// The namespace under which Accord derives ids; never change it, or every
/// derived id changes with it.
const DERIVED: Uuid = Uuid::from_u128(0x6f1d_0c58_52f4_4b0e_9a5e_2b64_0f8d_7c31);

macro_rules! text_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(from = "String")]
        pub struct $name(String);

        impl From<String> for $name {
            /// However it is spelled in a file: an id that was read is the id.
            fn from(text: String) -> Self {
                Self::new(&text)
            }
        }

        impl $name {
            /// Takes the id as received: trimmed, lower case.
            #[must_use]
            pub fn new(text: &str) -> Self {
                Self(text.trim().to_lowercase())
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

macro_rules! number_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

text_id!(
    /// A C3 customer's id.
    CustomerId
);
text_id!(
    /// A Microsoft tenant's id.
    TenantId
);
text_id!(
    /// A subscription's id: a GUID from C3, or one that Accord derived.
    SubscriptionId
);
number_id!(
    /// A ConnectWise company's number.
    CompanyId
);
number_id!(
    /// A ConnectWise agreement's number.
    AgreementId
);
number_id!(
    /// A ConnectWise catalog item's number.
    ItemId
);
number_id!(
    /// A ConnectWise addition's number.
    AdditionId
);

impl SubscriptionId {
    /// The id as a system gives it. A text that is no GUID gets one derived from it:
    /// no reference can carry another text, and a line that cannot be recognised
    /// would be billed again.
    #[must_use]
    pub fn received(text: &str) -> Self {
        let given = Self::new(text);
        let id = Uuid::parse_str(&given.0).unwrap_or_else(|_| {
            let hash = Uuid::new_v5(&DERIVED, given.0.as_bytes());
            // Version 8, so that it is never taken for that of a row without an id.
            Builder::from_custom_bytes(hash.into_bytes()).into_uuid()
        });
        Self(id.to_string())
    }

    /// The stable id of a subscription whose rows carry none: from the ids of
    /// customer and tenant, the owner and the product
    /// (`upload-engine.md` 1).
    #[must_use]
    pub fn derived(
        customer: &CustomerId,
        tenant: Option<&TenantId>,
        owner: &str,
        product: &str,
    ) -> Self {
        let name = [
            customer.as_str(),
            tenant.map_or("", TenantId::as_str),
            &folded(owner),
            &folded(product),
        ]
        .join("\u{1f}");
        Self(Uuid::new_v5(&DERIVED, name.as_bytes()).to_string())
    }

    /// Whether Accord derived this id for rows that carry none, which shows in the
    /// UUID's version.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        self.version() == Some(5)
    }

    /// Whether Accord derived this id from one that is no GUID.
    #[must_use]
    pub fn stands_for_text(&self) -> bool {
        self.version() == Some(8)
    }

    fn version(&self) -> Option<usize> {
        let id = Uuid::parse_str(&self.0).ok()?;
        Some(id.get_version_num())
    }
}

/// A name made comparable: trimmed, lower case, inner white space as one space.
#[must_use]
pub fn folded(name: &str) -> String {
    name.to_lowercase()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
