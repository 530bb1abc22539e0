//! What the page says by itself: analytics events, structured data, attention.

mod activity;
mod data_layer;
mod navigation;
mod page_data;

use crate::browser::Listener;
use crate::config::Lent;
use aside_engine::assistant::Event;
use std::rc::Rc;

/// Where signals go.
pub type Sink = Rc<dyn Fn(Event)>;

/// Everything that listens to the page; dropped, it leaves the page as it was.
#[derive(Default)]
pub struct Signals {
    _listeners: Vec<Listener>,
    _taps: Vec<Tap>,
}

impl Signals {
    /// Begins to listen, and reads what the page already said.
    pub fn listen(lent: &Lent, sink: Sink) -> Signals {
        let reader = page_data::Reader::new(sink.clone());
        reader.read();
        let mut taps = data_layer::listen(lent, sink.clone());
        let (mut listeners, more) = navigation::listen(lent, reader);
        taps.extend(more);
        listeners.extend(activity::listen(sink));
        Signals {
            _listeners: listeners,
            _taps: taps,
        }
    }
}

/// A function of the page that is listened to; dropped, the page has its own again.
pub struct Tap {
    untap: js_sys::Function,
    _heard: wasm_bindgen::closure::Closure<dyn FnMut(wasm_bindgen::JsValue)>,
}

impl Tap {
    /// Calls `heard` with the arguments after each call of `object[name]`.
    pub fn new(
        lent: &Lent,
        object: &wasm_bindgen::JsValue,
        name: &str,
        heard: impl FnMut(wasm_bindgen::JsValue) + 'static,
    ) -> Option<Tap> {
        use wasm_bindgen::JsCast;
        let closure: wasm_bindgen::closure::Closure<dyn FnMut(wasm_bindgen::JsValue)> =
            wasm_bindgen::closure::Closure::new(heard);
        let untap = lent.call("tap", [object, &name.into(), closure.as_ref()])?;
        Some(Tap {
            untap: untap.dyn_into().ok()?,
            _heard: closure,
        })
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        let _ = self.untap.call0(&wasm_bindgen::JsValue::NULL);
    }
}
