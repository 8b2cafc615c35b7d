//! Where each finding is mended: the place to which its button leads.
//!
//! The finding itself says which customer, agreement, addition, subscription or
//! event is meant there.

use super::Code;
use serde::{Deserialize, Serialize};

/// Where a finding is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mending {
    /// On the mapping screen.
    Mapping,
    /// At the agreement's terms.
    Agreement,
    /// At the subscription's billing cycle, opening quantity or hold.
    Subscription,
    /// In the subscription history, by a word on an event or by importing a file.
    History,
    /// At the rows that could not be read.
    Unreadable,
    /// By a word on a possible duplicate.
    Duplicate,
    /// By a word on a line.
    Line,
    /// In the settings.
    Settings,
    /// By reading both systems again.
    Refresh,
    /// By resuming an upload that was cut off.
    Resume,
    /// By validating again.
    Validate,
    /// In ConnectWise.
    InConnectWise,
    /// Nowhere: it is only to be known.
    Nothing,
}

impl Code {
    /// Where a finding of this code is mended.
    #[must_use]
    pub fn mending(self) -> Mending {
        match self {
            Self::UnmappedCustomer
            | Self::UnmappedAgreement
            | Self::UnmappedProduct
            | Self::CompanyGone
            | Self::AgreementGone
            | Self::AgreementNotActive
            | Self::AgreementCurrencyDiffers
            | Self::ItemGone
            | Self::ItemInactive
            | Self::CycleNotSupported
            | Self::ReleasedStillBilling
            | Self::SameItemTwoCycles
            | Self::SetAside => Mending::Mapping,
            Self::InvoicingUnclear
            | Self::SettingsDiffer
            | Self::DoubleProration
            | Self::SingleLinePrice => Mending::Agreement,
            Self::BillingCycleUnknown
            | Self::BaselineUnknown
            | Self::SubscriptionUnclear
            | Self::PriceMissing
            | Self::OnHold => Mending::Subscription,
            Self::NegativeQuantity
            | Self::OutOfOrder
            | Self::PriceZero
            | Self::PriceDiffersFromOffer
            | Self::HistoryGap => Mending::History,
            Self::UnreadableRow => Mending::Unreadable,
            Self::PossibleDuplicate => Mending::Duplicate,
            Self::ReferenceTwice | Self::LineChangedOutside => Mending::Line,
            Self::SuspendedStillBilled => Mending::Settings,
            Self::LedgerBehind | Self::NotRead => Mending::Refresh,
            Self::WriteUnknown => Mending::Resume,
            Self::ChangedSinceValidation | Self::WriteFailed => Mending::Validate,
            Self::BeforeBillingStart | Self::AfterAgreementEnd | Self::UnknownReference => {
                Mending::InConnectWise
            }
            Self::NoChange
            | Self::DerivedSubscriptionId
            | Self::UndoInvoiced
            | Self::UndoReferenceStays
            | Self::TwinVoided => Mending::Nothing,
        }
    }
}
