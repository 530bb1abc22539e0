//! The saved state in `localStorage`: read once, written at most a few times a second.
//!
//! Storage that is missing, full or forbidden means that nothing is kept beyond the page; the
//! widget works on from memory and tells the developer once.

use crate::browser::{after, parse_raw, stringify, window};
use aside_engine::raw::{Problem, Raw};
use gloo::timers::callback::Timeout;
use web_sys::Storage;

/// The one entry that the widget makes.
pub const KEY: &str = "aside";

/// Milliseconds that a write waits for further changes.
const CALM: i64 = 250;

/// Knows whether a write is due.
#[derive(Default)]
pub struct Keeper {
    due: Option<Timeout>,
}

impl Keeper {
    /// What was saved; `Raw::Null` where there is nothing or it is no JSON.
    pub fn read() -> Raw {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        text.and_then(|text| parse_raw(&text).ok())
            .unwrap_or_default()
    }

    /// Calls `write` soon, once for all changes until then.
    pub fn soon(&mut self, write: impl FnOnce() + 'static) {
        if self.due.is_none() {
            self.due = Some(after(CALM, write));
        }
    }

    /// Whether something waits to be written; it is the caller's to write it now.
    pub fn take_due(&mut self) -> bool {
        self.due.take().is_some()
    }

    /// Writes, and says what went wrong.
    pub fn write(&mut self, state: &Raw) -> Option<Problem> {
        let text = stringify(state);
        let written = storage()
            .zip(text)
            .map(|(storage, text)| storage.set_item(KEY, &text));
        let problem = || Problem {
            file: "localStorage".to_owned(),
            path: KEY.to_owned(),
            what: "cannot be written, so nothing is kept beyond this page".to_owned(),
            remedy: "It is full, or the browser blocks it; nothing else is affected".to_owned(),
        };
        (!matches!(written, Some(Ok(())))).then(problem)
    }

    /// Removes what was saved, and what was about to be.
    pub fn forget(&mut self) {
        self.due = None;
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY); // throws only where nothing could be written either
        }
    }
}

/// Asking for storage throws where it is blocked.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
