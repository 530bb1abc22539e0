//! The browser's own things, each asked for in one place: clock, console, listeners, timers.
//!
//! Whatever can be missing or forbidden gives `None` or nothing; nothing here throws. After a trap
//! the glue calls nothing of the widget any more, closures that the browser still holds included.

use aside_engine::raw::{MAX_DEPTH, Raw};
use aside_engine::time::Moment;
use js_sys::{Array, Date, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Document, Event, EventTarget, Window, window as js_window};

/// The page's window.
pub fn window() -> Option<Window> {
    js_window()
}

/// The page's document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The only place that reads the clock.
pub fn now() -> Moment {
    let date = Date::new_0();
    Moment {
        utc_ms: date.get_time() as i64,
        offset_min: -(date.get_timezone_offset() as i32),
    }
}

/// One line for the page's developer.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&format!("aside: {line}").into());
}

/// A property of an object; `None` when it is missing, `undefined` or `null`, or when asking throws.
pub fn get(object: &JsValue, key: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &key.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A property that is a string.
pub fn get_text(object: &JsValue, key: &str) -> Option<String> {
    get(object, key)?.as_string()
}

/// A value of the page as data. Functions, elements and loops in it are left out: it goes through
/// the browser's own JSON, so that no getter of the page runs while the engine reads.
pub fn to_raw(value: &JsValue) -> Option<Raw> {
    let text = JSON::stringify(value).ok()?.as_string()?;
    parse_raw(&text).ok()
}

/// A JSON text as data, or what is wrong with it.
pub fn parse_raw(text: &str) -> Result<Raw, String> {
    let value = JSON::parse(text).map_err(|error| describe(&error))?;
    copy_in(&value, MAX_DEPTH).ok_or_else(|| "nested too deep".to_owned())
}

/// Copies what `JSON.parse` gave; `None` beyond the depth. By hand, because serde's way costs the
/// shopper 10 KB more for the same.
fn copy_in(value: &JsValue, depth: u8) -> Option<Raw> {
    if let Some(text) = value.as_string() {
        return Some(Raw::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(Raw::Number(number));
    }
    if let Some(truth) = value.as_bool() {
        return Some(Raw::Bool(truth));
    }
    if !value.is_object() {
        return Some(Raw::Null);
    }
    let depth = depth.checked_sub(1)?;
    if let Some(list) = value.dyn_ref::<Array>() {
        let mut items = Vec::new();
        for item in list.iter() {
            items.push(copy_in(&item, depth)?);
        }
        return Some(Raw::List(items));
    }
    let mut pairs = Vec::new();
    for entry in Object::entries(value.unchecked_ref()).iter() {
        let entry: Array = entry.unchecked_into();
        pairs.push((entry.get(0).as_string()?, copy_in(&entry.get(1), depth)?));
    }
    Some(Raw::Map(pairs))
}

/// Data as a value of the page.
pub fn from_raw(raw: &Raw) -> JsValue {
    match raw {
        Raw::Null => JsValue::NULL,
        Raw::Bool(truth) => (*truth).into(),
        Raw::Number(number) => (*number).into(),
        Raw::Text(text) => text.into(),
        Raw::List(items) => {
            let list = Array::new();
            for item in items {
                list.push(&from_raw(item));
            }
            list.into()
        }
        Raw::Map(pairs) => {
            let object = Object::new();
            for (key, value) in pairs {
                // Fails only on frozen objects; this one is fresh.
                let _ = Reflect::set(&object, &key.into(), &from_raw(value));
            }
            object.into()
        }
    }
}

/// Data as a JSON text.
pub fn stringify(raw: &Raw) -> Option<String> {
    JSON::stringify(&from_raw(raw)).ok()?.as_string()
}

/// What an exception says.
pub fn describe(error: &JsValue) -> String {
    let message = get_text(error, "message").or_else(|| error.as_string());
    message.unwrap_or_else(|| "no reason given".to_owned())
}

/// A listener that goes when this is dropped.
pub struct Listener {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens without holding up scrolling.
    pub fn new(
        target: &EventTarget,
        kind: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Listener {
        let closure: Closure<dyn FnMut(Event)> = Closure::new(heard);
        let options = AddEventListenerOptions::new();
        options.set_passive(true);
        let function = closure.as_ref().unchecked_ref();
        // Refused only by a target that is no target.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            kind, function, &options,
        );
        Listener {
            target: target.clone(),
            kind,
            closure,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let function = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, function);
    }
}

/// Runs something after so many milliseconds, unless it is dropped before.
pub fn after(ms: i64, run: impl FnOnce() + 'static) -> gloo::timers::callback::Timeout {
    let ms = ms.clamp(0, i64::from(i32::MAX)) as u32;
    gloo::timers::callback::Timeout::new(ms, run)
}
