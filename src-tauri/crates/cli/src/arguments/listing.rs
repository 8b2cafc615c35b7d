//! The words of `list`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum List {
    /// C3 customers
    Customers(Search),
    /// ConnectWise companies
    Companies(Search),
    /// ConnectWise catalog items
    Items(Search),
    /// A company's agreements
    Agreements {
        /// Company
        #[arg(long, value_name = "ID")]
        company: u32,
    },
    /// A customer's C3 products
    Products {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
        /// Only those of this agreement's billing cycle
        #[arg(long, value_name = "ID")]
        agreement: Option<u32>,
    },
    /// A customer's subscriptions
    Subscriptions {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
    },
    /// The ledger
    History {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: Option<String>,
    },
    /// Rows that could not be read
    Unreadable,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Any parts of the name, in any order
    #[arg(long, value_name = "TEXT")]
    pub(crate) search: Option<String>,
}
