//! The practice servers as a process that lives as long as this value.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

use serde::Deserialize;

use crate::accord::{Accord, Outcome};

/// The running servers; dropping this ends them.
#[derive(Debug)]
pub(crate) struct Practice {
    child: Child,
    pub(crate) opening: Opening,
}

/// What the servers print first.
#[derive(Debug, Deserialize)]
pub(crate) struct Opening {
    pub(crate) connectwise: ConnectWise,
    pub(crate) c3: C3,
    /// What belongs together: a person who knows both systems would map it so.
    pub(crate) story: Vec<Customer>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ConnectWise {
    pub(crate) url: String,
    pub(crate) company: String,
    pub(crate) public_key: String,
    pub(crate) private_key: String,
    pub(crate) client_id: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct C3 {
    pub(crate) api_url: String,
    pub(crate) token_url: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) resource: String,
    pub(crate) scope: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Customer {
    pub(crate) customer: String,
    pub(crate) company: u32,
    pub(crate) agreements: Vec<Agreement>,
    /// Nothing about it is odd: mapped like this, it can be billed.
    pub(crate) clean: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) agreement: u32,
    pub(crate) products: Vec<Product>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Product {
    pub(crate) product: String,
    pub(crate) item: u32,
}

#[derive(Deserialize)]
struct Announced {
    data: Opening,
}

impl Practice {
    /// Starts servers with so many customers, and reads where they listen.
    pub(crate) fn start(accord: &Accord, customers: u32) -> Outcome<Self> {
        let customers = customers.to_string();
        let mut child = accord
            .command(&["practice", "serve", "--customers", &customers])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        match serde_json::from_str::<Announced>(&line) {
            Ok(Announced { data: opening }) => Ok(Self { child, opening }),
            Err(error) => {
                child.kill()?;
                child.wait()?;
                Err(format!("the practice servers did not start well: {error}").into())
            }
        }
    }
}

impl Drop for Practice {
    fn drop(&mut self) {
        // It may have ended by itself: then there is nothing to end, and nobody to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
