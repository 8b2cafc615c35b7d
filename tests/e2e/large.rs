//! A large partner in the real window: dropdowns of 20,000 entries and a history
//! of 150,000 rows, used and measured. What is right is asserted; how long it
//! took is told, since it depends on the machine.

use crate::{
    desktop::Desktop,
    figures::Figures,
    ledger::{CUSTOMERS, EVENTS, Ledger},
    page::Page,
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, time::Duration};
use thirtyfour::Key;

/// Notes for each key how long it took until the list had answered it, and until
/// that was painted.
const WATCH_KEYS: &str = "
    window.strokes = [];
    let begun = null, wasBusy = false;
    document.addEventListener('keydown', (event) => { begun = event.timeStamp; wasBusy = false }, true);
    new MutationObserver(() => {
        const list = document.querySelector('[role=listbox]');
        const isBusy = list?.getAttribute('aria-busy') === 'true';
        if (isBusy) wasBusy = true;
        if (begun === null || !list || isBusy || !wasBusy) return;
        const [from, listed] = [begun, performance.now()];
        begun = null;
        requestAnimationFrame(() => setTimeout(() =>
            window.strokes.push([listed - from, performance.now() - from])));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });";

/// Forgets the keys until now, once the last of them was painted and noted.
const FORGET_KEYS: &str = "
    const [answer] = arguments;
    const painted = (then) => requestAnimationFrame(() => setTimeout(then));
    painted(() => painted(() => { window.strokes.length = 0; answer(null) }));";

/// What the open list shows: its entries' names, and its foot.
const LISTED: &str = "
    const rows = [...document.querySelectorAll('[role=listbox] [role=option]')];
    const names = rows.map((row) => row.querySelector('.Option-text > span').innerText);
    return [names, document.querySelector('.Popover-foot').innerText];";

/// The rows in sight, and whether one of them is still blank.
const IN_SIGHT: &str = "
    const grid = document.querySelector('[role=grid]');
    const inSight = () => {
        const { top, bottom } = grid.getBoundingClientRect();
        const head = grid.querySelector('.VirtualTable-head').offsetHeight;
        return [...grid.querySelectorAll('[role=rowgroup] [role=row]')].filter((row) => {
            const at = row.getBoundingClientRect();
            return at.bottom > top + head + 1 && at.top < bottom - 1;
        });
    };
    const isBlank = (rows) => rows.length * 34 < grid.clientHeight - 120
        || rows.some((row) => row.querySelector('.VirtualTable-bar'));
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));";

/// Jumps to each place, told in nineteenths of the list, and waits until every row in sight is there.
const JUMP: &str = "
    const [places, answer] = arguments;
    (async () => {
        const jumps = [];
        for (const place of places) {
            const begun = performance.now();
            grid.scrollTop = place / 19 * (grid.scrollHeight - grid.clientHeight);
            let blank = 0;
            do { await frame(); blank += 1 } while (isBlank(inSight()) && blank < 600);
            const rows = inSight().map((row) => [row.ariaRowIndex ?? row.getAttribute('aria-rowindex'), row.innerText]);
            jumps.push([performance.now() - begun, blank - 1, rows]);
        }
        answer(jumps);
    })();";

/// Scrolls on for so many frames, and notes each frame's time and whether it
/// showed a blank row.
const SCROLL: &str = "
    const [frames, step, answer] = arguments;
    (async () => {
        const seen = [];
        let last = await frame();
        for (let count = 0; count < frames; count += 1) {
            grid.scrollTop += step;
            const now = await frame();
            seen.push([now - last, isBlank(inSight())]);
            last = now;
        }
        answer(seen);
    })();";

#[tokio::test]
async fn a_large_partner_finds_and_scrolls() {
    let desktop = Desktop::new();
    let ledger = Ledger::fill(&desktop.data());
    let window = desktop.open(&[]).await;
    let page = &window.page;
    page.size(1280, 800).await;
    page.web()
        .set_script_timeout(Duration::from_secs(60))
        .await
        .unwrap();
    let mut figures = Figures::default();
    page.press("Mapping").await;
    page.script(WATCH_KEYS).await;
    search(page, &ledger, "1. Customer", &mut figures).await;
    page.says("Choose an external customer").await;
    search(page, &ledger, "2. External customer", &mut figures).await;

    page.press("Subscription history").await;
    page.says("150,000").await;
    jump(page, &ledger, &mut figures).await;
    scroll(page, &mut figures).await;
    page.picture("6-history").await;
    figures.tell("6-figures");
    window.close().await;
}

/// Types and takes back key by key; after each the list must be right.
async fn search(page: &Page, ledger: &Ledger, field: &str, figures: &mut Figures) {
    page.tab_to(field).await;
    page.key(Key::Down).await;
    page.says("50 of 20,000").await;
    page.script_async(FORGET_KEYS, Vec::new()).await;
    let mut text = String::new();
    let wanted = "north mot 07";
    for typed in wanted.chars() {
        text.push(typed);
        stroke(page, &typed.to_string()).await;
        listed(page, ledger, &text).await;
    }
    page.picture(&format!("6-{}", &field[..1])).await;
    for _ in 0..8 {
        text.pop();
        stroke(page, &String::from(Key::Backspace.value())).await;
        listed(page, ledger, &text).await;
    }
    let strokes = page.script("return window.strokes").await;
    let strokes = strokes.as_array().unwrap();
    assert_eq!(strokes.len(), 20, "each key is answered once");
    let part = |place: usize| {
        strokes
            .iter()
            .map(move |stroke| stroke[place].as_f64().unwrap())
    };
    figures.note(&format!("{field}: key to list"), part(0));
    figures.note(&format!("{field}: key to painted list"), part(1));
    page.key(Key::Enter).await;
}

/// Presses a key, and waits until the list has answered it.
async fn stroke(page: &Page, key: &str) {
    let before = page.script("return window.strokes.length").await;
    page.keys(key).await;
    let answered = format!("return window.strokes.length > {before}");
    page.holds("the list answers", &answered).await;
}

/// The list shows the first of what matches, and says how many there are.
async fn listed(page: &Page, ledger: &Ledger, text: &str) {
    let shown = page.script(LISTED).await;
    let names: Vec<&str> = strings(&shown[0]);
    let expected = ledger.found(text);
    let first: BTreeSet<&str> = expected.iter().take(50).copied().collect();
    assert_eq!(names.len(), expected.len().min(50), "{text}: {names:?}");
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), first, "{text}");
    let foot = shown[1].as_str().unwrap();
    assert!(foot.contains(&thousands(expected.len())), "{text}: {foot}");
}

/// Jumps about; wherever it stops, the rows are those of that place.
async fn jump(page: &Page, ledger: &Ledger, figures: &mut Figures) {
    let places: Vec<u32> = (0..20).map(|place| place * 37 % 20).collect();
    let script = format!("{IN_SIGHT}{JUMP}");
    let jumps = page.script_async(&script, vec![json!(places)]).await;
    let jumps = jumps.as_array().unwrap();
    assert_eq!(jumps.len(), places.len());
    for jump in jumps {
        let rows = jump[2].as_array().unwrap();
        assert!(rows.len() > 5, "{rows:?}");
        for row in rows {
            let index: u32 = row[0].as_str().unwrap().parse().unwrap();
            let event = EVENTS - 1 - (index - 2);
            let said = row[1].as_str().unwrap();
            assert!(
                said.contains(ledger.customer_of(event)),
                "row {index}: {said}"
            );
        }
    }
    figures.note(
        "history: jump to rows",
        jumps.iter().map(|jump| jump[0].as_f64().unwrap()),
    );
    let blank = |jump: &Value| jump[1].as_f64().unwrap();
    figures.note(
        "history: blank frames after a jump",
        jumps.iter().map(blank),
    );
}

/// Scrolls on by three rows a frame.
async fn scroll(page: &Page, figures: &mut Figures) {
    page.script("document.querySelector('[role=grid]').scrollTop = 34 * 20000")
        .await;
    let script = format!("{IN_SIGHT}{SCROLL}");
    let frames = page
        .script_async(&script, vec![json!(300), json!(102)])
        .await;
    let frames = frames.as_array().unwrap();
    assert_eq!(frames.len(), 300);
    figures.note(
        "history: frame while scrolling",
        frames.iter().map(|one| one[0].as_f64().unwrap()),
    );
    let blank = frames.iter().filter(|one| one[1] == true).count();
    figures.say(&format!(
        "history: {blank} of 300 frames showed a blank row"
    ));
    let settled = format!("{IN_SIGHT} return !isBlank(inSight())");
    page.holds("the rows are there", &settled).await;
}

fn strings(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap().iter();
    list.map(|one| one.as_str().unwrap()).collect()
}

/// `20000` as the window says it.
fn thousands(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}

const _: () = assert!(CUSTOMERS == 20_000 && EVENTS == 150_000);
