//! The words of `suggest`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Suggest {
    /// Companies for the C3 customers that are mapped to none
    Customers(Shown),
    /// Agreements for a mapped customer's billing cycles
    Agreements {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
        #[command(flatten)]
        shown: Shown,
    },
    /// Catalog items for a customer's products on an agreement
    Products {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
        /// Agreement
        #[arg(long, value_name = "ID")]
        agreement: u32,
        #[command(flatten)]
        shown: Shown,
    },
    /// Map what is suggested: a whole class that was listed, or one
    Accept {
        /// Of what
        #[command(subcommand)]
        of: Of<Accept>,
    },
    /// Mark that you looked and found no match
    NoMatch {
        /// Of what
        #[command(subcommand)]
        of: Of<NoMatch>,
    },
    /// Take the last accepted step back
    Undo,
}

#[derive(Debug, Args)]
pub(crate) struct Shown {
    /// Only this class: exact, strong, not-sure, none or no-match
    #[arg(long)]
    pub(crate) class: Option<String>,
}

/// The three things that suggestions are for, each with more words.
#[derive(Debug, Subcommand)]
pub(crate) enum Of<M: Args> {
    /// C3 customers
    Customers(M),
    /// A customer's billing cycles
    Agreements {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
        #[command(flatten)]
        more: M,
    },
    /// A customer's products on an agreement
    Products {
        /// C3 customer
        #[arg(long, value_name = "ID")]
        customer: String,
        /// Agreement
        #[arg(long, value_name = "ID")]
        agreement: u32,
        #[command(flatten)]
        more: M,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// A whole class: exact or strong
    #[arg(long, conflicts_with = "one", required_unless_present = "one")]
    pub(crate) class: Option<String>,
    /// The list that `suggest` showed for the class
    #[arg(long, requires = "class")]
    pub(crate) list: Option<String>,
    /// Only show what would be mapped
    #[arg(long, requires = "class")]
    pub(crate) dry_run: bool,
    /// One customer, billing cycle or product, as `suggest` prints it
    #[arg(long, value_name = "ID", requires = "candidate")]
    pub(crate) one: Option<String>,
    /// What is suggested for it
    #[arg(long, value_name = "NUMBER", requires = "one")]
    pub(crate) candidate: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct NoMatch {
    /// Customer, billing cycle or product, as `suggest` prints it
    #[arg(long, value_name = "ID")]
    pub(crate) one: String,
    /// Nobody looked yet after all
    #[arg(long)]
    pub(crate) take_back: bool,
}
