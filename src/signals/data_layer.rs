//! Google's data layer: what was pushed before we came, and every push from now on.

use super::{Sink, Tap};
use crate::browser::{get, to_raw, window};
use crate::config::Lent;
use aside_engine::assistant::Event;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// Entries of the backlog that are replayed; a page pushes a few dozen.
const MAX_BACKLOG: u32 = 300;

/// Replays the backlog and listens to `push`. A page without a data layer gives nothing.
pub fn listen(lent: &Lent, sink: Sink) -> Vec<Tap> {
    let layer = window().and_then(|window| get(&window, "dataLayer"));
    let Some(layer) = layer.and_then(|layer| layer.dyn_into::<Array>().ok()) else {
        return Vec::new();
    };
    let from = layer.length().saturating_sub(MAX_BACKLOG);
    for place in from..layer.length() {
        pass(&sink, &layer.get(place));
    }
    let heard = move |arguments: JsValue| {
        for pushed in Array::from(&arguments).iter() {
            pass(&sink, &pushed);
        }
    };
    Tap::new(lent, &layer, "push", heard).into_iter().collect()
}

fn pass(sink: &Sink, pushed: &JsValue) {
    if !pushed.is_object() {
        return;
    }
    if let Some(raw) = to_raw(pushed) {
        sink(Event::DataLayerPushed(raw));
    }
}
