//! The command line's words. Names, fields and codes are a contract: add, do not
//! change.

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::path::PathBuf;

/// Puts C3's subscription history on the right ConnectWise agreements.
#[derive(Debug, Parser)]
#[command(name = "accord", version, about, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    /// The data folder; the app's own one by default
    #[arg(long, env = "ACCORD_DATA_DIR", global = true, value_name = "DIR")]
    pub(crate) data_dir: Option<PathBuf>,
    /// Answer with one JSON document on standard output
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Save a connection and check it
    #[command(subcommand)]
    Connect(Connect),
    /// Test both connections and each right
    Check,
    /// Read both systems, or one
    Refresh {
        /// What to read
        #[arg(default_value = "all")]
        what: RefreshWhat,
    },
    /// Read a history file into the ledger
    Import {
        /// CSV, JSON or XLSX
        file: PathBuf,
        /// A JSON file that names the column of each field
        #[arg(long, value_name = "MAP.json")]
        columns: Option<PathBuf>,
    },
    /// Show what is known locally
    #[command(subcommand)]
    List(List),
    /// Choose a subscription's billing cycle
    SetCycle {
        /// Subscription
        subscription: String,
        /// monthly, annual, triennial or one-time
        cycle: String,
    },
    /// Enter a subscription's opening quantity and price
    SetBaseline {
        /// Subscription
        subscription: String,
        /// Licences
        #[arg(long)]
        quantity: Decimal,
        /// Price of one unit for one billing cycle
        #[arg(long)]
        price: Decimal,
    },
    /// Do not bill a product through ConnectWise
    SetAside {
        /// C3 customer
        customer: String,
        /// Product, as `list products` prints it
        product: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Change a billing setting
    Set {
        /// Which; `settings` lists them
        name: String,
        /// Its new value
        value: String,
    },
    /// Show the billing settings
    Settings,
    /// Settle a finding on the history
    #[command(subcommand)]
    History(History),
    /// Settle a finding on a line
    #[command(subcommand)]
    Lines(Lines),
    /// Settle a possible duplicate; the next upload carries it out
    #[command(subcommand)]
    Duplicates(Duplicates),
    /// Map a customer, an agreement or a product
    #[command(subcommand)]
    Map(Map),
    /// Release a mapping, with what hangs below it
    #[command(subcommand)]
    Release(Release),
    /// Move mappings between desktops
    #[command(subcommand)]
    Mappings(Mappings),
    /// Check and plan; writes nothing to ConnectWise
    Validate(Validate),
    /// Write a validated plan to ConnectWise
    Upload {
        /// The Validate record's number
        job: i64,
    },
    /// Ask a running job to stop
    Cancel {
        /// The record's number
        job: i64,
    },
    /// Settle and continue interrupted runs
    Resume,
    /// Show the records, or one
    Jobs {
        /// The record's number
        job: Option<i64>,
    },
    /// Practice
    #[command(subcommand)]
    Practice(Practice),
    /// Copy the database, without secrets, into a file
    Backup {
        /// Where to
        file: PathBuf,
    },
    /// Put a copy in the database's place
    Restore {
        /// Where from
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Connect {
    /// ConnectWise Manage
    Connectwise(ConnectConnectWise),
    /// C3
    C3(ConnectC3),
}

#[derive(Debug, Args)]
pub(crate) struct ConnectConnectWise {
    /// Cloud region's host, or own host
    #[arg(long, value_name = "URL")]
    pub(crate) site: String,
    /// Login company
    #[arg(long, value_name = "ID")]
    pub(crate) company: String,
    /// Public key
    #[arg(long, value_name = "K")]
    pub(crate) public_key: String,
    /// Client id of the integration
    #[arg(long, value_name = "GUID")]
    pub(crate) client_id: String,
    /// Put ConnectWise's price on the lines instead of C3's
    #[arg(long, value_name = "on|off")]
    pub(crate) use_connectwise_price: Option<String>,
    /// Read the private key from standard input
    #[arg(long)]
    pub(crate) private_key_stdin: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ConnectC3 {
    /// API address
    #[arg(long, value_name = "URL")]
    pub(crate) api_url: String,
    /// Token address
    #[arg(long, value_name = "URL")]
    pub(crate) token_url: String,
    /// Client id
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: String,
    /// Resource
    #[arg(long, value_name = "R")]
    pub(crate) resource: String,
    /// Scope
    #[arg(long, value_name = "S")]
    pub(crate) scope: Option<String>,
    /// The zone in which C3 reports its changes
    #[arg(long, value_name = "TZ")]
    pub(crate) time_zone: Option<String>,
    /// Read the client secret from standard input
    #[arg(long)]
    pub(crate) client_secret_stdin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RefreshWhat {
    C3,
    Connectwise,
    All,
}

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

#[derive(Debug, Subcommand)]
pub(crate) enum History {
    /// Accept or discard an event that contradicts the one before
    Decide {
        /// The event's number
        event: i64,
        /// What to do with it
        decision: AcceptOrDiscard,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AcceptOrDiscard {
    Accept,
    Discard,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Lines {
    /// Keep a person's edit, or take Accord's values back
    Decide {
        /// The addition's number
        addition: u32,
        /// Whose values
        choice: TheirsOrOurs,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TheirsOrOurs {
    Theirs,
    Ours,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Duplicates {
    /// Adopt an addition for a subscription, end it, or leave it
    Decide {
        /// The addition's number
        addition: u32,
        /// What to do with it
        decision: DuplicateDecision,
        /// The subscription that adopts it
        #[arg(long, value_name = "ID", required_if_eq("decision", "adopt"))]
        subscription: Option<String>,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DuplicateDecision {
    Adopt,
    End,
    Leave,
}

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
}

#[derive(Debug, Args)]
pub(crate) struct Validate {
    /// All mapped customers
    #[arg(
        long,
        conflicts_with = "customer",
        required_unless_present = "customer"
    )]
    pub(crate) all: bool,
    /// A C3 customer; may be given several times
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) customer: Vec<String>,
    /// Plan as if today were this day
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    /// Run a practice ConnectWise and a practice C3 on loopback, until interrupted
    Serve(Serve),
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// ConnectWise's port; any free one by default
    #[arg(long, default_value_t = 0)]
    pub(crate) connectwise_port: u16,
    /// C3's port; any free one by default
    #[arg(long, default_value_t = 0)]
    pub(crate) c3_port: u16,
    /// Seed of the made-up data
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many customers to make up
    #[arg(long, default_value_t = 12)]
    pub(crate) customers: u32,
    /// Faults to inject, such as `drop-after-post=3,429-every=50`
    #[arg(long, value_name = "SPEC")]
    pub(crate) faults: Option<String>,
    /// The servers' day; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<Date>,
}
