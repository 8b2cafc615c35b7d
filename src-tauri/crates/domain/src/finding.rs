//! Findings: what a validation has to say, each with a stable code.
//!
//! Codes are a contract (`product.md` 5): add to them, never reuse one.

mod mending;

pub use mending::Mending;

use crate::{
    ids::{AdditionId, AgreementId, CustomerId, SubscriptionId},
    line::EventId,
};
use serde::{Deserialize, Serialize};

/// How much a finding matters. Any error makes the record Error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is uploaded for the customer.
    Error,
    /// Uploaded, but a person should know.
    Warning,
    /// Good to know.
    Information,
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident = $word:literal, $severity:ident;)*) => {
        /// A finding's stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$meta])* #[serde(rename = $word)] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code's word.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    /// The C3 customer is mapped to no company.
    UnmappedCustomer = "unmapped-customer", Error;
    /// The customer has no agreement of the product's billing cycle.
    UnmappedAgreement = "unmapped-agreement", Error;
    /// The product is mapped to no catalog item.
    UnmappedProduct = "unmapped-product", Error;
    /// No rule gives the subscription's billing cycle.
    BillingCycleUnknown = "billing-cycle-unknown", Error;
    /// Nothing tells what was subscribed on the first planned day.
    BaselineUnknown = "baseline-unknown", Error;
    /// C3's history names no subscription, and its invoices name several.
    SubscriptionUnclear = "subscription-unclear", Error;
    /// The mapped company is gone in ConnectWise.
    CompanyGone = "company-gone", Error;
    /// The mapped agreement is gone in ConnectWise.
    AgreementGone = "agreement-gone", Error;
    /// The mapped agreement is cancelled, expired or inactive.
    AgreementNotActive = "agreement-not-active", Error;
    /// The agreement bills in another currency than C3.
    AgreementCurrencyDiffers = "agreement-currency-differs", Error;
    /// The agreement's flags leave in doubt which period its next invoice covers.
    InvoicingUnclear = "invoicing-unclear", Error;
    /// The mapped catalog item is gone in ConnectWise.
    ItemGone = "item-gone", Error;
    /// The mapped catalog item is inactive.
    ItemInactive = "item-inactive", Error;
    /// An addition of a mapped item that is not Accord's.
    PossibleDuplicate = "possible-duplicate", Error;
    /// The same reference on two additions.
    ReferenceTwice = "reference-twice", Error;
    /// A person edited a line of Accord's.
    LineChangedOutside = "line-changed-outside", Error;
    /// Another desktop knows more of the subscription than this ledger.
    LedgerBehind = "ledger-behind", Error;
    /// Lines follow other settings than this desktop's.
    SettingsDiffer = "settings-differ", Error;
    /// The posting mode and the agreement would both prorate, or neither.
    DoubleProration = "double-proration", Error;
    /// Single lines with the catalog's price: what an invoiced period's full price was
    /// would be told nowhere.
    SingleLinePrice = "single-line-price", Error;
    /// A quantity below zero.
    NegativeQuantity = "negative-quantity", Error;
    /// No price is known.
    PriceMissing = "price-missing", Error;
    /// An event contradicts the one before it.
    OutOfOrder = "out-of-order", Error;
    /// Something changed between validation and upload.
    ChangedSinceValidation = "changed-since-validation", Error;
    /// A write did not go through.
    WriteFailed = "write-failed", Error;
    /// It is not known whether a write was done.
    WriteUnknown = "write-unknown", Error;
    /// ConnectWise or C3 could not be read.
    NotRead = "not-read", Error;
    /// No agreement can bill this billing cycle.
    CycleNotSupported = "cycle-not-supported", Warning;
    /// Something lies before the agreement's billing start.
    BeforeBillingStart = "before-billing-start", Warning;
    /// Something lies after the agreement's end.
    AfterAgreementEnd = "after-agreement-end", Warning;
    /// The price is zero.
    PriceZero = "price-zero", Warning;
    /// The history's price is not the offer's sale price.
    PriceDiffersFromOffer = "price-differs-from-offer", Warning;
    /// Suspended, and billed all the same.
    SuspendedStillBilled = "suspended-still-billed", Warning;
    /// More than 90 days lay between two pulls.
    HistoryGap = "history-gap", Warning;
    /// A row that could not be read.
    UnreadableRow = "unreadable-row", Warning;
    /// A line of ours whose subscription this ledger has never seen.
    UnknownReference = "unknown-reference", Warning;
    /// The mapping was released; its lines still bill.
    ReleasedStillBilling = "released-still-billing", Warning;
    /// The subscription is held.
    OnHold = "on-hold", Warning;
    /// One catalog item for two billing cycles, across customers.
    SameItemTwoCycles = "same-item-two-cycles", Warning;
    /// A row where nothing changed.
    NoChange = "no-change", Information;
    /// The subscription's id was derived.
    DerivedSubscriptionId = "derived-subscription-id", Information;
    /// The product is set aside: not billed through ConnectWise.
    SetAside = "set-aside", Information;
    /// An invoice covers what an upload wrote, so that it cannot be taken back whole.
    UndoInvoiced = "undo-invoiced", Warning;
    /// An adopted line keeps its reference when its upload is taken back.
    UndoReferenceStays = "undo-reference-stays", Information;
    /// Another desktop wrote the same line at the same moment, and the later one was
    /// voided.
    TwinVoided = "twin-voided", Information;
}

/// One thing that a validation or an upload has to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// The C3 customer.
    pub customer: CustomerId,
    /// The subscription, where it is about one.
    pub subscription: Option<SubscriptionId>,
    /// The agreement, where it is about one.
    pub agreement: Option<AgreementId>,
    /// The addition, where it is about one.
    pub addition: Option<AdditionId>,
    /// The ledger's event, where it is about one.
    pub event: Option<EventId>,
    /// What happened, to what, and what to do, for a bookkeeper.
    pub message: String,
}

impl Finding {
    /// A finding on a customer as a whole; what else it is about is put in beside.
    #[must_use]
    pub fn of(customer: &CustomerId, code: Code, message: String) -> Self {
        Self {
            code,
            customer: customer.clone(),
            subscription: None,
            agreement: None,
            addition: None,
            event: None,
            message,
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}
