//! What a support bundle takes out of the logs.

use crate::world::World;
use std::fs;
use workflow::support::{Bundle, Maker};

const MAKER: Maker = Maker {
    program: "a test",
    version: "1.0.0",
};

/// While somebody practises, the real books wrote most of the logs.
#[tokio::test]
async fn names_of_either_books_are_taken_out_of_the_logs() {
    let (practice, real) = (World::empty(), World::new().await);
    let folder = tempfile::tempdir().unwrap();
    let logs = folder.path().join("logs");
    fs::create_dir(&logs).unwrap();
    fs::write(logs.join("accord.log"), "refused: Adatum is busy\n").unwrap();
    let text = |others| {
        let books = Ok(&practice.workflow);
        Bundle::gather(folder.path(), MAKER, books, others).text()
    };
    assert!(text(None).contains("Adatum"));
    let both = text(Some(&real.workflow));
    assert!(!both.contains("Adatum"), "{both}");
    assert!(both.contains("refused: [a name] is busy"), "{both}");
}
