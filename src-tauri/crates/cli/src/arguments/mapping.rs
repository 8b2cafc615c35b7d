//! The words of `map`, `release` and `mappings`.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Map {
    /// A C3 customer to a ConnectWise company
    Customer {
        /// C3 customer
        customer: String,
        /// Company
        company: u32,
    },
    /// An agreement of the customer's company
    Agreement {
        /// C3 customer
        customer: String,
        /// Agreement
        agreement: u32,
        /// How changes become additions: dated or adjustment
        #[arg(long)]
        mode: Option<String>,
        /// The first day that Accord plans
        #[arg(long, value_name = "DATE")]
        bill_from: Option<Date>,
        /// Which period the next invoice covers: holding or before
        #[arg(long, value_name = "holding|before")]
        next_invoice_covers: Option<String>,
    },
    /// A C3 product to a catalog item
    Product {
        /// C3 customer
        customer: String,
        /// Product, as `list products` prints it
        product: String,
        /// Agreement
        #[arg(long, value_name = "A")]
        agreement: u32,
        /// Catalog item
        #[arg(long, value_name = "ITEM")]
        item: u32,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Release {
    /// One product
    Product {
        /// C3 customer
        customer: String,
        /// Product, as `list products` prints it
        product: String,
    },
    /// An agreement and its products
    Agreement {
        /// C3 customer
        customer: String,
        /// Agreement
        agreement: u32,
    },
    /// A customer, its agreements and their products
    Customer {
        /// C3 customer
        customer: String,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Mappings {
    /// Write all mappings into a file
    Export {
        /// Where to
        file: PathBuf,
    },
    /// Read mappings from a file
    Import {
        /// Where from
        file: PathBuf,
        /// Only say what would change
        #[arg(long)]
        dry_run: bool,
    },
    /// What was renamed or deleted since it was mapped
    Changes,
    /// Keep the mappings of what was renamed or deleted: somebody has looked
    Seen,
    /// Point mappings at what replaced a company or an item
    #[command(subcommand)]
    Repoint(Repoint),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Repoint {
    /// A company that another one replaced, with its agreements
    Company(Replaced),
    /// A catalog item that another one replaced, for all customers
    Item(Replaced),
}

#[derive(Debug, Args)]
pub(crate) struct Replaced {
    /// What was replaced
    pub(crate) old: u32,
    /// What replaced it
    pub(crate) new: u32,
    /// Only say what would change
    #[arg(long)]
    pub(crate) dry_run: bool,
}
