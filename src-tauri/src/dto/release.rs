//! Mapping drafts, and what a release takes away.

use domain::{
    agreement::{NextInvoiceCovers, PostingMode},
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    mapping::ProductKey,
};
use serde::{Deserialize, Serialize};
use specta::Type;
use workflow::mapping::{self, AgreementChoices};

use crate::error::{CommandError, ErrorCode};

/// What a person chose, to be saved together.
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct MappingDraft {
    /// C3 customer.
    pub(crate) customer: String,
    /// ConnectWise company.
    pub(crate) company: u32,
    /// Its agreement.
    pub(crate) agreement: u32,
    /// The agreement's terms, where the person chose some.
    pub(crate) choices: Choices,
    /// Products with their catalog items.
    pub(crate) products: Vec<DraftedProduct>,
}

/// One row of the products table.
#[derive(Debug, Clone, Deserialize, Type)]
pub(crate) struct DraftedProduct {
    /// The product's id.
    pub(crate) product: String,
    /// The catalog item.
    pub(crate) item: u32,
}

/// An agreement's terms; what is left out stays as it was.
#[derive(Debug, Clone, Default, Deserialize, Type)]
pub(crate) struct Choices {
    /// Posting mode: `dated` or `adjustment`.
    pub(crate) mode: Option<String>,
    /// The first day that Accord plans.
    pub(crate) bill_from: Option<String>,
    /// Which period the next invoice covers: `holding` or `before`.
    pub(crate) next_invoice_covers: Option<String>,
}

impl TryFrom<Choices> for AgreementChoices {
    type Error = CommandError;

    fn try_from(choices: Choices) -> Result<Self, CommandError> {
        let off = |field: &'static str| {
            move |why: String| CommandError::new(ErrorCode::Argument, why).of_field(field)
        };
        let mode = choices.mode.map(|word| word.parse::<PostingMode>());
        let day = choices
            .bill_from
            .map(|day| day.parse::<jiff::civil::Date>());
        let covers = choices
            .next_invoice_covers
            .map(|word| word.parse::<NextInvoiceCovers>());
        Ok(Self {
            mode: mode.transpose().map_err(|e| off("mode")(e.to_string()))?,
            bill_from: day
                .transpose()
                .map_err(|_| off("bill_from")("This is no day; write it as 2026-10-31".into()))?,
            covers: covers
                .transpose()
                .map_err(|e| off("next_invoice_covers")(e.to_string()))?,
        })
    }
}

impl TryFrom<MappingDraft> for mapping::MappingDraft {
    type Error = CommandError;

    fn try_from(draft: MappingDraft) -> Result<Self, CommandError> {
        let row = |row: DraftedProduct| Ok((product(&row.product)?, ItemId(row.item)));
        let products = draft.products.into_iter().map(row);
        Ok(Self {
            customer: CustomerId::new(&draft.customer),
            company: CompanyId(draft.company),
            agreement: AgreementId(draft.agreement),
            choices: draft.choices.try_into()?,
            products: products.collect::<Result<_, CommandError>>()?,
        })
    }
}

/// A product by its id.
pub(crate) fn product(id: &str) -> Result<ProductKey, CommandError> {
    ProductKey::parse(id).map_err(|error| CommandError::new(ErrorCode::Argument, error.to_string()))
}

/// What is to be released.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(crate) enum ReleaseTarget {
    /// One product.
    Product {
        /// C3 customer.
        customer: String,
        /// The product's id.
        product: String,
    },
    /// An agreement, with its products.
    Agreement {
        /// C3 customer.
        customer: String,
        /// The agreement.
        agreement: u32,
    },
    /// A customer, with all its agreements and their products.
    Customer {
        /// C3 customer.
        customer: String,
    },
}

impl TryFrom<ReleaseTarget> for mapping::ReleaseTarget {
    type Error = CommandError;

    fn try_from(target: ReleaseTarget) -> Result<Self, CommandError> {
        Ok(match target {
            ReleaseTarget::Product {
                customer,
                product: id,
            } => Self::Product(CustomerId::new(&customer), product(&id)?),
            ReleaseTarget::Agreement {
                customer,
                agreement,
            } => Self::Agreement(CustomerId::new(&customer), AgreementId(agreement)),
            ReleaseTarget::Customer { customer } => Self::Customer(CustomerId::new(&customer)),
        })
    }
}

/// What a release will do.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ReleaseEffect {
    /// The customer's name.
    pub(crate) customer: String,
    /// The company's name.
    pub(crate) company: String,
    /// The customer's mapping itself is released.
    pub(crate) releases_customer: bool,
    /// Names of the agreements that are released.
    pub(crate) agreements: Vec<String>,
    /// The products that are released.
    pub(crate) products: Vec<ReleasedProduct>,
    /// Lines that stand in ConnectWise and bill on.
    pub(crate) lines: u32,
    /// All of it in sentences.
    pub(crate) message: String,
}

/// A product that is released.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ReleasedProduct {
    /// Its name.
    pub(crate) name: String,
    /// Name of the agreement.
    pub(crate) agreement: String,
    /// The item's identifier.
    pub(crate) item: String,
    /// Its lines that stand in ConnectWise and bill on.
    pub(crate) lines: u32,
}

impl From<mapping::ReleaseEffect> for ReleaseEffect {
    fn from(effect: mapping::ReleaseEffect) -> Self {
        let products = effect.products.into_iter().map(|product| ReleasedProduct {
            name: product.name,
            agreement: product.agreement,
            item: product.item,
            lines: product.lines,
        });
        Self {
            customer: effect.customer,
            company: effect.company,
            releases_customer: effect.releases_customer,
            agreements: effect.agreements,
            products: products.collect(),
            lines: effect.lines,
            message: effect.message,
        }
    }
}

/// How much a release took away.
#[derive(Debug, Clone, Copy, Serialize, Type)]
pub(crate) struct Released {
    /// Products.
    pub(crate) products: u32,
    /// Agreements.
    pub(crate) agreements: u32,
    /// Customers.
    pub(crate) customers: u32,
}

impl From<&mapping::Released> for Released {
    fn from(released: &mapping::Released) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            products: count(released.products),
            agreements: count(released.agreements),
            customers: count(released.customers),
        }
    }
}
