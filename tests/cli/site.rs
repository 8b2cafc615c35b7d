//! The practice servers as a process of their own, and what a test does to them
//! from outside: over HTTP, as anybody could.

use crate::binary;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::runtime::{Builder, Runtime};

/// The day on which every site of these tests stands.
pub(crate) const TODAY: &str = "2026-10-20";

/// No wait of a test is longer: what never comes fails it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running pair of practice servers; ended when it is dropped.
pub(crate) struct Site {
    process: Child,
    told: Value,
    http: Client,
    runtime: Runtime,
    // Kept, so that the servers' output has somewhere to go.
    _output: BufReader<ChildStdout>,
}

impl Site {
    /// Three customers whose history and agreements are always the same.
    pub(crate) fn story() -> Self {
        Self::serve(&["--customers", "3"])
    }

    /// Starts the servers with these words and reads what they print first.
    pub(crate) fn serve(words: &[&str]) -> Self {
        let mut command = Command::new(binary::path());
        command
            .args(["practice", "serve", "--json", "--today", TODAY])
            .args(words);
        let piped = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = piped.spawn().unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let document: Value = serde_json::from_str(&line).unwrap();
        assert_eq!(document["ok"], true);
        Self {
            process,
            told: document["data"].clone(),
            http: Client::new(),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            _output: output,
        }
    }

    /// What was printed of ConnectWise.
    pub(crate) fn connectwise(&self, name: &str) -> String {
        self.told["connectwise"][name].as_str().unwrap().to_owned()
    }

    /// What was printed of C3.
    pub(crate) fn c3(&self, name: &str) -> String {
        self.told["c3"][name].as_str().unwrap().to_owned()
    }

    /// What belongs together, as it was printed.
    pub(crate) fn matches(&self) -> &[Value] {
        self.told["story"].as_array().unwrap()
    }

    /// The words that connect ConnectWise.
    pub(crate) fn connectwise_words(&self) -> Vec<String> {
        self.connectwise_words_at(&self.connectwise("url"))
    }

    /// The words that connect a ConnectWise that is elsewhere.
    pub(crate) fn connectwise_words_at(&self, url: &str) -> Vec<String> {
        let told = |name| self.connectwise(name);
        let words = [
            "connect",
            "connectwise",
            "--site",
            url,
            "--company",
            &told("company"),
        ];
        let keys = [
            "--public-key",
            &told("public_key"),
            "--client-id",
            &told("client_id"),
        ];
        words.into_iter().chain(keys).map(str::to_owned).collect()
    }

    /// The words that connect C3.
    pub(crate) fn c3_words(&self) -> Vec<String> {
        let told = |name| self.c3(name);
        let at = [
            "connect",
            "c3",
            "--api-url",
            &told("api_url"),
            "--token-url",
            &told("token_url"),
        ];
        let who = [
            "--client-id",
            &told("client_id"),
            "--resource",
            &told("resource"),
        ];
        let scope = ["--scope", &told("scope")];
        at.into_iter()
            .chain(who)
            .chain(scope)
            .map(str::to_owned)
            .collect()
    }

    /// Puts these faults in the place of those before.
    pub(crate) fn faults(&self, list: &str) {
        self.control("faults", &json!({ "faults": list }));
    }

    /// Tells more history, in C3's own words.
    pub(crate) fn tell(&self, rows: &[Value]) {
        let url = format!("{}/practice/rows", self.c3("api_url"));
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json");
        self.ask(request.body(Value::from(rows).to_string()));
    }

    /// Runs invoicing for every agreement that is due; what was billed.
    pub(crate) fn invoice(&self) -> Vec<Value> {
        let billed = self.control("invoice-run", &json!({}));
        billed.as_array().unwrap().clone()
    }

    /// A `/practice/` endpoint of the ConnectWise.
    pub(crate) fn control(&self, name: &str, body: &Value) -> Value {
        let url = format!("{}/practice/{name}", self.connectwise("url"));
        let request = self
            .http
            .post(url)
            .header("content-type", "application/json");
        self.ask(request.body(body.to_string()))
    }

    /// What the ConnectWise was asked so far, oldest first.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let url = format!("{}/practice/requests", self.connectwise("url"));
        let answer = self.ask(self.http.get(url));
        answer["requests"].as_array().unwrap().clone()
    }

    /// How many requests there were that change something.
    pub(crate) fn writes(&self) -> usize {
        let writes = |request: &&Value| request["method"] != "GET";
        self.requests().iter().filter(writes).count()
    }

    /// Waits until the journal of requests is as `there` wants it.
    pub(crate) fn until(&self, what: &str, there: impl Fn(&[Value]) -> bool) {
        let begun = Instant::now();
        while !there(&self.requests()) {
            assert!(begun.elapsed() < PATIENCE, "never came: {what}");
        }
    }

    /// The additions of an agreement, read as any client reads them.
    pub(crate) fn additions(&self, agreement: u64) -> Vec<Value> {
        self.list(&format!("finance/agreements/{agreement}/additions"))
    }

    /// The additions of all agreements with a reference of ours.
    pub(crate) fn our_lines(&self) -> Vec<Value> {
        let agreements = self.list("finance/agreements");
        let ids = agreements
            .iter()
            .map(|agreement| agreement["id"].as_u64().unwrap());
        let lines = ids.flat_map(|id| self.additions(id));
        lines
            .filter(|line| {
                line["serialNumber"]
                    .as_str()
                    .is_some_and(|text| text.contains(':'))
            })
            .collect()
    }

    /// A list of the API, whole.
    pub(crate) fn list(&self, path: &str) -> Vec<Value> {
        let answer = self.ask(self.api(Method::GET, &format!("{path}?pageSize=1000")));
        answer.as_array().unwrap().clone()
    }

    /// Makes a record as another client of the API does.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        let request = self
            .api(Method::POST, path)
            .header("content-type", "application/json");
        self.ask(request.body(body.to_string()))
    }

    fn api(&self, method: Method, path: &str) -> RequestBuilder {
        let (url, company) = (self.connectwise("url"), self.connectwise("company"));
        let info = self.ask(self.http.get(format!("{url}/login/companyinfo/{company}")));
        let codebase = info["Codebase"].as_str().unwrap();
        let user = format!("{company}+{}", self.connectwise("public_key"));
        let request = self
            .http
            .request(method, format!("{url}/{codebase}apis/3.0/{path}"));
        let request = request.basic_auth(user, Some(self.connectwise("private_key")));
        request.header("clientId", self.connectwise("client_id"))
    }

    fn ask(&self, request: RequestBuilder) -> Value {
        self.runtime.block_on(async {
            let answer = request.send().await.unwrap();
            let status = answer.status();
            let text = answer.text().await.unwrap();
            assert!(status.is_success(), "{status}: {text}");
            if text.is_empty() {
                Value::Null
            } else {
                serde_json::from_str(&text).unwrap()
            }
        })
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // It may have ended by itself; what counts is that it is gone.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
