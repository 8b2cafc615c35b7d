//! The words of `connect`.

use clap::{Args, Subcommand};

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
