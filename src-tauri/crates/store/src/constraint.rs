//! The database's rules by name, so that a caller can tell which one was broken
//! and name the other side.

use std::fmt;

/// A rule that the database holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    /// A C3 customer has one company.
    CustomerTaken,
    /// A company has one C3 customer.
    CompanyTaken,
    /// A customer is mapped before its agreements.
    CustomerNotMapped,
    /// An agreement has one C3 customer.
    AgreementTaken,
    /// An agreement is mapped, for the same customer, before its products.
    AgreementNotMapped,
    /// Within a customer, a product has one catalog item and one agreement.
    ProductTaken,
    /// Within a customer, a catalog item has one product.
    ItemTaken,
    /// Only Monthly and Annual products are mapped.
    CycleNotSupported,
    /// Agreements are released before their customer.
    AgreementsRemain,
    /// Products are released before their agreement.
    ProductsRemain,
    /// The ledger's events are neither changed nor deleted.
    LedgerAppendOnly,
    /// An operation goes from planned over sending to its end; confirmed is final.
    OperationState,
    /// What an operation does is neither changed nor deleted once it was sent.
    OperationContent,
    /// An operation's place in its job's plan is taken.
    OperationTwice,
    /// A job that has ended stays as it is.
    JobEnded,
    /// A record names another that is not there.
    Reference,
    /// Any other rule, in SQLite's words.
    Other(String),
}

impl Constraint {
    /// Reads SQLite's message, or the word that a trigger raises.
    pub(crate) fn named(message: &str) -> Self {
        let rule = message
            .split_once(" constraint failed: ")
            .map_or(message, |(_, rule)| rule);
        match rule {
            "customer_mapping.customer" => Self::CustomerTaken,
            "customer_mapping.company" => Self::CompanyTaken,
            "agreement_mapping.agreement" => Self::AgreementTaken,
            "product_mapping.customer, product_mapping.product, product_mapping.cycle" => {
                Self::ProductTaken
            }
            "product_mapping.customer, product_mapping.item" => Self::ItemTaken,
            "product_mapping_cycle" => Self::CycleNotSupported,
            "ledger-append-only" => Self::LedgerAppendOnly,
            "operation-state" => Self::OperationState,
            "operation-content" => Self::OperationContent,
            "operation.job, operation.seq" => Self::OperationTwice,
            "job-ended" => Self::JobEnded,
            "FOREIGN KEY constraint failed" => Self::Reference,
            _ => Self::Other(message.to_owned()),
        }
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CustomerTaken => "The C3 customer is already mapped to a company",
            Self::CompanyTaken => "The company is already mapped to a C3 customer",
            Self::CustomerNotMapped => "The C3 customer is not mapped to a company",
            Self::AgreementTaken => "The agreement is already mapped",
            Self::AgreementNotMapped => "The agreement is not mapped for this customer",
            Self::ProductTaken => "The product is already mapped for this customer",
            Self::ItemTaken => "The catalog item is already mapped for this customer",
            Self::CycleNotSupported => "No agreement can bill this billing cycle",
            Self::AgreementsRemain => "The customer still has mapped agreements",
            Self::ProductsRemain => "The agreement still has mapped products",
            Self::LedgerAppendOnly => "An event of the ledger is never changed or deleted",
            Self::OperationState => "The operation cannot go from its state to the one wanted",
            Self::OperationContent => "What an operation does is never changed or deleted",
            Self::OperationTwice => "The job's plan has an operation in this place already",
            Self::JobEnded => "The job has ended and stays as it is",
            Self::Reference => "The record names another one that is not there",
            Self::Other(message) => {
                return write!(f, "A rule of the database was broken: {message}");
            }
        })
    }
}
