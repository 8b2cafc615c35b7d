//! `accord practice serve` as a process of its own: the two systems that a real
//! desktop is connected to.

use crate::{binary, site::Site};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
};

/// The running servers; ended when this is dropped.
pub(crate) struct Servers {
    process: Child,
    told: Value,
    /// The ConnectWise.
    pub(crate) site: Site,
    // Kept, so that the servers' output has somewhere to go.
    _output: BufReader<ChildStdout>,
}

impl Servers {
    /// Starts them with these words, and reads where they are.
    pub(crate) fn start(words: &[&str]) -> Self {
        let mut command = Command::new(binary::path());
        command
            .args(["practice", "serve", "--json"])
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let document: Value = serde_json::from_str(&line).unwrap();
        let told = document["data"].clone();
        let site = Site::new(told["connectwise"]["url"].as_str().unwrap());
        Self {
            process,
            told,
            site,
            _output: output,
        }
    }

    /// What was told of ConnectWise.
    pub(crate) fn connectwise(&self, name: &str) -> &str {
        self.told["connectwise"][name].as_str().unwrap()
    }

    /// What was told of C3.
    pub(crate) fn c3(&self, name: &str) -> &str {
        self.told["c3"][name].as_str().unwrap()
    }

    /// Writes down what belongs together, for the customers that are as they
    /// should be, as another desktop would have exported it.
    pub(crate) fn mappings(&self, folder: &Path) -> PathBuf {
        let customers = self.told["story"].as_array().unwrap().iter();
        let clean = customers.filter(|one| one["clean"] == true);
        let document = json!({
            "format": "accord-mappings",
            "version": 1,
            "settings": {},
            "customers": clean.map(customer).collect::<Vec<_>>(),
        });
        let file = folder.join("mappings.json");
        fs::write(&file, document.to_string()).unwrap();
        file
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        // They may have ended by themselves; what counts is that they are gone.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn customer(told: &Value) -> Value {
    let agreements = told["agreements"].as_array().unwrap().iter();
    json!({
        "id": told["customer"].as_str().unwrap().to_lowercase(),
        "name": told["name"],
        "company": told["company"],
        "agreements": agreements.map(agreement).collect::<Vec<_>>(),
    })
}

fn agreement(told: &Value) -> Value {
    let products = told["products"].as_array().unwrap().iter();
    let products = products.map(|one| json!({ "id": one["product"], "item": one["item"] }));
    json!({
        "id": told["agreement"],
        "mode": null,
        "next_invoice_covers": null,
        "bill_from": null,
        "prices": "c3",
        "products": products.collect::<Vec<_>>(),
    })
}
