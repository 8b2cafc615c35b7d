//! What crosses between Rust and the window. Decimals are texts, ids of
//! ConnectWise and of records are numbers, instants are RFC 3339, days ISO 8601.
//!
//! These shapes live at the edge: nothing below knows them, and they hold no rule.

pub(crate) mod automatic;
pub(crate) mod history;
pub(crate) mod invoice;
pub(crate) mod listing;
pub(crate) mod overview;
pub(crate) mod product;
pub(crate) mod record;
pub(crate) mod release;
pub(crate) mod renamed;
pub(crate) mod settings;
pub(crate) mod suggest;
pub(crate) mod support;
pub(crate) mod takeover;

/// Gives an enum of the window the words of the one that it mirrors.
macro_rules! mirror {
    ($(#[$meta:meta])* $name:ident of $other:path { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, specta::Type)]
        #[serde(rename_all = "kebab-case")]
        pub(crate) enum $name { $($(#[$doc])* $variant,)* }

        impl From<$other> for $name {
            fn from(other: $other) -> Self {
                use $other as Other;
                match other { $(Other::$variant => Self::$variant,)* }
            }
        }

        impl From<$name> for $other {
            fn from(name: $name) -> Self {
                match name { $($name::$variant => Self::$variant,)* }
            }
        }
    };
}

pub(crate) use mirror;

/// A number of a row as the window takes it; the window never shows that many.
pub(crate) fn number(id: i64) -> u32 {
    u32::try_from(id).unwrap_or(u32::MAX)
}
