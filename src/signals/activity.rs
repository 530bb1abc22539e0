//! Whether the shopper is there and busy: nobody who types or is away is spoken to.

use super::Sink;
use crate::browser::{Listener, document};
use aside_engine::assistant::Event;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event as PageEvent};

/// Listens to the tab's visibility and to where the keyboard's focus is. What is typed into the
/// page is never looked at.
pub fn listen(sink: Sink) -> Vec<Listener> {
    let Some(document) = document() else {
        return Vec::new();
    };
    let (visible, into, out) = (sink.clone(), sink.clone(), sink);
    let watched = document.clone();
    vec![
        Listener::new(&document, "visibilitychange", move |_| {
            let hidden = watched.hidden();
            visible(Event::VisibilityChanged { hidden });
        }),
        Listener::new(&document, "focusin", move |event| {
            if is_text_field(&event) {
                into(Event::TypingChanged(true));
            }
        }),
        Listener::new(&document, "focusout", move |event| {
            if is_text_field(&event) {
                out(Event::TypingChanged(false));
            }
        }),
    ]
}

fn is_text_field(event: &PageEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        let fields = "input:not([type=checkbox],[type=radio],[type=button],[type=submit]), textarea, select, [contenteditable]";
        element.matches(fields).unwrap_or(false)
    })
}
