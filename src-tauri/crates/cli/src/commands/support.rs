//! `support-bundle`: also where the database is in use or damaged, which it then says.

use super::Outcome;
use crate::{outcome::Success, session};
use serde_json::json;
use std::path::Path;
use workflow::support::{Bundle, Maker};

pub(super) fn bundle(folder: &Path, file: &Path) -> Outcome {
    let maker = Maker {
        program: "accord",
        version: env!("CARGO_PKG_VERSION"),
    };
    let books = session::look(folder);
    let bundle = Bundle::gather(
        folder,
        maker,
        books.as_ref().map_err(workflow::Error::for_log),
        None,
    );
    bundle.save(file)?;
    let parts = bundle.parts.iter().map(|part| &part.title);
    let parts: Vec<_> = parts.collect();
    let text = format!(
        "Written to {}. It holds no secret and no name; read it before you send it",
        file.display()
    );
    Success::new(json!({ "parts": parts }), text)
}
