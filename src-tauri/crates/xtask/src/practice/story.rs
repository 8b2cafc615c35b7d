//! The practice servers' first words: where they listen, their made-up credentials, and the story to play.

use serde::Deserialize;

/// What `accord practice serve` prints first.
#[derive(Deserialize)]
pub(super) struct Opening {
    pub(super) connectwise: ConnectWise,
    pub(super) c3: C3,
    pub(super) story: Vec<Customer>,
}

/// The practice ConnectWise.
#[derive(Deserialize)]
pub(super) struct ConnectWise {
    pub(super) url: String,
    pub(super) company: String,
    pub(super) public_key: String,
    pub(super) private_key: String,
    pub(super) client_id: String,
}

/// The practice C3.
#[derive(Deserialize)]
pub(super) struct C3 {
    pub(super) api_url: String,
    pub(super) token_url: String,
    pub(super) client_id: String,
    pub(super) client_secret: String,
    pub(super) resource: String,
    pub(super) scope: Option<String>,
}

/// A C3 customer, and what belongs to it in ConnectWise.
#[derive(Deserialize)]
pub(super) struct Customer {
    pub(super) customer: String,
    pub(super) company: u32,
    pub(super) agreements: Vec<Agreement>,
}

/// An agreement, and the products that it bills.
#[derive(Deserialize)]
pub(super) struct Agreement {
    pub(super) agreement: u32,
    pub(super) products: Vec<Product>,
}

/// A C3 product, and the catalog item that stands for it.
#[derive(Deserialize)]
pub(super) struct Product {
    pub(super) product: String,
    pub(super) item: u32,
}
