//! Pages that change without loading: the data of the new page is read once it stands.

use super::Tap;
use super::page_data::Reader;
use crate::browser::{Listener, after, get, window};
use crate::config::Lent;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;

/// Milliseconds that a page gets to put its new content up.
const SETTLE: i64 = 400;

/// Listens to the history's own calls and to back and forward.
pub fn listen(lent: &Lent, reader: Reader) -> (Vec<Listener>, Vec<Tap>) {
    let Some(window) = window() else {
        return (Vec::new(), Vec::new());
    };
    let pending: Rc<RefCell<Option<Timeout>>> = Rc::default();
    let moved = move || {
        let reader = reader.clone();
        pending.replace(Some(after(SETTLE, move || reader.read())));
    };
    let mut taps = Vec::new();
    if let Some(history) = get(&window, "history") {
        for name in ["pushState", "replaceState"] {
            let moved = moved.clone();
            taps.extend(Tap::new(lent, &history, name, move |_| moved()));
        }
    }
    (
        vec![Listener::new(&window, "popstate", move |_| moved())],
        taps,
    )
}
