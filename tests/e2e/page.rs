//! What is on the window: found as a person finds it, by what it says and what
//! it is, and used with the mouse. The keys are in [`crate::keyboard`].

use serde_json::Value;
use std::{
    env, fs,
    mem::ManuallyDrop,
    path::PathBuf,
    time::{Duration, Instant},
};
use thirtyfour::{By, WebDriver, WebElement};

/// How long something may take to show.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// How often it is looked for.
const PACE: Duration = Duration::from_millis(50);

/// Where pictures are kept, where somebody wants them.
const PICTURES: &str = "ACCORD_PICTURES";

/// Paints one corner over and over: a picture waits for the next painting, and
/// a page at rest paints nothing.
const PAINT: &str = "
    const dot = document.createElement('i');
    dot.id = 'painted';
    Object.assign(dot.style, { position: 'fixed', top: 0, left: 0, width: '1px', height: '1px' });
    document.body.append(dot);
    let turn = 0;
    const paint = () => {
        if (!dot.isConnected) return;
        turn += 1;
        dot.style.background = turn % 2 ? '#777' : '#888';
        requestAnimationFrame(paint);
    };
    paint();";

/// The page in the window.
pub(crate) struct Page {
    // Whoever lets go of it without having closed it would wait for minutes for an
    // answer: a journey that fails just ends the driver.
    web: ManuallyDrop<WebDriver>,
}

impl Page {
    pub(crate) fn new(web: WebDriver) -> Self {
        Self {
            web: ManuallyDrop::new(web),
        }
    }

    /// What drives it.
    pub(crate) fn web(&self) -> &WebDriver {
        &self.web
    }

    /// Waits for the first element that matches a CSS selector.
    pub(crate) async fn is_there(&self, css: &str) -> WebElement {
        self.wait(By::Css(css), css).await
    }

    /// Waits for a field with this label.
    pub(crate) async fn field(&self, label: &str) -> WebElement {
        let path = format!(
            "//input[@aria-label={0} or @id=//label[starts-with(normalize-space(.),{0})]/@for \
             or @aria-labelledby=//*[starts-with(normalize-space(.),{0})]/@id] \
             | //textarea[@aria-label={0} or @id=//label[starts-with(normalize-space(.),{0})]/@for]",
            quoted(label)
        );
        self.wait(By::XPath(&path), label).await
    }

    /// Types into the field with this label, in the place of what it holds.
    pub(crate) async fn fill(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Presses the control with this name.
    pub(crate) async fn press(&self, name: &str) {
        let condition = format!("normalize-space(.)={0} or @aria-label={0}", quoted(name));
        self.press_where(&condition, name).await;
    }

    /// Presses the first control whose name begins so.
    pub(crate) async fn press_first(&self, begin: &str) {
        let condition = format!(
            "starts-with(normalize-space(.),{0}) or starts-with(@aria-label,{0})",
            quoted(begin)
        );
        self.press_where(&condition, begin).await;
    }

    /// Opens the list with this label, and takes the option that begins so.
    pub(crate) async fn choose(&self, label: &str, option: &str) {
        let path = format!(
            "//span[normalize-space(.)={}]/following::button[1]",
            quoted(label)
        );
        let list = self.wait(By::XPath(&path), label).await;
        list.click().await.unwrap();
        self.press_first(option).await;
    }

    async fn press_where(&self, condition: &str, name: &str) {
        let path = control_path(condition);
        let begun = Instant::now();
        loop {
            let control = self.wait(By::XPath(&path), name).await;
            match control.click().await {
                Ok(()) => return,
                Err(error) => assert!(begun.elapsed() < PATIENCE, "“{name}”: {error}"),
            }
            // It was scrolled out of sight, or drawn anew since it was found.
            drop(control.scroll_into_view().await);
            tokio::time::sleep(PACE).await;
        }
    }

    /// Waits until this text can be read anywhere.
    pub(crate) async fn says(&self, text: &str) {
        let begun = Instant::now();
        loop {
            let all = self.text().await;
            if all.contains(text) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                self.picture("not-said").await;
                panic!("“{text}” is not on the page, which says:\n{all}");
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Waits until this text can be read no more.
    pub(crate) async fn says_no_more(&self, text: &str) {
        let begun = Instant::now();
        while self.text().await.contains(text) {
            assert!(begun.elapsed() < PATIENCE, "“{text}” stays on the page");
            tokio::time::sleep(PACE).await;
        }
    }

    /// Waits until a script answers `true`.
    pub(crate) async fn holds(&self, what: &str, script: &str) {
        let begun = Instant::now();
        while self.script(script).await != Value::Bool(true) {
            if begun.elapsed() > PATIENCE {
                self.picture("does-not-hold").await;
                let all = self.text().await;
                panic!("{what}: does not come true on the page, which says:\n{all}");
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// All that can be read.
    pub(crate) async fn text(&self) -> String {
        let text = self.script("return document.body.innerText").await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script and hands out what it returns.
    pub(crate) async fn script(&self, script: &str) -> Value {
        let ran = self.web.execute(script, Vec::new()).await.unwrap();
        ran.json().clone()
    }

    /// Runs a script with arguments; the last one, which the driver adds, takes
    /// its answer.
    pub(crate) async fn script_async(&self, script: &str, arguments: Vec<Value>) -> Value {
        let ran = self.web.execute_async(script, arguments).await.unwrap();
        ran.json().clone()
    }

    /// Keeps a picture, where somebody wants pictures.
    pub(crate) async fn picture(&self, name: &str) {
        let Some(folder) = env::var_os(PICTURES).map(PathBuf::from) else {
            return;
        };
        fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{name}.png"));
        self.script(PAINT).await;
        let taken = self.web.screenshot(&file).await;
        self.script("document.getElementById('painted').remove()")
            .await;
        taken.unwrap();
    }

    /// Makes the window this big.
    pub(crate) async fn size(&self, width: u32, height: u32) {
        self.web.set_window_rect(0, 0, width, height).await.unwrap();
    }

    /// Closes the window.
    pub(crate) async fn quit(self) {
        // A window that is gone already cannot be closed.
        drop(ManuallyDrop::into_inner(self.web).quit().await);
    }

    async fn wait(&self, by: By, what: &str) -> WebElement {
        let begun = Instant::now();
        loop {
            let found = self.web.find_all(by.clone()).await.unwrap_or_default();
            for one in found {
                if one.is_displayed().await.unwrap_or(false) {
                    return one;
                }
            }
            if begun.elapsed() > PATIENCE {
                self.picture("not-there").await;
                let all = self.text().await;
                panic!("“{what}” is not on the page, which says:\n{all}");
            }
            tokio::time::sleep(PACE).await;
        }
    }
}

/// What can be pressed and whose name fits, as XPath finds it.
fn control_path(condition: &str) -> String {
    format!(
        "//*[self::button or self::a or self::summary or self::label or @role='button' \
         or @role='tab' or @role='option' or @role='menuitem' or @role='checkbox']\
         [{condition}][not(@disabled)]"
    )
}

/// A text as XPath writes it.
fn quoted(text: &str) -> String {
    if text.contains('\'') {
        format!("\"{text}\"")
    } else {
        format!("'{text}'")
    }
}
