//! The saved state in `localStorage`: read once, written at most a few times a second.
//!
//! Storage that is missing, full or forbidden means that nothing is kept beyond the page; the
//! widget works on from memory and tells the developer once.

use crate::browser::{after, parse_raw, stringify, window};
use aside_engine::raw::{Problem, Raw};
use aside_engine::snapshot::Snapshot;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Storage;

/// The one entry that the widget makes.
pub const KEY: &str = "aside";

/// Milliseconds that a write waits for further changes.
const CALM: i64 = 250;

/// Keeps the latest snapshot.
#[derive(Default)]
pub struct Keeper {
    waiting: Rc<RefCell<Option<Snapshot>>>,
    timer: Option<Timeout>,
    failed: Rc<RefCell<Option<Problem>>>,
}

impl Keeper {
    /// What was saved; `Raw::Null` where there is nothing or it is no JSON.
    pub fn read() -> Raw {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        text.and_then(|text| parse_raw(&text).ok()).unwrap_or_default()
    }

    /// Writes soon.
    pub fn save(&mut self, snapshot: Snapshot) {
        let first = self.waiting.borrow_mut().replace(snapshot).is_none();
        if first {
            let (waiting, failed) = (self.waiting.clone(), self.failed.clone());
            self.timer = Some(after(CALM, move || write(&waiting, &failed)));
        }
    }

    /// Writes now what is still waiting: the page may be about to go.
    pub fn flush(&mut self) {
        self.timer = None;
        write(&self.waiting, &self.failed);
    }

    /// Removes what was saved, and what was about to be.
    pub fn forget(&mut self) {
        self.timer = None;
        self.waiting.borrow_mut().take();
        if let Some(storage) = storage() {
            let _ = storage.remove_item(KEY); // throws only where nothing could be written either
        }
    }

    /// What went wrong since this was last asked.
    pub fn take_problem(&mut self) -> Option<Problem> {
        self.failed.borrow_mut().take()
    }
}

fn write(waiting: &RefCell<Option<Snapshot>>, failed: &RefCell<Option<Problem>>) {
    let Some(snapshot) = waiting.borrow_mut().take() else {
        return;
    };
    let text = stringify(&snapshot.to_raw());
    let written = storage().zip(text).map(|(storage, text)| storage.set_item(KEY, &text));
    if !matches!(written, Some(Ok(()))) {
        *failed.borrow_mut() = Some(Problem {
            file: "localStorage".to_owned(),
            path: KEY.to_owned(),
            what: "cannot be written, so nothing is kept beyond this page".to_owned(),
            remedy: "It is full, or the browser blocks it; nothing else is affected".to_owned(),
        });
    }
}

/// Asking for storage throws where it is blocked.
fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}
