//! The keys: typing, going from control to control, and taking what a list
//! offers, without a mouse.

use crate::page::{PATIENCE, Page};
use std::time::Instant;
use thirtyfour::Key;

/// More controls than any screen has.
const MOST: usize = 120;

/// The name of what has the focus, as a screen reader says it.
const FOCUSED: &str = "
    const element = document.activeElement;
    const label = element.labels && element.labels[0];
    const name = element.getAttribute('aria-label')
        || (label && label.innerText) || element.innerText || '';
    return name.trim();";

impl Page {
    /// Types where the focus is.
    pub(crate) async fn keys(&self, keys: &str) {
        let typed = self.web().action_chain().send_keys(keys);
        typed.perform().await.unwrap();
    }

    /// Presses one key where the focus is.
    pub(crate) async fn key(&self, key: Key) {
        self.keys(&String::from(key.value())).await;
    }

    /// Presses a key together with Ctrl.
    pub(crate) async fn with_control(&self, key: &str) {
        self.with(Key::Control, key).await;
    }

    /// Presses a key together with another that is held.
    pub(crate) async fn with(&self, held: Key, key: &str) {
        let chain = self.web().action_chain().key_down(held.clone());
        let chain = chain.send_keys(key).key_up(held);
        chain.perform().await.unwrap();
    }

    /// The name of what has the focus.
    pub(crate) async fn focused(&self) -> String {
        let name = self.script(FOCUSED).await;
        name.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until what has this name has the focus.
    pub(crate) async fn is_focused(&self, name: &str) {
        let begun = Instant::now();
        while self.focused().await != name {
            if begun.elapsed() > PATIENCE {
                self.picture("not-focused").await;
                panic!("“{name}” is not focused, but “{}”", self.focused().await);
            }
        }
    }

    /// Goes on with Tab until what has this name has the focus.
    pub(crate) async fn tab_to(&self, name: &str) {
        self.tab_until(name, |focused| focused == name).await;
    }

    /// Goes on with Tab until what has the focus has a name that begins so.
    pub(crate) async fn tab_to_first(&self, begin: &str) {
        self.tab_until(begin, |focused| focused.starts_with(begin))
            .await;
    }

    async fn tab_until(&self, what: &str, is_there: impl Fn(&str) -> bool) {
        let mut passed = Vec::new();
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE && passed.len() < MOST {
            let focused = self.focused().await;
            if is_there(&focused) {
                return;
            }
            passed.push(focused);
            self.key(Key::Tab).await;
        }
        self.picture("not-reached").await;
        panic!("Tab does not lead to “{what}”, but to {passed:?}");
    }

    /// Types into the searching list that has the focus, and takes with Enter
    /// what it then offers first, which must be this.
    pub(crate) async fn search_and_take(&self, text: &str, offered: &str) {
        self.keys(text).await;
        self.holds(
            offered,
            &format!("return {OFFERED}.startsWith({offered:?})"),
        )
        .await;
        self.key(Key::Enter).await;
    }

    /// Goes to a screen by the palette.
    pub(crate) async fn jump(&self, to: &str) {
        self.with_control("k").await;
        self.is_focused("Go to a customer, company or screen").await;
        self.search_and_take(to, to).await;
        self.holds(
            "the palette closes",
            "return !document.querySelector('.Dialog-veil')",
        )
        .await;
    }
}

/// What the open list offers at Enter, once it has answered the last key.
const OFFERED: &str = "(document.querySelector('[role=listbox]:not([aria-busy=true]) \
    [role=option][data-active]')?.innerText ?? '').trim()";
