//! The command line's words. Names, fields and codes are a contract: add, do not
//! change.

mod automatic;
mod connect;
mod findings;
mod listing;
mod mapping;
mod practice;
mod suggest;

pub(crate) use automatic::{Automatic, Period, Run};
pub(crate) use connect::{Connect, ConnectC3, ConnectConnectWise};
pub(crate) use findings::{
    AcceptOrDiscard, DuplicateDecision, Duplicates, History, Lines, TheirsOrOurs,
};
pub(crate) use listing::{List, Search};
pub(crate) use mapping::{Map, Mappings, Release, Repoint};
pub(crate) use practice::{Practice, Serve};
pub(crate) use suggest::{Accept, NoMatch, Of, Shown, Suggest};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::path::PathBuf;

/// Puts C3's subscription history on the right ConnectWise agreements.
#[derive(Debug, Parser)]
#[command(name = "accord", version, disable_help_subcommand = true)]
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
    #[command(flatten)]
    OnData(OnData),
    /// Ask a running job to stop
    Cancel {
        /// The record's number
        job: i64,
    },
    /// Put a copy in the database's place
    Restore {
        /// Where from
        file: PathBuf,
    },
    /// Write down how this Accord is, for whoever helps; no secret and no name is in it
    SupportBundle {
        /// The text file to write
        file: PathBuf,
    },
    /// Practise without the real systems
    #[command(subcommand)]
    Practice(Practice),
}

/// Commands that work on the opened database.
#[derive(Debug, Subcommand)]
pub(crate) enum OnData {
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
    /// Suggest what belongs together, and accept it
    #[command(subcommand)]
    Suggest(Suggest),
    /// Release a mapping, with what hangs below it
    #[command(subcommand)]
    Release(Release),
    /// Move mappings between desktops
    #[command(subcommand)]
    Mappings(Mappings),
    /// Check and plan; writes nothing to ConnectWise
    Validate(Validate),
    /// Show what the next invoices add up to, line by line; writes nothing
    Preview {
        /// A C3 customer; may be given several times. All mapped ones by default
        #[arg(long, value_name = "ID", num_args = 1..)]
        customer: Vec<String>,
    },
    /// Say why a line says what it says, as text to be pasted
    Why {
        /// The addition's number
        addition: u32,
        /// The agreement that it stands on
        #[arg(long, value_name = "ID")]
        agreement: u32,
    },
    /// Write a validated plan to ConnectWise
    Upload {
        /// The Validate record's number
        job: i64,
    },
    /// Take an upload back: plan it, then carry the plan out
    Undo {
        /// The Export record's number
        job: i64,
        /// Only plan
        #[arg(long)]
        validate_only: bool,
    },
    /// Put a subscription on hold, so that nothing is planned for it, or lift that
    Hold {
        /// The subscription
        subscription: String,
        /// Whether it is to be held
        held: OnOrOff,
    },
    /// Settle and continue interrupted runs
    Resume,
    /// Show the records, or one
    Jobs {
        /// The record's number
        job: Option<i64>,
    },
    /// Show how automatic runs are set, or set them
    Automatic(Automatic),
    /// Refresh, validate and, where that is allowed and within its limits, upload
    Run(Run),
    /// Copy the database, without secrets, into a file
    Backup {
        /// Where to
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RefreshWhat {
    C3,
    Connectwise,
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnOrOff {
    On,
    Off,
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
