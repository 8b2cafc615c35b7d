//! What the page can ask of the program, asked as the page does: for what a
//! journey sets up without a person, and for figures behind what is shown.

use crate::page::Page;
use serde_json::{Value, json};

/// Asks, and answers `[data]` or `[null, error]`.
const ASK: &str = "
    const [command, words, answer] = arguments;
    if ('progress' in words) {
        words.progress = `__CHANNEL__:${window.__TAURI_INTERNALS__.transformCallback(() => {})}`;
    }
    window.__TAURI_INTERNALS__.invoke(command, words).then(
        (data) => answer([data]),
        (error) => answer([null, error]),
    );";

impl Page {
    /// What a command answers.
    pub(crate) async fn ask(&self, command: &str, words: Value) -> Value {
        let answer = self.asked(command, words).await;
        answer.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// What a command refuses with.
    pub(crate) async fn refused(&self, command: &str, words: Value) -> Value {
        let answer = self.asked(command, words).await;
        answer
            .err()
            .unwrap_or_else(|| panic!("{command} is granted"))
    }

    async fn asked(&self, command: &str, words: Value) -> Result<Value, Value> {
        let answer = self.script_async(ASK, vec![json!(command), words]).await;
        match answer.as_array().unwrap().as_slice() {
            [data] => Ok(data.clone()),
            [_, error] => Err(error.clone()),
            other => panic!("{command}: {other:?}"),
        }
    }

    /// The newest record of a kind.
    pub(crate) async fn newest(&self, kind: &str) -> Value {
        let filter = json!({ "kind": kind, "status": null, "customer": null });
        let words = json!({ "filter": filter, "offset": 0, "limit": 1 });
        self.ask("jobs", words).await["rows"][0].clone()
    }

    /// All that a record would write, or wrote, with its agreement.
    pub(crate) async fn planned(&self, job: &Value) -> Vec<Operation> {
        let plan = self.ask(
            "record_plan",
            json!({ "job": job["id"], "search": everything() }),
        );
        let plan = plan.await;
        let agreements = plan["rows"].as_array().unwrap().iter();
        agreements
            .flat_map(|one| {
                let agreement = one["agreement"].as_u64().unwrap();
                let lines = one["operations"].as_array().unwrap().iter();
                lines.map(move |line| Operation {
                    agreement,
                    line: line.clone(),
                })
            })
            .collect()
    }
}

/// One change of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    /// On which agreement.
    pub(crate) agreement: u64,
    /// The change, as the page is told it.
    pub(crate) line: Value,
}

/// A search that leaves nothing out.
pub(crate) fn everything() -> Value {
    json!({ "text": "", "offset": 0, "limit": 1000 })
}
