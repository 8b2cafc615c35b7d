//! The rules of mapping (`product.md` 4), each refusal with its own sentence that
//! names the other side. The database holds the same rules as constraints; this
//! is where they get their words.

use crate::{
    cycle::{AgreementCycle, BillingCycle},
    ids::{AgreementId, CompanyId, CustomerId, ItemId},
    timeline::ProductName,
};
use serde::{Deserialize, Serialize};

/// What a mapping points at, or comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MappedKind {
    /// A C3 customer.
    Customer,
    /// A company.
    Company,
    /// An agreement.
    Agreement,
    /// A catalog item.
    Item,
}

impl MappedKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Company, Self::Agreement, Self::Item];

    /// The word that it is kept under.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Company => "company",
            Self::Agreement => "agreement",
            Self::Item => "item",
        }
    }

    /// In a sentence.
    #[must_use]
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Customer => "C3 customer",
            Self::Company => "company",
            Self::Agreement => "agreement",
            Self::Item => "product",
        }
    }
}

/// Why a mapping is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// One C3 customer, one company.
    #[error("{customer} is already mapped to {company}; release that mapping first")]
    CustomerTaken {
        /// The C3 customer's name.
        customer: String,
        /// The company it is mapped to.
        company: String,
    },
    /// One company, one C3 customer.
    #[error(
        "{company} is already mapped to the C3 customer {customer}; release that mapping first"
    )]
    CompanyTaken {
        /// The company's name.
        company: String,
        /// The C3 customer it is mapped to.
        customer: String,
    },
    /// The customer must be mapped before its agreements.
    #[error("{customer} is not mapped to a ConnectWise company yet; map the customer first")]
    CustomerNotMapped {
        /// The C3 customer's name.
        customer: String,
    },
    /// The agreement is another company's.
    #[error("The agreement {agreement} belongs to {owner}, not to {company}")]
    AgreementOfAnotherCompany {
        /// The agreement's name.
        agreement: String,
        /// The company it belongs to.
        owner: String,
        /// The company that the customer is mapped to.
        company: String,
    },
    /// One agreement, one C3 customer.
    #[error(
        "The agreement {agreement} is already mapped for {customer}; release that mapping first"
    )]
    AgreementTaken {
        /// The agreement's name.
        agreement: String,
        /// The C3 customer that has it.
        customer: String,
    },
    /// Only Monthly and Yearly agreements take part.
    #[error(
        "The agreement {agreement} bills {billing}; only agreements that bill Monthly or Yearly can be mapped"
    )]
    AgreementCycle {
        /// The agreement's name.
        agreement: String,
        /// How often it bills.
        billing: String,
    },
    /// Cancelled, expired and inactive agreements cannot be chosen.
    #[error("The agreement {agreement} is {status} in ConnectWise and cannot be chosen")]
    AgreementNotActive {
        /// The agreement's name.
        agreement: String,
        /// Its status.
        status: String,
    },
    /// The agreement must be mapped before its products.
    #[error("The agreement {agreement} is not mapped for {customer} yet; map the agreement first")]
    AgreementNotMapped {
        /// The agreement's name.
        agreement: String,
        /// The C3 customer's name.
        customer: String,
    },
    /// No agreement can bill the product's cycle.
    #[error("{product} is billed {cycle}; no agreement can bill this cycle")]
    CycleNotSupported {
        /// The product.
        product: String,
        /// Its cycle.
        cycle: BillingCycle,
    },
    /// The product's cycle is not the agreement's.
    #[error("{product} is billed {cycle}, but the agreement {agreement} bills {billing}")]
    CycleDiffers {
        /// The product.
        product: String,
        /// Its cycle.
        cycle: BillingCycle,
        /// The agreement's name.
        agreement: String,
        /// How often the agreement bills.
        billing: &'static str,
    },
    /// Nothing tells the product's cycle.
    #[error("The billing cycle of {product} is not known; set it for its subscriptions first")]
    CycleUnknown {
        /// The product.
        product: String,
    },
    /// A product maps to one catalog item.
    #[error(
        "{product} is already mapped to {item} on the agreement {agreement}; release that mapping first"
    )]
    ProductTaken {
        /// The product.
        product: String,
        /// The item it is mapped to.
        item: String,
        /// The agreement it is mapped on.
        agreement: String,
    },
    /// A catalog item maps to one product of a customer; the same product under
    /// two billing cycles needs two items.
    #[error(
        "{item} is already mapped to {product} for this customer; each product, and each billing cycle of one product, needs its own catalog item"
    )]
    ItemTaken {
        /// The item.
        item: String,
        /// The product that has it.
        product: String,
    },
    /// Inactive items cannot be chosen.
    #[error("{item} is inactive in ConnectWise and cannot be chosen")]
    ItemInactive {
        /// The item.
        item: String,
    },
    /// Bundles cannot be additions.
    #[error("{item} is a Bundle; ConnectWise does not take bundles as additions")]
    ItemIsBundle {
        /// The item.
        item: String,
    },
    /// `bill_from` lies before the agreement bills.
    #[error("{agreement} bills from {bill_start} on; Accord cannot begin earlier")]
    BillFromTooEarly {
        /// The agreement's name.
        agreement: String,
        /// Its billing start.
        bill_start: jiff::civil::Date,
    },
    /// The posting mode and the agreement would both prorate, or neither would.
    #[error(
        "{agreement} {does} in ConnectWise; the posting mode “{mode}” would bill changes {wrong}"
    )]
    ModeProratesTwice {
        /// The agreement's name.
        agreement: String,
        /// What the agreement does.
        does: &'static str,
        /// The mode.
        mode: &'static str,
        /// What would go wrong.
        wrong: &'static str,
    },
}

/// A C3 product of one customer: its name and billing cycle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductKey {
    /// Name.
    pub name: ProductName,
    /// Billing cycle, where known.
    pub cycle: Option<BillingCycle>,
}

/// A text that is no product's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” is no product's id; it is the billing cycle, a colon and the name, such as “monthly:Microsoft 365 E1”"
)]
pub struct NotAProduct(pub String);

/// The word for a cycle that nothing tells.
const UNKNOWN: &str = "unknown";

impl ProductKey {
    /// The product's id: cycle, colon, name.
    #[must_use]
    pub fn id(&self) -> String {
        let cycle = self.cycle.map_or(UNKNOWN, BillingCycle::word);
        format!("{cycle}:{}", self.name.shown())
    }

    /// Reads a product's id.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(id: &str) -> Result<Self, NotAProduct> {
        let wrong = || NotAProduct(id.to_owned());
        let (cycle, name) = id.split_once(':').ok_or_else(wrong)?;
        if name.trim().is_empty() {
            return Err(wrong());
        }
        let cycle = match cycle {
            UNKNOWN => None,
            word => Some(word.parse().map_err(|_| wrong())?),
        };
        Ok(Self {
            name: ProductName::new(name),
            cycle,
        })
    }
}

/// One C3 customer's mapping to its company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerMapping {
    /// C3 customer.
    pub customer: CustomerId,
    /// ConnectWise company.
    pub company: CompanyId,
}

/// One product's mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductMapping {
    /// C3 customer.
    pub customer: CustomerId,
    /// The product; its cycle is always known.
    pub product: ProductKey,
    /// The agreement that bills it.
    pub agreement: AgreementId,
    /// The catalog item on the line.
    pub item: ItemId,
}

/// Checks a product against an agreement's billing cycle.
///
/// # Errors
/// [`Refusal::CycleUnknown`], [`Refusal::CycleNotSupported`] or
/// [`Refusal::CycleDiffers`].
pub fn check_cycle(
    product: &ProductKey,
    agreement: &str,
    bills: AgreementCycle,
) -> Result<(), Refusal> {
    let name = product.name.shown().to_owned();
    let Some(cycle) = product.cycle else {
        return Err(Refusal::CycleUnknown { product: name });
    };
    match cycle.agreement_cycle() {
        None => Err(Refusal::CycleNotSupported {
            product: name,
            cycle,
        }),
        Some(wanted) if wanted != bills => Err(Refusal::CycleDiffers {
            product: name,
            cycle,
            agreement: agreement.to_owned(),
            billing: match bills {
                AgreementCycle::Monthly => "Monthly",
                AgreementCycle::Yearly => "Yearly",
            },
        }),
        Some(_) => Ok(()),
    }
}
