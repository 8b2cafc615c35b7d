//! What is felt: how soon the window is there, how much memory it takes at rest, how
//! soon another screen shows. Start and memory are told as a ratio to a window with
//! nothing in it that is built the same way, in the same run. Told and never judged: it
//! depends on the machine. `cargo xtask bench --window` does it with release builds.

#![expect(clippy::float_arithmetic, reason = "times and sizes are no money")]

use crate::{desktop::Desktop, figures::Figures, page::Page};
use std::time::Duration;

/// Each is opened so often, in turns.
const TIMES: usize = 5;

/// Until memory is weighed.
const REST: Duration = Duration::from_secs(2);

const SCREENS: [&str; 5] = [
    "Subscription history",
    "Mapping",
    "Upload",
    "Settings",
    "Overview",
];

/// How long ago the page's first paint was, and how long ago it had its first answers.
const PAINTED: &str = "
    const now = performance.now();
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    const [ready] = performance.getEntriesByName('ready');
    return [now - paint.startTime, now - ready.startTime];";

/// Presses the navigation's entry, and takes the time until its heading is painted.
const GO: &str = "
    const [name, answer] = arguments;
    const entry = [...document.querySelectorAll('nav a, nav button')].find((one) => one.innerText.trim() === name);
    const heading = () => document.querySelector('main h1')?.innerText;
    const before = document.querySelector('main h1');
    const begun = performance.now();
    entry.click();
    const look = () => {
        const now = document.querySelector('main h1');
        if (now && now !== before) setTimeout(() => answer([performance.now() - begun, heading()]));
        else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);";

#[tokio::test]
async fn start_memory_and_screens_are_measured() {
    let mut figures = Figures::default();
    let (mut empty, mut accord) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        empty.push(opened(&Desktop::empty(), "html").await);
        accord.push(opened(&Desktop::new(), "[data-ready]").await);
    }
    for (what, all) in [("an empty window", &empty), ("Accord", &accord)] {
        let of = |part: fn(&Opened) -> f64| all.iter().map(part);
        figures.note(&format!("{what}: start, ms"), of(|one| one.start));
        figures.note(
            &format!("{what}: its page begins, ms after the program"),
            of(|one| one.page),
        );
        figures.note(
            &format!("{what}: memory at rest, MiB"),
            of(|one| one.memory),
        );
    }
    let ratio = |part: fn(&Opened) -> f64| median(&accord, part) / median(&empty, part);
    figures.say(&format!(
        "Accord by an empty window: until the page begins {:.2}, until the driver has it {:.2}, memory {:.2}",
        ratio(|one| one.page),
        ratio(|one| one.start),
        ratio(|one| one.memory)
    ));

    let starts = starts().await;
    figures.note(
        "Accord: first paint, ms after it began",
        starts.iter().map(|one| one.0),
    );
    figures.note(
        "Accord: first answers shown, ms after it began",
        starts.iter().map(|one| one.1),
    );

    let desktop = Desktop::new();
    let window = desktop.open(&[]).await;
    window.page.size(1280, 800).await;
    window.page.try_sample_data().await;
    screens(&window.page, &mut figures).await;
    window.close().await;
    figures.tell("felt");
}

/// What one start took.
struct Opened {
    /// Until the driver has it.
    start: f64,
    /// From the program's beginning to its page's.
    page: f64,
    memory: f64,
}

async fn opened(desktop: &Desktop, there: &str) -> Opened {
    let window = desktop.open_until(&[], there).await;
    let start = window.took.as_secs_f64() * 1e3;
    let ago = window.page.script("return performance.now();").await;
    let page = window.age().as_secs_f64() * 1e3 - ago.as_f64().unwrap();
    // At rest: not a wait for something, but a pause before the weighing.
    tokio::time::sleep(REST).await;
    let memory = window.memory();
    window.close().await;
    assert!(memory > 1.0, "nothing was weighed");
    Opened {
        start,
        page,
        memory,
    }
}

/// From the program's beginning to its first paint, and to a page with its answers. What
/// the driver does before and after is not in it.
async fn starts() -> Vec<(f64, f64)> {
    let mut all = Vec::new();
    for _ in 0..TIMES {
        let window = Desktop::new().open(&[]).await;
        let ago = window.page.script(PAINTED).await;
        let age = window.age().as_secs_f64() * 1e3;
        let since = |at: usize| age - ago[at].as_f64().unwrap();
        all.push((since(0), since(1)));
        window.close().await;
    }
    all
}

fn median(all: &[Opened], part: fn(&Opened) -> f64) -> f64 {
    let mut parts: Vec<f64> = all.iter().map(part).collect();
    parts.sort_by(f64::total_cmp);
    parts[parts.len() / 2]
}

async fn screens(page: &Page, figures: &mut Figures) {
    let mut took = Vec::new();
    for screen in SCREENS.into_iter().cycle().take(SCREENS.len() * 4) {
        let answer = page.script_async(GO, vec![screen.into()]).await;
        assert!(answer[1].is_string(), "{screen} shows nothing");
        took.push(answer[0].as_f64().unwrap());
    }
    figures.note("another screen, ms", took.into_iter());
}
